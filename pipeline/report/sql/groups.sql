-- purpose: comparison groups
SELECT scheme, grp, level, name_pl, size FROM peer_group ORDER BY scheme, name_pl COLLATE pl, grp;
