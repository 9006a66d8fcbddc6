package ingest

import (
	"cmp"
	"errors"
	"maps"
	"regexp"
	"slices"
	"strings"

	"miernik/indicators"
	"miernik/internal/diag"
	"miernik/pipeline/profile"
	"miernik/pipeline/sheet"
)

// maxPreamble is how many rows may stand above the header of a BDL export.
const maxPreamble = 50

// errNoHeader ends a file whose header was not found; the finding says so.
var errNoHeader = errors.New("table header not found")

// dataColumn is one column of a multidimensional export.
type dataColumn struct {
	col  int
	sel  int // index of the selection that wants it
	year indicators.Year
}

// multidimensional reads one unit a row. In CTAB files one header cell holds
// "dim1;dim2;…;year;[unit]"; in TABLICA sheets the same parts are stacked in
// rows above the data, each label written once over the columns it covers.
func (r *reader) multidimensional(sheetName string) error {
	var cols []dataColumn
	var stack stackedHeader
	code, name := 0, 0
	n := 0
	for row, err := range r.rows(sheetName) {
		if err != nil {
			return err
		}
		if n++; n%1024 == 0 && r.ctx.Err() != nil {
			return r.ctx.Err()
		}
		if code == 0 {
			code, name = codeColumns(row)
			stack.add(row)
			if code > 0 {
				cols = r.matchColumns(stack.columns(name))
			} else if row.Number > maxPreamble {
				break
			}
			continue
		}
		// Rows between the code row and the first unit still belong to the
		// header: BDL puts the years and the [unit] there.
		first := strings.TrimSpace(row.Cell(code).Text)
		if r.counts.Rows == 0 && first == "" && !blank(row) {
			stack.add(row)
			cols = r.matchColumns(stack.columns(name))
			continue
		}
		if blank(row) {
			continue
		}
		r.counts.Rows++
		if err := r.multiRow(sheetName, row, code, name, cols); err != nil {
			return err
		}
	}
	if code == 0 {
		r.found.Add(diag.HeaderNotFound, r.at(sheetName, 0, 0), "Kod, Nazwa")
		return errNoHeader
	}
	return nil
}

// codeColumns finds the columns Kod and Nazwa (Code, Name).
func codeColumns(row sheet.Row) (code, name int) {
	for _, c := range row.Cells {
		switch strings.ToLower(strings.TrimSpace(c.Text)) {
		case "kod", "code", "etykiety wierszy":
			if code == 0 {
				code = c.Col
			}
		case "nazwa", "name", "jednostka terytorialna":
			if name == 0 {
				name = c.Col
			}
		}
	}
	if code > 0 && name == 0 {
		return 0, 0
	}
	return code, name
}

// stackedHeader collects header rows.
type stackedHeader struct{ rows [][]sheet.Cell }

func (s *stackedHeader) add(row sheet.Row) { s.rows = append(s.rows, slices.Clone(row.Cells)) }

// columns returns, per column right of name, the header parts from top to
// bottom. A label covers the columns up to the next label of its row.
func (s *stackedHeader) columns(name int) map[int][]string {
	last := 0
	for _, cells := range s.rows {
		if len(cells) > 0 {
			last = max(last, cells[len(cells)-1].Col)
		}
	}
	out := map[int][]string{}
	for _, cells := range s.rows {
		current, i := "", 0
		for col := name + 1; col <= last; col++ {
			for i < len(cells) && cells[i].Col < col {
				i++
			}
			if i < len(cells) && cells[i].Col == col && strings.TrimSpace(cells[i].Text) != "" {
				current = strings.TrimSpace(cells[i].Text)
			}
			if current != "" {
				for _, part := range strings.Split(current, ";") {
					out[col] = append(out[col], strings.TrimSpace(part))
				}
			}
		}
	}
	return out
}

var (
	yearPart = regexp.MustCompile(`^(19|20)\d{2}$`)
	unitPart = regexp.MustCompile(`^\[.*\]$`)
)

