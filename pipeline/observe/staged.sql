-- purpose: the staged files as two relations, each row with its source
-- reads:   Parquet of the files, work.staged_file
-- writes:  views work.staged, work.staged_cell, work.observed; empty work.joint, work.joined
-- grain:   staged: row of a staged file (file_ord, place); staged_cell: cell of an aggregated observation

-- What is read when no file is there.
CREATE TABLE work.no_observation (variable VARCHAR, unit VARCHAR, unit_name VARCHAR, year SMALLINT, value DOUBLE, status VARCHAR, flags VARCHAR, decimals TINYINT,
    sheet VARCHAR, row INTEGER, col INTEGER, raw VARCHAR, sign VARCHAR, filename VARCHAR, file_row_number BIGINT);
CREATE TABLE work.no_cell (variable VARCHAR, unit VARCHAR, year SMALLINT, sheet VARCHAR, row INTEGER, col INTEGER, value DOUBLE, weight DOUBLE,
    weight_col INTEGER, label VARCHAR, filename VARCHAR);

CREATE VIEW work.staged AS
SELECT p.variable, p.unit AS unit_code, p.unit_name, CAST(p.year AS SMALLINT) AS year, p.value, p.status, p.flags,
       CAST(if(p.value IS NULL, NULL, p.decimals) AS TINYINT) AS decimals, p.sheet, CAST(nullif(p.row, 0) AS INTEGER) AS row, CAST(nullif(p.col, 0) AS INTEGER) AS col,
       p.raw, p.sign, f.source, f.snapshot, f.file, f.member, f.file_ord, p.file_row_number AS place
FROM read_observations p JOIN work.staged_file f ON f.observations = p.filename;

CREATE VIEW work.staged_cell AS
SELECT p.variable, p.unit AS unit_code, CAST(p.year AS SMALLINT) AS year, p.sheet, CAST(p.row AS INTEGER) AS row, CAST(p.col AS INTEGER) AS col, p.value, p.weight,
       CAST(nullif(p.weight_col, 0) AS INTEGER) AS weight_col, p.label, f.source, f.file_ord
FROM read_cells p JOIN work.staged_file f ON f.cells = p.filename;

-- Rows that are joined to one, and what they become: see joint.sql.
CREATE TABLE work.joint (file_ord INTEGER, place BIGINT, unit VARCHAR);
CREATE TABLE work.joined AS FROM work.staged LIMIT 0;

CREATE VIEW work.observed AS
FROM work.staged s WHERE NOT EXISTS (FROM work.joint j WHERE j.file_ord = s.file_ord AND j.place = s.place)
UNION ALL FROM work.joined;
