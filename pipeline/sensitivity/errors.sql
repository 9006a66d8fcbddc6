-- purpose: standard errors of figures over few persons
-- reads:   sampling_error, fiche_indicator
-- writes:  nothing
-- grain:   fiche, unit, indicator; the years are those of the models

SELECT fi.fiche, e.unit, e.indicator, e.year, e.standard_error
FROM sampling_error e
JOIN fiche_indicator fi ON fi.indicator = e.indicator AND fi.role = 'monitoring'
WHERE e.standard_error > 0
ORDER BY fi.fiche, e.unit, e.indicator, e.year;
