-- purpose: every value read, with its place
-- reads:   nothing
-- writes:  empty tables with their descriptions
-- grain:   stated in each table's comment

CREATE TABLE observation (
    unit        VARCHAR NOT NULL,
    variable    VARCHAR NOT NULL,
    year        SMALLINT NOT NULL,
    value       DOUBLE,
    status      VARCHAR NOT NULL,
    flags       VARCHAR NOT NULL,
    decimals    TINYINT,
    origin      VARCHAR NOT NULL,
    source      VARCHAR NOT NULL,
    snapshot    VARCHAR NOT NULL,
    file        VARCHAR NOT NULL,
    member      VARCHAR NOT NULL,
    sheet       VARCHAR NOT NULL,
    row         INTEGER,
    col         INTEGER,
    cell        VARCHAR,
    raw         VARCHAR NOT NULL,
    sign        VARCHAR NOT NULL,
    unit_code   VARCHAR NOT NULL,
    mapped      VARCHAR NOT NULL,
    chosen      BOOLEAN NOT NULL,
    chosen_why  VARCHAR NOT NULL
);
COMMENT ON TABLE observation IS 'Every value, or stated absence, read from every source. Grain: unit, variable, year, source, cell; chosen = TRUE is unique per unit, variable, year.';
COMMENT ON COLUMN observation.unit IS 'TERYT code of the unit (unit.teryt).';
COMMENT ON COLUMN observation.variable IS 'Code of the variable.';
COMMENT ON COLUMN observation.year IS 'Reference year; a school year t/t+1 is t.';
COMMENT ON COLUMN observation.value IS 'The figure; NULL when missing.';
COMMENT ON COLUMN observation.status IS 'ok, true_zero, below_format have a value; secret, suppressed_small_n, no_information, not_collected, not_applicable, pending, structure_change, source_absent, parse_error have none.';
COMMENT ON COLUMN observation.flags IS 'Comma-separated: incomplete, estimate, low_precision, method_break, joint_scope, revised, imputed.';
COMMENT ON COLUMN observation.decimals IS 'Decimals printed in the source.';
COMMENT ON COLUMN observation.origin IS 'real or synthetic (made up).';
COMMENT ON COLUMN observation.source IS 'Id of the source.';
COMMENT ON COLUMN observation.snapshot IS 'sha256 of the file.';
COMMENT ON COLUMN observation.file IS 'File as delivered, relative to the workspace.';
COMMENT ON COLUMN observation.member IS 'Path inside a portal ZIP, else empty.';
COMMENT ON COLUMN observation.sheet IS 'Sheet of the workbook, empty for text files.';
COMMENT ON COLUMN observation.row IS '1-based row of the sheet, or line of the text file.';
COMMENT ON COLUMN observation.col IS '1-based column of the sheet, or field of the line.';
COMMENT ON COLUMN observation.cell IS 'Place in the sheet (D14), or line:field of a text file; NULL for aggregated observations, whose cells are in observation_cell.';
COMMENT ON COLUMN observation.raw IS 'Text of the cell as printed.';
COMMENT ON COLUMN observation.sign IS 'Attribute printed beside the value.';
COMMENT ON COLUMN observation.unit_code IS 'What the file says about the unit, before mapping to the register in force: a code, the number of a gmina without its kind, or names (~…, see docs/units.md).';
COMMENT ON COLUMN observation.mapped IS 'Why unit differs from unit_code, empty when it does not.';
COMMENT ON COLUMN observation.chosen IS 'The one value of the cell that everything after uses.';
COMMENT ON COLUMN observation.chosen_why IS 'only, value (others have none), priority, first (equal priority), correction, or not chosen: superseded.';

