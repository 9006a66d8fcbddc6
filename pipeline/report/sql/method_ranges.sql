-- purpose: the places that depend on choices most, in the comparison group
SELECT a.fiche, a.unit, a.rank, a.n, w.rank_low, w.rank_high, a.rank_low, a.rank_high
FROM rank_range a
JOIN rank_range w ON w.unit = a.unit AND w.fiche = a.fiche AND w.scheme = a.scheme AND w.factor = 'weights'
CROSS JOIN sensitivity_run r
WHERE a.factor = 'all' AND a.scheme = CASE r.scheme WHEN '' THEN 'national' ELSE r.scheme END AND a.n > 1
ORDER BY (a.rank_high - a.rank_low) / a.n DESC, a.fiche, a.unit LIMIT 300;
