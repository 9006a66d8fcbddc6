-- purpose: the usual questions of an analyst in one line each
-- reads:   the tables of schema/
-- writes:  views and table macros
-- grain:   stated in each comment

CREATE VIEW v_indicator_long AS
SELECT u.teryt, u.full_name AS unit_name, u.kind, u.voivodeship_name, v.indicator, i.name_pl AS indicator_name, v.year,
       v.value_published AS value, i.unit_of_measure, v.numerator, v.denominator, v.status, v.cause, v.flags, v.origin
FROM indicator_value v JOIN unit u ON u.teryt = v.unit JOIN indicator i USING (indicator)
ORDER BY v.unit, v.indicator, v.year;
COMMENT ON VIEW v_indicator_long IS 'Every indicator value with names. Grain: unit, indicator, year.';

CREATE VIEW v_service_ranking AS
SELECT f.fiche, f.name_pl AS service, s.year, c.scheme, c.grp, pg.name_pl AS group_name, u.teryt, u.full_name AS unit_name, u.kind,
       round_to(s.score, 1) AS score, s.status, s.withheld_reason, s.coverage_weight AS coverage_percent,
       c.rank, c.ties, c.n, c.n_group, c.class, s.origin
FROM score s JOIN fiche f USING (fiche) JOIN unit u ON u.teryt = s.unit
LEFT JOIN score_comparison c ON c.unit = s.unit AND c.node = s.node AND c.year = s.year AND c.weight_set = s.weight_set
LEFT JOIN peer_group pg ON pg.scheme = c.scheme AND pg.grp = c.grp
WHERE s.kind = 'service' AND s.weight_set = 'expert'
ORDER BY f.fiche, s.year, c.scheme, c.grp, c.rank NULLS LAST, u.teryt;
COMMENT ON VIEW v_service_ranking IS 'Scores of services at the weights of the fiche, with coverage and rank in each scheme; withheld scores have no scheme. Grain: unit, fiche, year, scheme.';

CREATE VIEW v_area_ranking AS
SELECT s.node, n.name_pl AS node_name, s.kind AS node_kind, s.year, c.scheme, c.grp, pg.name_pl AS group_name, u.teryt, u.full_name AS unit_name, u.kind,
       round_to(s.score, 1) AS score, s.status, s.coverage_weight AS coverage_percent, s.coverage_count AS services_known, s.expected_count AS services_expected,
       c.rank, c.ties, c.n, c.n_group, c.class, c.rank_change_1, s.origin
FROM score s
JOIN unit u ON u.teryt = s.unit
JOIN hierarchy h ON h.level = u.level
JOIN hierarchy_node n ON n.hierarchy = h.hierarchy AND n.node = s.node AND n.kind = s.kind
LEFT JOIN score_comparison c ON c.unit = s.unit AND c.node = s.node AND c.year = s.year AND c.weight_set = s.weight_set
LEFT JOIN peer_group pg ON pg.scheme = c.scheme AND pg.grp = c.grp
WHERE s.kind IN ('area', 'overall') AND s.weight_set = 'expert'
ORDER BY s.node, s.year, c.scheme, c.grp, c.rank NULLS LAST, u.teryt;
COMMENT ON VIEW v_area_ranking IS 'Scores of areas and of the whole at the weights of the fiches, with coverage and rank in each scheme. Grain: unit, node, year, scheme.';

CREATE VIEW v_weight_sets AS
SELECT c.unit, u.full_name AS unit_name, c.node, c.kind AS node_kind, c.year, c.scheme, c.grp, c.weight_set,
       e.score AS score_expert, e.rank AS rank_expert, c.score, c.rank, round_to(c.score - e.score, 1) AS score_difference, e.rank - c.rank AS places_gained
