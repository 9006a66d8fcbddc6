-- purpose: comparison groups, their figures, places in them, changes, errors, cost ladders, leaders
-- reads:   nothing
-- writes:  empty tables with their descriptions
-- grain:   stated in each table's comment

CREATE TABLE peer_scheme (
    scheme  VARCHAR PRIMARY KEY,
    version INTEGER NOT NULL,
    form    VARCHAR NOT NULL,
    name_pl VARCHAR NOT NULL,
    name_en VARCHAR NOT NULL,
    explanation_pl VARCHAR NOT NULL,
    why     VARCHAR NOT NULL,
    source  VARCHAR NOT NULL,
    minimum INTEGER NOT NULL,
    register_date DATE
);
COMMENT ON TABLE peer_scheme IS 'Ways of forming comparison groups, as formed in this run. Grain: scheme.';
COMMENT ON COLUMN peer_scheme.scheme IS 'kind, size, voivodeship, kind_voivodeship, slz, neighbours, nearest, named.';
COMMENT ON COLUMN peer_scheme.version IS 'Version of the definition.';
COMMENT ON COLUMN peer_scheme.form IS 'partition: each unit in one group; own: each unit has a group of its own, without itself, named by its code; named: groups that the user names.';
COMMENT ON COLUMN peer_scheme.name_pl IS 'Name in Polish.';
COMMENT ON COLUMN peer_scheme.name_en IS 'Name in English.';
COMMENT ON COLUMN peer_scheme.explanation_pl IS 'How groups are formed.';
COMMENT ON COLUMN peer_scheme.why IS 'Why these cut points, weights or thresholds.';
COMMENT ON COLUMN peer_scheme.source IS 'Where data that the scheme brings along come from.';
COMMENT ON COLUMN peer_scheme.minimum IS 'Smallest number of units with data for quartiles and classes.';
COMMENT ON COLUMN peer_scheme.register_date IS 'Date of the register whose units and kinds the groups are made of; NULL: not known.';

CREATE TABLE peer_group (
    scheme   VARCHAR NOT NULL,
    grp      VARCHAR NOT NULL,
    level    VARCHAR NOT NULL,
    name_pl  VARCHAR NOT NULL,
    size     INTEGER NOT NULL,
    data_year SMALLINT
);
COMMENT ON TABLE peer_group IS 'Comparison groups; units of two levels are never in one. Grain: scheme, grp.';
COMMENT ON COLUMN peer_group.scheme IS 'Peer scheme.';
COMMENT ON COLUMN peer_group.grp IS 'Group within the scheme; of a scheme of form own, the code of the unit whose group it is.';
COMMENT ON COLUMN peer_group.level IS 'powiat or gmina.';
COMMENT ON COLUMN peer_group.name_pl IS 'Name in Polish.';
COMMENT ON COLUMN peer_group.size IS 'Units in the group (N).';
COMMENT ON COLUMN peer_group.data_year IS 'Year of the population that decides membership; NULL: none does.';

CREATE TABLE peer_member (
    scheme   VARCHAR NOT NULL,
    grp      VARCHAR NOT NULL,
    unit     VARCHAR NOT NULL,
    compared BOOLEAN NOT NULL,
    why      VARCHAR NOT NULL
);
COMMENT ON TABLE peer_member IS 'Units of the groups: the values of all of them make the figures of the group. In a partition exactly one row of a unit is compared: that group is its comparison group, and it may be the wider one of another kind of grouping (why says so). A gmina that changes its kind changes groups: see unit_change. Grain: scheme, grp, unit.';
COMMENT ON COLUMN peer_member.scheme IS 'Peer scheme.';
COMMENT ON COLUMN peer_member.grp IS 'Group within the scheme.';
COMMENT ON COLUMN peer_member.unit IS 'TERYT code of the unit (unit.teryt).';
COMMENT ON COLUMN peer_member.compared IS 'The unit is compared with this group. FALSE: it only counts in its figures; always so where the form is own or named.';
COMMENT ON COLUMN peer_member.why IS 'Why it is compared with another group than its own, or stands under another code than it was named by; empty when there is nothing to say.';

