-- purpose: what all schemes share: breaks in series
-- reads:   indicator_value, indicator_break, observation flags
-- writes:  work.broken
-- grain:   unit, indicator, year, span

-- A break in (year - span, year] forbids the change over span. Breaks come
-- from the card and from the flag of an observation.
CREATE TABLE work.broken AS
SELECT DISTINCT v.unit, v.indicator, v.year, s.span
FROM indicator_value v
CROSS JOIN (VALUES (1), (5)) s(span)
JOIN (
    SELECT unit, indicator, year FROM indicator_value WHERE contains(flags, 'method_break')
    UNION
    SELECT v.unit, b.indicator, b.year FROM indicator_break b JOIN (SELECT DISTINCT unit, indicator FROM indicator_value) v USING (indicator)
) b ON b.unit = v.unit AND b.indicator = v.indicator AND b.year > v.year - s.span AND b.year <= v.year
WHERE v.value IS NOT NULL;
