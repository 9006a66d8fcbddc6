-- purpose: the public log, the newest first
SELECT as_of, kind, code, year, cause, changes, largest FROM correction_log ORDER BY as_of DESC, kind, code, year, cause LIMIT ?;
