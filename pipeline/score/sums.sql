-- purpose: scores of dimensions and services under one weight set of each fiche
-- reads:   temp operation, marked, not_applicable; work.part, work.item, work.weight, work.whole, work.pattern, fiche
-- writes:  score, temp sum_part, sum_service (of the weight set; contributions read those of expert)
-- grain:   slot and part, or slot; the weight set is the ord-th of the fiche (bound by the caller)
--
-- One weight set a pass: all at once would multiply millions of rows. Thresholds
-- are met in whole numbers (weight.scaled); sums of marks are decimals.

CREATE OR REPLACE TEMP TABLE weight_now AS
SELECT w.item, w.part, w.scaled, it.aggregate, it.core FROM work.weight w JOIN work.item it USING (item) WHERE w.ord = getvariable('ord');

CREATE OR REPLACE TEMP TABLE known_part AS
SELECT m.slot, w.part,
       CAST(sum(w.scaled) AS BIGINT) AS known_weight,
       count(*) FILTER (WHERE w.scaled > 0) AS known_count,
       CAST(coalesce(sum(w.scaled) FILTER (WHERE m.mark IS NOT NULL), 0) AS BIGINT) AS marked_weight,
       count(m.mark) FILTER (WHERE w.scaled > 0) AS marked_count,
       sum(exact_mark(w.scaled * CASE w.aggregate WHEN 'geometric' THEN ln(m.mark) WHEN 'harmonic' THEN 1 / m.mark ELSE m.mark END)) AS total,
       count(*) FILTER (WHERE w.core) AS core,
       count(*) FILTER (WHERE m.imputed AND w.scaled > 0) AS imputed,
       count(*) FILTER (WHERE m.small) AS small,
       bool_or(m.made_up) AS made_up
FROM marked m JOIN weight_now w USING (item)
WHERE m.own
GROUP BY ALL;

CREATE OR REPLACE TEMP TABLE absent_part AS
SELECT n.slot, w.part, CAST(sum(w.scaled) AS BIGINT) AS weight, count(*) FILTER (WHERE w.scaled > 0) AS number
FROM not_applicable n JOIN weight_now w USING (item)
GROUP BY ALL;

-- Every dimension of every unit, where somebody looks at them: in the expert
-- set, and where they carry the service.
CREATE OR REPLACE TEMP TABLE sum_part AS
SELECT *, CASE WHEN status = 'ok' THEN CASE
        WHEN aggregate IN ('arithmetic', 'perkal') THEN CAST(total AS DOUBLE) / marked_weight
        WHEN aggregate = 'geometric' THEN exp(CAST(total AS DOUBLE) / marked_weight)
        WHEN aggregate = 'harmonic' THEN marked_weight / CAST(total AS DOUBLE)
        ELSE pattern END END AS score
FROM (
    SELECT *, CASE
            WHEN operates = FALSE OR operates AND expected_weight = 0 THEN 'not_applicable'
            WHEN reason = '' THEN 'ok' ELSE 'withheld' END AS status
    FROM (
        SELECT *, CASE
                WHEN operates IS NULL THEN 'operation_unknown'
                WHEN expected_weight = 0 OR 100 * known_weight < threshold * expected_weight OR 100 * known_count < threshold * expected_count THEN 'below_coverage'
                WHEN marked_count = 0 OR 100 * marked_weight < threshold * expected_weight
                  OR aggregate IN ('hellwig', 'topsis') AND pattern IS NULL THEN CASE WHEN small > 0 THEN 'small_group' ELSE 'no_difference' END
                ELSE '' END AS reason
        FROM (
            SELECT so.slot, so.operates, p.part, p.two_levels, p.aggregate, f.coverage_threshold AS threshold, h.weight AS whole_weight,
                   h.weight - coalesce(a.weight, 0) AS expected_weight, h.number - coalesce(a.number, 0) AS expected_count,
                   coalesce(k.known_weight, 0) AS known_weight, coalesce(k.known_count, 0) AS known_count,
                   coalesce(k.marked_weight, 0) AS marked_weight, coalesce(k.marked_count, 0) AS marked_count, k.total, t.score AS pattern,
                   coalesce(so.operates, FALSE) AND coalesce(k.core, 0) = h.core AS has_core, coalesce(k.imputed, 0) AS imputed, coalesce(k.small, 0) AS small, coalesce(k.made_up, FALSE) AS made_up
            FROM operation so
            JOIN fiche f USING (fiche)
            JOIN work.part p ON p.service = so.service
            JOIN work.whole h ON h.part = p.part AND h.ord = getvariable('ord') AND h.weight > 0
            LEFT JOIN known_part k ON k.slot = so.slot AND k.part = p.part
            LEFT JOIN absent_part a ON a.slot = so.slot AND a.part = p.part
            LEFT JOIN work.pattern t ON t.slot = so.slot AND t.part = p.part AND t.ord = getvariable('ord')
            WHERE p.two_levels OR getvariable('ord') = 1
        )
    )
);

