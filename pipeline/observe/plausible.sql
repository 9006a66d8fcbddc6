-- purpose: figures that contradict each other, or their own history
-- reads:   observation, unit, variable, variable_budget, variable_part
-- writes:  work.units_total, work.parts_total, work.part_above, work.zero_year, work.jump
-- grain:   file, variable: the worst case, and how many there are

-- What is compared, narrow: codes as numbers in their order, and the row of
-- observation (id) that says where the few odd ones stand.
CREATE TEMP TYPE code AS ENUM (
    SELECT teryt FROM unit UNION SELECT variable FROM variable UNION SELECT variable FROM variable_part UNION SELECT part FROM variable_part
    UNION SELECT DISTINCT variable FROM observation UNION SELECT DISTINCT source FROM observation ORDER BY 1);

CREATE TABLE work.figure AS
SELECT rowid AS id, CAST(unit AS code) AS unit, CAST(variable AS code) AS variable, CAST(source AS code) AS source, year, value, coalesce(decimals, 0) AS decimals,
       flags LIKE '%method_break%' AS broken
FROM observation WHERE chosen AND value IS NOT NULL;

-- The units of a powiat, województwo or the country against the figure of the
-- whole, within a source and where every unit has one. What rounding explains
-- is no difference; ready-made ratios do not add up, nor do the budgets of
-- gminas to that of their powiat.
CREATE TABLE work.units_total AS
SELECT o.file, arg_max(o.sheet, off) AS sheet, arg_max(o.row, off) AS row, arg_max(o.col, off) AS col, o.variable, arg_max(o.unit, off) AS unit,
       CAST(arg_max(o.year, off) AS INTEGER) AS year, CAST(arg_max(o.value, off) AS VARCHAR) AS whole, CAST(arg_max(total, off) AS VARCHAR) AS total, CAST(count(*) AS INTEGER) AS n
FROM (
    SELECT w.id, CAST(p.total AS DOUBLE) AS total,
           -- a stable order of cases that are equally far off
           {'far': round(abs(w.value - CAST(p.total AS DOUBLE)) / greatest(abs(w.value), 1), 9), 'unit': w.unit, 'year': w.year} AS off
    FROM (
        SELECT u.parent, f.source, f.variable, f.year, sum(exact(f.value)) AS total, count(*) AS n, min(f.decimals) AS decimals
        FROM work.figure f
        JOIN (SELECT CAST(teryt AS code) AS unit, CAST(parent AS code) AS parent FROM unit WHERE parent IN (SELECT teryt FROM unit) AND parent <> teryt) u USING (unit)
        WHERE f.variable IN (SELECT CAST(variable AS code) FROM variable WHERE kind <> 'ratio' AND variable NOT IN (SELECT variable FROM variable_budget))
        GROUP BY ALL
    ) p
    JOIN (SELECT CAST(parent AS code) AS parent, count(*) AS n FROM unit WHERE parent IN (SELECT teryt FROM unit) AND parent <> teryt GROUP BY ALL) m ON m.parent = p.parent AND m.n = p.n
    JOIN work.figure w ON w.unit = p.parent AND w.source = p.source AND w.variable = p.variable AND w.year = p.year
    WHERE abs(w.value - CAST(p.total AS DOUBLE)) > 0.5000001 * (p.n + 1) * power(10, -least(p.decimals, w.decimals)) + 1e-9 * abs(w.value)
) d
JOIN observation o ON o.rowid = d.id
GROUP BY o.file, o.variable;

-- The parts of a variable against the whole, within a source.
CREATE TABLE work.divided AS
SELECT p.variable, p.division, p.whole, w.source, w.unit, w.year, w.id, w.value, w.decimals, o.id AS part_id, o.value AS part_value, o.decimals AS part_decimals
FROM (SELECT CAST(variable AS code) AS variable, division, CAST(part AS code) AS part, whole FROM variable_part) p
JOIN work.figure w ON w.variable = p.variable
JOIN work.figure o ON o.variable = p.part AND o.unit = w.unit AND o.year = w.year AND o.source = w.source;

