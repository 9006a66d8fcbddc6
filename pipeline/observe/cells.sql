-- purpose: what observations are made of, with the share of each cell
-- reads:   work.staged_cell, work.code_map, unit
-- writes:  observation_cell
-- grain:   unit, variable, year, source, cell
-- binds:   first and last unit

INSERT INTO observation_cell
WITH placed AS (
    SELECT CAST(coalesce(m.unit, c.unit_code) AS word) AS unit, CAST(c.variable AS word) AS variable, c.year, CAST(c.source AS word) AS source,
           CAST(c.snapshot AS word) AS snapshot, CAST(c.file AS word) AS file, CAST(c.member AS word) AS member, CAST(c.sheet AS word) AS sheet,
           c.row, c.col, c.value, c.weight, c.weight_col, c.label
    FROM work.staged_cell c
    LEFT JOIN work.code_map m ON m.unit_code = c.unit_code AND m.source = c.source AND m.year = c.year
    WHERE coalesce(m.unit, c.unit_code) BETWEEN ? AND ? AND (m.unit IS NOT NULL OR c.unit_code IN (SELECT teryt FROM unit))
), whole AS (
    SELECT unit, variable, year, source, file, member, sum(exact(value * weight)) AS total FROM placed GROUP BY ALL
)
SELECT unit, variable, year, source, snapshot, file, member, sheet, row, col, cell_name(CAST(sheet AS VARCHAR), row, col), value, weight,
       cell_name(CAST(sheet AS VARCHAR), row, weight_col), label, value * weight / nullif(total, 0)
FROM (FROM placed JOIN whole USING (unit, variable, year, source, file, member) ORDER BY unit, variable, year, source, file, member, sheet, row, col);
