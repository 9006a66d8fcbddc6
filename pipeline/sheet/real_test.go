package sheet

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// reference returns the folder of published files, which are not part of the
// repository.
func reference(t *testing.T) string {
	t.Helper()
	dir := os.Getenv("MIERNIK_REFERENCE")
	if dir == "" {
		dir = filepath.Join("..", "..", "..", "shared")
	}
	dir = filepath.Join(dir, "real")
	if _, err := os.Stat(dir); err != nil {
		t.Skipf("no reference files (set MIERNIK_REFERENCE): %v", err)
	}
	return dir
}

func filesBelow(t *testing.T, dir, ext string) (paths []string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && filepath.Ext(p) == ext {
			paths = append(paths, p)
		}
		return err
	})
	if err != nil || len(paths) == 0 {
		t.Fatalf("no %s below %s: %v", ext, dir, err)
	}
	return paths
}

// TestAgainstExcelize compares every cell of every published workbook. Where
// the two differ on purpose: dates are ISO here and serial numbers there, and
// booleans are TRUE and FALSE here, 1 and 0 there.
func TestAgainstExcelize(t *testing.T) {
	for _, path := range filesBelow(t, reference(t), ".xlsx") {
		t.Run(filepath.Base(path), func(t *testing.T) {
			t.Parallel()
			compareBooks(t, path)
		})
	}
}

