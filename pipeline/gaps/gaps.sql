-- purpose: one cause, owner and expected date for every cell that is needed and not there
-- reads:   work.need, service_operation, observation, source, source_variable, snapshot, variable, unit, run, fiche, fiche_indicator, fiche_weight
-- writes:  work.cell, gap
-- grain:   unit, variable, year

-- Every cell needed by an indicator or by the condition of a fiche, with the
-- weight that hangs on it. A condition decides the whole fiche: 100.
CREATE TABLE work.cell AS
SELECT unit, variable, variable_year AS year, CAST(sum(weight) AS INTEGER) AS severity, CAST(sum(indicators) AS INTEGER) AS indicators
FROM (
    SELECT unit, variable, variable_year, fiche, greatest(sum(weight), max(decides)) AS weight, count(indicator) AS indicators
    FROM (
        SELECT DISTINCT n.unit, n.variable, n.variable_year, fi.fiche, n.indicator, coalesce(w.weight, 0) AS weight, 0 AS decides
        FROM work.need n JOIN fiche_indicator fi USING (indicator)
        LEFT JOIN fiche_weight w ON w.fiche = fi.fiche AND w.indicator = fi.indicator AND w.weight_set = 'expert'
        UNION ALL
        SELECT so.unit, f.condition_variable, so.year, f.fiche, NULL, 0, 100
        FROM service_operation so JOIN fiche f USING (fiche) WHERE f.condition_variable IS NOT NULL
    )
    GROUP BY ALL
)
GROUP BY ALL;

-- The source that answers for a variable in a year: one that covers the year
-- before one that does not, then by priority.
CREATE TABLE work.responsible AS
SELECT variable, level, year, source, every FROM (
    SELECT c.variable, c.level, c.year, sv.source, sv.every,
           row_number() OVER (PARTITION BY c.variable, c.level, c.year
               ORDER BY (c.year BETWEEN coalesce(s.covers_from, 0) AND coalesce(s.covers_to, 9999)) DESC, s.priority DESC, s.source) AS rn
    FROM (SELECT DISTINCT c.variable, u.level, c.year FROM work.cell c JOIN unit u ON u.teryt = c.unit) c
    JOIN source_variable sv ON sv.variable = c.variable AND sv.level = c.level
    JOIN source s ON s.source = sv.source
) WHERE rn = 1;

-- What was delivered, by voivodeship: a file of another region says nothing
-- about this one.
CREATE TABLE work.delivered AS
SELECT o.source, o.variable, o.year, u.level, u.voivodeship, min(o.file) AS file
FROM observation o JOIN unit u ON u.teryt = o.unit
GROUP BY ALL;

CREATE TABLE work.missing AS
SELECT c.unit, c.variable, c.year, c.severity, c.indicators, u.level, u.voivodeship, u.full_name, u.first_register, u.last_without,
       v.availability, v.system,
       o.status, o.file, o.member, o.sheet, o.cell, o.raw, o.sign,
       coalesce(o.source, r.source) AS source, r.every
FROM work.cell c
JOIN unit u ON u.teryt = c.unit
JOIN variable v ON v.variable = c.variable
LEFT JOIN observation o ON o.chosen AND o.unit = c.unit AND o.variable = c.variable AND o.year = c.year
LEFT JOIN work.responsible r ON r.variable = c.variable AND r.level = u.level AND r.year = c.year
WHERE o.value IS NULL;

CREATE TABLE work.caused AS
SELECT *, CASE
           -- an empty cell of a year that is not out yet is not out yet
           WHEN status IN ('no_information', 'structure_change') AND sign = '' AND raw = '' AND released_on > as_of THEN 'pending'
           WHEN status IS NOT NULL THEN status
           WHEN year < year(first_register) AND NOT coalesce(known_before, FALSE) THEN 'structure_change'
           WHEN source IS NULL OR outside THEN CASE availability
                WHEN 'local' THEN 'local_missing' WHEN 'unpublished' THEN 'not_published_at_level'
                WHEN 'uncollected' THEN 'not_collected' ELSE 'source_absent' END
           WHEN off_year THEN 'not_collected'
           WHEN delivered_file IS NULL AND released_on > as_of THEN 'pending'
           WHEN source_owner = 'local' THEN 'local_missing'
           ELSE 'source_absent' END AS cause
