-- purpose: units of a group, the nearest first
SELECT u.teryt, u.full_name, d.distance, d.known FROM peers_of($1, $2) p JOIN unit u ON u.teryt = p.unit
LEFT JOIN peer_distance d ON $1 = 'nearest' AND d.unit = $2 AND d.peer = p.unit
WHERE p.unit <> $3 ORDER BY d.rank, u.full_name COLLATE pl, u.teryt;
