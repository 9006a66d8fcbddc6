-- How many units have a value of an indicator, year by year?
SELECT year, status, count(*) AS units, count(value) AS with_value
FROM indicator_value WHERE indicator = 'bib_czytelnicy_1000' GROUP BY year, status ORDER BY year, status;