CREATE TABLE peer_unassigned (
    scheme VARCHAR NOT NULL,
    unit   VARCHAR NOT NULL,
    why    VARCHAR NOT NULL
);
COMMENT ON TABLE peer_unassigned IS 'Units in scope that a scheme gives no group, and why. Grain: scheme, unit.';
COMMENT ON COLUMN peer_unassigned.scheme IS 'Peer scheme.';
COMMENT ON COLUMN peer_unassigned.unit IS 'TERYT code of the unit (unit.teryt).';
COMMENT ON COLUMN peer_unassigned.why IS 'Why, in Polish.';

CREATE TABLE peer_role (
    role   VARCHAR NOT NULL,
    ord    INTEGER NOT NULL,
    scheme VARCHAR NOT NULL,
    grp    VARCHAR NOT NULL
);
COMMENT ON TABLE peer_role IS 'Which groups the workspace uses for what: the group compared with is one thing, groups shown beside it are another. Grain: role, ord.';
COMMENT ON COLUMN peer_role.role IS 'comparison (one row) or display.';
COMMENT ON COLUMN peer_role.ord IS 'Order.';
COMMENT ON COLUMN peer_role.scheme IS 'Peer scheme.';
COMMENT ON COLUMN peer_role.grp IS 'Of the scheme named, the group; otherwise empty: the group of the unit.';

CREATE TABLE peer_indicator (
    scheme    VARCHAR NOT NULL,
    level     VARCHAR NOT NULL,
    indicator VARCHAR NOT NULL,
    ord       INTEGER NOT NULL,
    weight    DOUBLE NOT NULL,
    log       BOOLEAN NOT NULL,
    why       VARCHAR NOT NULL,
    year      SMALLINT,
    n         INTEGER,
    mean      DOUBLE,
    deviation DOUBLE
);
COMMENT ON TABLE peer_indicator IS 'Context indicators that like units are found by, standardised over all units of the level in scope. Grain: scheme, level, indicator.';
COMMENT ON COLUMN peer_indicator.scheme IS 'Peer scheme.';
COMMENT ON COLUMN peer_indicator.level IS 'Level of the units compared.';
COMMENT ON COLUMN peer_indicator.indicator IS 'Code of the indicator card.';
COMMENT ON COLUMN peer_indicator.ord IS 'Order.';
COMMENT ON COLUMN peer_indicator.weight IS 'Weight of the squared difference.';
COMMENT ON COLUMN peer_indicator.log IS 'The natural logarithm of the value is compared; a value of 0 or less is missing then.';
COMMENT ON COLUMN peer_indicator.why IS 'Why it is here.';
COMMENT ON COLUMN peer_indicator.year IS 'Year of the values: the latest in which half of the units have one; NULL: none, the indicator takes no part.';
COMMENT ON COLUMN peer_indicator.n IS 'Units with a value in it.';
COMMENT ON COLUMN peer_indicator.mean IS 'Mean of the values, of the logarithms where log.';
COMMENT ON COLUMN peer_indicator.deviation IS 'Their standard deviation (n−1).';

CREATE TABLE peer_distance (
    unit     VARCHAR NOT NULL,
    peer     VARCHAR NOT NULL,
    rank     INTEGER NOT NULL,
    distance DOUBLE NOT NULL,
    known    DOUBLE NOT NULL
);
COMMENT ON TABLE peer_distance IS 'The nearest units of each unit: weighted Euclidean distance of standardised context indicators. Grain: unit, peer.';
COMMENT ON COLUMN peer_distance.unit IS 'TERYT code of the unit (unit.teryt).';
COMMENT ON COLUMN peer_distance.peer IS 'TERYT code of the unit that is like it.';
COMMENT ON COLUMN peer_distance.rank IS '1 is the nearest; equal distances in the order of codes.';
COMMENT ON COLUMN peer_distance.distance IS 'Distance, in standard deviations; taken over the indicators that both have and re-scaled to all weight.';
COMMENT ON COLUMN peer_distance.known IS 'Share of the weight that both units know, 0–1.';

