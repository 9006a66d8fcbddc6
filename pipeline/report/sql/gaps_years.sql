-- purpose: number of gaps of each year
SELECT year, count(*) FROM gap GROUP BY year ORDER BY year;
