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
