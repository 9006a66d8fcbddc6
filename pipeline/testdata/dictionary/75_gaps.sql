-- What is missing in a unit, why, who can mend it and when?
SELECT g.year, v.name_pl, g.cause, g.owner, g.expected_on, g.overdue, g.severity
FROM gap g JOIN variable v USING (variable) WHERE g.unit = '1002011' ORDER BY g.severity DESC, g.variable, g.year;

-- Which ways of filling a variable are there, and how far off are they on cells that are known?
SELECT method, reach, n, median_percentage_error, relative_error, verdict
FROM fill_option WHERE variable = 'bib_czytelnicy' AND level = 'gmina' AND kind = '' ORDER BY relative_error;

-- Which cells would, each alone, give a score that is withheld, and who has them?
SELECT c.unit, c.fiche, c.score_year, c.variable, c.year, g.owner, g.expected_on
FROM gap_consequence c JOIN gap g USING (unit, variable, year) WHERE c.effect = 'withheld_alone' ORDER BY c.fiche, c.unit, c.score_year, c.variable;

-- What to ask for first, so that most withheld scores can be published?
SELECT rank, code, cells, units, scores_added, scores_total FROM source_value WHERE kind = 'variable' ORDER BY rank LIMIT 10;
