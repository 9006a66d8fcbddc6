-- purpose: how firm the ranking of each service is
SELECT s.fiche, s.year, s.scheme, s.factor, s.runs, s.n, s.share_moved, s.median_width, s.mean_shift
FROM fiche_sensitivity s JOIN fiche f USING (fiche)
ORDER BY f.code, f.fiche, s.scheme <> 'national', s.scheme, list_position(['weights', 'method', 'without', 'all'], s.factor);
