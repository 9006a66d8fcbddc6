-- purpose: the monitoring indicators of the fiches, with their weights in every set
-- reads:   fiche_indicator, fiche_dimension, fiche_weight, weight_set, indicator
-- writes:  nothing
-- grain:   fiche, indicator, weight set

SELECT fi.fiche, fi.indicator, i.direction, i.target_low, i.target_high, d.dimension, d.weight AS part_weight, d.normalise, d.aggregate, w.weight_set, w.weight
FROM fiche_indicator fi
JOIN indicator i USING (indicator)
JOIN fiche_dimension d ON d.fiche = fi.fiche AND d.dimension = i.dimension
JOIN weight_set s ON s.fiche = fi.fiche
JOIN fiche_weight w ON w.fiche = fi.fiche AND w.weight_set = s.weight_set AND w.indicator = fi.indicator
WHERE fi.role = 'monitoring'
ORDER BY fi.fiche, s.ord, fi.ord;
