-- purpose: macros that the stages share
-- reads:   nothing
-- writes:  macros
-- grain:   –

-- round_to rounds half away from zero on the decimal form, as the published
-- precision demands: 1.005 to two decimals is 1.01. round() wants a constant.
CREATE MACRO round_to(x, digits) AS CASE
    WHEN x IS NULL THEN NULL
    WHEN abs(x) >= 1e20 THEN x
    WHEN digits = 0 THEN CAST(round(CAST(x AS DECIMAL(38, 10)), 0) AS DOUBLE)
    WHEN digits = 1 THEN CAST(round(CAST(x AS DECIMAL(38, 10)), 1) AS DOUBLE)
    WHEN digits = 2 THEN CAST(round(CAST(x AS DECIMAL(38, 10)), 2) AS DOUBLE)
    WHEN digits = 3 THEN CAST(round(CAST(x AS DECIMAL(38, 10)), 3) AS DOUBLE)
    WHEN digits = 4 THEN CAST(round(CAST(x AS DECIMAL(38, 10)), 4) AS DOUBLE)
    WHEN digits = 5 THEN CAST(round(CAST(x AS DECIMAL(38, 10)), 5) AS DOUBLE)
    ELSE CAST(round(CAST(x AS DECIMAL(38, 10)), 6) AS DOUBLE) END;

-- step_round does the same where x is already a whole number of half steps but
-- for the noise of doubles, as the difference of two published values or the
-- middle of two is: much faster. scale is 10^digits.
CREATE MACRO step_round(x, scale) AS round(x * scale + sign(x) * 1e-7) / scale;

-- exact makes a sum independent of the order of its rows: doubles added over
-- threads differ in the last bits, decimals do not.
CREATE MACRO exact(x) AS CAST(x AS DECIMAL(38, 8));

-- exact_mark is exact for marks and scores, which are small and want more places.
CREATE MACRO exact_mark(x) AS CAST(x AS DECIMAL(38, 14));

-- quarter gives the class of a directed value by the cut points of its group,
-- with ≤: ties are never split. Where a tie spans more than one cut point, or
-- nobody differs, there is no class to give; a best value is in the best quarter.
CREATE MACRO quarter(x, q1, q2, q3, hi) AS CASE
    WHEN x IS NULL OR (x = q1 AND x = q2) OR (x = q2 AND x = q3) THEN 'none'
    WHEN x = hi THEN 'q4'
    WHEN x <= q1 THEN 'q1' WHEN x <= q2 THEN 'q2' WHEN x <= q3 THEN 'q3' ELSE 'q4' END;

-- standing_of says where a value is against the median of its group; x and cut
-- are value and median as directed values. A difference below the published
-- precision, or within two standard errors, is none.
CREATE MACRO standing_of(value, median, x, cut, scale, error, direction) AS CASE
    WHEN median IS NULL THEN ''
    WHEN abs(value - median) * scale < 0.999999 OR abs(value - median) <= 2 * error OR x = cut THEN 'level'
    WHEN x > cut THEN 'better' WHEN x < cut THEN 'worse'
    WHEN direction <> 'neutral' THEN '' WHEN value > median THEN 'higher' ELSE 'lower' END;

-- is_money tells units of measure of amounts: zł, tys. zł/os.
CREATE MACRO is_money(measure) AS regexp_full_match(measure, '((tys|mln|mld)\.? )?zł(/.*)?');

-- cell_name writes a place in a workbook, D14; a line and field in a text file.
CREATE MACRO column_name(c) AS CASE
    WHEN c <= 26 THEN chr(CAST(64 + c AS INTEGER))
    WHEN c <= 702 THEN chr(CAST(64 + (c - 1) // 26 AS INTEGER)) || chr(CAST(65 + (c - 1) % 26 AS INTEGER))
    ELSE chr(CAST(64 + (c - 27) // 676 AS INTEGER)) || chr(CAST(65 + ((c - 27) % 676) // 26 AS INTEGER)) || chr(CAST(65 + (c - 1) % 26 AS INTEGER)) END;
CREATE MACRO cell_name(sheet, r, c) AS CASE
    WHEN r IS NULL OR c IS NULL THEN NULL
    WHEN sheet = '' THEN r || ':' || c
    ELSE column_name(c) || r END;

-- ladder_… split a difference of cost among its steps by their Shapley values
-- (indicators/method, LadderDifference): a and b are rows with class_size,
-- staffing, pay and rest, the difference is a − b.
CREATE MACRO shapley_of_two(dx, y1, y0) AS dx * (y1 + y0) / 2;
CREATE MACRO shapley_of_three(dx, y1, y0, z1, z0) AS dx * ((y1 * z1 + y0 * z0) / 3 + (y1 * z0 + y0 * z1) / 6);
CREATE MACRO ladder_class_size(a, b) AS shapley_of_three(1 / a.class_size - 1 / b.class_size, a.staffing, b.staffing, a.pay, b.pay)
    + shapley_of_two(1 / a.class_size - 1 / b.class_size, a.rest, b.rest);
CREATE MACRO ladder_staffing(a, b) AS shapley_of_three(a.staffing - b.staffing, a.pay, b.pay, 1 / a.class_size, 1 / b.class_size);
CREATE MACRO ladder_pay(a, b) AS shapley_of_three(a.pay - b.pay, a.staffing, b.staffing, 1 / a.class_size, 1 / b.class_size);
CREATE MACRO ladder_rest(a, b) AS shapley_of_two(a.rest - b.rest, 1 / a.class_size, 1 / b.class_size);
COMMENT ON MACRO round_to IS 'A number rounded to 0–6 decimals, half away from zero on its decimal form, as published figures are.';
COMMENT ON MACRO step_round IS 'A whole number of half steps of a precision rounded to whole steps, half away from zero; scale is 10^decimals.';
COMMENT ON MACRO standing_of IS 'Where a value is against the median of its group: better, worse, higher, lower, level.';
COMMENT ON MACRO is_money IS 'Whether a unit of measure is of an amount.';
COMMENT ON MACRO shapley_of_two IS 'What a factor contributes to the difference of a product of two.';
COMMENT ON MACRO shapley_of_three IS 'What a factor contributes to the difference of a product of three.';
COMMENT ON MACRO ladder_class_size IS 'Part of a difference of cost that is due to class size.';
COMMENT ON MACRO ladder_staffing IS 'Part of a difference of cost that is due to posts per class.';
COMMENT ON MACRO ladder_pay IS 'Part of a difference of cost that is due to wages per post.';
COMMENT ON MACRO ladder_rest IS 'Part of a difference of cost that is due to other spending per class.';
COMMENT ON MACRO exact IS 'A number as DECIMAL(38, 8): sums of it do not depend on the order of rows.';
COMMENT ON MACRO exact_mark IS 'A mark or a score as DECIMAL(38, 14): as exact, for small numbers that want more places.';
COMMENT ON MACRO quarter IS 'Class of a directed value by the cut points of its group: q1 … q4, none where a tie spans more than one.';
COMMENT ON MACRO column_name IS 'Letters of a column of a sheet: 1 is A, 27 is AA.';
COMMENT ON MACRO cell_name IS 'Place of a cell: D14 in a sheet, line:field in a text file.';
