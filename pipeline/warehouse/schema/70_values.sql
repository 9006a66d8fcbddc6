-- purpose: the expected grid: who runs a service, values, gaps
-- reads:   nothing
-- writes:  empty tables with their descriptions
-- grain:   stated in each table's comment

CREATE TABLE service_operation (
    unit     VARCHAR NOT NULL,
    fiche    VARCHAR NOT NULL,
    year     SMALLINT NOT NULL,
    operates BOOLEAN,
    basis    VARCHAR NOT NULL
);
COMMENT ON TABLE service_operation IS 'Whether a unit runs the service in a year, and on what ground. NULL: the deciding variable is missing, which is a gap and never "does not apply". Grain: unit, fiche, year.';
COMMENT ON COLUMN service_operation.unit IS 'TERYT code of the unit (unit.teryt).';
COMMENT ON COLUMN service_operation.fiche IS 'Id of the fiche.';
COMMENT ON COLUMN service_operation.year IS 'Reference year; a school year t/t+1 is t.';
COMMENT ON COLUMN service_operation.operates IS 'TRUE, FALSE, or NULL: not known.';
COMMENT ON COLUMN service_operation.basis IS 'Obligation or condition that decides.';

CREATE TABLE indicator_value (
    unit        VARCHAR NOT NULL,
    indicator   VARCHAR NOT NULL,
    year        SMALLINT NOT NULL,
    numerator   DOUBLE,
    denominator DOUBLE,
    value       DOUBLE,
    value_published DOUBLE,
    status      VARCHAR NOT NULL,
    cause       VARCHAR,
    cause_variable VARCHAR,
    cause_year  SMALLINT,
    flags       VARCHAR NOT NULL,
    origin      VARCHAR NOT NULL
);
COMMENT ON TABLE indicator_value IS 'The expected grid of indicators with its values: every unit a fiche applies to, every year of the card. Grain: unit, indicator, year.';
COMMENT ON COLUMN indicator_value.unit IS 'TERYT code of the unit (unit.teryt).';
COMMENT ON COLUMN indicator_value.indicator IS 'Code of the indicator card.';
COMMENT ON COLUMN indicator_value.year IS 'Reference year; a school year t/t+1 is t.';
COMMENT ON COLUMN indicator_value.numerator IS 'Σ coefficient·variable of the numerator; NULL when a term is missing.';
COMMENT ON COLUMN indicator_value.denominator IS 'The same of the denominator; NULL for a plain count.';
COMMENT ON COLUMN indicator_value.value IS 'multiplier × numerator / denominator, unrounded.';
COMMENT ON COLUMN indicator_value.value_published IS 'value rounded to the precision of the card; ranks and classes use it.';
COMMENT ON COLUMN indicator_value.status IS 'Status of the worst term; NULL value has the cause and the term in cause_variable, cause_year.';
COMMENT ON COLUMN indicator_value.cause IS 'Cause of the worst missing term.';
COMMENT ON COLUMN indicator_value.cause_variable IS 'The term that is missing.';
COMMENT ON COLUMN indicator_value.cause_year IS 'Its year.';
COMMENT ON COLUMN indicator_value.flags IS 'Comma-separated flags, see label group flag.';
COMMENT ON COLUMN indicator_value.origin IS 'synthetic when any term is made up.';

CREATE TABLE gap (
    unit        VARCHAR NOT NULL,
    variable    VARCHAR NOT NULL,
    year        SMALLINT NOT NULL,
    cause       VARCHAR NOT NULL,
    owner       VARCHAR NOT NULL,
    owner_kind  VARCHAR NOT NULL,
    expected_on DATE,
    overdue     BOOLEAN NOT NULL,
    source      VARCHAR,
    file        VARCHAR,
    sheet       VARCHAR,
    cell        VARCHAR,
    raw         VARCHAR,
    sign        VARCHAR,
    severity    INTEGER NOT NULL,
    indicators  INTEGER NOT NULL,
    explanation_pl VARCHAR NOT NULL,
    explanation_en VARCHAR NOT NULL
);
COMMENT ON TABLE gap IS 'Every cell that the fiches need and no source gives, with exactly one cause. Grain: unit, variable, year.';
COMMENT ON COLUMN gap.unit IS 'TERYT code of the unit (unit.teryt).';
COMMENT ON COLUMN gap.variable IS 'Code of the variable.';
COMMENT ON COLUMN gap.year IS 'Year of the variable.';
COMMENT ON COLUMN gap.cause IS 'Cause of the gap, see label group cause.';
COMMENT ON COLUMN gap.owner IS 'Who can mend it; empty: nobody.';
COMMENT ON COLUMN gap.owner_kind IS 'publisher, local, operator, working_group, register, nobody.';
COMMENT ON COLUMN gap.expected_on IS 'When the value is expected; NULL: no date (bez terminu).';
COMMENT ON COLUMN gap.overdue IS 'The expected date has passed.';
COMMENT ON COLUMN gap.source IS 'Source that answers for the variable, NULL: none.';
COMMENT ON COLUMN gap.file IS 'File that has, or should have, the cell.';
COMMENT ON COLUMN gap.sheet IS 'Sheet of the cell.';
COMMENT ON COLUMN gap.cell IS 'Place of the cell, when there is one.';
COMMENT ON COLUMN gap.raw IS 'Text of the cell.';
COMMENT ON COLUMN gap.sign IS 'Attribute beside it.';
COMMENT ON COLUMN gap.severity IS 'Per fiche, the weights of the indicators that miss this cell; 100 where it decides whether the fiche applies. Summed over fiches.';
COMMENT ON COLUMN gap.indicators IS 'Number of indicators that miss this cell.';
COMMENT ON COLUMN gap.explanation_pl IS 'One sentence, in Polish.';
COMMENT ON COLUMN gap.explanation_en IS 'One sentence, in English.';
