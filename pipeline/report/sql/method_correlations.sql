-- purpose: indicators of a service that say the same
SELECT c.fiche, c.indicator, c.other, c.n, c.pearson, c.spearman, c.duplicates
FROM indicator_correlation c JOIN fiche f USING (fiche)
WHERE c.pearson IS NOT NULL
ORDER BY f.code, f.fiche, abs(c.pearson) DESC, c.indicator, c.other;
