-- purpose: the steps of the cost of a pupil
SELECT fiche, year, cost, class_size, staffing, pay, rest, origin FROM ladder_value WHERE unit = ? ORDER BY fiche, year DESC;
