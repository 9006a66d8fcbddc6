-- purpose: what the ways of filling draw on: known cells, figures of peers and of the unit above
-- reads:   temporary tables of cells.sql; variable, indicator_term, fiche_indicator
-- writes:  temporary tables: sized, panel, broken, peer_rate, alike_rate, siblings, level_rate, peer_growth, alike_growth
-- grain:   panel: unit, variable, year
--
-- Counts of units of different size are compared as rates: value / size. The
-- size is a number of persons that cards divide by: residents before others
-- (pupils, children attending), of the variable's own cards (tiers 1, 3) before
-- those of its fiches (2, 4). Persons are compared with residents only: pupils
-- by pupils of another list would differ too little to measure anything. A
-- ready-made ratio, and a variable without a size, is taken as it is (size 1).

CREATE OR REPLACE TEMP TABLE sized AS
WITH divided AS (
    SELECT a.variable, d.variable AS size_variable, 1 AS tier FROM indicator_term a JOIN indicator_term d USING (indicator) WHERE a.side = 'numerator' AND d.side = 'denominator'
    UNION ALL
    SELECT t.variable, d.variable, 2
    FROM fiche_indicator a JOIN indicator_term t USING (indicator) JOIN fiche_indicator b ON b.fiche = a.fiche JOIN indicator_term d ON d.indicator = b.indicator AND d.side = 'denominator'
)
SELECT m.v, m.variable, s.size_variable, z.v AS size_v
FROM work.variable_number m
JOIN variable x USING (variable)
LEFT JOIN (
    SELECT d.variable, d.size_variable, row_number() OVER (PARTITION BY d.variable ORDER BY d.tier + CASE WHEN r.counted = 'resident' THEN 0 ELSE 2 END, count(*) DESC, r.counted, d.size_variable) AS rn
    FROM divided d JOIN variable r ON r.variable = d.size_variable AND r.kind = 'stock' AND r.unit_of_measure = 'os.'
    JOIN variable y ON y.variable = d.variable
    WHERE d.size_variable <> d.variable AND (r.counted = 'resident' OR y.unit_of_measure <> 'os.')
    GROUP BY d.variable, d.size_variable, d.tier, r.counted
) s ON s.variable = m.variable AND s.rn = 1 AND x.kind <> 'ratio'
LEFT JOIN work.variable_number z ON z.variable = s.size_variable;

-- size is NULL where it is not known or not above 0.
CREATE OR REPLACE TEMP TABLE panel AS
SELECT k.u, k.v, k.year, k.value, CASE WHEN z.size_v IS NULL THEN 1 WHEN s.value > 0 THEN s.value END AS size, k.synthetic OR coalesce(s.synthetic, FALSE) AS synthetic
FROM seen k
JOIN sized z USING (v)
LEFT JOIN seen s ON s.u = k.u AND s.v = z.size_v AND s.year = k.year
WHERE k.value IS NOT NULL;

-- First years of another method: no value is carried or bridged across.
CREATE OR REPLACE TEMP TABLE broken AS
SELECT u, v, year FROM seen WHERE breaks;

-- Peers: the units of the same kind in the województwo. Of the rates in order
-- three in the middle are kept, enough for the median and for the median
-- without any one of them: lo, mid, hi around the middle of an odd number; mid
-- and hi are the two in the middle of an even one.
CREATE OR REPLACE TEMP TABLE peer_rate AS
SELECT v, year, peers, n, synthetic, CASE WHEN n % 2 = 1 THEN r[n // 2] END AS lo, r[(n + 1) // 2] AS mid, r[(n + 1) // 2 + 1] AS hi
FROM (
    SELECT p.v, p.year, n.peers, count(*) AS n, list_sort(list(p.value / p.size)) AS r, bool_or(p.synthetic) AS synthetic
    FROM panel p JOIN work.numbered_unit n USING (u) WHERE p.size IS NOT NULL GROUP BY ALL
);

-- The same over the whole country, where the województwo has too few.
CREATE OR REPLACE TEMP TABLE alike_rate AS
SELECT v, year, alike, n, synthetic, CASE WHEN n % 2 = 1 THEN r[n // 2] END AS lo, r[(n + 1) // 2] AS mid, r[(n + 1) // 2 + 1] AS hi
FROM (
    SELECT p.v, p.year, n.alike, count(*) AS n, list_sort(list(p.value / p.size)) AS r, bool_or(p.synthetic) AS synthetic
    FROM panel p JOIN work.numbered_unit n USING (u) WHERE p.size IS NOT NULL GROUP BY ALL
);

-- Sums over the units of one powiat (of powiats: of one województwo).
CREATE OR REPLACE TEMP TABLE siblings AS
SELECT p.v, p.year, n.parent, count(*) AS n, sum(exact(p.value)) AS value, sum(exact(p.size)) AS size, bool_or(p.synthetic) AS synthetic
FROM panel p JOIN work.numbered_unit n USING (u) WHERE p.size IS NOT NULL AND n.parent IS NOT NULL GROUP BY ALL;

-- The rate of all units of a level in a year: errors and spread are measured in it.
CREATE OR REPLACE TEMP TABLE level_rate AS
SELECT p.v, p.year, n.level, nullif(abs(CAST(sum(exact(p.value)) AS DOUBLE)), 0) / CAST(sum(exact(p.size)) AS DOUBLE) AS rate
FROM panel p JOIN work.numbered_unit n USING (u) WHERE p.size IS NOT NULL GROUP BY ALL;

-- How the peers grew: sums over the units known in both years, not across a
-- break. Ready-made ratios do not add up and have none.
CREATE OR REPLACE TEMP TABLE peer_growth AS
SELECT p.v, p.year, p.year - q.year AS reach, n.peers, n.alike, count(*) AS n, sum(exact(q.value)) AS earlier, sum(exact(p.value)) AS later, bool_or(p.synthetic OR q.synthetic) AS synthetic
FROM panel p
JOIN panel q ON q.u = p.u AND q.v = p.v AND q.year BETWEEN p.year - 4 AND p.year - 1
JOIN work.numbered_unit n ON n.u = p.u
JOIN work.variable_number m ON m.v = p.v
JOIN variable x ON x.variable = m.variable AND x.kind <> 'ratio'
WHERE NOT EXISTS (FROM broken k WHERE k.u = p.u AND k.v = p.v AND k.year > q.year AND k.year <= p.year)
GROUP BY ALL;

CREATE OR REPLACE TEMP TABLE alike_growth AS
SELECT v, year, reach, alike, CAST(sum(n) AS BIGINT) AS n, sum(earlier) AS earlier, sum(later) AS later, bool_or(synthetic) AS synthetic FROM peer_growth GROUP BY ALL;
