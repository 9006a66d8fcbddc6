-- purpose: names of the variables
SELECT variable, name_pl, unit_of_measure, availability FROM variable ORDER BY variable;
