-- purpose: units of the register, sources, delivered files
-- reads:   nothing
-- writes:  empty tables with their descriptions
-- grain:   stated in each table's comment

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
COMMENT ON COLUMN unit.name IS 'Name in the register.';
COMMENT ON COLUMN unit.full_name IS 'Name with the common noun, e.g. gmina wiejska Bolesławiec; names alone never identify a unit.';
COMMENT ON COLUMN unit.level IS 'kraj, województwo, powiat, gmina.';
COMMENT ON COLUMN unit.kind IS 'Of a gmina: miejska, wiejska, miejsko-wiejska; of a powiat: powiat, miasto na prawach powiatu.';
COMMENT ON COLUMN unit.parent IS 'Unit above.';
COMMENT ON COLUMN unit.powiat IS 'Code of the powiat.';
COMMENT ON COLUMN unit.powiat_name IS 'Name of the powiat.';
COMMENT ON COLUMN unit.voivodeship IS 'Code of the województwo.';
COMMENT ON COLUMN unit.voivodeship_name IS 'Name of the województwo, lower case.';
COMMENT ON COLUMN unit.city_powiat IS 'A city with powiat rights: it appears at both levels.';
COMMENT ON COLUMN unit.in_scope IS 'Named by the scope of the workspace; only such units are diagnosed, scored and compared.';
COMMENT ON COLUMN unit.first_register IS 'Date of the first delivered register that has the unit, when that is not the oldest one.';
COMMENT ON COLUMN unit.last_without IS 'Date of the last delivered register that does not have it: the unit came into being between the two.';

CREATE TABLE unit_change (
    old_teryt   VARCHAR NOT NULL,
    new_teryt   VARCHAR,
    change      VARCHAR NOT NULL,
    reason      VARCHAR NOT NULL,
    register_from DATE,
    register_to DATE,
    verified    BOOLEAN NOT NULL
);
COMMENT ON TABLE unit_change IS 'Differences between dated registers, changes of territory that codes do not show, and how stale codes met in files are mapped, each with its reason. Grain: old code, change, register_to.';
COMMENT ON COLUMN unit_change.old_teryt IS 'Code before.';
COMMENT ON COLUMN unit_change.new_teryt IS 'Code in force, NULL: the unit is gone.';
COMMENT ON COLUMN unit_change.change IS 'kind, renamed, new, gone; territory: a gmina gained or lost territory, a break though its code stayed; of a code met in a file: code (the number is in force with another kind), mapping (an entry of mappings/).';
COMMENT ON COLUMN unit_change.reason IS 'Why, in Polish.';
COMMENT ON COLUMN unit_change.register_from IS 'Date of the older register; NULL when unknown.';
COMMENT ON COLUMN unit_change.register_to IS 'Date of the newer register, of a territory change its own; NULL when unknown.';
COMMENT ON COLUMN unit_change.verified IS 'FALSE: recalled, not checked.';

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
COMMENT ON COLUMN source.source IS 'Id of the source.';
COMMENT ON COLUMN source.title_pl IS 'Title in Polish.';
COMMENT ON COLUMN source.title_en IS 'Title in English.';
COMMENT ON COLUMN source.publisher IS 'Publisher.';
COMMENT ON COLUMN source.owner_kind IS 'publisher or local (the local government itself).';
COMMENT ON COLUMN source.licence IS 'Licence of the data.';
COMMENT ON COLUMN source.origin IS 'real or synthetic; synthetic figures are made up and marked everywhere.';
COMMENT ON COLUMN source.note IS 'Remark.';
COMMENT ON COLUMN source.format IS 'Layout of the files.';
COMMENT ON COLUMN source.released IS 'Publication rule; gives the expected date of a missing year.';
COMMENT ON COLUMN source.release_month IS 'Month of publication.';
COMMENT ON COLUMN source.release_day IS 'Day of publication.';
COMMENT ON COLUMN source.release_lag IS 'Years between reference year and publication.';
COMMENT ON COLUMN source.covers_from IS 'First year the source is about, NULL: open.';
COMMENT ON COLUMN source.covers_to IS 'Last year, NULL: open.';
COMMENT ON COLUMN source.every IS 'A survey every n years; 1 yearly.';
COMMENT ON COLUMN source.priority IS 'The highest wins where sources overlap.';
COMMENT ON COLUMN source.profile IS 'File of the profile.';

CREATE TABLE source_variable (
    source   VARCHAR NOT NULL,
    variable VARCHAR NOT NULL,
    level    VARCHAR NOT NULL,
    every    SMALLINT NOT NULL
);
COMMENT ON TABLE source_variable IS 'Which source fills which variable at which level. Grain: source, variable, level.';
COMMENT ON COLUMN source_variable.source IS 'Id of the source.';
COMMENT ON COLUMN source_variable.variable IS 'Code of the variable.';
COMMENT ON COLUMN source_variable.level IS 'Level of the units the source gives.';
COMMENT ON COLUMN source_variable.every IS 'Collected every n years, counted from covers_from of the source.';

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
COMMENT ON COLUMN snapshot.source IS 'Id of the source.';
COMMENT ON COLUMN snapshot.file IS 'File as delivered, relative to the workspace.';
COMMENT ON COLUMN snapshot.member IS 'Path inside a portal ZIP.';
COMMENT ON COLUMN snapshot.state IS 'read, unreadable, duplicate, missing.';
COMMENT ON COLUMN snapshot.size IS 'Bytes.';
COMMENT ON COLUMN snapshot.first_year IS 'First year found in the file.';
COMMENT ON COLUMN snapshot.last_year IS 'Last year found in the file.';
COMMENT ON COLUMN snapshot.rows_in IS 'Rows of data read.';
COMMENT ON COLUMN snapshot.rows_used IS 'Rows that gave an observation.';
COMMENT ON COLUMN snapshot.rows_ignored IS 'Rows no selection asks for.';
COMMENT ON COLUMN snapshot.rows_rejected IS 'Rows with a finding instead of an observation.';
COMMENT ON COLUMN snapshot.observations IS 'Observations read.';
