package ingest

import (
	"slices"
	"strings"

	"miernik/indicators"
	"miernik/internal/diag"
	"miernik/pipeline/profile"
	"miernik/pipeline/sheet"
)

// row reads a row below the header.
func (tr *tableReader) row(row sheet.Row) error {
	tr.counts.Rows++
	tr.remember(row)
	if tr.heading(row) || tr.skipped(row) {
		tr.counts.Ignored++
		return nil
	}
	unit := tr.unit
	if unit.code == "" {
		if tr.t.Unit.Filename != nil {
			tr.counts.Rejected++ // reported with the file's name
			return nil
		}
		var why unitFault
		if unit, why = tr.rowUnit(row); why != unitOK {
			return tr.withoutUnit(row, why)
		}
	}
	if tr.compound(row) {
		tr.compounds++
		tr.counts.Ignored++
		return nil
	}
	tr.sums.check(tr, row)
	tr.sums.add(tr, row)
	year := tr.year
	if tr.b.year > 0 {
		var ok bool
		if year, ok = tr.rowYear(row); !ok {
			tr.counts.Rejected++
			return nil
		}
	}
	if year == 0 && !tr.t.Year.Header {
		tr.counts.Rejected++
		return nil
	}
	used := false
	for i := range tr.b.selects {
		bs := &tr.b.selects[i]
		if unit.level != bs.s.Level || !tr.matches(bs, row) {
			continue
		}
		used = true
		if err := tr.values(bs, unit, year, row); err != nil {
			return err
		}
	}
	if !used {
		tr.counts.Ignored++
		return nil
	}
	tr.counts.Used++
	if row.Hidden {
		tr.hidden++
	}
	return nil
}

// remember keeps the texts of columns whose empty cells repeat the one above.
func (tr *tableReader) remember(row sheet.Row) {
	for _, col := range tr.b.fill {
		if c := row.Cell(col); strings.TrimSpace(c.Text) != "" {
			tr.fill[col] = c
		}
	}
}

// cell is the cell of a column that identifies a row. A range merged downwards
// and a column that is filled down give the text from above.
func (tr *tableReader) cell(row sheet.Row, col int) sheet.Cell {
	c := row.Cell(col)
	if strings.TrimSpace(c.Text) != "" {
		return c
	}
	if top, ok := tr.merges.above(row.Number, col); ok {
		c = top
	} else if slices.Contains(tr.b.fill, col) {
		c = tr.fill[col]
	}
	c.Col = col
	return c
}

func (tr *tableReader) matches(bs *boundSelect, row sheet.Row) bool {
	for _, w := range bs.where {
		text := ""
		if w.col == 0 {
			text = tr.sectionText()
		} else {
			text = profile.Fold(tr.cell(row, w.col).Text)
		}
		if !w.pattern.MatchFolded(text) {
			return false
		}
	}
	return true
}

// heading tells the heading of a section: a row of one text and no figure; and
// a row that the profile names although it has figures: a subtotal, which
// heads a part of the section. The rows below can be told by both.
func (tr *tableReader) heading(row sheet.Row) bool {
	if tr.t.Section == "" {
		return false
	}
	first, texts := "", 0
	for _, c := range row.Cells {
		t := profile.Fold(c.Text)
		if t == "" || t == first {
			continue
		}
		if first == "" {
			first = t
		}
		texts++
	}
	named := slices.ContainsFunc(tr.t.Sections, func(p profile.Pattern) bool { return p.MatchFolded(first) })
	if !named && (texts != 1 || tr.hasFigure(row)) {
		return false
	}
	if named && tr.hasFigure(row) {
		tr.subsection = first
	} else {
		tr.section, tr.subsection = first, ""
	}
	return true
}

// sectionText is what a condition on the section is compared with: the
// heading, and the subtotal row below it when there is one.
func (tr *tableReader) sectionText() string {
	switch {
	case tr.subsection == "":
		return tr.section
	case tr.section == "":
		return tr.subsection
	}
	return tr.section + " / " + tr.subsection
}

