-- purpose: the group of each unit in each scheme
SELECT scheme, unit, grp FROM peer_member WHERE compared ORDER BY scheme, unit;
