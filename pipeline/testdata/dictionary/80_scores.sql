-- How often is a score withheld, and why?
SELECT fiche, year, status, withheld_reason, count(*) AS units, round(avg(coverage_weight)) AS mean_coverage_percent
FROM score WHERE kind = 'service' AND weight_set = 'expert' GROUP BY ALL ORDER BY fiche, year, units DESC;

-- What is a score made of?
SELECT indicator, value, normalised, effective_weight, contribution FROM contribution
WHERE unit = '1002011' AND fiche = 'biblioteki' AND year = 2022 ORDER BY contribution DESC;

-- And the score of an area, or of the whole?
SELECT node, child, score, effective_weight, contribution FROM node_contribution
WHERE unit = '1002011' AND year = 2022 AND node IN (SELECT node FROM hierarchy_node) ORDER BY node, contribution DESC;
