-- purpose: what each indicator adds to a score of a unit
SELECT fiche, year, indicator, normalised, contribution FROM contribution WHERE unit = ? ORDER BY fiche, year, indicator;