func compareBooks(t *testing.T, path string) {
	theirs, err := excelize.OpenFile(path, excelize.Options{UnzipXMLSizeLimit: 1 << 30, RawCellValue: true, TmpDir: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	defer theirs.Close()
	ours, err := Open(path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer ours.Close()
	var names []string
	for i, s := range ours.Sheets() {
		names = append(names, s.Name)
		if visible, _ := theirs.GetSheetVisible(s.Name); visible == s.Hidden {
			t.Errorf("%s: hidden %v", s.Name, s.Hidden)
		}
		if s.Index != i {
			t.Errorf("%s: index %d", s.Name, s.Index)
		}
	}
	if want := theirs.GetSheetList(); strings.Join(names, "|") != strings.Join(want, "|") {
		t.Fatalf("sheets %q, want %q", names, want)
	}
	cells := 0
	for _, name := range names {
		cells += compareCells(t, ours, theirs, name)
		compareMerges(t, ours, theirs, name)
	}
	t.Logf("%d cells equal", cells)
}

func compareCells(t *testing.T, ours *Book, theirs *excelize.File, name string) (cells int) {
	rows, err := theirs.Rows(name)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	at := 0
	next := func() (vals []string, ok bool) {
		if ok = rows.Next(); ok {
			at++
			if vals, err = rows.Columns(); err != nil {
				t.Fatal(err)
			}
		}
		return vals, ok
	}
	for row, err := range ours.Rows(name) {
		if err != nil {
			t.Fatal(err)
		}
		for at < row.Number-1 {
			vals, ok := next()
			if strings.Join(vals, "") != "" || !ok {
				t.Fatalf("%s: row %d is missing: %q", name, at, vals)
			}
		}
		vals, _ := next()
		for i := range max(len(vals), len(row.Cells)) {
			want, cell := "", row.Cell(i+1)
			if i < len(vals) {
				want = vals[i]
			}
			if !sameValue(cell, want) {
				t.Fatalf("%s!%s: %q (%s), want %q", name, Address(row.Number, i+1), cell.Text, cell.Kind, want)
			}
		}
		if n := len(row.Cells); n > 0 && row.Cells[n-1].Kind != Empty && row.Cells[n-1].Text != "" && row.Cells[n-1].Col > len(vals) {
			t.Fatalf("%s: row %d has a column %d, want %d", name, row.Number, row.Cells[n-1].Col, len(vals))
		}
		cells += len(row.Cells)
	}
	if vals, ok := next(); ok {
		t.Errorf("%s: rows from %d on are missing: %q", name, at, vals)
	}
	return cells
}

func sameValue(c Cell, raw string) bool {
	switch c.Kind {
	case Bool:
		return c.Text == "TRUE" && raw == "1" || c.Text == "FALSE" && raw == "0"
	case Date:
		iso, ok := appendDate(nil, raw, false)
		return ok && string(iso) == c.Text
	}
	return c.Text == raw
}

func compareMerges(t *testing.T, ours *Book, theirs *excelize.File, name string) {
	got, err := ours.Merges(name)
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(theirs.Path, "XREL") {
		return // excelize would load 20 MB of XML, and the exports merge nothing
	}
	want, err := theirs.GetMergeCells(name, true)
	if err != nil {
		t.Fatal(err)
	}
	if len(got) != len(want) {
		t.Fatalf("%s: %d merges, want %d", name, len(got), len(want))
	}
	for i, ref := range got {
		if w := want[i].GetStartAxis() + ":" + want[i].GetEndAxis(); ref.String() != w {
			t.Errorf("%s: merge %d is %s, want %s", name, i, ref, w)
		}
	}
}

// TestRealCSV compares every published CSV with line ends counted in the bytes:
// none of these files has a line end inside quotes, so that each line is one
// record. The widest record and the delimiter were read off by eye.
func TestRealCSV(t *testing.T) {
	want := map[string]struct {
		delim rune
		cols  int
	}{
		"FINA_1582_CREL_20250113234730.csv":        {';', 7},
		"LUDN_2137_CREL_20220407210714.csv":        {';', 8},
		"RACH_3503_CREL_20220408093256.csv":        {';', 7},
		"LUDN_2137_CTAB_20210625164329.csv":        {';', 23},
		"TRAN_3164_CTAB_20220211231704.csv":        {';', 3},
		"GUS_zarobki.csv":                          {';', 7},
		"pomieszczenia_szkolne.csv":                {';', 7},
		"TERC_Urzedowy_2025-11-18.csv":             {';', 7},
		"TERC_Urzedowy_2020-09-26.csv":             {';', 7},
		"nazwy2teryt.csv":                          {';', 5},
		"csv_SIO 30.09.2022_Szkoły i placówki.csv": {',', 130},
	}
	known := 0
	for _, path := range filesBelow(t, reference(t), ".csv") {
		name := filepath.Base(path)
		raw, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		b, err := Open(path, Options{})
		if err != nil {
			t.Error(err)
			continue
		}
		rows, cols := 0, 0
		for row, err := range b.Rows("") {
			if err != nil {
				t.Fatal(err)
			}
			if rows++; row.Number != rows {
				t.Fatalf("%s: record %d starts in line %d", name, rows, row.Number)
			}
			cols = max(cols, lastCol(row))
		}
		b.Close()
		if b.Encoding() != "utf-8" || b.EncodingGuessed() {
			t.Errorf("%s: %s, guessed %v", name, b.Encoding(), b.EncodingGuessed())
		}
		if lines := countLines(raw); rows != lines {
			t.Errorf("%s: %d records in %d lines", name, rows, lines)
		}
		if w, ok := want[name]; ok {
			known++
			if b.Delimiter() != w.delim || cols != w.cols {
				t.Errorf("%s: %d columns by %q, want %d by %q", name, cols, b.Delimiter(), w.cols, w.delim)
			}
		}
	}
	if known != len(want) {
		t.Errorf("%d of %d expected files are there", known, len(want))
	}
}

func lastCol(r Row) int {
	if len(r.Cells) == 0 {
		return 0
	}
	return r.Cells[len(r.Cells)-1].Col
}

// countLines counts line ends of any kind, and a last line without one.
func countLines(b []byte) int {
	b = bytes.ReplaceAll(b, []byte("\r\n"), []byte("\n"))
	b = bytes.ReplaceAll(b, []byte("\r"), []byte("\n"))
	n := bytes.Count(b, []byte("\n"))
	if len(b) > 0 && b[len(b)-1] != '\n' {
		n++
	}
	return n
}

// TestExamResults looks at values a reader can check by opening the workbook.
func TestExamResults(t *testing.T) {
	b, err := Open(filepath.Join(reference(t), "oke-e8", "2022_EGZAMINY.xlsx"), Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	rows := 0
	for row, err := range b.Rows(b.Sheets()[0].Name) {
		if err != nil {
			t.Fatal(err)
		}
		rows++
		for _, c := range row.Cells {
			if _, err := strconv.ParseFloat(c.Text, 64); c.Kind == Number && err != nil {
				t.Errorf("%s: number %q", Address(row.Number, c.Col), c.Text)
			}
		}
	}
	if rows != 1289 {
		t.Errorf("%d rows, want 1289 as the dimension says", rows)
	}
}
