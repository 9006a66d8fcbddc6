-- purpose: the gaps of some years
SELECT g.year, g.unit, u.full_name, u.kind, coalesce(u.powiat_name, ''), coalesce(u.voivodeship_name, ''), g.variable, g.cause, g.owner, g.expected_on,
       g.overdue, g.severity, g.indicators, coalesce(g.source, ''), coalesce(g.file, ''), coalesce(g.sheet, ''), coalesce(g.cell, ''), g.explanation_pl
FROM gap g JOIN unit u ON u.teryt = g.unit
WHERE g.year BETWEEN ? AND ? ORDER BY g.year DESC, g.unit, g.severity DESC, g.variable;
