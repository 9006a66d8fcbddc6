-- purpose: test each way of filling on cells that are known: hide, fill, compare
-- reads:   temporary tables of panel.sql; run, label
-- writes:  fill_option, fill_advice; temporary tables tested, growing, error, result, reached, advised
-- grain:   fill_option: variable, level, kind of unit, method, reach

-- The least number of tested cells, the greatest error and bias of a way that
-- is called good (in spreads of the units), and how many cells of a variable
-- and level are tested at most: every k-th unit in the order of codes, with all
-- its years.
SET VARIABLE fill_least_n = 30;
SET VARIABLE fill_most_error = 0.5;
SET VARIABLE fill_most_bias = 0.1;
SET VARIABLE fill_sample = 2000;

-- The median of the others, from what panel.sql keeps of a group.
CREATE OR REPLACE TEMP MACRO without(x, n, lo, mid, hi) AS CASE
    WHEN n % 2 = 0 THEN CASE WHEN x <= mid THEN hi ELSE mid END
    WHEN x <= lo THEN (mid + hi) / 2 WHEN x >= hi THEN (lo + mid) / 2 ELSE (lo + hi) / 2 END;

-- The growth of the others, and what it makes of an earlier value.
CREATE OR REPLACE TEMP MACRO grown(x, earlier, later, before) AS CASE
    WHEN earlier > exact(before) THEN before * CAST(later - exact(x) AS DOUBLE) / CAST(earlier - exact(before) AS DOUBLE) END;

-- Numbers in sentences.
CREATE OR REPLACE TEMP MACRO dot(x, digits) AS coalesce(printf('%.' || digits || 'f', CAST(x AS DOUBLE)), '–');
CREATE OR REPLACE TEMP MACRO comma(x, digits) AS replace(dot(x, digits), '.', ',');

CREATE OR REPLACE TEMP TABLE tested AS
WITH step AS (
    SELECT p.v, n.level, CAST(ceil(count(*) / CAST(getvariable('fill_sample') AS DOUBLE)) AS INTEGER) AS k
    FROM panel p JOIN work.numbered_unit n USING (u) GROUP BY ALL
), sample AS (
    SELECT p.u, p.v, p.year, p.value, p.size, s.level, count(b.year) OVER (PARTITION BY p.u, p.v ORDER BY p.year) AS segment
    FROM panel p
    JOIN work.numbered_unit n USING (u)
    JOIN step s ON s.v = p.v AND s.level = n.level AND (p.u + p.v) % s.k = 0
    LEFT JOIN broken b ON b.u = p.u AND b.v = p.v AND b.year = p.year
    WHERE s.level IN (SELECT level FROM work.wanted)
), series AS (
    SELECT u, v, list(year ORDER BY year) AS years, list(value ORDER BY year) AS known, list(size ORDER BY year) AS sizes FROM sample GROUP BY u, v, segment
)
SELECT u, v, year, value, size,
       known[list_position(years, year - 1)] AS before_1, known[list_position(years, year + 1)] AS after_1,
       known[list_position(years, year - 2)] AS before_2, known[list_position(years, year + 2)] AS after_2,
       known[list_position(years, year - 3)] AS before_3, known[list_position(years, year + 3)] AS after_3,
       known[list_position(years, year - 4)] AS before_4, known[list_position(years, year + 4)] AS after_4
FROM (SELECT u, v, unnest(years) AS year, unnest(known) AS value, unnest(sizes) AS size, years, known FROM series);

-- Growth of the peers from each earlier year that is known of the unit itself.
CREATE OR REPLACE TEMP TABLE growing AS
SELECT t.u, t.v, t.year, max(w.predicted) FILTER (WHERE w.reach = 1) AS growth_1, max(w.predicted) FILTER (WHERE w.reach = 2) AS growth_2,
       max(w.predicted) FILTER (WHERE w.reach = 3) AS growth_3, max(w.predicted) FILTER (WHERE w.reach = 4) AS growth_4
