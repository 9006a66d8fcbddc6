-- purpose: a unit against a group
SELECT indicator, year, rank, ties, n, n_peers, ratio_of_sums, median, origin FROM peer_comparison($1, $2, $3) ORDER BY indicator, year;
