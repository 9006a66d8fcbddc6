-- purpose: indicator cards
SELECT indicator, name_pl, definition, dimension, direction, target_low, target_high, cap, unit_of_measure, precision, counted, counted_note,
       formula, multiplier, is_ratio, group_figure, frequency, first_year, last_year, reference, source_text, lag_days, known_gaps,
       range_min, range_max, interpretation, limits, basis, verified
FROM indicator ORDER BY indicator;
