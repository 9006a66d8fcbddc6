-- purpose: the expected grid: what the fiches need, whether or not anybody delivers it
-- reads:   run, unit, fiche, fiche_indicator, indicator, indicator_term, peer_indicator, observation
-- writes:  service_operation, work.grid, work.need
-- grain:   work.grid: unit, indicator, year; work.need: the terms of each, with the year of the variable

CREATE TABLE work.years AS
SELECT CAST(y AS SMALLINT) AS year FROM run, range(run.first_year, run.last_year + 1) t(y);

-- A unit runs a service unless the deciding variable says it does not. When
-- that variable is missing, operates is NULL: a gap, never "does not apply".
INSERT INTO service_operation
SELECT u.teryt, f.fiche, y.year,
       CASE WHEN f.condition_variable IS NULL THEN TRUE
            WHEN o.value IS NULL THEN CASE WHEN o.status = 'not_applicable' THEN FALSE END
            WHEN f.condition_op = '>' THEN o.value > f.condition_value
            WHEN f.condition_op = '>=' THEN o.value >= f.condition_value
            WHEN f.condition_op = '<' THEN o.value < f.condition_value
            WHEN f.condition_op = '<=' THEN o.value <= f.condition_value
            WHEN f.condition_op = '=' THEN o.value = f.condition_value
            ELSE o.value <> f.condition_value END AS operates,
       CASE WHEN f.condition_variable IS NULL THEN f.obligation ELSE f.condition END
FROM fiche f
JOIN unit u ON u.level = f.level AND u.in_scope AND (len(f.kinds) = 0 OR list_contains(f.kinds, u.kind))
JOIN work.years y ON y.year >= f.applies_from AND y.year <= coalesce(f.valid_to, 9999)
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

CREATE TABLE work.need AS
SELECT g.unit, g.indicator, g.year, t.side, t.variable, t.scaled, t.divisor, CAST(g.year + t.year_offset AS SMALLINT) AS variable_year
FROM work.grid g
JOIN indicator_term t ON t.indicator = g.indicator AND g.year BETWEEN coalesce(t.valid_from, 0) AND coalesce(t.valid_to, 9999)
WHERE g.operates;
