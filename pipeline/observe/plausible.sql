-- purpose: figures that contradict each other, or their own history
-- reads:   observation, unit, variable, variable_budget, variable_part
-- writes:  work.units_total, work.parts_total, work.part_above, work.zero_year, work.jump
-- grain:   file, variable: the worst case, and how many there are
-- binds:   variables first_variable and last_variable: the span that is looked at

-- The units of a powiat, województwo or the country against the figure of the
-- whole, within a source and where every unit has one. What rounding explains
-- is no difference; ready-made ratios do not add up, nor do the budgets of
-- gminas to that of their powiat.
CREATE OR REPLACE TABLE work.units_total AS
SELECT file, arg_max(sheet, off) AS sheet, arg_max(row, off) AS row, arg_max(col, off) AS col, variable, arg_max(unit, off) AS unit,
       CAST(arg_max(year, off) AS INTEGER) AS year, CAST(arg_max(value, off) AS VARCHAR) AS whole, CAST(arg_max(total, off) AS VARCHAR) AS total, CAST(count(*) AS INTEGER) AS n
FROM (
    SELECT w.*, CAST(p.total AS DOUBLE) AS total,
           -- a stable order of cases that are equally far off
           {'far': round(abs(w.value - CAST(p.total AS DOUBLE)) / greatest(abs(w.value), 1), 9), 'unit': w.unit, 'year': w.year} AS off
    FROM (
        SELECT u.parent, o.source, o.variable, o.year, sum(exact(o.value)) AS total, count(*) AS n, min(coalesce(o.decimals, 0)) AS decimals
        FROM observation o JOIN unit u ON u.teryt = o.unit AND u.parent <> u.teryt JOIN variable v USING (variable)
        WHERE o.variable BETWEEN getvariable('first_variable') AND getvariable('last_variable')
          AND o.chosen AND o.value IS NOT NULL AND v.kind <> 'ratio' AND v.variable NOT IN (SELECT variable FROM variable_budget)
        GROUP BY ALL
    ) p
    JOIN (SELECT parent, count(*) AS n FROM unit WHERE parent <> teryt GROUP BY parent) m ON m.parent = p.parent AND m.n = p.n
    JOIN observation w ON w.unit = p.parent AND w.source = p.source AND w.variable = p.variable AND w.year = p.year AND w.chosen AND w.value IS NOT NULL
    WHERE abs(w.value - CAST(p.total AS DOUBLE)) > 0.5000001 * (p.n + 1) * power(10, -least(p.decimals, coalesce(w.decimals, 0))) + 1e-9 * abs(w.value)
)
GROUP BY file, variable;

-- The parts of a variable against the whole, within a source.
CREATE OR REPLACE TABLE work.divided AS
SELECT p.variable, p.division, p.part, p.whole, w.source, w.unit, w.year, w.file, w.sheet, w.row, w.col, w.value, coalesce(w.decimals, 0) AS decimals,
       o.value AS part_value, coalesce(o.decimals, 0) AS part_decimals, o.file AS part_file, o.sheet AS part_sheet, o.row AS part_row, o.col AS part_col,
       count(*) OVER (PARTITION BY p.variable, p.division, w.source, w.unit, w.year) AS known
FROM variable_part p
JOIN observation w ON w.variable = p.variable AND w.chosen AND w.value IS NOT NULL
JOIN observation o ON o.variable = p.part AND o.unit = w.unit AND o.year = w.year AND o.source = w.source AND o.chosen AND o.value IS NOT NULL
WHERE p.variable BETWEEN getvariable('first_variable') AND getvariable('last_variable');

CREATE OR REPLACE TABLE work.parts_total AS
SELECT file, arg_max(sheet, off) AS sheet, arg_max(row, off) AS row, arg_max(col, off) AS col, variable, arg_max(unit, off) AS unit,
       CAST(arg_max(year, off) AS INTEGER) AS year, CAST(arg_max(value, off) AS VARCHAR) AS whole, CAST(arg_max(total, off) AS VARCHAR) AS total, CAST(count(*) AS INTEGER) AS n
FROM (
    SELECT *, {'far': round(abs(value - total) / greatest(abs(value), 1), 9), 'unit': unit, 'year': year} AS off
    FROM (
        SELECT d.variable, d.division, d.source, d.unit, d.year, any_value(d.file) AS file, any_value(d.sheet) AS sheet, any_value(d.row) AS row, any_value(d.col) AS col,
               any_value(d.value) AS value, CAST(sum(exact(d.part_value)) AS DOUBLE) AS total, count(*) AS n, least(min(d.decimals), min(d.part_decimals)) AS decimals
        FROM work.divided d
        JOIN (SELECT variable, division, count(*) AS n FROM variable_part WHERE whole GROUP BY ALL) m ON m.variable = d.variable AND m.division = d.division AND m.n = d.known
        GROUP BY d.variable, d.division, d.source, d.unit, d.year
    )
    WHERE abs(value - total) > 0.5000001 * (n + 1) * power(10, -decimals) + 1e-9 * abs(value)
)
GROUP BY file, variable, division;

CREATE OR REPLACE TABLE work.part_above AS
SELECT part_file AS file, arg_max(part_sheet, off) AS sheet, arg_max(part_row, off) AS row, arg_max(part_col, off) AS col, part AS variable, arg_max(unit, off) AS unit,
       CAST(arg_max(year, off) AS INTEGER) AS year, CAST(arg_max(part_value, off) AS VARCHAR) AS value, variable AS whole_variable, CAST(arg_max(value, off) AS VARCHAR) AS whole, CAST(count(*) AS INTEGER) AS n
