-- purpose: the test of the method: how far places depend on choices nobody can prove
-- reads:   nothing
-- writes:  empty tables with their descriptions
-- grain:   stated in each table's comment

CREATE TABLE sensitivity_run (
    draws  INTEGER NOT NULL,
    noise  DOUBLE NOT NULL,
    seed   UBIGINT NOT NULL,
    scheme VARCHAR NOT NULL
);
COMMENT ON TABLE sensitivity_run IS 'Settings of the test of the method; empty when it was turned off. Grain: one row.';
COMMENT ON COLUMN sensitivity_run.draws IS 'Random draws of each kind.';
COMMENT ON COLUMN sensitivity_run.noise IS 'Every weight is multiplied by a number drawn evenly from 1 − noise to 1 + noise.';
COMMENT ON COLUMN sensitivity_run.seed IS 'Seed of the random numbers: equal seeds give equal draws.';
COMMENT ON COLUMN sensitivity_run.scheme IS 'Peer scheme of the comparison group; empty: only places among all units.';

CREATE TABLE rank_range (
    unit    VARCHAR NOT NULL,
    fiche   VARCHAR NOT NULL,
    year    SMALLINT NOT NULL,
    scheme  VARCHAR NOT NULL,
    grp     VARCHAR NOT NULL,
    factor  VARCHAR NOT NULL,
    rank    INTEGER NOT NULL,
    n       INTEGER NOT NULL,
    rank_low DOUBLE NOT NULL,
    rank_middle DOUBLE NOT NULL,
    rank_high DOUBLE NOT NULL,
    moved   BOOLEAN NOT NULL,
    origin  VARCHAR NOT NULL
);
COMMENT ON TABLE rank_range IS 'Between which places a unit lies when choices of the method are changed; the latest year in which a fiche ranks anybody. Grain: unit, fiche, scheme, factor.';
COMMENT ON COLUMN rank_range.unit IS 'TERYT code of the unit (unit.teryt).';
COMMENT ON COLUMN rank_range.fiche IS 'Id of the fiche.';
COMMENT ON COLUMN rank_range.year IS 'Reference year; a school year t/t+1 is t.';
COMMENT ON COLUMN rank_range.scheme IS 'Peer scheme of the place; national: among all ranked units.';
COMMENT ON COLUMN rank_range.grp IS 'Group within the scheme; empty for national.';
COMMENT ON COLUMN rank_range.factor IS 'weights: drawn weights; method: each other way to normalise, aggregate, fill, weigh or choose the reference set, one at a time; without: each indicator left out in turn; all: weights, method and sampling error drawn together.';
COMMENT ON COLUMN rank_range.rank IS 'Place at the settings of the fiche; 1 is the best.';
COMMENT ON COLUMN rank_range.n IS 'Ranked units in the group.';
COMMENT ON COLUMN rank_range.rank_low IS '5 % quantile of the places (type 7).';
COMMENT ON COLUMN rank_range.rank_middle IS 'Median of the places.';
COMMENT ON COLUMN rank_range.rank_high IS '95 % quantile of the places.';
COMMENT ON COLUMN rank_range.moved IS 'The range reaches more than a quarter of the ranked units away from the place, up or down.';
COMMENT ON COLUMN rank_range.origin IS 'synthetic when any score of the fiche in that year is made up.';

CREATE TABLE fiche_sensitivity (
    fiche   VARCHAR NOT NULL,
    year    SMALLINT NOT NULL,
    scheme  VARCHAR NOT NULL,
    factor  VARCHAR NOT NULL,
    runs    INTEGER NOT NULL,
    n       INTEGER NOT NULL,
    share_moved DOUBLE NOT NULL,
    median_width DOUBLE NOT NULL,
    mean_shift DOUBLE NOT NULL,
    origin  VARCHAR NOT NULL
);
COMMENT ON TABLE fiche_sensitivity IS 'How firm the ranking of a service is. Grain: fiche, scheme, factor.';
COMMENT ON COLUMN fiche_sensitivity.fiche IS 'Id of the fiche.';
COMMENT ON COLUMN fiche_sensitivity.year IS 'Latest year in which the fiche ranks anybody.';
COMMENT ON COLUMN fiche_sensitivity.scheme IS 'Peer scheme of the places; national: among all ranked units.';
COMMENT ON COLUMN fiche_sensitivity.factor IS 'weights, method, without, all: see rank_range.factor.';
COMMENT ON COLUMN fiche_sensitivity.runs IS 'Draws, or variants.';
COMMENT ON COLUMN fiche_sensitivity.n IS 'Units with a range.';
COMMENT ON COLUMN fiche_sensitivity.share_moved IS 'Share (0–1) of the units whose range reaches more than a quarter of their group away from their place.';
COMMENT ON COLUMN fiche_sensitivity.median_width IS 'Median of rank_high − rank_low.';
COMMENT ON COLUMN fiche_sensitivity.mean_shift IS 'Mean of the absolute differences between a place and the place at the settings of the fiche.';
COMMENT ON COLUMN fiche_sensitivity.origin IS 'synthetic when any score of the fiche in that year is made up.';

