-- purpose: quality indicators: completeness, punctuality, timeliness, accuracy
-- reads:   nothing
-- writes:  empty tables with their descriptions
-- grain:   stated in each table's comment

CREATE TABLE source_year (
    source      VARCHAR NOT NULL,
    year        SMALLINT NOT NULL,
    scheduled_on DATE,
    delivered_by DATE,
    days_after  INTEGER,
    cells       INTEGER NOT NULL,
    known       INTEGER NOT NULL,
    due         INTEGER NOT NULL,
    state       VARCHAR NOT NULL
);
COMMENT ON TABLE source_year IS 'The release calendar against what was delivered. Grain: source, year.';
COMMENT ON COLUMN source_year.source IS 'Id of the source.';
COMMENT ON COLUMN source_year.year IS 'Reference year of the data.';
COMMENT ON COLUMN source_year.scheduled_on IS 'Day of publication by the calendar; NULL: the profile gives none.';
COMMENT ON COLUMN source_year.delivered_by IS 'Day of the export that stands in the name of the earliest file whose newest year it is: the data were out on that day at the latest. NULL: no such file, or no day in its name.';
COMMENT ON COLUMN source_year.days_after IS 'delivered_by − scheduled_on: late by so many days at most; below 0: in time.';
COMMENT ON COLUMN source_year.cells IS 'Cells of the grid that the source answers for.';
COMMENT ON COLUMN source_year.known IS 'Cells with a value.';
COMMENT ON COLUMN source_year.due IS 'Missing cells that should be there by the calendar.';
COMMENT ON COLUMN source_year.state IS 'complete; partial; pending (not out yet); overdue (its day has passed, nothing is there); not_surveyed (the survey skips the year); missing (no calendar says when).';

CREATE TABLE quality_source (
    source      VARCHAR PRIMARY KEY,
    cells       INTEGER NOT NULL,
    known       INTEGER NOT NULL,
    due         INTEGER NOT NULL,
    overdue     INTEGER NOT NULL,
    completeness DOUBLE,
    delivered   DOUBLE,
    years_due   INTEGER NOT NULL,
    years_delivered INTEGER NOT NULL,
    punctuality DOUBLE,
    last_year   SMALLINT,
    next_year   SMALLINT,
    next_on     DATE,
    next_overdue BOOLEAN NOT NULL,
    days_late   INTEGER,
    timeliness  INTEGER,
    days_after  INTEGER,
    corrected   INTEGER NOT NULL,
    contested   INTEGER NOT NULL,
    estimate    INTEGER NOT NULL,
    weak        INTEGER NOT NULL,
    imputed     INTEGER NOT NULL
);
COMMENT ON TABLE quality_source IS 'Quality of each source: completeness, punctuality, timeliness, and what is known of accuracy. Grain: source.';
COMMENT ON COLUMN quality_source.source IS 'Id of the source.';
COMMENT ON COLUMN quality_source.cells IS 'Cells of the grid that the source answers for, in years it surveys.';
COMMENT ON COLUMN quality_source.known IS 'Cells with a value.';
COMMENT ON COLUMN quality_source.due IS 'Missing cells that should be there by the calendar.';
COMMENT ON COLUMN quality_source.overdue IS 'Missing cells whose expected day has passed.';
COMMENT ON COLUMN quality_source.completeness IS '100 × known / cells: data completeness.';
COMMENT ON COLUMN quality_source.delivered IS '100 × known / (known + due): of what should be there on the day of the run.';
COMMENT ON COLUMN quality_source.years_due IS 'Years whose day of publication has come.';
COMMENT ON COLUMN quality_source.years_delivered IS 'Of these, years with a value.';
COMMENT ON COLUMN quality_source.punctuality IS '100 × years_delivered / years_due.';
COMMENT ON COLUMN quality_source.last_year IS 'Last year delivered.';
COMMENT ON COLUMN quality_source.next_year IS 'The year that comes next, by the calendar.';
COMMENT ON COLUMN quality_source.next_on IS 'Its day of publication.';
COMMENT ON COLUMN quality_source.next_overdue IS 'That day has come and the data are not there.';
COMMENT ON COLUMN quality_source.days_late IS 'Days since then.';
COMMENT ON COLUMN quality_source.timeliness IS 'Days from the end of the reference year to publication, by the calendar.';
COMMENT ON COLUMN quality_source.days_after IS 'Days from the scheduled to the export of the newest year whose file says when: upper bound of the delay; below 0: in time.';
COMMENT ON COLUMN quality_source.corrected IS 'Values that a correction of the workspace replaced.';
COMMENT ON COLUMN quality_source.contested IS 'Values that another source contradicts beyond rounding.';
COMMENT ON COLUMN quality_source.estimate IS 'Preliminary or estimated values.';
COMMENT ON COLUMN quality_source.weak IS 'Values flagged as incomplete or of low precision.';
COMMENT ON COLUMN quality_source.imputed IS 'Missing cells that some fiche fills.';

