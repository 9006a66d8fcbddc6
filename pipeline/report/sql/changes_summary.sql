-- purpose: changes counted by kind and cause
SELECT kind, cause, sum(changes)::BIGINT, count(DISTINCT code), min(year), max(year), max(largest)
FROM revision_summary GROUP BY kind, cause
ORDER BY list_position(['observation', 'indicator', 'score', 'rank'], kind), sum(changes) DESC, cause;
