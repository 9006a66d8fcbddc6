-- purpose: the tables an analyst sees, with their descriptions
-- reads:   nothing
-- writes:  empty tables and the macros the stages share
-- grain:   stated in each table's comment
--
-- Names are stable. Identifiers are English, labels inside columns Polish (and
-- English where a column says so). A missing figure is NULL with a status.

-- round_to rounds half away from zero on the decimal form, as the published
-- precision demands: 1.005 to two decimals is 1.01. round() wants a constant.
CREATE MACRO round_to(x, digits) AS CASE
    WHEN x IS NULL THEN NULL
    WHEN abs(x) >= 1e20 THEN x
    WHEN digits = 0 THEN CAST(round(CAST(x AS DECIMAL(38, 10)), 0) AS DOUBLE)
    WHEN digits = 1 THEN CAST(round(CAST(x AS DECIMAL(38, 10)), 1) AS DOUBLE)
    WHEN digits = 2 THEN CAST(round(CAST(x AS DECIMAL(38, 10)), 2) AS DOUBLE)
    WHEN digits = 3 THEN CAST(round(CAST(x AS DECIMAL(38, 10)), 3) AS DOUBLE)
    WHEN digits = 4 THEN CAST(round(CAST(x AS DECIMAL(38, 10)), 4) AS DOUBLE)
    WHEN digits = 5 THEN CAST(round(CAST(x AS DECIMAL(38, 10)), 5) AS DOUBLE)
    ELSE CAST(round(CAST(x AS DECIMAL(38, 10)), 6) AS DOUBLE) END;

-- exact makes a sum independent of the order of its rows: doubles added over
-- threads differ in the last bits, decimals do not.
CREATE MACRO exact(x) AS CAST(x AS DECIMAL(38, 8));

-- quarter gives the class of a directed value by the cut points of its group,
-- with ≤: ties are never split. Where a tie spans more than one cut point, or
-- nobody differs, there is no class to give; a best value is in the best quarter.
CREATE MACRO quarter(x, q1, q2, q3, hi) AS CASE
    WHEN x IS NULL OR (x = q1 AND x = q2) OR (x = q2 AND x = q3) THEN 'none'
    WHEN x = hi THEN 'q4'
    WHEN x <= q1 THEN 'q1' WHEN x <= q2 THEN 'q2' WHEN x <= q3 THEN 'q3' ELSE 'q4' END;

