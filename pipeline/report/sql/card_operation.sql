-- purpose: whether a unit runs each service, in the latest year
SELECT fiche, year, operates, basis FROM service_operation WHERE unit = ?
QUALIFY row_number() OVER (PARTITION BY fiche ORDER BY year DESC) = 1 ORDER BY fiche;
