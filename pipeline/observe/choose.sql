-- purpose: give staged observations of some units their unit in force and choose one per cell
-- reads:   work.staged, work.code_map, unit, source
-- writes:  observation
-- grain:   unit, variable, year, source, cell
-- binds:   first and last unit; in one go a country does not fit in memory

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
        WHERE coalesce(m.unit, s.unit_code) BETWEEN ? AND ? AND (m.unit IS NOT NULL OR s.unit_code IN (SELECT teryt FROM unit))
    ) o
    WINDOW g AS (PARTITION BY unit, variable, year),
           w AS (PARTITION BY unit, variable, year ORDER BY (value IS NOT NULL) DESC, priority DESC, source, file_ord, sheet, row, col, unit_code)
)
ORDER BY unit, variable, year, rn;