FROM (
    SELECT m.*, run.as_of, s.publisher, s.owner_kind AS source_owner, s.covers_from, s.covers_to,
           d.file AS delivered_file, bad.file AS bad_file, first.year <= m.year AS known_before,
           coalesce(m.year NOT BETWEEN coalesce(s.covers_from, 0) AND coalesce(s.covers_to, 9999), FALSE) AS outside,
           m.every > 1 AND (m.year - coalesce(s.covers_from, 0)) % m.every <> 0 AS off_year,
           CASE WHEN s.release_month IS NOT NULL THEN make_date(m.year + s.release_lag, s.release_month, s.release_day) END AS released_on
    FROM work.missing m
    CROSS JOIN run
    LEFT JOIN source s ON s.source = m.source
    LEFT JOIN work.delivered d ON d.source = m.source AND d.variable = m.variable AND d.year = m.year AND d.level = m.level AND d.voivodeship = m.voivodeship
    LEFT JOIN (SELECT source, min(file) AS file FROM snapshot WHERE state = 'unreadable' GROUP BY source) bad ON bad.source = m.source
    LEFT JOIN (SELECT unit, min(year) AS year FROM observation WHERE value IS NOT NULL GROUP BY unit) first ON first.unit = m.unit
);

-- An overdue value is still expected; what nobody will ever fill has no date
-- (bez terminu). A row or cell the operator can mend is expected with the next
-- nightly run, a file that was never delivered on its day of publication.
INSERT INTO gap
SELECT unit, variable, year, cause,
       CASE owner_kind WHEN 'operator' THEN 'operator Miernika' WHEN 'working_group' THEN 'grupa robocza'
            WHEN 'register' THEN 'rejestr TERYT' WHEN 'nobody' THEN ''
            WHEN 'local' THEN coalesce(publisher, 'urząd gminy') ELSE coalesce(publisher, system) END AS owner,
       owner_kind, expected_on, coalesce(expected_on < as_of, FALSE) AS overdue,
       source, coalesce(file, CASE WHEN cause = 'source_absent' AND NOT outside THEN coalesce(delivered_file, bad_file) END), sheet, cell, raw, sign, severity, indicators,
       CASE cause
           WHEN 'pending' THEN CASE WHEN expected_on IS NULL THEN format('{} zapowiada dane za {} r. bez podanego terminu.', publisher, year)
                WHEN expected_on < as_of THEN format('Termin publikacji ({}) minął; danych nie ma od {} dni.', expected_on, as_of - expected_on)
                ELSE format('{} opublikuje dane za {} r. około {}.', publisher, year, expected_on) END
           WHEN 'not_collected' THEN CASE WHEN off_year AND NOT outside THEN format('Badanie co {} lata; w {} r. danych nie zbierano.', every, year)
                ELSE 'Tej danej nie zbiera żadne badanie.' END
           WHEN 'not_published_at_level' THEN format('Dana jest zbierana ({}), ale nie jest publikowana dla jednostek tego poziomu.', system)
           WHEN 'no_information' THEN CASE WHEN coalesce(sign, '') <> '' THEN format('{} nie podaje wartości (znak „{}”).', publisher, sign)
                ELSE format('{} nie podaje wartości.', publisher) END
           WHEN 'secret' THEN 'Dana objęta tajemnicą statystyczną.'
           WHEN 'suppressed_small_n' THEN 'Wynik ukryto, bo grupa była zbyt mała.'
           WHEN 'structure_change' THEN CASE WHEN status IS NULL
                THEN format('Jednostka powstała między {} a {}; za {} r. nie ma o niej żadnych danych.', last_without, first_register, year)
                ELSE 'Źródło nie podaje danej: zmiana poziomu, wykazu jednostek lub listy cech.' END
           WHEN 'source_absent' THEN CASE WHEN source IS NULL THEN 'Żaden profil źródła nie wypełnia tej zmiennej.'
                WHEN covers_from > year THEN format('Dostarczone źródło obejmuje lata od {} r.; innego za {} r. nie ma.', covers_from, year)
                WHEN covers_to < year THEN format('Dostarczone źródło obejmuje lata do {} r.; innego za {} r. nie ma.', covers_to, year)
                WHEN delivered_file IS NOT NULL THEN format('W pliku {} nie ma wiersza tej jednostki.', delivered_file)
                WHEN bad_file IS NOT NULL THEN format('Pliku {} nie udało się odczytać.', bad_file)
                ELSE format('Nie dostarczono pliku z danymi tej jednostki za {} r.', year) END
           WHEN 'parse_error' THEN format('Komórki {}, {} nie udało się odczytać jako liczby („{}”).', file, CASE WHEN sheet = '' THEN cell ELSE sheet || '!' || cell END, raw)
           WHEN 'local_missing' THEN CASE WHEN source IS NULL THEN 'Dana lokalna: nikt jej jeszcze nie przekazał.'
                ELSE format('Dana lokalna za {} r.: jednostka jej nie przekazała.', year) END
           WHEN 'not_applicable' THEN 'Jednostka nie prowadzi tej usługi.'
           ELSE cause END,
       CASE cause
           WHEN 'pending' THEN CASE WHEN expected_on IS NULL THEN format('{} announces data for {} without a date.', publisher, year)
                WHEN expected_on < as_of THEN format('The publication date ({}) has passed; the data are {} days late.', expected_on, as_of - expected_on)
                ELSE format('{} will publish data for {} about {}.', publisher, year, expected_on) END
           WHEN 'not_collected' THEN CASE WHEN off_year AND NOT outside THEN format('A survey every {} years; {} was not surveyed.', every, year)
                ELSE 'No survey collects this.' END
           WHEN 'not_published_at_level' THEN format('Collected ({}) but not published at this level.', system)
           WHEN 'no_information' THEN CASE WHEN coalesce(sign, '') <> '' THEN format('{} gives no value (sign "{}").', publisher, sign) ELSE format('{} gives no value.', publisher) END
           WHEN 'secret' THEN 'Statistical confidentiality.'
           WHEN 'suppressed_small_n' THEN 'Hidden because the group was too small.'
           WHEN 'structure_change' THEN CASE WHEN status IS NULL
                THEN format('The unit came into being between {} and {}; there are no data about it for {}.', last_without, first_register, year)
                ELSE 'The source gives no value: level, list of units or list of features changed.' END
           WHEN 'source_absent' THEN CASE WHEN source IS NULL THEN 'No source profile fills this variable.'
                WHEN covers_from > year THEN format('The delivered source starts in {}; there is no other for {}.', covers_from, year)
                WHEN covers_to < year THEN format('The delivered source ends with {}; there is no other for {}.', covers_to, year)
                WHEN delivered_file IS NOT NULL THEN format('File {} has no row of this unit.', delivered_file)
                WHEN bad_file IS NOT NULL THEN format('File {} could not be read.', bad_file)
                ELSE format('No file with data of this unit for {} was delivered.', year) END
           WHEN 'parse_error' THEN format('Cell {}, {} cannot be read as a number ("{}").', file, CASE WHEN sheet = '' THEN cell ELSE sheet || '!' || cell END, raw)
           WHEN 'local_missing' THEN CASE WHEN source IS NULL THEN 'Local data: nobody has given it yet.' ELSE format('Local data for {}: not given by the unit.', year) END
           WHEN 'not_applicable' THEN 'The unit does not run this service.'
           ELSE cause END
FROM (
    SELECT c.*,
           CASE WHEN cause IN ('pending', 'no_information', 'not_published_at_level') THEN 'publisher'
                WHEN cause = 'not_collected' THEN 'working_group'
                WHEN cause = 'structure_change' THEN 'register'
                WHEN cause IN ('source_absent', 'parse_error') THEN CASE WHEN source_owner = 'local' AND cause = 'parse_error' THEN 'local' ELSE 'operator' END
                WHEN cause = 'local_missing' THEN 'local'
                ELSE 'nobody' END AS owner_kind,
           CASE WHEN cause IN ('pending', 'local_missing') AND NOT outside THEN released_on
                WHEN cause = 'parse_error' OR cause = 'source_absent' AND NOT outside AND coalesce(delivered_file, bad_file) IS NOT NULL THEN c.as_of + 1
                WHEN cause = 'source_absent' AND NOT outside THEN released_on END AS expected_on
    FROM work.caused c
)
ORDER BY unit, variable, year;
