-- Where does a unit stand among gminas of its kind?
SELECT c.indicator, c.value, c.rank, c.n, c.class, c.distance, g.median, g.ratio_of_sums
FROM comparison c JOIN group_figure g USING (scheme, grp, indicator, year)
WHERE c.unit = '1002011' AND c.scheme = 'kind' AND c.year = 2022 ORDER BY c.indicator;

-- How large are the groups?
SELECT scheme, name_pl, level, size FROM peer_group ORDER BY scheme, size DESC;
