-- purpose: places of a unit under the weight sets of the fiches, in the year the test of the method looks at
SELECT c.node, c.scheme, c.weight_set, c.rank, c.n, round_to(c.score, 1)
FROM score_comparison c
WHERE c.unit = ? AND c.kind = 'service' AND (c.node, c.year) IN (SELECT (fiche, year) FROM fiche_sensitivity)
ORDER BY c.node, c.scheme, c.weight_set <> 'expert', c.weight_set;
