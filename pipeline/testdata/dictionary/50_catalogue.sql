-- What is a service measured by, and what does each indicator weigh?
SELECT i.name_pl, i.dimension, i.direction, fi.role, fi.weight, fi.why
FROM fiche_indicator fi JOIN indicator i USING (indicator) WHERE fi.fiche = 'biblioteki' ORDER BY fi.ord;

-- Which references has nobody checked?
SELECT fiche, kind, title, detail FROM fiche_reference WHERE NOT verified ORDER BY fiche, kind, ord;
