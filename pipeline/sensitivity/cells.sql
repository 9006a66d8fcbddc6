-- purpose: what the scores of the latest ranked year of each fiche are made of
-- reads:   score, contribution, fiche, fiche_indicator, indicator
-- writes:  nothing
-- grain:   fiche, unit, indicator

WITH scored AS (
    SELECT fiche, unit, year, has_core AS ranked, origin FROM score
    WHERE kind = 'service' AND weight_set = 'expert' AND status = 'ok' AND imputed = 0
), latest AS (
    SELECT fiche, max(year) AS year FROM scored WHERE ranked GROUP BY fiche
)
SELECT c.fiche, c.unit, s.ranked, c.indicator, c.normalised,
       CASE i.direction WHEN 'nominant' THEN c.value ELSE c.treated_value END AS value, -- the target of a nominant is in its own unit
       c.effective_weight
FROM latest l
JOIN scored s ON s.fiche = l.fiche AND s.year = l.year
JOIN contribution c ON c.fiche = s.fiche AND c.unit = s.unit AND c.year = s.year
JOIN indicator i USING (indicator)
ORDER BY c.fiche, c.unit, c.indicator;
