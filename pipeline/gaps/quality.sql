-- purpose: quality indicators after the European Statistical System: completeness, punctuality, timeliness, and what is known of accuracy
-- reads:   work.tally, work.use_item, work.numbered_unit, work.variable_number, work.years, run, source, source_variable, snapshot, observation, indicator, indicator_break,
--          indicator_value, service_operation, score, gap_consequence, imputed_value, imputed_term, gap; temporary tables of consequence.sql
-- writes:  source_year, quality_source, quality_variable, quality_indicator, quality_service
-- grain:   stated in each table's comment

-- Per cent, one decimal; NULL of nothing.
CREATE OR REPLACE TEMP MACRO share(part, whole) AS round_to(100 * coalesce(part, 0) / nullif(CAST(whole AS DOUBLE), 0), 1);

-- Cells for which another source has a figure that rounding does not explain.
CREATE OR REPLACE TEMP TABLE contested AS
SELECT k.v, n.level, a.year, a.source, CAST(count(DISTINCT a.unit) AS INTEGER) AS cells
FROM observation b
JOIN observation a ON a.unit = b.unit AND a.variable = b.variable AND a.year = b.year AND a.chosen AND a.value IS NOT NULL
JOIN work.numbered_unit n ON n.unit = a.unit AND n.in_scope
JOIN work.variable_number k ON k.variable = a.variable
WHERE NOT b.chosen AND b.value IS NOT NULL AND b.source <> a.source AND a.chosen_why <> 'correction'
  AND abs(a.value - b.value) > 0.5000001 * power(10, -least(coalesce(a.decimals, 6), coalesce(b.decimals, 6)))
GROUP BY ALL;

CREATE OR REPLACE TEMP TABLE stood_in AS
SELECT k.v, n.level, t.variable_year AS year, g.source, CAST(count(DISTINCT t.unit) AS INTEGER) AS cells
FROM imputed_term t
JOIN work.numbered_unit n ON n.unit = t.unit
JOIN work.variable_number k ON k.variable = t.variable
LEFT JOIN gap g ON g.unit = t.unit AND g.variable = t.variable AND g.year = t.variable_year
GROUP BY ALL;

INSERT INTO quality_variable
SELECT k.variable, t.level, t.year, t.cells, t.known, t.due, t.overdue, share(t.known, t.cells), share(t.known, t.known + t.due),
       t.corrected, coalesce(c.cells, 0), t.estimate, t.weak, t.breaks, coalesce(i.cells, 0)
FROM (
    SELECT v, level, year, CAST(sum(cells) AS INTEGER) AS cells, CAST(sum(known) AS INTEGER) AS known, CAST(sum(due) AS INTEGER) AS due, CAST(sum(overdue) AS INTEGER) AS overdue,
           CAST(sum(corrected) AS INTEGER) AS corrected, CAST(sum(estimate) AS INTEGER) AS estimate, CAST(sum(weak) AS INTEGER) AS weak, CAST(sum(breaks) AS INTEGER) AS breaks
    FROM work.tally GROUP BY ALL
) t
JOIN work.variable_number k USING (v)
LEFT JOIN (SELECT v, level, year, CAST(sum(cells) AS INTEGER) AS cells FROM contested GROUP BY ALL) c USING (v, level, year)
LEFT JOIN (SELECT v, level, year, CAST(sum(cells) AS INTEGER) AS cells FROM stood_in GROUP BY ALL) i USING (v, level, year)
ORDER BY 1, 2, 3;

-- A source in a year. The day of an export of the Local Data Bank stands in the
-- name of its file: the newest year in it was out on that day at the latest. Of
-- the earlier years in it nobody can tell.
INSERT INTO source_year
SELECT source, year, scheduled_on, delivered_by, delivered_by - scheduled_on, cells, known, due,
       CASE WHEN known > 0 AND known = cells THEN 'complete'
            WHEN known > 0 THEN 'partial'
            WHEN unsurveyed = cells THEN 'not_surveyed'
            WHEN scheduled_on > as_of THEN 'pending'
            WHEN scheduled_on <= as_of THEN 'overdue'
            ELSE 'missing' END
