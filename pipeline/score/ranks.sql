-- purpose: the place of each score in its group, for one scheme
-- reads:   temp rated, rated_change; peer_scheme, peer_member, run, work.unit_number, variables of rated.sql
-- writes:  score_comparison
-- grain:   unit, node (services and above), year, weight_set; the scheme is bound by the caller
--
-- A group may hold units that are compared with another one; they count in it
-- and have no row here.

CREATE OR REPLACE TEMP TABLE placed_group AS
SELECT CAST(row_number() OVER (ORDER BY grp) AS INTEGER) AS g, grp FROM (SELECT DISTINCT grp FROM peer_member WHERE scheme = getvariable('scheme'));

SET VARIABLE groups = (SELECT list(grp ORDER BY g) FROM placed_group);

-- slot is a group, a weight set, a node and a year in one number; slot − 1 is
-- the year before.
CREATE OR REPLACE TEMP TABLE placed AS
SELECT *, CAST(rank() OVER w AS INTEGER) AS rank, CAST(count(*) OVER (w RANGE BETWEEN CURRENT ROW AND CURRENT ROW) AS INTEGER) - 1 AS ties
FROM (
    SELECT r.key, CAST(m.g AS BIGINT) * 268435456 + r.place AS slot, m.compared, r.kind, r.year, r.x, r.scored, r.ranked_x, r.synthetic
    FROM rated r
    JOIN (SELECT n.u, g.g, m.compared FROM peer_member m JOIN placed_group g USING (grp) JOIN work.unit_number n USING (unit) WHERE m.scheme = getvariable('scheme')) m USING (u)
)
WINDOW w AS (PARTITION BY slot ORDER BY ranked_x DESC NULLS LAST);

CREATE OR REPLACE TEMP TABLE field AS
SELECT slot, CAST(count(*) AS INTEGER) AS n_group, CAST(count(ranked_x) AS INTEGER) AS n, max(ranked_x) AS hi, quantile_cont(ranked_x, [0.25, 0.5, 0.75]) AS cuts, bool_or(synthetic) AS synthetic
FROM placed GROUP BY slot;

CREATE OR REPLACE TEMP TABLE placed_row AS
SELECT p.key, p.kind, p.year, p.slot // 268435456 AS g, p.x, CASE WHEN p.ranked_x IS NOT NULL THEN p.rank END AS rank, CASE WHEN p.ranked_x IS NOT NULL THEN p.ties END AS ties, f.n, f.n_group,
       CASE WHEN f.n > 1 AND p.ranked_x IS NOT NULL THEN (f.n - p.rank - p.ties) / (f.n - 1)::DOUBLE END AS percentile,
       CASE WHEN f.n < s.minimum THEN 'none' ELSE quarter(p.ranked_x, f.cuts[1], f.cuts[2], f.cuts[3], f.hi) END AS class,
       CASE WHEN f.n >= s.minimum THEN round_to(f.cuts[2], 6) END AS median,
       CASE WHEN c.note = '' THEN round_to(c.change, 1) END AS change, c.note, p1.rank - p.rank AS rank_change,
       CASE WHEN p.year - 1 < run.first_year THEN 'outside_period' WHEN p.ranked_x IS NULL OR p1.rank IS NULL THEN 'missing'
            WHEN f.synthetic <> f1.synthetic THEN 'origin' ELSE '' END AS rank_note,
       f.synthetic
FROM placed p
JOIN field f ON f.slot = p.slot
JOIN rated_change c ON c.key = p.key
CROSS JOIN run
JOIN peer_scheme s ON s.scheme = getvariable('scheme')
LEFT JOIN (SELECT key, rank FROM placed WHERE compared AND ranked_x IS NOT NULL) p1 ON p1.key = p.key - 1
LEFT JOIN field f1 ON f1.slot = p.slot - 1
WHERE p.scored AND p.compared
ORDER BY p.key;

INSERT INTO score_comparison
SELECT getvariable('units')[key // 1048576 % 65536], getvariable('nodes')[key // 256 % 4096], kind, year, getvariable('sets')[key // 68719476736], getvariable('scheme'), getvariable('groups')[g],
       x, rank, ties, n, n_group, percentile, class, median, change, note, CASE WHEN rank_note = '' THEN rank_change END, rank_note, CASE WHEN synthetic THEN 'synthetic' ELSE 'real' END
FROM placed_row;