CREATE TABLE peer_distance_part (
    unit      VARCHAR NOT NULL,
    peer      VARCHAR NOT NULL,
    indicator VARCHAR NOT NULL,
    unit_value DOUBLE,
    peer_value DOUBLE,
    part      DOUBLE,
    share     DOUBLE
);
COMMENT ON TABLE peer_distance_part IS 'What a distance is made of. Grain: unit, peer, indicator.';
COMMENT ON COLUMN peer_distance_part.unit IS 'TERYT code of the unit (unit.teryt).';
COMMENT ON COLUMN peer_distance_part.peer IS 'TERYT code of the unit that is like it.';
COMMENT ON COLUMN peer_distance_part.indicator IS 'Code of the indicator card.';
COMMENT ON COLUMN peer_distance_part.unit_value IS 'Value of the unit in the year of peer_indicator; NULL: missing.';
COMMENT ON COLUMN peer_distance_part.peer_value IS 'Value of the other unit.';
COMMENT ON COLUMN peer_distance_part.part IS 'Squared distance in this indicator, re-scaled; parts sum to distance². NULL: one of the values is missing, the indicator is neither a difference nor a likeness.';
COMMENT ON COLUMN peer_distance_part.share IS 'part as a share of distance², 0–1; NULL for a distance of 0.';

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
COMMENT ON TABLE group_figure IS 'Figures of a group of a partition: ratio of sums, median and quartiles of units (type 7; none in groups under the minimum). n units with data of n_group; filled values count in nobody''s figures. Figures of own and named groups: macro peer_figure. Grain: scheme, group, indicator, year.';
COMMENT ON COLUMN group_figure.scheme IS 'Peer scheme.';
COMMENT ON COLUMN group_figure.grp IS 'Group within the scheme.';
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
    standing    VARCHAR NOT NULL,
    origin      VARCHAR NOT NULL
);
COMMENT ON TABLE comparison IS 'A unit against its group in a partition. Changes are in indicator_change, errors in sampling_error; for own and named groups see macro peer_comparison. Grain: unit, indicator, year, scheme.';
COMMENT ON COLUMN comparison.unit IS 'TERYT code of the unit (unit.teryt).';
COMMENT ON COLUMN comparison.indicator IS 'Code of the indicator card.';
COMMENT ON COLUMN comparison.year IS 'Reference year; a school year t/t+1 is t.';
COMMENT ON COLUMN comparison.scheme IS 'Peer scheme.';
COMMENT ON COLUMN comparison.grp IS 'Group within the scheme.';
COMMENT ON COLUMN comparison.value IS 'Published value of the unit.';
COMMENT ON COLUMN comparison.rank IS '1 is most favourable; ties share the best rank. NULL for neutral indicators and filled values.';
COMMENT ON COLUMN comparison.ties IS 'Other units on the same rank (ex aequo).';
COMMENT ON COLUMN comparison.n IS 'Units with data in the group; a filled value is none.';
COMMENT ON COLUMN comparison.percentile IS 'Share of units in a less favourable position, 0–1; NULL when n = 1, for neutral indicators and filled values.';
COMMENT ON COLUMN comparison.class IS 'q4 most favourable quarter … q1 least; none in small groups, for neutral indicators and filled values, and where ties span more than one cut point.';
COMMENT ON COLUMN comparison.distance IS 'value − median of the group, at the precision of the card; NULL in groups under the minimum.';
COMMENT ON COLUMN comparison.standing IS 'Against the median: better, worse, of neutral indicators higher, lower; level: the difference is below the published precision, within two standard errors, or both are within the target range or above the cap; empty without a median.';
COMMENT ON COLUMN comparison.origin IS 'synthetic when the value or its group is made up.';