FROM score_comparison c
JOIN score_comparison e ON e.unit = c.unit AND e.node = c.node AND e.year = c.year AND e.scheme = c.scheme AND e.weight_set = 'expert'
JOIN unit u ON u.teryt = c.unit
WHERE c.weight_set <> 'expert'
ORDER BY c.unit, c.node, c.year, c.scheme, c.weight_set;
COMMENT ON VIEW v_weight_sets IS 'Score and rank under other weight sets beside those at the weights of the fiche. Grain: unit, node, year, scheme, weight_set.';

CREATE VIEW v_gap_indicator AS
SELECT DISTINCT g.unit, fi.fiche, t.indicator, CAST(g.year - t.year_offset AS SMALLINT) AS year, fi.role, fi.weight,
       g.variable, g.year AS variable_year, g.cause, g.owner, g.expected_on, g.overdue, m.unit IS NOT NULL AS imputed
FROM gap g
JOIN indicator_term t ON t.variable = g.variable
    AND g.year - t.year_offset BETWEEN coalesce(t.valid_from, 0) AND coalesce(t.valid_to, 9999)
JOIN indicator_value v ON v.unit = g.unit AND v.indicator = t.indicator AND v.year = g.year - t.year_offset AND v.value IS NULL AND v.status <> 'not_applicable'
JOIN fiche_indicator fi ON fi.indicator = t.indicator
LEFT JOIN imputed_value m ON m.unit = g.unit AND m.fiche = fi.fiche AND m.indicator = t.indicator AND m.year = g.year - t.year_offset
ORDER BY g.unit, fi.fiche, t.indicator, year;
COMMENT ON VIEW v_gap_indicator IS 'What each gap costs: the indicators and fiches that lack the cell; imputed: the fiche fills the indicator. Grain: gap, fiche, indicator, year. What it costs the score is in gap_consequence.';

CREATE VIEW v_gap_fill AS
SELECT g.unit, u.full_name AS unit_name, g.variable, v.name_pl AS variable_name, g.year, g.cause, g.owner, g.expected_on, g.overdue, g.severity,
       c.method, l.pl AS method_name, c.value AS fill_value, c.reach, c.donor_from, c.donor_to, c.donor_group, c.donors,
       o.n, o.median_percentage_error, o.median_absolute_error, o.relative_error, a.reason_pl AS advice
FROM gap g
JOIN unit u ON u.teryt = g.unit
JOIN variable v USING (variable)
LEFT JOIN fill_candidate c ON c.unit = g.unit AND c.variable = g.variable AND c.year = g.year AND c.best
LEFT JOIN fill_option o ON o.variable = g.variable AND o.level = u.level AND o.kind = '' AND o.method = c.method AND o.reach = c.tested_reach
LEFT JOIN fill_advice a ON a.variable = g.variable AND a.level = u.level
LEFT JOIN label l ON l.grp = 'fill' AND l.code = c.method
ORDER BY g.severity DESC, g.unit, g.variable, g.year;
COMMENT ON VIEW v_gap_fill IS 'Every gap with the best tested way of filling it, the value it would give and its error on known cells. Nothing of it is used unless a fiche allows it. Grain: unit, variable, year.';

CREATE VIEW v_score_unlock AS
SELECT k.unit, u.full_name AS unit_name, k.fiche, f.name_pl AS service, k.score_year, k.withheld_reason, k.variable, v.name_pl AS variable_name, k.year,
       k.sole_weight, g.cause, g.owner, g.expected_on, g.overdue, g.explanation_pl
FROM gap_consequence k
JOIN gap g ON g.unit = k.unit AND g.variable = k.variable AND g.year = k.year
JOIN unit u ON u.teryt = k.unit
JOIN fiche f USING (fiche)
JOIN variable v ON v.variable = k.variable
WHERE k.effect = 'withheld_alone'
ORDER BY k.unit, k.fiche, k.score_year, k.sole_weight DESC, k.variable;
COMMENT ON VIEW v_score_unlock IS 'Withheld scores with the cells of which each alone would give the score, and who can give it. Grain: unit, fiche, score_year, variable, year.';

