-- purpose: evaluate every indicator card over the expected grid
-- reads:   work.grid, work.born, work.numbered_unit, work.variable_number, indicator, indicator_term, indicator_break, work.cause_order;
--          temporary tables seen and caused of the gap register
-- writes:  indicator_value
-- grain:   unit, indicator, year
--
-- Units, cards and variables are numbers here: a national grid has millions of
-- terms, which are grouped by numbers in a third of the memory.

CREATE OR REPLACE TEMP TABLE card AS
SELECT CAST(row_number() OVER (ORDER BY indicator) AS SMALLINT) AS i, indicator FROM (SELECT DISTINCT indicator FROM work.grid);

CREATE OR REPLACE TEMP TABLE term AS
SELECT c.i, t.side = 'numerator' AS above, m.v, t.scaled, t.divisor, t.year_offset, coalesce(t.valid_from, 0) AS valid_from, coalesce(t.valid_to, 9999) AS valid_to
FROM indicator_term t JOIN card c USING (indicator) JOIN work.variable_number m USING (variable);

CREATE OR REPLACE TEMP TABLE running AS
SELECT n.u, c.i, g.year FROM work.grid g JOIN work.numbered_unit n USING (unit) JOIN card c USING (indicator) WHERE g.operates;

-- The terms of a value, or the worst cause among the missing ones: the first in
-- the order of causes, then of variables and years.
CREATE OR REPLACE TEMP TABLE evaluated AS
SELECT g.u, g.i, g.year,
       count(*) FILTER (WHERE o.value IS NULL) AS missing,
       -- whole coefficients are summed and divided last: 8/12 + 4/12 stays exact
       CAST(sum(t.scaled * exact(o.value)) FILTER (WHERE t.above) AS DOUBLE) / max(t.divisor) FILTER (WHERE t.above) AS numerator,
       CAST(sum(t.scaled * exact(o.value)) FILTER (WHERE NOT t.above) AS DOUBLE) / max(t.divisor) FILTER (WHERE NOT t.above) AS denominator,
       min((CAST(co.ord AS BIGINT) * 100000 + t.v) * 10000 + g.year + t.year_offset) FILTER (WHERE o.value IS NULL) AS worst,
       bool_or(o.below_format) AS below_format,
       bool_or(o.below_format AND NOT t.above) AS thin_denominator,
       bool_or(o.synthetic) AS synthetic
FROM running g
JOIN term t ON t.i = g.i AND g.year BETWEEN t.valid_from AND t.valid_to
LEFT JOIN seen o ON o.u = g.u AND o.v = t.v AND o.year = g.year + t.year_offset
LEFT JOIN caused k ON k.u = g.u AND k.v = t.v AND k.year = g.year + t.year_offset
LEFT JOIN work.cause_order co ON co.cause = k.cause
GROUP BY g.u, g.i, g.year;

CREATE OR REPLACE TEMP TABLE flagged AS
SELECT g.u, g.i, g.year, string_agg(DISTINCT o.flags, ',') AS flags
FROM running g
JOIN term t ON t.i = g.i AND g.year BETWEEN t.valid_from AND t.valid_to
JOIN seen o ON o.u = g.u AND o.v = t.v AND o.year = g.year + t.year_offset AND o.flags IS NOT NULL
GROUP BY g.u, g.i, g.year;

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
                ELSE co.cause END AS cause,
           m.variable AS cause_variable, CASE WHEN e.missing > 0 THEN CAST(e.worst % 10000 AS SMALLINT) END AS cause_year,
           coalesce(e.below_format, FALSE) AS below_format, x.flags, coalesce(e.synthetic, FALSE) AS synthetic,
           CASE WHEN b.year IS NOT NULL AND e.missing = 0 THEN 'method_break' END AS break_flag
    FROM work.grid g
    JOIN indicator i USING (indicator)
    JOIN work.numbered_unit n USING (unit)
    JOIN card c USING (indicator)
    LEFT JOIN evaluated e ON e.u = n.u AND e.i = c.i AND e.year = g.year
    LEFT JOIN flagged x ON x.u = n.u AND x.i = c.i AND x.year = g.year
    LEFT JOIN work.variable_number m ON e.missing > 0 AND m.v = e.worst // 10000 % 100000
    LEFT JOIN work.cause_order co ON e.missing > 0 AND co.ord = e.worst // 1000000000
    LEFT JOIN indicator_break b ON b.indicator = g.indicator AND b.year = g.year
    LEFT JOIN work.born u ON u.unit = g.unit
)
ORDER BY unit, indicator, year;

DROP TABLE seen;
DROP TABLE caused;
DROP TABLE card;
DROP TABLE term;
DROP TABLE running;
DROP TABLE evaluated;
DROP TABLE flagged;
