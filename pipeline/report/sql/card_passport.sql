-- purpose: latest value of each variable of the passport (a comma list), with its cell
SELECT o.variable, o.year, o.value, o.source, o.origin, o.file, o.member, o.sheet, coalesce(o.cell, ''), o.snapshot, o.raw
FROM observation o
WHERE o.unit = ? AND o.chosen AND o.value IS NOT NULL AND list_contains(string_split(?, ','), o.variable)
QUALIFY row_number() OVER (PARTITION BY o.variable ORDER BY o.year DESC) = 1
ORDER BY o.variable;
