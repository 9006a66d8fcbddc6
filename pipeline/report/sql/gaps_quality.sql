-- purpose: completeness and punctuality of each source
SELECT source, cells, known, completeness, due, delivered, years_due, years_delivered, punctuality, coalesce(last_year, 0), coalesce(next_year, 0), next_on, next_overdue,
       coalesce(days_late, 0), timeliness, corrected, contested, estimate, weak, imputed
FROM quality_source ORDER BY source;
