-- purpose: scores, what they are made of, their places
-- reads:   nothing
-- writes:  empty tables with their descriptions
-- grain:   stated in each table's comment

CREATE TABLE score (
    unit        VARCHAR NOT NULL,
    node        VARCHAR NOT NULL,
    kind        VARCHAR NOT NULL,
    fiche       VARCHAR,
    dimension   VARCHAR,
    year        SMALLINT NOT NULL,
    weight_set  VARCHAR NOT NULL,
    score       DOUBLE,
    status      VARCHAR NOT NULL,
    withheld_reason VARCHAR NOT NULL,
    coverage_weight INTEGER NOT NULL,
    coverage_percent_count INTEGER NOT NULL,
    expected_weight DOUBLE NOT NULL,
    coverage_count INTEGER NOT NULL,
    expected_count INTEGER NOT NULL,
    dimensions  INTEGER NOT NULL,
    imputed     INTEGER NOT NULL,
    has_core    BOOLEAN NOT NULL,
    origin      VARCHAR NOT NULL
);
COMMENT ON TABLE score IS 'Scores of dimensions, services, areas and the whole, each with its coverage. The usual row of a service: kind = ''service'' AND weight_set = ''expert''. Grain: unit, node, year, weight_set.';
COMMENT ON COLUMN score.unit IS 'TERYT code of the unit (unit.teryt).';
COMMENT ON COLUMN score.node IS 'What is scored: of a service the id of the fiche, of a dimension fiche:dimension, above them the node of the hierarchy.';
COMMENT ON COLUMN score.kind IS 'dimension, service, area, overall.';
COMMENT ON COLUMN score.fiche IS 'Id of the fiche; NULL above the services.';
COMMENT ON COLUMN score.dimension IS 'Of a dimension: ilosc, jakosc, dostepnosc, efektywnosc.';
COMMENT ON COLUMN score.year IS 'Reference year; a school year t/t+1 is t.';
COMMENT ON COLUMN score.weight_set IS 'Weights within the fiches: expert, equal, by_dimension and the named sets of a fiche; dimensions are given for expert, areas and the whole for expert and equal, with the weights of the tree in both.';
COMMENT ON COLUMN score.score IS 'On the scale of the fiche, 0–100 unless it says otherwise; NULL unless status is ok.';
COMMENT ON COLUMN score.status IS 'ok, withheld (coverage too thin), not_applicable (the unit does not run the service, or nothing of the node applies to it).';
COMMENT ON COLUMN score.withheld_reason IS 'below_coverage, few_indicators, few_dimensions, small_group (the group of reference is too small), no_difference (the known indicators do not tell units apart), operation_unknown; empty for a score.';
COMMENT ON COLUMN score.coverage_weight IS 'Known weight in per cent of what applies, rounded down; above the services the weight of the children that have a score.';
COMMENT ON COLUMN score.coverage_percent_count IS 'Known number in per cent of what applies, rounded down.';
COMMENT ON COLUMN score.expected_weight IS 'Weight of what applies: points of the 100 of the fiche, or of the children of the node.';
COMMENT ON COLUMN score.coverage_count IS 'Known monitoring indicators, or children that have a score.';
COMMENT ON COLUMN score.expected_count IS 'Monitoring indicators, or children, that apply.';
COMMENT ON COLUMN score.dimensions IS 'Dimensions with a known indicator; 0 above the services.';
COMMENT ON COLUMN score.imputed IS 'Known indicators whose value was filled (flag imputed). Such a score has no place among the others.';
COMMENT ON COLUMN score.has_core IS 'All core indicators are known, in every scored child of a node; units without them are not ranked (poza rankingiem).';
COMMENT ON COLUMN score.origin IS 'synthetic when a figure it rests on, or one of its reference set, is made up.';

