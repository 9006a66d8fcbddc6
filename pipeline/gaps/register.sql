-- purpose: one cause, owner and expected date for every cell that is needed and not there
-- reads:   temporary tables of cells.sql; work.use, service_operation, observation, source, source_variable, snapshot, variable, variable_chapter, unit, run
-- writes:  gap, work.lost, work.tally
-- grain:   unit, variable, year

-- The source that answers for a variable in a year: one that covers the year
-- before one that does not, then by priority.
CREATE OR REPLACE TEMP TABLE responsible AS
SELECT v, level, year, source, every FROM (
    SELECT c.v, c.level, c.year, sv.source, sv.every,
           row_number() OVER (PARTITION BY c.v, c.level, c.year
               ORDER BY (c.year BETWEEN coalesce(s.covers_from, 0) AND coalesce(s.covers_to, 9999)) DESC, s.priority DESC, s.source) AS rn
    FROM (SELECT DISTINCT v, level, year FROM work.wanted) c
    JOIN work.variable_number m USING (v)
    JOIN source_variable sv ON sv.variable = m.variable AND sv.level = c.level
    JOIN source s ON s.source = sv.source
) WHERE rn = 1;

-- What was delivered, by voivodeship: a file of another region says nothing
-- about this one. Only where a cell has no row at all is it asked for.
CREATE OR REPLACE TEMP TABLE delivered AS
SELECT m.v, n.level, n.voivodeship, o.year, o.source, min(o.file) AS file
FROM observation o
JOIN work.numbered_unit n ON n.unit = o.unit
JOIN work.variable_number m ON m.variable = o.variable
JOIN (SELECT DISTINCT v, level, voivodeship, year FROM missing WHERE NOT absent) a ON a.v = m.v AND a.level = n.level AND a.voivodeship = n.voivodeship AND a.year = o.year
GROUP BY ALL;

-- A budget variable in a year of none of its chapters.
CREATE OR REPLACE TEMP TABLE chapterless AS
SELECT DISTINCT w.v, w.year
FROM work.wanted w
JOIN work.variable_number k USING (v)
JOIN variable_budget b ON b.variable = k.variable
WHERE NOT EXISTS (FROM variable_chapter c WHERE c.variable = k.variable AND c.counts AND w.year BETWEEN coalesce(c.valid_from, 0) AND coalesce(c.valid_to, 9999));

-- The causes, in the order of evidence that docs/methodology.md states.
CREATE OR REPLACE TEMP TABLE caused AS
SELECT *, CASE
           -- an empty cell of a year that is not out yet is not out yet
           WHEN status IN ('no_information', 'structure_change') AND sign = '' AND raw = '' AND released_on > as_of THEN 'pending'
           WHEN status IS NOT NULL THEN status
           WHEN year < year(first_register) AND NOT coalesce(known_before, FALSE) THEN 'structure_change'
           WHEN no_chapter THEN 'not_collected'
           WHEN source IS NULL OR outside THEN CASE availability
                WHEN 'local' THEN 'local_missing' WHEN 'unpublished' THEN 'not_published_at_level'
                WHEN 'uncollected' THEN 'not_collected' ELSE 'source_absent' END
           WHEN off_year THEN 'not_collected'
           WHEN delivered_file IS NULL AND released_on > as_of THEN 'pending'
           WHEN source_owner = 'local' THEN 'local_missing'
           ELSE 'source_absent' END AS cause
FROM (
    SELECT m.*, run.as_of, s.publisher, s.owner_kind AS source_owner, s.covers_from, s.covers_to,
           d.file AS delivered_file, bad.file AS bad_file,
           coalesce(m.year NOT BETWEEN coalesce(s.covers_from, 0) AND coalesce(s.covers_to, 9999), FALSE) AS outside,
           m.every > 1 AND (m.year - coalesce(s.covers_from, 0)) % m.every <> 0 AS off_year,
           CASE WHEN s.release_month IS NOT NULL THEN make_date(m.year + s.release_lag, s.release_month, s.release_day) END AS released_on
    FROM (
        SELECT m.u, m.v, m.year, m.level, m.voivodeship, u.teryt AS unit, u.city_powiat, u.first_register, u.last_without, b.first_value <= m.year AS known_before,
               x.variable, x.availability, x.system, ch.v IS NOT NULL AS no_chapter,
               o.status, o.file, o.member, o.sheet, o.cell, o.raw, o.sign, coalesce(o.source, r.source) AS source, r.every
        FROM missing m
        JOIN work.numbered_unit n USING (u)
        JOIN unit u ON u.teryt = n.unit
        JOIN work.variable_number k USING (v)
        JOIN variable x ON x.variable = k.variable
        LEFT JOIN work.born b ON b.unit = n.unit
        LEFT JOIN chapterless ch ON ch.v = m.v AND ch.year = m.year
        LEFT JOIN responsible r ON r.v = m.v AND r.level = m.level AND r.year = m.year
        LEFT JOIN (
            SELECT a.u, k.v, o.* FROM observation o JOIN work.numbered_unit a ON a.unit = o.unit JOIN work.variable_number k ON k.variable = o.variable
            WHERE o.chosen AND o.value IS NULL
        ) o ON o.u = m.u AND o.v = m.v AND o.year = m.year
    ) m
    CROSS JOIN run
    LEFT JOIN source s ON s.source = m.source
    LEFT JOIN delivered d ON d.source = m.source AND d.v = m.v AND d.year = m.year AND d.level = m.level AND d.voivodeship = m.voivodeship
    LEFT JOIN (SELECT source, min(file) AS file FROM snapshot WHERE state = 'unreadable' GROUP BY source) bad ON bad.source = m.source
);

