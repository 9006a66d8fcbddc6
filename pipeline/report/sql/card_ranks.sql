-- purpose: scores of a unit against its groups
SELECT node, year, scheme, rank, ties, n, n_group, class, round_to(median, 1)
FROM score_comparison WHERE unit = ? AND kind = 'service' AND weight_set = 'expert' ORDER BY node, year, scheme;
