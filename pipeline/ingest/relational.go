package ingest

import (
	"strings"

	"miernik/indicators"
	"miernik/internal/diag"
	"miernik/pipeline/sheet"
)

// relational reads one value a row: Kod, Nazwa, dimensions, Rok, Wartosc,
// Jednostka miary, Atrybut (BDL CREL and the DANE sheet of BDL workbooks).
func (r *reader) relational(sheetName string) error {
	var h *relHeader
	seenRow := 0
	for row, err := range r.book.Rows(sheetName) {
		if err != nil {
			return err
		}
		if seenRow++; seenRow%4096 == 0 && r.ctx.Err() != nil {
			return r.ctx.Err()
		}
		if h == nil {
			h = findRelHeader(row)
			if h == nil && row.Number > 50 {
				break
			}
			if h != nil {
				h.where = newChooser(r.p.Select, h.dims)
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
	code, name, year, value, attribute int
	dims                               map[string]int
	where                              *chooser
}

// columnNames maps the Polish and English column names of BDL exports, in
// lower case, to the fields of relHeader.
var relColumns = map[string]string{
	"kod": "code", "code": "code",
	"nazwa": "name", "name": "name", "county": "name",
	"rok": "year", "year": "year",
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
	if isAggregateName(name) {
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
	r.counts.Used++
	return r.emit(matched, unit, name, year, c, textAt(row, h.attribute), sheetName, row.Number)
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
// repeat the code of the unit for a part of it.
func isAggregateName(name string) bool {
	_, suffix, found := strings.Cut(name, " - ")
	if !found {
		return false
	}
	suffix = strings.ToUpper(suffix)
	for _, s := range []string{"MIASTO", "MIASTA", "WIEŚ", "GMINY ", "GMINA ", "MIASTA NA PRAWACH"} {
		if strings.HasPrefix(suffix, s) {
			return true
		}
	}
	return false
}

func (r *reader) whereMatches(where map[string]string, row sheet.Row, columns map[string]int) bool {
	for dim, want := range where {
		col, ok := columns[dim]
		if !ok || strings.TrimSpace(textAt(row, col)) != want {
			return false
		}
	}
	return true
}

// emit classifies a cell and sends the observation of selection i.
func (r *reader) emit(i int, unit indicators.TERYT, name string, year indicators.Year, c sheet.Cell, sign, sheetName string, row int) error {
	s := &r.p.Select[i]
	place := r.at(sheetName, row, c.Col)
	v := r.classify(c, sign, s.Cells, place)
	if !v.has && strings.TrimSpace(sign) != "" {
		if _, _, printed := parseNumber(c.Text, c.Kind); printed {
			r.signedGaps(place, c.Text, sign, v.status)
		}
	}
	r.seenYear(year)
	r.hits[i]++
	r.counts.Observations++
	return r.sink.Observation(Observation{
		Variable: s.Variable, Unit: unit, UnitName: name, Year: year,
		Value: scaled(v.number, s.Scale), HasValue: v.has, Status: v.status, Flags: v.flags, Decimals: v.decimals,
		Sheet: sheetName, Row: row, Col: c.Col, Raw: strings.TrimSpace(c.Text), Sign: strings.TrimSpace(sign),
	})
}