CREATE TABLE sensitivity_variant (
    fiche   VARCHAR NOT NULL,
    year    SMALLINT NOT NULL,
    scheme  VARCHAR NOT NULL,
    factor  VARCHAR NOT NULL,
    choice  VARCHAR NOT NULL,
    setting VARCHAR NOT NULL,
    n       INTEGER NOT NULL,
    mean_shift DOUBLE,
    largest_shift INTEGER NOT NULL,
    share_moved DOUBLE,
    correlation DOUBLE,
    origin  VARCHAR NOT NULL
);
COMMENT ON TABLE sensitivity_variant IS 'One choice changed at a time, and what it does to the places. Grain: fiche, scheme, choice, setting.';
COMMENT ON COLUMN sensitivity_variant.fiche IS 'Id of the fiche.';
COMMENT ON COLUMN sensitivity_variant.year IS 'Latest year in which the fiche ranks anybody.';
COMMENT ON COLUMN sensitivity_variant.scheme IS 'Peer scheme of the places; national: among all ranked units.';
COMMENT ON COLUMN sensitivity_variant.factor IS 'method or without: see rank_range.factor.';
COMMENT ON COLUMN sensitivity_variant.choice IS 'normalise, aggregate, reference, missing, weights, indicator.';
COMMENT ON COLUMN sensitivity_variant.setting IS 'minmax, zscore, percentile; arithmetic, geometric, harmonic, hellwig, topsis; national, peer; median (a missing indicator gets the median mark), worst (the lowest mark); a weight set; the indicator that is left out.';
COMMENT ON COLUMN sensitivity_variant.n IS 'Units ranked both ways.';
COMMENT ON COLUMN sensitivity_variant.mean_shift IS 'Mean absolute difference of places.';
COMMENT ON COLUMN sensitivity_variant.largest_shift IS 'Largest absolute difference of places.';
COMMENT ON COLUMN sensitivity_variant.share_moved IS 'Share (0–1) of units that move by more than a quarter of their group.';
COMMENT ON COLUMN sensitivity_variant.correlation IS 'Pearson correlation of the places.';
COMMENT ON COLUMN sensitivity_variant.origin IS 'synthetic when any score of the fiche in that year is made up.';

CREATE TABLE indicator_influence (
    fiche     VARCHAR NOT NULL,
    indicator VARCHAR NOT NULL,
    year      SMALLINT NOT NULL,
    n         INTEGER NOT NULL,
    weight    DOUBLE NOT NULL,
    mean_effective_weight DOUBLE NOT NULL,
    correlation DOUBLE,
    variance_share DOUBLE,
    common_share DOUBLE NOT NULL,
    discriminates BOOLEAN NOT NULL,
    origin    VARCHAR NOT NULL
);
COMMENT ON TABLE indicator_influence IS 'What an indicator really does to the score, beside the weight it was given. Grain: fiche, indicator.';
COMMENT ON COLUMN indicator_influence.fiche IS 'Id of the fiche.';
COMMENT ON COLUMN indicator_influence.indicator IS 'Code of the indicator card.';
COMMENT ON COLUMN indicator_influence.year IS 'Latest year in which the fiche ranks anybody.';
COMMENT ON COLUMN indicator_influence.n IS 'Ranked units in whose score it takes part.';
COMMENT ON COLUMN indicator_influence.weight IS 'Points of the 100 of the fiche.';
COMMENT ON COLUMN indicator_influence.mean_effective_weight IS 'Mean of contribution.effective_weight, in per cent: above the weight where others are missing.';
COMMENT ON COLUMN indicator_influence.correlation IS 'Pearson correlation of its marks with the score.';
COMMENT ON COLUMN indicator_influence.variance_share IS 'Covariance of what it adds to the score with the score, in per cent of the variance of the score: the shares of all indicators sum to 100 where scores are sums. Negative: it works against the others.';
COMMENT ON COLUMN indicator_influence.common_share IS 'Share (0–1) of units with the most frequent mark.';
COMMENT ON COLUMN indicator_influence.discriminates IS 'FALSE where nine units of ten or more have one mark.';
COMMENT ON COLUMN indicator_influence.origin IS 'synthetic when any score of the fiche in that year is made up.';

CREATE TABLE indicator_correlation (
    fiche     VARCHAR NOT NULL,
    indicator VARCHAR NOT NULL,
    other     VARCHAR NOT NULL,
    year      SMALLINT NOT NULL,
    n         INTEGER NOT NULL,
    pearson   DOUBLE,
    spearman  DOUBLE,
    duplicates BOOLEAN NOT NULL,
    origin    VARCHAR NOT NULL
);
COMMENT ON TABLE indicator_correlation IS 'Correlation of the marks of the indicators of a fiche, over the ranked units that have both. Grain: fiche, indicator, other (indicator before other in the fiche).';
COMMENT ON COLUMN indicator_correlation.fiche IS 'Id of the fiche.';
COMMENT ON COLUMN indicator_correlation.indicator IS 'Code of the indicator card.';
COMMENT ON COLUMN indicator_correlation.other IS 'Code of the other one.';
COMMENT ON COLUMN indicator_correlation.year IS 'Latest year in which the fiche ranks anybody.';
COMMENT ON COLUMN indicator_correlation.n IS 'Units that have both.';
COMMENT ON COLUMN indicator_correlation.pearson IS 'Pearson correlation.';
COMMENT ON COLUMN indicator_correlation.spearman IS 'Spearman correlation (of ranks).';
COMMENT ON COLUMN indicator_correlation.duplicates IS 'Pearson above 0.9 or below −0.9: one of the two tells little that the other does not.';
COMMENT ON COLUMN indicator_correlation.origin IS 'synthetic when any score of the fiche in that year is made up.';