CREATE TABLE observation_cell (
    unit        VARCHAR NOT NULL,
    variable    VARCHAR NOT NULL,
    year        SMALLINT NOT NULL,
    source      VARCHAR NOT NULL,
    snapshot    VARCHAR NOT NULL,
    file        VARCHAR NOT NULL,
    member      VARCHAR NOT NULL,
    sheet       VARCHAR NOT NULL,
    row         INTEGER NOT NULL,
    col         INTEGER NOT NULL,
    cell        VARCHAR NOT NULL,
    value       DOUBLE NOT NULL,
    weight      DOUBLE NOT NULL,
    weight_cell VARCHAR,
    label       VARCHAR NOT NULL,
    share       DOUBLE
);
COMMENT ON TABLE observation_cell IS 'Cells of aggregated observations: a gmina''s figure summed from facility rows. Grain: unit, variable, year, source, cell.';
COMMENT ON COLUMN observation_cell.unit IS 'TERYT code of the unit (unit.teryt).';
COMMENT ON COLUMN observation_cell.variable IS 'Code of the variable.';
COMMENT ON COLUMN observation_cell.year IS 'Reference year; a school year t/t+1 is t.';
COMMENT ON COLUMN observation_cell.source IS 'Id of the source.';
COMMENT ON COLUMN observation_cell.snapshot IS 'sha256 of the file.';
COMMENT ON COLUMN observation_cell.file IS 'File as delivered, relative to the workspace.';
COMMENT ON COLUMN observation_cell.member IS 'Path inside a portal ZIP, else empty.';
COMMENT ON COLUMN observation_cell.sheet IS 'Sheet of the workbook, empty for text files.';
COMMENT ON COLUMN observation_cell.row IS 'Row of the cell.';
COMMENT ON COLUMN observation_cell.col IS 'Column of the cell.';
COMMENT ON COLUMN observation_cell.cell IS 'Place of the cell.';
COMMENT ON COLUMN observation_cell.value IS 'Number in the cell.';
COMMENT ON COLUMN observation_cell.weight IS 'Number the cell is multiplied by, 1 without one.';
COMMENT ON COLUMN observation_cell.weight_cell IS 'Place of that number.';
COMMENT ON COLUMN observation_cell.label IS 'Facility of the row.';
COMMENT ON COLUMN observation_cell.share IS 'Share of the cell (value × weight) in the observation.';

CREATE TABLE observation_unmatched (
    unit_code   VARCHAR NOT NULL,
    unit_name   VARCHAR NOT NULL,
    reason      VARCHAR NOT NULL,
    variable    VARCHAR NOT NULL,
    year        SMALLINT NOT NULL,
    value       DOUBLE,
    status      VARCHAR NOT NULL,
    source      VARCHAR NOT NULL,
    snapshot    VARCHAR NOT NULL,
    file        VARCHAR NOT NULL,
    sheet       VARCHAR NOT NULL,
    row         INTEGER,
    col         INTEGER
);
COMMENT ON TABLE observation_unmatched IS 'Observations whose unit could not be found for certain: kept, never dropped. Grain: observation.';
COMMENT ON COLUMN observation_unmatched.unit_code IS 'What the file says about the unit: a code, the number of a gmina without its kind, or names (~…, see docs/units.md).';
COMMENT ON COLUMN observation_unmatched.unit_name IS 'Name in the file.';
COMMENT ON COLUMN observation_unmatched.reason IS 'Why no unit was found, in Polish, with the units that fit or look alike.';
COMMENT ON COLUMN observation_unmatched.variable IS 'Code of the variable.';
COMMENT ON COLUMN observation_unmatched.year IS 'Reference year; a school year t/t+1 is t.';
COMMENT ON COLUMN observation_unmatched.value IS 'The figure; NULL when missing.';
COMMENT ON COLUMN observation_unmatched.status IS 'Status code, see label group status.';
COMMENT ON COLUMN observation_unmatched.source IS 'Id of the source.';
COMMENT ON COLUMN observation_unmatched.snapshot IS 'sha256 of the file.';
COMMENT ON COLUMN observation_unmatched.file IS 'File as delivered, relative to the workspace.';
COMMENT ON COLUMN observation_unmatched.sheet IS 'Sheet of the workbook, empty for text files.';
COMMENT ON COLUMN observation_unmatched.row IS '1-based row of the sheet, or line of the text file.';
COMMENT ON COLUMN observation_unmatched.col IS '1-based column of the sheet, or field of the line.';
