package ingest

import (
	"bytes"
	"context"
	"fmt"
	"math"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/xuri/excelize/v2"

	"miernik/indicators"
	"miernik/indicators/catalog"
	"miernik/internal/diag"
	"miernik/pipeline/profile"
	"miernik/pipeline/sheet"
)

// profileOf reads a profile of the source "s" from the keys that matter to a
// test. The variables a to f are known.
func profileOf(t testing.TB, keys string) *profile.Profile {
	t.Helper()
	cat := &catalog.Catalog{Variables: map[string]catalog.Entry[*indicators.Variable]{}}
	for _, v := range "abcdef" {
		cat.Variables[string(v)] = catalog.Entry[*indicators.Variable]{}
	}
	text := "source: s\ntitle: {pl: S, en: S}\npublisher: GUS\norigin: real\nfiles: [\"*\"]\n" + keys
	list, found := profile.Load(catalog.Layer{FS: fstest.MapFS{"p.yaml": {Data: []byte(text)}}}, cat)
	if len(found) > 0 || len(list) != 1 {
		t.Fatalf("profile: %v\n%s", found, text)
	}
	return list[0]
}

// result is what reading a file gave.
type result struct {
	obs    []Observation
	cells  []Contribution
	counts Counts
	found  diag.List
	err    error
}

func (r *result) Observation(o Observation) error   { r.obs = append(r.obs, o); return nil }
func (r *result) Contribution(c Contribution) error { r.cells = append(r.cells, c); return nil }

// readData reads a file and checks what holds for every file.
func readData(t testing.TB, p *profile.Profile, name string, data []byte) *result {
	t.Helper()
	book, err := sheet.OpenReader(bytes.NewReader(data), int64(len(data)), name, sheet.Options{Encoding: p.Encoding, Delimiter: p.Delimiter, Record: p.Record()})
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	return readBook(t, p, name, book)
}

func readBook(t testing.TB, p *profile.Profile, name string, book *sheet.Book) *result {
	t.Helper()
	res := &result{}
	r := newReader(context.Background(), book, name, p, res)
	res.err = r.read()
	res.counts, res.found = r.counts, r.found.all(name)
	res.check(t)
	return res
}

// check states the invariants of reading.
func (r *result) check(t testing.TB) {
	t.Helper()
	c := r.counts
	if c.Rows != c.Used+c.Ignored+c.Rejected && r.err == nil {
		t.Errorf("%d rows, but %d used, %d ignored and %d rejected", c.Rows, c.Used, c.Ignored, c.Rejected)
	}
	if c.Observations != len(r.obs) || c.Contributions != len(r.cells) {
		t.Errorf("%+v, but %d observations and %d contributions", c, len(r.obs), len(r.cells))
	}
	rejected := 0
	for _, f := range r.found {
		switch f.Code {
		case diag.RowUnitCode, diag.RowYear, diag.FileUnitCode, diag.BudgetUnitUnknown, diag.BudgetYear, diag.BudgetUnclear:
			rejected++
		}
		for _, lang := range []string{"pl", "en"} {
			m := f.Message(lang)
			if m == "" || strings.Contains(m, "%!") && !strings.Contains(fmt.Sprint(f.Args...), "%!") {
				t.Errorf("finding %q", m)
			}
		}
	}
	if c.Rejected > 0 && rejected == 0 {
		t.Errorf("%d rows rejected without a word", c.Rejected)
	}
	for _, o := range r.obs {
		if o.HasValue != o.Status.HasValue() || o.Status == "" || !o.HasValue && o.Value != 0 || math.IsNaN(o.Value) ||
			o.Value == 0 && o.Status == indicators.OK || len(o.Unit) != 7 && len(o.Unit) != 6 && o.Unit[0] != '~' || o.Year == 0 || o.Variable == "" || o.Decimals < 0 {
			t.Errorf("impossible observation %+v", o)
		}
	}
	for _, c := range r.cells {
		if c.Row == 0 || c.Col == 0 || c.Variable == "" || math.IsNaN(c.Value*c.Weight) {
			t.Errorf("impossible contribution %+v", c)
		}
	}
}