CREATE TABLE treatment (
    fiche       VARCHAR NOT NULL,
    indicator   VARCHAR NOT NULL,
    year        SMALLINT NOT NULL,
    grp         VARCHAR NOT NULL,
    transform   VARCHAR NOT NULL,
    n           INTEGER NOT NULL,
    winsorised_low INTEGER NOT NULL,
    winsorised_high INTEGER NOT NULL,
    limit_low   DOUBLE,
    limit_high  DOUBLE,
    log_from    DOUBLE,
    log_offset  DOUBLE,
    skewness_before DOUBLE,
    kurtosis_before DOUBLE,
    skewness_winsorised DOUBLE,
    kurtosis_winsorised DOUBLE,
    skewness_after DOUBLE,
    kurtosis_after DOUBLE
);
COMMENT ON TABLE treatment IS 'Outliers that were treated before normalising, where the fiche asks for it (treat: winsorise): the indicators whose skewness and kurtosis reached both limits. Which units it changed: contribution.treated. Grain: fiche, indicator, year, grp.';
COMMENT ON COLUMN treatment.fiche IS 'Id of the fiche.';
COMMENT ON COLUMN treatment.indicator IS 'Code of the indicator card.';
COMMENT ON COLUMN treatment.year IS 'Reference year; a school year t/t+1 is t. Treatment is by year also where the scale is one over years.';
COMMENT ON COLUMN treatment.grp IS 'Reference group; empty: all units.';
COMMENT ON COLUMN treatment.transform IS 'winsorise: values beyond the limits take the limit; log: winsorising up to five units did not help and all values became ln(value − log_from + log_offset).';
COMMENT ON COLUMN treatment.n IS 'Values in the reference set.';
COMMENT ON COLUMN treatment.winsorised_low IS 'Units below limit_low; under log what winsorising had tried.';
COMMENT ON COLUMN treatment.winsorised_high IS 'Units above limit_high; under log what winsorising had tried.';
COMMENT ON COLUMN treatment.limit_low IS 'Lower limit of winsorised values; NULL: none.';
COMMENT ON COLUMN treatment.limit_high IS 'Upper limit of winsorised values; NULL: none.';
COMMENT ON COLUMN treatment.log_from IS 'Smallest value of the reference set, where transform is log.';
COMMENT ON COLUMN treatment.log_offset IS 'A hundredth of the range, where transform is log.';
COMMENT ON COLUMN treatment.skewness_before IS 'Sample skewness of the values.';
COMMENT ON COLUMN treatment.kurtosis_before IS 'Sample excess kurtosis of the values.';
COMMENT ON COLUMN treatment.skewness_winsorised IS 'Skewness after winsorising, before a log.';
COMMENT ON COLUMN treatment.kurtosis_winsorised IS 'Kurtosis after winsorising, before a log.';
COMMENT ON COLUMN treatment.skewness_after IS 'Skewness of the treated values.';
COMMENT ON COLUMN treatment.kurtosis_after IS 'Kurtosis of the treated values.';

CREATE TABLE contribution (
    unit        VARCHAR NOT NULL,
    fiche       VARCHAR NOT NULL,
    year        SMALLINT NOT NULL,
    indicator   VARCHAR NOT NULL,
    value       DOUBLE NOT NULL,
    treated_value DOUBLE NOT NULL,
    treated     VARCHAR NOT NULL,
    normalised  DOUBLE NOT NULL,
    weight      DOUBLE NOT NULL,
    effective_weight DOUBLE NOT NULL,
    contribution DOUBLE NOT NULL,
    adds_up     BOOLEAN NOT NULL
);
COMMENT ON TABLE contribution IS 'What each known indicator adds to a score at the weights of the fiche: contribution = normalised × effective_weight / 100. Under arithmetic means they sum to the score (adds_up); under other aggregations they are shares of weight and mark, and do not. Grain: unit, fiche, year, indicator.';
COMMENT ON COLUMN contribution.unit IS 'TERYT code of the unit (unit.teryt).';
COMMENT ON COLUMN contribution.fiche IS 'Id of the fiche.';
COMMENT ON COLUMN contribution.year IS 'Reference year; a school year t/t+1 is t.';
COMMENT ON COLUMN contribution.indicator IS 'Code of the indicator card.';
COMMENT ON COLUMN contribution.value IS 'Value after the cap.';
COMMENT ON COLUMN contribution.treated_value IS 'Value after the treatment of outliers: of a winsorised value the limit, under log its logarithm; else the value.';
COMMENT ON COLUMN contribution.treated IS 'winsorised_low, winsorised_high, log; empty: not changed.';
COMMENT ON COLUMN contribution.normalised IS 'Marks: the value after direction, on the scale of the fiche over its reference set.';
COMMENT ON COLUMN contribution.weight IS 'Points of the 100 of the fiche, after the weights of dimensions.';
COMMENT ON COLUMN contribution.effective_weight IS 'Weight re-scaled to what takes part in this score, in per cent; they sum to 100.';
COMMENT ON COLUMN contribution.contribution IS 'normalised × effective_weight / 100.';
COMMENT ON COLUMN contribution.adds_up IS 'The contributions of this score sum to it: every mean on the way is arithmetic.';

