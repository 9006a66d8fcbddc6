-- purpose: standard errors of figures over few persons, and three years of them together
-- reads:   temp figure, figure_unit, figure_indicator, indicator_noise, indicator_value, observation
-- writes:  sampling_error, temp figure_error
-- grain:   unit, indicator, year
--
-- Formulas: indicators/method (MeanError, ShareError, Pooled); a test holds both
-- against each other. The unrounded value is judged.

CREATE OR REPLACE TEMP TABLE figure_error AS
SELECT f.key, n.unit, i.indicator, n.level, f.year, p.value AS persons, d.sd, d.basis,
       CASE WHEN z.share THEN i.multiplier * sqrt(a.q * (1 - a.q) / (p.value + 4)) ELSE d.sd / sqrt(p.value) END AS error,
       v.value, v.numerator, v.denominator, i.multiplier, f.synthetic OR p.origin = 'synthetic' OR d.basis = 'unit' AND s.origin = 'synthetic' AS synthetic
FROM figure f
JOIN figure_unit n USING (u)
JOIN figure_indicator i USING (i)
JOIN indicator_noise z USING (indicator)
JOIN indicator_value v ON v.unit = n.unit AND v.indicator = i.indicator AND v.year = f.year
JOIN observation p ON p.chosen AND p.unit = n.unit AND p.variable = z.persons AND p.year = f.year AND p.value >= 1
LEFT JOIN observation s ON s.chosen AND s.unit = n.unit AND s.variable = z.squares AND s.year = f.year AND s.value >= 0
CROSS JOIN LATERAL (SELECT CASE WHEN z.share THEN NULL WHEN s.value IS NOT NULL THEN sqrt(s.value / p.value) ELSE z.sd END AS sd,
                           CASE WHEN z.share THEN 'share' WHEN s.value IS NOT NULL THEN 'unit' ELSE 'card' END AS basis) d
CROSS JOIN LATERAL (SELECT CASE WHEN z.share AND v.value BETWEEN 0 AND i.multiplier THEN (v.value / i.multiplier * p.value + 2) / (p.value + 4) END AS q) a
WHERE NOT f.filled AND (NOT z.share OR a.q IS NOT NULL);

INSERT INTO sampling_error
WITH reference AS (
    SELECT indicator, level, year, bool_or(synthetic) AS synthetic,
           CASE WHEN sum(exact(denominator)) <> 0 THEN any_value(multiplier) * CAST(sum(exact(numerator)) AS DOUBLE) / CAST(sum(exact(denominator)) AS DOUBLE) END AS mean
    FROM figure_error GROUP BY ALL
), single AS (
    SELECT e.*, r.mean, e.value - r.mean AS difference, e.synthetic OR r.synthetic AS made_up
    FROM figure_error e JOIN reference r ON r.indicator = e.indicator AND r.level = e.level AND r.year = e.year
)
SELECT e.unit, e.indicator, e.year, e.persons, e.sd, e.basis, e.error, e.mean, e.difference,
       CAST(count(*) AS INTEGER), CAST(sum(exact(t.persons)) AS DOUBLE),
       CAST(sum(exact(t.persons * t.difference)) AS DOUBLE) / CAST(sum(exact(t.persons)) AS DOUBLE),
       sqrt(CAST(sum(exact(t.persons * t.persons * t.error * t.error)) AS DOUBLE)) / CAST(sum(exact(t.persons)) AS DOUBLE),
       CASE WHEN bool_or(t.made_up) THEN 'synthetic' ELSE 'real' END
FROM single e
JOIN single t ON t.key BETWEEN e.key - 2 AND e.key
GROUP BY e.key, e.unit, e.indicator, e.year, e.persons, e.sd, e.basis, e.error, e.mean, e.difference
ORDER BY e.key;