-- What a missing cell takes away: the uses of it. What is hidden or cannot be
-- there, nobody can fill.
CREATE TABLE work.lost AS
SELECT m.u, m.v, m.year, m.cause NOT IN ('secret', 'suppressed_small_n', 'structure_change', 'not_applicable') AS fillable, d.item, d.f, d.year AS use_year
FROM caused m
JOIN work.numbered_unit n USING (u)
JOIN (SELECT x.v, d.*, t.indicator IS NULL AS decides FROM work.use d JOIN work.use_item t USING (item) JOIN work.variable_number x USING (variable)) d
    ON d.v = m.v AND d.variable_year = m.year AND d.level = n.level AND d.kind = n.kind
WHERE n.born <= d.year AND (d.decides OR NOT EXISTS (FROM closed c WHERE c.u = m.u AND c.f = d.f AND c.year = d.year));

-- A condition decides the whole fiche: 100. An indicator counts once a fiche,
-- though it may need the cell in two of its years.
CREATE OR REPLACE TEMP TABLE severity AS
SELECT u, v, year, CAST(round(sum(exact(weight))) AS INTEGER) AS severity, CAST(sum(indicators) AS INTEGER) AS indicators
FROM (
    SELECT l.u, l.v, l.year, x.f, greatest(sum(exact(x.weight)), max(CASE WHEN x.indicator IS NULL THEN 100 ELSE 0 END)) AS weight, count(x.indicator) AS indicators
    FROM (SELECT DISTINCT u, v, year, item FROM work.lost) l JOIN work.use_item x USING (item)
    GROUP BY ALL
)
GROUP BY ALL;

-- An overdue value is still expected; what nobody will ever fill has no date
-- (bez terminu). A row or cell the operator can mend is expected with the next
-- nightly run, a file that was never delivered on its day of publication. Due
-- is what somebody promised and whose day has come.
CREATE OR REPLACE TEMP TABLE owned AS
SELECT c.*,
       CASE WHEN cause IN ('pending', 'no_information', 'not_published_at_level') THEN 'publisher'
            WHEN cause = 'not_collected' THEN 'working_group'
            WHEN cause = 'structure_change' THEN 'register'
            WHEN cause IN ('source_absent', 'parse_error') THEN CASE WHEN source_owner = 'local' AND cause = 'parse_error' THEN 'local' ELSE 'operator' END
            WHEN cause = 'local_missing' THEN 'local'
            ELSE 'nobody' END AS owner_kind,
       CASE WHEN cause IN ('pending', 'local_missing') AND NOT outside THEN released_on
            WHEN cause = 'parse_error' OR cause = 'source_absent' AND NOT outside AND coalesce(delivered_file, bad_file) IS NOT NULL THEN c.as_of + 1
            WHEN cause = 'source_absent' AND NOT outside THEN released_on END AS expected_on,
       source IS NOT NULL AND NOT outside AND NOT coalesce(off_year, FALSE)
           AND cause IN ('parse_error', 'source_absent', 'local_missing', 'pending', 'no_information', 'suppressed_small_n', 'secret')
           AND coalesce(released_on <= as_of, cause <> 'pending') AS due,
       CASE WHEN c.off_year THEN CAST(c.year + c.every - (c.year - coalesce(c.covers_from, 0)) % c.every AS SMALLINT) END AS next_survey
FROM caused c;

