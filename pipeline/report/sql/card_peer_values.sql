-- purpose: values of the units of a group
SELECT unit, indicator, year, value, origin FROM peer_value($1, $2, $3) ORDER BY indicator, year, unit;
