-- What stands beside Gmina Alfa: two neighbours, the nearest unit, a named group
-- without figures of its own, a cost ladder, leaders with a note of practice.
INSERT INTO peer_scheme (scheme, version, form, name_pl, name_en, explanation_pl, why, source, minimum) VALUES
    ('neighbours', 1, 'own', 'gminy sąsiednie', '', 'Wspólna granica.', '', '', 5), ('nearest', 1, 'own', 'jednostki najbardziej podobne', '', 'Odległość.', '', '', 5),
    ('named', 1, 'named', 'grupa wskazana', '', 'Wymieniono.', '', '', 5);
INSERT INTO peer_role VALUES ('display', 2, 'neighbours', ''), ('display', 3, 'nearest', ''), ('display', 4, 'named', 'moje');
INSERT INTO peer_group VALUES ('neighbours', '1001012', 'gmina', 'gminy sąsiednie: gmina wiejska Alfa', 2, NULL),
    ('nearest', '1001012', 'gmina', 'jednostki najbardziej podobne: gmina wiejska Alfa', 1, NULL), ('named', 'moje', 'gmina', 'Moje gminy', 5, NULL);
INSERT INTO peer_member VALUES ('neighbours', '1001012', '1001022', FALSE, ''), ('neighbours', '1001012', '1001032', FALSE, ''), ('nearest', '1001012', '1001042', FALSE, '');
INSERT INTO peer_member SELECT 'named', 'moje', teryt, FALSE, '' FROM unit WHERE teryt <> '1001012' ORDER BY teryt;
INSERT INTO peer_indicator VALUES ('nearest', 'gmina', 'zbiory', 1, 2, FALSE, 'Próba.', 2023, 6, 3002.5, 1.8), ('nearest', 'gmina', 'dost', 2, 1, FALSE, 'Próba.', 2023, 5, 20, 15);
INSERT INTO peer_distance VALUES ('1001012', '1001042', 1, 1.5, 0.667);
INSERT INTO peer_distance_part VALUES ('1001012', '1001042', 'zbiory', 3000, 3003, 2.25, 1), ('1001012', '1001042', 'dost', 0, NULL, NULL, NULL);
INSERT INTO ladder_value VALUES ('biblioteki', '1001012', 2023, 500000, 50, 5, 10, 400000, 10000, 10, 2, 40000, 20000, 'real'),
    ('biblioteki', '1001042', 2023, 800000, 100, 5, 10, 650000, 8000, 20, 2, 65000, 30000, 'real');
INSERT INTO cost_ladder VALUES ('biblioteki', '1001012', 2023, 'kind', 'gmina/wiejska', 'ratio_of_sums', NULL, 2, 10000, 8666.67, 1333.33, 3000, 500.5, -2166.67, -0.5, 'real'),
    ('biblioteki', '1001012', 2023, 'kind', 'gmina/wiejska', 'median_unit', '1001042', 2, 10000, 8000, 2000, 6500, 0, -3750, -750, 'real');
INSERT INTO leader VALUES ('biblioteki', 'kind', 'gmina/wiejska', 2023, '', '1001052', 1, 0, 5, 3, 75.04, NULL, 'real'),
    ('biblioteki', 'kind', 'gmina/wiejska', 2023, 'czyt', '1001012', 1, 1, 5, 3, 120.06, 410, 'real'), ('biblioteki', 'kind', 'gmina/wiejska', 2023, 'czyt', '1001022', 1, 1, 5, 3, 120.06, 95, 'real');
INSERT INTO good_practice VALUES ('1001022', 'biblioteki', 2023, 'Książka na telefon', 'Dowóz książek do domu.', 'Raport o stanie gminy', 'practices/biblioteki.yaml:2');