FROM tested t
JOIN (
    SELECT t.u, t.v, t.year, k.reach, CASE
               WHEN a.n > run.min_group THEN grown(t.value, a.earlier, a.later, k.before)
               WHEN b.n > run.min_group THEN grown(t.value, b.earlier, b.later, k.before) END AS predicted
    FROM tested t
    CROSS JOIN run
    JOIN work.numbered_unit n USING (u)
    CROSS JOIN LATERAL (VALUES (1, t.before_1), (2, t.before_2), (3, t.before_3), (4, t.before_4)) k(reach, before)
    LEFT JOIN peer_growth a ON a.v = t.v AND a.year = t.year AND a.reach = k.reach AND a.peers = n.peers
    LEFT JOIN alike_growth b ON b.v = t.v AND b.year = t.year AND b.reach = k.reach AND b.alike = n.alike
    WHERE k.before IS NOT NULL
) w USING (u, v, year)
GROUP BY ALL;

-- What each way would have put into the hidden cell. Carried, grown and bridged
-- values are tested over 1 to 4 years; a bridge at its widest, with both ends as far
-- away. Errors are measured in rates, relative to the rate of all units of the
-- level, so that large units do not hide small ones.
CREATE OR REPLACE TEMP TABLE error AS
SELECT t.v, n.level, n.kind, t.value, t.value / t.size / r.rate AS known, 1 / (t.size * r.rate) AS relative,
       t.before_1, t.before_2, t.before_3, t.before_4,
       (t.before_1 + t.after_1) / 2 AS between_1, (t.before_2 + t.after_2) / 2 AS between_2, (t.before_3 + t.after_3) / 2 AS between_3, (t.before_4 + t.after_4) / 2 AS between_4,
       g.growth_1, g.growth_2, g.growth_3, g.growth_4,
       CASE WHEN a.n > run.min_group THEN t.size * without(t.value / t.size, a.n, a.lo, a.mid, a.hi)
            WHEN b.n > run.min_group THEN t.size * without(t.value / t.size, b.n, b.lo, b.mid, b.hi) END AS peer_median,
       CASE WHEN above.size > 0 THEN t.size * above.value / above.size
            WHEN s.n > 3 AND s.size > exact(t.size) THEN t.size * CAST(s.value - exact(t.value) AS DOUBLE) / CAST(s.size - exact(t.size) AS DOUBLE) END AS ratio_to_parent
FROM tested t
CROSS JOIN run
JOIN work.numbered_unit n USING (u)
LEFT JOIN growing g ON g.u = t.u AND g.v = t.v AND g.year = t.year
LEFT JOIN level_rate r ON r.v = t.v AND r.year = t.year AND r.level = n.level
LEFT JOIN peer_rate a ON a.v = t.v AND a.year = t.year AND a.peers = n.peers
LEFT JOIN alike_rate b ON b.v = t.v AND b.year = t.year AND b.alike = n.alike
LEFT JOIN panel above ON above.u = n.parent AND above.v = t.v AND above.year = t.year
LEFT JOIN siblings s ON s.parent = n.parent AND s.v = t.v AND s.year = t.year;

