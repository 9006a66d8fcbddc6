-- purpose: units with a value of each indicator and year, of those it is expected of
SELECT indicator, year, count(value_published), count(*) FILTER (WHERE value_published IS NOT NULL OR status <> 'not_applicable')
FROM indicator_value GROUP BY ALL ORDER BY indicator, year;
