package pipeline_test

import (
	"encoding/csv"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"testing"
)

// BenchmarkPanel goes from a CSV of 2,500 units, 15 years and 100 indicators to
// ranks, beside a script of plain Python that does the same; both give the
// scores and ranks of COINr to 1e-9, or the benchmark fails. Metrics as in
// [BenchmarkPeers].
func BenchmarkPanel(b *testing.B) {
	const folder = "60_synthetic_panel_2500x100x15"
	path := reference(b, "oracle", folder, "iData_panel_2500x100x15.csv")
	info, err := os.Stat(path)
	if err != nil {
		b.Fatal(err)
	}
	want := panelTable(b, reference(b, "oracle", folder, "coinr_expected_aggregated_2500x100x15.csv"))
	hold := func(b *testing.B, dir string) {
		b.Helper()
		got := panelTable(b, filepath.Join(dir, panelOutput))
		if len(got) != len(want) {
			b.Fatalf("%d rows, want %d", len(got), len(want))
		}
		for key, row := range want {
			for i, x := range row {
				if y := got[key][i]; math.Abs(x-y) > 1e-9*math.Abs(x) {
					b.Fatalf("%s, column %d: %v, COINr %v", key, i, y, x)
				}
			}
		}
	}
	compareHeld(b, input{path, info.Size(), len(want)}, []contender{
		{"python", "plain", peerJob{Reader: "python", Script: filepath.Join("testdata", "panel.py")}},
		{"miernik", "method", peerJob{Reader: "panel"}},
	}, hold)
}

// panelTable reads scores and ranks by year and unit.
func panelTable(t testing.TB, path string) map[string][]float64 {
	t.Helper()
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	records, err := csv.NewReader(file).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	out := make(map[string][]float64, len(records))
	for _, rec := range records[1:] {
		row := make([]float64, 0, len(rec)-2)
		for _, text := range rec[2:] {
			x, err := strconv.ParseFloat(text, 64)
			if err != nil {
				t.Fatalf("%s: %v", path, err)
			}
			row = append(row, x)
		}
		out[rec[0]+" "+rec[1]] = row
	}
	return out
}
