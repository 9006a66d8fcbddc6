-- purpose: what to fill first, so that most scores can be published
SELECT kind, rank, code, level, cells, units, severity, scores_alone, scores_added, scores_added_latest, scores_total
FROM source_value WHERE rank <= 40 ORDER BY kind DESC, rank;
