-- purpose: join the sums of facilities that one file lists under several codes or names of a unit
-- reads:   work.staged, work.code_map, unit, variable
-- writes:  work.joint, work.joined
-- grain:   joint: row that is joined to others; joined: file, member, variable, unit, year

-- Each code has a sum of its own facilities (row IS NULL: made from many
-- cells); the figure of the unit is the sum over its codes. Ratios do not add
-- up: theirs stay apart, and a difference between them is a conflict. Only units
-- that some code or name was mapped to can have several.
INSERT INTO work.joint
SELECT s.file_ord, s.place, coalesce(m.unit, s.unit_code)
FROM work.staged s
JOIN variable v ON v.variable = s.variable AND v.kind <> 'ratio'
LEFT JOIN work.code_map m ON m.unit_code = s.unit_code AND m.source = s.source AND m.year = s.year
WHERE s.row IS NULL AND coalesce(m.unit, s.unit_code) IN (SELECT unit FROM work.code_map WHERE unit IS NOT NULL)
QUALIFY count(*) OVER (PARTITION BY coalesce(m.unit, s.unit_code), s.variable, s.year, s.source, s.file_ord) > 1;

INSERT INTO work.joined
SELECT variable, min(unit_code), max(unit_name), year, CAST(sum(exact(value)) AS DOUBLE),
       CASE WHEN count(value) = 0 THEN min(status) WHEN sum(exact(value)) = 0 THEN 'true_zero' ELSE 'ok' END,
       array_to_string(list_sort(list_distinct(list_filter(
           flatten(list(string_split(flags, ',')) || [[CASE WHEN count(value) BETWEEN 1 AND count(*) - 1 THEN 'incomplete' ELSE '' END]]), f -> f <> ''))), ','),
       max(decimals), min(sheet), NULL, NULL, '', '', source, snapshot, file, member, file_ord,
       -1 - min(place) -- no row of the file has it
FROM work.staged JOIN work.joint USING (file_ord, place)
GROUP BY unit, variable, year, source, snapshot, file, member, file_ord;
