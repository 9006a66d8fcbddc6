-- purpose: scores of a unit against its groups
SELECT fiche, year, scheme, rank, ties, n, n_group, class, round_to(median, 1)
FROM score_comparison WHERE unit = ? ORDER BY fiche, year, scheme;
