-- purpose: which definitions differ between the old file and the new one
-- reads:   indicator, indicator_term, fiche, fiche_dimension, fiche_indicator, fiche_weight, hierarchy_node, peer_member, in both files
-- writes:  temp changed_definition, indicator_formula, fiche_method, fiche_points, node_weight, group_change
-- grain:   of each: what changed
--
-- Unqualified names are the new file, old is the one before.

CREATE OR REPLACE TEMP TABLE indicator_formula AS
WITH o AS (SELECT indicator, hash(i.multiplier, i.precision, i.frequency, i.first_year, i.last_year, i.cap, i.target_low, i.target_high, i.direction, t.terms) AS h
    FROM old.main.indicator i LEFT JOIN (SELECT indicator, list((side, variable, coefficient, year_offset, valid_from, valid_to) ORDER BY side, variable, year_offset, coefficient) AS terms FROM old.main.indicator_term GROUP BY indicator) t USING (indicator)),
n AS (SELECT indicator, hash(i.multiplier, i.precision, i.frequency, i.first_year, i.last_year, i.cap, i.target_low, i.target_high, i.direction, t.terms) AS h
    FROM indicator i LEFT JOIN (SELECT indicator, list((side, variable, coefficient, year_offset, valid_from, valid_to) ORDER BY side, variable, year_offset, coefficient) AS terms FROM indicator_term GROUP BY indicator) t USING (indicator))
SELECT indicator FROM o FULL JOIN n USING (indicator) WHERE o.h IS DISTINCT FROM n.h;

-- How a fiche brings indicators together, and which.
CREATE OR REPLACE TEMP TABLE fiche_method AS
WITH o AS (SELECT fiche, hash(f.scored, f.normalise, f.scale_low, f.scale_high, f.treat, f.aggregate, f.combine, f.reference, f.reference_scheme, f.reference_unit, f.year_scale, f.coverage_threshold, f.min_indicators, f.min_dimensions, f.condition, f.kinds, d.parts, i.items) AS h
    FROM old.main.fiche f
    LEFT JOIN (SELECT fiche, list((dimension, weight, normalise, scale_low, scale_high, treat, aggregate) ORDER BY dimension) AS parts FROM old.main.fiche_dimension GROUP BY fiche) d USING (fiche)
    LEFT JOIN (SELECT fiche, list((indicator, role, core, post_low, post_high, target) ORDER BY indicator) AS items FROM old.main.fiche_indicator GROUP BY fiche) i USING (fiche)),
n AS (SELECT fiche, hash(f.scored, f.normalise, f.scale_low, f.scale_high, f.treat, f.aggregate, f.combine, f.reference, f.reference_scheme, f.reference_unit, f.year_scale, f.coverage_threshold, f.min_indicators, f.min_dimensions, f.condition, f.kinds, d.parts, i.items) AS h
    FROM fiche f
    LEFT JOIN (SELECT fiche, list((dimension, weight, normalise, scale_low, scale_high, treat, aggregate) ORDER BY dimension) AS parts FROM fiche_dimension GROUP BY fiche) d USING (fiche)
    LEFT JOIN (SELECT fiche, list((indicator, role, core, post_low, post_high, target) ORDER BY indicator) AS items FROM fiche_indicator GROUP BY fiche) i USING (fiche))
SELECT fiche FROM o FULL JOIN n USING (fiche) WHERE o.h IS DISTINCT FROM n.h;

CREATE OR REPLACE TEMP TABLE fiche_points AS
WITH o AS (SELECT fiche, indicator, weight FROM old.main.fiche_weight WHERE weight_set = 'expert'),
n AS (SELECT fiche, indicator, weight FROM fiche_weight WHERE weight_set = 'expert')
SELECT DISTINCT fiche FROM o FULL JOIN n USING (fiche, indicator) WHERE o.weight IS DISTINCT FROM n.weight;

CREATE OR REPLACE TEMP TABLE node_weight AS
WITH o AS (SELECT coalesce(parent, node) AS node, list((node, weight) ORDER BY node) AS l FROM old.main.hierarchy_node GROUP BY ALL),
n AS (SELECT coalesce(parent, node) AS node, list((node, weight) ORDER BY node) AS l FROM hierarchy_node GROUP BY ALL)
SELECT node FROM o FULL JOIN n USING (node) WHERE o.l IS DISTINCT FROM n.l;

CREATE OR REPLACE TEMP TABLE group_change AS
WITH o AS (SELECT scheme, grp, list(unit ORDER BY unit) AS l FROM old.main.peer_member GROUP BY ALL),
n AS (SELECT scheme, grp, list(unit ORDER BY unit) AS l FROM peer_member GROUP BY ALL)
SELECT scheme, grp FROM o FULL JOIN n USING (scheme, grp) WHERE o.l IS DISTINCT FROM n.l;

CREATE OR REPLACE TEMP TABLE changed_definition AS
SELECT 'indicator' AS kind, indicator AS code, 'formula' AS what FROM indicator_formula
UNION ALL SELECT 'fiche', fiche, 'method' FROM fiche_method
UNION ALL SELECT 'fiche', fiche, 'weight' FROM fiche_points
UNION ALL SELECT 'hierarchy', node, 'weight' FROM node_weight
UNION ALL SELECT DISTINCT 'scheme', scheme, 'peer_group' FROM group_change;
