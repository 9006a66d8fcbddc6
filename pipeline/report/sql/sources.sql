-- purpose: sources with what was read from them
SELECT s.source, s.title_pl, s.publisher, s.origin, count(sn.snapshot), CAST(coalesce(sum(sn.rows_in), 0) AS BIGINT), CAST(coalesce(sum(sn.rows_used), 0) AS BIGINT),
       CAST(coalesce(sum(sn.rows_rejected), 0) AS BIGINT), CAST(coalesce(sum(sn.observations), 0) AS BIGINT), min(sn.first_year), max(sn.last_year)
FROM source s LEFT JOIN snapshot sn USING (source)
GROUP BY ALL ORDER BY s.source;
