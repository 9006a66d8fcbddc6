-- purpose: every way of filling with its errors on known cells
SELECT o.variable, o.level, coalesce(l.pl, o.method), o.reach, o.n, o.tried, o.median_percentage_error, o.median_absolute_error, o.relative_error, o.relative_bias, coalesce(w.pl, o.verdict)
FROM fill_option o LEFT JOIN label l ON l.grp = 'fill' AND l.code = o.method LEFT JOIN label w ON w.grp = 'fill_verdict' AND w.code = o.verdict
WHERE o.kind = '' ORDER BY o.variable, o.level, o.relative_error NULLS LAST, o.method, o.reach;
