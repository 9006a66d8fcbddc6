-- purpose: coverage of each service and year
SELECT f.name_pl, s.year, count(*), count(*) FILTER (WHERE s.status = 'ok'), avg(s.coverage_weight), bool_or(s.origin = 'synthetic')
FROM score s JOIN fiche f USING (fiche) WHERE s.kind = 'service' AND s.weight_set = 'expert' AND s.status <> 'not_applicable'
GROUP BY f.code, f.name_pl, s.year ORDER BY f.code, f.name_pl, s.year;
