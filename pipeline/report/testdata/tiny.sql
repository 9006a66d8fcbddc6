-- Six rural gminas, one service with four indicators, 2021–2023. Gmina Alfa
-- lacks readers in 2022, Gmina Zeta has no score, spending is made up in the
-- variant of the test that says so.
INSERT INTO run VALUES ('r', 'Próba', DATE '2024-05-31', 'test', DATE '2024-01-01', 2021, 2023, 5, FALSE);
INSERT INTO unit (teryt, name, full_name, level, kind, parent, powiat, powiat_name, voivodeship, voivodeship_name, city_powiat, in_scope)
SELECT '10010' || (n + 1) || '2', name, 'gmina wiejska ' || name, 'gmina', 'wiejska', '1001000', '1001000', 'bełchatowski',
    '1000000', 'łódzkie', FALSE, TRUE
FROM (VALUES (0, 'Alfa'), (1, 'Beta'), (2, 'Ćma & Żółw'), (3, 'Delta'), (4, 'Łąka'), (5, 'Zeta')) t(n, name);
INSERT INTO label (grp, code, pl, en, shorthand, explanation_pl, short_pl, explanation_en) SELECT v.*, '', '' FROM (VALUES
    ('sheet', 'summary', 'Podsumowanie', '', '', ''), ('sheet', 'units', 'Jednostki', '', '', ''), ('sheet', 'weights', 'Wagi', '', '', ''),
    ('sheet', 'provenance', 'Pochodzenie danych', '', '', ''), ('sheet', 'trends', 'Trendy', '', '', ''), ('sheet', 'gaps', 'Luki w danych', '', '', ''),
    ('sheet', 'coverage', 'Pokrycie', '', '', ''), ('sheet', 'distribution', 'Rozkłady', '', '', ''),
    ('fill', 'locf', 'ostatnia znana wartość', '', '', ''), ('flag', 'imputed', 'uzupełnione', '', '', ''), ('extent', 'one', 'tylko ta jednostka', '', '', ''),
    ('header', 'value', 'Wartość', '', '', ''), ('header', 'comment', 'Komentarz jednostki', '', '', ''), ('header', 'cause', 'Przyczyna braku', '', '', ''),
    ('workbook', 'karta_jednostki', 'Karta jednostki', '', '', ''), ('workbook', 'fiszka_uslugi', 'Fiszka usługi', '', '', ''),
    ('area', 'kultura', 'Kultura', '', '', ''), ('origin', 'real', 'dane rzeczywiste', '', '', ''), ('origin', 'synthetic', 'dane zmyślone (przykładowe)', '', '', ''),
    ('class', 'q4', 'najkorzystniejsza ćwiartka', '', '', ''), ('class', 'q3', 'powyżej mediany grupy', '', '', ''),
    ('class', 'q2', 'poniżej mediany grupy', '', '', ''), ('class', 'q1', 'najmniej korzystna ćwiartka', '', '', ''),
    ('status', 'ok', 'wartość', '', '', 'Wartość podana w źródle.'), ('status', 'pending', 'oczekuje na publikację', '', '[x]', ''),
    ('cause', 'pending', 'oczekuje na publikację', '', '[x]', ''), ('score_status', 'ok', 'ocena', '', '', ''), ('score_status', 'withheld', 'ocena wstrzymana', '', '', ''),
    ('withheld', 'below_coverage', 'za małe pokrycie', '', '', ''), ('change_note', 'break', 'przerwa w szeregu', '', '', '')) v;
INSERT INTO source VALUES ('gus', 'Biblioteki, GUS', 'Libraries', 'GUS', 'publisher', '', 'real', '', 'csv', '07-15 of year+1', 7, 15, 1, 2021, 2023, 1, 1, 'gus.yaml');
INSERT INTO snapshot VALUES ('abc123', 'gus', 'gus/bib.csv', '', 'read', 100, 2021, 2023, 18, 18, 0, 0, 72);
INSERT INTO variable VALUES
    ('ludnosc', 'Ludność ogółem', '', 'os.', 'stock', '31 XII', 'resident', 'public', 'GUS', TRUE, NULL, NULL, ''),
    ('czytelnicy', 'Czytelnicy', '', 'os.', 'flow', 't', 'attending', 'public', 'GUS', TRUE, NULL, NULL, '');
