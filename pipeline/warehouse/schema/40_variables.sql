-- purpose: variables, where they come from, what budget variables are the sum of
-- reads:   nothing
-- writes:  empty tables with their descriptions
-- grain:   stated in each table's comment

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
COMMENT ON COLUMN variable.variable IS 'Code of the variable.';
COMMENT ON COLUMN variable.name_pl IS 'Name in Polish.';
COMMENT ON COLUMN variable.name_en IS 'Name in English.';
COMMENT ON COLUMN variable.unit_of_measure IS 'Unit of measure.';
COMMENT ON COLUMN variable.kind IS 'stock, flow, ratio (ready-made).';
COMMENT ON COLUMN variable.reference IS 'Reference day or period.';
COMMENT ON COLUMN variable.counted IS 'Who is counted: resident, attending (in facilities on the territory), own_facilities (run by the unit), none.';
COMMENT ON COLUMN variable.availability IS 'public, processing (public after aggregating a register), local, unpublished (collected, not at this level), uncollected.';
COMMENT ON COLUMN variable.system IS 'System and form it comes from.';
COMMENT ON COLUMN variable.verified IS 'FALSE: nobody has checked it.';
COMMENT ON COLUMN variable.range_min IS 'Lower end of the plausible range.';
COMMENT ON COLUMN variable.range_max IS 'Upper end of the plausible range.';
COMMENT ON COLUMN variable.note IS 'Traps of the variable.';

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
COMMENT ON COLUMN variable_origin.variable IS 'Code of the variable.';
COMMENT ON COLUMN variable_origin.ord IS 'Order.';
COMMENT ON COLUMN variable_origin.kind IS 'bdl (Local Data Bank), sio (education information system), exam (examination boards), form (statistical form or survey), register.';
COMMENT ON COLUMN variable_origin.id IS 'bdl: number of the variable; NULL: not known.';
COMMENT ON COLUMN variable_origin.code IS 'bdl: subject, e.g. P2137; sio, form: the form; exam: the body; register: its name.';
COMMENT ON COLUMN variable_origin.part IS 'exam: list or sheet; form: section.';
COMMENT ON COLUMN variable_origin.field IS 'Column or field.';
COMMENT ON COLUMN variable_origin.verified IS 'FALSE: nobody has seen it so at the source.';

CREATE TABLE variable_part (
    variable  VARCHAR NOT NULL,
    division  INTEGER NOT NULL,
    part      VARCHAR NOT NULL,
    whole     BOOLEAN NOT NULL
);
COMMENT ON TABLE variable_part IS 'Which variables count a part of what another one counts; figures that contradict it are findings. Grain: variable, division, part.';
COMMENT ON COLUMN variable_part.variable IS 'Code of the variable that is the whole.';
COMMENT ON COLUMN variable_part.division IS 'Number of the way to divide it: by age, by sex ….';
COMMENT ON COLUMN variable_part.part IS 'Code of the variable that counts a part.';
COMMENT ON COLUMN variable_part.whole IS 'TRUE: the parts of this division add up to the whole; FALSE: each is at most as large.';

CREATE TABLE variable_budget (
    variable    VARCHAR PRIMARY KEY,
    report      VARCHAR NOT NULL,
    amount      VARCHAR NOT NULL,
    paragraphs_only    VARCHAR[] NOT NULL,
    paragraphs_without VARCHAR[] NOT NULL,
    paragraph_groups   VARCHAR[] NOT NULL,
    fourth_digits      VARCHAR[] NOT NULL
);
COMMENT ON TABLE variable_budget IS 'Which positions of a budget report a variable is the sum of; their chapters are in variable_chapter. Grain: variable.';
COMMENT ON COLUMN variable_budget.variable IS 'Code of the variable.';
COMMENT ON COLUMN variable_budget.report IS 'Rb-28S (spending) or Rb-27S (revenue).';
COMMENT ON COLUMN variable_budget.amount IS 'plan, executed (wydatki or dochody wykonane), commitments (zaangażowanie), liabilities (zobowiązania), receivables (należności).';
COMMENT ON COLUMN variable_budget.paragraphs_only IS 'Patterns of paragraphs that count, ? for any digit; empty: all.';
COMMENT ON COLUMN variable_budget.paragraphs_without IS 'Patterns of paragraphs that do not count: 6?? leaves current spending.';
COMMENT ON COLUMN variable_budget.paragraph_groups IS 'Groups of paragraphs, in place of paragraphs_only where a file has them (Besti@).';
COMMENT ON COLUMN variable_budget.fourth_digits IS 'Fourth digits of the paragraph that count, 0 is money other than foreign; empty: all.';

CREATE TABLE variable_chapter (
    variable    VARCHAR NOT NULL,
    chapter     VARCHAR NOT NULL,
    counts      BOOLEAN NOT NULL,
    valid_from  SMALLINT,
    valid_to    SMALLINT
);
COMMENT ON TABLE variable_chapter IS 'Budget chapters of a variable and the budget years they count in. Grain: variable, chapter, counts, validity.';
COMMENT ON COLUMN variable_chapter.variable IS 'Code of the variable.';
COMMENT ON COLUMN variable_chapter.chapter IS 'Chapter (five digits), division (three) or all.';
COMMENT ON COLUMN variable_chapter.counts IS 'FALSE: an exception, left out of what the other rows count.';
COMMENT ON COLUMN variable_chapter.valid_from IS 'First budget year, NULL: open.';
COMMENT ON COLUMN variable_chapter.valid_to IS 'Last budget year, NULL: open.';

CREATE TABLE budget_chapter (
    chapter     VARCHAR PRIMARY KEY,
    name        VARCHAR NOT NULL,
    valid_from  SMALLINT,
    valid_to    SMALLINT,
    verified    BOOLEAN NOT NULL,
    note        VARCHAR NOT NULL
);
COMMENT ON TABLE budget_chapter IS 'Chapters and divisions of the budget classification with the years they are in use. Grain: chapter.';
COMMENT ON COLUMN budget_chapter.chapter IS 'Five digits, or three for a division.';
COMMENT ON COLUMN budget_chapter.name IS 'Name in the classification, in Polish.';
COMMENT ON COLUMN budget_chapter.valid_from IS 'First budget year, NULL: in use before the texts that were looked at.';
COMMENT ON COLUMN budget_chapter.valid_to IS 'Last budget year, NULL: in use, or not known when it ended.';
COMMENT ON COLUMN budget_chapter.verified IS 'FALSE: the note says what was not checked.';
COMMENT ON COLUMN budget_chapter.note IS 'What came before or after, and on what ground.';
