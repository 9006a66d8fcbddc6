-- purpose: why a pupil costs more in one unit than in its group
-- reads:   ladder_term, service_operation, observation, peer_scheme, peer_member
-- writes:  ladder_value, cost_ladder
-- grain:   ladder_value: fiche, unit, year; cost_ladder: with scheme and reference
--
-- Formulas: indicators/method (LadderOf, LadderDifference, MedianUnit); a test
-- holds both against each other. Filled values take no part.

INSERT INTO ladder_value
SELECT fiche, unit, year, spending, pupils, pupils / class_size, posts, wages,
       spending / pupils, class_size, posts * class_size / pupils, wages / posts, (spending - wages) * class_size / pupils,
       CASE WHEN synthetic THEN 'synthetic' ELSE 'real' END
FROM (
    SELECT fiche, unit, year, bool_or(synthetic) AS synthetic,
           max(value) FILTER (WHERE part = 'spending') AS spending, max(value) FILTER (WHERE part = 'pupils') AS pupils,
           max(value) FILTER (WHERE part = 'posts') AS posts, max(value) FILTER (WHERE part = 'wages') AS wages,
           max(value) FILTER (WHERE part = 'class_pupils') / nullif(max(value) FILTER (WHERE part = 'classes'), 0) AS class_size
    FROM (
        SELECT t.fiche, so.unit, so.year, t.part, CAST(sum(t.scaled * exact(o.value)) AS DOUBLE) / max(t.divisor) AS value, bool_or(o.origin = 'synthetic') AS synthetic
        FROM ladder_term t
        JOIN service_operation so ON so.fiche = t.fiche AND so.operates
        LEFT JOIN observation o ON o.chosen AND o.unit = so.unit AND o.variable = t.variable AND o.year = so.year + t.year_offset AND NOT contains(o.flags, 'imputed')
        GROUP BY ALL HAVING count(o.value) = count(*)
    )
    GROUP BY fiche, unit, year HAVING count(*) = 6
)
WHERE pupils > 0 AND posts > 0 AND class_size > 0
ORDER BY fiche, unit, year;

-- The sums of a group give its steps as they give those of a unit. Classes of
-- a unit are those of its pupils (ladder_value.classes).
CREATE OR REPLACE TEMP TABLE ladder_reference AS
WITH member AS (
    SELECT m.scheme, m.grp, s.minimum, v.*
    FROM ladder_value v JOIN peer_member m USING (unit) JOIN peer_scheme s ON s.scheme = m.scheme AND s.form = 'partition'
)
SELECT scheme, grp, fiche, year, 'ratio_of_sums' AS reference, NULL AS reference_unit, CAST(count(*) AS INTEGER) AS n,
       spending / pupils AS cost, pupils / classes AS class_size, posts / classes AS staffing, wages / posts AS pay, (spending - wages) / classes AS rest,
       bool_or(origin = 'synthetic') AS synthetic
FROM (SELECT scheme, grp, fiche, year, origin,
             CAST(sum(exact(spending)) OVER g AS DOUBLE) AS spending, CAST(sum(exact(pupils)) OVER g AS DOUBLE) AS pupils, CAST(sum(exact(classes)) OVER g AS DOUBLE) AS classes,
             CAST(sum(exact(posts)) OVER g AS DOUBLE) AS posts, CAST(sum(exact(wages)) OVER g AS DOUBLE) AS wages
      FROM member WINDOW g AS (PARTITION BY scheme, grp, fiche, year))
GROUP BY ALL HAVING count(*) > 1
UNION ALL
SELECT scheme, grp, fiche, year, 'median_unit', unit, n, cost, class_size, staffing, pay, rest, synthetic
FROM (
    SELECT *, CAST(count(*) OVER g AS INTEGER) AS n, row_number() OVER (g ORDER BY cost, unit) AS place, bool_or(origin = 'synthetic') OVER g AS synthetic
    FROM member WINDOW g AS (PARTITION BY scheme, grp, fiche, year)
) WHERE n >= minimum AND place = (n - 1) // 2 + 1;

INSERT INTO cost_ladder
SELECT v.fiche, v.unit, v.year, r.scheme, r.grp, r.reference, r.reference_unit, r.n, v.cost, r.cost, v.cost - r.cost,
       ladder_class_size(v, r), ladder_staffing(v, r), ladder_pay(v, r), ladder_rest(v, r),
       CASE WHEN v.origin = 'synthetic' OR r.synthetic THEN 'synthetic' ELSE 'real' END
FROM ladder_value v
JOIN peer_member m ON m.unit = v.unit AND m.compared
JOIN ladder_reference r ON r.scheme = m.scheme AND r.grp = m.grp AND r.fiche = v.fiche AND r.year = v.year
ORDER BY v.fiche, v.unit, v.year, r.scheme, r.reference DESC;
