-- Which source gives which variables, and from when on is a year expected?
SELECT s.source, s.publisher, s.origin, s.released, count(DISTINCT v.variable) AS variables
FROM source s JOIN source_variable v USING (source) GROUP BY ALL ORDER BY s.source;

-- Was every row of every file used, or is it said why not?
SELECT source, file, state, rows_in, rows_used, rows_ignored, rows_rejected FROM snapshot ORDER BY rows_rejected DESC, source, file;
