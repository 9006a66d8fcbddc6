package ingest

import (
	"maps"
	"path"
	"slices"
	"strings"

	"miernik/indicators"
	"miernik/internal/diag"
	"miernik/pipeline/profile"
	"miernik/pipeline/sheet"
)

// maxHeaderRow bounds the search for a table's header.
const maxHeaderRow = 200

// tables reads a table standing anywhere on a sheet, found by the texts of
// its header. Sheets without that header are passed over, unless none has it.
func (r *reader) tables() error {
	foundAny := false
	for _, s := range r.book.Sheets() {
		if r.p.Sheet != "" && s.Name != r.p.Sheet {
			continue
		}
		ok, err := r.table(s.Name)
		if err != nil {
			return err
		}
		foundAny = foundAny || ok
	}
	if !foundAny {
		r.found.Add(diag.HeaderNotFound, diag.Place{File: r.file, Sheet: r.p.Sheet}, strings.Join(r.headerTexts(), ", "))
		return errNoHeader
	}
	return nil
}

// headerTexts are the texts that identify the header: those the profile
// names, else the columns it uses.
func (r *reader) headerTexts() []string {
	if len(r.p.Header) > 0 {
		return r.p.Header
	}
	texts := []string{r.p.Unit.Column}
	if r.p.Year.Column != "" {
		texts = append(texts, r.p.Year.Column)
	}
	return texts
}

// tableHeader maps normalised column names to columns. With two header rows a
// column is known as "group / column" and, where it is unique, as "column"; a
// name merged over both rows is written in the upper one.
type tableHeader struct {
	columns map[string]int
	label   int
}

func (h tableHeader) col(name string) int { return h.columns[fold(name)] }

// fold makes header texts comparable: case, spaces and line breaks.
func fold(s string) string { return strings.ToLower(strings.Join(strings.Fields(s), " ")) }

func (r *reader) table(sheetName string) (bool, error) {
	var above []sheet.Cell // the row above, for two-level headers
	var h *tableHeader
	var year indicators.Year
	n := 0
	for row, err := range r.book.Rows(sheetName) {
		if err != nil {
			return h != nil, err
		}
		if n++; n%4096 == 0 && r.ctx.Err() != nil {
			return h != nil, r.ctx.Err()
		}
		if h == nil {
			if row.Number > maxHeaderRow {
				return false, nil
			}
			h = r.matchHeader(row, above)
			above = slices.Clone(row.Cells)
			if h != nil {
				if !r.checkColumns(h, sheetName, row.Number) {
					return true, errNoHeader
				}
				year = r.fixedYear(sheetName)
			}
			continue
		}
		if blank(row) {
			continue
		}
		r.counts.Rows++
		if err := r.tableRow(sheetName, row, h, year); err != nil {
			return true, err
		}
	}
	return h != nil, nil
}

func (r *reader) matchHeader(row sheet.Row, above []sheet.Cell) *tableHeader {
	h := &tableHeader{columns: map[string]int{}}
	ambiguous := map[string]bool{}
	add := func(name string, col int) {
		if _, taken := h.columns[name]; taken {
			ambiguous[name] = true
			return
		}
		h.columns[name] = col
	}
	for _, c := range row.Cells {
		name := fold(c.Text)
		if name == "" {
			continue
		}
		add(name, c.Col)
		if group := groupOver(above, c.Col); group != "" {
			add(group+" / "+name, c.Col)
		}
	}
	lower := maps.Clone(h.columns)
	for _, c := range above {
		name := fold(c.Text)
		if _, taken := lower[name]; name != "" && !taken && fold(row.Cell(c.Col).Text) == "" {
			add(name, c.Col)
		}
	}
	for name := range ambiguous {
		delete(h.columns, name)
	}
	for _, text := range r.headerTexts() {
		if h.col(text) == 0 && !ambiguous[fold(text)] {
			return nil
		}
	}
	h.label = h.col(r.p.Label)
	return h
}

