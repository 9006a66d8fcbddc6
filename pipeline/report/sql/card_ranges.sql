-- purpose: between which places a unit lies when choices of the method are changed
SELECT r.fiche, r.year, r.scheme, r.factor, r.rank, r.n, r.rank_low, r.rank_high, r.moved
FROM rank_range r JOIN fiche f USING (fiche)
WHERE r.unit = ? ORDER BY f.code, r.fiche, r.scheme = 'national', r.scheme, list_position(['weights', 'method', 'without', 'all'], r.factor);
