-- purpose: the gaps of some years with the best way of filling each
SELECT g.year, g.unit, u.full_name, u.kind, coalesce(u.powiat_name, ''), coalesce(u.voivodeship_name, ''), g.variable, g.cause, g.owner, g.expected_on,
       g.overdue, g.severity, g.indicators, g.extent, coalesce(g.source, ''), coalesce(g.file, ''), coalesce(g.sheet, ''), coalesce(g.cell, ''), g.explanation_pl,
       coalesce(l.pl, ''), c.value, o.median_percentage_error, coalesce(o.n, 0)
FROM gap g JOIN unit u ON u.teryt = g.unit
LEFT JOIN fill_candidate c ON c.unit = g.unit AND c.variable = g.variable AND c.year = g.year AND c.best
LEFT JOIN fill_option o ON o.variable = g.variable AND o.level = u.level AND o.kind = '' AND o.method = c.method AND o.reach = c.tested_reach
LEFT JOIN label l ON l.grp = 'fill' AND l.code = c.method
WHERE g.year BETWEEN ? AND ? ORDER BY g.year DESC, g.unit, g.severity DESC, g.variable;