-- cell_name writes a place in a workbook, D14; a line and field in a text file.
CREATE MACRO column_name(c) AS CASE
    WHEN c <= 26 THEN chr(CAST(64 + c AS INTEGER))
    WHEN c <= 702 THEN chr(CAST(64 + (c - 1) // 26 AS INTEGER)) || chr(CAST(65 + (c - 1) % 26 AS INTEGER))
    ELSE chr(CAST(64 + (c - 27) // 676 AS INTEGER)) || chr(CAST(65 + ((c - 27) % 676) // 26 AS INTEGER)) || chr(CAST(65 + (c - 1) % 26 AS INTEGER)) END;
CREATE MACRO cell_name(sheet, r, c) AS CASE
    WHEN r IS NULL OR c IS NULL THEN NULL
    WHEN sheet = '' THEN r || ':' || c
    ELSE column_name(c) || r END;

CREATE TABLE run (
    run             VARCHAR PRIMARY KEY,
    workspace       VARCHAR NOT NULL,
    as_of           DATE NOT NULL,
    program         VARCHAR NOT NULL,
    register_date   DATE,
    first_year      SMALLINT NOT NULL,
    last_year       SMALLINT NOT NULL,
    min_group       INTEGER NOT NULL,
    synthetic       BOOLEAN NOT NULL
);
COMMENT ON TABLE run IS 'One row: what this file was made from. Grain: run. Wall-clock times are in the run history (miernik status), not here, so that equal input gives equal tables.';
COMMENT ON COLUMN run.run IS 'Hash of everything that decides the result: sources, definitions, configuration, program, day.';
COMMENT ON COLUMN run.as_of IS 'Day for which overdue and pending are decided (stan danych na dzień).';
COMMENT ON COLUMN run.synthetic IS 'TRUE when any source in the file is made up (dane zmyślone).';

CREATE TABLE stage_run (
    stage   VARCHAR NOT NULL,
    ord     INTEGER NOT NULL,
    rows_out BIGINT NOT NULL
);
COMMENT ON TABLE stage_run IS 'Row counts of each stage of the run. Grain: stage.';

CREATE TABLE finding (
    severity    VARCHAR NOT NULL,
    code        VARCHAR NOT NULL,
    place       VARCHAR NOT NULL,
    file        VARCHAR NOT NULL,
    sheet       VARCHAR NOT NULL,
    row         INTEGER,
    col         INTEGER,
    message_pl  VARCHAR NOT NULL,
    message_en  VARCHAR NOT NULL,
    hint_pl     VARCHAR NOT NULL,
    hint_en     VARCHAR NOT NULL
);
COMMENT ON TABLE finding IS 'What the run noticed about its input, with place and hint. Grain: finding.';

CREATE TABLE unit (
    teryt       VARCHAR PRIMARY KEY,
    name        VARCHAR NOT NULL,
    full_name   VARCHAR NOT NULL,
    level       VARCHAR NOT NULL,
    kind        VARCHAR NOT NULL,
    parent      VARCHAR NOT NULL,
    powiat      VARCHAR,
    powiat_name VARCHAR,
    voivodeship VARCHAR,
    voivodeship_name VARCHAR,
    city_powiat BOOLEAN NOT NULL,
    in_scope    BOOLEAN NOT NULL,
    first_register DATE,
    last_without DATE
);
COMMENT ON TABLE unit IS 'Units of the TERC register in force: województwa, powiaty, gminy. Parts of gminas (kinds 4, 5, 8, 9) are left out on purpose. Grain: unit.';
COMMENT ON COLUMN unit.teryt IS 'TERC code, seven characters, always text: WW00000, WWPP000, WWPPGGR.';
COMMENT ON COLUMN unit.full_name IS 'Name with the common noun, e.g. gmina wiejska Bolesławiec; names alone never identify a unit.';
COMMENT ON COLUMN unit.city_powiat IS 'A city with powiat rights: it appears at both levels.';
COMMENT ON COLUMN unit.first_register IS 'Date of the first delivered register that has the unit, when that is not the oldest one.';
COMMENT ON COLUMN unit.last_without IS 'Date of the last delivered register that does not have it: the unit came into being between the two.';

CREATE TABLE unit_change (
    old_teryt   VARCHAR NOT NULL,
    new_teryt   VARCHAR,
    change      VARCHAR NOT NULL,
    reason      VARCHAR NOT NULL,
    register_from DATE,
    register_to DATE
);
COMMENT ON TABLE unit_change IS 'Differences between dated registers, and how stale codes are mapped, each with its reason. change: kind, renamed, new, gone, code. Grain: old code.';

CREATE TABLE source (
    source      VARCHAR PRIMARY KEY,
    title_pl    VARCHAR NOT NULL,
    title_en    VARCHAR NOT NULL,
    publisher   VARCHAR NOT NULL,
    owner_kind  VARCHAR NOT NULL,
    licence     VARCHAR NOT NULL,
    origin      VARCHAR NOT NULL,
    note        VARCHAR NOT NULL,
    format      VARCHAR NOT NULL,
    released    VARCHAR NOT NULL,
    release_month TINYINT,
    release_day TINYINT,
    release_lag TINYINT,
    covers_from SMALLINT,
    covers_to   SMALLINT,
    every       SMALLINT NOT NULL,
    priority    INTEGER NOT NULL,
    profile     VARCHAR NOT NULL
);
COMMENT ON TABLE source IS 'Sources as declared by their profiles. Grain: source.';
COMMENT ON COLUMN source.origin IS 'real or synthetic; synthetic figures are made up and marked everywhere.';
COMMENT ON COLUMN source.released IS 'Publication rule; gives the expected date of a missing year.';

CREATE TABLE source_variable (
    source   VARCHAR NOT NULL,
    variable VARCHAR NOT NULL,
    level    VARCHAR NOT NULL,
    every    SMALLINT NOT NULL
);
COMMENT ON TABLE source_variable IS 'Which source fills which variable at which level. Grain: source, variable, level.';

CREATE TABLE snapshot (
    snapshot    VARCHAR NOT NULL,
    source      VARCHAR NOT NULL,
    file        VARCHAR NOT NULL,
    member      VARCHAR NOT NULL,
    state       VARCHAR NOT NULL,
    size        BIGINT,
    first_year  SMALLINT,
    last_year   SMALLINT,
    rows_in     INTEGER,
    rows_used   INTEGER,
    rows_ignored INTEGER,
    rows_rejected INTEGER,
    observations INTEGER
);
COMMENT ON TABLE snapshot IS 'Every file delivered, by content hash: rows_in = rows_used + rows_ignored + rows_rejected. state: read, unreadable, duplicate, missing. Grain: source, file, member.';
COMMENT ON COLUMN snapshot.snapshot IS 'sha256 of the bytes.';
COMMENT ON COLUMN snapshot.member IS 'Path inside a portal ZIP.';

CREATE TABLE variable (
    variable    VARCHAR PRIMARY KEY,
    name_pl     VARCHAR NOT NULL,
    name_en     VARCHAR NOT NULL,
    unit_of_measure VARCHAR NOT NULL,
    kind        VARCHAR NOT NULL,
    reference   VARCHAR NOT NULL,
    counted     VARCHAR NOT NULL,
    availability VARCHAR NOT NULL,
    system      VARCHAR NOT NULL,
    verified    BOOLEAN NOT NULL,
    range_min   DOUBLE,
    range_max   DOUBLE,
    note        VARCHAR NOT NULL
);
COMMENT ON TABLE variable IS 'Quantities delivered by sources. Grain: variable.';
COMMENT ON COLUMN variable.counted IS 'Who is counted: resident, attending (in facilities on the territory), own_facilities (run by the unit), none.';
COMMENT ON COLUMN variable.availability IS 'public, processing (public after aggregating a register), local, unpublished (collected, not at this level), uncollected.';

CREATE TABLE variable_origin (
    variable VARCHAR NOT NULL,
    ord      INTEGER NOT NULL,
    kind     VARCHAR NOT NULL,
    id       INTEGER,
    code     VARCHAR NOT NULL,
    part     VARCHAR NOT NULL,
    field    VARCHAR NOT NULL,
    verified BOOLEAN NOT NULL
);
COMMENT ON TABLE variable_origin IS 'Where a variable stands in its source systems. What is not known is empty, what nobody has seen at the source has verified = FALSE. Grain: variable, ord.';
COMMENT ON COLUMN variable_origin.kind IS 'bdl (Local Data Bank), sio (education information system), exam (examination boards), form (statistical form or survey), register.';
COMMENT ON COLUMN variable_origin.code IS 'bdl: subject, e.g. P2137; sio, form: the form; exam: the body; register: its name.';

CREATE TABLE observation (
    unit        VARCHAR NOT NULL,
    variable    VARCHAR NOT NULL,
    year        SMALLINT NOT NULL,
    value       DOUBLE,
    status      VARCHAR NOT NULL,
    flags       VARCHAR NOT NULL,
    decimals    TINYINT,
    origin      VARCHAR NOT NULL,
    source      VARCHAR NOT NULL,
    snapshot    VARCHAR NOT NULL,
    file        VARCHAR NOT NULL,
    member      VARCHAR NOT NULL,
    sheet       VARCHAR NOT NULL,
    row         INTEGER,
    col         INTEGER,
    cell        VARCHAR,
    raw         VARCHAR NOT NULL,
    sign        VARCHAR NOT NULL,
    unit_code   VARCHAR NOT NULL,
    mapped      VARCHAR NOT NULL,
    chosen      BOOLEAN NOT NULL,
    chosen_why  VARCHAR NOT NULL
);
COMMENT ON TABLE observation IS 'Every value, or stated absence, read from every source. Grain: unit, variable, year, source, cell; chosen = TRUE is unique per unit, variable, year.';
COMMENT ON COLUMN observation.status IS 'ok, true_zero, below_format have a value; secret, suppressed_small_n, no_information, not_collected, not_applicable, pending, structure_change, source_absent, parse_error have none.';
COMMENT ON COLUMN observation.flags IS 'Comma-separated: incomplete, estimate, low_precision, method_break, joint_scope, revised, imputed.';
COMMENT ON COLUMN observation.decimals IS 'Decimals printed in the source.';
COMMENT ON COLUMN observation.cell IS 'Place in the sheet (D14), or line:field of a text file; NULL for aggregated observations, whose cells are in observation_cell.';
COMMENT ON COLUMN observation.raw IS 'Text of the cell as printed.';
COMMENT ON COLUMN observation.sign IS 'Attribute printed beside the value.';
COMMENT ON COLUMN observation.unit_code IS 'Code in the file, before mapping to the register in force.';
COMMENT ON COLUMN observation.mapped IS 'Why unit differs from unit_code, empty when it does not.';
COMMENT ON COLUMN observation.chosen IS 'The one value of the cell that everything after uses.';
COMMENT ON COLUMN observation.chosen_why IS 'only, value (others have none), priority, first (equal priority), correction, or not chosen: superseded.';

CREATE TABLE observation_cell (
    unit        VARCHAR NOT NULL,
    variable    VARCHAR NOT NULL,
    year        SMALLINT NOT NULL,
    source      VARCHAR NOT NULL,
    snapshot    VARCHAR NOT NULL,
    file        VARCHAR NOT NULL,
    member      VARCHAR NOT NULL,
    sheet       VARCHAR NOT NULL,
    row         INTEGER NOT NULL,
    col         INTEGER NOT NULL,
    cell        VARCHAR NOT NULL,
    value       DOUBLE NOT NULL,
    weight      DOUBLE NOT NULL,
    weight_cell VARCHAR,
    label       VARCHAR NOT NULL,
    share       DOUBLE
);
COMMENT ON TABLE observation_cell IS 'Cells of aggregated observations: a gmina''s figure summed from facility rows. Grain: unit, variable, year, source, cell.';
COMMENT ON COLUMN observation_cell.share IS 'Share of the cell (value × weight) in the observation.';

CREATE TABLE observation_unmatched (
    unit_code   VARCHAR NOT NULL,
    unit_name   VARCHAR NOT NULL,
    reason      VARCHAR NOT NULL,
    variable    VARCHAR NOT NULL,
    year        SMALLINT NOT NULL,
    value       DOUBLE,
    status      VARCHAR NOT NULL,
    source      VARCHAR NOT NULL,
    snapshot    VARCHAR NOT NULL,
    file        VARCHAR NOT NULL,
    sheet       VARCHAR NOT NULL,
    row         INTEGER,
    col         INTEGER
);
COMMENT ON TABLE observation_unmatched IS 'Observations whose unit code is in no register: kept, never dropped. Grain: observation.';

CREATE TABLE indicator (
    indicator   VARCHAR PRIMARY KEY,
    name_pl     VARCHAR NOT NULL,
    name_en     VARCHAR NOT NULL,
    definition  VARCHAR NOT NULL,
    dimension   VARCHAR NOT NULL,
    direction   VARCHAR NOT NULL,
    target_low  DOUBLE,
    target_high DOUBLE,
    cap         DOUBLE,
    unit_of_measure VARCHAR NOT NULL,
    precision   TINYINT NOT NULL,
    counted     VARCHAR NOT NULL,
    counted_note VARCHAR NOT NULL,
    formula     VARCHAR NOT NULL,
    multiplier  DOUBLE NOT NULL,
    is_ratio    BOOLEAN NOT NULL,
    group_figure VARCHAR NOT NULL,
    frequency   TINYINT NOT NULL,
    first_year  SMALLINT NOT NULL,
    last_year   SMALLINT,
    reference   VARCHAR NOT NULL,
    source_text VARCHAR NOT NULL,
    lag_days    SMALLINT NOT NULL,
    known_gaps  VARCHAR NOT NULL,
    range_min   DOUBLE,
    range_max   DOUBLE,
    interpretation VARCHAR NOT NULL,
    limits      VARCHAR NOT NULL,
    basis       VARCHAR NOT NULL,
    verified    BOOLEAN NOT NULL,
    unit_note   VARCHAR NOT NULL
);
COMMENT ON TABLE indicator IS 'Indicator cards. value = multiplier × numerator / denominator. Grain: indicator.';
COMMENT ON COLUMN indicator.precision IS 'Decimals published; a smaller difference is no difference.';
COMMENT ON COLUMN indicator.verified IS 'FALSE: the definition rests on something that was not checked.';

CREATE TABLE indicator_term (
    indicator   VARCHAR NOT NULL,
    side        VARCHAR NOT NULL,
    variable    VARCHAR NOT NULL,
    coefficient DOUBLE NOT NULL,
    coefficient_text VARCHAR NOT NULL,
    scaled      BIGINT NOT NULL,
    divisor     BIGINT NOT NULL,
    year_offset SMALLINT NOT NULL,
    valid_from  SMALLINT,
    valid_to    SMALLINT
);
COMMENT ON TABLE indicator_term IS 'Terms of the linear formulas. Grain: indicator, side (numerator, denominator), variable, offset, validity.';

CREATE TABLE indicator_break (
    indicator   VARCHAR NOT NULL,
    year        SMALLINT NOT NULL,
    note        VARCHAR NOT NULL
);
COMMENT ON TABLE indicator_break IS 'Breaks in series: year is the first of the new definition; no change is computed across it. Grain: indicator, year.';

CREATE TABLE fiche (
    fiche       VARCHAR PRIMARY KEY,
    code        VARCHAR NOT NULL,
    name_pl     VARCHAR NOT NULL,
    name_en     VARCHAR NOT NULL,
    area        VARCHAR NOT NULL,
    version     INTEGER NOT NULL,
    valid_from  SMALLINT NOT NULL,
    valid_to    SMALLINT,
    status      VARCHAR NOT NULL,
    task_kind   VARCHAR NOT NULL,
    obligation  VARCHAR NOT NULL,
    task_note   VARCHAR NOT NULL,
    level       VARCHAR NOT NULL,
    kinds       VARCHAR[] NOT NULL,
    condition   VARCHAR NOT NULL,
    condition_variable VARCHAR,
    condition_op VARCHAR,
    condition_value DOUBLE,
    purpose     VARCHAR NOT NULL,
    scope_in    VARCHAR[] NOT NULL,
    scope_out   VARCHAR[] NOT NULL,
    recipients  VARCHAR NOT NULL,
    provider    VARCHAR NOT NULL,
    interpretation VARCHAR NOT NULL,
    limits      VARCHAR NOT NULL,
    basis       VARCHAR NOT NULL,
    authors     VARCHAR[] NOT NULL,
    history     VARCHAR[] NOT NULL,
    coverage_threshold INTEGER NOT NULL,
    min_indicators INTEGER NOT NULL,
    min_dimensions INTEGER NOT NULL,
    unverified  INTEGER NOT NULL,
    applies_from SMALLINT NOT NULL,
    scored      BOOLEAN NOT NULL,
    unscored_why VARCHAR NOT NULL,
    normalise   VARCHAR NOT NULL,
    scale_low   DOUBLE NOT NULL,
    scale_high  DOUBLE NOT NULL,
    treat       VARCHAR NOT NULL,
    aggregate   VARCHAR NOT NULL,
    combine     VARCHAR NOT NULL,
    reference   VARCHAR NOT NULL,
    reference_scheme VARCHAR NOT NULL,
    reference_unit VARCHAR NOT NULL,
    year_scale  VARCHAR NOT NULL
);
COMMENT ON TABLE fiche IS 'Service fiches (fiszki usług), each in the version that is in force in the last year of the period. Grain: fiche.';
COMMENT ON COLUMN fiche.applies_from IS 'First year of the oldest version: the version in force is applied back to it, so that a new version does not cut the series.';
COMMENT ON COLUMN fiche.scored IS 'FALSE: a cross-section, shown without a score, for the reason in unscored_why; the settings are empty then.';
COMMENT ON COLUMN fiche.scale_low IS 'Lower end of the common scale of normalised values; the mean for zscore.';
COMMENT ON COLUMN fiche.combine IS 'How dimensions come together: arithmetic, geometric, harmonic; empty without weights of dimensions.';
COMMENT ON COLUMN fiche.unverified IS 'References of the fiche that nobody has checked; fiche_reference names them.';

CREATE TABLE fiche_reference (
    fiche    VARCHAR NOT NULL,
    ord      INTEGER NOT NULL,
    kind     VARCHAR NOT NULL,
    title    VARCHAR NOT NULL,
    detail   VARCHAR NOT NULL,
    note     VARCHAR NOT NULL,
    valid_from SMALLINT,
    valid_to SMALLINT,
    verified BOOLEAN NOT NULL,
    indicator VARCHAR,
    value_min DOUBLE,
    value_max DOUBLE
);
COMMENT ON TABLE fiche_reference IS 'Legal basis, budget chapters and standards of a fiche. kind: law, chapter, standard. verified = FALSE: not checked. Grain: fiche, kind, ord.';

CREATE TABLE fiche_dimension (
    fiche     VARCHAR NOT NULL,
    dimension VARCHAR NOT NULL,
    ord       INTEGER NOT NULL,
    weight    INTEGER,
    why       VARCHAR NOT NULL,
    normalise VARCHAR NOT NULL,
    scale_low DOUBLE NOT NULL,
    scale_high DOUBLE NOT NULL,
    treat     VARCHAR NOT NULL,
    aggregate VARCHAR NOT NULL
);
COMMENT ON TABLE fiche_dimension IS 'Dimensions of a fiche that have monitoring indicators, with the settings that hold in them. Grain: fiche, dimension.';
COMMENT ON COLUMN fiche_dimension.weight IS 'Whole points of the fiche; NULL where indicators are weighed within the whole fiche.';

CREATE TABLE fiche_indicator (
    fiche     VARCHAR NOT NULL,
    indicator VARCHAR NOT NULL,
    ord       INTEGER NOT NULL,
    role      VARCHAR NOT NULL,
    weight    INTEGER NOT NULL,
    core      BOOLEAN NOT NULL,
    why       VARCHAR NOT NULL,
    post_low  DOUBLE,
    post_high DOUBLE,
    target    DOUBLE,
    fill_methods VARCHAR[] NOT NULL,
    fill_limit_years TINYINT
);
COMMENT ON TABLE fiche_indicator IS 'Indicators of a fiche with their weights, which sum to 100 in the fiche, or within each dimension where dimensions have weights; context indicators have weight 0. Grain: fiche, indicator.';
COMMENT ON COLUMN fiche_indicator.fill_methods IS 'Ways a missing value may be filled for the unit''s own score, in order of preference; empty: none.';

CREATE TABLE weight_set (
    fiche      VARCHAR NOT NULL,
    weight_set VARCHAR NOT NULL,
    ord        INTEGER NOT NULL,
    name_pl    VARCHAR NOT NULL,
    name_en    VARCHAR NOT NULL,
    why        VARCHAR NOT NULL
);
COMMENT ON TABLE weight_set IS 'Weight sets of a fiche: expert (its own), equal and by_dimension (computed), then the named ones. Grain: fiche, weight_set.';

CREATE TABLE fiche_weight (
    fiche      VARCHAR NOT NULL,
    weight_set VARCHAR NOT NULL,
    indicator  VARCHAR NOT NULL,
    weight     DOUBLE NOT NULL
);
COMMENT ON TABLE fiche_weight IS 'Points of each monitoring indicator in a weight set, after the weights of dimensions; they sum to 100 in a fiche and set. Grain: fiche, weight_set, indicator.';

CREATE TABLE hierarchy (
    hierarchy VARCHAR PRIMARY KEY,
    name_pl   VARCHAR NOT NULL,
    name_en   VARCHAR NOT NULL,
    level     VARCHAR NOT NULL,
    basis     VARCHAR NOT NULL
);
COMMENT ON TABLE hierarchy IS 'Trees that services hang in, one for the units of a level. Grain: hierarchy.';

CREATE TABLE hierarchy_node (
    hierarchy VARCHAR NOT NULL,
    node      VARCHAR NOT NULL,
    parent    VARCHAR,
    kind      VARCHAR NOT NULL,
    ord       INTEGER NOT NULL,
    weight    INTEGER,
    name_pl   VARCHAR NOT NULL,
    name_en   VARCHAR NOT NULL,
    aggregate VARCHAR NOT NULL,
    coverage_threshold INTEGER NOT NULL,
    why       VARCHAR NOT NULL
);
COMMENT ON TABLE hierarchy_node IS 'Nodes of the trees. A node of kind service is a fiche. Grain: hierarchy, node.';
COMMENT ON COLUMN hierarchy_node.weight IS 'Whole points among the children of the parent, which sum to 100; NULL at the top.';

CREATE TABLE effective_weight (
    weight_set VARCHAR NOT NULL,
    hierarchy  VARCHAR NOT NULL,
    top        VARCHAR NOT NULL,
    fiche      VARCHAR NOT NULL,
    indicator  VARCHAR NOT NULL,
    weight     DOUBLE NOT NULL,
    effective_share DOUBLE NOT NULL
);
COMMENT ON TABLE effective_weight IS 'What each indicator really weighs in the whole of a tree, 0–1; a weight set changes the weights within fiches, the nodes above keep theirs. Grain: weight_set, hierarchy, fiche, indicator.';

CREATE TABLE label (
    grp  VARCHAR NOT NULL,
    code VARCHAR NOT NULL,
    pl   VARCHAR NOT NULL,
    en   VARCHAR NOT NULL,
    shorthand VARCHAR NOT NULL,
    explanation_pl VARCHAR NOT NULL,
    short_pl VARCHAR NOT NULL DEFAULT '',
    explanation_en VARCHAR NOT NULL DEFAULT ''
);
COMMENT ON TABLE label IS 'Polish and English names of codes: status, flag, dimension, role, direction, scheme, class, cause. Grain: grp, code.';

CREATE TABLE service_operation (
    unit     VARCHAR NOT NULL,
    fiche    VARCHAR NOT NULL,
    year     SMALLINT NOT NULL,
    operates BOOLEAN,
    basis    VARCHAR NOT NULL
);
COMMENT ON TABLE service_operation IS 'Whether a unit runs the service in a year, and on what ground. NULL: the deciding variable is missing, which is a gap and never "does not apply". Grain: unit, fiche, year.';

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
COMMENT ON COLUMN indicator_value.value_published IS 'value rounded to the precision of the card; ranks and classes use it.';
COMMENT ON COLUMN indicator_value.status IS 'Status of the worst term; NULL value has the cause and the term in cause_variable, cause_year.';
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
COMMENT ON COLUMN gap.owner IS 'Who can mend it; empty: nobody.';
COMMENT ON COLUMN gap.owner_kind IS 'publisher, local, operator, working_group, register, nobody.';
COMMENT ON COLUMN gap.expected_on IS 'When the value is expected; NULL: no date (bez terminu).';
COMMENT ON COLUMN gap.severity IS 'Per fiche, the weights of the indicators that miss this cell; 100 where it decides whether the fiche applies. Summed over fiches.';

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
COMMENT ON COLUMN score.status IS 'ok, withheld (coverage too thin), not_applicable (the unit does not run the service).';
COMMENT ON COLUMN score.withheld_reason IS 'below_coverage, few_indicators, few_dimensions, no_difference (the known indicators do not tell units apart), operation_unknown; empty for a score.';
COMMENT ON COLUMN score.has_core IS 'All core indicators are known; units without them are not ranked (poza rankingiem).';

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
COMMENT ON COLUMN contribution.normalised IS '0–100 after direction, cap and min–max over the reference set.';
COMMENT ON COLUMN contribution.effective_weight IS 'Weight re-scaled to the indicators known for this unit.';

CREATE TABLE peer_scheme (
    scheme  VARCHAR PRIMARY KEY,
    version INTEGER NOT NULL,
    name_pl VARCHAR NOT NULL,
    name_en VARCHAR NOT NULL,
    explanation_pl VARCHAR NOT NULL
);
COMMENT ON TABLE peer_scheme IS 'Ways of forming comparison groups. Grain: scheme.';

CREATE TABLE peer_group (
    scheme   VARCHAR NOT NULL,
    grp      VARCHAR NOT NULL,
    level    VARCHAR NOT NULL,
    name_pl  VARCHAR NOT NULL,
    size     INTEGER NOT NULL
);
COMMENT ON TABLE peer_group IS 'Comparison groups. Grain: scheme, grp.';

CREATE TABLE peer_member (
    scheme   VARCHAR NOT NULL,
    grp      VARCHAR NOT NULL,
    unit     VARCHAR NOT NULL
);
COMMENT ON TABLE peer_member IS 'Units of the groups. Grain: scheme, unit.';

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
COMMENT ON COLUMN comparison.rank IS '1 is most favourable; ties share the best rank. NULL for neutral indicators.';
COMMENT ON COLUMN comparison.ties IS 'Other units on the same rank (ex aequo).';
COMMENT ON COLUMN comparison.percentile IS 'Share of units in a less favourable position, 0–1; NULL when n = 1 or neutral.';
COMMENT ON COLUMN comparison.class IS 'q4 most favourable quarter … q1 least; none in small groups, for neutral indicators, and where ties span more than one cut point.';
COMMENT ON COLUMN comparison.distance IS 'value − median of the group, at the precision of the card.';
COMMENT ON COLUMN comparison.change_1 IS 'Change on the previous year in units of the indicator (percentage points for %); NULL with the reason in change_1_note: break, missing, outside_period, origin (one figure real, the other made up).';

CREATE TABLE score_comparison (
    unit        VARCHAR NOT NULL,
    fiche       VARCHAR NOT NULL,
    year        SMALLINT NOT NULL,
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
    origin      VARCHAR NOT NULL
);
COMMENT ON TABLE score_comparison IS 'A unit''s score against its group; rank is NULL outside the ranking (core indicators missing). Grain: unit, fiche, year, scheme.';
