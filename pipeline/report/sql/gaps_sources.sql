-- purpose: how many units each source gives each variable for
SELECT source, variable, year, count(DISTINCT unit) FILTER (WHERE value IS NOT NULL) FROM observation GROUP BY ALL ORDER BY source, variable, year;