-- The spread of the units: standard deviation of their rates, relative to the
-- rate of the level. An error of one spread is what an average unit tells.
CREATE OR REPLACE TEMP TABLE result AS
WITH spread AS (
    SELECT v, level, kind, count(known) AS cells,
           sqrt(greatest(CAST(sum(exact(known * known)) AS DOUBLE) - power(CAST(sum(exact(known)) AS DOUBLE), 2) / count(known), 0) / (count(known) - 1)) AS spread
    FROM error GROUP BY GROUPING SETS ((v, level), (v, level, kind)) HAVING count(known) > 1
), measured AS (
    SELECT v, level, kind, method, reach, count(*) AS tried, count(miss) AS n,
           count(percent) AS n_percentage, median(percent) AS percentage, median(abs(miss)) AS median_abs,
           sqrt(CAST(sum(exact(miss * relative * miss * relative)) AS DOUBLE) / count(miss * relative)) AS error,
           CAST(sum(exact(miss * relative)) AS DOUBLE) / count(miss * relative) AS bias
    FROM (
        SELECT v, level, kind, method, reach, relative, predicted - value AS miss, CASE WHEN value <> 0 THEN 100 * abs(predicted - value) / abs(value) END AS percent
        FROM error
        CROSS JOIN LATERAL (VALUES
            ('locf', 1, before_1), ('locf', 2, before_2), ('locf', 3, before_3), ('locf', 4, before_4),
            ('interpolate', 1, between_1), ('interpolate', 2, between_2), ('interpolate', 3, between_3), ('interpolate', 4, between_4),
            ('growth_of_peers', 1, growth_1), ('growth_of_peers', 2, growth_2), ('growth_of_peers', 3, growth_3), ('growth_of_peers', 4, growth_4),
            ('peer_median', 0, peer_median), ('ratio_to_parent', 0, ratio_to_parent)
        ) m(method, reach, predicted)
    )
    GROUP BY GROUPING SETS ((v, level, method, reach), (v, level, kind, method, reach))
    HAVING count(miss) > 0
)
SELECT *, CASE WHEN n < getvariable('fill_least_n') THEN 'few'
               WHEN error IS NULL THEN 'no_spread'
               WHEN error > getvariable('fill_most_error') THEN 'inaccurate'
               WHEN abs(bias) > getvariable('fill_most_bias') THEN 'biased'
               ELSE 'good' END AS verdict
FROM (
    SELECT m.* EXCLUDE (error, bias), round_to(m.error / s.spread, 6) AS error, round_to(m.bias / s.spread, 6) AS bias, s.spread
    FROM measured m LEFT JOIN spread s ON s.v = m.v AND s.level = m.level AND s.kind IS NOT DISTINCT FROM m.kind AND s.spread > 0
);

INSERT INTO fill_option
SELECT z.variable, r.level, coalesce(r.kind, ''), r.method, r.reach, z.size_variable, r.n, r.tried,
       round_to(r.percentage, 6), r.n_percentage, round_to(r.median_abs, 6), r.error, r.bias, r.verdict
FROM result r JOIN sized z USING (v)
WHERE r.kind IS NULL OR r.n >= getvariable('fill_least_n')
ORDER BY 1, 2, 3, 4, 5;

-- The error of a way over so many years is that of the narrowest test at least
-- as wide: a survey every four years cannot be tested over one.
CREATE OR REPLACE TEMP TABLE reached AS
SELECT r.v, r.level, r.method, w.reach, arg_min(r.reach, r.reach) AS tested_reach, arg_min(r.n, r.reach) AS n, arg_min(r.percentage, r.reach) AS percentage,
       arg_min(r.error, r.reach) AS error, arg_min(r.verdict, r.reach) AS verdict
FROM result r
JOIN (VALUES (0), (1), (2), (3)) w(reach) ON r.reach >= w.reach AND (r.reach = 0) = (w.reach = 0)
WHERE r.kind IS NULL
GROUP BY r.v, r.level, r.method, w.reach;

-- The best way is the good one with the smallest error; a bridge needs a later
-- year, so the end of a series has a best of its own. Over how many years: as
-- long as every shorter test is good too.
CREATE OR REPLACE TEMP TABLE advised AS
WITH way AS (
    SELECT v, level, method, arg_min(n, reach) AS n, arg_min(percentage, reach) AS percentage, arg_min(error, reach) AS error, arg_min(verdict, reach) AS verdict,
           coalesce(min(reach) FILTER (WHERE verdict <> 'good'), 4) - 1 AS years
    FROM reached GROUP BY ALL
), placed AS (
    SELECT w.*, e.at_end, row_number() OVER (PARTITION BY w.v, w.level, e.at_end
               ORDER BY w.verdict = 'good' DESC, w.verdict = 'few', w.error NULLS LAST, list_position(['locf', 'interpolate', 'growth_of_peers', 'ratio_to_parent', 'peer_median'], w.method)) AS rn
    FROM way w JOIN (VALUES (FALSE), (TRUE)) e(at_end) ON NOT (e.at_end AND w.method = 'interpolate')
)
SELECT p.*, coalesce(l.pl, p.method) AS pl, coalesce(l.en, p.method) AS en FROM placed p LEFT JOIN label l ON l.grp = 'fill' AND l.code = p.method WHERE p.rn = 1;

