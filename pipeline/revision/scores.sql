-- purpose: scores and places that are not what they were, what they changed by and why
-- reads:   score, contribution, hierarchy_node, score_comparison, fiche, in both files; temp changed_value, fiche_method, fiche_points, node_weight, group_change
-- writes:  temp changed_score, changed_part, changed_rank
-- grain:   unit, node, year; unit, fiche, year, indicator, cause; unit, node, year, scheme

-- A change below the published precision is not shown; a node above may show the
-- sum of several.
CREATE OR REPLACE TEMP TABLE score_pair AS
WITH o AS (SELECT * FROM old.main.score WHERE weight_set = 'expert' AND kind <> 'dimension'),
n AS (SELECT * FROM score WHERE weight_set = 'expert' AND kind <> 'dimension')
SELECT unit, node, year, coalesce(n.kind, o.kind) AS kind, round_to(o.score, 1) AS old_value, round_to(n.score, 1) AS new_value, o.status AS old_status, n.status AS new_status,
       n.score - o.score AS moved, round_to(o.score, 1) IS DISTINCT FROM round_to(n.score, 1) OR o.status IS DISTINCT FROM n.status AS shown,
       'synthetic' IN (o.origin, n.origin) AS synthetic
FROM o FULL JOIN n USING (unit, node, year)
WHERE o.score IS DISTINCT FROM n.score OR o.status IS DISTINCT FROM n.status;

CREATE OR REPLACE TEMP TABLE changed_part AS
WITH pair AS (
    SELECT unit, fiche, year, indicator, coalesce(o.contribution, 0) AS old_contribution, coalesce(n.contribution, 0) AS new_contribution,
           o.normalised AS old_mark, n.normalised AS new_mark, coalesce(o.effective_weight, 0) / 100 AS old_share, coalesce(n.effective_weight, 0) / 100 AS new_share
    FROM (SELECT * FROM old.main.contribution c SEMI JOIN score_pair p ON p.unit = c.unit AND p.node = c.fiche AND p.year = c.year) o
    FULL JOIN (SELECT * FROM contribution c SEMI JOIN score_pair p ON p.unit = c.unit AND p.node = c.fiche AND p.year = c.year) n USING (unit, fiche, year, indicator)
), why AS (
    SELECT p.*, CASE WHEN p.fiche IN (FROM fiche_method) THEN 'method' WHEN v.cause IS NOT NULL THEN v.cause
                     WHEN f.reference = 'peer' AND f.reference_scheme IN (SELECT scheme FROM group_change) THEN 'peer_group' ELSE 'reference_set' END AS mark_cause,
           CASE WHEN p.fiche IN (FROM fiche_method) THEN 'method' WHEN p.fiche IN (FROM fiche_points) THEN 'weight' ELSE 'coverage' END AS weight_cause
    FROM pair p
    LEFT JOIN changed_value v ON v.unit = p.unit AND v.indicator = p.indicator AND v.year = p.year
    LEFT JOIN fiche f ON f.fiche = p.fiche
), part AS (
    -- An indicator that enters or leaves a score does so with all it adds.
    SELECT *, mark_cause AS cause, CASE WHEN old_mark IS NULL OR new_mark IS NULL THEN new_contribution - old_contribution ELSE (new_mark - old_mark) * (old_share + new_share) / 2 END AS delta FROM why
    UNION ALL
    SELECT *, weight_cause, (new_share - old_share) * (old_mark + new_mark) / 2 FROM why WHERE old_mark IS NOT NULL AND new_mark IS NOT NULL
)
SELECT unit, fiche, year, indicator, cause, any_value(old_contribution) AS old_contribution, any_value(new_contribution) AS new_contribution, sum(delta) AS delta
FROM part
GROUP BY ALL
HAVING abs(sum(delta)) > 1e-12;