CREATE TABLE node_contribution (
    unit        VARCHAR NOT NULL,
    node        VARCHAR NOT NULL,
    child       VARCHAR NOT NULL,
    year        SMALLINT NOT NULL,
    score       DOUBLE NOT NULL,
    weight      INTEGER NOT NULL,
    effective_weight DOUBLE NOT NULL,
    contribution DOUBLE NOT NULL,
    adds_up     BOOLEAN NOT NULL
);
COMMENT ON TABLE node_contribution IS 'What each child adds to the score of a node, in the expert weights: services in areas, areas in the whole, and dimensions in a service where dimensions have weights. Grain: unit, node, child, year.';
COMMENT ON COLUMN node_contribution.unit IS 'TERYT code of the unit (unit.teryt).';
COMMENT ON COLUMN node_contribution.node IS 'Node of the score (score.node).';
COMMENT ON COLUMN node_contribution.child IS 'Node of the child (score.node).';
COMMENT ON COLUMN node_contribution.year IS 'Reference year; a school year t/t+1 is t.';
COMMENT ON COLUMN node_contribution.score IS 'Score of the child.';
COMMENT ON COLUMN node_contribution.weight IS 'Whole points among the children of the node.';
COMMENT ON COLUMN node_contribution.effective_weight IS 'Weight re-scaled to the children that have a score, in per cent; they sum to 100.';
COMMENT ON COLUMN node_contribution.contribution IS 'score × effective_weight / 100.';
COMMENT ON COLUMN node_contribution.adds_up IS 'The contributions sum to the score of the node: its mean is arithmetic.';

CREATE TABLE score_comparison (
    unit        VARCHAR NOT NULL,
    node        VARCHAR NOT NULL,
    kind        VARCHAR NOT NULL,
    year        SMALLINT NOT NULL,
    weight_set  VARCHAR NOT NULL,
    scheme      VARCHAR NOT NULL,
    grp         VARCHAR NOT NULL,
    score       DOUBLE NOT NULL,
    rank        INTEGER,
    ties        INTEGER,
    n           INTEGER NOT NULL,
    n_group     INTEGER NOT NULL,
    percentile  DOUBLE,
    class       VARCHAR NOT NULL,
    median      DOUBLE,
    change_1    DOUBLE,
    change_1_note VARCHAR NOT NULL,
    rank_change_1 INTEGER,
    rank_change_1_note VARCHAR NOT NULL,
    origin      VARCHAR NOT NULL
);
COMMENT ON TABLE score_comparison IS 'A unit''s score against its group: services, areas, the whole. rank is NULL outside the ranking (core indicators missing, or a filled value in the score). Grain: unit, node, year, weight_set, scheme.';
COMMENT ON COLUMN score_comparison.unit IS 'TERYT code of the unit (unit.teryt).';
COMMENT ON COLUMN score_comparison.node IS 'What is scored (score.node); of a service the id of the fiche.';
COMMENT ON COLUMN score_comparison.kind IS 'service, area, overall.';
COMMENT ON COLUMN score_comparison.year IS 'Reference year; a school year t/t+1 is t.';
COMMENT ON COLUMN score_comparison.weight_set IS 'Weight set of the score.';
COMMENT ON COLUMN score_comparison.scheme IS 'Peer scheme.';
COMMENT ON COLUMN score_comparison.grp IS 'Group of the unit within the scheme.';
COMMENT ON COLUMN score_comparison.score IS 'Score at one decimal.';
COMMENT ON COLUMN score_comparison.rank IS '1 is the best; ties share the best rank; NULL: outside the ranking.';
COMMENT ON COLUMN score_comparison.ties IS 'Other units on the same rank (ex aequo).';
COMMENT ON COLUMN score_comparison.n IS 'Ranked units in the group.';
COMMENT ON COLUMN score_comparison.n_group IS 'Units of the group that run the service, or may run it (N).';
COMMENT ON COLUMN score_comparison.percentile IS 'Share of units in a less favourable position, 0–1.';
COMMENT ON COLUMN score_comparison.class IS 'q4 most favourable quarter … q1 least favourable; none.';
COMMENT ON COLUMN score_comparison.median IS 'Median of the ranked scores.';
COMMENT ON COLUMN score_comparison.change_1 IS 'Change of the score on the previous year, at one decimal; only on one scale over years.';
COMMENT ON COLUMN score_comparison.change_1_note IS 'Why there is none: each_year (every year has its own scale), outside_period, missing (no score a year ago), break, transform (values were put on logarithms, by year), indicators (other indicators or children were known), origin.';
COMMENT ON COLUMN score_comparison.rank_change_1 IS 'Places gained on the previous year in the same group: positive is up.';
COMMENT ON COLUMN score_comparison.rank_change_1_note IS 'Why there is none: outside_period, missing (no rank in one of the two years), origin.';
COMMENT ON COLUMN score_comparison.origin IS 'synthetic when any score of the group is made up.';
