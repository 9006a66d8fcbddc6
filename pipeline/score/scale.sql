-- purpose: bring every known value to the scale of its fiche over its reference set
-- reads:   temp known; work.item, work.unit_number, work.group_number, treatment, run
-- writes:  work.scale, work.spread, work.below, temp marked
-- grain:   work.scale, work.spread: item, span, group; work.below: and place; marked: slot, item, group
--
-- Formulas: indicators/method (Directed, Reference); a test on random data holds
-- both against each other. The unrounded value is put on the scale; the ranks
-- of percentile, rank and borda are those of published values.

CREATE TABLE work.treated AS
SELECT it.item, l.year, g.g, l.transform, l.limit_low, l.limit_high, l.log_from, l.log_offset
FROM treatment l
JOIN work.item it ON it.fiche = l.fiche AND it.indicator = l.indicator
JOIN work.group_number g ON g.scheme = it.reference_scheme AND g.grp = l.grp;

-- span is the year of the scale, 0 where one scale holds over years. t is the
-- treated value, v the one that is put on the scale: larger is more favourable.
-- A nominant under min-max keeps its own two-sided scale, c1 to c2.
CREATE OR REPLACE TEMP VIEW on_scale AS
SELECT slot, item, g, own, span, imputed, synthetic, x, t, c1, c2,
       CASE WHEN direction = 'stimulant' OR direction = 'nominant' AND normalise = 'minmax' THEN coalesce(place, t)
            WHEN direction = 'destimulant' THEN -coalesce(place, t)
            ELSE -greatest(c1 - coalesce(place, t), coalesce(place, t) - c2, 0) END AS v
FROM (
    SELECT k.*, it.direction, it.normalise, CASE it.year_scale WHEN 'pooled' THEN 0 ELSE k.slot % 256 END AS span,
           CASE l.transform
               WHEN 'log' THEN ln(greatest(k.x - l.log_from, 0) + l.log_offset)
               WHEN 'winsorise' THEN CASE WHEN k.x > l.limit_high THEN l.limit_high WHEN k.x < l.limit_low THEN l.limit_low ELSE k.x END
               ELSE k.x END AS t,
           CASE l.transform WHEN 'log' THEN ln(greatest(it.target_low - l.log_from, 0) + l.log_offset) ELSE it.target_low END AS c1,
           CASE l.transform WHEN 'log' THEN ln(greatest(it.target_high - l.log_from, 0) + l.log_offset) ELSE it.target_high END AS c2
    FROM known k
    JOIN work.item it USING (item)
    LEFT JOIN work.treated l ON l.item = k.item AND l.year = work.slot_year(k.slot) AND l.g = k.g
);

-- The reference sets. An imputed value is in none of them. under, within and over
-- tell whether all values of a two-sided scale would get the same marks.
CREATE TABLE work.scale AS
SELECT d.item, d.span, d.g, count(*) AS n, min(d.v) AS lo, max(d.v) AS hi, bool_or(d.synthetic) AS synthetic,
       max(d.v) FILTER (WHERE d.v < d.c1) AS under, min(d.v) FILTER (WHERE d.v > d.c2) AS over, count(*) FILTER (WHERE d.v BETWEEN d.c1 AND d.c2) AS within,
       max(d.v) FILTER (WHERE work.slot_unit(d.slot) = r.u) AS unit_value
FROM on_scale d
JOIN (SELECT item, u FROM work.item LEFT JOIN work.unit_number ON unit = reference_unit) r USING (item)
WHERE NOT d.imputed AND d.g IS NOT NULL
GROUP BY ALL;