CREATE VIEW v_imputed AS
SELECT m.unit, u.full_name AS unit_name, m.fiche, m.indicator, i.name_pl AS indicator_name, m.year, m.value_published AS value, i.unit_of_measure,
       t.variable, t.variable_year, t.value AS variable_value, t.method, l.pl AS method_name, t.reach, t.donor_from, t.donor_to, t.donor_group, t.donors, t.verdict,
       m.typical_error, m.flags, m.origin
FROM imputed_value m
JOIN imputed_term t ON t.unit = m.unit AND t.fiche = m.fiche AND t.indicator = m.indicator AND t.year = m.year
JOIN unit u ON u.teryt = m.unit
JOIN indicator i ON i.indicator = m.indicator
LEFT JOIN label l ON l.grp = 'fill' AND l.code = t.method
ORDER BY m.unit, m.fiche, m.indicator, m.year, t.variable, t.variable_year;
COMMENT ON VIEW v_imputed IS 'Values that fiches fill, term by term, with their donors and the test of the way. Grain: unit, fiche, indicator, year, variable, variable_year.';

CREATE VIEW v_gap_summary AS
SELECT g.cause, l.pl AS cause_name, g.owner, g.owner_kind, v.variable, v.name_pl AS variable_name, g.year,
       count(*) AS cells, count(DISTINCT g.unit) AS units, sum(CASE WHEN g.overdue THEN 1 ELSE 0 END) AS overdue,
       min(g.expected_on) AS expected_on, max(g.severity) AS severity
FROM gap g JOIN variable v USING (variable) LEFT JOIN label l ON l.grp = 'cause' AND l.code = g.cause
GROUP BY ALL ORDER BY cells DESC, g.cause, v.variable, g.year;
COMMENT ON VIEW v_gap_summary IS 'Gaps counted by cause, owner, variable and year.';

CREATE VIEW v_unit_card AS
SELECT v.unit, fi.fiche, fi.ord, f.name_pl AS service, v.indicator, i.name_pl AS indicator_name, i.dimension, fi.role, fi.weight, i.direction, v.year,
       coalesce(v.value_published, m.value_published) AS value, i.unit_of_measure, i.precision, coalesce(v.numerator, m.numerator) AS numerator,
       coalesce(v.denominator, m.denominator) AS denominator, CASE WHEN m.value IS NOT NULL THEN 'imputed' ELSE v.status END AS status, v.cause,
       coalesce(m.flags, v.flags) AS flags, coalesce(m.origin, v.origin) AS origin,
       pm.scheme, pm.grp, pm.why AS group_why, c.rank, c.ties, c.n, c.percentile, c.class, c.distance, c.standing,
       ch.change_1, ch.relative_1, ch.note_1, ch.change_5, ch.relative_5, ch.note_5, ch.constant_5, ch.constant_note,
       g.n_group, g.ratio_of_sums, g.median, g.q1, g.q3, e.standard_error, e.persons
FROM indicator_value v
JOIN fiche_indicator fi USING (indicator) JOIN fiche f USING (fiche) JOIN indicator i USING (indicator)
JOIN peer_member pm ON pm.unit = v.unit AND pm.compared
LEFT JOIN imputed_value m ON m.unit = v.unit AND m.fiche = fi.fiche AND m.indicator = v.indicator AND m.year = v.year
LEFT JOIN comparison c ON c.unit = v.unit AND c.indicator = v.indicator AND c.year = v.year AND c.scheme = pm.scheme
LEFT JOIN indicator_change ch ON ch.unit = v.unit AND ch.indicator = v.indicator AND ch.year = v.year
LEFT JOIN sampling_error e ON e.unit = v.unit AND e.indicator = v.indicator AND e.year = v.year
LEFT JOIN group_figure g ON g.scheme = pm.scheme AND g.grp = pm.grp AND g.indicator = v.indicator AND g.year = v.year
ORDER BY v.unit, fi.fiche, fi.ord, v.year, pm.scheme;
COMMENT ON VIEW v_unit_card IS 'Everything a unit card shows about its indicators; a value that the fiche fills has status and flag imputed, keeps its cause, and is compared with nobody. Grain: unit, fiche, indicator, year, scheme.';

