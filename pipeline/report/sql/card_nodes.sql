-- purpose: scores of areas and of the whole of a unit in the newest year in which anybody has them
SELECT s.node, s.kind, s.year, round_to(s.score, 1), s.status, s.withheld_reason, s.coverage_weight, s.coverage_count, s.expected_count, s.origin
FROM score s
WHERE s.unit = ? AND s.kind IN ('area', 'overall') AND s.weight_set = 'expert'
  AND s.year = (SELECT max(year) FROM score t WHERE t.node = s.node AND t.kind = s.kind AND t.status = 'ok' AND t.weight_set = 'expert')
ORDER BY s.kind = 'overall', s.node;
