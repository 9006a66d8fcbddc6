-- purpose: what each indicator does to the score of its service
SELECT i.fiche, i.indicator, i.n, i.weight, i.mean_effective_weight, i.variance_share, i.correlation, i.common_share, i.discriminates
FROM indicator_influence i JOIN fiche f USING (fiche)
ORDER BY f.code, f.fiche, i.weight DESC, i.indicator;