CREATE TABLE quality_variable (
    variable    VARCHAR NOT NULL,
    level       VARCHAR NOT NULL,
    year        SMALLINT NOT NULL,
    cells       INTEGER NOT NULL,
    known       INTEGER NOT NULL,
    due         INTEGER NOT NULL,
    overdue     INTEGER NOT NULL,
    completeness DOUBLE,
    delivered   DOUBLE,
    corrected   INTEGER NOT NULL,
    contested   INTEGER NOT NULL,
    estimate    INTEGER NOT NULL,
    weak        INTEGER NOT NULL,
    breaks      INTEGER NOT NULL,
    imputed     INTEGER NOT NULL
);
COMMENT ON TABLE quality_variable IS 'Completeness and accuracy of each variable. cells sum to the expected grid. Grain: variable, level, year.';
COMMENT ON COLUMN quality_variable.variable IS 'Code of the variable.';
COMMENT ON COLUMN quality_variable.level IS 'Level of the units.';
COMMENT ON COLUMN quality_variable.year IS 'Year of the variable.';
COMMENT ON COLUMN quality_variable.cells IS 'Units that need it: cells of the expected grid.';
COMMENT ON COLUMN quality_variable.known IS 'Cells with a value; the others are in gap.';
COMMENT ON COLUMN quality_variable.due IS 'Missing cells that should be there by the calendar.';
COMMENT ON COLUMN quality_variable.overdue IS 'Missing cells whose expected day has passed.';
COMMENT ON COLUMN quality_variable.completeness IS '100 × known / cells.';
COMMENT ON COLUMN quality_variable.delivered IS '100 × known / (known + due).';
COMMENT ON COLUMN quality_variable.corrected IS 'Values that a correction of the workspace replaced.';
COMMENT ON COLUMN quality_variable.contested IS 'Values that another source contradicts beyond rounding.';
COMMENT ON COLUMN quality_variable.estimate IS 'Preliminary or estimated values.';
COMMENT ON COLUMN quality_variable.weak IS 'Values flagged as incomplete or of low precision.';
COMMENT ON COLUMN quality_variable.breaks IS 'Values flagged as the first of a new method.';
COMMENT ON COLUMN quality_variable.imputed IS 'Missing cells that some fiche fills.';

CREATE TABLE quality_indicator (
    indicator   VARCHAR NOT NULL,
    level       VARCHAR NOT NULL,
    year        SMALLINT NOT NULL,
    units       INTEGER NOT NULL,
    known       INTEGER NOT NULL,
    completeness DOUBLE,
    imputed     INTEGER NOT NULL,
    estimate    INTEGER NOT NULL,
    weak        INTEGER NOT NULL,
    comparable_years SMALLINT NOT NULL,
    timeliness  SMALLINT NOT NULL
);
COMMENT ON TABLE quality_indicator IS 'Completeness, comparability over time and timeliness of each indicator. Grain: indicator, level, year.';
COMMENT ON COLUMN quality_indicator.indicator IS 'Code of the indicator card.';
COMMENT ON COLUMN quality_indicator.level IS 'Level of the units.';
COMMENT ON COLUMN quality_indicator.year IS 'Reference year; a school year t/t+1 is t.';
COMMENT ON COLUMN quality_indicator.units IS 'Units it is expected of: they run a service that uses it and it applies to them.';
COMMENT ON COLUMN quality_indicator.known IS 'Units with a value.';
COMMENT ON COLUMN quality_indicator.completeness IS '100 × known / units.';
COMMENT ON COLUMN quality_indicator.imputed IS 'Units for which some fiche fills it.';
COMMENT ON COLUMN quality_indicator.estimate IS 'Values with a preliminary or estimated term.';
COMMENT ON COLUMN quality_indicator.weak IS 'Values with an incomplete or imprecise term.';
COMMENT ON COLUMN quality_indicator.comparable_years IS 'Length of the comparable series: figures since the first year of the card, or its last break, up to this one.';
COMMENT ON COLUMN quality_indicator.timeliness IS 'Days from 31 December of the year to publication, by the card.';

CREATE TABLE quality_service (
    fiche       VARCHAR NOT NULL,
    year        SMALLINT NOT NULL,
    units       INTEGER NOT NULL,
    values_expected INTEGER NOT NULL,
    values_known INTEGER NOT NULL,
    completeness DOUBLE,
    values_imputed INTEGER NOT NULL,
    gaps        INTEGER NOT NULL,
    scores      INTEGER,
    withheld    INTEGER,
    scored      DOUBLE,
    withheld_alone INTEGER NOT NULL
);
COMMENT ON TABLE quality_service IS 'Completeness of each service. Grain: fiche, year.';
COMMENT ON COLUMN quality_service.fiche IS 'Id of the fiche.';
COMMENT ON COLUMN quality_service.year IS 'Reference year.';
COMMENT ON COLUMN quality_service.units IS 'Units that run the service, or may run it.';
COMMENT ON COLUMN quality_service.values_expected IS 'Values of its indicators, context ones too, that apply to them.';
COMMENT ON COLUMN quality_service.values_known IS 'Of these, known.';
COMMENT ON COLUMN quality_service.completeness IS '100 × values_known / values_expected.';
COMMENT ON COLUMN quality_service.values_imputed IS 'Values the fiche fills.';
COMMENT ON COLUMN quality_service.gaps IS 'Missing cells that it needs.';
COMMENT ON COLUMN quality_service.scores IS 'Scores published; NULL: the fiche has no score.';
COMMENT ON COLUMN quality_service.withheld IS 'Scores withheld.';
COMMENT ON COLUMN quality_service.scored IS '100 × scores / (scores + withheld).';
COMMENT ON COLUMN quality_service.withheld_alone IS 'Missing cells any of which alone would give a withheld score.';