FROM (
    SELECT *, {'far': round((part_value - value) / greatest(abs(value), 1), 9), 'unit': unit, 'year': year} AS off
    FROM work.divided
    WHERE part_value - value > 1.0000001 * power(10, -least(decimals, part_decimals)) + 1e-9 * abs(value)
)
GROUP BY part_file, part, variable;

DROP TABLE work.divided;

-- A year in which every unit has 0, while in others most have more: pivot tables
-- and old databases print 0 for what nobody has given.
CREATE OR REPLACE TABLE work.zero_year AS
WITH years AS (
    SELECT o.file, o.variable, u.level, o.year, count(*) AS n, count(*) FILTER (WHERE o.value <> 0) AS positive,
           min({'row': o.row, 'col': o.col, 'sheet': o.sheet, 'unit': o.unit}) AS first
    FROM observation o JOIN unit u ON u.teryt = o.unit
    WHERE o.variable BETWEEN getvariable('first_variable') AND getvariable('last_variable') AND o.value IS NOT NULL GROUP BY ALL
)
SELECT z.file, arg_min(z.first.sheet, z.year) AS sheet, arg_min(z.first.row, z.year) AS row, arg_min(z.first.col, z.year) AS col, z.variable,
       arg_min(z.first.unit, z.year) AS unit, CAST(min(z.year) AS INTEGER) AS year, CAST(max(z.year) AS VARCHAR) AS last, CAST(arg_min(z.n, z.year) AS VARCHAR) AS units,
       CAST(count(*) AS INTEGER) AS n
FROM years z
WHERE z.positive = 0 AND z.n >= 5 AND EXISTS (FROM years o WHERE o.file = z.file AND o.variable = z.variable AND o.level = z.level AND 2 * o.positive > o.n)
GROUP BY z.file, z.variable, z.level;

CREATE OR REPLACE TABLE work.step AS
SELECT *, CAST(round(ln(value / before), 6) AS DECIMAL(18, 6)) AS log_step FROM (
    SELECT o.unit, u.level, o.variable, o.year, o.value, o.flags, o.file, o.sheet, o.row, o.col,
           lag(o.value) OVER w AS before, lag(o.year) OVER w AS before_year
    FROM observation o JOIN unit u ON u.teryt = o.unit
    WHERE o.variable BETWEEN getvariable('first_variable') AND getvariable('last_variable') AND o.chosen AND o.value > 0
    WINDOW w AS (PARTITION BY o.unit, o.variable ORDER BY o.year)
)
WHERE before_year = year - 1;

-- A step far outside the other steps of the unit, after the step that half of
-- the units exceeded is taken off. A wrong figure makes two steps, there and
-- back: the steps beside the one in question are left out of the others. Small
-- counts jump by chance: a step must also be six standard deviations of a count.
CREATE OR REPLACE TABLE work.jump AS
SELECT file, arg_max(sheet, off) AS sheet, arg_max(row, off) AS row, arg_max(col, off) AS col, variable, arg_max(unit, off) AS unit,
       CAST(arg_max(year, off) AS INTEGER) AS year, CAST(arg_max(value, off) AS VARCHAR) AS value, CAST(arg_max(before, off) AS VARCHAR) AS before, CAST(count(*) AS INTEGER) AS n
FROM (
    SELECT *, {'far': round(abs(step - mean), 6), 'unit': unit, 'year': year} AS off
    FROM (
        SELECT *, CAST(others AS DOUBLE) / n AS mean, CAST(squares AS DOUBLE) / n - power(CAST(others AS DOUBLE) / n, 2) AS variance
        FROM (
            SELECT r.*,
                   count(*) OVER u - 1 - count(beside_1) OVER t - count(beside_2) OVER t AS n,
                   sum(step) OVER u - step - coalesce(beside_1, 0) - coalesce(beside_2, 0) AS others,
                   sum(step * step) OVER u - step * step - coalesce(beside_1 * beside_1, 0) - coalesce(beside_2 * beside_2, 0) AS squares
            FROM (
                SELECT s.*, s.before * exp(CAST(c.common AS DOUBLE)) AS expected, s.log_step - c.common AS step,
                       lag(s.log_step - c.common) OVER w AS beside_1, lead(s.log_step - c.common) OVER w AS beside_2
                FROM work.step s
                JOIN (SELECT variable, year, level, CAST(median(log_step) AS DECIMAL(18, 6)) AS common FROM work.step GROUP BY ALL) c USING (variable, year, level)
                WINDOW w AS (PARTITION BY s.unit, s.variable ORDER BY s.year)
            ) r
            WINDOW u AS (PARTITION BY unit, variable), t AS (PARTITION BY unit, variable, year)
        )
        WHERE n >= 3
    )
    WHERE flags NOT LIKE '%method_break%' AND abs(CAST(log_step AS DOUBLE)) > ln(2)
      AND abs(CAST(step AS DOUBLE) - mean) > greatest(ln(2), 5 * sqrt(greatest(variance, 0)))
      AND abs(value - expected) > 6 * sqrt(greatest(value, expected))
)
GROUP BY file, variable;

DROP TABLE work.step;
