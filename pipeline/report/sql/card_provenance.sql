-- purpose: the cells behind every figure of a unit
WITH v AS (SELECT indicator, year FROM indicator_value WHERE unit = $1 AND value IS NOT NULL),
     o AS (SELECT * FROM observation WHERE unit = $1 AND chosen),
     oc AS (SELECT * FROM observation_cell WHERE unit = $1)
SELECT v.indicator, v.year, t.side, t.variable, t.coefficient_text, CAST(v.year + t.year_offset AS INTEGER), o.value,
       coalesce(o.status, ''), coalesce(o.source, ''), coalesce(o.origin, ''), coalesce(oc.file, o.file, ''), coalesce(oc.member, o.member, ''),
       coalesce(oc.sheet, o.sheet, ''), coalesce(oc.cell, o.cell, ''), coalesce(oc.label, ''), oc.value, oc.weight, oc.share, coalesce(oc.snapshot, o.snapshot, '')
FROM v JOIN indicator_term t ON t.indicator = v.indicator AND v.year BETWEEN coalesce(t.valid_from, 0) AND coalesce(t.valid_to, 9999)
LEFT JOIN o ON o.variable = t.variable AND o.year = v.year + t.year_offset
LEFT JOIN oc ON oc.variable = o.variable AND oc.year = o.year AND oc.source = o.source AND oc.file = o.file AND oc.member = o.member
ORDER BY v.indicator, v.year DESC, t.side DESC, t.variable, 6 DESC, oc.sheet, oc.row, oc.col;
