-- purpose: from whom to learn in a service, in every group, with notes of good practice
SELECT l.scheme, l.grp, l.indicator, l.year, l.rank, l.ties, l.n, l.teryt, l.mean, coalesce(i.precision, 1), coalesce(i.unit_of_measure, ''), l.persons,
       coalesce(l.practice, ''), coalesce(l.practice_text, ''), coalesce(l.practice_source, ''), l.origin
FROM v_leader l LEFT JOIN indicator i USING (indicator) WHERE l.fiche = ? ORDER BY l.indicator, l.rank, l.teryt, l.practice;
