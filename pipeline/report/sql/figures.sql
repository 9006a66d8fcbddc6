-- purpose: figures of the groups
SELECT scheme, grp, indicator, year, n, n_group, ratio_of_sums, total, q1, median, q3, mean, minimum, maximum, origin
FROM group_figure ORDER BY scheme, grp, indicator, year;
