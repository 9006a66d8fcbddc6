-- purpose: service fiches; lists as lines
SELECT fiche, code, name_pl, area, version, valid_from, valid_to, status, task_kind, obligation, task_note, level,
       array_to_string(kinds, ', '), condition, purpose, array_to_string(scope_in, chr(10)), array_to_string(scope_out, chr(10)),
       recipients, provider, interpretation, limits, basis, array_to_string(authors, ', '), array_to_string(history, chr(10)),
       coverage_threshold, min_indicators, min_dimensions, unverified, scored, unscored_why
FROM fiche ORDER BY code, fiche;
