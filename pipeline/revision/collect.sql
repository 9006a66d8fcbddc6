-- purpose: all changes in one table, new figures apart, and their counts
-- reads:   temp changed_observation, changed_value, changed_score, changed_rank
-- writes:  temp change_row, change_summary
-- grain:   kind, unit, code, year, scheme; kind, code, year, cause

CREATE OR REPLACE TEMP TABLE change_row AS
SELECT 'observation' AS kind, unit, variable AS code, year, '' AS scheme, old_value, new_value, old_status, new_status, cause, detail, synthetic FROM changed_observation
UNION ALL
SELECT 'indicator', unit, indicator, year, '', old_value, new_value, old_status, new_status, cause, detail, synthetic FROM changed_value
UNION ALL
SELECT 'score', unit, node, year, '', old_value, new_value, old_status, new_status, cause, detail, synthetic FROM changed_score
UNION ALL
SELECT 'rank', unit, node, year, scheme, old_value, new_value, old_status, new_status, cause, detail, synthetic FROM changed_rank;

-- Something new is not a change: a figure that was not there, or was missing,
-- and came with new data.
ALTER TABLE change_row ADD COLUMN fresh BOOLEAN;
UPDATE change_row SET fresh = (old_status IS NULL OR kind <> 'rank' AND old_value IS NULL) AND cause = 'new_data';

CREATE OR REPLACE TEMP TABLE change_summary AS
SELECT kind, code, year, cause, CAST(count(*) AS INTEGER) AS changes, max(abs(new_value - old_value)) AS largest, CASE WHEN bool_or(synthetic) THEN 'synthetic' ELSE 'real' END AS origin
FROM change_row GROUP BY ALL;
