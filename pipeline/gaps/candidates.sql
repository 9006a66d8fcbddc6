-- purpose: what the ways of filling would put into each missing cell
-- reads:   temporary tables of cells.sql, register.sql, panel.sql, backtest.sql; fiche_indicator, indicator, indicator_term, service_operation, run
-- writes:  fill_candidate
-- grain:   unit, variable, year, method

-- Gaps that a figure can stand in for: not what does not apply, nor a year the
-- unit did not exist. Besides, the cells between the years of a survey, where a
-- fiche allows to fill them: their cards expect nothing there.
CREATE OR REPLACE TEMP TABLE target AS
SELECT u, v, year FROM caused WHERE cause NOT IN ('not_applicable', 'structure_change')
UNION
SELECT n.u, m.v, CAST(so.year + t.year_offset AS SMALLINT)
FROM fiche_indicator fi
JOIN indicator i USING (indicator)
JOIN indicator_term t USING (indicator)
JOIN work.variable_number m ON m.variable = t.variable
JOIN service_operation so ON so.fiche = fi.fiche AND so.operates AND so.year BETWEEN i.first_year AND coalesce(i.last_year, 9999) AND (so.year - i.first_year) % i.frequency <> 0
    AND so.year BETWEEN coalesce(t.valid_from, 0) AND coalesce(t.valid_to, 9999)
JOIN work.numbered_unit n ON n.unit = so.unit
WHERE len(fi.fill_methods) > 0
  AND NOT EXISTS (FROM panel p WHERE p.u = n.u AND p.v = m.v AND p.year = so.year + t.year_offset)
  AND NOT EXISTS (FROM caused c WHERE c.u = n.u AND c.v = m.v AND c.year = so.year + t.year_offset);

-- The nearest known years on both sides, at most three away and not across a
-- break: the first year of a new method has nothing to do with the one before.
CREATE OR REPLACE TEMP TABLE near AS
SELECT t.u, t.v, t.year,
       max(p.year) FILTER (WHERE p.year < t.year) AS a, arg_max(p.value, p.year) FILTER (WHERE p.year < t.year) AS a_value, arg_max(p.synthetic, p.year) FILTER (WHERE p.year < t.year) AS a_synthetic,
       min(p.year) FILTER (WHERE p.year > t.year) AS b, arg_min(p.value, p.year) FILTER (WHERE p.year > t.year) AS b_value, arg_min(p.synthetic, p.year) FILTER (WHERE p.year > t.year) AS b_synthetic
FROM target t
JOIN panel p ON p.u = t.u AND p.v = t.v AND p.year BETWEEN t.year - 3 AND t.year + 3
WHERE NOT EXISTS (FROM broken k WHERE k.u = p.u AND k.v = p.v AND k.year > least(p.year, t.year) AND k.year <= greatest(p.year, t.year))
GROUP BY t.u, t.v, t.year;

CREATE OR REPLACE TEMP TABLE across AS
SELECT t.u, t.v, t.year, n.level, n.kind, n.voivodeship, n.parent, n.peers, n.alike,
       CASE WHEN z.size_v IS NULL THEN 1 WHEN s.value > 0 THEN s.value END AS size, coalesce(s.synthetic, FALSE) AS size_synthetic
FROM target t
JOIN sized z USING (v)
JOIN work.numbered_unit n USING (u)
LEFT JOIN seen s ON s.u = t.u AND s.v = z.size_v AND s.year = t.year
WHERE z.size_v IS NULL OR s.value > 0;

-- The peers whose growth a missing cell would take: of the województwo, else of
-- the country.
CREATE OR REPLACE TEMP TABLE grown_group AS
SELECT t.u, t.v, t.year, t.a, n.level, n.kind, CASE WHEN p.n >= run.min_group THEN coalesce(n.voivodeship, '') END AS voivodeship,
       CASE WHEN p.n >= run.min_group THEN p.n ELSE c.n END AS n, CASE WHEN p.n >= run.min_group THEN p.earlier ELSE c.earlier END AS earlier,
       CASE WHEN p.n >= run.min_group THEN p.later ELSE c.later END AS later, CASE WHEN p.n >= run.min_group THEN p.synthetic ELSE c.synthetic END AS synthetic
FROM near t
CROSS JOIN run
JOIN work.numbered_unit n USING (u)
LEFT JOIN peer_growth p ON p.v = t.v AND p.year = t.year AND p.reach = t.year - t.a AND p.peers = n.peers
LEFT JOIN alike_growth c ON c.v = t.v AND c.year = t.year AND c.reach = t.year - t.a AND c.alike = n.alike
WHERE t.a IS NOT NULL AND (p.n >= run.min_group OR c.n >= run.min_group);

