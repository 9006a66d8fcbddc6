-- purpose: why a pupil costs more or less in a unit than in the comparison group and in those it is shown beside
SELECT l.fiche, l.year, g.name_pl, coalesce(u.full_name, ''), l.n, l.cost, l.reference_cost, l.difference, l.class_size, l.staffing, l.pay, l.rest, l.origin
FROM cost_ladder l JOIN peer_role r ON r.role = 'comparison' AND r.scheme = l.scheme JOIN peer_group g ON g.scheme = l.scheme AND g.grp = l.grp
LEFT JOIN unit u ON u.teryt = l.reference_unit WHERE l.unit = ? ORDER BY l.fiche, l.year DESC, l.reference DESC;
