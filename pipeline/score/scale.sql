-- purpose: bring every known value to the scale of its fiche over its reference set
-- reads:   work.known, work.item, treatment, run
-- writes:  work.directed, work.scale, work.below, work.marked
-- grain:   work.directed, work.marked: unit, item, year, group; work.scale: item, span, group; work.below: and place
--
-- Formulas: indicators/method (Directed, Reference); a test on random data holds
-- both against each other. The unrounded value is put on the scale; the ranks
-- of percentile, rank and borda are those of published values.

-- t is the treated value, v the one that is put on the scale: larger is more
-- favourable. A nominant under min-max keeps its own two-sided scale.
CREATE TABLE work.directed AS
SELECT k.unit, k.item, k.year, k.span, k.grp, k.own, k.imputed, k.synthetic, k.x, t, c1, c2,
       CASE WHEN it.direction = 'nominant' AND it.normalise = 'minmax' THEN t
            WHEN it.direction = 'destimulant' THEN -coalesce(k.place, t)
            WHEN it.direction = 'nominant' THEN -greatest(c1 - coalesce(k.place, t), coalesce(k.place, t) - c2, 0)
            ELSE coalesce(k.place, t) END AS v
FROM (
    SELECT k.*, CASE l.transform
            WHEN 'log' THEN ln(greatest(k.x - l.log_from, 0) + l.log_offset)
            WHEN 'winsorise' THEN CASE WHEN k.x > l.limit_high THEN l.limit_high WHEN k.x < l.limit_low THEN l.limit_low ELSE k.x END
            ELSE k.x END AS t,
        CASE l.transform WHEN 'log' THEN ln(greatest(it.target_low - l.log_from, 0) + l.log_offset) ELSE it.target_low END AS c1,
        CASE l.transform WHEN 'log' THEN ln(greatest(it.target_high - l.log_from, 0) + l.log_offset) ELSE it.target_high END AS c2
    FROM work.known k
    JOIN work.item it USING (item)
    LEFT JOIN treatment l ON l.fiche = it.fiche AND l.indicator = it.indicator AND l.year = k.year AND l.grp = k.grp
) k
JOIN work.item it USING (item);

-- The reference sets. An imputed value is in none of them. under, within and over
-- tell whether all values of a two-sided scale would get the same marks.
CREATE TABLE work.scale AS
SELECT d.item, d.span, d.grp, count(*) AS n, min(d.v) AS lo, max(d.v) AS hi, bool_or(d.synthetic) AS synthetic,
       max(d.v) FILTER (WHERE it.direction = 'nominant' AND d.v < d.c1) AS under,
       min(d.v) FILTER (WHERE it.direction = 'nominant' AND d.v > d.c2) AS over,
       count(*) FILTER (WHERE it.direction = 'nominant' AND d.v BETWEEN d.c1 AND d.c2) AS within,
       max(d.v) FILTER (WHERE d.unit = it.reference_unit) AS unit_value
FROM work.directed d JOIN work.item it USING (item)
WHERE NOT d.imputed AND d.grp IS NOT NULL
GROUP BY ALL;

-- Mean and standard deviation (n - 1) of the place within the extent, u = (v - lo) / (hi - lo):
-- it lies in 0-1 whatever the unit of the indicator, so decimals sum it exactly.
CREATE TABLE work.spread AS
SELECT item, span, grp, any_value(mean) AS mean, sqrt(CAST(sum(CAST((u - mean) * (u - mean) AS DECIMAL(38, 24))) AS DOUBLE) / (count(*) - 1)) AS deviation
FROM (
    SELECT d.item, d.span, d.grp, (d.v - s.lo) / (s.hi - s.lo) AS u, m.mean
    FROM work.directed d
    JOIN work.scale s USING (item, span, grp)
    JOIN (
        SELECT d.item, d.span, d.grp, CAST(sum(CAST((d.v - s.lo) / (s.hi - s.lo) AS DECIMAL(38, 24))) AS DOUBLE) / count(*) AS mean
        FROM work.directed d JOIN work.scale s USING (item, span, grp) JOIN work.item it USING (item)
        WHERE it.normalise = 'zscore' AND s.lo < s.hi AND NOT d.imputed
        GROUP BY ALL
    ) m USING (item, span, grp)
    WHERE NOT d.imputed
)
GROUP BY item, span, grp;

