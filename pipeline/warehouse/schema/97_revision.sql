-- purpose: what changed since the file that was published before
-- reads:   nothing
-- writes:  empty tables with their descriptions
-- grain:   stated in each table's comment

CREATE TABLE revision_run (
    old_run     VARCHAR,
    old_as_of   DATE,
    old_program VARCHAR,
    note        VARCHAR NOT NULL
);
COMMENT ON TABLE revision_run IS 'Which file this one was compared with. Grain: one row.';
COMMENT ON COLUMN revision_run.old_run IS 'Run of the file published before (run.run there); NULL: nothing was compared.';
COMMENT ON COLUMN revision_run.old_as_of IS 'Its day.';
COMMENT ON COLUMN revision_run.old_program IS 'Version of the program that made it.';
COMMENT ON COLUMN revision_run.note IS 'first (nothing was published before), other_tables (made by a program with other tables), unreadable; empty where files were compared.';

CREATE TABLE revision (
    kind       VARCHAR NOT NULL,
    unit       VARCHAR NOT NULL,
    code       VARCHAR NOT NULL,
    year       SMALLINT NOT NULL,
    scheme     VARCHAR NOT NULL,
    old_value  DOUBLE,
    new_value  DOUBLE,
    old_status VARCHAR,
    new_status VARCHAR,
    cause      VARCHAR NOT NULL,
    detail     VARCHAR NOT NULL,
    origin     VARCHAR NOT NULL
);
COMMENT ON TABLE revision IS 'Every published figure that is not what it was, with its cause. Figures that are new, not changed, are counted in revision_summary only. Grain: kind, unit, code, year, scheme.';
COMMENT ON COLUMN revision.kind IS 'observation, indicator, score, rank.';
COMMENT ON COLUMN revision.unit IS 'TERYT code of the unit (unit.teryt).';
COMMENT ON COLUMN revision.code IS 'Variable, indicator, or node of a score.';
COMMENT ON COLUMN revision.year IS 'Reference year; a school year t/t+1 is t.';
COMMENT ON COLUMN revision.scheme IS 'Peer scheme of a rank; else empty.';
COMMENT ON COLUMN revision.old_value IS 'Value as published before: an indicator at its precision, a score at one decimal.';
COMMENT ON COLUMN revision.new_value IS 'Value as published now.';
COMMENT ON COLUMN revision.old_status IS 'Status before; NULL: the row was not there.';
COMMENT ON COLUMN revision.new_status IS 'Status now; NULL: the row is gone.';
COMMENT ON COLUMN revision.cause IS 'Group change of label: source_revision, withdrawn, correction, mapping, profile, choice, formula, weight, method, coverage, reference_set, peer_group, new_data.';
COMMENT ON COLUMN revision.detail IS 'Of an observation the file and cell; of an indicator the variable, of a score the indicator or service, that moved it most.';
COMMENT ON COLUMN revision.origin IS 'synthetic when the old or the new figure rests on made-up data.';

CREATE TABLE revision_part (
    unit      VARCHAR NOT NULL,
    fiche     VARCHAR NOT NULL,
    year      SMALLINT NOT NULL,
    indicator VARCHAR NOT NULL,
    cause     VARCHAR NOT NULL,
    old_contribution DOUBLE NOT NULL,
    new_contribution DOUBLE NOT NULL,
    delta     DOUBLE NOT NULL
);
COMMENT ON TABLE revision_part IS 'What a changed score of a service changed by: the part of each indicator and cause. Where scores are sums in both files the parts sum to the change. Grain: unit, fiche, year, indicator, cause.';
COMMENT ON COLUMN revision_part.unit IS 'TERYT code of the unit (unit.teryt).';
COMMENT ON COLUMN revision_part.fiche IS 'Id of the fiche.';
COMMENT ON COLUMN revision_part.year IS 'Reference year; a school year t/t+1 is t.';
COMMENT ON COLUMN revision_part.indicator IS 'Code of the indicator card.';
COMMENT ON COLUMN revision_part.cause IS 'Cause of this part: see revision.cause. reference_set: other units changed and with them the scale; coverage: another indicator became known or missing and the weights were shared anew.';
COMMENT ON COLUMN revision_part.old_contribution IS 'contribution.contribution before, 0 where it took no part.';
COMMENT ON COLUMN revision_part.new_contribution IS 'contribution.contribution now, 0 where it takes no part.';
COMMENT ON COLUMN revision_part.delta IS 'Points of the score. A contribution is mark × weight: the change of the mark counts at the mean of the two weights and the change of the weight at the mean of the two marks, so nothing is left over.';

