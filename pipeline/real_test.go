package pipeline_test

import (
	"encoding/csv"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"miernik/pipeline"
	"miernik/pipeline/warehouse"
	"miernik/pipeline/workspace"
)

// reference is the folder of files published by others, which are never part
// of the repository.
func reference(t testing.TB, elem ...string) string {
	t.Helper()
	root := os.Getenv("MIERNIK_REFERENCE")
	if root == "" {
		root = filepath.Join("..", "..", "shared")
	}
	path := filepath.Join(append([]string{root}, elem...)...)
	if _, err := os.Stat(path); err != nil {
		t.Skipf("reference data not here (%v); set MIERNIK_REFERENCE", err)
	}
	return path
}

func copyFile(t *testing.T, from, to string) {
	t.Helper()
	text, err := os.ReadFile(from)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(to, text, 0o644); err != nil {
		t.Fatal(err)
	}
}

// run executes the pipeline on a folder.
func run(t *testing.T, dir, asOf string) *pipeline.Result {
	t.Helper()
	ws, found, err := workspace.Open(dir)
	if err != nil || len(found) > 0 {
		t.Fatal(err, found)
	}
	day, err := time.Parse(time.DateOnly, asOf)
	if err != nil {
		t.Fatal(err)
	}
	res, err := pipeline.Run(t.Context(), ws, pipeline.Options{AsOf: day, Program: "test", Now: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	return res
}

func openDB(t *testing.T, dir string) *warehouse.DB {
	t.Helper()
	db, err := warehouse.OpenRead(filepath.Join(dir, "out", "miernik.duckdb"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}

// one gives the only value of a query, as text.
func one(t *testing.T, db *warehouse.DB, query string, args ...any) string {
	t.Helper()
	var out string
	n := 0
	err := db.Each(t.Context(), query, func(r *warehouse.Rows) error {
		v, err := r.Values()
		out = fmt.Sprint(v[0])
		n++
		return err
	}, args...)
	if err != nil {
		t.Fatal(err)
	}
	if n != 1 {
		t.Fatalf("%s: %d rows", query, n)
	}
	return out
}

func TestRealFiles(t *testing.T) {
	real := reference(t, "real")
	dir := t.TempDir()
	copyFile(t, "testdata/real/miernik.yaml", filepath.Join(dir, "miernik.yaml"))
	copyFile(t, "testdata/real/sources.yaml", filepath.Join(dir, "sources", "real.yaml"))
	copyFile(t, "testdata/real/variables.yaml", filepath.Join(dir, "indicators", "variables.yaml"))
	for _, pattern := range []string{
		"gus-teryt/TERC_Urzedowy_2025-11-18.csv", "gus-bdl-crel/LUDN_2137_CREL_*", "gus-bdl-ctab/LUDN_2137_CTAB_*",
		"gus-bdl-crel/RACH_3503_CREL_*", "gus-bdl-ctab/KULT_3881_CTAB_*", "gus-bdl-ctab/TRAN_3164_CTAB_*",
		"gus-bdl-crel/FINA_1582_CREL_*", "gus-bdl-xlsx/RYNE_1947_XREL_*", "oke-e8/*.xlsx",
	} {
		names, err := filepath.Glob(filepath.Join(real, pattern))
		if err != nil || len(names) == 0 {
			t.Fatal(pattern, err)
		}
		for _, name := range names {
			rel, err := filepath.Rel(real, name)
			if err != nil {
				t.Fatal(err)
			}
			copyFile(t, name, filepath.Join(dir, rel))
		}
	}
	res := run(t, dir, "2025-12-01")
	for _, f := range res.Findings {
		if !strings.HasPrefix(string(f.Code), "fiche-") && f.Code != "unit-mapped" {
			t.Log(f.Line("en"))
		}
	}
	db := openDB(t, dir)
	for _, c := range []struct{ what, query, want string }{
		{"population of gminas 2020, vintage 2022-04-07", `SELECT CAST(sum(value) AS BIGINT) FROM observation WHERE variable = 'ludnosc' AND chosen AND source = 'ludnosc-crel'`, "38265013"},
		{"gminas with a population", `SELECT count(*) FROM observation WHERE variable = 'ludnosc' AND chosen`, "2477"},
		{"both vintages of the population kept", `SELECT count(*) FROM observation WHERE variable = 'ludnosc' AND chosen_why = 'superseded'`, "2477"},
		{"kinds 4, 5 and 8 not counted", `SELECT count(*) FROM observation WHERE unit_code[7] IN ('4', '5', '8', '9')`, "0"},
		{"children 0–4 in gminas, from CTAB, kinds 1–3 only", `SELECT count(*) FROM observation WHERE variable = 'ludnosc_0_4'`, "2477"},
		{"stale codes of 2020 mapped", `SELECT count(*) FROM observation WHERE variable = 'ludnosc' AND chosen AND mapped <> ''`, "76"},
		{"each stale code with a recorded reason", `SELECT count(*) FROM unit_change WHERE change = 'code' AND reason LIKE '%wiejska → miejsko-wiejska'`, "76"},
		{"x is a gap", `SELECT count(*) FROM observation WHERE variable = 'pkb_dynamika' AND sign = 'x' AND value IS NULL AND status = 'no_information'`, "68"},
		{"n is a gap", `SELECT count(*) FROM observation WHERE variable = 'pkb_dynamika' AND sign = 'n' AND value IS NULL AND status = 'pending'`, "34"},
		{"n beside a printed 0 is a gap", `SELECT count(*) FROM observation WHERE variable = 'pkb_dynamika' AND sign = 'n' AND raw = '0,0' AND value IS NULL`, "17"},
		{"no zero in a growth index", `SELECT count(*) FROM observation WHERE variable = 'pkb_dynamika' AND value = 0`, "0"},
		{"powiats with cycle paths", `SELECT count(*) FROM observation WHERE variable = 'sciezki_km'`, "378"},
		{"powiats absent in TRAN_3164", `SELECT count(*) FROM unit u WHERE level = 'powiat' AND NOT EXISTS (FROM observation o WHERE o.unit = u.teryt AND o.variable = 'sciezki_km')`, "2"},
		{"powiats with stadiums", `SELECT count(*) FROM observation WHERE variable = 'stadiony'`, "380"},
		{"true zeros of stadiums are zeros", `SELECT count(*) FILTER (WHERE value <> 0) FROM observation WHERE variable = 'stadiony' AND status = 'true_zero'`, "0"},
		{"spending of voivodeships, all years", `SELECT count(*) FROM observation WHERE variable = 'wydatki_woj'`, "400"},
		{"precision drift kept", `SELECT count(DISTINCT decimals) FROM observation WHERE variable = 'wydatki_woj'`, "2"},
		{"a cell chosen from the middle", `SELECT value || ' ' || cell FROM observation WHERE variable = 'wydatki_woj' AND unit = '3200000' AND year = 2023`, "23406521.42 401:5"},
		{"a cell of the workbook", `SELECT CAST(value AS INTEGER) || ' ' || sheet || '!' || cell FROM observation WHERE variable = 'bezrobotni' AND unit = '1006000' AND year = 2000`, "6809 DANE!F2"},
		{"units in force", `SELECT count(*) FILTER (WHERE level = 'gmina') || ' ' || count(*) FILTER (WHERE level = 'powiat') || ' ' || count(*) FILTER (WHERE city_powiat AND level = 'powiat') FROM unit`, "2479 380 66"},
		{"rows in = used + ignored + rejected", `SELECT count(*) FROM snapshot WHERE rows_in <> rows_used + rows_ignored + rows_rejected`, "0"},
		{"rows of the workbook", `SELECT rows_in FROM snapshot WHERE source = 'bezrobotni'`, "61120"},
		{"no row of a BDL file rejected", `SELECT CAST(sum(rows_rejected) AS INTEGER) FROM snapshot WHERE source <> 'oke-e8'`, "0"},
	} {
		if got := one(t, db, c.query); got != c.want {
			t.Errorf("%s: got %s, want %s", c.what, got, c.want)
		}
	}
	checkExams(t, db)
}

// checkExams compares gmina means with the compiled facts: schools with a
// published mean, weighted by candidates.
func checkExams(t *testing.T, db *warehouse.DB) {
	f, err := os.Open(reference(t, "facts", "exam_e8_lodz_region.csv"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	code := map[string]string{"język polski": "sp_e8_polski", "matematyka": "sp_e8_matematyka", "język angielski": "sp_e8_angielski"}
	got := map[string][2]float64{}
	err = db.Each(t.Context(), `SELECT unit, indicator, CAST(year AS VARCHAR), value, denominator FROM indicator_value WHERE indicator LIKE 'sp_e8_%' AND value IS NOT NULL`, func(r *warehouse.Rows) error {
		var unit, ind, year string
		var v, n float64
		err := r.Scan(&unit, &ind, &year, &v, &n)
		got[unit+ind+year] = [2]float64{v, n}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	// The facts carry the codes of the exam years; gminas that changed their
	// kind since then stand under the code in force.
	inForce := map[string]string{}
	err = db.Each(t.Context(), `SELECT old_teryt, new_teryt FROM unit_change WHERE change = 'code'`, func(r *warehouse.Rows) error {
		var from, to string
		err := r.Scan(&from, &to)
		inForce[from] = to
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, r := range rows[1:] {
		if r[4] == "" {
			continue
		}
		want, err1 := strconv.ParseFloat(r[4], 64)
		candidates, err2 := strconv.ParseFloat(r[3], 64)
		if err1 != nil || err2 != nil {
			t.Fatal(r)
		}
		unit := r[0]
		if to, ok := inForce[unit]; ok {
			unit = to
		}
		g, ok := got[unit+code[r[2]]+r[1]]
		if !ok || math.Abs(g[0]-want) > 0.00005001 || g[1] != candidates {
			t.Errorf("%v: got %v", r, g)
		}
		n++
	}
	if n != 1674 || len(got) != n {
		t.Errorf("compared %d means, have %d, want 1674", n, len(got))
	}
}
