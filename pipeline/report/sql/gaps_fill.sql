-- purpose: the best way of filling each variable, or why it is not filled
SELECT a.variable, a.level, a.gaps, coalesce(l.pl, ''), coalesce(a.limit_years, 0), coalesce(e.pl, ''), coalesce(a.end_limit_years, 0), a.n, a.median_percentage_error, a.relative_error,
       a.reason_pl, (SELECT count(*) FROM imputed_term t JOIN unit u ON u.teryt = t.unit WHERE t.variable = a.variable AND u.level = a.level)
FROM fill_advice a LEFT JOIN label l ON l.grp = 'fill' AND l.code = a.method LEFT JOIN label e ON e.grp = 'fill' AND e.code = a.end_method
ORDER BY a.gaps DESC, a.variable, a.level;