func float(v float64) string { return strconv.FormatFloat(v, 'g', -1, 64) }

// String writes one line per observation: variable, unit, year, value or "-",
// status with flags, decimals, cell, raw text, sign; then contributions,
// counts and findings.
func (r *result) String() string {
	var b strings.Builder
	for _, o := range r.obs {
		value := "-"
		if o.HasValue {
			value = float(o.Value)
		}
		fmt.Fprintf(&b, "%s %s %d %s %s", o.Variable, o.Unit, o.Year, value, o.Status)
		if o.Flags != 0 {
			fmt.Fprintf(&b, "+%s", o.Flags)
		}
		if o.Decimals != 0 {
			fmt.Fprintf(&b, " .%d", o.Decimals)
		}
		fmt.Fprintf(&b, " @%s", diag.Place{File: "", Sheet: o.Sheet, Row: o.Row, Col: o.Col})
		if o.Raw != "" || o.Sign != "" {
			fmt.Fprintf(&b, " %q", o.Raw)
		}
		if o.Sign != "" {
			fmt.Fprintf(&b, " %q", o.Sign)
		}
		b.WriteByte('\n')
	}
	for _, c := range r.cells {
		fmt.Fprintf(&b, "+ %s %s %d %s×%s @%s w%d", c.Variable, c.Unit, c.Year, float(c.Value), float(c.Weight),
			diag.Place{Sheet: c.Sheet, Row: c.Row, Col: c.Col}, c.WCol)
		if c.Label != "" {
			b.WriteString(" " + c.Label)
		}
		b.WriteByte('\n')
	}
	fmt.Fprintf(&b, "rows %d = %d + %d + %d\n", r.counts.Rows, r.counts.Used, r.counts.Ignored, r.counts.Rejected)
	for _, f := range r.found {
		fmt.Fprintf(&b, "! %s [%s]\n", strings.TrimSuffix(f.Place.String()+" "+f.Message("en"), " "), f.Code)
	}
	if r.err != nil {
		fmt.Fprintf(&b, "error: %v\n", r.err)
	}
	return b.String()
}

// expect compares a result with its text; leading tabs of want are for
// reading only.
func expect(t *testing.T, r *result, want string) {
	t.Helper()
	var lines []string
	for line := range strings.Lines(want) {
		if line = strings.TrimSpace(line); line != "" {
			lines = append(lines, line)
		}
	}
	if got := strings.TrimSpace(r.String()); got != strings.Join(lines, "\n") {
		t.Errorf("got\n%s\nwant\n%s", got, strings.Join(lines, "\n"))
	}
}

// page is a sheet of a workbook: rows of values from a first cell on, nil for
// no cell; merged areas as "A1:B2".
type page struct {
	name   string
	at     string
	rows   [][]any
	merges []string
	hide   []int // rows of the sheet
	hidden bool  // the sheet
}

// formula is a cell with a formula and no stored result.
type formula string

func workbook(t testing.TB, pages ...page) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	try := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	for i, p := range pages {
		if i == 0 {
			try(f.SetSheetName("Sheet1", p.name))
		} else if _, err := f.NewSheet(p.name); err != nil {
			t.Fatal(err)
		}
		if p.at == "" {
			p.at = "A1"
		}
		col, row, err := excelize.CellNameToCoordinates(p.at)
		try(err)
		for y, values := range p.rows {
			for x, v := range values {
				if v == nil {
					continue
				}
				cell, err := excelize.CoordinatesToCellName(col+x, row+y)
				try(err)
				if text, ok := v.(formula); ok {
					try(f.SetCellFormula(p.name, cell, string(text)))
					continue
				}
				try(f.SetCellValue(p.name, cell, v))
			}
		}
		for _, m := range p.merges {
			from, to, _ := strings.Cut(m, ":")
			try(f.MergeCell(p.name, from, to))
		}
		for _, row := range p.hide {
			try(f.SetRowVisible(p.name, row, false))
		}
		if p.hidden {
			try(f.SetSheetVisible(p.name, false))
		}
	}
	buf, err := f.WriteToBuffer()
	try(err)
	return buf.Bytes()
}
