-- purpose: change of every value on the previous year and over five years
-- reads:   temp figure, figure_unit, figure_indicator, figure_error, indicator_value, indicator_break, unit_change, observation (price index), run
-- writes:  indicator_change
-- grain:   unit, indicator, year
--
-- Variables: price_index. No change is computed across a break: declared on the
-- card, flagged by the source, or of the unit's territory.

CREATE OR REPLACE TEMP TABLE break_declared AS
SELECT i.i, y.year, s.span, arg_max(b.note, b.year) AS note
FROM indicator_break b JOIN figure_indicator i USING (indicator)
JOIN (VALUES (1), (5)) s(span) ON TRUE
JOIN (SELECT CAST(y AS SMALLINT) AS year FROM run, range(run.first_year, run.last_year + 1) t(y)) y ON b.year > y.year - s.span AND b.year <= y.year
GROUP BY ALL;

CREATE OR REPLACE TEMP TABLE break_flagged AS
SELECT DISTINCT f.key + late.y AS key, s.span
FROM indicator_value v
JOIN figure_unit n USING (unit) JOIN figure_indicator i USING (indicator)
JOIN figure f ON f.key = (CAST(n.u AS BIGINT) * 4096 + i.i) * 256 + (v.year - 1900)
ANTI JOIN indicator_break b ON b.indicator = v.indicator AND b.year = v.year
JOIN (VALUES (1), (5)) s(span) ON TRUE
JOIN (VALUES (0), (1), (2), (3), (4)) late(y) ON late.y < s.span
WHERE contains(v.flags, 'method_break');

CREATE OR REPLACE TEMP TABLE break_territory AS
SELECT n.u, y.year, s.span, arg_max(c.reason, c.register_to) AS note
FROM unit_change c JOIN figure_unit n ON n.unit = c.new_teryt
JOIN (VALUES (1), (5)) s(span) ON TRUE
JOIN (SELECT CAST(y AS SMALLINT) AS year FROM run, range(run.first_year, run.last_year + 1) t(y)) y
    ON year(c.register_to) > y.year - s.span AND year(c.register_to) <= y.year
WHERE c.change = 'territory'
GROUP BY ALL;

-- Prices of a year in prices five years before: the product of five yearly
-- indices, none of which may be missing.
CREATE OR REPLACE TEMP TABLE price AS
SELECT p.year, product(e.value / 100) AS growth, bool_or(e.origin = 'synthetic') AS synthetic
FROM (SELECT CAST(y AS SMALLINT) AS year FROM run, range(run.first_year, run.last_year + 1) t(y)) p
JOIN observation e ON e.chosen AND e.unit = '0000000' AND e.variable = getvariable('price_index') AND e.value > 0 AND e.year BETWEEN p.year - 4 AND p.year
GROUP BY p.year HAVING count(*) = 5;

-- All that is joined by keys. note_ says why there is no change, declared_ and
-- territory_ what is said of it.
CREATE OR REPLACE TEMP TABLE change_pair AS
SELECT f.key, f.u, f.i, f.year, i.scale, i.percent, i.money, price.year IS NOT NULL AS priced, price.growth, price.synthetic AS synthetic_price, f.value, f1.value AS value_1, f5.value AS value_5,
       sqrt(e.error * e.error + e1.error * e1.error) AS error_1, sqrt(e.error * e.error + e5.error * e5.error) AS error_5,
       f.synthetic, f1.synthetic AS synthetic_1, f5.synthetic AS synthetic_5,
       CASE WHEN d1.i IS NOT NULL OR g1.key IS NOT NULL THEN 'break' WHEN t1.u IS NOT NULL THEN 'territory' WHEN f.year - 1 < run.first_year THEN 'outside_period'
            WHEN f1.value IS NULL THEN 'missing' WHEN f.filled OR f1.filled THEN 'imputed' WHEN f1.synthetic <> f.synthetic THEN 'origin' ELSE '' END AS note_1,
       CASE WHEN d5.i IS NOT NULL OR g5.key IS NOT NULL THEN 'break' WHEN t5.u IS NOT NULL THEN 'territory' WHEN f.year - 5 < run.first_year THEN 'outside_period'
            WHEN f5.value IS NULL THEN 'missing' WHEN f.filled OR f5.filled THEN 'imputed' WHEN f5.synthetic <> f.synthetic THEN 'origin' ELSE '' END AS note_5,
       d1.note AS declared_1, d5.note AS declared_5, t1.note AS territory_1, t5.note AS territory_5
