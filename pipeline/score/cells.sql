-- purpose: what is scored: the monitoring indicators with their settings and weights, their known values
-- reads:   fiche, fiche_dimension, fiche_indicator, fiche_weight, weight_set, indicator, indicator_value, imputed_value, service_operation, unit, peer_member
-- writes:  work.part, work.item, work.weight, work.whole, work.unit_number, work.group_number, work.pattern, work.tree, temp operation, known, not_applicable
-- grain:   work.part: dimension of a fiche; work.item: indicator of a fiche; work.weight: item and weight set; work.whole: part and weight set;
--          operation: slot; known: slot, item, group; not_applicable: slot, item
--
-- Millions of rows are joined and grouped from here to the end of the stage, so
-- numbers stand for names, and one number, the slot, for unit, fiche and year.

CREATE MACRO work.per_cent(known, expected) AS CASE WHEN expected > 0 THEN CAST(100 * known // expected AS INTEGER) ELSE 0 END;
CREATE MACRO work.slot(u, service, year) AS (CAST(u AS BIGINT) * 4096 + service) * 256 + (year - 1900);
CREATE MACRO work.slot_unit(slot) AS slot // 1048576;
CREATE MACRO work.slot_service(slot) AS slot // 256 % 4096;
CREATE MACRO work.slot_year(slot) AS CAST(slot % 256 + 1900 AS SMALLINT);

-- two_levels: dimensions have weights, so indicators come together in their
-- dimension and dimensions in the service; else indicators come together in the
-- service at once, and the score of a dimension stands beside it.
CREATE TABLE work.part AS
SELECT CAST(row_number() OVER (ORDER BY d.fiche, d.ord) AS INTEGER) AS part, CAST(dense_rank() OVER (ORDER BY d.fiche) AS INTEGER) AS service,
       d.fiche, d.dimension, d.weight AS points, d.weight IS NOT NULL AS two_levels,
       d.normalise, d.scale_low, d.scale_high, d.treat, d.aggregate, f.aggregate AS service_aggregate, CASE f.combine WHEN '' THEN 'arithmetic' ELSE f.combine END AS combine,
       f.reference, f.reference_scheme, f.reference_unit, f.year_scale
FROM fiche_dimension d JOIN fiche f USING (fiche)
WHERE f.scored;

CREATE TABLE work.item AS
SELECT CAST(row_number() OVER (ORDER BY p.fiche, fi.ord) AS INTEGER) AS item, p.*, fi.indicator, fi.core, fi.post_low, fi.post_high, fi.target,
       i.direction, i.target_low, i.target_high, i.cap, p.normalise IN ('percentile', 'rank', 'borda') AS by_place
FROM fiche_indicator fi
JOIN indicator i USING (indicator)
JOIN work.part p ON p.fiche = fi.fiche AND p.dimension = i.dimension
WHERE fi.role = 'monitoring';

CREATE TABLE work.weight AS
SELECT it.item, it.part, it.service, s.ord, s.weight_set, w.scaled, w.divisor
FROM fiche_weight w
JOIN weight_set s ON s.fiche = w.fiche AND s.weight_set = w.weight_set
JOIN work.item it ON it.fiche = w.fiche AND it.indicator = w.indicator;

CREATE TABLE work.whole AS
SELECT w.part, w.service, w.ord, w.weight_set, CAST(sum(w.scaled) AS BIGINT) AS weight, CAST(max(w.divisor) AS BIGINT) AS divisor,
       CAST(count(*) FILTER (WHERE w.scaled > 0) AS INTEGER) AS number, CAST(count(*) FILTER (WHERE it.core) AS INTEGER) AS core
FROM work.weight w JOIN work.item it USING (item)
GROUP BY ALL;

CREATE TABLE work.unit_number AS SELECT CAST(row_number() OVER (ORDER BY teryt) AS INTEGER) AS u, teryt AS unit FROM unit;

-- Group 0 are all units; a unit without a group has none and no scale.
CREATE TABLE work.group_number AS
SELECT 0 AS g, '' AS scheme, '' AS grp
UNION ALL
SELECT CAST(row_number() OVER (ORDER BY scheme, grp) AS INTEGER), scheme, grp
FROM (SELECT DISTINCT m.scheme, m.grp FROM peer_member m JOIN (SELECT DISTINCT reference_scheme FROM work.part WHERE reference = 'peer') p ON p.reference_scheme = m.scheme);

CREATE OR REPLACE TEMP TABLE operation AS
SELECT work.slot(n.u, s.service, so.year) AS slot, so.unit, s.service, s.fiche, so.year, so.operates
FROM service_operation so
JOIN (SELECT DISTINCT service, fiche FROM work.part) s USING (fiche)
JOIN work.unit_number n USING (unit);

-- place is what ranks are taken of: the published value, so that a difference
-- below the published precision is none. own: the unit is scored on this scale,
-- once; other rows only help to make the scale of a group that the unit is in
-- without being compared with it.
CREATE OR REPLACE TEMP TABLE known AS
WITH cell AS (
    SELECT work.slot(n.u, it.service, v.year) AS slot, it.item, n.u, it.reference,
           CASE WHEN v.value > it.cap THEN it.cap ELSE v.value END AS x, -- least() would turn a missing value into the cap
           CASE WHEN it.by_place THEN CASE WHEN v.value_published > it.cap THEN it.cap ELSE v.value_published END END AS place,
           contains(v.flags, 'imputed') AS imputed, v.origin = 'synthetic' AS synthetic
    FROM (
        SELECT unit, indicator, year, NULL AS fiche, value, value_published, flags, origin FROM indicator_value WHERE value IS NOT NULL
        UNION ALL -- what a fiche fills counts in it alone
        SELECT unit, indicator, year, fiche, value, value_published, flags, origin FROM imputed_value
    ) v
    JOIN work.item it ON it.indicator = v.indicator AND (v.fiche IS NULL OR v.fiche = it.fiche)
    JOIN work.unit_number n USING (unit)
    WHERE work.slot(n.u, it.service, v.year) IN (SELECT slot FROM operation WHERE operates)
), member AS (
    SELECT n.u, p.service, g.g, m.compared
    FROM peer_member m
    JOIN work.unit_number n USING (unit)
    JOIN work.group_number g ON g.scheme = m.scheme AND g.grp = m.grp
    JOIN (SELECT DISTINCT service, reference_scheme FROM work.part WHERE reference = 'peer') p ON p.reference_scheme = m.scheme
)
SELECT slot, item, 0 AS g, TRUE AS own, x, place, imputed, synthetic FROM cell WHERE reference <> 'peer'
UNION ALL
SELECT c.slot, c.item, m.g, TRUE, c.x, c.place, c.imputed, c.synthetic
FROM cell c LEFT JOIN member m ON m.u = c.u AND m.service = work.slot_service(c.slot) AND m.compared
WHERE c.reference = 'peer'
UNION ALL
SELECT c.slot, c.item, m.g, FALSE, c.x, c.place, c.imputed, c.synthetic
FROM cell c JOIN member m ON m.u = c.u AND m.service = work.slot_service(c.slot) AND NOT m.compared
WHERE c.reference = 'peer';

-- "Not applicable" leaves the denominator of coverage; "missing" stays in it.
CREATE OR REPLACE TEMP TABLE not_applicable AS
SELECT work.slot(n.u, it.service, v.year) AS slot, it.item
FROM indicator_value v
JOIN work.item it USING (indicator)
JOIN work.unit_number n USING (unit)
WHERE v.value IS NULL AND v.status = 'not_applicable' AND work.slot(n.u, it.service, v.year) IN (SELECT slot FROM operation WHERE operates);

-- Scores of whole reference sets (Hellwig, TOPSIS), which Go writes; part is
-- NULL for the service.
CREATE TABLE work.pattern (slot BIGINT, part INTEGER, ord INTEGER, score DOUBLE);

CREATE TABLE work.tree AS
WITH RECURSIVE down(hierarchy, node, depth) AS (
    SELECT hierarchy, node, 1 FROM hierarchy_node WHERE parent IS NULL
    UNION ALL
    SELECT n.hierarchy, n.node, d.depth + 1 FROM down d JOIN hierarchy_node n ON n.hierarchy = d.hierarchy AND n.parent = d.node
)
SELECT hierarchy, node, kind, aggregate, coverage_threshold, CAST(depth AS INTEGER) AS depth
FROM down JOIN hierarchy_node USING (hierarchy, node)
WHERE kind <> 'service';