CREATE VIEW v_comparison AS
SELECT k.* FROM v_unit_card k JOIN peer_role r ON r.role = 'comparison' AND r.scheme = k.scheme
ORDER BY k.unit, k.fiche, k.ord, k.year;
COMMENT ON VIEW v_comparison IS 'v_unit_card in the comparison scheme of the workspace alone. Grain: unit, fiche, indicator, year.';

CREATE VIEW v_comparison_group AS
SELECT pm.unit, pm.scheme, pm.grp, g.name_pl AS group_name, g.size, pm.why
FROM peer_role r JOIN peer_member pm ON pm.scheme = r.scheme AND pm.compared JOIN peer_group g ON g.scheme = pm.scheme AND g.grp = pm.grp
WHERE r.role = 'comparison'
ORDER BY pm.unit;
COMMENT ON VIEW v_comparison_group IS 'The group that a unit is compared with (grupa porównania). Grain: unit.';

CREATE VIEW v_display_group AS
SELECT u.teryt AS unit, r.ord, r.scheme, g.grp, g.name_pl AS group_name, g.size, coalesce(pm.why, '') AS why
FROM peer_role r
JOIN peer_scheme s USING (scheme)
JOIN unit u ON u.in_scope AND u.level IN ('gmina', 'powiat')
LEFT JOIN peer_member pm ON s.form = 'partition' AND pm.scheme = r.scheme AND pm.unit = u.teryt AND pm.compared
JOIN peer_group g ON g.scheme = r.scheme AND g.level = u.level AND g.grp = CASE s.form WHEN 'partition' THEN pm.grp WHEN 'own' THEN u.teryt ELSE r.grp END
WHERE r.role = 'display'
ORDER BY u.teryt, r.ord;
COMMENT ON VIEW v_display_group IS 'The groups shown for a unit beside the one it is compared with (grupa pokazywana). Grain: unit, ord.';

CREATE VIEW v_leader AS
SELECT f.name_pl AS service, l.fiche, l.scheme, l.grp, g.name_pl AS group_name, l.year, l.indicator, coalesce(i.name_pl, '') AS indicator_name,
       l.rank, l.ties, l.n, u.teryt, u.full_name AS unit_name, l.mean, l.persons, p.title AS practice, p.text AS practice_text, p.source AS practice_source, l.origin
FROM leader l
JOIN fiche f USING (fiche) JOIN unit u ON u.teryt = l.unit JOIN peer_group g ON g.scheme = l.scheme AND g.grp = l.grp
LEFT JOIN indicator i ON i.indicator = l.indicator
LEFT JOIN good_practice p ON p.unit = l.unit AND p.fiche = l.fiche
ORDER BY l.fiche, l.scheme, l.grp, l.indicator, l.rank, l.unit, p.title;
COMMENT ON VIEW v_leader IS 'From whom to learn, with names and the notes of good practice of the workspace. Grain: leader, note.';

CREATE MACRO unit_report(code, yr) AS TABLE
SELECT service, indicator_name, value, unit_of_measure, status, rank, n, n_group, ratio_of_sums, median, class, standing
FROM v_comparison WHERE unit = code AND year = yr ORDER BY fiche, ord;

-- peers_of: the units of any group: of a partition the unit's group, of
-- neighbours and nearest its own, of named the group called code.
CREATE MACRO peers_of(sch, code) AS TABLE
SELECT m.unit FROM peer_member m
WHERE m.scheme = sch AND m.grp = coalesce((SELECT c.grp FROM peer_member c WHERE c.scheme = sch AND c.unit = code AND c.compared), code);

