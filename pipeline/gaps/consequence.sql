-- purpose: what the gaps cost the services: weight, and scores
-- reads:   work.lost, work.use_item, work.years, work.numbered_unit, work.variable_number, fiche, fiche_dimension, indicator, indicator_value, imputed_value, service_operation, score
-- writes:  gap_consequence; temporary tables graded, missed, standing, cost
-- grain:   gap_consequence: unit, variable, year, fiche, score_year

-- The conditions of a score that gaps decide, as the score stage has them.
CREATE OR REPLACE TEMP MACRO enough(weight, expected_weight, n, expected_n, dimensions, threshold, least_n, least_dimensions) AS
    expected_weight > 0 AND 100 * weight >= threshold * expected_weight AND 100 * n >= threshold * expected_n AND n >= least_n AND dimensions >= least_dimensions;

-- Sets of dimensions are sums of bits.
CREATE OR REPLACE TEMP MACRO dimension_bit(dimension) AS CAST(power(2, list_position(['ilosc', 'jakosc', 'dostepnosc', 'efektywnosc'], dimension) - 1) AS INTEGER);

CREATE OR REPLACE TEMP TABLE fiche_number AS SELECT DISTINCT f, fiche FROM work.use_item;

-- Services whose dimensions have weights.
CREATE OR REPLACE TEMP TABLE two_level AS SELECT DISTINCT x.f FROM fiche_dimension d JOIN fiche_number x USING (fiche) WHERE d.weight IS NOT NULL;

-- What the score stage said of each service.
CREATE OR REPLACE TEMP TABLE graded AS
SELECT n.u, x.f, s.year, s.status, s.withheld_reason
FROM score s JOIN work.numbered_unit n ON n.unit = s.unit JOIN fiche_number x ON x.fiche = s.fiche
WHERE s.kind = 'service' AND s.weight_set = 'expert';

-- Indicators that leave the denominator of coverage though a term is missing or zero.
CREATE OR REPLACE TEMP TABLE aside AS
SELECT n.u, x.item, v.year
FROM indicator_value v JOIN work.numbered_unit n ON n.unit = v.unit JOIN work.use_item x ON x.indicator = v.indicator
WHERE v.status = 'not_applicable' AND (v.cause = 'denominator_zero' OR v.cause_variable IS NOT NULL);

CREATE OR REPLACE TEMP TABLE filled AS
SELECT n.u, x.item, i.year
FROM imputed_value i JOIN work.numbered_unit n ON n.unit = i.unit JOIN work.use_item x ON x.fiche = i.fiche AND x.indicator = i.indicator;

-- Indicators of the units with the number of cells each misses.
CREATE OR REPLACE TEMP TABLE missed AS
SELECT l.u, l.item, l.use_year AS year, CAST(count(*) AS INTEGER) AS cells
FROM work.lost l
WHERE NOT EXISTS (FROM aside a WHERE a.u = l.u AND a.item = l.item AND a.year = l.use_year)
GROUP BY ALL;

-- Where each service with a gap stands: weight, number and dimensions of what
-- is known and of what applies. An indicator whose card has no figure in the
-- year is not known.
CREATE OR REPLACE TEMP TABLE standing AS
WITH monitoring AS (
    SELECT item, f, scaled AS weight, dimension_bit(dimension) AS dimension FROM work.use_item WHERE role = 'monitoring'
), service AS (
    SELECT DISTINCT u, f, use_year AS year FROM work.lost
), whole AS (
    SELECT f, dimension, sum(weight) AS weight, count(*) AS n FROM monitoring GROUP BY ALL
), off AS (
    SELECT m.f, m.dimension, y.year, sum(m.weight) AS weight, count(*) AS n
    FROM monitoring m JOIN work.use_item x USING (item) JOIN indicator i USING (indicator)
    JOIN work.years y ON NOT (y.year BETWEEN i.first_year AND coalesce(i.last_year, 9999) AND (y.year - i.first_year) % i.frequency = 0)
    GROUP BY ALL
), part AS (
    SELECT s.u, s.f, s.year, w.dimension, w.weight, w.n, w.weight AS expected_weight, w.n AS expected_n FROM service s JOIN whole w USING (f)
    UNION ALL
    SELECT s.u, s.f, s.year, o.dimension, -o.weight, -o.n, 0, 0 FROM service s JOIN off o ON o.f = s.f AND o.year = s.year
    UNION ALL
    SELECT x.u, m.f, x.year, m.dimension, -m.weight, -1, 0, 0 FROM missed x JOIN monitoring m USING (item)
    UNION ALL
    SELECT x.u, m.f, x.year, m.dimension, -m.weight, -1, -m.weight, -1 FROM aside x JOIN monitoring m USING (item)
    UNION ALL
    SELECT x.u, m.f, x.year, m.dimension, m.weight, 1, 0, 0 FROM filled x JOIN monitoring m USING (item)
)
SELECT u, f, year, CAST(sum(weight) AS BIGINT) AS weight, CAST(sum(n) AS INTEGER) AS n, CAST(sum(expected_weight) AS BIGINT) AS expected_weight,
       CAST(sum(expected_n) AS INTEGER) AS expected_n, CAST(sum(CASE WHEN n > 0 THEN dimension ELSE 0 END) AS INTEGER) AS dimensions