-- Units of the set in a less favourable position, for each place that occurs.
CREATE TABLE work.below AS
SELECT item, span, grp, v, CAST(sum(n) OVER (PARTITION BY item, span, grp ORDER BY v) - n AS DOUBLE) AS below
FROM (
    SELECT d.item, d.span, d.grp, d.v, count(*) FILTER (WHERE NOT d.imputed) AS n
    FROM work.directed d JOIN work.item it USING (item)
    WHERE it.by_place AND d.grp IS NOT NULL
    GROUP BY ALL
);

-- An indicator in which nobody differs tells nothing: it is undefined, neither a
-- middle score nor full marks. Goalposts are fixed, so there it still says how
-- far everybody is. In a small group nothing is put on a scale.
CREATE TABLE work.marked AS
SELECT unit, item, part, service, year, span, grp, own, x, t, imputed, made_up, small,
       CASE WHEN share IS NULL THEN NULL -- least() and greatest() pass a missing value over
            WHEN normalise = 'zscore' THEN scale_low + scale_high * share
            WHEN normalise IN ('rank', 'borda') THEN share
            ELSE scale_low + (scale_high - scale_low) * greatest(0, least(1, share)) END AS mark
FROM (
    SELECT d.unit, d.item, it.part, it.service, d.year, d.span, d.grp, d.own, d.x, d.t, d.imputed, coalesce(s.synthetic, FALSE) OR d.synthetic AS made_up,
           it.normalise, it.scale_low, it.scale_high,
           it.reference = 'peer' AND (s.n IS NULL OR s.n < run.min_group) AS small,
           CASE WHEN it.reference = 'peer' AND (s.n IS NULL OR s.n < run.min_group) THEN NULL
                WHEN it.normalise = 'goalposts' THEN (d.v - p.low) / (p.high - p.low)
                WHEN s.n IS NULL THEN NULL
                WHEN it.normalise = 'minmax' AND it.direction = 'nominant' THEN CASE
                    WHEN s.within = s.n OR s.within = 0 AND coalesce(s.under = s.lo, TRUE) AND coalesce(s.over = s.hi, TRUE) THEN NULL
                    WHEN d.v BETWEEN d.c1 AND d.c2 THEN 1
                    WHEN d.v < d.c1 THEN CASE WHEN s.lo < d.c1 THEN (d.v - s.lo) / (d.c1 - s.lo) ELSE 0 END
                    ELSE CASE WHEN s.hi > d.c2 THEN (s.hi - d.v) / (s.hi - d.c2) ELSE 0 END END
                WHEN s.lo = s.hi THEN NULL
                WHEN it.normalise = 'minmax' THEN (d.v - s.lo) / (s.hi - s.lo)
                WHEN it.normalise = 'zscore' THEN ((d.v - s.lo) / (s.hi - s.lo) - z.mean) / z.deviation
                WHEN it.normalise = 'percentile' THEN b.below / CASE WHEN d.imputed THEN s.n ELSE s.n - 1 END
                WHEN it.normalise = 'rank' THEN b.below + 1
                WHEN it.normalise = 'borda' THEN b.below
                WHEN it.normalise = 'target' THEN CASE WHEN p.target > s.lo THEN (d.v - s.lo) / (p.target - s.lo) END
                WHEN it.normalise = 'reference' THEN CASE WHEN s.unit_value > s.lo THEN (d.v - s.lo) / (s.unit_value - s.lo) END
           END AS share
    FROM work.directed d
    JOIN work.item it USING (item)
    JOIN (
        SELECT item, CASE direction WHEN 'stimulant' THEN post_low WHEN 'destimulant' THEN -post_low ELSE -greatest(target_low - post_low, post_low - target_high, 0) END AS low,
               CASE direction WHEN 'stimulant' THEN post_high WHEN 'destimulant' THEN -post_high ELSE -greatest(target_low - post_high, post_high - target_high, 0) END AS high,
               CASE direction WHEN 'stimulant' THEN target WHEN 'destimulant' THEN -target ELSE -greatest(target_low - target, target - target_high, 0) END AS target
        FROM work.item
    ) p USING (item)
    CROSS JOIN run
    LEFT JOIN work.scale s ON s.item = d.item AND s.span = d.span AND s.grp = d.grp
    LEFT JOIN work.spread z ON z.item = d.item AND z.span = d.span AND z.grp = d.grp
    LEFT JOIN work.below b ON b.item = d.item AND b.span = d.span AND b.grp = d.grp AND b.v = d.v
);

DROP TABLE work.directed;
DROP TABLE work.known;