-- peer_figure: figures of such a group. Quartiles and median as in
-- group_figure, but never of neighbours: they are too few.
CREATE MACRO peer_figure(sch, code) AS TABLE
SELECT v.indicator, v.year, count(*) AS n, (SELECT count(*) FROM peers_of(sch, code)) AS n_group,
       CASE WHEN any_value(i.group_figure) = 'ratio_of_sums' AND any_value(i.is_ratio) AND sum(exact(v.denominator)) <> 0
            THEN round_to(any_value(i.multiplier) * CAST(sum(exact(v.numerator)) AS DOUBLE) / CAST(sum(exact(v.denominator)) AS DOUBLE), 6) END AS ratio_of_sums,
       CASE WHEN any_value(i.group_figure) = 'sum' THEN CAST(sum(exact(v.value_published)) AS DOUBLE) END AS total,
       CASE WHEN any_value(s.scheme) <> 'neighbours' AND count(*) >= any_value(s.minimum) THEN round_to(quantile_cont(v.value_published, 0.25), 6) END AS q1,
       CASE WHEN any_value(s.scheme) <> 'neighbours' AND count(*) >= any_value(s.minimum) THEN round_to(quantile_cont(v.value_published, 0.5), 6) END AS median,
       CASE WHEN any_value(s.scheme) <> 'neighbours' AND count(*) >= any_value(s.minimum) THEN round_to(quantile_cont(v.value_published, 0.75), 6) END AS q3,
       round_to(CAST(sum(exact(v.value_published)) AS DOUBLE) / count(*), 6) AS mean, min(v.value_published) AS minimum, max(v.value_published) AS maximum,
       CASE WHEN bool_or(v.origin = 'synthetic') THEN 'synthetic' ELSE 'real' END AS origin
FROM indicator_value v
JOIN indicator i USING (indicator)
JOIN peer_scheme s ON s.scheme = sch
WHERE v.unit IN (SELECT unit FROM peers_of(sch, code)) AND v.value IS NOT NULL AND NOT contains(v.flags, 'imputed')
GROUP BY v.indicator, v.year
ORDER BY v.indicator, v.year;

-- peer_value: the values of a unit and of a group as in peers_of, side by side.
-- The rank is among the unit and the group, from three units with data: with
-- fewer it says nothing. Filled values have none.
CREATE MACRO peer_value(sch, code, subject) AS TABLE
WITH placed AS (
    SELECT v.unit, v.indicator, v.year, v.value_published AS value, v.origin, contains(v.flags, 'imputed') AS filled,
           CASE WHEN filled THEN NULL ELSE CASE i.direction WHEN 'stimulant' THEN capped WHEN 'destimulant' THEN -capped
               WHEN 'nominant' THEN -greatest(i.target_low - capped, capped - i.target_high, 0) END END AS x
    FROM indicator_value v
    JOIN indicator i USING (indicator)
    CROSS JOIN LATERAL (SELECT CASE WHEN v.value_published > i.cap THEN i.cap ELSE v.value_published END AS capped)
    WHERE (v.unit = subject OR v.unit IN (SELECT unit FROM peers_of(sch, code))) AND v.value IS NOT NULL
)
SELECT unit, indicator, year, value, x, filled, origin, CAST(count(*) FILTER (WHERE NOT filled) OVER g AS INTEGER) AS n,
       CASE WHEN x IS NOT NULL AND count(x) OVER g >= 3 THEN CAST(rank() OVER (g ORDER BY x DESC NULLS LAST) AS INTEGER) END AS rank,
       CASE WHEN x IS NOT NULL AND count(x) OVER g >= 3 THEN CAST(count(*) OVER (PARTITION BY indicator, year, x) - 1 AS INTEGER) END AS ties
FROM placed WINDOW g AS (PARTITION BY indicator, year)
ORDER BY indicator, year, rank NULLS LAST, unit;

