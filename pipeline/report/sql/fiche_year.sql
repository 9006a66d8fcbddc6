-- purpose: the year a fiche reports: the latest with a score, else with an indicator, else of the run
SELECT CAST(coalesce(
    (SELECT max(year) FROM score WHERE fiche = $1 AND kind = 'service' AND weight_set = 'expert' AND status = 'ok'),
    (SELECT max(year) FROM score WHERE fiche = $1 AND kind = 'service' AND weight_set = 'expert' AND coverage_count > 0),
    (SELECT last_year FROM run)) AS INTEGER);
