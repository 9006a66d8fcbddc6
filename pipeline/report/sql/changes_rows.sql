-- purpose: changed figures of one kind, the largest first
SELECT unit, code, year, old_value, new_value, coalesce(old_status, ''), coalesce(new_status, ''), cause, detail
FROM revision WHERE kind = ? ORDER BY abs(new_value - old_value) / nullif(abs(old_value), 0) DESC NULLS FIRST, code, year DESC, unit LIMIT ?;
