-- purpose: indicator cards and fiches as rows, weights, the tree of services
-- reads:   nothing
-- writes:  empty tables with their descriptions
-- grain:   stated in each table's comment

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
COMMENT ON COLUMN indicator.indicator IS 'Code of the indicator card.';
COMMENT ON COLUMN indicator.name_pl IS 'Name in Polish.';
COMMENT ON COLUMN indicator.name_en IS 'Name in English.';
COMMENT ON COLUMN indicator.definition IS 'Definition, in Polish.';
COMMENT ON COLUMN indicator.dimension IS 'ilosc, jakosc, dostepnosc, efektywnosc.';
COMMENT ON COLUMN indicator.direction IS 'stimulant, destimulant, nominant, neutral.';
COMMENT ON COLUMN indicator.target_low IS 'Nominant: lower end of the range of full marks.';
COMMENT ON COLUMN indicator.target_high IS 'Nominant: upper end.';
COMMENT ON COLUMN indicator.cap IS 'Values are cut to this before scoring.';
COMMENT ON COLUMN indicator.unit_of_measure IS 'Unit of measure.';
COMMENT ON COLUMN indicator.precision IS 'Decimals published; a smaller difference is no difference.';
COMMENT ON COLUMN indicator.counted IS 'Who is counted: resident, attending, own_facilities, mixed, none.';
COMMENT ON COLUMN indicator.counted_note IS 'Explains a ratio of different persons.';
COMMENT ON COLUMN indicator.formula IS 'Formula with variable codes.';
COMMENT ON COLUMN indicator.multiplier IS 'Multiplier of the formula.';
COMMENT ON COLUMN indicator.is_ratio IS 'Has a denominator.';
COMMENT ON COLUMN indicator.group_figure IS 'ratio_of_sums, sum, or median_only for ready-made ratios.';
COMMENT ON COLUMN indicator.frequency IS 'Years between figures.';
COMMENT ON COLUMN indicator.first_year IS 'First year.';
COMMENT ON COLUMN indicator.last_year IS 'Last year, NULL: open.';
COMMENT ON COLUMN indicator.reference IS 'Reference day or period.';
COMMENT ON COLUMN indicator.source_text IS 'System, form, section.';
COMMENT ON COLUMN indicator.lag_days IS 'Days from 31 December of the year to publication.';
COMMENT ON COLUMN indicator.known_gaps IS 'Known gaps.';
COMMENT ON COLUMN indicator.range_min IS 'Lower end of the plausible range.';
COMMENT ON COLUMN indicator.range_max IS 'Upper end of the plausible range.';
COMMENT ON COLUMN indicator.interpretation IS 'How to read it.';
COMMENT ON COLUMN indicator.limits IS 'What it does not say.';
COMMENT ON COLUMN indicator.basis IS 'What it rests on.';
COMMENT ON COLUMN indicator.verified IS 'FALSE: the definition rests on something that was not checked.';
COMMENT ON COLUMN indicator.unit_note IS 'Why the unit is not what the formula gives, else empty.';

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
COMMENT ON COLUMN indicator_term.indicator IS 'Code of the indicator card.';
COMMENT ON COLUMN indicator_term.side IS 'numerator or denominator.';
COMMENT ON COLUMN indicator_term.variable IS 'Code of the variable.';
COMMENT ON COLUMN indicator_term.coefficient IS 'Coefficient.';
COMMENT ON COLUMN indicator_term.coefficient_text IS 'The exact coefficient, p/q.';
COMMENT ON COLUMN indicator_term.scaled IS 'The coefficient as a whole number over divisor, so that sums are exact.';
COMMENT ON COLUMN indicator_term.divisor IS 'Common divisor of a side of the indicator.';
COMMENT ON COLUMN indicator_term.year_offset IS '0 the same year, −1 the year before.';
COMMENT ON COLUMN indicator_term.valid_from IS 'First year in force, NULL: open.';
COMMENT ON COLUMN indicator_term.valid_to IS 'Last year in force, NULL: open.';

