-- purpose: comparison groups of the partitions
SELECT g.scheme, g.grp, g.level, g.name_pl, g.size FROM peer_group g JOIN peer_scheme s USING (scheme)
WHERE s.form = 'partition' ORDER BY g.scheme, g.name_pl COLLATE pl, g.grp;
