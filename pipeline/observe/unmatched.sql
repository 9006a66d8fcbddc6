-- purpose: set aside staged observations of units that no register has
-- reads:   work.staged, work.code_map
-- writes:  observation_unmatched
-- grain:   cell

INSERT INTO observation_unmatched
SELECT s.unit_code, s.unit_name, m.mapped, s.variable, s.year, s.value, s.status, s.source, s.snapshot, s.file, s.sheet, s.row, s.col
FROM work.staged s
JOIN work.code_map m ON m.unit_code = s.unit_code AND m.source = s.source AND m.year = s.year
WHERE m.unit IS NULL
ORDER BY s.file_ord, s.row, s.col, s.unit_code, s.variable, s.year;
