-- purpose: every value once, with small keys, for all that compares
-- reads:   unit, indicator, indicator_value
-- writes:  temp figure_unit, figure_indicator, figure; variables units, indicators
-- grain:   figure: unit, indicator, year with a value
--
-- Joins and windows over many millions of rows go by whole numbers: key orders
-- by unit, indicator, year, and key − n is the value n years before.
-- TEMP: these tables spill beside the database and never enter its file.

CREATE OR REPLACE TEMP TABLE figure_unit AS
SELECT CAST(row_number() OVER (ORDER BY teryt) AS INTEGER) AS u, teryt AS unit, level FROM unit;

CREATE OR REPLACE TEMP TABLE figure_indicator AS
SELECT CAST(row_number() OVER (ORDER BY indicator) AS INTEGER) AS i, indicator, direction, target_low, target_high, cap, precision, is_ratio, group_figure, multiplier,
       power(10, precision) AS scale, unit_of_measure = '%' AS percent,
       is_money(unit_of_measure) AS money
FROM indicator;

-- The names by their numbers, so that a table in order is named without a join.
SET VARIABLE units = (SELECT list(unit ORDER BY u) FROM figure_unit);
SET VARIABLE indicators = (SELECT list(indicator ORDER BY i) FROM figure_indicator);

-- x is the directed value: the larger, the more favourable; NULL for neutral
-- indicators. A filled value is nobody's: it has neither x nor a part in groups.
CREATE OR REPLACE TEMP TABLE figure AS
SELECT (CAST(n.u AS BIGINT) * 4096 + v.i) * 256 + (v.year - 1900) AS key, n.u, v.i, v.year, v.value_published AS value,
       CASE WHEN filled THEN NULL ELSE CASE v.direction WHEN 'stimulant' THEN capped WHEN 'destimulant' THEN -capped
            WHEN 'nominant' THEN -greatest(v.target_low - capped, capped - v.target_high, 0) END END AS x,
       v.numerator, v.denominator, filled, v.synthetic
FROM (
    SELECT v.unit, i.i, i.direction, i.target_low, i.target_high, v.year, v.value_published, v.numerator, v.denominator, contains(v.flags, 'imputed') AS filled, v.origin = 'synthetic' AS synthetic,
           CASE WHEN v.value_published > i.cap THEN i.cap ELSE v.value_published END AS capped
    FROM indicator_value v JOIN figure_indicator i USING (indicator)
    WHERE v.value IS NOT NULL
) v
JOIN figure_unit n USING (unit)
ORDER BY key;
