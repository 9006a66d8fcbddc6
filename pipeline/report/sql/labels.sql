-- purpose: names of codes, of the nodes of hierarchies and of weight sets
SELECT grp, code, pl, shorthand, explanation_pl FROM label
UNION ALL
SELECT 'node', node, any_value(name_pl), '', '' FROM hierarchy_node WHERE kind <> 'service' GROUP BY node
UNION ALL
SELECT 'weight_set', weight_set, any_value(name_pl ORDER BY fiche), '', '' FROM weight_set GROUP BY weight_set;
