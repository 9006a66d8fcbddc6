-- purpose: what all schemes share: breaks in series and ranked scores
-- reads:   indicator_value, indicator_break, observation flags, score, peer_member
-- writes:  work.broken, work.ranked
-- grain:   work.broken: unit, indicator, year, span; work.ranked: scheme, unit, fiche, year

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

CREATE TABLE work.ranked AS
SELECT scheme, grp, unit, fiche, year, x,
       rank() OVER (PARTITION BY scheme, grp, fiche, year ORDER BY x DESC) AS rank,
       count(*) OVER (PARTITION BY scheme, grp, fiche, year, x) - 1 AS ties,
       CASE WHEN count(*) OVER g > 1 THEN (rank() OVER (PARTITION BY scheme, grp, fiche, year ORDER BY x) - 1) / (count(*) OVER g - 1)::DOUBLE END AS percentile
FROM (
    SELECT pm.scheme, pm.grp, s.unit, s.fiche, s.year, round_to(s.score, 1) AS x
    FROM score s JOIN peer_member pm ON pm.unit = s.unit
    WHERE s.status = 'ok' AND s.has_core
)
WINDOW g AS (PARTITION BY scheme, grp, fiche, year);