-- peer_comparison: a unit against such a group. n counts the unit and the
-- group, n_peers the group alone: it is what the figures are of.
CREATE MACRO peer_comparison(sch, code, subject) AS TABLE
WITH side AS (FROM peer_value(sch, code, subject)),
cut AS (
    SELECT s.indicator, s.year, quantile_cont(s.x, 0.5) AS x FROM side s
    WHERE NOT s.filled AND s.unit IN (SELECT unit FROM peers_of(sch, code)) GROUP BY ALL
)
SELECT r.indicator, r.year, r.value, r.rank, r.ties, r.n, coalesce(f.n, 0) AS n_peers, f.n_group, f.ratio_of_sums, f.total, f.q1, f.median, f.q3,
       step_round(r.value - f.median, power(10, i.precision)) AS distance,
       standing_of(r.value, f.median, r.x, cut.x, power(10, i.precision), e.standard_error, i.direction) AS standing,
       CASE WHEN r.origin = 'synthetic' OR f.origin = 'synthetic' THEN 'synthetic' ELSE 'real' END AS origin
FROM side r
JOIN indicator i USING (indicator)
LEFT JOIN peer_figure(sch, code) f USING (indicator, year)
LEFT JOIN cut USING (indicator, year)
LEFT JOIN sampling_error e ON e.unit = r.unit AND e.indicator = r.indicator AND e.year = r.year
WHERE r.unit = subject
ORDER BY r.indicator, r.year;

-- cost_ladder_between: why a pupil costs more in unit a than in unit b.
CREATE MACRO cost_ladder_between(fiche_id, yr, unit_a, unit_b) AS TABLE
SELECT a.cost, b.cost AS reference_cost, a.cost - b.cost AS difference,
       ladder_class_size(a, b) AS class_size, ladder_staffing(a, b) AS staffing, ladder_pay(a, b) AS pay, ladder_rest(a, b) AS rest
FROM ladder_value a JOIN ladder_value b ON b.fiche = a.fiche AND b.year = a.year AND b.unit = unit_b
WHERE a.fiche = fiche_id AND a.year = yr AND a.unit = unit_a;

-- cost_ladder_peers: the same against the sums of any group, as in peers_of,
-- in every service and year that has a ladder.
CREATE MACRO cost_ladder_peers(sch, code, subject) AS TABLE
SELECT a.fiche, a.year, b.n, a.cost, b.cost AS reference_cost, a.cost - b.cost AS difference,
       ladder_class_size(a, b) AS class_size, ladder_staffing(a, b) AS staffing, ladder_pay(a, b) AS pay, ladder_rest(a, b) AS rest,
       CASE WHEN a.origin = 'synthetic' OR b.synthetic THEN 'synthetic' ELSE 'real' END AS origin
FROM ladder_value a
JOIN (
    SELECT fiche, year, CAST(count(*) AS INTEGER) AS n, spending / pupils AS cost, pupils / classes AS class_size, posts / classes AS staffing,
           wages / posts AS pay, (spending - wages) / classes AS rest, bool_or(origin = 'synthetic') AS synthetic
    FROM (SELECT fiche, year, origin, CAST(sum(exact(spending)) OVER g AS DOUBLE) AS spending, CAST(sum(exact(pupils)) OVER g AS DOUBLE) AS pupils,
                 CAST(sum(exact(classes)) OVER g AS DOUBLE) AS classes, CAST(sum(exact(posts)) OVER g AS DOUBLE) AS posts, CAST(sum(exact(wages)) OVER g AS DOUBLE) AS wages
          FROM ladder_value WHERE unit IN (SELECT unit FROM peers_of(sch, code)) WINDOW g AS (PARTITION BY fiche, year))
    GROUP BY ALL
) b USING (fiche, year)
WHERE a.unit = subject
ORDER BY a.fiche, a.year;

