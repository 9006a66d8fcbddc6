-- purpose: comparison groups, their figures, places in them
-- reads:   nothing
-- writes:  empty tables with their descriptions
-- grain:   stated in each table's comment

CREATE TABLE peer_scheme (
    scheme  VARCHAR PRIMARY KEY,
    version INTEGER NOT NULL,
    form    VARCHAR NOT NULL,
    name_pl VARCHAR NOT NULL,
    name_en VARCHAR NOT NULL,
    explanation_pl VARCHAR NOT NULL
);
COMMENT ON TABLE peer_scheme IS 'Ways of forming comparison groups. Grain: scheme.';
COMMENT ON COLUMN peer_scheme.scheme IS 'Peer scheme.';
COMMENT ON COLUMN peer_scheme.version IS 'Version number.';
COMMENT ON COLUMN peer_scheme.form IS 'partition: each unit is compared with one group.';
COMMENT ON COLUMN peer_scheme.name_pl IS 'Name in Polish.';
COMMENT ON COLUMN peer_scheme.name_en IS 'Name in English.';
COMMENT ON COLUMN peer_scheme.explanation_pl IS 'How groups are formed.';

CREATE TABLE peer_group (
    scheme   VARCHAR NOT NULL,
    grp      VARCHAR NOT NULL,
    level    VARCHAR NOT NULL,
    name_pl  VARCHAR NOT NULL,
    size     INTEGER NOT NULL
);
COMMENT ON TABLE peer_group IS 'Comparison groups. Grain: scheme, grp.';
COMMENT ON COLUMN peer_group.scheme IS 'Peer scheme.';
COMMENT ON COLUMN peer_group.grp IS 'Group within the scheme, or group of the label.';
COMMENT ON COLUMN peer_group.level IS 'kraj, województwo, powiat, gmina.';
COMMENT ON COLUMN peer_group.name_pl IS 'Name in Polish.';
COMMENT ON COLUMN peer_group.size IS 'Units in the group.';

CREATE TABLE peer_member (
    scheme   VARCHAR NOT NULL,
    grp      VARCHAR NOT NULL,
    unit     VARCHAR NOT NULL,
    compared BOOLEAN NOT NULL
);
COMMENT ON TABLE peer_member IS 'Units of the groups. Grain: scheme, unit.';
COMMENT ON COLUMN peer_member.scheme IS 'Peer scheme.';
COMMENT ON COLUMN peer_member.grp IS 'Group within the scheme, or group of the label.';
COMMENT ON COLUMN peer_member.unit IS 'TERYT code of the unit (unit.teryt).';
COMMENT ON COLUMN peer_member.compared IS 'The unit is compared with this group. FALSE: it only counts in its figures.';

CREATE TABLE group_figure (
    scheme      VARCHAR NOT NULL,
    grp         VARCHAR NOT NULL,
    indicator   VARCHAR NOT NULL,
    year        SMALLINT NOT NULL,
    n           INTEGER NOT NULL,
    n_group     INTEGER NOT NULL,
    ratio_of_sums DOUBLE,
    total       DOUBLE,
    q1          DOUBLE,
    median      DOUBLE,
    q3          DOUBLE,
    mean        DOUBLE,
    minimum     DOUBLE,
    maximum     DOUBLE,
    origin      VARCHAR NOT NULL
);
COMMENT ON TABLE group_figure IS 'Figures of a group: ratio of sums, median and quartiles of units (type 7; none in groups under the minimum). n units with data of n_group. Grain: scheme, group, indicator, year.';
COMMENT ON COLUMN group_figure.scheme IS 'Peer scheme.';
COMMENT ON COLUMN group_figure.grp IS 'Group within the scheme, or group of the label.';
COMMENT ON COLUMN group_figure.indicator IS 'Code of the indicator card.';
COMMENT ON COLUMN group_figure.year IS 'Reference year; a school year t/t+1 is t.';
COMMENT ON COLUMN group_figure.n IS 'Units with data in the group.';
COMMENT ON COLUMN group_figure.n_group IS 'Units in the group (N).';
COMMENT ON COLUMN group_figure.ratio_of_sums IS 'multiplier × Σ numerator / Σ denominator of the units with data.';
COMMENT ON COLUMN group_figure.total IS 'Sum, for plain counts.';
COMMENT ON COLUMN group_figure.q1 IS 'Lower quartile of the units, type 7.';
COMMENT ON COLUMN group_figure.median IS 'Median of the units.';
COMMENT ON COLUMN group_figure.q3 IS 'Upper quartile of the units.';
COMMENT ON COLUMN group_figure.mean IS 'Unweighted mean of the units.';
COMMENT ON COLUMN group_figure.minimum IS 'Smallest value.';
COMMENT ON COLUMN group_figure.maximum IS 'Largest value.';
COMMENT ON COLUMN group_figure.origin IS 'synthetic when any value in the group is made up.';

CREATE TABLE comparison (
    unit        VARCHAR NOT NULL,
    indicator   VARCHAR NOT NULL,
    year        SMALLINT NOT NULL,
    scheme      VARCHAR NOT NULL,
    grp         VARCHAR NOT NULL,
    value       DOUBLE NOT NULL,
    rank        INTEGER,
    ties        INTEGER,
    n           INTEGER NOT NULL,
    percentile  DOUBLE,
    class       VARCHAR NOT NULL,
    distance    DOUBLE,
    change_1    DOUBLE,
    change_1_note VARCHAR NOT NULL,
    change_5    DOUBLE,
    change_5_note VARCHAR NOT NULL,
    origin      VARCHAR NOT NULL
);
COMMENT ON TABLE comparison IS 'A unit against its group. Grain: unit, indicator, year, scheme.';
COMMENT ON COLUMN comparison.unit IS 'TERYT code of the unit (unit.teryt).';
COMMENT ON COLUMN comparison.indicator IS 'Code of the indicator card.';
COMMENT ON COLUMN comparison.year IS 'Reference year; a school year t/t+1 is t.';
COMMENT ON COLUMN comparison.scheme IS 'Peer scheme.';
COMMENT ON COLUMN comparison.grp IS 'Group within the scheme, or group of the label.';
COMMENT ON COLUMN comparison.value IS 'Published value of the unit.';
COMMENT ON COLUMN comparison.rank IS '1 is most favourable; ties share the best rank. NULL for neutral indicators.';
COMMENT ON COLUMN comparison.ties IS 'Other units on the same rank (ex aequo).';
COMMENT ON COLUMN comparison.n IS 'Units with data in the group.';
COMMENT ON COLUMN comparison.percentile IS 'Share of units in a less favourable position, 0–1; NULL when n = 1 or neutral.';
COMMENT ON COLUMN comparison.class IS 'q4 most favourable quarter … q1 least; none in small groups, for neutral indicators, and where ties span more than one cut point.';
COMMENT ON COLUMN comparison.distance IS 'value − median of the group, at the precision of the card.';
COMMENT ON COLUMN comparison.change_1 IS 'Change on the previous year in units of the indicator (percentage points for %); NULL with the reason in change_1_note: break, missing, outside_period, origin (one figure real, the other made up).';
COMMENT ON COLUMN comparison.change_1_note IS 'Why there is no change on the previous year: break, missing, outside_period, origin.';
COMMENT ON COLUMN comparison.change_5 IS 'Change over five years.';
COMMENT ON COLUMN comparison.change_5_note IS 'Why there is none: break, missing, outside_period, origin.';
COMMENT ON COLUMN comparison.origin IS 'synthetic when the value, its group or an earlier value compared with is made up.';
