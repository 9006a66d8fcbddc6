-- purpose: put staged observations of some units in their order, with the one chosen per cell
-- reads:   placed, work.contested
-- writes:  observation
-- grain:   unit, variable, year, source, cell
-- binds:   first and last unit; in one go a country does not fit in memory

-- Numbers of texts are sorted; the texts come back behind.
INSERT INTO observation
SELECT unit, variable, year, value, status, flags, decimals, origin, source, snapshot, file, member, sheet, row, col,
       cell_name(CAST(sheet AS VARCHAR), row, col), raw, sign, unit_code, mapped, rn = 1 AS chosen, why
FROM (
    SELECT p.*, coalesce(c.rn, 1) AS rn, coalesce(c.why, 'only') AS why
    FROM placed p LEFT JOIN work.contested c USING (file_ord, place)
    WHERE p.unit BETWEEN CAST(? AS word) AND CAST(? AS word)
    ORDER BY p.unit, p.variable, p.year, rn
);