CREATE TABLE indicator_break (
    indicator   VARCHAR NOT NULL,
    year        SMALLINT NOT NULL,
    note        VARCHAR NOT NULL
);
COMMENT ON TABLE indicator_break IS 'Breaks in series: year is the first of the new definition; no change is computed across it. Grain: indicator, year.';
COMMENT ON COLUMN indicator_break.indicator IS 'Code of the indicator card.';
COMMENT ON COLUMN indicator_break.year IS 'First year of the new definition.';
COMMENT ON COLUMN indicator_break.note IS 'What changed.';

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
COMMENT ON COLUMN fiche.fiche IS 'Id of the fiche.';
COMMENT ON COLUMN fiche.code IS 'Code in the list of services.';
COMMENT ON COLUMN fiche.name_pl IS 'Name in Polish.';
COMMENT ON COLUMN fiche.name_en IS 'Name in English.';
COMMENT ON COLUMN fiche.area IS 'edukacja, kultura.';
COMMENT ON COLUMN fiche.version IS 'Version number.';
COMMENT ON COLUMN fiche.valid_from IS 'First year in force, NULL: open.';
COMMENT ON COLUMN fiche.valid_to IS 'Last year in force, NULL: open.';
COMMENT ON COLUMN fiche.status IS 'draft, agreed, tested, in_force.';
COMMENT ON COLUMN fiche.task_kind IS 'own or delegated.';
COMMENT ON COLUMN fiche.obligation IS 'obligatory, optional, mixed.';
COMMENT ON COLUMN fiche.task_note IS 'Remark on the task.';
COMMENT ON COLUMN fiche.level IS 'Level the fiche applies to.';
COMMENT ON COLUMN fiche.kinds IS 'Kinds of units it applies to; empty: all.';
COMMENT ON COLUMN fiche.condition IS 'Condition under which a unit runs the service.';
COMMENT ON COLUMN fiche.condition_variable IS 'Variable of the condition.';
COMMENT ON COLUMN fiche.condition_op IS 'Comparison.';
COMMENT ON COLUMN fiche.condition_value IS 'Number compared with.';
COMMENT ON COLUMN fiche.purpose IS 'What the service is for.';
COMMENT ON COLUMN fiche.scope_in IS 'What is in.';
COMMENT ON COLUMN fiche.scope_out IS 'What is out.';
COMMENT ON COLUMN fiche.recipients IS 'Who it is for.';
COMMENT ON COLUMN fiche.provider IS 'Who provides it.';
COMMENT ON COLUMN fiche.interpretation IS 'How to read it.';
COMMENT ON COLUMN fiche.limits IS 'What it does not say.';
COMMENT ON COLUMN fiche.basis IS 'What it rests on.';
COMMENT ON COLUMN fiche.authors IS 'Authors (teams).';
COMMENT ON COLUMN fiche.history IS 'Changes of the fiche.';
COMMENT ON COLUMN fiche.coverage_threshold IS 'Per cent of weight that must be known.';
COMMENT ON COLUMN fiche.min_indicators IS 'Least number of known monitoring indicators.';
COMMENT ON COLUMN fiche.min_dimensions IS 'Least number of dimensions.';
COMMENT ON COLUMN fiche.unverified IS 'References of the fiche that nobody has checked; fiche_reference names them.';
COMMENT ON COLUMN fiche.applies_from IS 'First year of the oldest version: the version in force is applied back to it, so that a new version does not cut the series.';
COMMENT ON COLUMN fiche.scored IS 'FALSE: a cross-section, shown without a score, for the reason in unscored_why; the settings are empty then.';
COMMENT ON COLUMN fiche.unscored_why IS 'Why the fiche has no score, else empty.';
COMMENT ON COLUMN fiche.normalise IS 'minmax, zscore, percentile, rank, borda, target, reference, goalposts.';
COMMENT ON COLUMN fiche.scale_low IS 'Lower end of the common scale of normalised values; the mean for zscore.';
COMMENT ON COLUMN fiche.scale_high IS 'Upper end of the common scale; the deviation for zscore.';
COMMENT ON COLUMN fiche.treat IS 'Outliers before normalising: none, winsorise.';
COMMENT ON COLUMN fiche.aggregate IS 'Indicators into their dimension or the service: arithmetic, geometric, harmonic, hellwig, topsis, perkal.';
COMMENT ON COLUMN fiche.combine IS 'How dimensions come together: arithmetic, geometric, harmonic; empty without weights of dimensions.';
COMMENT ON COLUMN fiche.reference IS 'Units a value is normalised among: national (all the fiche applies to), peer.';
COMMENT ON COLUMN fiche.reference_scheme IS 'reference peer: the comparison scheme.';
COMMENT ON COLUMN fiche.reference_unit IS 'normalise reference: the unit compared with.';
COMMENT ON COLUMN fiche.year_scale IS 'each: one scale a year; pooled: one over all years.';

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
COMMENT ON COLUMN fiche_reference.fiche IS 'Id of the fiche.';
COMMENT ON COLUMN fiche_reference.ord IS 'Order.';
COMMENT ON COLUMN fiche_reference.kind IS 'law, chapter, standard.';
COMMENT ON COLUMN fiche_reference.title IS 'Act and article; chapter code; text of the standard.';
COMMENT ON COLUMN fiche_reference.detail IS 'What it says; name of the chapter; source of the standard.';
COMMENT ON COLUMN fiche_reference.note IS 'Date of the text read, or remark.';
COMMENT ON COLUMN fiche_reference.valid_from IS 'First year in force, NULL: open.';
COMMENT ON COLUMN fiche_reference.valid_to IS 'Last year in force, NULL: open.';
COMMENT ON COLUMN fiche_reference.verified IS 'FALSE: nobody has checked it.';
COMMENT ON COLUMN fiche_reference.indicator IS 'standard: the indicator it bounds.';
COMMENT ON COLUMN fiche_reference.value_min IS 'standard: least value allowed.';
COMMENT ON COLUMN fiche_reference.value_max IS 'standard: greatest value allowed.';

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
COMMENT ON COLUMN fiche_dimension.fiche IS 'Id of the fiche.';
COMMENT ON COLUMN fiche_dimension.dimension IS 'ilosc, jakosc, dostepnosc, efektywnosc.';
COMMENT ON COLUMN fiche_dimension.ord IS 'Order in the fiche.';
COMMENT ON COLUMN fiche_dimension.weight IS 'Whole points of the fiche; NULL where indicators are weighed within the whole fiche.';
COMMENT ON COLUMN fiche_dimension.why IS 'Why this weight.';
COMMENT ON COLUMN fiche_dimension.normalise IS 'How its indicators are normalised.';
COMMENT ON COLUMN fiche_dimension.scale_low IS 'Lower end of the common scale.';
COMMENT ON COLUMN fiche_dimension.scale_high IS 'Upper end of the common scale.';
COMMENT ON COLUMN fiche_dimension.treat IS 'Outliers before normalising.';
COMMENT ON COLUMN fiche_dimension.aggregate IS 'How its indicators come together.';

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
COMMENT ON COLUMN fiche_indicator.fiche IS 'Id of the fiche.';
COMMENT ON COLUMN fiche_indicator.indicator IS 'Code of the indicator card.';
COMMENT ON COLUMN fiche_indicator.ord IS 'Order in the fiche.';
COMMENT ON COLUMN fiche_indicator.role IS 'monitoring (carries weight) or context.';
COMMENT ON COLUMN fiche_indicator.weight IS 'Weight in the fiche, whole points.';
COMMENT ON COLUMN fiche_indicator.core IS 'Units are ranked only when they have all core indicators.';
COMMENT ON COLUMN fiche_indicator.why IS 'Why this weight.';
COMMENT ON COLUMN fiche_indicator.post_low IS 'Goalpost: the value of no marks.';
COMMENT ON COLUMN fiche_indicator.post_high IS 'Goalpost: the value of full marks.';
COMMENT ON COLUMN fiche_indicator.target IS 'normalise target: the value of full marks.';
COMMENT ON COLUMN fiche_indicator.fill_methods IS 'Ways a missing value may be filled for the unit''s own score, in order of preference; empty: none.';
COMMENT ON COLUMN fiche_indicator.fill_limit_years IS 'Years a value may be carried or bridged; NULL: not over years.';

