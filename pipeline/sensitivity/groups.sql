-- purpose: the comparison groups
-- reads:   peer_member
-- writes:  nothing
-- grain:   grp, unit; the scheme is bound

SELECT grp, unit, compared FROM peer_member WHERE scheme = ? ORDER BY grp, unit;