CREATE TABLE work.parts_total AS
SELECT o.file, arg_max(o.sheet, off) AS sheet, arg_max(o.row, off) AS row, arg_max(o.col, off) AS col, o.variable, arg_max(o.unit, off) AS unit,
       CAST(arg_max(o.year, off) AS INTEGER) AS year, CAST(arg_max(o.value, off) AS VARCHAR) AS whole, CAST(arg_max(total, off) AS VARCHAR) AS total, CAST(count(*) AS INTEGER) AS n
FROM (
    SELECT d.*, {'far': round(abs(value - total) / greatest(abs(value), 1), 9), 'unit': unit, 'year': year} AS off
    FROM (
        SELECT variable, division, unit, year, any_value(id) AS id, any_value(value) AS value, CAST(sum(exact(part_value)) AS DOUBLE) AS total, count(*) AS n,
               least(min(decimals), min(part_decimals)) AS decimals
        FROM work.divided GROUP BY variable, division, source, unit, year
    ) d
    JOIN (SELECT CAST(variable AS code) AS variable, division, count(*) AS n FROM variable_part WHERE whole GROUP BY ALL) m
      ON m.variable = d.variable AND m.division = d.division AND m.n = d.n
    WHERE abs(value - total) > 0.5000001 * (d.n + 1) * power(10, -decimals) + 1e-9 * abs(value)
) d
JOIN observation o ON o.rowid = d.id
GROUP BY o.file, o.variable, d.division;

CREATE TABLE work.part_above AS
SELECT o.file, arg_max(o.sheet, off) AS sheet, arg_max(o.row, off) AS row, arg_max(o.col, off) AS col, o.variable, arg_max(o.unit, off) AS unit,
       CAST(arg_max(o.year, off) AS INTEGER) AS year, CAST(arg_max(o.value, off) AS VARCHAR) AS value, CAST(d.variable AS VARCHAR) AS whole_variable,
       CAST(arg_max(d.value, off) AS VARCHAR) AS whole, CAST(count(*) AS INTEGER) AS n
FROM (
    SELECT part_id, variable, value, {'far': round((part_value - value) / greatest(abs(value), 1), 9), 'unit': unit, 'year': year} AS off
    FROM work.divided
    WHERE part_value - value > 1.0000001 * power(10, -least(decimals, part_decimals)) + 1e-9 * abs(value)
) d
JOIN observation o ON o.rowid = d.part_id
GROUP BY o.file, o.variable, d.variable;

DROP TABLE work.divided;

-- A year in which every unit has 0, while in others most have more: pivot tables
-- and old databases print 0 for what nobody has given.
CREATE TABLE work.zero_year AS
WITH years AS (
    SELECT o.file, o.variable, u.level, o.year, count(*) AS n, count(*) FILTER (WHERE o.value <> 0) AS positive
    FROM observation o JOIN unit u ON u.teryt = o.unit WHERE o.value IS NOT NULL GROUP BY ALL
), zero AS (
    FROM years z
    WHERE z.positive = 0 AND z.n >= 5 AND EXISTS (FROM years o WHERE o.file = z.file AND o.variable = z.variable AND o.level = z.level AND 2 * o.positive > o.n)
), placed AS (
    SELECT z.file, z.variable, z.level, z.year, any_value(z.n) AS n, min({'row': o.row, 'col': o.col, 'sheet': o.sheet, 'unit': o.unit}) AS first
    FROM zero z JOIN observation o ON o.file = z.file AND o.variable = z.variable AND o.year = z.year AND o.value IS NOT NULL
    JOIN unit u ON u.teryt = o.unit AND u.level = z.level
    GROUP BY ALL
)
SELECT file, arg_min(first.sheet, year) AS sheet, arg_min(first.row, year) AS row, arg_min(first.col, year) AS col, variable,
       arg_min(first.unit, year) AS unit, CAST(min(year) AS INTEGER) AS year, CAST(max(year) AS VARCHAR) AS last, CAST(arg_min(n, year) AS VARCHAR) AS units,
       CAST(count(*) AS INTEGER) AS n
