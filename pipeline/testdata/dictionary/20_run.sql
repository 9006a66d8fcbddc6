-- What is this file made from, and is anything in it made up?
SELECT workspace, as_of, register_date, first_year, last_year, synthetic FROM run;

-- What did the run notice, the worst first?
SELECT severity, code, count(*) AS findings, min(message_en) AS example
FROM finding GROUP BY severity, code ORDER BY CASE severity WHEN 'error' THEN 1 WHEN 'warning' THEN 2 ELSE 3 END, findings DESC;
