-- purpose: what the file was made from and what the run noticed
-- reads:   nothing
-- writes:  empty tables with their descriptions
-- grain:   stated in each table's comment

CREATE TABLE run (
    run             VARCHAR PRIMARY KEY,
    workspace       VARCHAR NOT NULL,
    as_of           DATE NOT NULL,
    program         VARCHAR NOT NULL,
    register_date   DATE,
    first_year      SMALLINT NOT NULL,
    last_year       SMALLINT NOT NULL,
    min_group       INTEGER NOT NULL,
    synthetic       BOOLEAN NOT NULL
);
COMMENT ON TABLE run IS 'One row: what this file was made from. Grain: run. Wall-clock times are in the run history (miernik status), not here, so that equal input gives equal tables.';
COMMENT ON COLUMN run.run IS 'Hash of everything that decides the result: sources, definitions, configuration, program, day.';
COMMENT ON COLUMN run.workspace IS 'Name of the workspace.';
COMMENT ON COLUMN run.as_of IS 'Day for which overdue and pending are decided (stan danych na dzień).';
COMMENT ON COLUMN run.program IS 'Version of the program.';
COMMENT ON COLUMN run.register_date IS 'Date of the TERC register in force.';
COMMENT ON COLUMN run.first_year IS 'First year of the period.';
COMMENT ON COLUMN run.last_year IS 'Last year of the period.';
COMMENT ON COLUMN run.min_group IS 'Smallest group with quartiles and classes.';
COMMENT ON COLUMN run.synthetic IS 'TRUE when any source in the file is made up (dane zmyślone).';

CREATE TABLE stage_run (
    stage   VARCHAR NOT NULL,
    ord     INTEGER NOT NULL,
    rows_out BIGINT NOT NULL
);
COMMENT ON TABLE stage_run IS 'Row counts of each stage of the run. Grain: stage.';
COMMENT ON COLUMN stage_run.stage IS 'Stage of the run.';
COMMENT ON COLUMN stage_run.ord IS 'Order of the stages.';
COMMENT ON COLUMN stage_run.rows_out IS 'Rows written.';

CREATE TABLE finding (
    severity    VARCHAR NOT NULL,
    code        VARCHAR NOT NULL,
    place       VARCHAR NOT NULL,
    file        VARCHAR NOT NULL,
    sheet       VARCHAR NOT NULL,
    row         INTEGER,
    col         INTEGER,
    message_pl  VARCHAR NOT NULL,
    message_en  VARCHAR NOT NULL,
    hint_pl     VARCHAR NOT NULL,
    hint_en     VARCHAR NOT NULL
);
COMMENT ON TABLE finding IS 'What the run noticed about its input, with place and hint. Grain: finding.';
COMMENT ON COLUMN finding.severity IS 'info, warning, error.';
COMMENT ON COLUMN finding.code IS 'Kind of finding; stable, scripts may filter on it.';
COMMENT ON COLUMN finding.place IS 'file:line:field, or file!sheet!cell.';
COMMENT ON COLUMN finding.file IS 'File the finding is about.';
COMMENT ON COLUMN finding.sheet IS 'Sheet of the workbook, else empty.';
COMMENT ON COLUMN finding.row IS 'Row or line, NULL: the whole file.';
COMMENT ON COLUMN finding.col IS 'Column or field.';
COMMENT ON COLUMN finding.message_pl IS 'Sentence in Polish.';
COMMENT ON COLUMN finding.message_en IS 'Sentence in English.';
COMMENT ON COLUMN finding.hint_pl IS 'What to do, in Polish.';
COMMENT ON COLUMN finding.hint_en IS 'What to do, in English.';

CREATE TABLE label (
    grp  VARCHAR NOT NULL,
    code VARCHAR NOT NULL,
    pl   VARCHAR NOT NULL,
    en   VARCHAR NOT NULL,
    shorthand VARCHAR NOT NULL,
    explanation_pl VARCHAR NOT NULL,
    short_pl       VARCHAR NOT NULL,
    explanation_en VARCHAR NOT NULL
);
COMMENT ON TABLE label IS 'Polish and English names of codes: status, flag, dimension, role, direction, scheme, class, cause. Grain: grp, code.';
COMMENT ON COLUMN label.grp IS 'Group of codes: status, flag, cause, class, header, sheet …';
COMMENT ON COLUMN label.code IS 'Code.';
COMMENT ON COLUMN label.pl IS 'Polish name.';
COMMENT ON COLUMN label.en IS 'English name.';
COMMENT ON COLUMN label.shorthand IS 'Mark for published tables.';
COMMENT ON COLUMN label.explanation_pl IS 'Explanation in Polish.';
COMMENT ON COLUMN label.short_pl IS 'Short form for Polish tables and headings: a sign, or for directions a few words.';
COMMENT ON COLUMN label.explanation_en IS 'Explanation in English.';
