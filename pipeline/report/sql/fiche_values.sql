-- purpose: indicators of a service in a year with the class in a scheme
SELECT v.unit, v.indicator, v.value_published, v.status, coalesce(v.cause, ''), v.origin, coalesce(c.class, '')
FROM indicator_value v JOIN fiche_indicator fi ON fi.fiche = $1 AND fi.indicator = v.indicator
LEFT JOIN comparison c ON c.unit = v.unit AND c.indicator = v.indicator AND c.year = v.year AND c.scheme = $3
WHERE v.year = $2 ORDER BY v.unit, v.indicator;
