-- purpose: score each service 0–100 by min–max over the reference set, with coverage
-- reads:   service_operation, indicator_value, indicator, fiche, fiche_indicator
-- writes:  contribution, score
-- grain:   unit, fiche, year
--
-- Formulas: indicators/method (MinMax, NominantMinMax, Arithmetic, Coverage);
-- a test holds both against each other. The unrounded value is normalised.

-- Coverage is taken over the weights of the fiche: an indicator whose card has
-- no figure in a year is missing there, it does not vanish.
CREATE TABLE work.scored AS
SELECT so.unit, so.fiche, so.year, fi.indicator, fi.weight, fi.core, i.dimension, i.direction, i.target_low, i.target_high,
       coalesce(v.status, 'not_collected') AS status, v.origin,
       CASE WHEN v.value > i.cap THEN i.cap ELSE v.value END AS x -- least() would turn a missing value into the cap
FROM service_operation so
JOIN fiche_indicator fi ON fi.fiche = so.fiche AND fi.role = 'monitoring'
JOIN indicator i USING (indicator)
LEFT JOIN indicator_value v ON v.unit = so.unit AND v.indicator = fi.indicator AND v.year = so.year
WHERE so.operates;

CREATE TABLE work.reference AS
SELECT fiche, indicator, year, min(x) AS lo, max(x) AS hi, bool_or(origin = 'synthetic') FILTER (WHERE x IS NOT NULL) AS synthetic
FROM work.scored GROUP BY ALL;

-- An indicator in which nobody differs tells nothing: undefined, neither a
-- middle score nor full marks.
CREATE TABLE work.normalised AS
SELECT * EXCLUDE (share), CASE WHEN min(share) OVER g < max(share) OVER g THEN 100 * share END AS normalised
FROM (
    SELECT s.*, r.synthetic AS reference_synthetic, CASE
        WHEN s.x IS NULL THEN NULL
        WHEN s.direction = 'nominant' THEN CASE
            WHEN s.x BETWEEN s.target_low AND s.target_high THEN 1
            WHEN s.x < s.target_low THEN CASE WHEN s.target_low > r.lo THEN (s.x - r.lo) / (s.target_low - r.lo) ELSE 0 END
            ELSE CASE WHEN r.hi > s.target_high THEN (r.hi - s.x) / (r.hi - s.target_high) ELSE 0 END END
        WHEN r.hi = r.lo THEN NULL
        WHEN s.direction = 'destimulant' THEN (r.hi - s.x) / (r.hi - r.lo)
        ELSE (s.x - r.lo) / (r.hi - r.lo) END AS share
    FROM work.scored s
    JOIN work.reference r USING (fiche, indicator, year)
)
WINDOW g AS (PARTITION BY fiche, indicator, year);

-- "Not applicable" leaves the denominator of coverage; "missing" stays in it.
-- A score is made up as soon as one figure of its reference sets is.
CREATE TABLE work.coverage AS
SELECT unit, fiche, year,
       CAST(coalesce(sum(weight) FILTER (WHERE x IS NOT NULL), 0) AS INTEGER) AS present_weight,
       CAST(coalesce(sum(weight) FILTER (WHERE x IS NOT NULL OR status <> 'not_applicable'), 0) AS INTEGER) AS expected_weight,
       CAST(count(x) AS INTEGER) AS present_count,
       CAST(count(*) FILTER (WHERE x IS NOT NULL OR status <> 'not_applicable') AS INTEGER) AS expected_count,
       CAST(count(DISTINCT dimension) FILTER (WHERE x IS NOT NULL) AS INTEGER) AS dimensions,
       coalesce(bool_and(x IS NOT NULL) FILTER (WHERE core), TRUE) AS has_core,
       count(normalised) AS scored_count,
       count(DISTINCT dimension) FILTER (WHERE normalised IS NOT NULL) AS scored_dimensions,
       CAST(coalesce(sum(weight) FILTER (WHERE normalised IS NOT NULL), 0) AS DOUBLE) AS scored_weight,
       CAST(sum(exact(normalised * weight)) AS DOUBLE) AS weighted,
       coalesce(bool_or(reference_synthetic) FILTER (WHERE x IS NOT NULL), FALSE) AS synthetic
FROM work.normalised
GROUP BY ALL;

INSERT INTO score
SELECT so.unit, so.fiche, so.year, 'minmax-arithmetic',
       CASE WHEN reason = '' THEN weighted / scored_weight END,
       CASE WHEN so.operates = FALSE THEN 'not_applicable' WHEN reason = '' THEN 'ok' ELSE 'withheld' END,
       CASE WHEN so.operates = FALSE THEN '' ELSE reason END,
       CASE WHEN expected_weight > 0 THEN CAST(floor(100.0 * present_weight / expected_weight) AS INTEGER) ELSE 0 END,
       coalesce(expected_weight, 0), coalesce(present_count, 0), coalesce(expected_count, 0), coalesce(dimensions, 0), coalesce(has_core, FALSE),
       CASE WHEN synthetic THEN 'synthetic' ELSE 'real' END
FROM (
    SELECT so.*, c.*  EXCLUDE (unit, fiche, year),
           CASE WHEN so.operates IS NULL THEN 'operation_unknown'
                WHEN coalesce(c.expected_weight, 0) = 0 OR 100 * c.present_weight < f.coverage_threshold * c.expected_weight
                  OR 100 * c.present_count < f.coverage_threshold * c.expected_count THEN 'below_coverage'
                WHEN c.present_count < f.min_indicators THEN 'few_indicators'
                WHEN c.dimensions < f.min_dimensions THEN 'few_dimensions'
                WHEN c.scored_count < f.min_indicators OR c.scored_dimensions < f.min_dimensions
                  OR 100 * c.scored_weight < f.coverage_threshold * c.expected_weight THEN 'no_difference'
                ELSE '' END AS reason
    FROM service_operation so
    JOIN fiche f USING (fiche)
    LEFT JOIN work.coverage c USING (unit, fiche, year)
    WHERE f.scored
) so
ORDER BY so.unit, so.fiche, so.year;

INSERT INTO contribution
SELECT n.unit, n.fiche, n.year, n.indicator, n.x, n.normalised, n.weight, 100 * n.weight / c.scored_weight, n.normalised * n.weight / c.scored_weight
FROM work.normalised n
JOIN work.coverage c USING (unit, fiche, year)
JOIN score s ON s.unit = n.unit AND s.fiche = n.fiche AND s.year = n.year AND s.status = 'ok'
WHERE n.normalised IS NOT NULL
ORDER BY n.unit, n.fiche, n.year, n.indicator;
