-- purpose: one cause, owner and expected date for every cell that is needed and not there
-- reads:   work.need, service_operation, observation, source, source_variable, snapshot, variable, unit, run, fiche, fiche_indicator
-- writes:  work.cell, gap
-- grain:   unit, variable, year

-- Every cell needed by an indicator or by the condition of a fiche, with the
-- weight that hangs on it.
CREATE TABLE work.cell AS
SELECT unit, variable, variable_year AS year, CAST(sum(weight) AS INTEGER) AS severity, CAST(count(DISTINCT indicator) AS INTEGER) AS indicators
FROM (
    SELECT DISTINCT n.unit, n.variable, n.variable_year, fi.fiche, n.indicator, fi.weight
    FROM work.need n JOIN fiche_indicator fi USING (indicator)
    UNION ALL
    SELECT so.unit, f.condition_variable, so.year, f.fiche, NULL, 100
    FROM service_operation so JOIN fiche f USING (fiche) WHERE f.condition_variable IS NOT NULL
)
GROUP BY ALL;

-- The source that answers for a variable in a year: one that covers the year
-- before one that does not, then by priority.
CREATE TABLE work.responsible AS
SELECT variable, level, year, source FROM (
    SELECT c.variable, c.level, c.year, sv.source,
           row_number() OVER (PARTITION BY c.variable, c.level, c.year
               ORDER BY (c.year BETWEEN coalesce(s.covers_from, 0) AND coalesce(s.covers_to, 9999)) DESC, s.priority DESC, s.source) AS rn
    FROM (SELECT DISTINCT c.variable, u.level, c.year FROM work.cell c JOIN unit u ON u.teryt = c.unit) c
    JOIN source_variable sv ON sv.variable = c.variable AND sv.level = c.level
    JOIN source s ON s.source = sv.source
) WHERE rn = 1;

CREATE TABLE work.delivered AS
SELECT DISTINCT source, variable, year, file FROM observation;

CREATE TABLE work.missing AS
SELECT c.unit, c.variable, c.year, c.severity, c.indicators, u.level, u.full_name, u.first_register,
       v.availability, v.system,
       o.status, o.file, o.member, o.sheet, o.cell, o.raw, o.sign,
       coalesce(o.source, r.source) AS source
FROM work.cell c
JOIN unit u ON u.teryt = c.unit
JOIN variable v ON v.variable = c.variable
LEFT JOIN observation o ON o.chosen AND o.unit = c.unit AND o.variable = c.variable AND o.year = c.year
LEFT JOIN work.responsible r ON r.variable = c.variable AND r.level = u.level AND r.year = c.year
WHERE o.value IS NULL;

CREATE TABLE work.caused AS
SELECT m.*, s.publisher, s.owner_kind AS source_owner, s.every, s.covers_from, s.covers_to,
       d.file AS delivered_file, bad.file AS bad_file,
       CASE WHEN s.release_month IS NOT NULL
            THEN make_date(m.year + s.release_lag, s.release_month, s.release_day) END AS released_on,
       CASE
           WHEN m.status IS NOT NULL THEN m.status
           WHEN m.first_register IS NOT NULL AND m.year < year(m.first_register) THEN 'structure_change'
           WHEN m.source IS NULL THEN CASE m.availability
                WHEN 'local' THEN 'local_missing' WHEN 'unpublished' THEN 'not_published_at_level'
                WHEN 'uncollected' THEN 'not_collected' ELSE 'source_absent' END
           WHEN m.year < s.covers_from THEN 'not_collected'
           WHEN m.year > s.covers_to THEN 'source_absent'
           WHEN s.every > 1 AND (m.year - coalesce(s.covers_from, 0)) % s.every <> 0 THEN 'not_collected'
           WHEN d.file IS NULL AND bad.file IS NULL AND s.release_month IS NOT NULL
                AND make_date(m.year + s.release_lag, s.release_month, s.release_day) > run.as_of THEN 'pending'
           WHEN s.owner_kind = 'local' THEN 'local_missing'
           ELSE 'source_absent' END AS cause
FROM work.missing m
CROSS JOIN run
LEFT JOIN source s ON s.source = m.source
LEFT JOIN (SELECT source, variable, year, min(file) AS file FROM work.delivered GROUP BY ALL) d
       ON d.source = m.source AND d.variable = m.variable AND d.year = m.year
LEFT JOIN (SELECT source, min(file) AS file FROM snapshot WHERE state = 'unreadable' GROUP BY source) bad ON bad.source = m.source;

