package pipeline_test

import (
	"fmt"
	"path/filepath"
	"testing"

	"miernik/pipeline/warehouse"
)

// TestMemoryIsBounded stages a CREL file of 5 MB and one of 50 MB: the peak
// memory must not grow with the file. The margin is what the collector leaves.
func TestMemoryIsBounded(t *testing.T) {
	if _, ok := peakKiB(); !ok {
		t.Skip("the peak memory of a process is not known here: no /proc/self/status")
	}
	peak := map[int64]float64{}
	for _, size := range []int64{5e6, 50e6} {
		dir := t.TempDir()
		cmd, why := peerJob{Reader: "stage", File: crelOf(t, dir, size).path, Dir: dir, Select: "[{variable: a}]"}.command()
		if cmd == nil {
			t.Fatal(why)
		}
		peak[size] = runJob(t, cmd).PeakKiB / 1024
	}
	t.Logf("5 MB: %.0f MiB, 50 MB: %.0f MiB", peak[5e6], peak[50e6])
	if peak[50e6] > 1.5*peak[5e6]+32 {
		t.Errorf("staging 50 MB took %.0f MiB, 5 MB %.0f MiB", peak[50e6], peak[5e6])
	}
}

// TestStagedFileIsTheSource: what the database engine reads from a staged file
// is what it reads from the CSV itself, row by row.
func TestStagedFileIsTheSource(t *testing.T) {
	dir := t.TempDir()
	in := crelOf(t, dir, 5e6)
	job := peerJob{Reader: "stage", File: in.path, Dir: dir, Select: "[{variable: a}]"}
	if r, err := job.do(t.Context()); err != nil || r.Rows != in.rows {
		t.Fatal(r, err)
	}
	staged, err := filepath.Glob(filepath.Join(dir, "*", "observations.parquet"))
	if err != nil || len(staged) != 1 {
		t.Fatal(staged, err)
	}
	db, err := warehouse.Create(t.Context(), filepath.Join(dir, "x.duckdb"), warehouse.Options{MemoryMB: 1000, Threads: 2, TempDir: dir})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	err = db.Exec(t.Context(), fmt.Sprintf(`
		CREATE TABLE csv AS SELECT Kod, Nazwa, Rok, CASE WHEN Atrybut IS DISTINCT FROM 'x' THEN replace(Wartosc, ',', '.')::DOUBLE END AS number, Wartosc, coalesce(Atrybut, '') AS sign
		FROM read_csv(%s, delim = ';', quote = '"', header = true, all_varchar = true, names = ['Kod', 'Nazwa', 'Wiek', 'Płeć', 'Rok', 'Wartosc', 'Jednostka', 'Atrybut', 'rest']);
		CREATE TABLE staged AS SELECT * FROM read_parquet(%s);`, warehouse.Quote(in.path), warehouse.Quote(staged[0])))
	if err != nil {
		t.Fatal(err)
	}
	for query, want := range map[string]int64{
		"SELECT count(*) FROM csv": int64(in.rows),
		"SELECT count(*) FROM (SELECT Kod, Nazwa, Rok, number, Wartosc, sign FROM csv EXCEPT ALL SELECT unit, unit_name, year::VARCHAR, value, raw, sign FROM staged)": 0,
		"SELECT count(*) FROM (SELECT unit, unit_name, year::VARCHAR, value, raw, sign FROM staged EXCEPT ALL SELECT Kod, Nazwa, Rok, number, Wartosc, sign FROM csv)": 0,
		"SELECT count(DISTINCT row) FROM staged WHERE row > 1 AND col = 6 AND variable = 'a' AND sheet = ''":                                                           int64(in.rows),
		"SELECT max(row) - 1 FROM staged": int64(in.rows),
		"SELECT count(*) FROM staged WHERE decimals <> len(split_part(raw, ',', 2)) OR (value IS NULL) <> (status = 'no_information') OR (sign = 's') <> (flags = 'estimate')": 0,
	} {
		if n, err := db.Count(t.Context(), query); err != nil || n != want {
			t.Errorf("%d, want %d: %s\n%v", n, want, query, err)
		}
	}
	if n, err := db.Count(t.Context(), "SELECT count(*) FROM staged WHERE value IS NULL"); err != nil || n < 100 {
		t.Errorf("only %d gaps, %v", n, err)
	}
}
