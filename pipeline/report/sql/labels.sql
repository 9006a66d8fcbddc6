-- purpose: names of all codes
SELECT grp, code, pl, shorthand, explanation_pl FROM label ORDER BY grp, code;
