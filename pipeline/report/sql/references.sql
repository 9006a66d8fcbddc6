-- purpose: legal basis, budget chapters and standards of the fiches
SELECT fiche, kind, title, detail, note, valid_from, valid_to, verified FROM fiche_reference ORDER BY fiche, kind, ord;
