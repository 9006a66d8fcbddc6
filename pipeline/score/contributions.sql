-- purpose: what each indicator adds to a score at the weights of the fiche
-- reads:   work.marked, work.item, work.weight, work.sum_part, work.sum_service (of the expert set), treatment
-- writes:  contribution
-- grain:   unit, fiche, year, indicator

INSERT INTO contribution
SELECT unit, fiche, year, indicator, x, t, treated, mark, points, share, mark * share / 100, adds_up
FROM (
    SELECT m.unit, it.fiche, m.year, it.indicator, m.x, m.t, m.mark, w.scaled / w.divisor AS points,
           CASE WHEN l.transform = 'log' THEN 'log' WHEN m.x > l.limit_high THEN 'winsorised_high' WHEN m.x < l.limit_low THEN 'winsorised_low' ELSE '' END AS treated,
           CASE WHEN it.two_levels THEN 100.0 * (p.whole_weight / s.scored_weight) * (w.scaled / p.marked_weight) ELSE 100.0 * w.scaled / s.marked_weight END AS share,
           CASE WHEN it.two_levels THEN it.combine = 'arithmetic' AND p.additive ELSE it.service_aggregate IN ('arithmetic', 'perkal') END AS adds_up
    FROM work.marked m
    JOIN work.item it USING (item)
    JOIN work.weight w ON w.item = m.item AND w.ord = 1
    JOIN work.sum_service s ON s.unit = m.unit AND s.service = m.service AND s.year = m.year AND s.status = 'ok'
    LEFT JOIN (
        SELECT unit, part, year, status, whole_weight, marked_weight,
               bool_and(status <> 'ok' OR aggregate IN ('arithmetic', 'perkal')) OVER (PARTITION BY unit, service, year) AS additive
        FROM work.sum_part WHERE two_levels
    ) p ON p.unit = m.unit AND p.part = m.part AND p.year = m.year
    LEFT JOIN treatment l ON l.fiche = it.fiche AND l.indicator = it.indicator AND l.year = m.year AND l.grp = m.grp
    WHERE m.own AND m.mark IS NOT NULL AND w.scaled > 0 AND (NOT it.two_levels OR p.status = 'ok')
)
ORDER BY unit, fiche, year, indicator;

INSERT INTO node_contribution
SELECT s.unit, s.fiche, s.fiche || ':' || p.dimension, s.year, p.score, p.points, 100.0 * p.whole_weight / s.scored_weight, p.score * p.whole_weight / s.scored_weight, s.combine = 'arithmetic'
FROM work.sum_service s
JOIN work.sum_part p ON p.unit = s.unit AND p.service = s.service AND p.year = s.year AND p.status = 'ok'
WHERE s.two_levels AND s.status = 'ok'
ORDER BY ALL;
