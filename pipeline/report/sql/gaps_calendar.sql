-- purpose: the release calendar against what was delivered
SELECT y.source, y.year, y.scheduled_on, y.delivered_by, y.days_after, y.cells, y.known, y.due, coalesce(l.pl, y.state)
FROM source_year y LEFT JOIN label l ON l.grp = 'source_state' AND l.code = y.state ORDER BY y.source, y.year DESC;
