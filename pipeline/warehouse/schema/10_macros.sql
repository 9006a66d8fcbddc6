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

-- cell_name writes a place in a workbook, D14; a line and field in a text file.
CREATE MACRO column_name(c) AS CASE
    WHEN c <= 26 THEN chr(CAST(64 + c AS INTEGER))
    WHEN c <= 702 THEN chr(CAST(64 + (c - 1) // 26 AS INTEGER)) || chr(CAST(65 + (c - 1) % 26 AS INTEGER))
    ELSE chr(CAST(64 + (c - 27) // 676 AS INTEGER)) || chr(CAST(65 + ((c - 27) % 676) // 26 AS INTEGER)) || chr(CAST(65 + (c - 1) % 26 AS INTEGER)) END;
CREATE MACRO cell_name(sheet, r, c) AS CASE
    WHEN r IS NULL OR c IS NULL THEN NULL
    WHEN sheet = '' THEN r || ':' || c
    ELSE column_name(c) || r END;

COMMENT ON MACRO round_to IS 'A number rounded to 0–6 decimals, half away from zero on its decimal form, as published figures are.';
COMMENT ON MACRO exact IS 'A number as DECIMAL(38, 8): sums of it do not depend on the order of rows.';
COMMENT ON MACRO exact_mark IS 'A mark or a score as DECIMAL(38, 14): as exact, for small numbers that want more places.';
COMMENT ON MACRO quarter IS 'Class of a directed value by the cut points of its group: q1 … q4, none where a tie spans more than one.';
COMMENT ON MACRO column_name IS 'Letters of a column of a sheet: 1 is A, 27 is AA.';
COMMENT ON MACRO cell_name IS 'Place of a cell: D14 in a sheet, line:field in a text file.';