FROM (
    SELECT s.source, t.year, t.cells, t.known, t.due, t.unsurveyed, run.as_of,
           CASE WHEN s.release_month IS NOT NULL THEN make_date(t.year + s.release_lag, s.release_month, s.release_day) END AS scheduled_on,
           f.delivered_by
    FROM (SELECT source, year, CAST(sum(cells) AS INTEGER) AS cells, CAST(sum(known) AS INTEGER) AS known, CAST(sum(due) AS INTEGER) AS due,
              CAST(sum(unsurveyed) AS INTEGER) AS unsurveyed FROM work.tally WHERE source IS NOT NULL GROUP BY ALL) t
    CROSS JOIN run
    JOIN source s USING (source)
    LEFT JOIN (
        SELECT source, last_year AS year, min(day) AS delivered_by
        FROM (SELECT source, last_year, CAST(try_strptime(nullif(regexp_extract(coalesce(nullif(member, ''), file), '_(\d{8})\d{6}', 1), ''), '%Y%m%d') AS DATE) AS day FROM snapshot WHERE state = 'read')
        GROUP BY ALL
    ) f ON f.source = t.source AND f.year = t.year AND t.known > 0
)
ORDER BY source, year;

INSERT INTO quality_source
SELECT source, cells, known, due, overdue, share(known, cells), share(known, known + due), years_due, years_delivered, share(years_delivered, years_due),
       last_year, next_year, next_on, coalesce(next_on <= as_of, FALSE), CASE WHEN next_on <= as_of THEN as_of - next_on END, timeliness, days_after,
       corrected, contested, estimate, weak, imputed
FROM (
    SELECT s.source, run.as_of, coalesce(t.cells, 0) AS cells, coalesce(t.known, 0) AS known, coalesce(t.due, 0) AS due, coalesce(t.overdue, 0) AS overdue,
           coalesce(y.years_due, 0) AS years_due, coalesce(y.years_delivered, 0) AS years_delivered, l.last_year,
           CASE WHEN l.last_year + v.every <= coalesce(s.covers_to, 9999) THEN CAST(l.last_year + v.every AS SMALLINT) END AS next_year,
           CASE WHEN s.release_month IS NOT NULL AND l.last_year + v.every <= coalesce(s.covers_to, 9999)
                THEN make_date(l.last_year + v.every + s.release_lag, s.release_month, s.release_day) END AS next_on,
           CASE WHEN s.release_month IS NOT NULL THEN make_date(2001 + s.release_lag, s.release_month, s.release_day) - DATE '2001-12-31' END AS timeliness,
           y.days_after, coalesce(t.corrected, 0) AS corrected, coalesce(c.cells, 0) AS contested, coalesce(t.estimate, 0) AS estimate, coalesce(t.weak, 0) AS weak, coalesce(i.cells, 0) AS imputed
    FROM source s
    CROSS JOIN run
    LEFT JOIN (
        SELECT source, CAST(sum(cells - unsurveyed) AS INTEGER) AS cells, CAST(sum(known) AS INTEGER) AS known, CAST(sum(due) AS INTEGER) AS due, CAST(sum(overdue) AS INTEGER) AS overdue,
               CAST(sum(corrected) AS INTEGER) AS corrected, CAST(sum(estimate) AS INTEGER) AS estimate, CAST(sum(weak) AS INTEGER) AS weak
        FROM work.tally GROUP BY source
    ) t USING (source)
    LEFT JOIN (
        SELECT source, CAST(count(*) FILTER (WHERE scheduled_on <= run.as_of AND state <> 'not_surveyed') AS INTEGER) AS years_due,
               CAST(count(*) FILTER (WHERE scheduled_on <= run.as_of AND state IN ('complete', 'partial')) AS INTEGER) AS years_delivered,
               arg_max(days_after, year) AS days_after
        FROM source_year CROSS JOIN run GROUP BY source
    ) y USING (source)
    LEFT JOIN (SELECT source, max(last_year) AS last_year FROM snapshot WHERE state = 'read' GROUP BY source) l USING (source)
    LEFT JOIN (SELECT source, min(every) AS every FROM source_variable GROUP BY source) v USING (source)
    LEFT JOIN (SELECT source, CAST(sum(cells) AS INTEGER) AS cells FROM contested GROUP BY ALL) c USING (source)
    LEFT JOIN (SELECT source, CAST(sum(cells) AS INTEGER) AS cells FROM stood_in GROUP BY ALL) i USING (source)
    WHERE s.format <> 'terc'
)
ORDER BY source;

