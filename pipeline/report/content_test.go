package report

import (
	"context"
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"miernik/pipeline/warehouse"
)

// open writes the workbooks of the tiny database and opens them.
func open(t *testing.T, db *warehouse.DB) map[string]*excelize.File {
	t.Helper()
	books := map[string]*excelize.File{}
	for _, f := range write(t, db, t.TempDir()) {
		x, err := excelize.OpenFile(f.Path)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { x.Close() })
		books[f.Kind] = x
		books[f.Kind].Path = f.Path
	}
	return books
}

func raw(t *testing.T, x *excelize.File, sheet string) [][]string {
	t.Helper()
	rows, err := x.GetRows(sheet, excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

// find is the first cell with a text: row and column from 0.
func find(t *testing.T, rows [][]string, text string) (int, int) {
	t.Helper()
	for r, row := range rows {
		for c, v := range row {
			if v == text {
				return r, c
			}
		}
	}
	t.Fatalf("no cell says %q", text)
	return 0, 0
}

func get(rows [][]string, r, c int) string {
	if r >= len(rows) || c >= len(rows[r]) {
		return ""
	}
	return rows[r][c]
}

// TestMissingIsNoZero: a value that the database lacks is an empty cell in
// every table, and a real 0 is a 0.
func TestMissingIsNoZero(t *testing.T) {
	db := tiny(t)
	books := open(t, db)
	trends, units := raw(t, books[KindCard], "Trendy"), raw(t, books[KindFiche], "Jednostki")
	head, first := find(t, trends, "2021")
	top, _ := find(t, units, headerLive)
	missing, zeros := 0, 0
	check := func(where, cell string, value num) {
		switch {
		case !value.Valid && cell != "":
			t.Errorf("%s: %q where the database has NULL", where, cell)
		case !value.Valid:
			missing++
		default:
			got, err := strconv.ParseFloat(cell, 64)
			if err != nil || got != value.V {
				t.Errorf("%s: %q, want %v", where, cell, value.V)
			}
			if value.V == 0 {
				zeros++
			}
		}
	}
	err := db.Each(context.Background(), `SELECT v.unit, v.year, v.value_published, i.name_pl, i.unit_of_measure
		FROM indicator_value v JOIN indicator i USING (indicator)`, func(r *warehouse.Rows) error {
		var unit, name, measure string
		var year int
		var value num
		if err := r.Scan(&unit, &year, &value, &name, &measure); err != nil {
			return err
		}
		if unit == alfa {
			row, _ := find(t, trends, name)
			check("Trendy "+name+" "+strconv.Itoa(year), get(trends, row, first+year-2021), value)
			if status := get(trends, row+3, first+year-2021); !value.Valid && status == "" {
				t.Errorf("Trendy %s %d: a missing value without a status", name, year)
			}
		}
		if year == 2023 {
			row, _ := find(t, units, unit)
			_, col := find(t, units[top:top+1], name+" ["+measure+"]")
			check("Jednostki "+unit+" "+name, get(units, row, col), value)
			if why := get(units, row, col+1); !value.Valid && why == "" {
				t.Errorf("Jednostki %s %s: a missing value without a reason", unit, name)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if _, col := find(t, trends[head:], "2022"); get(trends, head+1, col) != "" {
		t.Errorf("readers of 2022 are missing, the cell says %q", get(trends, head+1, col))
	}
	if missing < 4 || zeros < 2 {
		t.Errorf("%d missing values and %d zeros were compared: the sample is too small", missing, zeros)
	}
}

var target = regexp.MustCompile(`^'((?:[^']|'')+)'!\$?([A-Z]+)\$?([0-9]+)(?::\$?([A-Z]+)\$?([0-9]+))?$`)

// filled counts the cells with a text in the range that a reference names.
func filled(t *testing.T, x *excelize.File, ref string) int {
	t.Helper()
	m := target.FindStringSubmatch(ref)
	if m == nil {
		t.Errorf("%q is no reference", ref)
		return 0
	}
	if m[4] == "" {
		m[4], m[5] = m[2], m[3]
	}
	sheet := strings.ReplaceAll(m[1], "''", "'")
	c1, r1, _ := excelize.CellNameToCoordinates(m[2] + m[3])
	c2, r2, _ := excelize.CellNameToCoordinates(m[4] + m[5])
	n := 0
	for r := r1; r <= r2; r++ {
		for c := c1; c <= c2; c++ {
			text, err := x.GetCellValue(sheet, at(c, r))
			if err != nil {
				t.Errorf("%s: %v", ref, err)
				return 0
			}
			if text != "" {
				n++
			}
		}
	}
	return n
}

// TestLinksAndCharts: every link leads to a cell with content, every chart
// shows cells with content.
func TestLinksAndCharts(t *testing.T) {
	links, charts := 0, 0
	for kind, x := range open(t, tiny(t)) {
		for _, sheet := range x.GetSheetList() {
			cells, err := x.GetHyperLinkCells(sheet, "")
			if err != nil {
				t.Fatal(err)
			}
			for _, c := range cells {
				_, to, err := x.GetCellHyperLink(sheet, c)
				if err != nil {
					t.Fatal(err)
				}
				if filled(t, x, to) != 1 {
					t.Errorf("%s %s!%s leads to %s, which is empty", kind, sheet, c, to)
				}
				links++
			}
		}
		parts, err := chartsOf(x.Path)
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range parts {
			if p.title == "" {
				continue // sparklines
			}
			charts++
			if len(p.refs) < 3 {
				t.Errorf("%s: chart %q has no series", kind, p.title)
			}
			for i, ref := range p.refs {
				if values := i%3 == 2; filled(t, x, ref) == 0 && !values {
					t.Errorf("%s: chart %q: %s is empty", kind, p.title, ref)
				}
			}
		}
	}
	if links < 5 || charts < 8 {
		t.Errorf("%d links, %d charts: the sample is too small", links, charts)
	}
}

// TestFormulas: every formula has a numeric value, and the score at the
// weights of the fiche is the score.
func TestFormulas(t *testing.T) {
	x := open(t, tiny(t))[KindFiche]
	formulas := 0
	for _, sheet := range x.GetSheetList() {
		for r, row := range raw(t, x, sheet) {
			for c, text := range row {
				cell := at(c+1, r+1)
				f, err := x.GetCellFormula(sheet, cell)
				if err != nil {
					t.Fatal(err)
				}
				if f == "" {
					continue
				}
				formulas++
				if kind, _ := x.GetCellType(sheet, cell); kind != excelize.CellTypeUnset && kind != excelize.CellTypeNumber {
					t.Errorf("%s!%s: formula with a value of type %v", sheet, cell, kind)
				}
				calculated, err := x.CalcCellValue(sheet, cell, excelize.Options{RawCellValue: true})
				if err != nil {
					t.Errorf("%s!%s = %s: %v", sheet, cell, f, err)
					continue
				}
				got, _ := strconv.ParseFloat(text, 64)
				if want, err := strconv.ParseFloat(calculated, 64); err != nil || math.Abs(got-want) > 1e-9 {
					t.Errorf("%s!%s = %s: cached %s, calculated %s", sheet, cell, f, text, calculated)
				}
			}
		}
	}
	if formulas < 15 {
		t.Errorf("only %d formulas", formulas)
	}
	rows := raw(t, x, "Jednostki")
	head, live := find(t, rows, headerLive)
	for r := head + 1; r < len(rows); r++ {
		if get(rows, r, live) != get(rows, r, unitsScore-1) {
			t.Errorf("%s: live score %s, score %s", get(rows, r, 1), get(rows, r, live), get(rows, r, unitsScore-1))
		}
	}
}

// TestSplitRegister: years go together as long as they fit, and a large sheet
// is streamed with its filter, its bars and its frozen rows.
func TestSplitRegister(t *testing.T) {
	years := []yearSpan{{2019, 2019, 40}, {2020, 2020, 60}, {2021, 2021, 1}, {2022, 2022, 200}, {2023, 2023, 10}}
	got := spans(years, 100)
	want := []yearSpan{{2019, 2020, 100}, {2021, 2021, 1}, {2022, 2022, 200}, {2023, 2023, 10}}
	if len(got) != len(want) {
		t.Fatalf("got %v, want %v", got, want)
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("got %v, want %v", got[i], want[i])
		}
	}
	db, dir := tiny(t), t.TempDir()
	d, err := load(context.Background(), db)
	if err != nil {
		t.Fatal(err)
	}
	f, err := writeGaps(context.Background(), db, d, dir, sizes{limit: 2, stream: 1})
	if err != nil {
		t.Fatal(err)
	}
	x, err := excelize.OpenFile(f.Path)
	if err != nil {
		t.Fatal(err)
	}
	defer x.Close()
	// Gaps of readers: one in 2021, two in 2022, one in 2023.
	for sheet, want := range map[string]int{"Luki w danych 2021": 1, "Luki w danych 2022": 2, "Luki w danych 2023": 1} {
		rows := raw(t, x, sheet)
		head, _ := find(t, rows, "Zmienna")
		if n := len(rows) - head - 1; n != want {
			t.Errorf("%s: %d rows, want %d", sheet, n, want)
		}
		if !strings.Contains(rows[2][0], "podzielony") {
			t.Errorf("%s does not say that it is a part: %q", sheet, rows[2][0])
		}
		panes, _ := x.GetPanes(sheet)
		rules, _ := x.GetConditionalFormats(sheet)
		if !panes.Freeze || len(rules) != 1 || rows[0][0] != "Luki w danych" {
			t.Errorf("%s lost its features: %v %v %q", sheet, panes, rules, rows[0])
		}
	}
}