INSERT INTO gap
SELECT unit, variable, g.year, cause,
       CASE owner_kind WHEN 'operator' THEN 'operator Miernika' WHEN 'working_group' THEN 'grupa robocza'
            WHEN 'register' THEN 'rejestr TERYT' WHEN 'nobody' THEN ''
            WHEN 'local' THEN coalesce(publisher, CASE WHEN city_powiat THEN 'urząd miasta' WHEN g.level = 'powiat' THEN 'starostwo powiatowe' ELSE 'urząd gminy' END)
            ELSE coalesce(publisher, system) END AS owner,
       owner_kind, expected_on, coalesce(expected_on < as_of, FALSE) AS overdue,
       due,
       source, coalesce(file, CASE WHEN cause = 'source_absent' AND NOT outside THEN coalesce(delivered_file, bad_file) END), sheet, cell, raw, sign, coalesce(severity, 0), coalesce(indicators, 0),
       CASE WHEN w.lacking = 1 THEN 'one' WHEN w.lacking = w.units THEN 'all' WHEN w.lacking_here = w.units_here THEN 'voivodeship' ELSE 'some' END AS extent,
       w.lacking, w.units,
       CASE cause
           WHEN 'pending' THEN CASE WHEN expected_on IS NULL THEN format('{} zapowiada dane za {} r. bez podanego terminu.', publisher, g.year)
                WHEN expected_on < as_of THEN format('Termin publikacji ({}) minął; danych nie ma od {} dni.', expected_on, as_of - expected_on)
                ELSE format('{} opublikuje dane za {} r. około {}.', publisher, g.year, expected_on) END
           WHEN 'not_collected' THEN CASE WHEN off_year AND NOT outside THEN format('Badanie co {} lata; w {} r. danych nie zbierano', every, g.year)
                     || CASE WHEN next_survey <= coalesce(covers_to, 9999) THEN format(', następne są za {} r.', next_survey) ELSE '.' END
                WHEN no_chapter THEN format('W {} r. nie obowiązywał żaden rozdział klasyfikacji budżetowej, z którego bierze się tę daną.', g.year)
                ELSE 'Tej danej nie zbiera żadne badanie.' END
           WHEN 'not_published_at_level' THEN format('Dana jest zbierana ({}), ale nie jest publikowana dla jednostek tego poziomu.', system)
           WHEN 'no_information' THEN CASE WHEN coalesce(sign, '') <> '' THEN format('{} nie podaje wartości (znak „{}”).', publisher, sign)
                ELSE format('{} nie podaje wartości.', publisher) END
           WHEN 'secret' THEN 'Dana objęta tajemnicą statystyczną.'
           WHEN 'suppressed_small_n' THEN 'Wynik ukryto, bo grupa była zbyt mała.'
           WHEN 'structure_change' THEN CASE WHEN status IS NULL
                THEN format('Jednostka powstała między {} a {}; za {} r. nie ma o niej żadnych danych.', last_without, first_register, g.year)
                ELSE 'Źródło nie podaje danej: zmiana poziomu, wykazu jednostek lub listy cech.' END
           WHEN 'source_absent' THEN CASE WHEN source IS NULL THEN 'Żaden profil źródła nie wypełnia tej zmiennej.'
                WHEN covers_from > g.year THEN format('Dostarczone źródło obejmuje lata od {} r.; innego za {} r. nie ma.', covers_from, g.year)
                WHEN covers_to < g.year THEN format('Dostarczone źródło obejmuje lata do {} r.; innego za {} r. nie ma.', covers_to, g.year)
                WHEN delivered_file IS NOT NULL THEN format('W pliku {} nie ma wiersza tej jednostki.', delivered_file)
                WHEN bad_file IS NOT NULL THEN format('Pliku {} nie udało się odczytać.', bad_file)
                ELSE format('Nie dostarczono pliku z danymi tej jednostki za {} r.', g.year) END
           WHEN 'parse_error' THEN format('Komórki {}, {} nie udało się odczytać jako liczby („{}”).', file, CASE WHEN sheet = '' THEN cell ELSE sheet || '!' || cell END, raw)
           WHEN 'local_missing' THEN CASE WHEN source IS NULL THEN 'Dana lokalna: nikt jej jeszcze nie przekazał.'
                ELSE format('Dana lokalna za {} r.: jednostka jej nie przekazała.', g.year) END
           WHEN 'not_applicable' THEN 'Jednostka nie prowadzi tej usługi.'
           ELSE cause END,
       CASE cause
           WHEN 'pending' THEN CASE WHEN expected_on IS NULL THEN format('{} announces data for {} without a date.', publisher, g.year)
                WHEN expected_on < as_of THEN format('The publication date ({}) has passed; the data are {} days late.', expected_on, as_of - expected_on)
                ELSE format('{} will publish data for {} about {}.', publisher, g.year, expected_on) END
           WHEN 'not_collected' THEN CASE WHEN off_year AND NOT outside THEN format('A survey every {} years; {} was not surveyed', every, g.year)
                     || CASE WHEN next_survey <= coalesce(covers_to, 9999) THEN format(', the next data are for {}.', next_survey) ELSE '.' END
                WHEN no_chapter THEN format('None of the budget chapters of this figure was in force in {}.', g.year)
                ELSE 'No survey collects this.' END
           WHEN 'not_published_at_level' THEN format('Collected ({}) but not published at this level.', system)
           WHEN 'no_information' THEN CASE WHEN coalesce(sign, '') <> '' THEN format('{} gives no value (sign "{}").', publisher, sign) ELSE format('{} gives no value.', publisher) END
           WHEN 'secret' THEN 'Statistical confidentiality.'
           WHEN 'suppressed_small_n' THEN 'Hidden because the group was too small.'
           WHEN 'structure_change' THEN CASE WHEN status IS NULL
                THEN format('The unit came into being between {} and {}; there are no data about it for {}.', last_without, first_register, g.year)
                ELSE 'The source gives no value: level, list of units or list of features changed.' END
           WHEN 'source_absent' THEN CASE WHEN source IS NULL THEN 'No source profile fills this variable.'
                WHEN covers_from > g.year THEN format('The delivered source starts in {}; there is no other for {}.', covers_from, g.year)
                WHEN covers_to < g.year THEN format('The delivered source ends with {}; there is no other for {}.', covers_to, g.year)
                WHEN delivered_file IS NOT NULL THEN format('File {} has no row of this unit.', delivered_file)
                WHEN bad_file IS NOT NULL THEN format('File {} could not be read.', bad_file)
                ELSE format('No file with data of this unit for {} was delivered.', g.year) END
           WHEN 'parse_error' THEN format('Cell {}, {} cannot be read as a number ("{}").', file, CASE WHEN sheet = '' THEN cell ELSE sheet || '!' || cell END, raw)
           WHEN 'local_missing' THEN CASE WHEN source IS NULL THEN 'Local data: nobody has given it yet.' ELSE format('Local data for {}: not given by the unit.', g.year) END
           WHEN 'not_applicable' THEN 'The unit does not run this service.'
           ELSE cause END
