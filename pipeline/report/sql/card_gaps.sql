-- purpose: gaps of a unit with the best way of filling each, the weightiest first
SELECT g.variable, g.year, g.cause, g.owner, g.owner_kind, g.expected_on, g.overdue, g.severity, g.indicators, g.explanation_pl, coalesce(l.pl, ''), c.value, o.median_percentage_error, coalesce(o.n, 0)
FROM gap g JOIN unit u ON u.teryt = g.unit
LEFT JOIN fill_candidate c ON c.unit = g.unit AND c.variable = g.variable AND c.year = g.year AND c.best
LEFT JOIN fill_option o ON o.variable = g.variable AND o.level = u.level AND o.kind = '' AND o.method = c.method AND o.reach = c.tested_reach
LEFT JOIN label l ON l.grp = 'fill' AND l.code = c.method
WHERE g.unit = ? ORDER BY g.severity DESC, g.variable, g.year DESC;