CREATE OR REPLACE TEMP TABLE known_service AS
SELECT slot,
       CAST(sum(known_weight) AS BIGINT) AS known_weight, CAST(sum(known_count) AS BIGINT) AS known_count,
       CAST(sum(marked_weight) AS BIGINT) AS marked_weight, CAST(sum(marked_count) AS BIGINT) AS marked_count,
       sum(total) AS total, CAST(sum(core) AS BIGINT) AS core, CAST(sum(imputed) AS BIGINT) AS imputed, CAST(sum(small) AS BIGINT) AS small,
       bool_or(made_up) AS made_up, count(*) FILTER (WHERE known_count > 0) AS known_dimensions, count(*) FILTER (WHERE marked_count > 0) AS marked_dimensions
FROM known_part GROUP BY slot;

CREATE OR REPLACE TEMP TABLE absent_service AS
SELECT slot, CAST(sum(weight) AS BIGINT) AS weight, CAST(sum(number) AS BIGINT) AS number FROM absent_part GROUP BY slot;

-- Dimensions with a score, where they carry the service: a dimension keeps its
-- whole weight as long as any of it applies.
CREATE OR REPLACE TEMP TABLE combined AS
SELECT s.slot,
       CAST(coalesce(sum(s.whole_weight) FILTER (WHERE s.status <> 'not_applicable'), 0) AS BIGINT) AS applies_weight,
       count(*) FILTER (WHERE s.status <> 'not_applicable') AS applies_count,
       CAST(coalesce(sum(s.whole_weight) FILTER (WHERE s.status = 'ok'), 0) AS BIGINT) AS scored_weight,
       count(*) FILTER (WHERE s.status = 'ok') AS scored_count,
       sum(exact_mark(s.whole_weight * CASE p.combine WHEN 'geometric' THEN ln(s.score) WHEN 'harmonic' THEN 1 / s.score ELSE s.score END)) FILTER (WHERE s.status = 'ok') AS total
FROM sum_part s JOIN work.part p USING (part)
WHERE s.two_levels
GROUP BY s.slot;

CREATE OR REPLACE TEMP TABLE sum_service AS
SELECT *, CASE WHEN status = 'ok' THEN CASE
        WHEN two_levels THEN CASE combine
            WHEN 'geometric' THEN exp(CAST(combined_total AS DOUBLE) / scored_weight)
            WHEN 'harmonic' THEN scored_weight / CAST(combined_total AS DOUBLE)
            ELSE CAST(combined_total AS DOUBLE) / scored_weight END
        WHEN aggregate IN ('arithmetic', 'perkal') THEN CAST(total AS DOUBLE) / marked_weight
        WHEN aggregate = 'geometric' THEN exp(CAST(total AS DOUBLE) / marked_weight)
        WHEN aggregate = 'harmonic' THEN marked_weight / CAST(total AS DOUBLE)
        ELSE pattern END END AS score
