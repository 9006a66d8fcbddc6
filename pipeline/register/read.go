package register

import (
	"context"
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"
	"time"

	"miernik/indicators"
	"miernik/internal/diag"
	"miernik/pipeline/sheet"
)

// Dated is one delivered register.
type Dated struct {
	Date  time.Time // STAN_NA of its rows, not the date of the file
	File  string
	Units map[indicators.TERYT]Unit
	Parts map[indicators.TERYT]string // names of towns, rural areas and districts, which are no units
	names nameIndex                   // made by New
}

// columns of the official layout.
var columns = []string{"WOJ", "POW", "GMI", "RODZ", "NAZWA", "NAZWA_DOD", "STAN_NA"}

// maxHeaderRow bounds the search for the header on a sheet.
const maxHeaderRow = 20

// Read reads a TERC register in the official layout: WOJ, POW, GMI, RODZ,
// NAZWA, NAZWA_DOD, STAN_NA, in any order, on every sheet of the book that has
// that header; a CSV is one sheet. Bad rows are rejected with a finding. file
// is how the book is called in findings.
func Read(ctx context.Context, file string, book *sheet.Book) (*Dated, diag.List, error) {
	d := &Dated{File: file, Units: map[indicators.TERYT]Unit{}, Parts: map[indicators.TERYT]string{}}
	var found diag.List
	headers := 0
	for _, s := range book.Sheets() {
		ok, err := d.sheet(ctx, book, s.Name, &found)
		if ctx.Err() != nil {
			return nil, nil, ctx.Err()
		}
		if err != nil {
			return nil, append(found, sheet.Unreadable(file, err)), nil
		}
		if ok {
			headers++
		}
	}
	if headers == 0 {
		return nil, append(found, diag.New(diag.HeaderNotFound, diag.Place{File: file}, strings.Join(columns, ", "))), nil
	}
	d.markCities()
	d.fileDate(&found)
	return d, found, nil
}

// sheet reads one sheet and reports whether it has the header.
func (d *Dated) sheet(ctx context.Context, book *sheet.Book, name string, found *diag.List) (bool, error) {
	var cols map[string]int
	for row, err := range book.Rows(name) {
		if err != nil || ctx.Err() != nil {
			return cols != nil, err
		}
		switch {
		case cols == nil && row.Number > maxHeaderRow:
			return false, nil
		case cols == nil:
			cols = header(row)
		case len(row.Cells) > 0:
			d.row(row, cols, diag.Place{File: d.File, Sheet: name, Row: row.Number}, found)
		}
	}
	return cols != nil, nil
}

func header(row sheet.Row) map[string]int {
	cols := map[string]int{}
	for _, c := range row.Cells {
		cols[strings.ToUpper(strings.TrimSpace(c.Text))] = c.Col
	}
	for _, name := range columns {
		if cols[name] == 0 {
			return nil
		}
	}
	return cols
}

func (d *Dated) row(row sheet.Row, cols map[string]int, place diag.Place, found *diag.List) {
	get := func(name string) string { return strings.TrimSpace(row.Cell(cols[name]).Text) }
	code := get("WOJ") + get("POW") + get("GMI") + get("RODZ")
	t, err := parseCode(get("WOJ"), get("POW"), get("GMI"), get("RODZ"))
	date, derr := time.Parse(time.DateOnly, get("STAN_NA"))
	if err != nil || derr != nil {
		found.Add(diag.RowUnitCode, place, code)
		return
	}
	if date.After(d.Date) {
		d.Date = date
	}
	u := Unit{TERYT: t, Name: get("NAZWA"), Level: t.Level()}
	switch u.Level {
	case indicators.LevelPart:
		d.Parts[t] = u.Name
		return
	case indicators.LevelGmina:
		u.Kind = string(t.Kind())
	case indicators.LevelPowiat:
		u.Kind = "powiat"
		if strings.Contains(get("NAZWA_DOD"), "na prawach powiatu") {
			u.Kind, u.CityPowiat = "miasto na prawach powiatu", true
		}
	default:
		u.Kind = string(u.Level)
	}
	d.Units[t] = u
}

// parseCode joins the four fields of a code. Each has its full width or is
// empty together with those behind it: a field that lost its leading zero
// would make the code of another unit.
func parseCode(fields ...string) (indicators.TERYT, error) {
	code, at := strings.Join(fields, ""), 0
	ok := slices.Contains([]int{2, 4, 7}, len(code))
	for i, width := range []int{2, 2, 2, 1} {
		ok = ok && (at >= len(code) || len(fields[i]) == width)
		at += width
	}
	if !ok {
		return "", fmt.Errorf("%w: %q", indicators.ErrUnitCode, code)
	}
	return indicators.ParseTERYT(code + strings.Repeat("0", 7-len(code)))
}

// markCities marks the gmina of each city with powiat rights: the only gmina
// of its powiat.
func (d *Dated) markCities() {
	for t, u := range d.Units {
		if u.Level == indicators.LevelGmina && d.Units[t.Powiat()].CityPowiat {
			u.CityPowiat = true
			d.Units[t] = u
		}
	}
}

var dateInName = regexp.MustCompile(`\d{4}-\d{2}-\d{2}`)

// fileDate says so when the date in the file name, usually the day of the
// download, is not the day the register is of.
func (d *Dated) fileDate(found *diag.List) {
	named := dateInName.FindString(path.Base(d.File))
	if day := d.day(); named != "" && len(d.Units) > 0 && named != day {
		found.Add(diag.RegisterFileDate, diag.Place{File: d.File}, named, day)
	}
}

func (d *Dated) day() string { return d.Date.Format(time.DateOnly) }