FROM owned g
LEFT JOIN severity USING (u, v, year) -- nothing hangs on the context of groups and on prices
JOIN (
    SELECT v, level, voivodeship, year, units AS units_here, lacking AS lacking_here,
           CAST(sum(units) OVER level AS INTEGER) AS units, CAST(sum(lacking) OVER level AS INTEGER) AS lacking
    FROM work.wanted WINDOW level AS (PARTITION BY v, level, year)
) w ON w.v = g.v AND w.level = g.level AND w.voivodeship IS NOT DISTINCT FROM g.voivodeship AND w.year = g.year
ORDER BY unit, variable, g.year;

-- Cells of each variable and year by the source that gives them, or should:
-- none where the source does not reach to the year. Unsurveyed are those of
-- years that its survey skips.
CREATE TABLE work.tally AS
SELECT c.v, n.level, c.year, s.source, CAST(count(*) AS INTEGER) AS cells, CAST(count(*) AS INTEGER) AS known, 0 AS due, 0 AS overdue, 0 AS unsurveyed,
       CAST(count(*) FILTER (WHERE c.corrected) AS INTEGER) AS corrected, CAST(count(*) FILTER (WHERE c.estimate) AS INTEGER) AS estimate,
       CAST(count(*) FILTER (WHERE c.weak) AS INTEGER) AS weak, CAST(count(*) FILTER (WHERE c.breaks) AS INTEGER) AS breaks
FROM cell c JOIN work.numbered_unit n USING (u) JOIN source_number s USING (s) WHERE c.known GROUP BY c.v, n.level, c.year, s.source
UNION ALL
SELECT v, level, year, CASE WHEN NOT outside THEN source END, CAST(count(*) AS INTEGER), 0, CAST(count(*) FILTER (WHERE due) AS INTEGER),
       CAST(count(*) FILTER (WHERE expected_on < as_of) AS INTEGER), CAST(count(*) FILTER (WHERE off_year) AS INTEGER), 0, 0, 0, 0
FROM owned GROUP BY v, level, year, CASE WHEN NOT outside THEN source END;