-- Mean and standard deviation (n - 1) of the place within the extent, u = (v - lo) / (hi - lo):
-- it lies in 0-1 whatever the unit of the indicator, so decimals sum it exactly.
CREATE TABLE work.spread AS
SELECT item, span, g, any_value(mean) AS mean, sqrt(CAST(sum(CAST((u - mean) * (u - mean) AS DECIMAL(38, 24))) AS DOUBLE) / (count(*) - 1)) AS deviation
FROM (
    SELECT d.item, d.span, d.g, (d.v - s.lo) / (s.hi - s.lo) AS u, m.mean
    FROM on_scale d
    JOIN work.scale s USING (item, span, g)
    JOIN (
        SELECT d.item, d.span, d.g, CAST(sum(CAST((d.v - s.lo) / (s.hi - s.lo) AS DECIMAL(38, 24))) AS DOUBLE) / count(*) AS mean
        FROM on_scale d JOIN work.scale s USING (item, span, g)
        WHERE d.item IN (SELECT item FROM work.item WHERE normalise = 'zscore') AND s.lo < s.hi AND NOT d.imputed
        GROUP BY ALL
    ) m USING (item, span, g)
    WHERE NOT d.imputed
)
GROUP BY item, span, g;

-- Units of the set in a less favourable position, for each place that occurs.
CREATE TABLE work.below AS
SELECT item, span, g, v, CAST(sum(n) OVER (PARTITION BY item, span, g ORDER BY v) - n AS DOUBLE) AS below
FROM (
    SELECT item, span, g, v, count(*) FILTER (WHERE NOT imputed) AS n
    FROM on_scale
    WHERE item IN (SELECT item FROM work.item WHERE by_place) AND g IS NOT NULL
    GROUP BY ALL
);

-- An indicator in which nobody differs tells nothing: it is undefined, neither a
-- middle score nor full marks. Goalposts are fixed, so there it still says how
-- far everybody is. In a small group nothing is put on a scale.
CREATE OR REPLACE TEMP TABLE marked AS
SELECT slot, item, g, own, x, t, imputed, made_up, small,
       CASE WHEN share IS NULL THEN NULL -- least() and greatest() pass a missing value over
            WHEN normalise = 'zscore' THEN scale_low + scale_high * share
            WHEN normalise IN ('rank', 'borda') THEN share
            ELSE scale_low + (scale_high - scale_low) * greatest(0, least(1, share)) END AS mark
FROM (
    SELECT d.slot, d.item, d.g, d.own, d.x, d.t, d.imputed, coalesce(s.synthetic, FALSE) OR d.synthetic AS made_up,
           it.normalise, it.scale_low, it.scale_high, it.peer AND (s.n IS NULL OR s.n < run.min_group) AS small,
           CASE WHEN it.peer AND (s.n IS NULL OR s.n < run.min_group) THEN NULL
                WHEN it.normalise = 'goalposts' THEN (d.v - it.low) / (it.high - it.low)
                WHEN s.n IS NULL THEN NULL
                WHEN it.two_sided THEN CASE
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
                WHEN it.normalise = 'target' THEN CASE WHEN it.goal > s.lo THEN (d.v - s.lo) / (it.goal - s.lo) END
                WHEN it.normalise = 'reference' THEN CASE WHEN s.unit_value > s.lo THEN (d.v - s.lo) / (s.unit_value - s.lo) END
           END AS share
    FROM on_scale d
    JOIN (
        SELECT item, normalise, scale_low, scale_high, reference = 'peer' AS peer, direction = 'nominant' AND normalise = 'minmax' AS two_sided,
               CASE direction WHEN 'stimulant' THEN post_low WHEN 'destimulant' THEN -post_low ELSE -greatest(target_low - post_low, post_low - target_high, 0) END AS low,
               CASE direction WHEN 'stimulant' THEN post_high WHEN 'destimulant' THEN -post_high ELSE -greatest(target_low - post_high, post_high - target_high, 0) END AS high,
               CASE direction WHEN 'stimulant' THEN target WHEN 'destimulant' THEN -target ELSE -greatest(target_low - target, target - target_high, 0) END AS goal
        FROM work.item
    ) it USING (item)
    CROSS JOIN run
    LEFT JOIN work.scale s ON s.item = d.item AND s.span = d.span AND s.g = d.g
    LEFT JOIN work.spread z ON z.item = d.item AND z.span = d.span AND z.g = d.g
    LEFT JOIN work.below b ON b.item = d.item AND b.span = d.span AND b.g = d.g AND b.v = d.v
);

DROP VIEW on_scale;
DROP TABLE known;