-- An overdue local value is still expected; what nobody will ever fill has no
-- date (bez terminu). The operator's gaps close with the next nightly run.
INSERT INTO gap
SELECT unit, variable, year, cause,
       CASE owner_kind WHEN 'operator' THEN 'operator Miernika' WHEN 'working_group' THEN 'grupa robocza'
            WHEN 'register' THEN 'rejestr TERYT' WHEN 'nobody' THEN ''
            WHEN 'local' THEN coalesce(publisher, 'urząd gminy') ELSE coalesce(publisher, system) END AS owner,
       owner_kind, expected_on, coalesce(expected_on < as_of, FALSE) AS overdue,
       source, coalesce(file, CASE WHEN cause IN ('source_absent', 'local_missing') THEN coalesce(bad_file, delivered_file) END), sheet, cell, raw, sign, severity, indicators,
       CASE cause
           WHEN 'pending' THEN CASE WHEN expected_on IS NULL THEN format('{} zapowiada dane za {} r. bez podanego terminu.', publisher, year)
                WHEN expected_on < as_of THEN format('Termin publikacji ({}) minął; danych nie ma od {} dni.', expected_on, as_of - expected_on)
                ELSE format('{} opublikuje dane za {} r. około {}.', publisher, year, expected_on) END
           WHEN 'not_collected' THEN CASE WHEN every > 1 THEN format('Badanie co {} lata; w {} r. danych nie zbierano.', every, year)
                WHEN covers_from > year THEN format('Źródło obejmuje lata od {} r.; za {} r. danych nie ma.', covers_from, year)
                ELSE 'Tej danej nie zbiera żadne badanie.' END
           WHEN 'not_published_at_level' THEN format('Dana jest zbierana ({}), ale nie jest publikowana dla jednostek tego poziomu.', system)
           WHEN 'no_information' THEN CASE WHEN coalesce(sign, '') <> '' THEN format('{} nie podaje wartości (znak „{}”).', publisher, sign)
                ELSE format('{} nie podaje wartości.', publisher) END
           WHEN 'secret' THEN 'Dana objęta tajemnicą statystyczną.'
           WHEN 'suppressed_small_n' THEN 'Wynik ukryto, bo grupa była zbyt mała.'
           WHEN 'structure_change' THEN CASE WHEN first_register IS NOT NULL AND year < year(first_register)
                THEN format('Jednostka jest w rejestrze od {}; danych za wcześniejsze lata nie ma.', first_register)
                ELSE 'Źródło nie podaje danej: zmiana poziomu, wykazu jednostek lub listy cech.' END
           WHEN 'source_absent' THEN CASE WHEN source IS NULL THEN 'Żaden profil źródła nie wypełnia tej zmiennej.'
                WHEN delivered_file IS NOT NULL THEN format('W pliku {} nie ma wiersza tej jednostki.', delivered_file)
                WHEN bad_file IS NOT NULL THEN format('Pliku {} nie udało się odczytać.', bad_file)
                WHEN year > covers_to THEN format('Źródło obejmuje lata do {} r.; żadne inne źródło nie obejmuje {} r.', covers_to, year)
                ELSE format('Nie dostarczono pliku z danymi za {} r.', year) END
           WHEN 'parse_error' THEN format('Komórki {}, {} nie udało się odczytać jako liczby („{}”).', file, CASE WHEN sheet = '' THEN cell ELSE sheet || '!' || cell END, raw)
           WHEN 'local_missing' THEN CASE WHEN source IS NULL THEN 'Dana lokalna: nikt jej jeszcze nie przekazał.'
                ELSE format('Dana lokalna za {} r.: jednostka jej nie przekazała.', year) END
           WHEN 'not_applicable' THEN 'Jednostka nie prowadzi tej usługi.'
           ELSE cause END,
       CASE cause
           WHEN 'pending' THEN CASE WHEN expected_on IS NULL THEN format('{} announces data for {} without a date.', publisher, year)
                WHEN expected_on < as_of THEN format('The publication date ({}) has passed; the data are {} days late.', expected_on, as_of - expected_on)
                ELSE format('{} will publish data for {} about {}.', publisher, year, expected_on) END
           WHEN 'not_collected' THEN CASE WHEN every > 1 THEN format('A survey every {} years; {} was not surveyed.', every, year)
                WHEN covers_from > year THEN format('The source starts in {}; it has nothing for {}.', covers_from, year)
                ELSE 'No survey collects this.' END
           WHEN 'not_published_at_level' THEN format('Collected ({}) but not published at this level.', system)
           WHEN 'no_information' THEN CASE WHEN coalesce(sign, '') <> '' THEN format('{} gives no value (sign "{}").', publisher, sign) ELSE format('{} gives no value.', publisher) END
           WHEN 'secret' THEN 'Statistical confidentiality.'
           WHEN 'suppressed_small_n' THEN 'Hidden because the group was too small.'
           WHEN 'structure_change' THEN CASE WHEN first_register IS NOT NULL AND year < year(first_register)
                THEN format('The unit is in the register since {}; there are no earlier data.', first_register)
                ELSE 'The source gives no value: level, list of units or list of features changed.' END
           WHEN 'source_absent' THEN CASE WHEN source IS NULL THEN 'No source profile fills this variable.'
                WHEN delivered_file IS NOT NULL THEN format('File {} has no row of this unit.', delivered_file)
                WHEN bad_file IS NOT NULL THEN format('File {} could not be read.', bad_file)
                WHEN year > covers_to THEN format('The source ends with {}; no other source covers {}.', covers_to, year)
                ELSE format('No file with data for {} was delivered.', year) END
           WHEN 'parse_error' THEN format('Cell {}, {} cannot be read as a number ("{}").', file, CASE WHEN sheet = '' THEN cell ELSE sheet || '!' || cell END, raw)
           WHEN 'local_missing' THEN CASE WHEN source IS NULL THEN 'Local data: nobody has given it yet.' ELSE format('Local data for {}: not given by the unit.', year) END
           WHEN 'not_applicable' THEN 'The unit does not run this service.'
           ELSE cause END
FROM (
    SELECT c.*, run.as_of,
           CASE WHEN cause IN ('pending', 'no_information', 'not_published_at_level') THEN 'publisher'
                WHEN cause = 'not_collected' THEN 'working_group'
                WHEN cause = 'structure_change' THEN 'register'
                WHEN cause IN ('source_absent', 'parse_error') THEN CASE WHEN source_owner = 'local' AND cause = 'parse_error' THEN 'local' ELSE 'operator' END
                WHEN cause = 'local_missing' THEN 'local'
                ELSE 'nobody' END AS owner_kind,
           CASE WHEN cause IN ('pending', 'local_missing') THEN released_on
                WHEN cause IN ('source_absent', 'parse_error') AND source IS NOT NULL THEN run.as_of + 1 END AS expected_on
    FROM work.caused c CROSS JOIN run
)
ORDER BY unit, variable, year;