INSERT INTO fill_advice
SELECT z.variable, w.level, z.size_variable, w.lacking,
       CASE WHEN a.verdict = 'good' THEN a.method END, CASE WHEN a.verdict = 'good' AND a.method IN ('locf', 'interpolate', 'growth_of_peers') THEN a.years END,
       CASE WHEN e.verdict = 'good' THEN e.method END, CASE WHEN e.verdict = 'good' AND e.method IN ('locf', 'growth_of_peers') THEN e.years END,
       coalesce(a.n, 0), round_to(a.percentage, 6), a.error,
       CASE WHEN a.v IS NULL THEN 'Nie uzupełniać: żadnej znanej komórki nie da się odtworzyć.'
            WHEN a.verdict = 'good' THEN format('{}: typowy błąd {}%, średniokwadratowy {} rozproszenia jednostek, n = {}.', a.pl, comma(a.percentage, 1), comma(a.error, 2), a.n)
                || CASE WHEN e.verdict = 'good' AND e.method <> a.method THEN format(' Na końcu szeregu {}: {}%, {}.', e.pl, comma(e.percentage, 1), comma(e.error, 2))
                        WHEN e.method <> a.method OR e.method IS NULL THEN ' Na końcu szeregu nie uzupełniać.' ELSE '' END
            WHEN a.verdict = 'few' THEN format('Nie uzupełniać: sprawdzono tylko na {} komórkach, potrzeba {}.', a.n, getvariable('fill_least_n'))
            WHEN a.verdict = 'no_spread' THEN 'Nie uzupełniać: jednostki się nie różnią, błędu nie ma z czym porównać.'
            WHEN a.verdict = 'biased' THEN format('Nie uzupełniać: najlepszy sposób ({}) myli się w jedną stronę ponad {} rozproszenia jednostek.', a.pl, comma(getvariable('fill_most_bias'), 1))
            ELSE format('Nie uzupełniać: najlepszy sposób ({}) myli się o {} rozproszenia jednostek, granica {}.', a.pl, comma(a.error, 2), comma(getvariable('fill_most_error'), 1)) END,
       CASE WHEN a.v IS NULL THEN 'Do not fill: no known cell can be reproduced.'
            WHEN a.verdict = 'good' THEN format('{}: typical error {}%, root mean square {} of the spread of the units, n = {}.', a.en, dot(a.percentage, 1), dot(a.error, 2), a.n)
                || CASE WHEN e.verdict = 'good' AND e.method <> a.method THEN format(' At the end of a series {}: {}%, {}.', e.en, dot(e.percentage, 1), dot(e.error, 2))
                        WHEN e.method <> a.method OR e.method IS NULL THEN ' Do not fill the end of a series.' ELSE '' END
            WHEN a.verdict = 'few' THEN format('Do not fill: tested on {} cells only, {} are needed.', a.n, getvariable('fill_least_n'))
            WHEN a.verdict = 'no_spread' THEN 'Do not fill: the units do not differ, there is nothing to hold the error against.'
            WHEN a.verdict = 'biased' THEN format('Do not fill: the best way ({}) errs to one side by more than {} of the spread of the units.', a.en, getvariable('fill_most_bias'))
            ELSE format('Do not fill: the best way ({}) errs by {} of the spread of the units, the limit is {}.', a.en, dot(a.error, 2), getvariable('fill_most_error')) END
FROM (SELECT v, level, CAST(sum(lacking) AS INTEGER) AS lacking FROM work.wanted GROUP BY ALL) w
JOIN sized z USING (v)
LEFT JOIN advised a ON a.v = w.v AND a.level = w.level AND NOT a.at_end
LEFT JOIN advised e ON e.v = w.v AND e.level = w.level AND e.at_end
ORDER BY 1, 2;