FROM (
    SELECT *, CASE WHEN operates = FALSE THEN 'not_applicable' WHEN reason = '' THEN 'ok' ELSE 'withheld' END AS status
    FROM (
        SELECT *, CASE
                WHEN operates = FALSE THEN ''
                WHEN operates IS NULL THEN 'operation_unknown'
                WHEN expected_weight = 0 OR 100 * known_weight < threshold * expected_weight OR 100 * known_count < threshold * expected_count THEN 'below_coverage'
                WHEN known_count < min_indicators THEN 'few_indicators'
                WHEN known_dimensions < min_dimensions THEN 'few_dimensions'
                WHEN marked_count < min_indicators OR marked_dimensions < min_dimensions OR 100 * marked_weight < threshold * expected_weight
                  OR NOT two_levels AND aggregate IN ('hellwig', 'topsis') AND pattern IS NULL THEN CASE WHEN small > 0 THEN 'small_group' ELSE 'no_difference' END
                WHEN two_levels AND (100 * scored_weight < threshold * applies_weight OR 100 * scored_count < threshold * applies_count) THEN 'below_coverage'
                WHEN two_levels AND scored_count < min_dimensions THEN 'few_dimensions'
                ELSE '' END AS reason
        FROM (
            SELECT so.slot, so.unit, so.fiche, so.year, so.operates, h.two_levels, h.aggregate, h.combine, h.weight_set, h.divisor,
                   f.coverage_threshold AS threshold, f.min_indicators, f.min_dimensions,
                   h.weight - coalesce(a.weight, 0) AS expected_weight, h.number - coalesce(a.number, 0) AS expected_count,
                   coalesce(k.known_weight, 0) AS known_weight, coalesce(k.known_count, 0) AS known_count, coalesce(k.known_dimensions, 0) AS known_dimensions,
                   coalesce(k.marked_weight, 0) AS marked_weight, coalesce(k.marked_count, 0) AS marked_count, coalesce(k.marked_dimensions, 0) AS marked_dimensions,
                   k.total, t.score AS pattern, coalesce(c.applies_weight, 0) AS applies_weight, coalesce(c.applies_count, 0) AS applies_count,
                   coalesce(c.scored_weight, 0) AS scored_weight, coalesce(c.scored_count, 0) AS scored_count, c.total AS combined_total,
                   coalesce(so.operates, FALSE) AND coalesce(k.core, 0) = h.core AS has_core, coalesce(k.imputed, 0) AS imputed, coalesce(k.small, 0) AS small, coalesce(k.made_up, FALSE) AS made_up
            FROM operation so
            JOIN fiche f USING (fiche)
            JOIN (
                SELECT p.service, any_value(p.two_levels) AS two_levels, any_value(p.service_aggregate) AS aggregate, any_value(p.combine) AS combine, w.weight_set,
                       CAST(sum(w.weight) AS BIGINT) AS weight, CAST(sum(w.number) AS INTEGER) AS number, CAST(sum(w.core) AS INTEGER) AS core, max(w.divisor) AS divisor
                FROM work.part p JOIN work.whole w USING (part)
                WHERE w.ord = getvariable('ord')
                GROUP BY ALL
            ) h ON h.service = so.service
            LEFT JOIN known_service k ON k.slot = so.slot
            LEFT JOIN absent_service a ON a.slot = so.slot
            LEFT JOIN combined c ON c.slot = so.slot
            LEFT JOIN work.pattern t ON t.slot = so.slot AND t.part IS NULL AND t.ord = getvariable('ord')
        )
    )
);

INSERT INTO score
SELECT unit, fiche, 'service', fiche, NULL, year, weight_set, score, status, reason,
       work.per_cent(known_weight, expected_weight), work.per_cent(known_count, expected_count), CASE WHEN operates = FALSE THEN 0 ELSE expected_weight / divisor END,
       CAST(known_count AS INTEGER), CASE WHEN operates = FALSE THEN 0 ELSE CAST(expected_count AS INTEGER) END, CAST(known_dimensions AS INTEGER),
       CAST(imputed AS INTEGER), has_core, CASE WHEN made_up THEN 'synthetic' ELSE 'real' END
FROM sum_service
ORDER BY slot;

INSERT INTO score
SELECT o.unit, p.fiche || ':' || p.dimension, 'dimension', p.fiche, p.dimension, o.year, 'expert', s.score, s.status, CASE WHEN s.status = 'withheld' THEN s.reason ELSE '' END,
       work.per_cent(s.known_weight, s.expected_weight), work.per_cent(s.known_count, s.expected_count), CASE WHEN s.operates = FALSE THEN 0 ELSE s.expected_weight / h.divisor END,
       CAST(s.known_count AS INTEGER), CASE WHEN s.operates = FALSE THEN 0 ELSE CAST(s.expected_count AS INTEGER) END, CAST(s.known_count > 0 AS INTEGER),
       CAST(s.imputed AS INTEGER), s.has_core, CASE WHEN s.made_up THEN 'synthetic' ELSE 'real' END
FROM sum_part s
JOIN operation o USING (slot)
JOIN work.part p USING (part)
JOIN work.whole h ON h.part = p.part AND h.ord = 1
WHERE getvariable('ord') = 1
ORDER BY s.slot, s.part;
