-- purpose: the place of each score in its group, for one scheme
-- reads:   score, unit, peer_scheme, peer_member, run, work.one_scale, work.basis
-- writes:  score_comparison
-- grain:   unit, node (services and above), year, weight_set; the scheme is bound by the caller
--
-- A group may hold units that are compared with another one; they count in it
-- and have no row here. Scores are rounded to one decimal before they are ranked, so that noise of
-- the last digits never parts a tie. Only units with all core indicators are
-- ranked, and only scores without a filled value: one unit's guess must not
-- move the places of others.

CREATE OR REPLACE TEMP TABLE rated AS
SELECT m.grp, m.compared, s.unit, u.level, s.node, s.kind, s.year, s.weight_set, round_to(s.score, 1) AS x, s.status = 'ok' AS scored,
       s.status = 'ok' AND s.has_core AND s.imputed = 0 AS ranked, s.origin = 'synthetic' AS synthetic
FROM score s
JOIN peer_member m ON m.scheme = getvariable('scheme') AND m.unit = s.unit
JOIN unit u ON u.teryt = s.unit
WHERE s.kind <> 'dimension' AND s.status <> 'not_applicable';

CREATE OR REPLACE TEMP TABLE placed AS
SELECT grp, unit, node, year, weight_set, x, rank() OVER best AS rank, count(*) OVER same - 1 AS ties, rank() OVER worst - 1 AS below
FROM rated
WHERE ranked
WINDOW best AS (PARTITION BY grp, node, year, weight_set ORDER BY x DESC),
       worst AS (PARTITION BY grp, node, year, weight_set ORDER BY x),
       same AS (PARTITION BY grp, node, year, weight_set, x);

CREATE OR REPLACE TEMP TABLE field AS
SELECT grp, node, year, weight_set, count(*) AS n_group, count(*) FILTER (WHERE ranked) AS n, max(x) FILTER (WHERE ranked) AS hi,
       quantile_cont(x, 0.25) FILTER (WHERE ranked) AS q1, quantile_cont(x, 0.5) FILTER (WHERE ranked) AS q2, quantile_cont(x, 0.75) FILTER (WHERE ranked) AS q3,
       bool_or(synthetic) AS synthetic
FROM rated GROUP BY ALL;

-- Scores that a later year may be compared with.
CREATE OR REPLACE TEMP TABLE before AS
SELECT r.* FROM rated r JOIN work.one_scale o USING (level, node) WHERE r.scored;

INSERT INTO score_comparison
SELECT unit, node, kind, year, weight_set, getvariable('scheme'), grp, x, rank, ties, n, n_group, percentile, class, median,
       CASE WHEN note = '' THEN round_to(x - x1, 1) END, note, CASE WHEN rank_note = '' THEN rank1 - rank END, rank_note, origin
FROM (
    SELECT r.unit, r.node, r.kind, r.year, r.weight_set, r.grp, r.x, p.rank, p.ties, f.n, f.n_group, r1.x AS x1, p1.rank AS rank1,
           CASE WHEN f.n > 1 THEN p.below / (f.n - 1)::DOUBLE END AS percentile,
           CASE WHEN f.n < s.minimum THEN 'none' ELSE quarter(p.x, f.q1, f.q2, f.q3, f.hi) END AS class,
           CASE WHEN f.n >= s.minimum THEN round_to(f.q2, 6) END AS median,
           CASE WHEN o.node IS NULL THEN 'each_year' WHEN r.year - 1 < run.first_year THEN 'outside_period' WHEN r1.x IS NULL THEN 'missing'
                WHEN b.broken THEN 'break' WHEN b.transformed OR b1.transformed THEN 'transform' WHEN b.basis IS DISTINCT FROM b1.basis THEN 'indicators'
                WHEN r.synthetic <> r1.synthetic THEN 'origin' ELSE '' END AS note,
           CASE WHEN r.year - 1 < run.first_year THEN 'outside_period' WHEN p.rank IS NULL OR p1.rank IS NULL THEN 'missing'
                WHEN f.synthetic <> f1.synthetic THEN 'origin' ELSE '' END AS rank_note,
           CASE WHEN f.synthetic THEN 'synthetic' ELSE 'real' END AS origin
    FROM rated r
    JOIN field f ON f.grp = r.grp AND f.node = r.node AND f.year = r.year AND f.weight_set = r.weight_set
    CROSS JOIN run
    JOIN peer_scheme s ON s.scheme = getvariable('scheme')
    LEFT JOIN placed p ON p.grp = r.grp AND p.unit = r.unit AND p.node = r.node AND p.year = r.year AND p.weight_set = r.weight_set
    LEFT JOIN placed p1 ON p1.grp = r.grp AND p1.unit = r.unit AND p1.node = r.node AND p1.year = r.year - 1 AND p1.weight_set = r.weight_set
    LEFT JOIN field f1 ON f1.grp = r.grp AND f1.node = r.node AND f1.year = r.year - 1 AND f1.weight_set = r.weight_set
    LEFT JOIN work.one_scale o ON o.level = r.level AND o.node = r.node
    LEFT JOIN before r1 ON r1.grp = r.grp AND r1.unit = r.unit AND r1.node = r.node AND r1.year = r.year - 1 AND r1.weight_set = r.weight_set
    LEFT JOIN work.basis b ON b.unit = r.unit AND b.node = r.node AND b.year = r.year
    LEFT JOIN work.basis b1 ON b1.unit = r.unit AND b1.node = r.node AND b1.year = r.year - 1
    WHERE r.scored AND r.compared
)
ORDER BY weight_set, unit, node, year;
