-- purpose: what observations are made of, with the share of each cell
-- reads:   work.staged_cell, work.code_map, unit
-- writes:  observation_cell
-- grain:   unit, variable, year, source, cell
-- binds:   first and last unit

INSERT INTO observation_cell
SELECT coalesce(m.unit, c.unit_code), c.variable, c.year, c.source, c.snapshot, c.file, c.member, c.sheet, c.row, c.col,
       cell_name(c.sheet, c.row, c.col), c.value, c.weight, cell_name(c.sheet, c.row, c.weight_col), c.label,
       c.value * c.weight / nullif(sum(exact(c.value * c.weight)) OVER (PARTITION BY coalesce(m.unit, c.unit_code), c.variable, c.year, c.source, c.file, c.member), 0)
FROM work.staged_cell c
LEFT JOIN work.code_map m ON m.unit_code = c.unit_code AND m.source = c.source AND m.year = c.year
WHERE coalesce(m.unit, c.unit_code) BETWEEN ? AND ? AND (m.unit IS NOT NULL OR c.unit_code IN (SELECT teryt FROM unit))
ORDER BY 1, 2, 3, 4, c.file, c.member, c.sheet, c.row, c.col;