INSERT INTO quality_indicator
SELECT v.indicator, v.level, v.year, v.units, v.known, share(v.known, v.units), coalesce(m.cells, 0), v.estimate, v.weak,
       CAST((v.year - greatest(i.first_year, coalesce((SELECT max(b.year) FROM indicator_break b WHERE b.indicator = v.indicator AND b.year <= v.year), 0))) // i.frequency + 1 AS SMALLINT), i.lag_days
FROM (
    SELECT v.indicator, n.level, v.year, CAST(count(*) FILTER (WHERE v.value IS NOT NULL OR v.cause NOT IN ('not_applicable', 'denominator_zero') AND v.cause_variable IS NOT NULL) AS INTEGER) AS units,
           CAST(count(v.value) AS INTEGER) AS known, CAST(count(*) FILTER (WHERE contains(v.flags, 'estimate')) AS INTEGER) AS estimate,
           CAST(count(*) FILTER (WHERE contains(v.flags, 'incomplete') OR contains(v.flags, 'low_precision')) AS INTEGER) AS weak
    FROM indicator_value v JOIN work.numbered_unit n USING (unit) GROUP BY ALL
) v
JOIN indicator i USING (indicator)
LEFT JOIN (
    SELECT m.indicator, n.level, m.year, CAST(count(DISTINCT m.unit) AS INTEGER) AS cells FROM imputed_value m JOIN work.numbered_unit n USING (unit) GROUP BY ALL
) m ON m.indicator = v.indicator AND m.level = v.level AND m.year = v.year
ORDER BY 1, 2, 3;

INSERT INTO quality_service
WITH running AS (
    SELECT x.f, so.fiche, so.year, CAST(count(*) AS INTEGER) AS units
    FROM service_operation so JOIN fiche_number x USING (fiche) WHERE so.operates IS DISTINCT FROM FALSE GROUP BY ALL
), card AS (
    SELECT x.f, y.year, CAST(count(*) AS INTEGER) AS n
    FROM work.use_item x JOIN indicator i USING (indicator) JOIN work.years y ON y.year BETWEEN i.first_year AND coalesce(i.last_year, 9999) AND (y.year - i.first_year) % i.frequency = 0 GROUP BY ALL
), scores AS (
    SELECT f, year, CAST(count(*) FILTER (WHERE status = 'ok') AS INTEGER) AS published, CAST(count(*) FILTER (WHERE status = 'withheld') AS INTEGER) AS withheld FROM graded GROUP BY ALL
), outside AS (
    SELECT x.f, a.year, CAST(count(*) AS INTEGER) AS n FROM aside a JOIN work.use_item x USING (item)
    WHERE NOT EXISTS (FROM service_operation so JOIN work.numbered_unit n ON n.unit = so.unit WHERE n.u = a.u AND so.fiche = x.fiche AND so.year = a.year AND so.operates = FALSE) GROUP BY ALL
), lacking AS (
    SELECT x.f, m.year, CAST(count(*) AS INTEGER) AS n FROM missed m JOIN work.use_item x USING (item) WHERE x.indicator IS NOT NULL GROUP BY ALL
), stand_in AS (
    SELECT x.f, i.year, CAST(count(*) AS INTEGER) AS n FROM filled i JOIN work.use_item x USING (item) GROUP BY ALL
), cost AS (
    SELECT fiche, score_year AS year, CAST(count(*) AS INTEGER) AS gaps, CAST(count(*) FILTER (WHERE effect = 'withheld_alone') AS INTEGER) AS alone FROM gap_consequence GROUP BY ALL
)
SELECT r.fiche, r.year, r.units, coalesce(r.units * c.n, 0) - coalesce(o.n, 0) AS expected, expected - coalesce(l.n, 0) AS known, share(known, expected), coalesce(i.n, 0), coalesce(g.gaps, 0),
       s.published, s.withheld, share(s.published, s.published + s.withheld), coalesce(g.alone, 0)
FROM running r
LEFT JOIN card c USING (f, year)
LEFT JOIN scores s USING (f, year)
LEFT JOIN outside o USING (f, year)
LEFT JOIN lacking l USING (f, year)
LEFT JOIN stand_in i USING (f, year)
LEFT JOIN cost g USING (fiche, year)
ORDER BY 1, 2;
