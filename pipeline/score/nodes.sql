-- purpose: scores of the nodes of one depth of the trees, from the scores below them
-- reads:   hierarchy, hierarchy_node, work.tree, score, unit
-- writes:  score, node_contribution
-- grain:   unit, node, year, weight_set (expert, equal)
--
-- A child that does not apply to the unit leaves the node, one whose score is
-- withheld stays expected: the same rule as for indicators, by weight and count.

CREATE OR REPLACE TEMP TABLE child AS
SELECT s.unit, s.year, s.weight_set, n.node, n.kind, n.aggregate, n.coverage_threshold AS threshold, s.node AS child, c.weight, s.score, s.status, s.imputed, s.has_core, s.origin
FROM work.tree n
JOIN hierarchy h USING (hierarchy)
JOIN hierarchy_node c ON c.hierarchy = n.hierarchy AND c.parent = n.node
JOIN score s ON s.node = c.node AND s.kind = c.kind AND s.weight_set IN ('expert', 'equal')
JOIN unit u ON u.teryt = s.unit AND u.level = h.level
WHERE n.depth = getvariable('depth');

CREATE OR REPLACE TEMP TABLE node AS
SELECT *, CASE WHEN expected_weight = 0 THEN 'not_applicable' WHEN 100 * known_weight >= threshold * expected_weight AND 100 * known_count >= threshold * expected_count AND known_count > 0 THEN 'ok' ELSE 'withheld' END AS status,
       CASE aggregate WHEN 'geometric' THEN exp(CAST(total AS DOUBLE) / known_weight) WHEN 'harmonic' THEN known_weight / CAST(total AS DOUBLE) ELSE CAST(total AS DOUBLE) / known_weight END AS mean
FROM (
    SELECT unit, node, kind, aggregate, threshold, year, weight_set,
           CAST(coalesce(sum(weight) FILTER (WHERE status <> 'not_applicable'), 0) AS BIGINT) AS expected_weight,
           CAST(count(*) FILTER (WHERE status <> 'not_applicable') AS INTEGER) AS expected_count,
           CAST(coalesce(sum(weight) FILTER (WHERE status = 'ok'), 0) AS BIGINT) AS known_weight,
           CAST(count(*) FILTER (WHERE status = 'ok') AS INTEGER) AS known_count,
           sum(exact_mark(weight * CASE aggregate WHEN 'geometric' THEN ln(score) WHEN 'harmonic' THEN 1 / score ELSE score END)) FILTER (WHERE status = 'ok') AS total,
           CAST(coalesce(sum(imputed) FILTER (WHERE status = 'ok'), 0) AS INTEGER) AS imputed,
           coalesce(bool_and(has_core) FILTER (WHERE status = 'ok'), FALSE) AS has_core,
           coalesce(bool_or(origin = 'synthetic') FILTER (WHERE status = 'ok'), FALSE) AS made_up
    FROM child
    GROUP BY ALL
);

INSERT INTO score
SELECT unit, node, kind, NULL, NULL, year, weight_set, CASE WHEN status = 'ok' THEN mean END, status, CASE WHEN status = 'withheld' THEN 'below_coverage' ELSE '' END,
       work.per_cent(known_weight, expected_weight), work.per_cent(known_count, expected_count),
       expected_weight, known_count, expected_count, 0, imputed, has_core, CASE WHEN made_up THEN 'synthetic' ELSE 'real' END
FROM node
ORDER BY weight_set, unit, node, year;

INSERT INTO node_contribution
SELECT c.unit, c.node, c.child, c.year, c.score, c.weight, 100.0 * c.weight / n.known_weight, c.score * c.weight / n.known_weight, n.aggregate = 'arithmetic'
FROM child c JOIN node n USING (unit, node, year, weight_set)
WHERE c.weight_set = 'expert' AND n.status = 'ok' AND c.status = 'ok'
ORDER BY c.unit, c.node, c.child, c.year;