FROM placed
GROUP BY file, variable, level;

-- Steps from a year to the next, after the step that half of the units exceeded
-- is taken off.
CREATE TABLE work.step AS
WITH raw AS (
    SELECT f.id, f.unit, f.variable, f.year, u.level, f.value, f.broken, b.value AS before, CAST(round(ln(f.value / b.value), 6) AS DECIMAL(18, 6)) AS log_step
    FROM work.figure f
    JOIN work.figure b ON b.unit = f.unit AND b.variable = f.variable AND b.year = f.year - 1 AND b.value > 0
    JOIN (SELECT CAST(teryt AS code) AS unit, level FROM unit) u ON u.unit = f.unit
    WHERE f.value > 0
)
SELECT s.*, s.before * exp(CAST(c.common AS DOUBLE)) AS expected, s.log_step - c.common AS step,
       NOT broken AND abs(CAST(log_step AS DOUBLE)) > ln(2) AND abs(value - expected) > 6 * sqrt(greatest(value, expected)) AS large
FROM raw s
JOIN (SELECT variable, year, level, CAST(median(log_step) AS DECIMAL(18, 6)) AS common FROM raw GROUP BY ALL) c USING (variable, year, level);

-- A step far outside the other steps of the unit. A wrong figure makes two steps,
-- there and back: the steps beside the one in question are left out of the
-- others. Small counts jump by chance: a step must also be six standard
-- deviations of a count. Only series with a large step are looked at.
CREATE TABLE work.jump AS
SELECT o.file, arg_max(o.sheet, off) AS sheet, arg_max(o.row, off) AS row, arg_max(o.col, off) AS col, o.variable, arg_max(o.unit, off) AS unit,
       CAST(arg_max(o.year, off) AS INTEGER) AS year, CAST(arg_max(o.value, off) AS VARCHAR) AS value, CAST(arg_max(before, off) AS VARCHAR) AS before, CAST(count(*) AS INTEGER) AS n
FROM (
    SELECT *, {'far': round(abs(step - mean), 6), 'unit': unit, 'year': year} AS off
    FROM (
        SELECT *, CAST(others AS DOUBLE) / n AS mean, CAST(squares AS DOUBLE) / n - power(CAST(others AS DOUBLE) / n, 2) AS variance
        FROM (
            SELECT r.*,
                   count(*) OVER u - 1 - if(beside_1 IS NULL, 0, 1) - if(beside_2 IS NULL, 0, 1) AS n,
                   sum(step) OVER u - step - coalesce(beside_1, 0) - coalesce(beside_2, 0) AS others,
                   sum(step * step) OVER u - step * step - coalesce(beside_1 * beside_1, 0) - coalesce(beside_2 * beside_2, 0) AS squares
            FROM (
                SELECT s.*, lag(s.step) OVER w AS beside_1, lead(s.step) OVER w AS beside_2
                FROM work.step s
                SEMI JOIN (SELECT unit, variable FROM work.step WHERE large) l USING (unit, variable)
                WINDOW w AS (PARTITION BY s.unit, s.variable ORDER BY s.year)
            ) r
            WINDOW u AS (PARTITION BY unit, variable)
        )
        WHERE n >= 3
    )
    WHERE large AND abs(CAST(step AS DOUBLE) - mean) > greatest(ln(2), 5 * sqrt(greatest(variance, 0)))
) d
JOIN observation o ON o.rowid = d.id
GROUP BY o.file, o.variable;

DROP TABLE work.step;
DROP TABLE work.figure;
DROP TYPE code;
