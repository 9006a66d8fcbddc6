-- purpose: evaluate every indicator card over the expected grid
-- reads:   work.grid, work.need, work.born, observation, gap, indicator, indicator_break, work.cause_order
-- writes:  indicator_value
-- grain:   unit, indicator, year

-- One row per term: its value, or the cause of its gap.
CREATE TABLE work.evaluated AS
SELECT n.unit, n.indicator, n.year,
       count(*) FILTER (WHERE o.value IS NULL) AS missing,
       -- whole coefficients are summed and divided last: 8/12 + 4/12 stays exact
       CAST(sum(n.scaled * exact(o.value)) FILTER (WHERE n.side = 'numerator') AS DOUBLE) / max(n.divisor) FILTER (WHERE n.side = 'numerator') AS numerator,
       CAST(sum(n.scaled * exact(o.value)) FILTER (WHERE n.side = 'denominator') AS DOUBLE) / max(n.divisor) FILTER (WHERE n.side = 'denominator') AS denominator,
       min({'ord': co.ord, 'cause': g.cause, 'variable': n.variable, 'year': n.variable_year}) FILTER (WHERE o.value IS NULL) AS worst,
       bool_or(o.status = 'below_format') AS below_format,
       bool_or(o.status = 'below_format' AND n.side = 'denominator') AS thin_denominator,
       string_agg(DISTINCT nullif(o.flags, ''), ',') AS flags,
       bool_or(o.origin = 'synthetic') AS synthetic
FROM work.need n
LEFT JOIN observation o ON o.chosen AND o.unit = n.unit AND o.variable = n.variable AND o.year = n.variable_year
LEFT JOIN gap g ON g.unit = n.unit AND g.variable = n.variable AND g.year = n.variable_year
LEFT JOIN work.cause_order co ON co.cause = g.cause
GROUP BY ALL;

INSERT INTO indicator_value
SELECT unit, indicator, year, numerator, denominator, value, round_to(value, precision),
       CASE WHEN value IS NOT NULL AND below_format THEN 'below_format'
            WHEN value = 0 THEN 'true_zero'
            WHEN value IS NOT NULL THEN 'ok'
            WHEN cause = 'structure_change' THEN 'structure_change'
            WHEN NOT operates OR cause = 'denominator_zero' THEN 'not_applicable'
            WHEN cause IN ('local_missing', 'not_published_at_level') THEN 'source_absent'
            ELSE cause END AS status,
       CASE WHEN value IS NULL THEN cause END, CASE WHEN value IS NULL THEN cause_variable END, CASE WHEN value IS NULL THEN cause_year END,
       coalesce(array_to_string(list_sort(list_distinct(list_filter(string_split(concat_ws(',', flags, break_flag), ','), lambda x: x <> ''))), ','), ''),
       CASE WHEN synthetic THEN 'synthetic' ELSE 'real' END
FROM (
    SELECT g.unit, g.indicator, g.year, g.operates, i.precision,
           CASE WHEN e.missing = 0 THEN e.numerator END AS numerator,
           CASE WHEN e.missing = 0 THEN e.denominator END AS denominator,
           CASE WHEN e.missing = 0 AND NOT (i.is_ratio AND (e.denominator = 0 OR e.thin_denominator))
                THEN i.multiplier * e.numerator / CASE WHEN i.is_ratio THEN e.denominator ELSE 1 END END AS value,
           CASE WHEN g.year < u.year THEN 'structure_change' -- the unit did not exist
                WHEN NOT g.operates THEN 'not_applicable'
                WHEN e.missing = 0 THEN 'denominator_zero'
                ELSE e.worst.cause END AS cause,
           CASE WHEN e.missing > 0 THEN e.worst.variable END AS cause_variable,
           CASE WHEN e.missing > 0 THEN e.worst.year END AS cause_year,
           coalesce(e.below_format, FALSE) AS below_format, e.flags, coalesce(e.synthetic, FALSE) AS synthetic,
           CASE WHEN b.year IS NOT NULL AND e.missing = 0 THEN 'method_break' END AS break_flag
    FROM work.grid g
    JOIN indicator i USING (indicator)
    LEFT JOIN work.evaluated e ON e.unit = g.unit AND e.indicator = g.indicator AND e.year = g.year
    LEFT JOIN indicator_break b ON b.indicator = g.indicator AND b.year = g.year
    LEFT JOIN work.born u ON u.unit = g.unit
)
ORDER BY unit, indicator, year;
