-- purpose: scores ranked within the groups of all partitions
-- reads:   score, peer_scheme, peer_member
-- writes:  work.ranked
-- grain:   scheme, group, unit, fiche, year

CREATE TABLE work.ranked AS
SELECT scheme, grp, unit, fiche, year, x,
       rank() OVER (PARTITION BY scheme, grp, fiche, year ORDER BY x DESC) AS rank,
       count(*) OVER (PARTITION BY scheme, grp, fiche, year, x) - 1 AS ties,
       CASE WHEN count(*) OVER g > 1 THEN (rank() OVER (PARTITION BY scheme, grp, fiche, year ORDER BY x) - 1) / (count(*) OVER g - 1)::DOUBLE END AS percentile
FROM (
    SELECT pm.scheme, pm.grp, s.unit, s.fiche, s.year, round_to(s.score, 1) AS x
    FROM score s JOIN peer_member pm ON pm.unit = s.unit JOIN peer_scheme ps ON ps.scheme = pm.scheme AND ps.form = 'partition'
    WHERE s.status = 'ok' AND s.has_core
)
WINDOW g AS (PARTITION BY scheme, grp, fiche, year);
