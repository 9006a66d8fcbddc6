-- purpose: the grid of a unit
SELECT indicator, year, numerator, denominator, value_published, status, coalesce(cause, ''), coalesce(cause_variable, ''), coalesce(cause_year, 0), flags, origin
FROM indicator_value WHERE unit = ? ORDER BY indicator, year;
