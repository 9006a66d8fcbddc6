-- purpose: values that fiches fill for a unit
SELECT m.fiche, m.indicator, m.year, m.numerator, m.denominator, m.value_published, m.flags, m.origin,
       coalesce((SELECT string_agg(l.pl, ', ' ORDER BY l.pl) FROM label l WHERE l.grp = 'fill' AND list_contains(string_split(m.methods, ','), l.code)), m.methods), m.typical_error
FROM imputed_value m WHERE m.unit = ? ORDER BY m.fiche, m.indicator, m.year;
