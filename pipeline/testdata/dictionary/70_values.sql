-- What is missing in a unit, why, who can mend it and when?
SELECT g.year, v.name_pl, g.cause, g.owner, g.expected_on, g.overdue, g.severity
FROM gap g JOIN variable v USING (variable) WHERE g.unit = '1002011' ORDER BY g.severity DESC, g.variable, g.year;

-- How many units have a value of an indicator, year by year?
SELECT year, status, count(*) AS units, count(value) AS with_value
FROM indicator_value WHERE indicator = 'bib_czytelnicy_1000' GROUP BY year, status ORDER BY year, status;