CREATE TABLE revision_definition (
    kind  VARCHAR NOT NULL,
    code  VARCHAR NOT NULL,
    what  VARCHAR NOT NULL
);
COMMENT ON TABLE revision_definition IS 'Definitions that changed. Grain: kind, code, what.';
COMMENT ON COLUMN revision_definition.kind IS 'indicator, fiche, hierarchy, scheme.';
COMMENT ON COLUMN revision_definition.code IS 'Code of the indicator, fiche, node or scheme.';
COMMENT ON COLUMN revision_definition.what IS 'formula, weight, method, peer_group.';

CREATE TABLE revision_summary (
    kind    VARCHAR NOT NULL,
    code    VARCHAR NOT NULL,
    year    SMALLINT NOT NULL,
    cause   VARCHAR NOT NULL,
    changes INTEGER NOT NULL,
    largest DOUBLE,
    origin  VARCHAR NOT NULL
);
COMMENT ON TABLE revision_summary IS 'Changes and new figures counted. Grain: kind, code, year, cause.';
COMMENT ON COLUMN revision_summary.kind IS 'observation, indicator, score, rank.';
COMMENT ON COLUMN revision_summary.code IS 'Variable, indicator, or node of a score.';
COMMENT ON COLUMN revision_summary.year IS 'Reference year; a school year t/t+1 is t.';
COMMENT ON COLUMN revision_summary.cause IS 'See revision.cause; new_data: figures that were not there before.';
COMMENT ON COLUMN revision_summary.changes IS 'Figures that changed; of a rank in all schemes.';
COMMENT ON COLUMN revision_summary.largest IS 'Largest absolute difference of two values; NULL where only the status changed.';
COMMENT ON COLUMN revision_summary.origin IS 'synthetic when one of the figures rests on made-up data.';

CREATE TABLE correction_log (
    as_of   DATE NOT NULL,
    run     VARCHAR NOT NULL,
    kind    VARCHAR NOT NULL,
    code    VARCHAR NOT NULL,
    year    SMALLINT NOT NULL,
    cause   VARCHAR NOT NULL,
    changes INTEGER NOT NULL,
    largest DOUBLE,
    origin  VARCHAR NOT NULL
);
COMMENT ON TABLE correction_log IS 'The correction log for the public: changes of figures that had been published, run after run; it is carried over from file to file. Grain: run, kind, code, year, cause.';
COMMENT ON COLUMN correction_log.as_of IS 'Day of the run that changed them.';
COMMENT ON COLUMN correction_log.run IS 'That run.';
COMMENT ON COLUMN correction_log.kind IS 'observation, indicator, score.';
COMMENT ON COLUMN correction_log.code IS 'Variable, indicator, or node of a score.';
COMMENT ON COLUMN correction_log.year IS 'Reference year; a school year t/t+1 is t.';
COMMENT ON COLUMN correction_log.cause IS 'See revision.cause.';
COMMENT ON COLUMN correction_log.changes IS 'Figures that changed.';
COMMENT ON COLUMN correction_log.largest IS 'Largest absolute difference of two values; NULL where only the status changed.';
COMMENT ON COLUMN correction_log.origin IS 'synthetic when one of the figures rests on made-up data.';
