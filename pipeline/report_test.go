package pipeline_test

import (
	"bytes"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/xuri/excelize/v2"

	"miernik/pipeline/explain"
	"miernik/pipeline/report"
	"miernik/pipeline/warehouse"
)

// written are the workbooks of workspaces that several tests read.
var written = map[string][]report.File{}

func writeReports(t *testing.T, workspace string) []report.File {
	t.Helper()
	if files := written[workspace]; files != nil {
		return files
	}
	db := openDB(t, workspace)
	files, err := report.Write(t.Context(), db, report.Options{Dir: filepath.Join(workspace, "workbooks"), Units: []string{"1002011"}, Services: true, Gaps: true, Method: true, Changes: true})
	if err != nil {
		t.Fatal(err)
	}
	if want := one(t, db, `SELECT count(*) + 4 FROM fiche`); strconv.Itoa(len(files)) != want {
		t.Fatalf("%d workbooks, want %s: a card, every fiche, the gap register, the test of the method and the changes", len(files), want)
	}
	written[workspace] = files
	return files
}

// Workbooks of two runs on the same input are equal byte for byte.
func TestWorkbooksAreRepeatable(t *testing.T) {
	a, b := writeReports(t, sample(t)), writeReports(t, again(t))
	for i := range a {
		x, err := os.ReadFile(a[i].Path)
		if err != nil {
			t.Fatal(err)
		}
		y, err := os.ReadFile(b[i].Path)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(x, y) || filepath.Base(a[i].Path) != filepath.Base(b[i].Path) {
			t.Errorf("%s differs between two runs", filepath.Base(a[i].Path))
		}
	}
}

// Every figure of a unit card is found again by explain.
func TestCardFiguresAreExplained(t *testing.T) {
	db := openDB(t, sample(t))
	var card string
	for _, f := range writeReports(t, sample(t)) {
		if f.Kind == "karta_jednostki" {
			card = f.Path
		}
	}
	book, err := excelize.OpenFile(card)
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	figures, missing := 0, 0
	for _, sheet := range []string{"Edukacja", "Kultura i rekreacja"} {
		rows, err := book.GetRows(sheet, excelize.Options{RawCellValue: true})
		if err != nil {
			t.Fatal(err)
		}
		var cols map[string]int
		for _, row := range rows {
			if cols == nil {
				cols = headerOf(row, "Kod wskaźnika", "Rok", "Wartość", "Licznik", "Mianownik", "Wkład w ocenę", "Pochodzenie")
				continue
			}
			get := func(name string) string {
				if i := cols[name]; i < len(row) {
					return row[i]
				}
				return ""
			}
			year, err := strconv.Atoi(get("Rok"))
			if err != nil || get("Kod wskaźnika") == "" {
				continue
			}
			f, err := explain.Explain(t.Context(), db, "1002011", get("Kod wskaźnika"), year)
			if err != nil {
				t.Fatalf("%s %d: %v", get("Kod wskaźnika"), year, err)
			}
			contribution := f.Uses[0].Score
			if get("Wkład w ocenę") == "" {
				contribution = nil // the latest figure is older than the score shown
			}
			for _, c := range []struct {
				column string
				want   *float64
			}{{"Wartość", f.Published}, {"Licznik", f.Numerator}, {"Mianownik", f.Denominator}, {"Wkład w ocenę", contribution}} {
				if !sameFigure(get(c.column), c.want) {
					t.Errorf("%s %s %d: card says %q, explain says %v", c.column, f.Indicator, year, get(c.column), c.want)
				}
			}
			if f.Published != nil && (f.Origin == "synthetic") != (get("Pochodzenie") == "dane zmyślone (przykładowe)") {
				t.Errorf("%s %d: origin %q, card says %q", f.Indicator, year, f.Origin, get("Pochodzenie"))
			}
			if f.Published == nil {
				missing++
			} else {
				figures++
			}
		}
		if cols == nil {
			t.Fatalf("sheet %s has no header", sheet)
		}
	}
	if figures < 40 || missing == 0 {
		t.Errorf("walked %d figures and %d missing ones only", figures, missing)
	}
}

// headerOf maps column names to columns when a row has them all.
func headerOf(row []string, names ...string) map[string]int {
	cols := map[string]int{}
	for i, name := range row {
		if _, ok := cols[name]; !ok {
			cols[name] = i
		}
	}
	for _, name := range names {
		if _, ok := cols[name]; !ok {
			return nil
		}
	}
	return cols
}

// sameFigure compares a cell with a figure. A missing figure is an empty cell
// or its mark, never a number.
func sameFigure(text string, want *float64) bool {
	got, err := strconv.ParseFloat(text, 64)
	if want == nil {
		return err != nil
	}
	return err == nil && math.Abs(got-*want) <= 1e-9*math.Max(1, math.Abs(*want))
}

// The questions an analyst asks of the file.
func TestAnalystQuestions(t *testing.T) {
	db := openDB(t, sample(t))
	count := func(query string) int {
		n := 0
		if err := db.Each(t.Context(), query, func(*warehouse.Rows) error { n++; return nil }); err != nil {
			t.Fatal(err)
		}
		return n
	}
	if n := count(`SELECT unit_name, score, coverage_percent, rank FROM v_service_ranking
		WHERE fiche = 'biblioteki' AND year = 2022 AND scheme = 'kind' AND grp = 'gmina/wiejska' AND rank IS NOT NULL ORDER BY rank LIMIT 10`); n != 10 {
		t.Errorf("ten best libraries of rural gminas: %d", n)
	}
	if n := count(`FROM unit_gaps('1002011')`); n < 10 {
		t.Errorf("gaps of one gmina: %d", n)
	}
	if n := count(`FROM trend('1002011', 'bib_czytelnicy_1000') WHERE median IS NOT NULL AND value IS NOT NULL`); n != 6 {
		t.Errorf("trend against peers: %d years", n)
	}
	if n := count(`FROM provenance('1002011', 'bib_czytelnicy_1000', 2022)`); n != 2 {
		t.Errorf("provenance: %d cells", n)
	}
}
