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
       c.scheme, c.grp, c.rank, c.ties, c.n, c.percentile, c.class, c.distance, c.change_1, c.change_1_note, c.change_5, c.change_5_note,
       g.n_group, g.ratio_of_sums, g.median, g.q1, g.q3
FROM indicator_value v
JOIN fiche_indicator fi USING (indicator) JOIN fiche f USING (fiche) JOIN indicator i USING (indicator)
JOIN peer_member pm ON pm.unit = v.unit
LEFT JOIN imputed_value m ON m.unit = v.unit AND m.fiche = fi.fiche AND m.indicator = v.indicator AND m.year = v.year
LEFT JOIN comparison c ON c.unit = v.unit AND c.indicator = v.indicator AND c.year = v.year AND c.scheme = pm.scheme
LEFT JOIN group_figure g ON g.scheme = pm.scheme AND g.grp = pm.grp AND g.indicator = v.indicator AND g.year = v.year
ORDER BY v.unit, fi.fiche, fi.ord, v.year, pm.scheme;
COMMENT ON VIEW v_unit_card IS 'Everything a unit card shows about its indicators; a value that the fiche fills has status and flag imputed, keeps its cause, and is compared with nobody. Grain: unit, fiche, indicator, year, scheme.';

CREATE MACRO unit_report(code, yr) AS TABLE
SELECT service, indicator_name, value, unit_of_measure, status, rank, n, median, class
FROM v_unit_card WHERE unit = code AND year = yr AND scheme = 'kind' ORDER BY fiche, ord;

CREATE MACRO unit_gaps(code) AS TABLE
SELECT g.year, g.variable, v.name_pl, g.cause, g.owner, g.expected_on, g.overdue, g.severity, g.explanation_pl, f.method AS fill_method, f.fill_value, f.median_percentage_error AS fill_error
FROM gap g JOIN variable v USING (variable) LEFT JOIN v_gap_fill f ON f.unit = g.unit AND f.variable = g.variable AND f.year = g.year
WHERE g.unit = code ORDER BY g.severity DESC, g.variable, g.year;

CREATE MACRO trend(code, ind) AS TABLE
SELECT v.year, v.value_published AS value, v.status, g.median, g.ratio_of_sums, g.n, c.rank
FROM indicator_value v
LEFT JOIN peer_member pm ON pm.unit = v.unit AND pm.scheme = 'kind'
LEFT JOIN group_figure g ON g.scheme = pm.scheme AND g.grp = pm.grp AND g.indicator = v.indicator AND g.year = v.year
LEFT JOIN comparison c ON c.unit = v.unit AND c.indicator = v.indicator AND c.year = v.year AND c.scheme = 'kind'
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

COMMENT ON MACRO TABLE unit_report IS 'Indicators of a unit in a year against gminas of its kind, service by service.';
COMMENT ON MACRO TABLE unit_gaps IS 'What is missing in a unit, the most severe first.';
COMMENT ON MACRO TABLE trend IS 'An indicator of a unit over the years, with median and ratio of sums of its kind.';
COMMENT ON MACRO TABLE provenance IS 'The cells that an indicator of a unit and year is made of.';
