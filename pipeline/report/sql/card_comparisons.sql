-- purpose: a unit against its groups
SELECT indicator, year, scheme, rank, ties, n, percentile, class, change_1, change_1_note, change_5, change_5_note
FROM comparison WHERE unit = ? ORDER BY indicator, year, scheme;
