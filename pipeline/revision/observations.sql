-- purpose: chosen observations and indicator values that are not what they were, with their causes
-- reads:   observation, snapshot, unit, indicator_value, indicator_term, in both files; temp indicator_formula
-- writes:  temp observation_pair, changed_observation, changed_value
-- grain:   unit, variable, year; unit, indicator, year
--
-- The first cause that applies counts, from what the workspace did to what the
-- source did.

-- Millions of cells are joined by what is compared alone; the rest of a row is
-- read for those that differ.
CREATE OR REPLACE TEMP TABLE observation_pair AS
WITH o AS (SELECT unit, variable, year, value, status FROM old.main.observation WHERE chosen),
n AS (SELECT unit, variable, year, value, status FROM observation WHERE chosen)
SELECT unit, variable, year FROM o FULL JOIN n USING (unit, variable, year)
WHERE o.value IS DISTINCT FROM n.value OR o.status IS DISTINCT FROM n.status;

CREATE OR REPLACE TEMP TABLE changed_observation AS
WITH o AS (SELECT * FROM old.main.observation SEMI JOIN observation_pair USING (unit, variable, year) WHERE chosen),
n AS (SELECT * FROM observation SEMI JOIN observation_pair USING (unit, variable, year) WHERE chosen),
old_file AS (SELECT DISTINCT snapshot FROM old.main.snapshot WHERE state = 'read'),
new_file AS (SELECT DISTINCT snapshot FROM main.snapshot WHERE state = 'read')
SELECT unit, variable, year, o.value AS old_value, n.value AS new_value, o.status AS old_status, n.status AS new_status,
       CASE WHEN n.chosen_why = 'correction' OR o.chosen_why = 'correction' THEN 'correction'
            WHEN o.variable IS NULL THEN CASE WHEN n.snapshot NOT IN (FROM old_file) THEN 'new_data' WHEN n.mapped <> '' OR unit NOT IN (SELECT teryt FROM old.main.unit) THEN 'mapping' ELSE 'profile' END
            WHEN n.variable IS NULL THEN CASE WHEN o.snapshot NOT IN (FROM new_file) THEN 'withdrawn' WHEN o.mapped <> '' OR unit NOT IN (SELECT teryt FROM main.unit) THEN 'mapping' ELSE 'profile' END
            WHEN o.unit_code <> n.unit_code OR o.mapped <> n.mapped THEN 'mapping'
            WHEN o.source <> n.source THEN 'choice'
            WHEN o.snapshot = n.snapshot THEN 'profile'
            ELSE 'source_revision' END AS cause,
       coalesce(n.file, o.file) || CASE WHEN coalesce(n.cell, o.cell, '') = '' THEN '' ELSE ' ' || concat_ws('!', nullif(coalesce(n.sheet, o.sheet), ''), coalesce(n.cell, o.cell)) END AS detail,
       'synthetic' IN (o.origin, n.origin) AS synthetic
FROM o FULL JOIN n USING (unit, variable, year);

CREATE OR REPLACE TEMP TABLE changed_value AS
WITH o AS (SELECT * FROM old.main.indicator_value), n AS (SELECT * FROM indicator_value),
input AS (
    SELECT c.unit, t.indicator, CAST(c.year - t.year_offset AS SMALLINT) AS year,
           arg_min((c.cause, c.variable), (list_position(['correction', 'mapping', 'profile', 'choice', 'source_revision', 'withdrawn', 'new_data'], c.cause), c.variable)) AS first
    FROM changed_observation c
    JOIN (SELECT DISTINCT indicator, variable, year_offset FROM indicator_term UNION SELECT DISTINCT indicator, variable, year_offset FROM old.main.indicator_term) t USING (variable)
    GROUP BY ALL
)
SELECT unit, indicator, year, o.value_published AS old_value, n.value_published AS new_value, o.status AS old_status, n.status AS new_status,
       CASE WHEN indicator IN (FROM indicator_formula) THEN 'formula'
            WHEN i.first IS NOT NULL THEN i.first[1]
            WHEN o.indicator IS NULL OR n.indicator IS NULL THEN 'mapping' -- the unit, or the period, is new or gone
            ELSE 'method' END AS cause,
       CASE WHEN indicator IN (FROM indicator_formula) OR i.first IS NULL THEN '' ELSE i.first[2] END AS detail,
       'synthetic' IN (o.origin, n.origin) AS synthetic
FROM o FULL JOIN n USING (unit, indicator, year) LEFT JOIN input i USING (unit, indicator, year)
WHERE o.value_published IS DISTINCT FROM n.value_published OR o.status IS DISTINCT FROM n.status;