CREATE MACRO unit_gaps(code) AS TABLE
SELECT g.year, g.variable, v.name_pl, g.cause, g.owner, g.expected_on, g.overdue, g.severity, g.explanation_pl, f.method AS fill_method, f.fill_value, f.median_percentage_error AS fill_error
FROM gap g JOIN variable v USING (variable) LEFT JOIN v_gap_fill f ON f.unit = g.unit AND f.variable = g.variable AND f.year = g.year
WHERE g.unit = code ORDER BY g.severity DESC, g.variable, g.year;

CREATE MACRO trend(code, ind) AS TABLE
SELECT v.year, v.value_published AS value, v.status, g.median, g.ratio_of_sums, g.n, c.rank, ch.change_1, ch.note_1, ch.break_1
FROM indicator_value v
LEFT JOIN peer_role r ON r.role = 'comparison'
LEFT JOIN peer_member pm ON pm.unit = v.unit AND pm.scheme = r.scheme AND pm.compared
LEFT JOIN group_figure g ON g.scheme = pm.scheme AND g.grp = pm.grp AND g.indicator = v.indicator AND g.year = v.year
LEFT JOIN comparison c ON c.unit = v.unit AND c.indicator = v.indicator AND c.year = v.year AND c.scheme = r.scheme
LEFT JOIN indicator_change ch ON ch.unit = v.unit AND ch.indicator = v.indicator AND ch.year = v.year
WHERE v.unit = code AND v.indicator = ind ORDER BY v.year;

CREATE MACRO provenance(code, ind, yr) AS TABLE
SELECT t.side, t.variable, t.coefficient_text, yr + t.year_offset AS variable_year, o.value, o.status, o.flags, o.source, o.origin,
       coalesce(oc.file, o.file) AS file, coalesce(oc.member, o.member) AS member, coalesce(oc.sheet, o.sheet) AS sheet,
       coalesce(oc.cell, o.cell) AS cell, oc.weight_cell, oc.label, coalesce(oc.value, o.value) AS cell_value, oc.weight, oc.share, o.raw, o.sign, o.snapshot
FROM indicator_term t
LEFT JOIN observation o ON o.unit = code AND o.variable = t.variable AND o.year = yr + t.year_offset AND o.chosen
LEFT JOIN observation_cell oc ON oc.unit = code AND oc.variable = t.variable AND oc.year = yr + t.year_offset AND oc.source = o.source AND oc.file = o.file AND oc.member = o.member
WHERE t.indicator = ind AND yr BETWEEN coalesce(t.valid_from, 0) AND coalesce(t.valid_to, 9999)
ORDER BY t.side DESC, t.variable, variable_year DESC, oc.row, oc.col;

COMMENT ON MACRO TABLE unit_report IS 'Indicators of a unit in a year against its comparison group, service by service.';
COMMENT ON MACRO TABLE peers_of IS 'Units of any group: of a partition that of the unit, of neighbours and nearest its own, of named the group called so.';
COMMENT ON MACRO TABLE peer_figure IS 'Figures of such a group by indicator and year: ratio of sums, median, quartiles as in group_figure, but none of neighbours.';
COMMENT ON MACRO TABLE peer_value IS 'Values of a unit and of such a group side by side, with the rank among them from three units with data.';
COMMENT ON MACRO TABLE peer_comparison IS 'A unit against such a group: rank, both group figures, distance, standing.';
COMMENT ON MACRO TABLE cost_ladder_between IS 'Why a pupil costs more in one unit than in another, split among the steps.';
COMMENT ON MACRO TABLE cost_ladder_peers IS 'Why a pupil costs more in a unit than in any group, split among the steps.';
COMMENT ON MACRO TABLE unit_gaps IS 'What is missing in a unit, the most severe first.';
COMMENT ON MACRO TABLE trend IS 'An indicator of a unit over the years, with median and ratio of sums of its comparison group.';
COMMENT ON MACRO TABLE provenance IS 'The cells that an indicator of a unit and year is made of.';
