-- purpose: what observations are made of, with the share of each cell
-- reads:   work.staged_cell, work.unit_word, work.map_word, work.file_word
-- writes:  observation_cell
-- grain:   unit, variable, year, source, cell
-- binds:   first and last unit

INSERT INTO observation_cell
WITH cell AS (
    SELECT coalesce(m.unit, u.unit) AS unit, CAST(c.variable AS word) AS variable, c.year, CAST(c.sheet AS word) AS sheet,
           c.row, c.col, c.value, c.weight, c.weight_col, c.label, c.file_ord
    FROM work.staged_cell c
    LEFT JOIN work.unit_word u ON u.unit_code = c.unit_code
    LEFT JOIN work.map_word m ON m.unit_code = c.unit_code AND m.source = c.source AND m.year = c.year
    WHERE coalesce(m.unit, u.unit) BETWEEN CAST(? AS word) AND CAST(? AS word)
), whole AS (
    SELECT unit, variable, year, file_ord, sum(exact(value * weight)) AS total FROM cell GROUP BY ALL
)
SELECT unit, variable, year, source, snapshot, file, member, sheet, row, col, cell_name(CAST(sheet AS VARCHAR), row, col), value, weight,
       cell_name(CAST(sheet AS VARCHAR), row, weight_col), label, value * weight / nullif(total, 0)
FROM (
    FROM cell JOIN whole USING (unit, variable, year, file_ord) JOIN work.file_word USING (file_ord)
    ORDER BY unit, variable, year, source, file, member, sheet, row, col
);
