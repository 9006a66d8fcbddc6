-- purpose: a little of the test of the method and of changes
INSERT INTO sensitivity_run VALUES (1000, 0.25, 1, 'kind');
INSERT INTO rank_range VALUES
    ('1001012', 'biblioteki', 2023, 'kind', 'gmina/wiejska', 'weights', 2, 6, 1, 2, 3, FALSE, 'real'),
    ('1001012', 'biblioteki', 2023, 'kind', 'gmina/wiejska', 'all', 2, 6, 1, 3, 5.5, TRUE, 'real');
INSERT INTO fiche_sensitivity VALUES
    ('biblioteki', 2023, 'kind', 'weights', 1000, 6, 0, 2, 0.4, 'real'),
    ('biblioteki', 2023, 'national', 'all', 1000, 6, 0.5, 4.5, 1.25, 'real');
INSERT INTO sensitivity_variant VALUES
    ('biblioteki', 2023, 'kind', 'method', 'normalise', 'zscore', 6, 0.5, 2, 0, 0.94, 'real'),
    ('biblioteki', 2023, 'kind', 'method', 'missing', 'worst', 6, 1.5, 3, 0.25, 0.7, 'real'),
    ('biblioteki', 2023, 'kind', 'without', 'indicator', 'czyt', 6, 2, 4, 0.5, -0.2, 'real');
INSERT INTO indicator_influence VALUES
    ('biblioteki', 'czyt', 2023, 6, 60, 62.5, 0.91, 88.25, 0.17, TRUE, 'real');
INSERT INTO indicator_correlation VALUES ('biblioteki', 'czyt', 'czyt', 2023, 6, 0.95, 0.9, TRUE, 'real');
INSERT INTO revision_run VALUES ('q', DATE '2024-03-31', 'test', '');
INSERT INTO revision VALUES
    ('observation', '1001012', 'czyt', 2022, '', 100, 110, 'ok', 'ok', 'source_revision', 'gus/a.csv D14', 'real'),
    ('indicator', '1001012', 'czyt', 2022, '', 10, 11, 'ok', 'ok', 'source_revision', 'czyt', 'real'),
    ('score', '1001012', 'biblioteki', 2022, '', 51.5, NULL, 'ok', 'withheld', 'coverage', 'czyt', 'real');
INSERT INTO revision_definition VALUES ('fiche', 'biblioteki', 'weight');
INSERT INTO revision_summary VALUES
    ('observation', 'czyt', 2022, 'source_revision', 1, 10, 'real'), ('observation', 'czyt', 2023, 'new_data', 6, NULL, 'real'),
    ('score', 'biblioteki', 2022, 'coverage', 1, NULL, 'real');
INSERT INTO correction_log VALUES (DATE '2024-05-31', 'r', 'observation', 'czyt', 2022, 'source_revision', 1, 10, 'real');
