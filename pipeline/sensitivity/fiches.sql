-- purpose: the settings of the fiches that rank anybody
-- reads:   score, fiche, run
-- writes:  nothing
-- grain:   fiche

SELECT f.fiche, l.year, l.origin, f.level, f.aggregate, f.combine, f.scale_low, f.scale_high, f.reference, run.min_group
FROM (
    SELECT fiche, year, max(origin) AS origin -- synthetic before real
    FROM score
    WHERE kind = 'service' AND weight_set = 'expert' AND status = 'ok'
    GROUP BY fiche, year
    HAVING count(*) FILTER (WHERE has_core AND imputed = 0) > 0
    QUALIFY year = max(year) OVER (PARTITION BY fiche)
) l
JOIN fiche f USING (fiche)
CROSS JOIN run
ORDER BY f.fiche;
