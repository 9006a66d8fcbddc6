-- purpose: from whom to learn in the comparison group, with notes of good practice
SELECT l.fiche, l.indicator, l.year, l.rank, l.ties, l.n, l.teryt, l.unit_name, l.mean, coalesce(i.precision, 1), coalesce(i.unit_of_measure, ''), l.persons,
       coalesce(l.practice, ''), coalesce(l.practice_text, ''), coalesce(l.practice_source, ''), l.origin
FROM v_leader l JOIN peer_role r ON r.role = 'comparison' AND r.scheme = l.scheme
JOIN peer_member m ON m.scheme = l.scheme AND m.grp = l.grp AND m.compared AND m.unit = ?
LEFT JOIN indicator i USING (indicator)
ORDER BY l.fiche, l.indicator, l.rank, l.teryt, l.practice;
