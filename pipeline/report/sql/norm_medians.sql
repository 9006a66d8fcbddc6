-- purpose: median of the normalised values in each group of a scheme, none in small groups
SELECT pm.grp, c.fiche, c.year, c.indicator, quantile_cont(c.normalised, 0.5)
FROM contribution c JOIN peer_member pm ON pm.scheme = ? AND pm.unit = c.unit
GROUP BY ALL HAVING count(*) >= (SELECT min_group FROM run)
ORDER BY ALL;
