-- purpose: the groups of its own and the named groups that a unit is shown beside
SELECT d.scheme, CASE s.form WHEN 'named' THEN d.grp ELSE d.unit END, d.group_name, d.size, s.explanation_pl
FROM v_display_group d JOIN peer_scheme s USING (scheme) WHERE d.unit = ? AND s.form <> 'partition' ORDER BY d.ord;