CREATE TABLE weight_set (
    fiche      VARCHAR NOT NULL,
    weight_set VARCHAR NOT NULL,
    ord        INTEGER NOT NULL,
    name_pl    VARCHAR NOT NULL,
    name_en    VARCHAR NOT NULL,
    why        VARCHAR NOT NULL
);
COMMENT ON TABLE weight_set IS 'Weight sets of a fiche: expert (its own), equal and by_dimension (computed), then the named ones. Grain: fiche, weight_set.';
COMMENT ON COLUMN weight_set.fiche IS 'Id of the fiche.';
COMMENT ON COLUMN weight_set.weight_set IS 'Id of the set.';
COMMENT ON COLUMN weight_set.ord IS 'Order.';
COMMENT ON COLUMN weight_set.name_pl IS 'Name in Polish.';
COMMENT ON COLUMN weight_set.name_en IS 'Name in English.';
COMMENT ON COLUMN weight_set.why IS 'Whose weights they are and why.';

CREATE TABLE fiche_weight (
    fiche      VARCHAR NOT NULL,
    weight_set VARCHAR NOT NULL,
    indicator  VARCHAR NOT NULL,
    weight     DOUBLE NOT NULL,
    scaled     BIGINT NOT NULL,
    divisor    BIGINT NOT NULL
);
COMMENT ON TABLE fiche_weight IS 'Points of each monitoring indicator in a weight set, after the weights of dimensions; they sum to 100 in a fiche and set. Grain: fiche, weight_set, indicator.';
COMMENT ON COLUMN fiche_weight.fiche IS 'Id of the fiche.';
COMMENT ON COLUMN fiche_weight.weight_set IS 'Id of the set.';
COMMENT ON COLUMN fiche_weight.indicator IS 'Code of the indicator card.';
COMMENT ON COLUMN fiche_weight.weight IS 'Points of the 100 of the fiche.';
COMMENT ON COLUMN fiche_weight.scaled IS 'The points as a whole number over divisor, so that a threshold is met exactly or not at all.';
COMMENT ON COLUMN fiche_weight.divisor IS 'Common divisor of the points of the set.';