INSERT INTO indicator
SELECT code, name, '', 'Definicja: ' || name, dimension, direction, low, high, NULL, measure, digits, 'mixed', '', formula, 1000, TRUE, 'ratio_of_sums', 1, 2015, NULL,
    'rok t', 'GUS, K-03', 195, '', 0, 900, 'Im więcej, tym lepiej.', 'Dojazdy.', 'BDL.', verified, ''
FROM (VALUES
    ('czyt', 'Czytelnicy na 1000 ludności', 'ilosc', 'stimulant', NULL, NULL, 'os./1000', 1, '1000 × (czytelnicy) / (ludnosc)', TRUE),
    ('koszt', 'Koszt wypożyczenia', 'efektywnosc', 'destimulant', NULL, NULL, 'zł/wol.', 2, '(wydatki) / (wypozyczenia)', TRUE),
    ('dost', 'Placówki dostępne', 'dostepnosc', 'nominant', 40, 60, '%', 1, '100 × (a) / (b)', FALSE),
    ('zbiory', 'Księgozbiór na 1000 ludności', 'ilosc', 'neutral', NULL, NULL, 'wol./1000', 0, '1000 × (c) / (ludnosc)', TRUE)
) t(code, name, dimension, direction, low, high, measure, digits, formula, verified);
INSERT INTO indicator_term (indicator, side, variable, coefficient, coefficient_text, scaled, divisor, year_offset) VALUES
    ('czyt', 'numerator', 'czytelnicy', 1, '1', 1, 1, 0), ('czyt', 'denominator', 'ludnosc', 1, '1', 1, 1, 0);
INSERT INTO indicator_break VALUES ('czyt', 2022, 'Nowa baza ludności.');
INSERT INTO fiche VALUES ('biblioteki', 'KUL-01', 'Biblioteki publiczne', '', 'kultura', 1, 2015, NULL, 'draft', 'own', 'obligatory', 'Uwaga.', 'gmina',
    ['wiejska'], '', NULL, NULL, NULL, 'Cel.', ['wypożyczanie'], ['muzea'], 'Mieszkańcy', 'Biblioteki', 'Czytać obok kosztu.', 'Mało danych.', 'GUS.',
    ['zespół'], ['wersja 1 (2024): pierwsza'], 66, 3, 2, 1, 2015, TRUE, '', 'minmax', 0, 100, 'none', 'arithmetic', '', 'national', '', '', 'each');
INSERT INTO fiche_reference VALUES
    ('biblioteki', 1, 'law', 'ustawa o bibliotekach, art. 19', 'Gmina prowadzi bibliotekę.', '', NULL, NULL, TRUE, NULL, NULL, NULL),
    ('biblioteki', 1, 'chapter', '92116', 'Biblioteki', '', 2015, NULL, FALSE, NULL, NULL, NULL);
INSERT INTO fiche_indicator (fiche, indicator, ord, role, weight, core, why, fill_methods) VALUES
    ('biblioteki', 'czyt', 1, 'monitoring', 50, TRUE, 'Istota.', []), ('biblioteki', 'koszt', 2, 'monitoring', 30, FALSE, 'Koszt.', []),
    ('biblioteki', 'dost', 3, 'monitoring', 20, FALSE, 'Dostęp.', []), ('biblioteki', 'zbiory', 4, 'context', 0, FALSE, 'Tło.', []);
INSERT INTO service_operation SELECT teryt, 'biblioteki', y, TRUE, 'obligatory' FROM unit, range(2021, 2024) r(y);
INSERT INTO indicator_value
SELECT u.teryt, i.indicator, y, CASE WHEN missing THEN NULL ELSE x * 10 END, 10000, CASE WHEN missing THEN NULL ELSE x END, CASE WHEN missing THEN NULL ELSE x END,
    CASE WHEN missing THEN 'pending' ELSE 'ok' END, CASE WHEN missing THEN 'pending' END, CASE WHEN missing THEN 'czytelnicy' END, CASE WHEN missing THEN y END,
    CASE WHEN i.indicator = 'czyt' AND y = 2022 THEN 'method_break' ELSE '' END, 'real'