-- A score takes the cause of its largest part; one that is withheld, or no
-- longer is, the cause of the heaviest value that changed its status.
CREATE OR REPLACE TEMP TABLE changed_service AS
WITH largest AS (
    SELECT unit, fiche, year, arg_max(cause, (size, cause)) AS cause, arg_max(indicator, (size, cause)) AS indicator
    FROM (SELECT unit, fiche, year, cause, abs(sum(delta)) AS size, arg_max(indicator, abs(delta)) AS indicator FROM changed_part GROUP BY ALL)
    GROUP BY ALL
), turned AS (
    SELECT v.unit, w.fiche, v.year, arg_max(v.cause, (w.weight, v.indicator)) AS cause, arg_max(v.indicator, (w.weight, v.indicator)) AS indicator
    FROM changed_value v JOIN fiche_weight w ON w.indicator = v.indicator AND w.weight_set = 'expert'
    WHERE v.old_status IS DISTINCT FROM v.new_status
    GROUP BY ALL
)
SELECT p.*, CASE WHEN p.node IN (FROM fiche_method) THEN 'method'
                 WHEN p.old_status = 'ok' AND p.new_status = 'ok' THEN coalesce(l.cause, 'reference_set')
                 ELSE coalesce(t.cause, CASE WHEN p.node IN (FROM fiche_points) THEN 'weight' ELSE l.cause END, 'method') END AS cause,
       CASE WHEN p.node IN (FROM fiche_method) THEN '' WHEN p.old_status = 'ok' AND p.new_status = 'ok' THEN coalesce(l.indicator, '') ELSE coalesce(t.indicator, l.indicator, '') END AS detail
FROM score_pair p
LEFT JOIN largest l ON l.unit = p.unit AND l.fiche = p.node AND l.year = p.year
LEFT JOIN turned t ON t.unit = p.unit AND t.fiche = p.node AND t.year = p.year
WHERE p.kind = 'service';

-- A node above takes the cause of the service under it that moved most.
CREATE OR REPLACE TEMP TABLE changed_score AS
WITH RECURSIVE under(top, node, kind) AS (
    SELECT node, node, kind FROM hierarchy_node WHERE kind <> 'service'
    UNION
    SELECT u.top, n.node, n.kind FROM under u JOIN hierarchy_node n ON n.parent = u.node
), moved AS (
    SELECT s.unit, u.top, s.year, arg_max(s.cause, (coalesce(abs(s.moved), 1000), s.node)) AS cause, arg_max(s.node, (coalesce(abs(s.moved), 1000), s.node)) AS detail
    FROM changed_service s JOIN under u ON u.kind = 'service' AND u.node = s.node
    GROUP BY ALL
)
SELECT * FROM changed_service WHERE shown
UNION ALL
SELECT p.*, CASE WHEN p.node IN (FROM node_weight) THEN 'weight' ELSE coalesce(m.cause, 'method') END, CASE WHEN p.node IN (FROM node_weight) THEN '' ELSE coalesce(m.detail, '') END
FROM score_pair p LEFT JOIN moved m ON m.unit = p.unit AND m.top = p.node AND m.year = p.year
WHERE p.kind <> 'service' AND p.shown;

CREATE OR REPLACE TEMP TABLE changed_rank AS
WITH o AS (SELECT * FROM old.main.score_comparison WHERE weight_set = 'expert'), n AS (SELECT * FROM score_comparison WHERE weight_set = 'expert')
SELECT unit, node, year, scheme, o.rank AS old_value, n.rank AS new_value, o.grp AS old_status, n.grp AS new_status,
       CASE WHEN o.grp <> n.grp OR (scheme, n.grp) IN (SELECT (scheme, grp) FROM group_change) THEN 'peer_group' WHEN s.cause IS NOT NULL THEN s.cause ELSE 'reference_set' END AS cause,
       CASE WHEN s.cause IS NOT NULL THEN s.detail ELSE '' END AS detail, 'synthetic' IN (o.origin, n.origin) AS synthetic
FROM o FULL JOIN n USING (unit, node, year, scheme)
LEFT JOIN changed_score s USING (unit, node, year)
WHERE o.rank IS DISTINCT FROM n.rank OR o.grp IS DISTINCT FROM n.grp;