CREATE TABLE indicator_change (
    unit        VARCHAR NOT NULL,
    indicator   VARCHAR NOT NULL,
    year        SMALLINT NOT NULL,
    change_1    DOUBLE,
    relative_1  DOUBLE,
    note_1      VARCHAR NOT NULL,
    break_1     VARCHAR NOT NULL,
    within_error_1 BOOLEAN,
    change_5    DOUBLE,
    relative_5  DOUBLE,
    note_5      VARCHAR NOT NULL,
    break_5     VARCHAR NOT NULL,
    within_error_5 BOOLEAN,
    constant_5  DOUBLE,
    constant_relative_5 DOUBLE,
    constant_note VARCHAR NOT NULL,
    origin      VARCHAR NOT NULL
);
COMMENT ON TABLE indicator_change IS 'Change of every value on the previous year and over five years. Grain: unit, indicator, year.';
COMMENT ON COLUMN indicator_change.unit IS 'TERYT code of the unit (unit.teryt).';
COMMENT ON COLUMN indicator_change.indicator IS 'Code of the indicator card.';
COMMENT ON COLUMN indicator_change.year IS 'Later year.';
COMMENT ON COLUMN indicator_change.change_1 IS 'Difference of the published values, in units of the indicator; percentage points (pkt proc.) for %. NULL: note_1 says why.';
COMMENT ON COLUMN indicator_change.relative_1 IS 'The same in per cent of the earlier value, one decimal; NULL for indicators in % and where the earlier value is not above 0.';
COMMENT ON COLUMN indicator_change.note_1 IS 'Why there is none: break (method), territory (the unit gained or lost territory), outside_period, missing, imputed (a filled value), origin (one figure real, the other made up).';
COMMENT ON COLUMN indicator_change.break_1 IS 'What broke the series, in Polish.';
COMMENT ON COLUMN indicator_change.within_error_1 IS 'The change is no larger than two standard errors of a difference; NULL: no error is known.';
COMMENT ON COLUMN indicator_change.change_5 IS 'Difference over five years.';
COMMENT ON COLUMN indicator_change.relative_5 IS 'The same in per cent.';
COMMENT ON COLUMN indicator_change.note_5 IS 'Why there is none.';
COMMENT ON COLUMN indicator_change.break_5 IS 'What broke the series, in Polish.';
COMMENT ON COLUMN indicator_change.within_error_5 IS 'As within_error_1.';
COMMENT ON COLUMN indicator_change.constant_5 IS 'For amounts: the difference over five years in prices of the later year (consumer prices, variable cpi of the country).';
COMMENT ON COLUMN indicator_change.constant_relative_5 IS 'The same in per cent of the earlier amount in prices of the later year.';
COMMENT ON COLUMN indicator_change.constant_note IS 'Of amounts: no_index (a year of the price index is missing), or as note_5; not_money for other indicators; empty when constant_5 is there.';
COMMENT ON COLUMN indicator_change.origin IS 'synthetic when one of the values compared, or the price index, is made up.';

CREATE TABLE indicator_noise (
    indicator VARCHAR PRIMARY KEY,
    persons   VARCHAR NOT NULL,
    squares   VARCHAR,
    sd        DOUBLE,
    share     BOOLEAN NOT NULL,
    minimum   INTEGER NOT NULL
);
COMMENT ON TABLE indicator_noise IS 'Indicators that are means or shares over few persons. Grain: indicator.';
COMMENT ON COLUMN indicator_noise.indicator IS 'Code of the indicator card.';
COMMENT ON COLUMN indicator_noise.persons IS 'Variable: persons the figure is of.';
COMMENT ON COLUMN indicator_noise.squares IS 'Variable: Σ persons·deviation²; NULL: none.';
COMMENT ON COLUMN indicator_noise.sd IS 'Standard deviation of a person''s result, used where squares are missing; NULL for a share.';
COMMENT ON COLUMN indicator_noise.share IS 'The figure is a share of the persons.';
COMMENT ON COLUMN indicator_noise.minimum IS 'Persons over three years that a leader needs.';

