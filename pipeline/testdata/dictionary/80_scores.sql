-- How often is a score withheld, and why?
SELECT fiche, year, status, withheld_reason, count(*) AS units, round(avg(coverage_weight)) AS mean_coverage_percent
FROM score GROUP BY ALL ORDER BY fiche, year, units DESC;

-- What is a score made of?
SELECT indicator, value, normalised, effective_weight, contribution FROM contribution
WHERE unit = '1002011' AND fiche = 'biblioteki' AND year = 2022 ORDER BY contribution DESC;