// groupOver finds the group label that covers a column: the nearest non-empty
// text at or left of it in the row above.
func groupOver(above []sheet.Cell, col int) string {
	group := ""
	for _, c := range above {
		if c.Col > col {
			break
		}
		if t := fold(c.Text); t != "" {
			group = t
		}
	}
	return group
}

// checkColumns reports every column the profile names and the header lacks.
func (r *reader) checkColumns(h *tableHeader, sheetName string, row int) bool {
	ok := true
	need := func(name string) {
		if name != "" && h.col(name) == 0 {
			r.found.Add(diag.ColumnNotFound, r.at(sheetName, row, 0), name)
			ok = false
		}
	}
	need(r.p.Unit.Column)
	need(r.p.Year.Column)
	for _, s := range r.p.Select {
		need(s.Column)
		need(s.Weight)
		need(s.Require)
		need(s.Hidden)
		for _, dim := range sortedKeys(s.Where) {
			need(dim)
		}
	}
	return ok
}

func sortedKeys(m map[string]string) []string {
	out := make([]string, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}

// fixedYear is the year that does not come from a column, 0 if it does.
func (r *reader) fixedYear(sheetName string) indicators.Year {
	switch {
	case r.p.Year.Value != 0:
		return r.p.Year.Value
	case r.p.Year.Sheet:
		y, err := indicators.ParseYear(strings.TrimSpace(sheetName))
		if err != nil {
			r.found.Add(diag.RowYear, r.at(sheetName, 0, 0), sheetName)
		}
		return y
	case r.p.Year.Filename != nil:
		text := path.Base(r.file)
		if m := r.p.Year.Filename.FindStringSubmatch(text); m != nil {
			text = m[1]
		}
		y, err := indicators.ParseYear(text)
		if err != nil {
			r.found.Add(diag.RowYear, r.at(sheetName, 0, 0), text)
		}
		return y
	}
	return 0
}

func (r *reader) tableRow(sheetName string, row sheet.Row, h *tableHeader, year indicators.Year) error {
	codeCell := row.Cell(h.col(r.p.Unit.Column))
	codeCell.Col = h.col(r.p.Unit.Column)
	if r.skipped(row, codeCell, h) {
		r.counts.Ignored++
		return nil
	}
	unit, ok := r.unit(codeCell, sheetName, row.Number)
	if !ok {
		return nil
	}
	if r.p.Year.Column != "" {
		text := strings.TrimSpace(row.Cell(h.col(r.p.Year.Column)).Text)
		var err error
		if year, err = indicators.ParseYear(text); err != nil {
			r.found.Add(diag.RowYear, r.at(sheetName, row.Number, h.col(r.p.Year.Column)), text)
			r.counts.Rejected++
			return nil
		}
	}
	if year == 0 {
		r.counts.Rejected++
		return nil
	}
	if r.p.Unit.Parts == "gmina" {
		unit = unit.Whole()
	}
	used := false
	for i, s := range r.p.Select {
		if !levelMatches(unit, s) || !r.whereMatches(s.Where, row, h.whereColumns(s)) {
			continue
		}
		used = true
		if err := r.tableCell(i, s, unit, year, sheetName, row, h); err != nil {
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

func (h *tableHeader) whereColumns(s profile.Select) map[string]int {
	if len(s.Where) == 0 {
		return nil
	}
	out := map[string]int{}
	for dim := range s.Where {
		out[dim] = h.col(dim)
	}
	return out
}

// skipped tells total rows and the texts below a table, which have neither
// code nor figure.
func (r *reader) skipped(row sheet.Row, code sheet.Cell, h *tableHeader) bool {
	if strings.TrimSpace(code.Text) == "" && len(row.Cells) <= 2 && !r.hasFigure(row, h) {
		return true // a note under the table
	}
	for _, c := range []sheet.Cell{row.Cells[0], code} {
		for _, prefix := range r.p.Skip {
			if strings.HasPrefix(fold(c.Text), fold(prefix)) {
				return true
			}
		}
	}
	return false
}

// hasFigure reports whether a column that the profile reads holds a number.
func (r *reader) hasFigure(row sheet.Row, h *tableHeader) bool {
	return slices.ContainsFunc(r.p.Select, func(s profile.Select) bool {
		c := row.Cell(h.col(s.Column))
		_, _, ok := parseNumber(c.Text, c.Kind)
		return ok
	})
}

func (r *reader) tableCell(i int, s profile.Select, unit indicators.TERYT, year indicators.Year, sheetName string, row sheet.Row, h *tableHeader) error {
	c := row.Cell(h.col(s.Column))
	c.Col = h.col(s.Column)
	required, ok := r.required(s, row, h)
	if s.Aggregate == "" && s.Weight == "" {
		if !ok {
			return nil
		}
		return r.emit(i, unit, "", year, c, "", sheetName, row.Number)
	}
	r.seenYear(year)
	a := r.group(i, s, unit, year, sheetName)
	if hidden := row.Cell(h.col(s.Hidden)); s.Hidden != "" {
		if n, _, isNumber := parseNumber(hidden.Text, hidden.Kind); isNumber && n > 0 {
			a.worse(indicators.SuppressedSmallN) // the sum is there, but incomplete
		}
	}
	if !ok {
		a.missing(r, s, required, c.Text)
		return nil
	}
	if s.Aggregate == "count" {
		return a.add(r, Contribution{Sheet: sheetName, Row: row.Number, Col: codeCol(h, r.p), Value: 1, Weight: 1, Label: labelOf(row, h)})
	}
	return r.weighted(a, s, c, sheetName, row, h)
}

// required reports whether the column that a selection requires holds a
// number, or a sign that stands for one; text is what it holds.
func (r *reader) required(s profile.Select, row sheet.Row, h *tableHeader) (text string, ok bool) {
	if s.Require == "" {
		return "", true
	}
	c := row.Cell(h.col(s.Require))
	text = strings.TrimSpace(c.Text)
	if sign, known := lookup(text, s.Cells, r.p.Cells); known {
		return text, sign.Status.HasValue()
	}
	_, _, ok = parseNumber(text, c.Kind)
	return text, ok
}

func codeCol(h *tableHeader, p *profile.Profile) int { return h.col(p.Unit.Column) }

func labelOf(row sheet.Row, h *tableHeader) string {
	if h.label == 0 {
		return ""
	}
	return strings.Join(strings.Fields(row.Cell(h.label).Text), " ")
}

// weighted adds a facility row to its unit: value × weight, when both are
// there. A row without either is no facility of this variable.
func (r *reader) weighted(a *aggregate, s profile.Select, c sheet.Cell, sheetName string, row sheet.Row, h *tableHeader) error {
	weight, wcol, hasWeight := 1.0, 0, true
	if s.Weight != "" {
		wcol = h.col(s.Weight)
		wc := row.Cell(wcol)
		weight, _, hasWeight = parseNumber(wc.Text, wc.Kind)
	}
	if strings.TrimSpace(c.Text) == "" {
		if hasWeight && weight > 0 {
			a.missing(r, s, "", "present")
		}
		return nil
	}
	place := r.at(sheetName, row.Number, c.Col)
	v := r.classify(c, "", s.Cells, place)
	if !v.has {
		a.worse(v.status)
		return nil
	}
	if !hasWeight {
		r.found.Add(diag.WeightMissing, place, c.Text)
		a.worse(indicators.ParseError)
		return nil
	}
	return a.add(r, Contribution{Sheet: sheetName, Row: row.Number, Col: c.Col, Value: v.number, Weight: weight, WCol: wcol, Label: labelOf(row, h)})
}
