-- purpose: the expected grid: what the fiches need, whether or not anybody delivers it
-- reads:   run, unit, fiche, fiche_indicator, fiche_weight, indicator, indicator_term, peer_indicator, variable, observation
-- writes:  service_operation, work.years, work.born, work.grid, work.use_item, work.use
-- grain:   work.grid: unit, indicator, year; work.use: use, level, kind, year, variable, its year

CREATE TABLE work.years AS
SELECT CAST(y AS SMALLINT) AS year FROM run, range(run.first_year, run.last_year + 1) t(y);

-- The first year a unit can have figures for, where a register says that it did
-- not exist: the year whose last day comes after that register, or an earlier
-- one that a source has a figure for (offices count back). Between the two
-- registers nobody knows: such a year stays in the grid, and what is missing in
-- it is a gap.
CREATE TABLE work.born AS
SELECT u.teryt AS unit, CAST(least(year(u.last_without + 1), min(o.year)) AS SMALLINT) AS year, min(o.year) AS first_value
FROM unit u LEFT JOIN observation o ON o.unit = u.teryt AND o.value IS NOT NULL
WHERE u.last_without IS NOT NULL
GROUP BY u.teryt, u.last_without;

-- A unit runs a service unless the deciding variable says it does not. When
-- that variable is missing, operates is NULL: a gap, never "does not apply".
-- Nothing is expected of a unit that did not exist.
INSERT INTO service_operation
SELECT u.teryt, f.fiche, y.year,
       CASE WHEN y.year < b.year THEN FALSE
            WHEN f.condition_variable IS NULL THEN TRUE
            WHEN o.value IS NULL THEN CASE WHEN o.status = 'not_applicable' THEN FALSE END
            WHEN f.condition_op = '>' THEN o.value > f.condition_value
            WHEN f.condition_op = '>=' THEN o.value >= f.condition_value
            WHEN f.condition_op = '<' THEN o.value < f.condition_value
            WHEN f.condition_op = '<=' THEN o.value <= f.condition_value
            WHEN f.condition_op = '=' THEN o.value = f.condition_value
            ELSE o.value <> f.condition_value END AS operates,
       CASE WHEN y.year < b.year THEN format('jednostki nie ma w rejestrze z {}', u.last_without)
            WHEN f.condition_variable IS NULL THEN f.obligation ELSE f.condition END
FROM fiche f
JOIN unit u ON u.level = f.level AND u.in_scope AND (len(f.kinds) = 0 OR list_contains(f.kinds, u.kind))
JOIN work.years y ON y.year >= f.applies_from AND y.year <= coalesce(f.valid_to, 9999)
LEFT JOIN work.born b ON b.unit = u.teryt
LEFT JOIN observation o ON o.chosen AND o.unit = u.teryt AND o.variable = f.condition_variable AND o.year = y.year
ORDER BY 1, 2, 3;

-- Context that like units are found by is expected of every unit of its level.
CREATE TABLE work.grid AS
SELECT g.unit, g.indicator, g.year, bool_or(g.operates) AS operates
FROM (
    SELECT so.unit, fi.indicator, so.year, coalesce(so.operates, TRUE) AS operates FROM service_operation so JOIN fiche_indicator fi USING (fiche)
    UNION ALL
    SELECT u.teryt, p.indicator, y.year, TRUE FROM peer_indicator p JOIN unit u ON u.level = p.level AND u.in_scope CROSS JOIN work.years y
) g
JOIN indicator i USING (indicator)
WHERE g.year >= i.first_year AND g.year <= coalesce(i.last_year, 9999) AND (g.year - i.first_year) % i.frequency = 0
GROUP BY ALL;

-- What a fiche uses: its indicators, and (indicator NULL) the variable that
-- decides whether it applies. Weights are those of the fiche, after the weights
-- of dimensions; scaled is the same in whole numbers, which coverage is compared in.
CREATE TABLE work.use_item AS
SELECT CAST(row_number() OVER (ORDER BY fiche, indicator NULLS FIRST) AS SMALLINT) AS item, CAST(dense_rank() OVER (ORDER BY fiche) AS SMALLINT) AS f, *
FROM (
    SELECT fi.fiche, fi.indicator, fi.role, coalesce(w.weight, 0) AS weight, coalesce(w.scaled, 0) AS scaled, fi.core, i.dimension,
           f.condition_variable IS NOT NULL AS conditional
    FROM fiche_indicator fi JOIN indicator i USING (indicator) JOIN fiche f USING (fiche)
    LEFT JOIN fiche_weight w ON w.fiche = fi.fiche AND w.indicator = fi.indicator AND w.weight_set = 'expert'
    UNION ALL
    SELECT fiche, NULL, NULL, 0, 0, FALSE, NULL, FALSE FROM fiche WHERE condition_variable IS NOT NULL
)
ORDER BY item;

-- What is used of the units of a level and kind in a year, and of which year of
-- the variable: the grid without its units.
CREATE TABLE work.use AS
SELECT t.item, t.f, t.conditional, k.level, k.kind, y.year, t.variable, CAST(y.year + t.year_offset AS SMALLINT) AS variable_year
FROM (
    SELECT x.item, x.f, x.fiche, x.conditional, i.first_year, coalesce(i.last_year, 9999) AS last_year, i.frequency,
           t.variable, t.year_offset, coalesce(t.valid_from, 0) AS valid_from, coalesce(t.valid_to, 9999) AS valid_to
    FROM work.use_item x JOIN indicator i USING (indicator) JOIN indicator_term t USING (indicator)
    UNION ALL
    SELECT x.item, x.f, x.fiche, x.conditional, 0, 9999, 1, f.condition_variable, 0, 0, 9999 FROM work.use_item x JOIN fiche f USING (fiche) WHERE x.indicator IS NULL
) t
JOIN fiche f USING (fiche)
JOIN (SELECT DISTINCT level, kind FROM unit WHERE in_scope) k ON k.level = f.level AND (len(f.kinds) = 0 OR list_contains(f.kinds, k.kind))
JOIN work.years y ON y.year BETWEEN f.applies_from AND coalesce(f.valid_to, 9999)
    AND y.year BETWEEN t.first_year AND t.last_year AND (y.year - t.first_year) % t.frequency = 0 AND y.year BETWEEN t.valid_from AND t.valid_to
GROUP BY ALL
UNION
-- No fiche uses the context that like units are found by, nor the price index,
-- which the amounts of a period of more than five years need of the country.
SELECT NULL, NULL, FALSE, k.level, k.kind, y.year, t.variable, CAST(y.year + t.year_offset AS SMALLINT)
FROM peer_indicator p JOIN indicator i USING (indicator) JOIN indicator_term t USING (indicator)
JOIN (SELECT DISTINCT level, kind FROM unit WHERE in_scope) k ON k.level = p.level
JOIN work.years y ON y.year BETWEEN i.first_year AND coalesce(i.last_year, 9999) AND (y.year - i.first_year) % i.frequency = 0
    AND y.year BETWEEN coalesce(t.valid_from, 0) AND coalesce(t.valid_to, 9999)
UNION
SELECT NULL, NULL, FALSE, c.level, c.kind, y.year, v.variable, y.year
FROM unit c JOIN variable v ON v.variable = getvariable('price_index') JOIN run ON run.last_year - run.first_year >= 5 JOIN work.years y ON y.year > run.first_year
WHERE c.level = 'kraj' AND EXISTS (FROM fiche_indicator fi JOIN indicator i USING (indicator) WHERE is_money(i.unit_of_measure));
