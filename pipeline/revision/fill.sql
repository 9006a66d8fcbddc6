-- purpose: keep the changes in the file that is being made, and carry the public log on
-- reads:   temp change_row, change_summary, changed_part, changed_definition; run; correction_log of the old file
-- writes:  revision_run, revision, revision_part, revision_definition, revision_summary, correction_log
-- grain:   stated in each table's comment

INSERT INTO revision_run SELECT run, as_of, program, '' FROM old.main.run;

INSERT INTO revision
SELECT kind, unit, code, year, scheme, old_value, new_value, old_status, new_status, cause, detail, CASE WHEN synthetic THEN 'synthetic' ELSE 'real' END
FROM change_row WHERE NOT fresh ORDER BY kind, unit, code, year, scheme;

INSERT INTO revision_part
SELECT unit, fiche, year, indicator, cause, old_contribution, new_contribution, delta FROM changed_part p SEMI JOIN changed_service s ON s.shown AND s.unit = p.unit AND s.node = p.fiche AND s.year = p.year ORDER BY unit, fiche, year, indicator, cause;

INSERT INTO revision_definition FROM changed_definition ORDER BY ALL;

INSERT INTO revision_summary FROM change_summary ORDER BY kind, code, year, cause;

INSERT INTO correction_log FROM old.main.correction_log;

INSERT INTO correction_log
SELECT run.as_of, run.run, r.kind, r.code, r.year, r.cause, CAST(count(*) AS INTEGER), max(abs(r.new_value - r.old_value)), max(r.origin) -- synthetic before real
FROM revision r CROSS JOIN run
WHERE r.kind <> 'rank'
GROUP BY ALL
ORDER BY r.kind, r.code, r.year, r.cause;
