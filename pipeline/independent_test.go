package pipeline_test

import (
	"bytes"
	"encoding/csv"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"miernik/pipeline/warehouse"
)

// Ten indicators of ten units, recomputed from the raw files of the sample by
// a script that knows nothing of the program.
func TestIndependentCheck(t *testing.T) {
	python, err := exec.LookPath("python3")
	if err != nil {
		t.Skip("no python3")
	}
	dir := sample(t)
	var text bytes.Buffer
	out := csv.NewWriter(&text)
	if err := out.Write([]string{"unit", "indicator", "value"}); err != nil {
		t.Fatal(err)
	}
	err = openDB(t, dir).Each(t.Context(), "SELECT unit, indicator, value::VARCHAR FROM indicator_value WHERE year = 2022 AND value IS NOT NULL ORDER BY ALL", func(r *warehouse.Rows) error {
		row := make([]string, 3)
		if err := r.Scan(&row[0], &row[1], &row[2]); err != nil {
			return err
		}
		return out.Write(row)
	})
	if err != nil {
		t.Fatal(err)
	}
	out.Flush()
	published := filepath.Join(t.TempDir(), "published.csv")
	check := func() (string, error) {
		if err := os.WriteFile(published, text.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
		said, err := exec.Command(python, filepath.Join("testdata", "independent.py"), dir, "2022", published).CombinedOutput()
		return string(said), err
	}
	if said, err := check(); err != nil || !strings.Contains(said, "100 figures compared, 0 differences") {
		t.Errorf("%v\n%s", err, said)
	}
	// The script does notice a figure that is not what it should be.
	text = *bytes.NewBuffer(bytes.ReplaceAll(text.Bytes(), []byte(",ed_udzial_wydatkow,"), []byte(",ed_udzial_wydatkow,1")))
	if said, err := check(); err == nil {
		t.Errorf("wrong figures pass: %s", said)
	}
}
