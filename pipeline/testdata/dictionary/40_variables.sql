-- What cannot be had from public sources?
SELECT variable, name_pl, availability, system FROM variable
WHERE availability IN ('local', 'unpublished', 'uncollected') ORDER BY availability, variable;

-- Which chapters of the budget does a variable sum, and in which years?
SELECT v.variable, c.chapter, b.name, c.counts, c.valid_from, c.valid_to
FROM variable v JOIN variable_chapter c USING (variable) LEFT JOIN budget_chapter b USING (chapter) ORDER BY v.variable, c.chapter;