CREATE TABLE hierarchy (
    hierarchy VARCHAR PRIMARY KEY,
    name_pl   VARCHAR NOT NULL,
    name_en   VARCHAR NOT NULL,
    level     VARCHAR NOT NULL,
    basis     VARCHAR NOT NULL
);
COMMENT ON TABLE hierarchy IS 'Trees that services hang in, one for the units of a level. Grain: hierarchy.';
COMMENT ON COLUMN hierarchy.hierarchy IS 'Id of the tree.';
COMMENT ON COLUMN hierarchy.name_pl IS 'Name in Polish.';
COMMENT ON COLUMN hierarchy.name_en IS 'Name in English.';
COMMENT ON COLUMN hierarchy.level IS 'Level of the units it is about.';
COMMENT ON COLUMN hierarchy.basis IS 'What the weights rest on.';

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
COMMENT ON COLUMN hierarchy_node.hierarchy IS 'Id of the tree.';
COMMENT ON COLUMN hierarchy_node.node IS 'Id of the node; of a service, the fiche.';
COMMENT ON COLUMN hierarchy_node.parent IS 'Node above; NULL at the top.';
COMMENT ON COLUMN hierarchy_node.kind IS 'overall, area, service.';
COMMENT ON COLUMN hierarchy_node.ord IS 'Order in the tree.';
COMMENT ON COLUMN hierarchy_node.weight IS 'Whole points among the children of the parent, which sum to 100; NULL at the top.';
COMMENT ON COLUMN hierarchy_node.name_pl IS 'Name in Polish.';
COMMENT ON COLUMN hierarchy_node.name_en IS 'Name in English.';
COMMENT ON COLUMN hierarchy_node.aggregate IS 'How the children come together: arithmetic, geometric, harmonic.';
COMMENT ON COLUMN hierarchy_node.coverage_threshold IS 'Per cent of weight of the children that must be known.';
COMMENT ON COLUMN hierarchy_node.why IS 'Why this weight.';

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
COMMENT ON COLUMN effective_weight.weight_set IS 'Id of the set.';
COMMENT ON COLUMN effective_weight.hierarchy IS 'Id of the tree.';
COMMENT ON COLUMN effective_weight.top IS 'Top node the share is of.';
COMMENT ON COLUMN effective_weight.fiche IS 'Id of the fiche.';
COMMENT ON COLUMN effective_weight.indicator IS 'Code of the indicator card.';
COMMENT ON COLUMN effective_weight.weight IS 'Points of the 100 of the fiche.';
COMMENT ON COLUMN effective_weight.effective_share IS 'Share in the whole under the top, 0–1.';