CREATE TABLE sampling_error (
    unit        VARCHAR NOT NULL,
    indicator   VARCHAR NOT NULL,
    year        SMALLINT NOT NULL,
    persons     DOUBLE NOT NULL,
    sd          DOUBLE,
    sd_basis    VARCHAR NOT NULL,
    standard_error DOUBLE NOT NULL,
    reference   DOUBLE,
    difference  DOUBLE,
    pooled_years INTEGER NOT NULL,
    pooled_persons DOUBLE NOT NULL,
    pooled_difference DOUBLE,
    pooled_error DOUBLE NOT NULL,
    origin      VARCHAR NOT NULL
);
COMMENT ON TABLE sampling_error IS 'Figures over few persons: the standard error of a year, and the difference to the mean of everybody pooled over three years, which is what such figures should be judged by. Filled values are left out. Grain: unit, indicator, year.';
COMMENT ON COLUMN sampling_error.unit IS 'TERYT code of the unit (unit.teryt).';
COMMENT ON COLUMN sampling_error.indicator IS 'Code of the indicator card.';
COMMENT ON COLUMN sampling_error.year IS 'Year; the pooled figures are of it and the two years before.';
COMMENT ON COLUMN sampling_error.persons IS 'Persons the figure is of.';
COMMENT ON COLUMN sampling_error.sd IS 'Standard deviation of a person''s result; NULL for a share.';
COMMENT ON COLUMN sampling_error.sd_basis IS 'unit (from squares of the unit), card (the number of the card), share.';
COMMENT ON COLUMN sampling_error.standard_error IS 'Of the value, in units of the indicator (percentage points for %).';
COMMENT ON COLUMN sampling_error.reference IS 'Mean of all units in scope of the level with data, weighted by their denominators, in the year.';
COMMENT ON COLUMN sampling_error.difference IS 'Value − reference.';
COMMENT ON COLUMN sampling_error.pooled_years IS 'Years with data among the three.';
COMMENT ON COLUMN sampling_error.pooled_persons IS 'Persons in them.';
COMMENT ON COLUMN sampling_error.pooled_difference IS 'Σ persons·difference / Σ persons.';
COMMENT ON COLUMN sampling_error.pooled_error IS 'Its standard error; the years are taken as independent.';
COMMENT ON COLUMN sampling_error.origin IS 'synthetic when a figure in it is made up.';

CREATE TABLE ladder_term (
    fiche       VARCHAR NOT NULL,
    part        VARCHAR NOT NULL,
    variable    VARCHAR NOT NULL,
    coefficient_text VARCHAR NOT NULL,
    scaled      BIGINT NOT NULL,
    divisor     BIGINT NOT NULL,
    year_offset SMALLINT NOT NULL
);
COMMENT ON TABLE ladder_term IS 'What the cost ladder of a fiche is computed from. Grain: fiche, part, variable, year_offset.';
COMMENT ON COLUMN ladder_term.fiche IS 'Id of the fiche.';
COMMENT ON COLUMN ladder_term.part IS 'spending, pupils, classes, posts, wages, class_pupils (pupils of the classes counted).';
COMMENT ON COLUMN ladder_term.variable IS 'Code of the variable.';
COMMENT ON COLUMN ladder_term.coefficient_text IS 'Exact coefficient, e.g. 8/12.';
COMMENT ON COLUMN ladder_term.scaled IS 'Coefficient times divisor: a whole number.';
COMMENT ON COLUMN ladder_term.divisor IS 'Common divisor of the part.';
COMMENT ON COLUMN ladder_term.year_offset IS 'Years before the reference year (0, −1 …).';