// matchColumns finds the selections that want each column. The year comes
// from the header, or from the profile for headers edited by hand.
func (r *reader) matchColumns(headers map[int][]string) []dataColumn {
	var out []dataColumn
	for col, parts := range headers {
		var dims []string
		year := r.p.Year
		for _, part := range parts {
			switch {
			case yearPart.MatchString(part):
				year, _ = indicators.ParseYear(part)
			case unitPart.MatchString(part), part == "":
			default:
				dims = append(dims, part)
			}
		}
		for i, s := range r.p.Select {
			if year != 0 && slices.EqualFunc(dims, s.Parts, func(a, b string) bool { return profile.Fold(a) == profile.Fold(b) }) {
				out = append(out, dataColumn{col: col, sel: i, year: year}) // one selection per level
			}
		}
	}
	slices.SortFunc(out, func(a, b dataColumn) int { return cmp.Or(a.col-b.col, a.sel-b.sel) })
	return out
}

func (r *reader) multiRow(sheetName string, row sheet.Row, code, name int, cols []dataColumn) error {
	unit, ok := r.unit(row.Cell(code), sheetName, row.Number)
	if !ok {
		return nil
	}
	unitName := strings.TrimSpace(row.Cell(name).Text)
	if isAggregateName(unitName, unit.Level()) {
		r.repeated++
		r.counts.Ignored++
		return nil
	}
	used := false
	for _, dc := range cols {
		if !levelMatches(unit, r.p.Select[dc.sel]) {
			continue
		}
		used = true
		c := row.Cell(dc.col)
		c.Col = dc.col
		if err := r.emit(cellOf{sel: dc.sel, unit: indicators.UnitRef(unit), name: unitName, year: dc.year, cell: c, sheet: sheetName, row: row.Number}); err != nil {
			return err
		}
	}
	if used {
		r.counts.Used++
	} else {
		r.counts.Ignored++
	}
	return nil
}

// oldExport reads an export of the portal before 2016: relational when its
// header names a column of values, else multidimensional.
func (r *reader) oldExport() error {
	n := 0
	for row, err := range r.rows("") {
		if err != nil {
			return err
		}
		if findRelHeader(row) != nil {
			return r.relational("")
		}
		if n++; n > maxPreamble {
			break
		}
	}
	return r.multidimensional("")
}

// bdlWorkbook reads the DANE sheet (XREL, XPIV) or the TABLICA sheet (XTAB) of
// a BDL workbook, whichever the profile names or the workbook has.
func (r *reader) bdlWorkbook() error {
	if err := r.description(); err != nil {
		return err
	}
	name := r.p.Sheet
	if name == "" {
		name = "DANE"
		if !r.hasSheet(name) {
			name = "TABLICA"
		}
	}
	if name == "TABLICA" {
		return r.multidimensional(name)
	}
	return r.relational(name)
}

func (r *reader) hasSheet(name string) bool {
	return slices.ContainsFunc(r.book.Sheets(), func(s sheet.SheetInfo) bool { return s.Name == name })
}

// noData is how the sheet OPIS of workbooks up to 2016 explains the dash: it
// does not tell why there is no value.
var noData = regexp.MustCompile(`(?i)znak\s+'([^']{1,3})'\s+oznacza brak danych`)

// description reads the sheet OPIS for what the file itself says of its signs.
// What the profile says comes first.
func (r *reader) description() error {
	if !r.hasSheet("OPIS") {
		return nil
	}
	for row, err := range r.rows("OPIS") {
		if err != nil {
			return err
		}
		if row.Number > maxPreamble {
			break
		}
		for _, c := range row.Cells {
			m := noData.FindStringSubmatch(c.Text)
			if m == nil || r.p.Stated[m[1]] {
				continue
			}
			r.cells = maps.Clone(r.cells)
			r.cells[m[1]] = profile.Sign{Status: indicators.NoInformation}
		}
	}
	return nil
}
