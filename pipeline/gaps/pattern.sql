-- purpose: withheld scores, counted by what they lack
-- reads:   work.lost, work.use_item, fiche, variable, gap, run; temporary tables of consequence.sql
-- writes:  temporary tables pattern, pattern_part, supply
-- grain:   pattern: service, what it lacks; pattern_part: pattern, indicator, variable; supply: kind, variable, level
--
-- Millions of cells make a few thousand patterns: which indicators miss which
-- variables, and where that leaves weight, number and dimensions. A pattern is
-- recognised by a sum of hashes, which does not depend on the order of rows.

CREATE OR REPLACE TEMP TABLE short AS
SELECT l.u, l.v, l.year, l.f, l.use_year, l.item, bool_and(l.fillable) OVER (PARTITION BY l.u, l.v, l.f, l.use_year, l.item) AS fillable
FROM work.lost l
JOIN work.use_item x USING (item)
JOIN graded g ON g.u = l.u AND g.f = l.f AND g.year = l.use_year AND g.status = 'withheld' AND g.withheld_reason NOT IN ('no_difference', 'small_group')
WHERE (x.role = 'monitoring' OR x.indicator IS NULL)
  AND l.f NOT IN (SELECT f FROM two_level)
  AND NOT EXISTS (FROM aside a WHERE a.u = l.u AND a.item = l.item AND a.year = l.use_year)
  AND NOT EXISTS (FROM filled i WHERE i.u = l.u AND i.item = l.item AND i.year = l.use_year);

CREATE OR REPLACE TEMP TABLE pattern AS
SELECT CAST(row_number() OVER (ORDER BY min({'f': f, 'year': year, 'u': u})) AS INTEGER) AS pattern, f, weight, n, expected_weight, expected_n, dimensions,
       CAST(count(*) AS INTEGER) AS scores, CAST(count(*) FILTER (WHERE year = last_year) AS INTEGER) AS scores_latest, min({'year': year, 'u': u}) AS example
FROM (
    SELECT s.u, s.f, s.year, s.weight, s.n, s.expected_weight, s.expected_n, s.dimensions, h.h, run.last_year
    FROM (SELECT u, f, use_year AS year, sum(CAST(hash(item, v, fillable) AS HUGEINT)) AS h FROM short GROUP BY ALL) h
    JOIN standing s USING (u, f, year)
    CROSS JOIN run
)
GROUP BY f, weight, n, expected_weight, expected_n, dimensions, h;

CREATE OR REPLACE TEMP TABLE pattern_part AS
SELECT p.pattern, s.item, s.v, bool_and(s.fillable) AS fillable
FROM pattern p JOIN short s ON s.u = p.example.u AND s.f = p.f AND s.use_year = p.example.year
GROUP BY ALL;

-- Who supplies a variable to the units of a level: of kind variable it itself,
-- of kind source its source, or the system it would come from.
CREATE OR REPLACE TEMP TABLE supply AS
WITH gaps AS (
    SELECT k.v, u.level, g.variable, coalesce(min(g.source), any_value(v.system)) AS source, CAST(count(*) AS INTEGER) AS cells,
           CAST(count(DISTINCT g.unit) AS INTEGER) AS units, CAST(sum(g.severity) AS BIGINT) AS severity
    FROM gap g JOIN unit u ON u.teryt = g.unit JOIN variable v ON v.variable = g.variable JOIN work.variable_number k ON k.variable = g.variable
    WHERE g.owner_kind NOT IN ('nobody', 'register')
    GROUP BY k.v, u.level, g.variable
)
SELECT kind, v, unit_level, code, level, cells, units, severity, CAST(dense_rank() OVER (PARTITION BY kind ORDER BY code, level) - 1 AS INTEGER) AS number
FROM (
    SELECT 'variable' AS kind, v, level AS unit_level, variable AS code, level, cells, units, severity FROM gaps
    UNION ALL
    SELECT 'source', v, level, source, '', cells, units, severity FROM gaps
);