CREATE TABLE ladder_value (
    fiche      VARCHAR NOT NULL,
    unit       VARCHAR NOT NULL,
    year       SMALLINT NOT NULL,
    spending   DOUBLE NOT NULL,
    pupils     DOUBLE NOT NULL,
    classes    DOUBLE NOT NULL,
    posts      DOUBLE NOT NULL,
    wages      DOUBLE NOT NULL,
    cost       DOUBLE NOT NULL,
    class_size DOUBLE NOT NULL,
    staffing   DOUBLE NOT NULL,
    pay        DOUBLE NOT NULL,
    rest       DOUBLE NOT NULL,
    origin     VARCHAR NOT NULL
);
COMMENT ON TABLE ladder_value IS 'Steps of the cost of a pupil: cost = (staffing × pay + rest) / class_size. Units with all parts only. Grain: fiche, unit, year.';
COMMENT ON COLUMN ladder_value.fiche IS 'Id of the fiche.';
COMMENT ON COLUMN ladder_value.unit IS 'TERYT code of the unit (unit.teryt).';
COMMENT ON COLUMN ladder_value.year IS 'Budget year.';
COMMENT ON COLUMN ladder_value.spending IS 'Current spending, zł.';
COMMENT ON COLUMN ladder_value.pupils IS 'Pupils.';
COMMENT ON COLUMN ladder_value.classes IS 'Classes of these pupils: pupils / class_size, where the source counts classes in other schools than the spending.';
COMMENT ON COLUMN ladder_value.posts IS 'Teacher posts.';
COMMENT ON COLUMN ladder_value.wages IS 'Wages and contributions of everybody, zł.';
COMMENT ON COLUMN ladder_value.cost IS 'Spending per pupil, zł.';
COMMENT ON COLUMN ladder_value.class_size IS 'Pupils per class.';
COMMENT ON COLUMN ladder_value.staffing IS 'Teacher posts per class.';
COMMENT ON COLUMN ladder_value.pay IS 'Wages per teacher post, zł.';
COMMENT ON COLUMN ladder_value.rest IS 'Other spending per class, zł.';
COMMENT ON COLUMN ladder_value.origin IS 'synthetic when any part is made up.';

CREATE TABLE cost_ladder (
    fiche      VARCHAR NOT NULL,
    unit       VARCHAR NOT NULL,
    year       SMALLINT NOT NULL,
    scheme     VARCHAR NOT NULL,
    grp        VARCHAR NOT NULL,
    reference  VARCHAR NOT NULL,
    reference_unit VARCHAR,
    n          INTEGER NOT NULL,
    cost       DOUBLE NOT NULL,
    reference_cost DOUBLE NOT NULL,
    difference DOUBLE NOT NULL,
    class_size DOUBLE NOT NULL,
    staffing   DOUBLE NOT NULL,
    pay        DOUBLE NOT NULL,
    rest       DOUBLE NOT NULL,
    origin     VARCHAR NOT NULL
);
COMMENT ON TABLE cost_ladder IS 'Why a unit pays more or less for a pupil than its group: the difference split among the steps by their Shapley values; class_size + staffing + pay + rest = difference. For other groups and units see macros cost_ladder_peers and cost_ladder_between. Grain: fiche, unit, year, scheme, reference.';
COMMENT ON COLUMN cost_ladder.fiche IS 'Id of the fiche.';
COMMENT ON COLUMN cost_ladder.unit IS 'TERYT code of the unit (unit.teryt).';
COMMENT ON COLUMN cost_ladder.year IS 'Budget year.';
COMMENT ON COLUMN cost_ladder.scheme IS 'Peer scheme.';
COMMENT ON COLUMN cost_ladder.grp IS 'Group within the scheme.';
COMMENT ON COLUMN cost_ladder.reference IS 'ratio_of_sums: each step from the sums of the group; median_unit: the unit whose cost stands in the middle (of two, the lower), in groups of the minimum and more.';
COMMENT ON COLUMN cost_ladder.reference_unit IS 'median_unit: its code.';
COMMENT ON COLUMN cost_ladder.n IS 'Units of the group with all parts.';
COMMENT ON COLUMN cost_ladder.cost IS 'Spending per pupil of the unit, zł.';
COMMENT ON COLUMN cost_ladder.reference_cost IS 'Spending per pupil compared with, zł.';
COMMENT ON COLUMN cost_ladder.difference IS 'cost − reference_cost.';
COMMENT ON COLUMN cost_ladder.class_size IS 'Part of the difference due to class size, zł per pupil.';
COMMENT ON COLUMN cost_ladder.staffing IS 'Due to posts per class.';
COMMENT ON COLUMN cost_ladder.pay IS 'Due to wages per post.';
COMMENT ON COLUMN cost_ladder.rest IS 'Due to other spending per class.';
COMMENT ON COLUMN cost_ladder.origin IS 'synthetic when any part of the unit or of the reference is made up.';

