-- purpose: the comparison scheme, then the partitions shown beside it
SELECT s.scheme, s.name_pl, s.explanation_pl FROM peer_role r JOIN peer_scheme s USING (scheme)
WHERE s.form = 'partition' ORDER BY r.role, r.ord;
