-- purpose: figures of each group and the place of each unit in it, for one scheme
-- reads:   temp figure, figure_unit, figure_indicator, figure_error; peer_scheme, peer_member, peer_group
-- writes:  group_figure, comparison
-- grain:   scheme (variable scheme), group, indicator, year; unit within it
--
-- One scheme a statement: all at once needs several times the memory. Ranks
-- are taken on published values, so that 5.1000000000000005 and 5.1 tie.
-- Formulas: indicators/method (GroupFigures, Competition, QuartileClass,
-- PercentileRank); a test holds both against each other.

CREATE OR REPLACE TEMP TABLE placed_group AS
SELECT CAST(row_number() OVER (ORDER BY grp) AS INTEGER) AS g, grp, size FROM peer_group WHERE scheme = getvariable('scheme');

-- slot is a group, an indicator and a year in one number.
CREATE OR REPLACE TEMP TABLE placed AS
SELECT f.key, CAST(g.g AS BIGINT) * 1048576 + f.i * 256 + (f.year - 1900) AS slot, f.value, f.x, f.numerator, f.denominator, f.filled, f.synthetic, m.compared
FROM figure f
JOIN (SELECT n.u, g.g, m.compared FROM peer_member m JOIN placed_group g USING (grp) JOIN figure_unit n USING (unit) WHERE m.scheme = getvariable('scheme')) m ON m.u = f.u
JOIN placed_group g ON g.g = m.g;

-- cut_… are the cut points of the classes, on directed values; in a group under
-- the minimum there are none, and no median either.
CREATE OR REPLACE TEMP TABLE slot_figure AS
SELECT f.* EXCLUDE (cuts, quartiles), CAST(f.slot // 1048576 AS INTEGER) AS g, CAST(f.slot % 1048576 // 256 AS INTEGER) AS i, CAST(f.slot % 256 + 1900 AS SMALLINT) AS year,
       CASE WHEN f.n_directed >= s.minimum THEN cuts[1] END AS cut_1, CASE WHEN f.n_directed >= s.minimum THEN cuts[2] END AS cut_2, CASE WHEN f.n_directed >= s.minimum THEN cuts[3] END AS cut_3,
       CASE WHEN f.n >= s.minimum THEN quartiles[1] END AS q1, CASE WHEN f.n >= s.minimum THEN quartiles[2] END AS median, CASE WHEN f.n >= s.minimum THEN quartiles[3] END AS q3
FROM (
    SELECT slot, CAST(count(*) AS INTEGER) AS n, CAST(count(x) AS INTEGER) AS n_directed, max(x) AS best,
           quantile_cont(x, [0.25, 0.5, 0.75]) AS cuts, quantile_cont(value, [0.25, 0.5, 0.75]) AS quartiles,
           sum(exact(numerator)) AS numerator, sum(exact(denominator)) AS denominator, sum(exact(value)) AS total, min(value) AS least, max(value) AS most, bool_or(synthetic) AS synthetic
    FROM placed WHERE NOT filled GROUP BY slot
) f
JOIN peer_scheme s ON s.scheme = getvariable('scheme');

INSERT INTO group_figure
SELECT getvariable('scheme'), g.grp, i.indicator, f.year, f.n, g.size,
       CASE WHEN i.group_figure = 'ratio_of_sums' AND i.is_ratio AND f.denominator <> 0
            THEN round_to(i.multiplier * CAST(f.numerator AS DOUBLE) / CAST(f.denominator AS DOUBLE), 6) END,
       CASE WHEN i.group_figure = 'sum' THEN CAST(f.total AS DOUBLE) END,
       round_to(f.q1, 6), round_to(f.median, 6), round_to(f.q3, 6), round_to(CAST(f.total AS DOUBLE) / f.n, 6), f.least, f.most,
       CASE WHEN f.synthetic THEN 'synthetic' ELSE 'real' END
FROM slot_figure f
JOIN placed_group g USING (g)
JOIN figure_indicator i USING (i)
ORDER BY f.slot;

SET VARIABLE groups = (SELECT list(grp ORDER BY g) FROM placed_group);

-- Rows are put in order while they are numbers and short words. A table that is
-- read in order, without joins, is written by several threads; one that comes
-- out of joins by one.
CREATE OR REPLACE TEMP TABLE placed_row AS
SELECT p.key, CAST(p.slot // 1048576 AS INTEGER) AS g, p.value,
       CASE WHEN p.x IS NOT NULL THEN p.rank END AS rank,
       CASE WHEN p.x IS NOT NULL THEN p.same - 1 END AS ties,
       coalesce(f.n, 0) AS n,
       CASE WHEN p.x IS NOT NULL AND f.n_directed > 1 THEN (f.n_directed - p.rank - p.same + 1) / (f.n_directed - 1)::DOUBLE END AS percentile,
       CASE WHEN f.cut_2 IS NULL THEN 'none' ELSE quarter(p.x, f.cut_1, f.cut_2, f.cut_3, f.best) END AS class,
       step_round(p.value - f.median, i.scale) AS distance,
       standing_of(p.value, f.median, p.x, f.cut_2, i.scale, e.error, i.direction) AS standing,
       p.synthetic OR coalesce(f.synthetic, FALSE) AS synthetic
FROM (
    SELECT key, slot, value, x, synthetic, compared, CAST(slot % 1048576 // 256 AS INTEGER) AS i,
           CAST(rank() OVER w AS INTEGER) AS rank, CAST(count(*) OVER (w RANGE BETWEEN CURRENT ROW AND CURRENT ROW) AS INTEGER) AS same
    FROM placed
    WINDOW w AS (PARTITION BY slot ORDER BY x DESC NULLS LAST)
) p
JOIN figure_indicator i USING (i)
LEFT JOIN slot_figure f ON f.slot = p.slot
LEFT JOIN figure_error e ON e.key = p.key
WHERE p.compared
ORDER BY p.key;

INSERT INTO comparison
SELECT getvariable('units')[key // 1048576], getvariable('indicators')[key % 1048576 // 256], CAST(key % 256 + 1900 AS SMALLINT), getvariable('scheme'), getvariable('groups')[g],
       value, rank, ties, n, percentile, class, distance, standing, CASE WHEN synthetic THEN 'synthetic' ELSE 'real' END
FROM placed_row;
