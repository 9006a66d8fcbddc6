package pipeline_test

import (
	"math"
	"path/filepath"
	"testing"

	"miernik/indicators/method"
	comparing "miernik/pipeline/compare"
	"miernik/pipeline/warehouse"
)

// changeWorld has one gmina with an amount of 1000 zł in 2016 that grows by 100
// a year to 1700 in 2023, the same figures in percent, and another gmina whose
// territory changed in 2021. The amount has no figure in 2017 and a filled one
// in 2015; the price index is 102 each year but 110 in 2022, and begins in 2018.
const changeWorld = `
INSERT INTO run VALUES ('r', 'Próba', DATE '2024-05-31', 'test', NULL, 2015, 2023, 5, FALSE);
INSERT INTO unit (teryt, name, full_name, level, kind, parent, city_powiat, in_scope) VALUES
    ('0000000', 'Polska', 'Polska', 'kraj', 'kraj', '', FALSE, TRUE), ('1001012', 'Alfa', 'gmina wiejska Alfa', 'gmina', 'wiejska', '', FALSE, TRUE),
    ('1001022', 'Beta', 'gmina wiejska Beta', 'gmina', 'wiejska', '', FALSE, TRUE);
INSERT INTO unit_change VALUES ('1001022', '1001022', 'territory', 'Oddano sołectwo.', DATE '2021-01-01', DATE '2021-01-01', TRUE);
INSERT INTO indicator
SELECT code, code, '', '', 'efektywnosc', 'destimulant', NULL, NULL, NULL, measure, 0, 'none', '', '', 1, TRUE, 'ratio_of_sums', 1, 2000, NULL, '', '', 0, '', NULL, NULL, '', '', '', TRUE, ''
FROM (VALUES ('koszt', 'zł/os.'), ('odsetek', '%'), ('tysiace', 'tys. zł')) t(code, measure);
INSERT INTO indicator_break VALUES ('tysiace', 2020, 'Nowa definicja.');
INSERT INTO indicator_value
SELECT u.teryt, i.indicator, y, x, 1, x, x, 'ok', NULL, NULL, NULL, CASE WHEN y = 2015 THEN 'imputed' WHEN i.indicator = 'odsetek' AND y = 2022 THEN 'method_break' ELSE '' END,
    CASE WHEN u.teryt = '1001012' AND i.indicator = 'odsetek' AND y = 2019 THEN 'synthetic' ELSE 'real' END
FROM unit u, indicator i, range(2015, 2024) t(y), LATERAL (SELECT CASE WHEN i.indicator = 'odsetek' THEN 10 + y - 2016 ELSE 1000 + 100 * (y - 2016) END AS x) x
WHERE u.level = 'gmina' AND y <> 2017;
INSERT INTO observation
SELECT '0000000', 'cpi', y, CASE y WHEN 2022 THEN 110 ELSE 102 END, 'ok', '', 1, 'real', 's', '', '', '', '', NULL, NULL, NULL, '', '', '0000000', '', TRUE, 'only' FROM range(2018, 2024) t(y);
`

func TestChanges(t *testing.T) {
	dir := t.TempDir()
	db, err := warehouse.Create(t.Context(), filepath.Join(dir, "c.duckdb"), warehouse.Options{MemoryMB: 300, Threads: 1, TempDir: dir})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for _, s := range []string{"CREATE SCHEMA IF NOT EXISTS work", changeWorld} {
		if err := db.Exec(t.Context(), s); err != nil {
			t.Fatal(err)
		}
	}
	if err := comparing.Run(t.Context(), db); err != nil {
		t.Fatal(err)
	}
	type change struct {
		change1, relative1  float64
		note1, break1       string
		change5, relative5  float64
		note5, break5       string
		constant, constantR float64
		constantNote        string
	}
	nan := math.NaN()
	// 1200 zł of 2018 are 1200 · 1.02⁴ · 1.10 = 1428.81… zł of 2023.
	in2023 := method.Deflate(1200, 1700, []float64{102, 102, 102, 110, 102})
	if math.Abs(in2023-271.1895488) > 1e-6 {
		t.Fatal(in2023)
	}
	for _, c := range []struct {
		what, unit, indicator string
		year                  int
		want                  change
	}{
		{"five years in constant prices", "1001012", "koszt", 2023, change{100, 6.3, "", "", 500, 41.7, "", "", 271, 19, ""}},
		{"an earlier year is missing", "1001012", "koszt", 2022, change{100, 6.7, "", "", nan, nan, "missing", "", nan, nan, "missing"}},
		{"no index for a year", "1001012", "koszt", 2021, change{100, 7.1, "", "", 500, 50, "", "", nan, nan, "no_index"}},
		{"a filled value", "1001012", "koszt", 2020, change{100, 7.7, "", "", nan, nan, "imputed", "", nan, nan, "imputed"}},
		{"before the period", "1001012", "koszt", 2019, change{100, 8.3, "", "", nan, nan, "outside_period", "", nan, nan, "outside_period"}},
		{"percentages have no relative change", "1001012", "odsetek", 2021, change{1, nan, "", "", 5, nan, "", "", nan, nan, "not_money"}},
		{"a break of the source", "1001012", "odsetek", 2022, change{nan, nan, "break", "przerwa oznaczona w źródle", nan, nan, "break", "przerwa oznaczona w źródle", nan, nan, "not_money"}},
		{"the year after it", "1001012", "odsetek", 2023, change{1, nan, "", "", nan, nan, "break", "przerwa oznaczona w źródle", nan, nan, "not_money"}},
		{"one figure made up", "1001012", "odsetek", 2020, change{nan, nan, "origin", "", nan, nan, "imputed", "", nan, nan, "not_money"}},
		{"a break of the card", "1001012", "tysiace", 2023, change{100, 6.3, "", "", nan, nan, "break", "Nowa definicja.", nan, nan, "break"}},
		{"territory", "1001022", "koszt", 2021, change{nan, nan, "territory", "Oddano sołectwo.", nan, nan, "territory", "Oddano sołectwo.", nan, nan, "territory"}},
		{"after it", "1001022", "koszt", 2022, change{100, 6.7, "", "", nan, nan, "territory", "Oddano sołectwo.", nan, nan, "territory"}},
	} {
		t.Run(c.what, func(t *testing.T) {
			n := 0
			err := db.Each(t.Context(), `SELECT change_1, relative_1, note_1, break_1, change_5, relative_5, note_5, break_5, constant_5, constant_relative_5, constant_note
				FROM indicator_change WHERE unit = ? AND indicator = ? AND year = ?`, func(r *warehouse.Rows) error {
				n++
				var g change
				var numbers [6]*float64
				err := r.Scan(&numbers[0], &numbers[1], &g.note1, &g.break1, &numbers[2], &numbers[3], &g.note5, &g.break5, &numbers[4], &numbers[5], &g.constantNote)
				w := c.want
				for i, want := range []float64{w.change1, w.relative1, w.change5, w.relative5, w.constant, w.constantR} {
					if numbers[i] == nil != math.IsNaN(want) || numbers[i] != nil && math.Abs(*numbers[i]-want) > 1e-9 {
						t.Errorf("number %d is %v, want %v", i+1, numbers[i], want)
					}
				}
				if g.note1 != w.note1 || g.break1 != w.break1 || g.note5 != w.note5 || g.break5 != w.break5 || g.constantNote != w.constantNote {
					t.Errorf("%+v, want %+v", g, w)
				}
				return err
			}, c.unit, c.indicator, c.year)
			if err != nil || n != 1 {
				t.Error(err, n)
			}
		})
	}
}
