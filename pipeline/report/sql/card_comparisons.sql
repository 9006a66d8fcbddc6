-- purpose: a unit against its groups
SELECT c.indicator, c.year, c.scheme, c.rank, c.ties, c.n, c.percentile, c.class, ch.change_1, ch.note_1, ch.change_5, ch.note_5, c.standing, ch.constant_5, ch.constant_note
FROM comparison c JOIN indicator_change ch USING (unit, indicator, year) WHERE c.unit = ? ORDER BY c.indicator, c.year, c.scheme;