CREATE TABLE leader (
    fiche      VARCHAR NOT NULL,
    scheme     VARCHAR NOT NULL,
    grp        VARCHAR NOT NULL,
    year       SMALLINT NOT NULL,
    indicator  VARCHAR NOT NULL,
    unit       VARCHAR NOT NULL,
    rank       INTEGER NOT NULL,
    ties       INTEGER NOT NULL,
    n          INTEGER NOT NULL,
    years      INTEGER NOT NULL,
    mean       DOUBLE NOT NULL,
    persons    DOUBLE,
    origin     VARCHAR NOT NULL
);
COMMENT ON TABLE leader IS 'From whom to learn (od kogo się uczyć): the three first of a group by three years, in a service as a whole and in its indicators. Full coverage in each year, no filled value, no break, enough persons; no leaders in cost. Grain: fiche, scheme, grp, year, indicator, unit.';
COMMENT ON COLUMN leader.fiche IS 'Id of the fiche.';
COMMENT ON COLUMN leader.scheme IS 'Peer scheme.';
COMMENT ON COLUMN leader.grp IS 'Group within the scheme.';
COMMENT ON COLUMN leader.year IS 'Last of the years.';
COMMENT ON COLUMN leader.indicator IS 'Code of the indicator card; empty: the service as a whole.';
COMMENT ON COLUMN leader.unit IS 'TERYT code of the unit (unit.teryt).';
COMMENT ON COLUMN leader.rank IS '1 is the best, at the published precision; ties share the best rank.';
COMMENT ON COLUMN leader.ties IS 'Other units on the same rank.';
COMMENT ON COLUMN leader.n IS 'Units of the group that could be a leader.';
COMMENT ON COLUMN leader.years IS 'Years the figure is of: 3.';
COMMENT ON COLUMN leader.mean IS 'Of a service: mean score. Of an indicator: the ratio of the sums of three years; the mean where there are no sums; the pooled difference to the mean of everybody where the figure has a sampling error.';
COMMENT ON COLUMN leader.persons IS 'Persons over the three years, of figures with a sampling error.';
COMMENT ON COLUMN leader.origin IS 'synthetic when any figure of the group is made up.';

CREATE TABLE good_practice (
    unit   VARCHAR NOT NULL,
    fiche  VARCHAR NOT NULL,
    year   SMALLINT NOT NULL,
    title  VARCHAR NOT NULL,
    text   VARCHAR NOT NULL,
    source VARCHAR NOT NULL,
    place  VARCHAR NOT NULL
);
COMMENT ON TABLE good_practice IS 'Notes of good practice that the workspace keeps (practices/*.yaml). Grain: unit, fiche, title.';
COMMENT ON COLUMN good_practice.unit IS 'TERYT code of the unit (unit.teryt).';
COMMENT ON COLUMN good_practice.fiche IS 'Id of the fiche.';
COMMENT ON COLUMN good_practice.year IS 'Year the note is of.';
COMMENT ON COLUMN good_practice.title IS 'Title.';
COMMENT ON COLUMN good_practice.text IS 'What the unit does and what came of it.';
COMMENT ON COLUMN good_practice.source IS 'Where it is described, or who says so.';
COMMENT ON COLUMN good_practice.place IS 'File and line of the note.';