FROM unit u CROSS JOIN indicator i CROSS JOIN range(2021, 2024) r(y)
CROSS JOIN LATERAL (SELECT CAST(substr(u.teryt, 6, 1) AS INTEGER) - 1 AS n) a
CROSS JOIN LATERAL (SELECT CASE i.indicator WHEN 'czyt' THEN 1200.5 + 10 * n + y - 2021 WHEN 'koszt' THEN 3.25 * n WHEN 'dost' THEN 10 * n ELSE 3000 + n END AS x,
    (n = 0 AND i.indicator = 'czyt' AND y = 2022) OR (n = 5 AND i.indicator <> 'zbiory') AS missing) b
ORDER BY 1, 2, 3;
INSERT INTO gap SELECT unit, 'czytelnicy', year, 'pending', 'GUS', 'publisher', DATE '2024-07-15', FALSE, FALSE, 'gus', NULL, NULL, NULL, NULL, NULL, 50, 1, 'one', 1, 6,
    'GUS opublikuje dane za ' || year || ' r. około 2024-07-15.', '' FROM indicator_value WHERE cause = 'pending' AND indicator = 'czyt' ORDER BY unit, year;
INSERT INTO fill_option VALUES ('czytelnicy', 'gmina', '', 'locf', 1, 'ludnosc', 40, 60, 3.5, 40, 120, 0.25, 0.02, 'good'), ('czytelnicy', 'gmina', '', 'peer_median', 0, 'ludnosc', 60, 60, 31, 60, 900, 0.98, 0, 'inaccurate');
INSERT INTO fill_advice VALUES ('czytelnicy', 'gmina', 'ludnosc', 1, 'locf', 2, 'locf', 2, 40, 3.5, 0.25, 'locf: typowy błąd 3,5%.', '');
INSERT INTO fill_candidate SELECT unit, variable, year, 'locf', 1, 12000, year - 1, year - 1, NULL, 1, 1, 'good', TRUE, 'real' FROM gap;
INSERT INTO imputed_value SELECT unit, 'biblioteki', 'czyt', year, 12000, 10000, 1200, 1200, 'locf', 1, 3.5, 'good', 'imputed', 'real' FROM gap;
INSERT INTO quality_source VALUES ('gus', 72, 71, 1, 0, 98.6, 98.6, 3, 3, 100, 2023, 2024, DATE '2025-07-15', FALSE, NULL, 196, 12, 0, 0, 0, 0, 1);
INSERT INTO source_year VALUES ('gus', 2022, DATE '2023-07-15', DATE '2023-07-27', 12, 24, 23, 1, 'partial'), ('gus', 2023, DATE '2024-07-15', NULL, NULL, 24, 24, 0, 'complete');
INSERT INTO source_value VALUES ('variable', 1, 'czytelnicy', 'gmina', 1, 1, 50, 1, 1, 0, 1), ('source', 1, 'gus', '', 1, 1, 50, 1, 1, 0, 1);
INSERT INTO observation
SELECT v.unit, t.variable, v.year, CASE t.variable WHEN 'ludnosc' THEN 10000 ELSE v.numerator END, 'ok', '', 0, 'real', 'gus', 'abc123', 'gus/bib.csv', '', '',
    CASE t.variable WHEN 'ludnosc' THEN NULL ELSE 3 END, 4, CASE t.variable WHEN 'ludnosc' THEN '3:5' END, '', '', v.unit, '', TRUE, 'only'
FROM indicator_value v JOIN indicator_term t USING (indicator) WHERE v.value IS NOT NULL ORDER BY 1, 2, 3;
INSERT INTO observation_cell
SELECT unit, variable, year, source, snapshot, file, member, 'A', 10 + p, 4, 'D' || (10 + p), value * s, 1, NULL, 'Filia nr ' || p, s
FROM observation, (VALUES (1, 0.75), (2, 0.25)) f(p, s) WHERE variable = 'czytelnicy' ORDER BY unit, year, p;
INSERT INTO peer_scheme (scheme, version, form, name_pl, name_en, explanation_pl, why, source, minimum) VALUES
    ('kind', 1, 'partition', 'rodzaj gminy', '', '', '', '', 5), ('voivodeship', 1, 'partition', 'województwo', '', '', '', '', 5);
