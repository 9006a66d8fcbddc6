-- How firm is the place of a unit in a service?
SELECT fiche, year, factor, rank, n FROM rank_range WHERE unit = '1002011' AND scheme = 'kind' ORDER BY fiche, year, factor;
