-- purpose: the cost ladder of a unit against the sums of a group
SELECT fiche, year, $4, '', n, cost, reference_cost, difference, class_size, staffing, pay, rest, origin
FROM cost_ladder_peers($1, $2, $3) ORDER BY fiche, year DESC;
