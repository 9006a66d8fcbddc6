-- purpose: figures that contradict each other or their plausible range
-- reads:   observation, unit, variable
-- writes:  work.conflict, work.out_of_range
-- grain:   conflict: cell; out_of_range: file, variable

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
