-- purpose: form the comparison groups of the wanted schemes, except the nearest units
-- reads:   unit, observation (population), run, peer_scheme, work.size_class, work.pair, work.named
-- writes:  peer_group, peer_member, peer_unassigned, work.population, work.bordering
-- grain:   peer_member: scheme, group, unit
--
-- Variables: schemes (wanted), town_above, population (code of the variable).
-- Units of two levels are never in one group: a city with powiat rights stands
-- among gminas with its gmina tasks and among powiats with its powiat tasks.

CREATE OR REPLACE TEMP MACRO round_number(n) AS CASE WHEN n % 1000 = 0 THEN (n // 1000) || ' tys.' ELSE CAST(n AS VARCHAR) END;

CREATE TABLE work.candidate AS
SELECT teryt AS unit, level, kind, powiat, voivodeship, voivodeship_name, city_powiat FROM unit WHERE in_scope AND level IN ('gmina', 'powiat');

-- Population of the latest year that half of the units of a level have. A powiat
-- that no source gives is the sum of its gminas, when all of them are there.
CREATE TABLE work.population AS
WITH given AS (
    SELECT o.unit, u.level, u.powiat, o.year, o.value
    FROM observation o JOIN unit u ON u.teryt = o.unit
    WHERE o.chosen AND o.value IS NOT NULL AND o.variable = getvariable('population') AND u.level IN ('gmina', 'powiat')
), summed AS (
    SELECT g.powiat AS unit, 'powiat' AS level, g.year, CAST(sum(exact(g.value)) AS DOUBLE) AS value
    FROM given g JOIN (SELECT powiat, count(*) AS gminas FROM unit WHERE level = 'gmina' GROUP BY powiat) p USING (powiat)
    WHERE g.level = 'gmina'
    GROUP BY g.powiat, g.year HAVING count(*) = any_value(p.gminas)
), known AS (
    SELECT unit, level, year, value FROM given
    UNION ALL
    SELECT s.unit, s.level, s.year, s.value FROM summed s ANTI JOIN given g ON g.unit = s.unit AND g.year = s.year
), chosen AS (
    SELECT level, max(year) AS year
    FROM (SELECT k.level, k.year, count(*) AS n FROM known k JOIN work.candidate c USING (unit) GROUP BY ALL) y
    JOIN (SELECT level, count(*) AS units FROM work.candidate GROUP BY level) u USING (level)
    CROSS JOIN run
    WHERE 2 * y.n >= u.units AND y.year <= run.last_year
    GROUP BY level
)
SELECT c.unit, ch.year, k.value AS population
FROM work.candidate c
LEFT JOIN chosen ch ON ch.level = c.level
LEFT JOIN known k ON k.unit = c.unit AND k.year = ch.year;

CREATE TABLE work.placed AS
SELECT c.unit, c.level, c.kind, c.city_powiat, c.voivodeship, p.population, p.year,
       s.low, s.high, s.class IS NOT NULL AS sized
FROM work.candidate c
JOIN work.population p USING (unit)
LEFT JOIN work.size_class s ON s.class = CASE WHEN c.level = 'powiat' AND c.city_powiat THEN c.kind ELSE c.level END
    AND (s.whole OR p.population >= s.low AND (s.high IS NULL OR p.population < s.high));

CREATE TABLE work.own AS
SELECT 'kind' AS scheme, level || '/' || kind AS grp, unit FROM work.placed
UNION ALL
SELECT 'voivodeship', level || '/' || voivodeship, unit FROM work.placed
UNION ALL
SELECT 'kind_voivodeship', level || '/' || kind || '/' || voivodeship, unit FROM work.placed
UNION ALL
SELECT 'size', CASE WHEN low IS NULL THEN level || '/' || kind ELSE level || '/' || low || '-' || coalesce(CAST(high AS VARCHAR), '') END, unit
FROM work.placed WHERE sized
UNION ALL
SELECT 'slz', level || '/' || slz, unit
FROM (
    SELECT unit, level, CASE
        WHEN level = 'powiat' AND NOT city_powiat THEN 'slz_1'
        WHEN city_powiat THEN 'slz_2'
        WHEN kind = 'wiejska' THEN 'slz_4'
        WHEN population > getvariable('town_above') THEN 'slz_2'
        WHEN population IS NOT NULL THEN 'slz_3' END AS slz
    FROM work.placed
) WHERE slz IS NOT NULL;

DELETE FROM work.own WHERE NOT list_contains(getvariable('schemes'), scheme);

INSERT INTO peer_unassigned
SELECT s.scheme, p.unit,
       CASE WHEN p.population IS NOT NULL THEN 'schemat nie ma klas dla jednostek tego poziomu'
            WHEN p.year IS NULL THEN 'brak danych o ludności' ELSE format('brak ludności za {} r.', p.year) END
FROM work.placed p JOIN (VALUES ('size'), ('slz')) s(scheme) ON list_contains(getvariable('schemes'), s.scheme)
ANTI JOIN work.own o ON o.scheme = s.scheme AND o.unit = p.unit
ORDER BY 1, 2;

-- A kind that has too few units in a voivodeship is compared with the kind:
-- the whole kind counts there, its few units alone are compared with it.
CREATE TABLE work.small AS
SELECT o.grp, count(*) AS size FROM work.own o JOIN peer_scheme s USING (scheme)
WHERE o.scheme = 'kind_voivodeship' GROUP BY o.grp HAVING count(*) < any_value(s.minimum);

CREATE TABLE work.member AS
SELECT o.scheme, o.grp, o.unit, s.grp IS NULL AS compared, '' AS why
FROM work.own o LEFT JOIN work.small s ON o.scheme = 'kind_voivodeship' AND s.grp = o.grp
UNION ALL
SELECT 'kind_voivodeship', wide.grp, p.unit, s.grp IS NOT NULL,
       CASE WHEN s.grp IS NULL THEN '' ELSE format('jednostek tego rodzaju w województwie: {}, mniej niż {}; porównanie ze wszystkimi tego rodzaju', s.size, m.minimum) END
FROM (SELECT DISTINCT p.level || '/' || p.kind AS grp FROM work.placed p JOIN work.small s ON s.grp = p.level || '/' || p.kind || '/' || p.voivodeship) wide
JOIN work.placed p ON p.level || '/' || p.kind = wide.grp
JOIN peer_scheme m ON m.scheme = 'kind_voivodeship'
LEFT JOIN work.small s ON s.grp = p.level || '/' || p.kind || '/' || p.voivodeship;

-- Neighbours: a pair is found again by the number of the gmina, whatever its
-- kind is now; powiats border where their gminas do.
CREATE TABLE work.bordering AS
WITH gmina AS (
    SELECT a.teryt AS unit, b.teryt AS peer, a.powiat AS powiat, b.powiat AS peer_powiat
    FROM (SELECT a, b FROM work.pair UNION SELECT b, a FROM work.pair) p
    JOIN unit a ON a.level = 'gmina' AND left(a.teryt, 6) = left(p.a, 6)
    JOIN unit b ON b.level = 'gmina' AND left(b.teryt, 6) = left(p.b, 6)
)
SELECT unit, peer FROM gmina
UNION
SELECT powiat, peer_powiat FROM gmina WHERE powiat <> peer_powiat;

INSERT INTO work.member
SELECT 'neighbours', b.unit, b.peer, FALSE, '' FROM work.bordering b JOIN work.candidate c USING (unit)
WHERE list_contains(getvariable('schemes'), 'neighbours');

INSERT INTO peer_unassigned
SELECT 'neighbours', unit, 'nie ma jej w danych o granicach' FROM work.candidate
WHERE list_contains(getvariable('schemes'), 'neighbours') AND unit NOT IN (SELECT unit FROM work.bordering)
ORDER BY unit;

INSERT INTO work.member
SELECT 'named', n.grp, u.teryt, FALSE, CASE WHEN u.teryt = n.unit THEN '' ELSE format('grupa wymienia kod {}', n.unit) END
FROM work.named n JOIN unit u ON u.level = n.level AND (u.teryt = n.unit OR n.level = 'gmina' AND left(u.teryt, 6) = left(n.unit, 6))
WHERE list_contains(getvariable('schemes'), 'named');

INSERT INTO peer_member SELECT scheme, grp, unit, compared, why FROM work.member ORDER BY scheme, grp, unit;

INSERT INTO peer_group
SELECT m.scheme, m.grp, any_value(u.level), CASE m.scheme
           WHEN 'neighbours' THEN CASE any_value(u.level) WHEN 'gmina' THEN 'gminy sąsiednie: ' ELSE 'powiaty sąsiednie: ' END || any_value(owner.full_name)
           WHEN 'named' THEN any_value(n.name)
           WHEN 'voivodeship' THEN CASE any_value(u.level) WHEN 'gmina' THEN 'gminy' ELSE 'powiaty' END || ', województwo ' || any_value(u.voivodeship_name)
           WHEN 'size' THEN CASE
               WHEN any_value(s.low) IS NULL THEN any_value(k.name)
               WHEN any_value(s.low) = 0 THEN any_value(k.noun) || ' poniżej ' || round_number(any_value(s.high)) || ' mieszkańców'
               WHEN any_value(s.high) IS NULL THEN any_value(k.noun) || ' od ' || round_number(any_value(s.low)) || ' mieszkańców'
               ELSE any_value(k.noun) || ' od ' || round_number(any_value(s.low)) || ' do ' || round_number(any_value(s.high)) || ' mieszkańców' END
           WHEN 'slz' THEN any_value(l.pl)
           WHEN 'kind_voivodeship' THEN any_value(k.name) || CASE WHEN len(string_split(m.grp, '/')) = 3 THEN ', województwo ' || any_value(u.voivodeship_name) ELSE '' END
           ELSE any_value(k.name) END || CASE WHEN m.grp = 'powiat/slz_2' THEN ' (zadania powiatu)' ELSE '' END,
       count(*), CASE WHEN m.scheme IN ('size', 'slz') THEN any_value(p.year) END
FROM work.member m
JOIN unit u ON u.teryt = m.unit
LEFT JOIN work.placed p ON p.unit = m.unit
LEFT JOIN unit owner ON m.scheme = 'neighbours' AND owner.teryt = m.grp
LEFT JOIN (SELECT DISTINCT grp, name FROM work.named) n ON m.scheme = 'named' AND n.grp = m.grp
LEFT JOIN work.placed s ON m.scheme = 'size' AND s.unit = m.unit
LEFT JOIN label l ON m.scheme = 'slz' AND l.grp = 'scheme' AND l.code = split_part(m.grp, '/', 2)
LEFT JOIN (VALUES ('miejska', 'gminy miejskie', 'gminy'), ('wiejska', 'gminy wiejskie', 'gminy'), ('miejsko-wiejska', 'gminy miejsko-wiejskie', 'gminy'),
    ('powiat', 'powiaty', 'powiaty'), ('miasto na prawach powiatu', 'miasta na prawach powiatu', 'miasta')) k(kind, name, noun) ON k.kind = u.kind
GROUP BY m.scheme, m.grp
ORDER BY 1, 2;
