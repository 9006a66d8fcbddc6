-- purpose: gaps by cause and kind of owner
SELECT cause, owner_kind, count(*), count(DISTINCT unit), count(DISTINCT variable), count(*) FILTER (WHERE overdue), min(expected_on), CAST(sum(severity) AS BIGINT)
FROM gap GROUP BY ALL ORDER BY count(*) DESC, cause, owner_kind;
