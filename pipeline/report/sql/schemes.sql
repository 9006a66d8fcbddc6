-- purpose: comparison schemes; the kind of gmina first, it is the group of the cards
SELECT scheme, name_pl, explanation_pl FROM peer_scheme ORDER BY scheme <> 'kind', scheme;
