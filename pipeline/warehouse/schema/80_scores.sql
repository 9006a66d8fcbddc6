-- purpose: scores and what they are made of
-- reads:   nothing
-- writes:  empty tables with their descriptions
-- grain:   stated in each table's comment

CREATE TABLE score (
    unit        VARCHAR NOT NULL,
    fiche       VARCHAR NOT NULL,
    year        SMALLINT NOT NULL,
    method      VARCHAR NOT NULL,
    score       DOUBLE,
    status      VARCHAR NOT NULL,
    withheld_reason VARCHAR NOT NULL,
    coverage_weight INTEGER NOT NULL,
    expected_weight INTEGER NOT NULL,
    coverage_count INTEGER NOT NULL,
    expected_count INTEGER NOT NULL,
    dimensions  INTEGER NOT NULL,
    has_core    BOOLEAN NOT NULL,
    origin      VARCHAR NOT NULL
);
COMMENT ON TABLE score IS 'Score 0–100 of a service in a unit. Grain: unit, fiche, year, method.';
COMMENT ON COLUMN score.unit IS 'TERYT code of the unit (unit.teryt).';
COMMENT ON COLUMN score.fiche IS 'Id of the fiche.';
COMMENT ON COLUMN score.year IS 'Reference year; a school year t/t+1 is t.';
COMMENT ON COLUMN score.method IS 'Normalisation and aggregation.';
COMMENT ON COLUMN score.score IS '0–100, NULL unless status is ok.';
COMMENT ON COLUMN score.status IS 'ok, withheld (coverage too thin), not_applicable (the unit does not run the service).';
COMMENT ON COLUMN score.withheld_reason IS 'below_coverage, few_indicators, few_dimensions, no_difference (the known indicators do not tell units apart), operation_unknown; empty for a score.';
COMMENT ON COLUMN score.coverage_weight IS 'Known weight in per cent of what applies, rounded down.';
COMMENT ON COLUMN score.expected_weight IS 'Weight of the indicators that apply.';
COMMENT ON COLUMN score.coverage_count IS 'Known monitoring indicators.';
COMMENT ON COLUMN score.expected_count IS 'Monitoring indicators that apply.';
COMMENT ON COLUMN score.dimensions IS 'Dimensions with a known indicator.';
COMMENT ON COLUMN score.has_core IS 'All core indicators are known; units without them are not ranked (poza rankingiem).';
COMMENT ON COLUMN score.origin IS 'real or synthetic (made up).';

CREATE TABLE contribution (
    unit        VARCHAR NOT NULL,
    fiche       VARCHAR NOT NULL,
    year        SMALLINT NOT NULL,
    indicator   VARCHAR NOT NULL,
    value       DOUBLE NOT NULL,
    normalised  DOUBLE NOT NULL,
    weight      INTEGER NOT NULL,
    effective_weight DOUBLE NOT NULL,
    contribution DOUBLE NOT NULL
);
COMMENT ON TABLE contribution IS 'What each known indicator adds to a score: contribution = normalised × effective_weight / 100; they sum to the score. Grain: unit, fiche, year, indicator.';
COMMENT ON COLUMN contribution.unit IS 'TERYT code of the unit (unit.teryt).';
COMMENT ON COLUMN contribution.fiche IS 'Id of the fiche.';
COMMENT ON COLUMN contribution.year IS 'Reference year; a school year t/t+1 is t.';
COMMENT ON COLUMN contribution.indicator IS 'Code of the indicator card.';
COMMENT ON COLUMN contribution.value IS 'Value after the cap.';
COMMENT ON COLUMN contribution.normalised IS '0–100 after direction, cap and min–max over the reference set.';
COMMENT ON COLUMN contribution.weight IS 'Weight in the fiche, whole points.';
COMMENT ON COLUMN contribution.effective_weight IS 'Weight re-scaled to the indicators known for this unit.';
COMMENT ON COLUMN contribution.contribution IS 'What the indicator adds to the score.';
