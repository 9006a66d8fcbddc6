-- purpose: normalised values behind the scores of a service in a year
SELECT unit, indicator, normalised FROM contribution WHERE fiche = ? AND year = ? ORDER BY unit, indicator;
