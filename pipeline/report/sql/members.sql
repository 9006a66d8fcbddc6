-- purpose: the group of each unit in each scheme
SELECT scheme, unit, grp FROM peer_member ORDER BY scheme, unit;
