-- purpose: scores with small keys, and their change on the previous year: the same for all schemes
-- reads:   score, unit, run, work.unit_number, work.one_scale, work.basis
-- writes:  work.node_number, work.set_number, temp rated, rated_change; variables units, nodes, sets
-- grain:   rated: unit, node (services and above), year, weight_set that apply; rated_change: those with a score
--
-- key orders by weight set, unit, node, year, and key − 1 is the year before;
-- place is the key without the unit. Scores are rounded to one decimal before
-- they are ranked, so that noise of the last digits never parts a tie. ranked_x:
-- only units with all core indicators are ranked, and only scores without a
-- filled value: one unit's guess must not move the places of others.

CREATE TABLE work.node_number AS
SELECT CAST(row_number() OVER (ORDER BY node) AS INTEGER) AS n, node FROM (SELECT DISTINCT node FROM score WHERE kind <> 'dimension');

CREATE TABLE work.set_number AS
SELECT CAST(row_number() OVER (ORDER BY weight_set) AS INTEGER) AS w, weight_set FROM (SELECT DISTINCT weight_set FROM score WHERE kind <> 'dimension');

-- The names by their numbers, so that a table in order is named without a join.
SET VARIABLE units = (SELECT list(unit ORDER BY u) FROM work.unit_number);
SET VARIABLE nodes = (SELECT list(node ORDER BY n) FROM work.node_number);
SET VARIABLE sets = (SELECT list(weight_set ORDER BY w) FROM work.set_number);

CREATE OR REPLACE TEMP TABLE rated AS
SELECT ((CAST(w AS BIGINT) * 65536 + u) * 4096 + n) * 256 + (year - 1900) AS key, (CAST(w AS BIGINT) * 4096 + n) * 256 + (year - 1900) AS place, u, n, kind, year,
       round_to(score, 1) AS x, status = 'ok' AS scored, CASE WHEN status = 'ok' AND has_core AND imputed = 0 THEN round_to(score, 1) END AS ranked_x, origin = 'synthetic' AS synthetic
FROM score
JOIN work.unit_number USING (unit)
JOIN work.node_number USING (node)
JOIN work.set_number USING (weight_set)
WHERE kind <> 'dimension' AND status <> 'not_applicable';

CREATE OR REPLACE TEMP TABLE rated_change AS
WITH comparable AS (
    SELECT t.u, k.n FROM work.one_scale o JOIN unit i ON i.level = o.level JOIN work.unit_number t ON t.unit = i.teryt JOIN work.node_number k USING (node)
), basis AS (
    SELECT t.u, k.n, b.year, b.basis, b.broken, b.transformed FROM work.basis b JOIN work.unit_number t USING (unit) JOIN work.node_number k USING (node)
)
SELECT r.key, r.x - r1.x AS change,
       CASE WHEN o.u IS NULL THEN 'each_year' WHEN r.year - 1 < run.first_year THEN 'outside_period' WHEN r1.x IS NULL THEN 'missing'
            WHEN b.broken THEN 'break' WHEN b.transformed OR b1.transformed THEN 'transform' WHEN b.basis IS DISTINCT FROM b1.basis THEN 'indicators'
            WHEN r.synthetic <> r1.synthetic THEN 'origin' ELSE '' END AS note
FROM rated r
CROSS JOIN run
LEFT JOIN comparable o ON o.u = r.u AND o.n = r.n
LEFT JOIN (SELECT r.key, r.x, r.synthetic FROM rated r SEMI JOIN comparable o ON o.u = r.u AND o.n = r.n WHERE r.scored) r1 ON r1.key = r.key - 1
LEFT JOIN basis b ON b.u = r.u AND b.n = r.n AND b.year = r.year
LEFT JOIN basis b1 ON b1.u = r.u AND b1.n = r.n AND b1.year = r.year - 1
WHERE r.scored;
