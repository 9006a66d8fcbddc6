-- purpose: fill missing values where a fiche allows it, for that fiche alone
-- reads:   fill_candidate, fiche_indicator, indicator, indicator_term, indicator_break, indicator_value, service_operation, observation, fill_option
-- writes:  imputed_value, imputed_term
-- grain:   imputed_value: unit, fiche, indicator, year
--
-- Formula and rounding are those of values.sql; only the inputs differ. A value
-- is filled when every missing term can be, by the first way of the fiche's list
-- that has one within its limit of years and on this side of a break of the card.

CREATE OR REPLACE TEMP TABLE wished AS
SELECT so.unit, so.fiche, so.year, fi.indicator, fi.fill_methods, coalesce(fi.fill_limit_years, 0) AS limit_years
FROM fiche_indicator fi
JOIN indicator i USING (indicator)
JOIN service_operation so ON so.fiche = fi.fiche AND so.operates AND so.year BETWEEN i.first_year AND coalesce(i.last_year, 9999)
LEFT JOIN indicator_value v ON v.unit = so.unit AND v.indicator = fi.indicator AND v.year = so.year
WHERE len(fi.fill_methods) > 0 AND v.value IS NULL AND coalesce(v.cause, '') <> 'denominator_zero';

CREATE OR REPLACE TEMP TABLE wished_term AS
SELECT w.*, t.side, t.variable, t.scaled, t.divisor, t.year_offset, CAST(w.year + t.year_offset AS SMALLINT) AS variable_year
FROM wished w JOIN indicator_term t ON t.indicator = w.indicator AND w.year BETWEEN coalesce(t.valid_from, 0) AND coalesce(t.valid_to, 9999);

CREATE OR REPLACE TEMP TABLE known_term AS
SELECT o.unit, o.variable, o.year, o.value, o.status, o.flags, o.origin
FROM (SELECT DISTINCT unit, variable, variable_year FROM wished_term) w
JOIN observation o ON o.unit = w.unit AND o.variable = w.variable AND o.year = w.variable_year
WHERE o.chosen AND o.value IS NOT NULL;

CREATE OR REPLACE TEMP TABLE offer AS
SELECT w.unit, w.fiche, w.indicator, w.year AS value_year, w.side, c.*
FROM wished_term w
JOIN fill_candidate c ON c.unit = w.unit AND c.variable = w.variable AND c.year = w.variable_year AND list_contains(w.fill_methods, c.method) AND (c.reach = 0 OR c.reach <= w.limit_years)
WHERE NOT EXISTS (FROM indicator_break b WHERE b.indicator = w.indicator AND c.reach > 0
    AND b.year > c.donor_from - w.year_offset AND b.year <= greatest(w.year, c.donor_to - w.year_offset))
QUALIFY row_number() OVER (PARTITION BY w.unit, w.fiche, w.indicator, w.year, w.side, w.variable, w.variable_year ORDER BY list_position(w.fill_methods, c.method)) = 1;

CREATE OR REPLACE TEMP TABLE filled_term AS
SELECT w.*, coalesce(k.value, c.value) AS value, k.value IS NULL AS imputed, k.status, k.flags, coalesce(k.origin, c.origin) AS origin,
       c.method, c.reach, c.donor_from, c.donor_to, c.donor_group, c.donors, c.tested_reach, c.verdict
FROM wished_term w
LEFT JOIN known_term k ON k.unit = w.unit AND k.variable = w.variable AND k.year = w.variable_year
LEFT JOIN offer c ON c.unit = w.unit AND c.fiche = w.fiche AND c.indicator = w.indicator AND c.value_year = w.year AND c.side = w.side AND c.variable = w.variable AND c.year = w.variable_year;

INSERT INTO imputed_value
SELECT unit, fiche, indicator, year, numerator, denominator, value, round_to(value, precision), methods, reach, error, verdicts,
       array_to_string(list_sort(list_distinct(list_filter(string_split(concat_ws(',', flags, break_flag, 'imputed'), ','), lambda x: x <> ''))), ','), origin
FROM (
    SELECT f.*, i.precision, CASE WHEN b.year IS NOT NULL THEN 'method_break' END AS break_flag,
           i.multiplier * f.numerator / CASE WHEN i.is_ratio THEN f.denominator ELSE 1 END AS value
    FROM (
        SELECT f.unit, f.fiche, f.indicator, f.year,
               CAST(sum(f.scaled * exact(f.value)) FILTER (WHERE f.side = 'numerator') AS DOUBLE) / max(f.divisor) FILTER (WHERE f.side = 'numerator') AS numerator,
               CAST(sum(f.scaled * exact(f.value)) FILTER (WHERE f.side = 'denominator') AS DOUBLE) / max(f.divisor) FILTER (WHERE f.side = 'denominator') AS denominator,
               bool_or(f.status = 'below_format' AND f.side = 'denominator') AS thin_denominator,
               array_to_string(list_sort(list_distinct(list(f.method) FILTER (WHERE f.imputed))), ',') AS methods,
               array_to_string(list_sort(list_distinct(list(f.verdict) FILTER (WHERE f.imputed))), ',') AS verdicts,
               max(f.reach) FILTER (WHERE f.imputed) AS reach, max(coalesce(k.median_percentage_error, o.median_percentage_error)) FILTER (WHERE f.imputed) AS error,
               string_agg(DISTINCT nullif(f.flags, ''), ',') AS flags,
               CASE WHEN bool_or(f.origin = 'synthetic') THEN 'synthetic' ELSE 'real' END AS origin
        FROM filled_term f
        JOIN unit u ON u.teryt = f.unit
        LEFT JOIN fill_option o ON o.variable = f.variable AND o.level = u.level AND o.kind = '' AND o.method = f.method AND o.reach = f.tested_reach
        LEFT JOIN fill_option k ON k.variable = f.variable AND k.level = u.level AND k.kind = u.kind AND k.method = f.method AND k.reach = f.tested_reach
        GROUP BY f.unit, f.fiche, f.indicator, f.year
        HAVING count(*) = count(f.value) AND bool_or(f.imputed)
    ) f
    JOIN indicator i USING (indicator)
    LEFT JOIN indicator_break b ON b.indicator = f.indicator AND b.year = f.year
    WHERE NOT i.is_ratio OR f.denominator <> 0 AND NOT coalesce(f.thin_denominator, FALSE)
)
ORDER BY unit, fiche, indicator, year;

INSERT INTO imputed_term
SELECT DISTINCT f.unit, f.fiche, f.indicator, f.year, f.variable, f.variable_year, f.value, f.method, f.reach, f.donor_from, f.donor_to, f.donor_group, f.donors, f.tested_reach, f.verdict, f.origin
FROM filled_term f
JOIN imputed_value v ON v.unit = f.unit AND v.fiche = f.fiche AND v.indicator = f.indicator AND v.year = f.year
WHERE f.imputed
ORDER BY ALL;

DROP TABLE wished;
DROP TABLE wished_term;
DROP TABLE known_term;
DROP TABLE offer;
DROP TABLE filled_term;