// skipped tells total rows that the profile names, and notes: rows of one or
// two texts, no code and no figure.
func (tr *tableReader) skipped(row sheet.Row) bool {
	if startsWith(row, tr.t.Skip) {
		return true
	}
	for _, col := range tr.identifying() {
		text := profile.Fold(row.Cell(col).Text)
		if text != "" && slices.ContainsFunc(tr.t.Skip, func(p string) bool { return strings.HasPrefix(text, profile.Fold(p)) }) {
			return true
		}
	}
	if len(row.Cells) > 2 || tr.hasFigure(row) {
		return false
	}
	if tr.unit.code != "" {
		return !slices.ContainsFunc(tr.b.selects, func(bs boundSelect) bool { return len(bs.where) > 0 && tr.matches(&bs, row) })
	}
	_, why := tr.rowUnit(row)
	return why == unitBlank || why == unitBad || tr.t.Unit.Name.Given() // a name alone is a heading
}

// identifying are the columns that tell which unit a row is about.
func (tr *tableReader) identifying() []int {
	out := slices.Clone(tr.b.unit)
	for _, col := range tr.b.name {
		if col > 0 {
			out = append(out, col)
		}
	}
	return out
}

// hasFigure reports whether a column that the profile reads holds a number.
func (tr *tableReader) hasFigure(row sheet.Row) bool {
	return slices.ContainsFunc(tr.b.values, func(col int) bool {
		c := row.Cell(col)
		_, _, ok := parseNumber(c.Text, c.Kind)
		return ok
	})
}

// withoutUnit accounts for a row that names no unit: a total row when it says
// so or adds up, else it is rejected with a finding.
func (tr *tableReader) withoutUnit(row sheet.Row, why unitFault) error {
	switch {
	case why == unitRegion:
		tr.counts.Ignored++
	case totalText(row) || why == unitBlank && tr.sums.equal(tr, row):
		tr.sums.compare(tr, row)
		tr.counts.Ignored++
	default:
		text, col := tr.unitText(row)
		tr.found.Add(diag.RowUnitCode, tr.at(tr.sheet.Name, row.Number, col), text)
		tr.counts.Rejected++
	}
	return nil
}

// values reads the cells of a selection in a row.
func (tr *tableReader) values(bs *boundSelect, unit unitRef, year indicators.Year, row sheet.Row) error {
	if !tr.t.Year.Header {
		return tr.value(bs, unit, year, tr.t.Flags, row, bs.col)
	}
	for _, y := range bs.years {
		flags := tr.t.Flags
		if y.has {
			flags = y.mark.Flags
		}
		if err := tr.value(bs, unit, y.year, flags, row, y.col); err != nil {
			return err
		}
	}
	return nil
}

func (tr *tableReader) value(bs *boundSelect, unit unitRef, year indicators.Year, flags indicators.Flags, row sheet.Row, col int) error {
	s := bs.s
	c := row.Cell(col)
	c.Col = col
	raw := c.Text
	mark := ""
	if tr.t.Footnotes {
		c, mark = tr.footnote(c, row.Number)
	}
	required, ok := tr.required(bs, row)
	if s.Aggregate == "" && s.Weight == "" {
		if !ok {
			return nil
		}
		if _, covered := tr.merges.above(row.Number, col); covered && strings.TrimSpace(c.Text) == "" {
			return tr.jointValue(bs, unit, year, row.Number, col)
		}
		if tr.merges.joint(row.Number, col) && strings.TrimSpace(c.Text) != "" {
			flags |= indicators.JointScope
			tr.reportJoint(row.Number, col)
		}
		return tr.emit(cellOf{sel: bs.i, unit: unit.code, year: year, cell: c, raw: raw, sign: mark, flags: flags, sheet: tr.sheet.Name, row: row.Number})
	}
	tr.seenYear(year)
	a := tr.group(bs.i, *s, unit.code, year, tr.sheet.Name, flags)
	if bs.hidden > 0 {
		h := row.Cell(bs.hidden)
		if n, _, isNumber := parseNumber(h.Text, h.Kind); isNumber && n > 0 {
			a.worse(indicators.SuppressedSmallN) // the sum is there, but incomplete
		}
	}
	if !ok {
		a.missing(tr.reader, *s, required, c.Text)
		return nil
	}
	if s.Aggregate == "count" {
		return a.add(tr.reader, Contribution{Sheet: tr.sheet.Name, Row: row.Number, Col: tr.countedCol(), Value: 1, Weight: 1, Label: tr.label(row)})
	}
	return tr.weighted(a, bs, c, mark, row)
}