FROM (
    SELECT u, f, year, dimension, sum(weight) AS weight, sum(n) AS n, sum(expected_weight) AS expected_weight, sum(expected_n) AS expected_n
    FROM part GROUP BY ALL
)
GROUP BY ALL;

-- What one cell costs a service in a year; sole: of the indicators that miss
-- nothing else.
CREATE OR REPLACE TEMP TABLE cost AS
SELECT l.u, l.v, l.year, l.f, l.use_year, bool_or(x.indicator IS NULL) AS decides, CAST(count(x.indicator) AS INTEGER) AS indicators,
       CAST(sum(exact(x.weight)) AS DOUBLE) AS weight, bool_or(x.core) AS core,
       CAST(coalesce(sum(exact(x.weight)) FILTER (WHERE m.cells = 1), 0) AS DOUBLE) AS sole_weight,
       CAST(coalesce(sum(x.scaled) FILTER (WHERE m.cells = 1), 0) AS BIGINT) AS sole_scaled,
       CAST(count(*) FILTER (WHERE m.cells = 1 AND x.role = 'monitoring') AS INTEGER) AS sole_n,
       CAST(coalesce(bit_or(CASE WHEN m.cells = 1 AND x.role = 'monitoring' THEN dimension_bit(x.dimension) END), 0) AS INTEGER) AS sole_dimensions,
       bool_and(i.item IS NOT NULL) FILTER (WHERE x.role = 'monitoring') AS imputed
FROM work.lost l
JOIN work.use_item x USING (item)
JOIN missed m ON m.u = l.u AND m.item = l.item AND m.year = l.use_year
LEFT JOIN filled i ON i.u = l.u AND i.item = l.item AND i.year = l.use_year
GROUP BY ALL;

-- A score is withheld by a gap alone when filling it alone would give it. Where
-- dimensions have weights each has a threshold of its own: nothing is promised.
INSERT INTO gap_consequence
SELECT n.unit, k.variable, c.year, x.fiche, c.use_year, c.indicators, c.weight, c.sole_weight, c.decides, c.core,
       coalesce(g.status, 'unscored'), coalesce(g.withheld_reason, ''),
       CASE WHEN NOT f.scored THEN 'unscored'
            WHEN c.weight = 0 AND NOT c.decides THEN 'context'
            WHEN coalesce(c.imputed, FALSE) AND NOT c.decides THEN 'imputed'
            WHEN g.status = 'ok' THEN CASE WHEN c.core THEN 'unranked' ELSE 'thinner' END
            WHEN g.withheld_reason IN ('no_difference', 'small_group') THEN 'thinner'
            WHEN t.f IS NULL AND (g.withheld_reason <> 'operation_unknown' OR c.decides) AND enough(s.weight + c.sole_scaled, s.expected_weight, s.n + c.sole_n, s.expected_n,
                bit_count(s.dimensions | c.sole_dimensions), f.coverage_threshold, f.min_indicators, f.min_dimensions) THEN 'withheld_alone'
            ELSE 'withheld_together' END
FROM cost c
JOIN work.numbered_unit n USING (u)
JOIN work.variable_number k USING (v)
JOIN fiche_number x USING (f)
JOIN fiche f ON f.fiche = x.fiche
JOIN standing s ON s.u = c.u AND s.f = c.f AND s.year = c.use_year
LEFT JOIN graded g ON g.u = c.u AND g.f = c.f AND g.year = c.use_year
LEFT JOIN two_level t ON t.f = c.f
ORDER BY ALL;
