-- purpose: gaps of a unit, the weightiest first
SELECT g.variable, g.year, g.cause, g.owner, g.owner_kind, g.expected_on, g.overdue, g.severity, g.indicators, g.explanation_pl
FROM gap g WHERE g.unit = ? ORDER BY g.severity DESC, g.variable, g.year DESC;
