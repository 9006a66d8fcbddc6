-- purpose: figures of each group and the place of each unit in it, for one scheme
-- reads:   indicator_value, indicator, indicator_break, peer_member, peer_group, run
-- writes:  group_figure, comparison
-- grain:   scheme (bound by the caller), group, indicator, year; unit within it
--
-- One scheme a statement: all at once needs several times the memory. Ranks
-- are taken on published values, so that 5.1000000000000005 and 5.1 tie.

CREATE OR REPLACE TEMP TABLE directed AS
SELECT pm.grp, v.unit, v.indicator, v.year, v.value_published AS value, v.numerator, v.denominator, v.origin, i.direction, i.precision,
       CASE i.direction WHEN 'stimulant' THEN capped WHEN 'destimulant' THEN -capped
            WHEN 'nominant' THEN -greatest(i.target_low - capped, capped - i.target_high, 0) END AS x
FROM indicator_value v
JOIN peer_member pm ON pm.scheme = getvariable('scheme') AND pm.unit = v.unit
JOIN indicator i USING (indicator)
CROSS JOIN LATERAL (SELECT CASE WHEN v.value_published > i.cap THEN i.cap ELSE v.value_published END AS capped)
WHERE v.value IS NOT NULL;

CREATE OR REPLACE TEMP TABLE cuts AS
SELECT grp, indicator, year, count(x) AS n, min(x) AS lo, max(x) AS hi,
       quantile_cont(x, 0.25) AS q1, quantile_cont(x, 0.5) AS q2, quantile_cont(x, 0.75) AS q3
FROM directed GROUP BY ALL;

INSERT INTO group_figure
SELECT getvariable('scheme'), g.grp, d.indicator, d.year, count(*), any_value(g.size),
       CASE WHEN any_value(i.group_figure) = 'ratio_of_sums' AND any_value(i.is_ratio) AND sum(exact(d.denominator)) <> 0
            THEN round_to(any_value(i.multiplier) * CAST(sum(exact(d.numerator)) AS DOUBLE) / CAST(sum(exact(d.denominator)) AS DOUBLE), 6) END,
       CASE WHEN any_value(i.group_figure) = 'sum' THEN CAST(sum(exact(d.value)) AS DOUBLE) END,
       CASE WHEN count(*) >= any_value(run.min_group) THEN round_to(quantile_cont(d.value, 0.25), 6) END,
       CASE WHEN count(*) >= any_value(run.min_group) THEN round_to(quantile_cont(d.value, 0.5), 6) END,
       CASE WHEN count(*) >= any_value(run.min_group) THEN round_to(quantile_cont(d.value, 0.75), 6) END,
       round_to(CAST(sum(exact(d.value)) AS DOUBLE) / count(*), 6), min(d.value), max(d.value),
       CASE WHEN bool_or(d.origin = 'synthetic') THEN 'synthetic' ELSE 'real' END
FROM directed d
JOIN peer_group g ON g.scheme = getvariable('scheme') AND g.grp = d.grp
JOIN indicator i USING (indicator)
CROSS JOIN run
GROUP BY g.grp, d.indicator, d.year
ORDER BY 2, 3, 4;

INSERT INTO comparison
SELECT d.unit, d.indicator, d.year, getvariable('scheme'), d.grp, d.value,
       CASE WHEN d.x IS NOT NULL THEN rank() OVER best END,
       CASE WHEN d.x IS NOT NULL THEN count(*) OVER same - 1 END,
       count(*) OVER (PARTITION BY d.grp, d.indicator, d.year),
       CASE WHEN d.x IS NOT NULL AND c.n > 1 THEN (rank() OVER worst - 1) / (c.n - 1)::DOUBLE END,
       CASE WHEN c.n < run.min_group THEN 'none' ELSE quarter(d.x, c.q1, c.q2, c.q3, c.hi) END,
       round_to(d.value - f.median, d.precision),
       CASE WHEN note1.note = '' THEN round_to(d.value - p1.value_published, d.precision) END, note1.note,
       CASE WHEN note5.note = '' THEN round_to(d.value - p5.value_published, d.precision) END, note5.note,
       CASE WHEN f.origin = 'synthetic' OR p1.origin = 'synthetic' AND note1.note = '' OR p5.origin = 'synthetic' AND note5.note = '' THEN 'synthetic' ELSE 'real' END
FROM directed d
CROSS JOIN run
JOIN cuts c USING (grp, indicator, year)
JOIN group_figure f ON f.scheme = getvariable('scheme') AND f.grp = d.grp AND f.indicator = d.indicator AND f.year = d.year
LEFT JOIN indicator_value p1 ON p1.unit = d.unit AND p1.indicator = d.indicator AND p1.year = d.year - 1
LEFT JOIN indicator_value p5 ON p5.unit = d.unit AND p5.indicator = d.indicator AND p5.year = d.year - 5
LEFT JOIN work.broken b1 ON b1.unit = d.unit AND b1.indicator = d.indicator AND b1.year = d.year AND b1.span = 1
LEFT JOIN work.broken b5 ON b5.unit = d.unit AND b5.indicator = d.indicator AND b5.year = d.year AND b5.span = 5
CROSS JOIN LATERAL (SELECT CASE WHEN b1.unit IS NOT NULL THEN 'break' WHEN d.year - 1 < run.first_year THEN 'outside_period' WHEN p1.value IS NULL THEN 'missing'
                           WHEN p1.origin <> d.origin THEN 'origin' ELSE '' END AS note) note1
CROSS JOIN LATERAL (SELECT CASE WHEN b5.unit IS NOT NULL THEN 'break' WHEN d.year - 5 < run.first_year THEN 'outside_period' WHEN p5.value IS NULL THEN 'missing'
                           WHEN p5.origin <> d.origin THEN 'origin' ELSE '' END AS note) note5
WINDOW best AS (PARTITION BY d.grp, d.indicator, d.year ORDER BY d.x DESC),
       worst AS (PARTITION BY d.grp, d.indicator, d.year ORDER BY d.x),
       same AS (PARTITION BY d.grp, d.indicator, d.year, d.x)
ORDER BY d.unit, d.indicator, d.year;
