-- purpose: what each indicator adds to a score at the weights of the fiche
-- reads:   temp marked, operation, sum_part, sum_service (of the expert set); work.item, work.part, work.weight, work.treated
-- writes:  contribution, node_contribution
-- grain:   unit, fiche, year, indicator; unit, fiche, dimension, year

INSERT INTO contribution
SELECT unit, fiche, year, indicator, x, t, treated, mark, points, share, mark * share / 100, adds_up
FROM (
    SELECT m.slot, it.item, s.unit, it.fiche, s.year, it.indicator, m.x, m.t, m.mark, w.scaled / w.divisor AS points,
           CASE WHEN l.transform = 'log' THEN 'log' WHEN m.x > l.limit_high THEN 'winsorised_high' WHEN m.x < l.limit_low THEN 'winsorised_low' ELSE '' END AS treated,
           CASE WHEN it.two_levels THEN 100.0 * (p.whole_weight / s.scored_weight) * (w.scaled / p.marked_weight) ELSE 100.0 * w.scaled / s.marked_weight END AS share,
           CASE WHEN it.two_levels THEN it.combine = 'arithmetic' AND p.additive ELSE it.service_aggregate IN ('arithmetic', 'perkal') END AS adds_up
    FROM marked m
    JOIN work.item it USING (item)
    JOIN work.weight w ON w.item = m.item AND w.ord = 1
    JOIN sum_service s ON s.slot = m.slot AND s.status = 'ok'
    LEFT JOIN (
        SELECT slot, part, status, whole_weight, marked_weight, bool_and(status <> 'ok' OR aggregate IN ('arithmetic', 'perkal')) OVER (PARTITION BY slot) AS additive
        FROM sum_part WHERE two_levels
    ) p ON p.slot = m.slot AND p.part = it.part
    LEFT JOIN work.treated l ON l.item = m.item AND l.year = s.year AND l.g = m.g
    WHERE m.own AND m.mark IS NOT NULL AND w.scaled > 0 AND (NOT it.two_levels OR p.status = 'ok')
)
ORDER BY slot, item;

INSERT INTO node_contribution
SELECT s.unit, s.fiche, s.fiche || ':' || d.dimension, s.year, p.score, d.points, 100.0 * p.whole_weight / s.scored_weight, p.score * p.whole_weight / s.scored_weight, s.combine = 'arithmetic'
FROM sum_service s
JOIN sum_part p ON p.slot = s.slot AND p.status = 'ok'
JOIN work.part d ON d.part = p.part
WHERE s.two_levels AND s.status = 'ok'
ORDER BY s.slot, d.part;
