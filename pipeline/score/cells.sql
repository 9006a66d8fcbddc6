-- purpose: what is scored: the monitoring indicators with their settings and weights, their known values
-- reads:   fiche, fiche_dimension, fiche_indicator, fiche_weight, weight_set, indicator, indicator_value, service_operation, peer_member
-- writes:  work.part, work.item, work.weight, work.whole, work.known, work.not_applicable, work.pattern, work.tree
-- grain:   work.part: dimension of a fiche; work.item: indicator of a fiche; work.weight: item, weight set; work.whole: part, weight set;
--          work.known: unit, item, year with a value, group; work.not_applicable: unit, item, year
--
-- Numbers stand for fiches, dimensions and indicators from here to the end of
-- the stage: millions of rows are joined and grouped by them.

CREATE MACRO work.per_cent(known, expected) AS CASE WHEN expected > 0 THEN CAST(100 * known // expected AS INTEGER) ELSE 0 END;

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

-- place is what ranks are taken of: the published value, so that a difference
-- below the published precision is none. span is the year of the scale, 0 where
-- one scale holds over years. own: the unit is scored on this scale, once; other
-- rows only help to make the scale of a group that the unit is in without being
-- compared with it. A unit without a group has no scale.
CREATE TABLE work.known AS
WITH cell AS (
SELECT v.unit, it.item, v.year, CAST(CASE it.year_scale WHEN 'pooled' THEN 0 ELSE v.year END AS SMALLINT) AS span,
       CASE WHEN v.value > it.cap THEN it.cap ELSE v.value END AS x, -- least() would turn a missing value into the cap
       CASE WHEN it.by_place THEN CASE WHEN v.value_published > it.cap THEN it.cap ELSE v.value_published END END AS place,
       contains(v.flags, 'imputed') AS imputed, v.origin = 'synthetic' AS synthetic, it.reference, it.reference_scheme
FROM indicator_value v
JOIN work.item it USING (indicator)
JOIN service_operation so ON so.unit = v.unit AND so.fiche = it.fiche AND so.year = v.year AND so.operates
WHERE v.value IS NOT NULL
)
SELECT c.* EXCLUDE (reference, reference_scheme), CASE reference WHEN 'peer' THEN m.grp ELSE '' END AS grp, TRUE AS own
FROM cell c LEFT JOIN peer_member m ON m.scheme = c.reference_scheme AND m.unit = c.unit AND m.compared
UNION ALL
SELECT c.* EXCLUDE (reference, reference_scheme), m.grp, FALSE
FROM cell c JOIN peer_member m ON m.scheme = c.reference_scheme AND m.unit = c.unit AND NOT m.compared
WHERE c.reference = 'peer';

-- "Not applicable" leaves the denominator of coverage; "missing" stays in it.
CREATE TABLE work.not_applicable AS
SELECT v.unit, it.item, it.part, it.service, v.year
FROM indicator_value v
JOIN work.item it USING (indicator)
JOIN service_operation so ON so.unit = v.unit AND so.fiche = it.fiche AND so.year = v.year AND so.operates
WHERE v.value IS NULL AND v.status = 'not_applicable';

-- Scores of whole reference sets (Hellwig, TOPSIS), which Go writes; part is
-- NULL for the service.
CREATE TABLE work.pattern (unit VARCHAR, year SMALLINT, part INTEGER, service INTEGER, ord INTEGER, score DOUBLE);

CREATE TABLE work.tree AS
WITH RECURSIVE down(hierarchy, node, depth) AS (
    SELECT hierarchy, node, 1 FROM hierarchy_node WHERE parent IS NULL
    UNION ALL
    SELECT n.hierarchy, n.node, d.depth + 1 FROM down d JOIN hierarchy_node n ON n.hierarchy = d.hierarchy AND n.parent = d.node
)
SELECT hierarchy, node, kind, aggregate, coverage_threshold, CAST(depth AS INTEGER) AS depth
FROM down JOIN hierarchy_node USING (hierarchy, node)
WHERE kind <> 'service';
