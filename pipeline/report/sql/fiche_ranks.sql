-- purpose: places of the units in a service in a year
SELECT unit, year, scheme, grp, rank, n, n_group, class FROM score_comparison
WHERE node = $1 AND kind = 'service' AND weight_set = 'expert' AND year = $2 ORDER BY unit, year, scheme;
