-- purpose: give every staged observation its unit in force and choose one per cell
-- reads:   work.staged, work.staged_cell, work.code_map, unit, source, variable
-- writes:  observation, observation_cell, observation_unmatched, work.conflict, work.out_of_range
-- grain:   observation: unit, variable, year, source, cell

INSERT INTO observation_unmatched
SELECT s.unit_code, s.unit_name, m.mapped, s.variable, s.year, s.value, s.status, s.source, s.snapshot, s.file, s.sheet, s.row, s.col
FROM work.staged s
JOIN work.code_map m ON m.unit_code = s.unit_code AND m.source = s.source AND m.year = s.year
WHERE m.unit IS NULL
ORDER BY s.file_ord, s.row, s.col, s.unit_code, s.variable, s.year;

-- A cell with a value beats one without; then the source's priority decides;
-- equal sources keep the order of their names and files.
INSERT INTO observation
SELECT unit, variable, year, value, status, flags, decimals, origin, source, snapshot, file, member, sheet, row, col, cell_name(sheet, row, col), raw, sign, unit_code, mapped,
       rn = 1 AS chosen,
       CASE WHEN rn > 1 THEN 'superseded'
            WHEN n = 1 THEN 'only'
            WHEN value IS NOT NULL AND n_values = 1 THEN 'value'
            WHEN value IS NOT NULL AND n_best_priority = 1 THEN 'priority'
            ELSE 'first' END AS chosen_why
FROM (
    SELECT o.*,
           row_number() OVER w AS rn,
           count(*) OVER g AS n,
           count(value) OVER g AS n_values,
           count(*) FILTER (WHERE priority = top AND value IS NOT NULL) OVER g AS n_best_priority
    FROM (
        SELECT coalesce(m.unit, s.unit_code) AS unit, s.*, coalesce(m.mapped, '') AS mapped, src.origin, src.priority,
               max(src.priority) FILTER (WHERE s.value IS NOT NULL) OVER (PARTITION BY coalesce(m.unit, s.unit_code), s.variable, s.year) AS top
        FROM work.staged s
        JOIN source src ON src.source = s.source
        LEFT JOIN work.code_map m ON m.unit_code = s.unit_code AND m.source = s.source AND m.year = s.year
        WHERE m.unit IS NOT NULL OR s.unit_code IN (SELECT teryt FROM unit)
    ) o
    WINDOW g AS (PARTITION BY unit, variable, year),
           w AS (PARTITION BY unit, variable, year ORDER BY (value IS NOT NULL) DESC, priority DESC, source, file_ord, sheet, row, col, unit_code)
)
ORDER BY unit, variable, year, rn;

INSERT INTO observation_cell
SELECT coalesce(m.unit, c.unit_code), c.variable, c.year, c.source, c.snapshot, c.file, c.member, c.sheet, c.row, c.col,
       cell_name(c.sheet, c.row, c.col), c.value, c.weight, cell_name(c.sheet, c.row, c.weight_col), c.label,
       c.value * c.weight / nullif(sum(exact(c.value * c.weight)) OVER (PARTITION BY coalesce(m.unit, c.unit_code), c.variable, c.year, c.source, c.file, c.member), 0)
FROM work.staged_cell c
LEFT JOIN work.code_map m ON m.unit_code = c.unit_code AND m.source = c.source AND m.year = c.year
WHERE m.unit IS NOT NULL OR c.unit_code IN (SELECT teryt FROM unit)
ORDER BY 1, 2, 3, 4, c.file, c.member, c.sheet, c.row, c.col;

-- Two values for one cell: within a source a conflict, between sources a
-- difference that the precision of the coarser one does not explain.
CREATE TABLE work.conflict AS
SELECT CASE WHEN b.source = a.source THEN 'key-conflict' ELSE 'sources-differ' END AS code,
       b.file, b.sheet, b.row, b.col, a.unit, a.variable, CAST(a.year AS INTEGER) AS year, CAST(a.value AS VARCHAR) AS a, CAST(b.value AS VARCHAR) AS b, a.source AS chosen
FROM observation a
JOIN observation b ON b.unit = a.unit AND b.variable = a.variable AND b.year = a.year AND NOT b.chosen
WHERE a.chosen AND a.value IS NOT NULL AND b.value IS NOT NULL
  AND abs(a.value - b.value) > 0.5000001 * power(10, -least(coalesce(a.decimals, 6), coalesce(b.decimals, 6)))
  AND a.value <> b.value;

CREATE TABLE work.out_of_range AS
SELECT file, arg_min(sheet, ord) AS sheet, arg_min(row, ord) AS row, arg_min(col, ord) AS col, variable,
       CAST(arg_min(value, ord) AS VARCHAR) AS value, CAST(any_value(range_min) AS VARCHAR) AS lo, CAST(any_value(range_max) AS VARCHAR) AS hi, CAST(count(*) AS INTEGER) AS n
FROM (
    SELECT o.*, v.range_min, v.range_max, row_number() OVER (PARTITION BY o.file, o.variable ORDER BY o.row, o.col, o.unit, o.year) AS ord
    FROM observation o JOIN variable v USING (variable) JOIN unit u ON u.teryt = o.unit
    WHERE u.level = 'gmina' AND (o.value < v.range_min OR o.value > v.range_max)
)
GROUP BY file, variable;

DROP TABLE work.staged;
DROP TABLE work.staged_cell;
