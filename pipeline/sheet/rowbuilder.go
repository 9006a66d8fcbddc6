package sheet

import (
	"strconv"
	"unicode/utf8"
)

// rowBuilder collects the cells of a row; the strings of all of them are cut
// from one.
type rowBuilder struct {
	limits Limits
	row    Row
	text   []byte // values and formulas, one after another
	spans  []cellSpans
}

// sheetMeta is what is known of a sheet before its rows are read.
type sheetMeta struct {
	SheetInfo
	merges []Ref
	total  int // merges of the sheets up to this one
}

func infosOf(sheets []sheetMeta) []SheetInfo {
	out := make([]SheetInfo, len(sheets))
	for i, s := range sheets {
		out[i] = s.SheetInfo
	}
	return out
}

// maxMerges bounds the merges of all the sheets that an open file keeps.
const maxMerges = 8 * maxParts

// withMerges lists one more sheet, unless all together have too many merges.
func withMerges(sheets []sheetMeta, s sheetMeta) ([]sheetMeta, error) {
	s.total = len(s.merges)
	if n := len(sheets); n > 0 {
		s.total += sheets[n-1].total
	}
	if s.total > maxMerges {
		return nil, at(failf(CodeTooLarge, "more than %d merged ranges in all", maxMerges), s.Name, 0, 0)
	}
	return append(sheets, s), nil
}

// findSheet returns the position of the first sheet of a name.
func findSheet(sheets []sheetMeta, name string) (int, error) {
	for i, s := range sheets {
		if s.Name == name {
			return i, nil
		}
	}
	return 0, failf(CodeMissingSheet, "the workbook has no sheet of this name")
}

// start begins a row of a grid with as many rows as XLSX has.
func (b *rowBuilder) start(number int, hidden bool) error {
	if number > formatRows || number > b.limits.MaxRows {
		return at(failf(CodeTooLarge, "more than %d rows", min(formatRows, b.limits.MaxRows)), "", number, 0)
	}
	b.restart(number, hidden)
	return nil
}

func (b *rowBuilder) restart(number int, hidden bool) {
	b.row = Row{Number: number, Hidden: hidden, Cells: b.row.Cells[:0]}
	b.text, b.spans = b.text[:0], b.spans[:0]
}

// checkCol says whether a cell may stand in a column.
func (b *rowBuilder) checkCol(col int) error {
	switch n := len(b.row.Cells); {
	case col > b.limits.MaxCols:
		return failf(CodeTooLarge, "more than %d columns", b.limits.MaxCols)
	case col < 1:
		return failf(CodeBadReference, "column %d", col)
	case n > 0 && col == b.row.Cells[n-1].Col:
		return failf(CodeBadReference, "the cell is there twice")
	case n > 0 && col < b.row.Cells[n-1].Col:
		return failf(CodeBadReference, "column %d after column %d", col, b.row.Cells[n-1].Col)
	}
	return nil
}

// add lists a cell whose strings are in the text of the row.
func (b *rowBuilder) add(col int, kind Kind, text, formula span) (*Cell, error) {
	if err := b.checkCol(col); err != nil {
		return nil, err
	}
	if len(b.text) > b.limits.rowBytes() {
		return nil, failf(CodeTooLarge, "a row of more than %d bytes", b.limits.rowBytes())
	}
	b.spans = append(b.spans, cellSpans{text: text, formula: formula})
	cell := nextCell(&b.row.Cells)
	cell.Col, cell.Kind = col, kind
	return cell, nil
}

// addString lists a cell whose text is a string already.
func (b *rowBuilder) addString(col int, kind Kind, text string) error {
	cell, err := b.add(col, kind, span{}, span{})
	if err == nil {
		cell.Text = text
		b.spans[len(b.spans)-1].resolved = true
	}
	return err
}

// from is a span from a place in the text of the row up to its end.
func (b *rowBuilder) from(at int) span { return span{at, len(b.text)} }

// finish gives the cells their strings.
func (b *rowBuilder) finish() error {
	text := string(b.text)
	for i := range b.row.Cells {
		c, s := &b.row.Cells[i], b.spans[i]
		if !s.resolved {
			c.Text = text[s.text.from:s.text.to]
		}
		c.Formula = text[s.formula.from:s.formula.to]
		if !utf8.ValidString(c.Text) || !utf8.ValidString(c.Formula) {
			return at(failf(CodeBadEncoding, "the value is no text in the encoding of the file"), "", b.row.Number, c.Col)
		}
	}
	return nil
}

// appendNumber writes a binary number in the fewest digits that are exactly it,
// with an exponent only where it is very large or small.
func appendNumber(dst []byte, v float64) []byte {
	if a := max(v, -v); a != 0 && (a >= 1e21 || a < 1e-7) {
		return strconv.AppendFloat(dst, v, 'E', -1, 64)
	}
	return strconv.AppendFloat(dst, v, 'f', -1, 64)
}
