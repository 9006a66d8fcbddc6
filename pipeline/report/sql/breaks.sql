-- purpose: breaks in series
SELECT indicator, year, note FROM indicator_break ORDER BY indicator, year;