INSERT INTO peer_role VALUES ('comparison', 1, 'kind', ''), ('display', 1, 'voivodeship', '');
INSERT INTO peer_group VALUES ('kind', 'gmina/wiejska', 'gmina', 'gminy wiejskie', 6, NULL), ('voivodeship', 'gmina/10', 'gmina', 'gminy, województwo łódzkie', 6, NULL);
INSERT INTO peer_member SELECT g.scheme, g.grp, u.teryt, TRUE, '' FROM peer_group g, unit u ORDER BY 1, 3;
INSERT INTO group_figure
SELECT g.scheme, g.grp, v.indicator, v.year, count(*), 6, avg(v.value), NULL, quantile_cont(v.value, 0.25), quantile_cont(v.value, 0.5), quantile_cont(v.value, 0.75),
    avg(v.value), min(v.value), max(v.value), 'real'
FROM indicator_value v, peer_group g WHERE v.value IS NOT NULL GROUP BY ALL ORDER BY 1, 2, 3, 4;
INSERT INTO comparison
SELECT v.unit, v.indicator, v.year, g.scheme, g.grp, v.value,
    CASE WHEN i.direction <> 'neutral' THEN rank() OVER w END, 0, count(*) OVER p, CASE WHEN i.direction <> 'neutral' THEN 1 - percent_rank() OVER w END,
    CASE WHEN i.direction = 'neutral' THEN 'none' ELSE 'q' || (5 - ntile(4) OVER w) END, 0, '', 'real'
FROM indicator_value v JOIN indicator i USING (indicator), peer_group g WHERE v.value IS NOT NULL
WINDOW p AS (PARTITION BY g.scheme, v.indicator, v.year), w AS (PARTITION BY g.scheme, v.indicator, v.year ORDER BY CASE WHEN i.direction = 'destimulant' THEN v.value ELSE -v.value END)
ORDER BY 1, 2, 3, 4;
INSERT INTO indicator_change (unit, indicator, year, change_1, note_1, break_1, note_5, break_5, constant_note, origin)
SELECT unit, indicator, year, CASE WHEN NOT (indicator = 'czyt' AND year = 2022) AND year > 2021 THEN 1 END, CASE WHEN indicator = 'czyt' AND year = 2022 THEN 'break' ELSE '' END,
    '', 'missing', '', 'not_money', 'real'
FROM indicator_value WHERE value IS NOT NULL ORDER BY 1, 2, 3;
INSERT INTO contribution
SELECT v.unit, 'biblioteki', v.year, v.indicator, v.value, v.value, '', x, f.weight, f.weight, x * f.weight / 100, TRUE
FROM indicator_value v JOIN fiche_indicator f USING (indicator) CROSS JOIN LATERAL (SELECT 12.5 * CAST(substr(v.unit, 6, 1) AS INTEGER) AS x) n
WHERE f.weight > 0 AND v.value IS NOT NULL AND v.year <> 2022 AND substr(v.unit, 6, 1) <> '6' ORDER BY 1, 3, 4;
INSERT INTO score
SELECT unit, 'biblioteki', 'service', 'biblioteki', NULL, year, 'expert', CASE WHEN ok THEN 12.5 * CAST(substr(unit, 6, 1) AS INTEGER) END, CASE WHEN ok THEN 'ok' ELSE 'withheld' END,
    CASE WHEN ok THEN '' ELSE 'below_coverage' END, CASE WHEN ok THEN 100 ELSE 50 END, CASE WHEN ok THEN 100 ELSE 66 END, 100, CASE WHEN ok THEN 3 ELSE 2 END, 3, 3, 0, ok, 'real'
FROM (SELECT teryt AS unit, y AS year, y <> 2022 AND substr(teryt, 6, 1) <> '6' AS ok FROM unit, range(2021, 2024) r(y)) ORDER BY 1, 3;
INSERT INTO score_comparison
SELECT s.unit, s.node, s.kind, s.year, s.weight_set, g.scheme, g.grp, s.score, rank() OVER v, 0, 5, 6, percent_rank() OVER v, 'q' || (5 - ntile(4) OVER v), 37.5,
    NULL, 'each_year', NULL, 'missing', 'real'
FROM score s, peer_group g WHERE s.status = 'ok' WINDOW v AS (PARTITION BY g.scheme, s.year ORDER BY -s.score) ORDER BY 1, 3, 4;