// countedCol is the cell that stands for a counted row: the one that names its
// unit, or its facility where the whole table is about one unit.
func (tr *tableReader) countedCol() int {
	for _, col := range append(tr.identifying(), tr.b.facility, tr.b.label, tr.b.h.cols[0].col) {
		if col > 0 {
			return col
		}
	}
	return 1
}

// required reports whether the column that a selection requires holds a
// number, or a sign that stands for one; text is what it holds.
func (tr *tableReader) required(bs *boundSelect, row sheet.Row) (text string, ok bool) {
	if bs.require == 0 {
		return "", true
	}
	c := row.Cell(bs.require)
	text = strings.TrimSpace(c.Text)
	if sign, known := lookup(text, bs.s.Cells, tr.cells); known {
		return text, sign.Status.HasValue()
	}
	_, _, ok = parseNumber(text, c.Kind)
	return text, ok
}

func (tr *tableReader) label(row sheet.Row) string {
	if tr.b.label == 0 {
		return ""
	}
	return strings.Join(strings.Fields(tr.cell(row, tr.b.label).Text), " ")
}

// weighted adds a facility row to its unit: value × weight, when both are
// there. A row without either is no facility of this variable.
func (tr *tableReader) weighted(a *aggregate, bs *boundSelect, c sheet.Cell, mark string, row sheet.Row) error {
	weight, hasWeight := 1.0, true
	if bs.weight > 0 {
		wc := row.Cell(bs.weight)
		weight, _, hasWeight = parseNumber(wc.Text, wc.Kind)
	}
	if strings.TrimSpace(c.Text) == "" && c.Formula == "" {
		if hasWeight && weight > 0 {
			a.missing(tr.reader, *bs.s, "", "present")
		}
		return nil
	}
	place := tr.at(tr.sheet.Name, row.Number, c.Col)
	v := tr.classify(c, mark, bs.s.Cells, place)
	if !v.has {
		a.worse(v.status)
		return nil
	}
	if !hasWeight {
		tr.found.Add(diag.WeightMissing, place, c.Text)
		a.worse(indicators.ParseError)
		return nil
	}
	return a.add(tr.reader, Contribution{Sheet: tr.sheet.Name, Row: row.Number, Col: c.Col, Value: v.number, Weight: weight, WCol: bs.weight, Label: tr.label(row)})
}

// jointValue emits the stated absence of a cell that a merged range covers:
// the value above is of several rows and nobody says how it divides.
func (tr *tableReader) jointValue(bs *boundSelect, unit unitRef, year indicators.Year, row, col int) error {
	tr.reportJoint(row, col)
	tr.seenYear(year)
	tr.hits[bs.i]++
	tr.counts.Observations++
	return tr.sink.Observation(Observation{
		Variable: bs.s.Variable, Unit: unit.code, Year: year, Status: indicators.ParseError, Sheet: tr.sheet.Name, Row: row, Col: col,
	})
}

func (tr *tableReader) reportJoint(row, col int) {
	if !tr.joint {
		tr.joint = true
		tr.found.Add(diag.CellMerged, tr.at(tr.sheet.Name, row, col))
	}
}
