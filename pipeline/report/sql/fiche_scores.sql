-- purpose: scores of all units for a service in a year
SELECT unit, round_to(score, 1), status, withheld_reason, coverage_weight, has_core, origin FROM score WHERE fiche = ? AND year = ? AND kind = 'service' AND weight_set = 'expert' ORDER BY unit;
