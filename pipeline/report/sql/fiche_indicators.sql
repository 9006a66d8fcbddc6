-- purpose: indicators of the fiches with their weights
SELECT fiche, indicator, role, weight, core, why FROM fiche_indicator ORDER BY fiche, ord, indicator;
