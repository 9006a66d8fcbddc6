-- purpose: what the distances of a unit to the nearest ones are made of
SELECT p.peer, p.indicator, i.name_pl, p.share FROM peer_distance_part p JOIN peer_distance d USING (unit, peer) JOIN indicator i USING (indicator)
JOIN unit u ON u.teryt = p.unit JOIN peer_indicator x ON x.scheme = 'nearest' AND x.level = u.level AND x.indicator = p.indicator
WHERE p.unit = ? ORDER BY d.rank, x.ord;
