-- purpose: from whom to learn, in a service and in its indicators
-- reads:   score, fiche_indicator, indicator, indicator_value, indicator_break, indicator_noise, sampling_error, peer_scheme, peer_member, run
-- writes:  leader
-- grain:   fiche, scheme, group, last year, indicator ('' the service), unit
--
-- The best of many in one year is luck: leaders are named by three years, all
-- of them complete. Nobody leads in cost, which rewards poverty and density.
-- Of the years that may end the three, the latest with a candidate counts:
-- sources are published with a lag of up to two years.

CREATE OR REPLACE TEMP TABLE three_years AS
SELECT CAST(y AS SMALLINT) AS year FROM run, range(greatest(run.first_year + 2, run.last_year - 2), run.last_year + 1) t(y);

-- A unit with too few persons behind an indicator that has a sampling error
-- leads neither in it nor in the service.
CREATE OR REPLACE TEMP TABLE too_few AS
SELECT fi.fiche, e.unit, e.indicator, e.year
FROM sampling_error e
JOIN indicator_noise z USING (indicator)
JOIN fiche_indicator fi ON fi.indicator = e.indicator AND fi.role = 'monitoring'
WHERE e.pooled_years < 3 OR e.pooled_persons < z.minimum;

CREATE OR REPLACE TEMP TABLE candidate AS
SELECT s.fiche, '' AS indicator, s.unit, y.year, CAST(sum(exact(s.score)) AS DOUBLE) / 3 AS mean, 1 AS decimals, 1 AS sign, NULL::DOUBLE AS persons, bool_or(s.origin = 'synthetic') AS synthetic
FROM score s JOIN three_years y ON s.year BETWEEN y.year - 2 AND y.year
WHERE s.kind = 'service' AND s.weight_set = 'expert' AND s.status = 'ok' AND s.has_core AND s.coverage_weight = 100 AND s.coverage_count = s.expected_count
  AND NOT EXISTS (FROM too_few f WHERE f.fiche = s.fiche AND f.unit = s.unit AND f.year = y.year)
GROUP BY s.fiche, s.unit, y.year HAVING count(*) = 3
UNION ALL
SELECT fi.fiche, i.indicator, v.unit, y.year,
       CASE WHEN i.is_ratio THEN i.multiplier * CAST(sum(exact(v.numerator)) AS DOUBLE) / CAST(nullif(sum(exact(v.denominator)), 0) AS DOUBLE)
            ELSE CAST(sum(exact(v.value)) AS DOUBLE) / 3 END,
       i.precision, CASE i.direction WHEN 'stimulant' THEN 1 ELSE -1 END, NULL, bool_or(v.origin = 'synthetic')
FROM fiche_indicator fi
JOIN indicator i USING (indicator)
JOIN indicator_value v USING (indicator)
JOIN three_years y ON v.year BETWEEN y.year - 2 AND y.year
WHERE fi.role = 'monitoring' AND i.direction IN ('stimulant', 'destimulant') AND i.dimension <> 'efektywnosc' AND (i.is_ratio OR i.group_figure = 'median_only')
  AND v.value IS NOT NULL AND NOT contains(v.flags, 'imputed') AND NOT (v.year > y.year - 2 AND contains(v.flags, 'method_break'))
  AND i.indicator NOT IN (SELECT indicator FROM indicator_noise)
GROUP BY fi.fiche, i.indicator, v.unit, y.year, i.is_ratio, i.multiplier, i.precision, i.direction HAVING count(*) = 3
UNION ALL
SELECT fi.fiche, e.indicator, e.unit, e.year, e.pooled_difference, i.precision, CASE i.direction WHEN 'stimulant' THEN 1 ELSE -1 END, e.pooled_persons, e.origin = 'synthetic'
FROM sampling_error e
JOIN three_years USING (year)
JOIN fiche_indicator fi ON fi.indicator = e.indicator AND fi.role = 'monitoring'
JOIN indicator i ON i.indicator = e.indicator
JOIN indicator_noise z ON z.indicator = e.indicator
WHERE e.pooled_years = 3 AND e.pooled_persons >= z.minimum AND i.direction IN ('stimulant', 'destimulant') AND i.dimension <> 'efektywnosc';

-- Where a tie makes more than ten leaders, the figure singles nobody out.
INSERT INTO leader
SELECT fiche, scheme, grp, year, indicator, unit, CAST(rank AS INTEGER), CAST(same - 1 AS INTEGER), CAST(n AS INTEGER), 3, mean, persons,
       CASE WHEN synthetic THEN 'synthetic' ELSE 'real' END
FROM (
    SELECT *, rank() OVER (g ORDER BY x DESC) AS rank, count(*) OVER (PARTITION BY scheme, grp, fiche, indicator, year, x) AS same,
           count(*) OVER g AS n, bool_or(made_up) OVER g AS synthetic
    FROM (
        SELECT c.fiche, c.indicator, c.unit, c.year, m.scheme, m.grp, m.compared, s.minimum, c.mean, c.persons, c.synthetic AS made_up, c.sign * round_to(c.mean, c.decimals) AS x
        FROM candidate c JOIN peer_member m USING (unit) JOIN peer_scheme s ON s.scheme = m.scheme AND s.form = 'partition'
        WHERE c.mean IS NOT NULL
        QUALIFY c.year = max(c.year) OVER (PARTITION BY c.fiche, c.indicator)
    )
    WINDOW g AS (PARTITION BY scheme, grp, fiche, indicator, year)
)
WHERE compared AND n >= minimum AND rank <= 3 AND rank + same - 1 <= 10
ORDER BY fiche, scheme, grp, year, indicator, rank, unit;
