-- The ranking of a service in one line
FROM v_service_ranking WHERE fiche = 'biblioteki' AND year = 2022 AND grp = 'gmina/wiejska' ORDER BY rank LIMIT 10;

-- The gaps that cost most
FROM v_gap_summary ORDER BY severity DESC, cells DESC LIMIT 10;

-- Everything a unit card shows, one year
FROM unit_report('1002011', 2022);

-- An indicator of a unit over the years, beside its group
FROM trend('1002011', 'bib_czytelnicy_1000');

-- A figure back to its cells
FROM provenance('1002011', 'sp_e8_polski', 2023);