FROM figure f
JOIN figure_indicator i USING (i)
CROSS JOIN run
LEFT JOIN price ON price.year = f.year
LEFT JOIN figure f1 ON f1.key = f.key - 1
LEFT JOIN figure f5 ON f5.key = f.key - 5
LEFT JOIN break_declared d1 ON d1.i = f.i AND d1.year = f.year AND d1.span = 1
LEFT JOIN break_declared d5 ON d5.i = f.i AND d5.year = f.year AND d5.span = 5
LEFT JOIN break_flagged g1 ON g1.key = f.key AND g1.span = 1
LEFT JOIN break_flagged g5 ON g5.key = f.key AND g5.span = 5
LEFT JOIN break_territory t1 ON t1.u = f.u AND t1.year = f.year AND t1.span = 1
LEFT JOIN break_territory t5 ON t5.u = f.u AND t5.year = f.year AND t5.span = 5
LEFT JOIN figure_error e ON e.key = f.key
LEFT JOIN figure_error e1 ON e1.key = f.key - 1
LEFT JOIN figure_error e5 ON e5.key = f.key - 5
ORDER BY f.key;

-- The rows are in order already; without a join several threads write them.
INSERT INTO indicator_change
SELECT getvariable('units')[k.u], getvariable('indicators')[k.i], k.year,
       CASE WHEN k.note_1 = '' THEN step_round(k.value - k.value_1, k.scale) END,
       CASE WHEN k.note_1 = '' AND NOT k.percent AND k.value_1 > 0 THEN step_round(100 * (k.value / k.value_1 - 1), 10) END,
       k.note_1,
       CASE k.note_1 WHEN 'break' THEN coalesce(k.declared_1, 'przerwa oznaczona w źródle') WHEN 'territory' THEN k.territory_1 ELSE '' END,
       CASE WHEN k.note_1 = '' THEN abs(k.value - k.value_1) <= 2 * k.error_1 END,
       CASE WHEN k.note_5 = '' THEN step_round(k.value - k.value_5, k.scale) END,
       CASE WHEN k.note_5 = '' AND NOT k.percent AND k.value_5 > 0 THEN step_round(100 * (k.value / k.value_5 - 1), 10) END,
       k.note_5,
       CASE k.note_5 WHEN 'break' THEN coalesce(k.declared_5, 'przerwa oznaczona w źródle') WHEN 'territory' THEN k.territory_5 ELSE '' END,
       CASE WHEN k.note_5 = '' THEN abs(k.value - k.value_5) <= 2 * k.error_5 END,
       CASE WHEN k.note = '' THEN step_round(k.value - k.value_5 * k.growth, k.scale) END,
       CASE WHEN k.note = '' AND k.value_5 > 0 THEN step_round(100 * (k.value / (k.value_5 * k.growth) - 1), 10) END,
       k.note,
       CASE WHEN k.synthetic OR k.note_1 = '' AND k.synthetic_1 OR k.note_5 = '' AND k.synthetic_5 OR k.note = '' AND k.synthetic_price THEN 'synthetic' ELSE 'real' END
FROM (
    SELECT *, CASE WHEN NOT money THEN 'not_money' WHEN note_5 <> '' THEN note_5 WHEN NOT priced THEN 'no_index' ELSE '' END AS note
    FROM change_pair
) k;

DROP TABLE change_pair;
