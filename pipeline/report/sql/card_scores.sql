-- purpose: scores of a unit, the published decimal
SELECT fiche, year, round_to(score, 1), status, withheld_reason, coverage_weight, coverage_count, expected_count, has_core, origin
FROM score WHERE unit = ? AND kind = 'service' AND weight_set = 'expert' ORDER BY fiche, year;
