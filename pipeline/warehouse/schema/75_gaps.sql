-- purpose: the gap register: causes, consequences, what could fill a gap, what was filled
-- reads:   nothing
-- writes:  empty tables with their descriptions
-- grain:   stated in each table's comment

CREATE TABLE gap (
    unit        VARCHAR NOT NULL,
    variable    VARCHAR NOT NULL,
    year        SMALLINT NOT NULL,
    cause       VARCHAR NOT NULL,
    owner       VARCHAR NOT NULL,
    owner_kind  VARCHAR NOT NULL,
    expected_on DATE,
    overdue     BOOLEAN NOT NULL,
    due         BOOLEAN NOT NULL,
    source      VARCHAR,
    file        VARCHAR,
    sheet       VARCHAR,
    cell        VARCHAR,
    raw         VARCHAR,
    sign        VARCHAR,
    severity    INTEGER NOT NULL,
    indicators  INTEGER NOT NULL,
    extent      VARCHAR NOT NULL,
    units       INTEGER NOT NULL,
    units_expected INTEGER NOT NULL,
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
COMMENT ON COLUMN gap.due IS 'By the calendar of its source the value should be there on the day of the run: a source answers for the year, surveys it, and its day of publication has come. FALSE: nobody promised it yet.';
COMMENT ON COLUMN gap.source IS 'Source that answers for the variable, NULL: none.';
COMMENT ON COLUMN gap.file IS 'File that has, or should have, the cell.';
COMMENT ON COLUMN gap.sheet IS 'Sheet of the cell.';
COMMENT ON COLUMN gap.cell IS 'Place of the cell, when there is one.';
COMMENT ON COLUMN gap.raw IS 'Text of the cell.';
COMMENT ON COLUMN gap.sign IS 'Attribute beside it.';
COMMENT ON COLUMN gap.severity IS 'Per fiche, the weights of the indicators that miss this cell; 100 where it decides whether the fiche applies. Summed over fiches.';
COMMENT ON COLUMN gap.indicators IS 'Number of indicators that miss this cell.';
COMMENT ON COLUMN gap.extent IS 'Whose matter it is: all (no unit has the value: its publisher''s), voivodeship (no unit of the województwo has it, others have), some, one (this unit alone).';
COMMENT ON COLUMN gap.units IS 'Units of the level that lack the variable in the year.';
COMMENT ON COLUMN gap.units_expected IS 'Units of the level that need it.';
COMMENT ON COLUMN gap.explanation_pl IS 'One sentence, in Polish.';
COMMENT ON COLUMN gap.explanation_en IS 'One sentence, in English.';

CREATE TABLE fill_option (
    variable    VARCHAR NOT NULL,
    level       VARCHAR NOT NULL,
    kind        VARCHAR NOT NULL,
    method      VARCHAR NOT NULL,
    reach       TINYINT NOT NULL,
    size_variable VARCHAR,
    n           INTEGER NOT NULL,
    tried       INTEGER NOT NULL,
    median_percentage_error DOUBLE,
    n_percentage INTEGER NOT NULL,
    median_absolute_error DOUBLE NOT NULL,
    relative_error DOUBLE,
    relative_bias DOUBLE,
    verdict     VARCHAR NOT NULL
);
COMMENT ON TABLE fill_option IS 'Ways of filling a gap, each tested on known cells that were hidden. Grain: variable, level, kind, method, reach.';
COMMENT ON COLUMN fill_option.variable IS 'Code of the variable.';
COMMENT ON COLUMN fill_option.level IS 'Level of the units.';
COMMENT ON COLUMN fill_option.kind IS 'Kind of the units, empty: all of the level. Kinds with fewer than 30 tested cells have no row of their own.';
COMMENT ON COLUMN fill_option.method IS 'locf (the last known value), interpolate (between two known years), growth_of_peers (the last known value times the growth of the kind in the województwo, by sums over units known in both years), peer_median (median rate of the kind in the województwo), ratio_to_parent (rate of the unit above, else of the other units in it).';
COMMENT ON COLUMN fill_option.reach IS 'Years the value was carried, or to each end of the bridge; 0 for the ways that do not reach over years.';
COMMENT ON COLUMN fill_option.size_variable IS 'What the variable is divided by to compare units of different size; NULL: taken as it is.';
COMMENT ON COLUMN fill_option.n IS 'Hidden cells the way could fill; its error is taken on them.';
COMMENT ON COLUMN fill_option.tried IS 'Hidden cells: n / tried is how often it can fill.';
COMMENT ON COLUMN fill_option.median_percentage_error IS 'Median of |filled − known| / |known|, per cent; cells with 0 left out.';
COMMENT ON COLUMN fill_option.n_percentage IS 'Cells behind it.';
COMMENT ON COLUMN fill_option.median_absolute_error IS 'Median of |filled − known|, in the unit of the variable.';
COMMENT ON COLUMN fill_option.relative_error IS 'Root mean square error of the rate, in spreads (standard deviations) of the units: 1 is as good as putting the average, 0 perfect; NULL: units do not differ.';
COMMENT ON COLUMN fill_option.relative_bias IS 'Mean error of the rate, in spreads; above 0: fills too high.';
COMMENT ON COLUMN fill_option.verdict IS 'good; few (under 30 cells); inaccurate (relative_error above 0.5); biased (relative_bias beyond 0.1); no_spread.';

CREATE TABLE fill_advice (
    variable    VARCHAR NOT NULL,
    level       VARCHAR NOT NULL,
    size_variable VARCHAR,
    gaps        INTEGER NOT NULL,
    method      VARCHAR,
    limit_years TINYINT,
    end_method  VARCHAR,
    end_limit_years TINYINT,
    n           INTEGER NOT NULL,
    median_percentage_error DOUBLE,
    relative_error DOUBLE,
    reason_pl   VARCHAR NOT NULL,
    reason_en   VARCHAR NOT NULL
);
COMMENT ON TABLE fill_advice IS 'The best way of filling each variable, or that it should not be filled. Grain: variable, level.';
COMMENT ON COLUMN fill_advice.variable IS 'Code of the variable.';
COMMENT ON COLUMN fill_advice.level IS 'Level of the units.';
COMMENT ON COLUMN fill_advice.size_variable IS 'What the variable is divided by to compare units of different size; NULL: taken as it is.';
COMMENT ON COLUMN fill_advice.gaps IS 'Missing cells.';
COMMENT ON COLUMN fill_advice.method IS 'Best way where years on both sides are known; NULL: do not fill.';
COMMENT ON COLUMN fill_advice.limit_years IS 'Over how many years it is still good; NULL: it does not reach over years.';
COMMENT ON COLUMN fill_advice.end_method IS 'Best way at the end of a series, where only earlier years are known; NULL: do not fill.';
COMMENT ON COLUMN fill_advice.end_limit_years IS 'Over how many years that is still good.';
COMMENT ON COLUMN fill_advice.n IS 'Cells the best way, or the least bad one, was tested on.';
COMMENT ON COLUMN fill_advice.median_percentage_error IS 'Its median error, per cent.';
COMMENT ON COLUMN fill_advice.relative_error IS 'Its root mean square error, in spreads of the units.';
COMMENT ON COLUMN fill_advice.reason_pl IS 'Why, in Polish.';
COMMENT ON COLUMN fill_advice.reason_en IS 'Why, in English.';

CREATE TABLE fill_candidate (
    unit        VARCHAR NOT NULL,
    variable    VARCHAR NOT NULL,
    year        SMALLINT NOT NULL,
    method      VARCHAR NOT NULL,
    reach       TINYINT NOT NULL,
    value       DOUBLE NOT NULL,
    donor_from  SMALLINT,
    donor_to    SMALLINT,
    donor_group VARCHAR,
    donors      INTEGER NOT NULL,
    tested_reach TINYINT,
    verdict     VARCHAR NOT NULL,
    best        BOOLEAN NOT NULL,
    origin      VARCHAR NOT NULL
);
COMMENT ON TABLE fill_candidate IS 'What each way of filling would put into a missing cell: the ways that are good there, and those a fiche allows. It is an offer; what a fiche took is in imputed_value. Grain: unit, variable, year, method.';
COMMENT ON COLUMN fill_candidate.unit IS 'TERYT code of the unit (unit.teryt).';
COMMENT ON COLUMN fill_candidate.variable IS 'Code of the variable.';
COMMENT ON COLUMN fill_candidate.year IS 'Year of the variable.';
COMMENT ON COLUMN fill_candidate.method IS 'locf, interpolate, growth_of_peers, peer_median, ratio_to_parent.';
COMMENT ON COLUMN fill_candidate.reach IS 'Years to the farthest donor, at most 3; 0 for the ways that do not reach over years.';
COMMENT ON COLUMN fill_candidate.value IS 'The value it would put there, unrounded.';
COMMENT ON COLUMN fill_candidate.donor_from IS 'Year of the donor cell, or of the earlier one.';
COMMENT ON COLUMN fill_candidate.donor_to IS 'Year of the later donor cell; growth_of_peers: the year up to which the peers grew.';
COMMENT ON COLUMN fill_candidate.donor_group IS 'peer_median, growth_of_peers: level/kind/województwo of the donors, without the województwo where it has too few; ratio_to_parent: code of the unit above.';
COMMENT ON COLUMN fill_candidate.donors IS 'Donor cells; ratio_to_parent: 1 is the published figure of the unit above, more are the other units in it.';
COMMENT ON COLUMN fill_candidate.tested_reach IS 'Reach at which the way was tested (fill_option.reach): the narrowest test at least as wide; NULL: never tested.';
COMMENT ON COLUMN fill_candidate.verdict IS 'Verdict of that test, see fill_option; untested.';
COMMENT ON COLUMN fill_candidate.best IS 'The good way with the smallest error for this cell.';
COMMENT ON COLUMN fill_candidate.origin IS 'synthetic when a donor is made up.';

CREATE TABLE imputed_value (
    unit        VARCHAR NOT NULL,
    fiche       VARCHAR NOT NULL,
    indicator   VARCHAR NOT NULL,
    year        SMALLINT NOT NULL,
    numerator   DOUBLE,
    denominator DOUBLE,
    value       DOUBLE NOT NULL,
    value_published DOUBLE NOT NULL,
    methods     VARCHAR NOT NULL,
    reach       TINYINT NOT NULL,
    typical_error DOUBLE,
    verdicts    VARCHAR NOT NULL,
    flags       VARCHAR NOT NULL,
    origin      VARCHAR NOT NULL
);
COMMENT ON TABLE imputed_value IS 'Values of indicators that a fiche fills because it allows to (fill). They stand in for a missing indicator_value in this fiche alone, for the unit''s own score; they enter no median, quartile or rank. Grain: unit, fiche, indicator, year.';
COMMENT ON COLUMN imputed_value.unit IS 'TERYT code of the unit (unit.teryt).';
COMMENT ON COLUMN imputed_value.fiche IS 'Id of the fiche that allows it.';
COMMENT ON COLUMN imputed_value.indicator IS 'Code of the indicator card.';
COMMENT ON COLUMN imputed_value.year IS 'Reference year; a school year t/t+1 is t.';
COMMENT ON COLUMN imputed_value.numerator IS 'Numerator with the filled terms.';
COMMENT ON COLUMN imputed_value.denominator IS 'Denominator with the filled terms; NULL for a plain count.';
COMMENT ON COLUMN imputed_value.value IS 'multiplier × numerator / denominator, unrounded.';
COMMENT ON COLUMN imputed_value.value_published IS 'value rounded to the precision of the card.';
COMMENT ON COLUMN imputed_value.methods IS 'Ways its terms were filled by, comma-separated.';
COMMENT ON COLUMN imputed_value.reach IS 'Years to the farthest donor; 0: not over years.';
COMMENT ON COLUMN imputed_value.typical_error IS 'Median error of the way on known cells, per cent; of the worst term. NULL: not tested.';
COMMENT ON COLUMN imputed_value.verdicts IS 'Verdicts of the tests behind it, see fill_option; untested.';
COMMENT ON COLUMN imputed_value.flags IS 'Comma-separated flags of its terms, and imputed.';
COMMENT ON COLUMN imputed_value.origin IS 'synthetic when a term or a donor is made up.';

CREATE TABLE imputed_term (
    unit        VARCHAR NOT NULL,
    fiche       VARCHAR NOT NULL,
    indicator   VARCHAR NOT NULL,
    year        SMALLINT NOT NULL,
    variable    VARCHAR NOT NULL,
    variable_year SMALLINT NOT NULL,
    value       DOUBLE NOT NULL,
    method      VARCHAR NOT NULL,
    reach       TINYINT NOT NULL,
    donor_from  SMALLINT,
    donor_to    SMALLINT,
    donor_group VARCHAR,
    donors      INTEGER NOT NULL,
    tested_reach TINYINT,
    verdict     VARCHAR NOT NULL,
    origin      VARCHAR NOT NULL
);
COMMENT ON TABLE imputed_term IS 'The filled terms of imputed values with their donors. Donors over years are cells of the same unit and variable in those years. Grain: unit, fiche, indicator, year, variable, variable_year.';
COMMENT ON COLUMN imputed_term.unit IS 'TERYT code of the unit (unit.teryt).';
COMMENT ON COLUMN imputed_term.fiche IS 'Id of the fiche.';
COMMENT ON COLUMN imputed_term.indicator IS 'Code of the indicator card.';
COMMENT ON COLUMN imputed_term.year IS 'Reference year of the value.';
COMMENT ON COLUMN imputed_term.variable IS 'Code of the variable.';
COMMENT ON COLUMN imputed_term.variable_year IS 'Year of the filled cell.';
COMMENT ON COLUMN imputed_term.value IS 'What was put there.';
COMMENT ON COLUMN imputed_term.method IS 'locf, interpolate, growth_of_peers, peer_median, ratio_to_parent.';
COMMENT ON COLUMN imputed_term.reach IS 'Years to the farthest donor; 0 for the ways that do not reach over years.';
COMMENT ON COLUMN imputed_term.donor_from IS 'Year of the donor cell, or of the earlier one.';
COMMENT ON COLUMN imputed_term.donor_to IS 'Year of the later donor cell.';
COMMENT ON COLUMN imputed_term.donor_group IS 'Group of the donors, see fill_candidate.';
COMMENT ON COLUMN imputed_term.donors IS 'Donor cells.';
COMMENT ON COLUMN imputed_term.tested_reach IS 'Reach at which the way was tested (fill_option.reach); NULL: never.';
COMMENT ON COLUMN imputed_term.verdict IS 'Verdict of that test, see fill_option; untested.';
COMMENT ON COLUMN imputed_term.origin IS 'synthetic when a donor is made up.';

CREATE TABLE gap_consequence (
    unit        VARCHAR NOT NULL,
    variable    VARCHAR NOT NULL,
    year        SMALLINT NOT NULL,
    fiche       VARCHAR NOT NULL,
    score_year  SMALLINT NOT NULL,
    indicators  INTEGER NOT NULL,
    weight      DOUBLE NOT NULL,
    sole_weight DOUBLE NOT NULL,
    decides     BOOLEAN NOT NULL,
    core        BOOLEAN NOT NULL,
    score_status VARCHAR NOT NULL,
    withheld_reason VARCHAR NOT NULL,
    effect      VARCHAR NOT NULL
);
COMMENT ON TABLE gap_consequence IS 'What a gap takes away from a service and its score. Grain: unit, variable, year, fiche, score_year. The indicators themselves are in v_gap_indicator.';
COMMENT ON COLUMN gap_consequence.unit IS 'TERYT code of the unit (unit.teryt).';
COMMENT ON COLUMN gap_consequence.variable IS 'Code of the variable.';
COMMENT ON COLUMN gap_consequence.year IS 'Year of the variable.';
COMMENT ON COLUMN gap_consequence.fiche IS 'Id of the fiche.';
COMMENT ON COLUMN gap_consequence.score_year IS 'Year of the score; another than year where a formula looks back.';
COMMENT ON COLUMN gap_consequence.indicators IS 'Indicators of the fiche that miss the cell.';
COMMENT ON COLUMN gap_consequence.weight IS 'Their weight.';
COMMENT ON COLUMN gap_consequence.sole_weight IS 'Weight of those that miss nothing else: what filling this cell alone would bring back.';
COMMENT ON COLUMN gap_consequence.decides IS 'The cell decides whether the unit runs the service.';
COMMENT ON COLUMN gap_consequence.core IS 'A core indicator misses it: without it the unit is not ranked.';
COMMENT ON COLUMN gap_consequence.score_status IS 'Status of the score: ok, withheld; unscored: the fiche has none.';
COMMENT ON COLUMN gap_consequence.withheld_reason IS 'Why it is withheld.';
COMMENT ON COLUMN gap_consequence.effect IS 'withheld_alone (filling this cell alone would give the score), withheld_together (others have to be filled too), unranked (scored outside the ranking), thinner (scored on less weight), imputed (the fiche fills it), context (no indicator with a weight misses it), unscored.';

CREATE TABLE source_value (
    kind        VARCHAR NOT NULL,
    rank        INTEGER NOT NULL,
    code        VARCHAR NOT NULL,
    level       VARCHAR NOT NULL,
    cells       INTEGER NOT NULL,
    units       INTEGER NOT NULL,
    severity    BIGINT NOT NULL,
    scores_alone INTEGER NOT NULL,
    scores_added INTEGER NOT NULL,
    scores_added_latest INTEGER NOT NULL,
    scores_total INTEGER NOT NULL
);
COMMENT ON TABLE source_value IS 'What to fill first: a greedy list of the variables, and one of the sources, whose missing cells make the most withheld scores publishable. Each next is the best given those before it; where none gives a score, the one that brings the most weight nearer. Grain: kind, rank.';
COMMENT ON COLUMN source_value.kind IS 'variable, or source.';
COMMENT ON COLUMN source_value.rank IS 'Place in the list of its kind.';
COMMENT ON COLUMN source_value.code IS 'Code of the variable; id of the source, or the system a variable without a source would come from.';
COMMENT ON COLUMN source_value.level IS 'Level of the units, of a variable; empty: of all levels.';
COMMENT ON COLUMN source_value.cells IS 'Missing cells that somebody could fill.';
COMMENT ON COLUMN source_value.units IS 'Units that lack some of them; of a source, those that lack its most lacking variable.';
COMMENT ON COLUMN source_value.severity IS 'Sum of their severities.';
COMMENT ON COLUMN source_value.scores_alone IS 'Scores (unit, service, year) that filling this alone would make publishable.';
COMMENT ON COLUMN source_value.scores_added IS 'Scores it adds after those before it in the list.';
COMMENT ON COLUMN source_value.scores_added_latest IS 'Of these, scores of the last year of the period.';
COMMENT ON COLUMN source_value.scores_total IS 'Scores of the list so far.';
