package ingest

import (
	"strings"

	"miernik/indicators"
	"miernik/internal/diag"
	"miernik/pipeline/profile"
	"miernik/pipeline/sheet"
)

// relational reads one value a row: Kod, Nazwa, dimensions, Rok, Wartosc,
// Jednostka miary, Atrybut (BDL CREL and the DANE sheet of BDL workbooks).
func (r *reader) relational(sheetName string) error {
	var h *relHeader
	seenRow := 0
	for row, err := range r.rows(sheetName) {
		if err != nil {
			return err
		}
		if seenRow++; seenRow%4096 == 0 && r.ctx.Err() != nil {
			return r.ctx.Err()
		}
		if h == nil {
			if h = findRelHeader(row); h != nil {
				h.where = newChooser(r.p.Select, h.dims)
				for _, s := range r.p.Select {
					h.open = append(h.open, openDimensions(s, h.dims))
				}
			}
			if h == nil && row.Number > maxPreamble {
				break
			}
			continue
		}
		if blank(row) {
			continue
		}
		r.counts.Rows++
		if err := r.relationalRow(sheetName, row, h); err != nil {
			return err
		}
	}
	if h == nil {
		r.found.Add(diag.HeaderNotFound, r.at(sheetName, 0, 0), "Kod, Nazwa, Rok, Wartosc")
		return errNoHeader
	}
	return nil
}

type relHeader struct {
	code, name, year, value, measure, attribute int
	dims                                        map[string]int
	where                                       *chooser
	open                                        [][]*openDimension // per selection
}

// columnNames maps the Polish and English column names of BDL exports, in
// lower case, to the fields of relHeader.
var relColumns = map[string]string{
	"kod": "code", "code": "code",
	"nazwa": "name", "name": "name", "county": "name", "jednostka terytorialna": "name",
	"rok": "year", "year": "year", "lata": "year",
	"wartosc": "value", "wartość": "value", "value": "value",
	"atrybut": "attribute", "attribute": "attribute",
	"jednostka miary": "unit", "measure unit": "unit",
}

func findRelHeader(row sheet.Row) *relHeader {
	h := &relHeader{dims: map[string]int{}}
	for _, c := range row.Cells {
		name := strings.TrimSpace(c.Text)
		switch relColumns[strings.ToLower(name)] {
		case "code":
			h.code = c.Col
		case "name":
			h.name = c.Col
		case "year":
			h.year = c.Col
		case "value":
			h.value = c.Col
		case "attribute":
			h.attribute = c.Col
		case "unit":
			h.measure = c.Col
		default:
			if name != "" {
				h.dims[name] = c.Col
			}
		}
	}
	if h.code == 0 || h.year == 0 || h.value == 0 {
		return nil
	}
	return h
}

func blank(row sheet.Row) bool {
	for i := range row.Cells {
		if strings.TrimSpace(row.Cells[i].Text) != "" {
			return false
		}
	}
	return true
}

func (r *reader) relationalRow(sheetName string, row sheet.Row, h *relHeader) error {
	unit, ok := r.unit(row.Cell(h.code), sheetName, row.Number)
	if !ok {
		return nil
	}
	matched := -1
	for _, i := range h.where.choose(r, row) {
		if levelMatches(unit, r.p.Select[i]) {
			matched = i
			break
		}
	}
	if matched < 0 {
		r.counts.Ignored++
		return nil
	}
	name := strings.TrimSpace(textAt(row, h.name))
	if isAggregateName(name, unit.Level()) {
		r.repeated++
		r.counts.Ignored++
		return nil
	}
	yearText := strings.TrimSpace(textAt(row, h.year))
	year, err := indicators.ParseYear(yearText)
	if err != nil {
		r.found.Add(diag.RowYear, r.at(sheetName, row.Number, h.year), yearText)
		r.counts.Rejected++
		return nil
	}
	c := row.Cell(h.value)
	c.Col = h.value
	for _, o := range h.open[matched] {
		o.see(r, r.p.Select[matched].Variable, strings.TrimSpace(textAt(row, o.col)), r.at(sheetName, row.Number, o.col))
	}
	r.counts.Used++
	return r.emit(cellOf{sel: matched, unit: indicators.UnitRef(unit), name: name, year: year, cell: c, sign: textAt(row, h.attribute), sheet: sheetName, row: row.Number})
}

// textAt is row.Cell(col).Text without the copy of a cell, for every row; "" in
// column 0.
func textAt(row sheet.Row, col int) string {
	if i := col - 1; i >= 0 && i < len(row.Cells) && row.Cells[i].Col == col {
		return row.Cells[i].Text
	}
	return row.Cell(col).Text
}

// isAggregateName tells rows such as "WARMIŃSKO-MAZURSKIE - WIEŚ", which
// repeat the code of the unit for a part of it. Above the gmina no unit has a
// name with a dash between blanks, so that any will do.
func isAggregateName(name string, level indicators.Level) bool {
	_, suffix, found := strings.Cut(name, " - ")
	if !found || level == indicators.LevelPowiat || level == indicators.LevelVoivodeship || level == indicators.LevelCountry {
		return found
	}
	suffix = strings.ToUpper(suffix)
	for _, s := range []string{"MIASTO", "MIASTA", "WIEŚ", "GMINY ", "GMINA ", "MIASTA NA PRAWACH"} {
		if strings.HasPrefix(suffix, s) {
			return true
		}
	}
	return false
}

func (r *reader) whereMatches(where []profile.Condition, row sheet.Row, columns map[string]int) bool {
	for _, c := range where {
		col, ok := columns[c.Column]
		if !ok || !c.Pattern.Match(textAt(row, col)) {
			return false
		}
	}
	return true
}

// cellOf is a value cell with everything known about it.
type cellOf struct {
	sel   int // index of the selection
	unit  indicators.UnitRef
	name  string // of the unit, as printed
	year  indicators.Year
	cell  sheet.Cell
	raw   string // text as printed, where cell.Text is a part of it
	sign  string // attribute beside it
	flags indicators.Flags
	sheet string
	row   int
}

// emit classifies a cell and sends its observation.
func (r *reader) emit(o cellOf) error {
	s := &r.p.Select[o.sel]
	place := r.at(o.sheet, o.row, o.cell.Col)
	v := r.classify(o.cell, o.sign, s.Cells, place)
	if !v.has && strings.TrimSpace(o.sign) != "" {
		if _, _, printed := parseNumber(o.cell.Text, o.cell.Kind); printed {
			r.signedGaps(place, o.cell.Text, o.sign, v.status)
		}
	}
	if o.raw == "" {
		o.raw = o.cell.Text
	}
	if v.has {
		v.flags |= o.flags
	}
	r.seenYear(o.year)
	r.hits[o.sel]++
	r.counts.Observations++
	return r.sink.Observation(Observation{
		Variable: s.Variable, Unit: o.unit, UnitName: o.name, Year: o.year,
		Value: scaled(v.number, s.Scale), HasValue: v.has, Status: v.status, Flags: v.flags, Decimals: v.decimals,
		Sheet: o.sheet, Row: o.row, Col: o.cell.Col, Raw: strings.TrimSpace(o.raw), Sign: strings.TrimSpace(o.sign),
	})
}
