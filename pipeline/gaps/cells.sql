-- purpose: the cells the fiches need, with what was seen of each
-- reads:   work.use, work.born, service_operation, unit, source, variable, observation
-- writes:  work.numbered_unit, work.variable_number, work.wanted; temporary tables: source_number, seen, closed, cell, missing
-- grain:   cell: unit, variable, year
--
-- Units and variables are numbered here: joins of millions of cells compare
-- small numbers, not texts.

CREATE TABLE work.numbered_unit AS
SELECT CAST(row_number() OVER (ORDER BY t.teryt) AS INTEGER) AS u, t.teryt AS unit, t.level, t.kind, t.voivodeship, t.in_scope, p.u AS parent, coalesce(b.year, 0) AS born,
       CAST(dense_rank() OVER (ORDER BY t.level, t.kind) AS SMALLINT) AS alike, CAST(dense_rank() OVER (ORDER BY t.level, t.kind, t.voivodeship) AS SMALLINT) AS peers
FROM unit t
LEFT JOIN (SELECT CAST(row_number() OVER (ORDER BY teryt) AS INTEGER) AS u, teryt FROM unit) p ON p.teryt = t.parent AND t.parent <> t.teryt
LEFT JOIN work.born b ON b.unit = t.teryt
ORDER BY t.teryt;

CREATE TABLE work.variable_number AS
SELECT CAST(row_number() OVER (ORDER BY variable) AS SMALLINT) AS v, variable
FROM (SELECT DISTINCT variable FROM work.use) ORDER BY variable;

CREATE OR REPLACE TEMP TABLE source_number AS
SELECT CAST(row_number() OVER (ORDER BY source) AS SMALLINT) AS s, source FROM source ORDER BY source;

CREATE OR REPLACE TEMP TABLE seen AS
SELECT n.u, m.v, o.year, o.value, s.s, o.value IS NULL AS absent, o.status = 'below_format' AS below_format, nullif(o.flags, '') AS flags, o.chosen_why = 'correction' AS corrected,
       contains(o.flags, 'method_break') AS breaks, contains(o.flags, 'estimate') AS estimate,
       contains(o.flags, 'incomplete') OR contains(o.flags, 'low_precision') AS weak, o.origin = 'synthetic' AS synthetic
FROM observation o
JOIN work.numbered_unit n ON n.unit = o.unit
JOIN work.variable_number m ON m.variable = o.variable
JOIN source_number s ON s.source = o.source
WHERE o.chosen;

-- Where a unit does not run a service, or does not exist yet.
CREATE OR REPLACE TEMP TABLE closed AS
SELECT n.u, x.f, so.year FROM service_operation so JOIN work.numbered_unit n ON n.unit = so.unit JOIN (SELECT DISTINCT f, fiche FROM work.use_item) x ON x.fiche = so.fiche WHERE so.operates = FALSE;

-- A cell is needed of every unit of a kind, or where the unit runs a service
-- that needs it. A unit that came into being needs it from its first year.
CREATE OR REPLACE TEMP TABLE cell AS
WITH always AS (
    SELECT d.level, d.kind, m.v, d.variable_year AS year, max(d.year) AS last_need
    FROM work.use d JOIN work.variable_number m USING (variable) WHERE NOT d.conditional GROUP BY ALL
), sometimes AS (
    SELECT d.f, d.level, d.kind, m.v, d.variable_year, d.year
    FROM work.use d JOIN work.variable_number m USING (variable)
    WHERE d.conditional AND NOT EXISTS (FROM always a WHERE a.level = d.level AND a.kind = d.kind AND a.v = m.v AND a.year = d.variable_year AND a.last_need >= d.year)
), needed AS (
    SELECT n.u, a.v, a.year FROM always a JOIN work.numbered_unit n ON (n.in_scope OR n.level = 'kraj') AND n.level = a.level AND n.kind = a.kind AND n.born <= a.last_need
    UNION ALL
    SELECT DISTINCT n.u, d.v, d.variable_year
    FROM sometimes d JOIN work.numbered_unit n ON n.in_scope AND n.level = d.level AND n.kind = d.kind
    WHERE NOT EXISTS (FROM closed c WHERE c.u = n.u AND c.f = d.f AND c.year = d.year)
)
SELECT c.u, c.v, c.year, o.value IS NOT NULL AS known, coalesce(o.absent, FALSE) AS absent, o.s, coalesce(o.corrected, FALSE) AS corrected,
       coalesce(o.estimate, FALSE) AS estimate, coalesce(o.weak, FALSE) AS weak, coalesce(o.breaks, FALSE) AS breaks
FROM needed c LEFT JOIN seen o ON o.u = c.u AND o.v = c.v AND o.year = c.year;

CREATE OR REPLACE TEMP TABLE missing AS
SELECT c.u, c.v, c.year, c.absent, n.level, n.voivodeship FROM cell c JOIN work.numbered_unit n USING (u) WHERE NOT c.known;

-- How many units need a variable in a year, and how many lack it.
CREATE TABLE work.wanted AS
SELECT c.v, n.level, n.voivodeship, c.year, CAST(count(*) AS INTEGER) AS units, CAST(count(*) FILTER (WHERE NOT c.known) AS INTEGER) AS lacking
FROM cell c JOIN work.numbered_unit n USING (u) GROUP BY ALL;