INSERT INTO fill_candidate
WITH candidate AS (
    SELECT u, v, year, 'locf' AS method, year - a AS reach, a_value AS value, a AS donor_from, a AS donor_to, NULL AS donor_group, 1 AS donors, a_synthetic AS synthetic
    FROM near WHERE a IS NOT NULL
    UNION ALL
    SELECT u, v, year, 'interpolate', greatest(year - a, b - year), a_value + (b_value - a_value) * (year - a) / (b - a), a, b, NULL, 2, a_synthetic OR b_synthetic
    FROM near WHERE a IS NOT NULL AND b IS NOT NULL
    UNION ALL
    SELECT t.u, t.v, t.year, 'growth_of_peers', t.year - t.a, CASE WHEN g.earlier > 0 THEN t.a_value * CAST(g.later AS DOUBLE) / CAST(g.earlier AS DOUBLE) END, t.a, t.year,
           g.level || '/' || g.kind || coalesce('/' || g.voivodeship, ''), g.n, t.a_synthetic OR g.synthetic
    FROM near t JOIN grown_group g USING (u, v, year, a)
    UNION ALL
    SELECT x.u, x.v, x.year, 'peer_median', 0, x.size * CASE WHEN p.n % 2 = 1 THEN p.mid ELSE (p.mid + p.hi) / 2 END, NULL, NULL,
           x.level || '/' || x.kind || '/' || coalesce(x.voivodeship, ''), p.n, p.synthetic OR x.size_synthetic
    FROM across x CROSS JOIN run JOIN peer_rate p ON p.v = x.v AND p.year = x.year AND p.peers = x.peers AND p.n >= run.min_group
    UNION ALL
    SELECT x.u, x.v, x.year, 'peer_median', 0, x.size * CASE WHEN p.n % 2 = 1 THEN p.mid ELSE (p.mid + p.hi) / 2 END, NULL, NULL,
           x.level || '/' || x.kind, p.n, p.synthetic OR x.size_synthetic
    FROM across x CROSS JOIN run JOIN alike_rate p ON p.v = x.v AND p.year = x.year AND p.alike = x.alike AND p.n >= run.min_group
    LEFT JOIN peer_rate q ON q.v = x.v AND q.year = x.year AND q.peers = x.peers AND q.n >= run.min_group
    WHERE q.n IS NULL
    UNION ALL
    SELECT x.u, x.v, x.year, 'ratio_to_parent', 0,
           x.size * CASE WHEN above.size > 0 THEN above.value / above.size ELSE CAST(s.value AS DOUBLE) / CAST(s.size AS DOUBLE) END, NULL, NULL,
           n.unit, CASE WHEN above.size > 0 THEN 1 ELSE s.n END, CASE WHEN above.size > 0 THEN above.synthetic ELSE s.synthetic END OR x.size_synthetic
    FROM across x
    JOIN work.numbered_unit n ON n.u = x.parent
    LEFT JOIN panel above ON above.u = x.parent AND above.v = x.v AND above.year = x.year
    LEFT JOIN siblings s ON s.parent = x.parent AND s.v = x.v AND s.year = x.year AND s.n >= 3
    WHERE above.size > 0 OR s.size > 0
), allowed AS (
    SELECT DISTINCT m.v, unnest(fi.fill_methods) AS method
    FROM fiche_indicator fi JOIN indicator_term t USING (indicator) JOIN work.variable_number m ON m.variable = t.variable WHERE len(fi.fill_methods) > 0
)
SELECT n.unit, z.variable, c.year, c.method, c.reach, c.value, c.donor_from, c.donor_to, c.donor_group, c.donors,
       r.tested_reach, coalesce(r.verdict, 'untested'),
       coalesce(r.verdict = 'good' AND row_number() OVER (PARTITION BY c.u, c.v, c.year
           ORDER BY (r.verdict = 'good') DESC NULLS LAST, r.error NULLS LAST, list_position(['locf', 'interpolate', 'growth_of_peers', 'ratio_to_parent', 'peer_median'], c.method)) = 1, FALSE),
       CASE WHEN c.synthetic THEN 'synthetic' ELSE 'real' END
FROM candidate c
JOIN work.numbered_unit n USING (u)
JOIN sized z USING (v)
LEFT JOIN reached r ON r.v = c.v AND r.level = n.level AND r.method = c.method AND r.reach = c.reach
LEFT JOIN allowed a ON a.v = c.v AND a.method = c.method
WHERE c.value IS NOT NULL AND (r.verdict = 'good' OR a.v IS NOT NULL)
ORDER BY 1, 2, 3, 4;
