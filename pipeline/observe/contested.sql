-- purpose: what the staged observations of a cell say against each other, and which is chosen
-- reads:   work.observed, work.staged_cell, work.code_map, unit, source
-- writes:  temporary type word, tables of words, temporary view placed, work.contested
-- grain:   contested: row of a staged file (file_ord, place) whose cell has other rows too

-- Texts that repeat, as numbers in the order of the texts: rows are compared,
-- sorted and carried by two bytes instead of a text.
CREATE TEMP TYPE word AS ENUM (
    SELECT teryt FROM unit
    UNION SELECT variable FROM work.observed UNION SELECT unit_code FROM work.code_map UNION SELECT status FROM work.observed
    UNION SELECT flags FROM work.observed UNION SELECT sheet FROM work.observed UNION SELECT sign FROM work.observed
    UNION SELECT variable FROM work.staged_cell UNION SELECT sheet FROM work.staged_cell
    UNION SELECT source FROM work.staged_file UNION SELECT snapshot FROM work.staged_file UNION SELECT file FROM work.staged_file UNION SELECT member FROM work.staged_file
    UNION SELECT origin FROM source UNION SELECT mapped FROM work.code_map UNION SELECT ''
    ORDER BY 1);

CREATE TABLE work.file_word AS
SELECT f.file_ord, CAST(s.origin AS word) AS origin, CAST(f.source AS word) AS source, CAST(f.snapshot AS word) AS snapshot, CAST(f.file AS word) AS file,
       CAST(f.member AS word) AS member, s.priority
FROM work.staged_file f JOIN source s USING (source);

CREATE TABLE work.unit_word AS SELECT teryt AS unit_code, CAST(teryt AS word) AS unit FROM unit;

CREATE TABLE work.map_word AS
SELECT unit_code, source, year, CAST(unit_code AS word) AS code, CAST(unit AS word) AS unit, CAST(mapped AS word) AS mapped FROM work.code_map WHERE unit IS NOT NULL;

-- Staged observations with their unit in force. A code in force is never mapped.
CREATE TEMP VIEW placed AS
SELECT coalesce(m.unit, u.unit) AS unit, CAST(s.variable AS word) AS variable, s.year, s.value, CAST(s.status AS word) AS status, CAST(s.flags AS word) AS flags,
       s.decimals, f.origin, f.source, f.snapshot, f.file, f.member, CAST(s.sheet AS word) AS sheet, s.row, s.col, s.raw, CAST(s.sign AS word) AS sign,
       coalesce(m.code, u.unit) AS unit_code, coalesce(m.mapped, CAST('' AS word)) AS mapped, f.priority, s.file_ord, s.place
FROM work.observed s
JOIN work.file_word f ON f.file_ord = s.file_ord
LEFT JOIN work.unit_word u ON u.unit_code = s.unit_code
LEFT JOIN work.map_word m ON m.unit_code = s.unit_code AND m.source = s.source AND m.year = s.year
WHERE coalesce(m.unit, u.unit) IS NOT NULL;

-- A cell with a value beats one without; then the source's priority decides; equal
-- sources keep the order of their names and files.
CREATE TABLE work.contested AS
SELECT file_ord, place, CAST(rn AS INTEGER) AS rn,
       CASE WHEN rn > 1 THEN 'superseded'
            WHEN value IS NOT NULL AND n_values = 1 THEN 'value'
            WHEN value IS NOT NULL AND n_best_priority = 1 THEN 'priority'
            ELSE 'first' END AS why
FROM (
    SELECT o.*,
           row_number() OVER w AS rn,
           count(value) OVER g AS n_values,
           count(*) FILTER (WHERE priority = top AND value IS NOT NULL) OVER g AS n_best_priority
    FROM (
        SELECT p.unit, p.variable, p.year, p.value, p.priority, p.source, p.file_ord, p.place, p.sheet, p.row, p.col, p.unit_code, c.top
        FROM placed p
        JOIN (SELECT unit, variable, year, max(priority) FILTER (WHERE value IS NOT NULL) AS top FROM placed GROUP BY ALL HAVING count(*) > 1) c
          USING (unit, variable, year)
    ) o
    WINDOW g AS (PARTITION BY unit, variable, year),
           w AS (PARTITION BY unit, variable, year ORDER BY (value IS NOT NULL) DESC, priority DESC, source, file_ord, sheet, row, col, unit_code)
);
