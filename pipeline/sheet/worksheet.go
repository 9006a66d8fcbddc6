package sheet

import (
	"io"
	"slices"
	"unicode/utf8"
)

// sheetReader reads the XML of one worksheet.
type sheetReader struct {
	x        *scanner
	limits   Limits
	shared   func(i int) (string, error)
	styles   []shown
	date1904 bool
	cover    *coverage // nil while merges are not known

	row     Row
	text    []byte // values and formulas of the row, one after another
	spans   []cellSpans
	sorted  bool
	skimmed bool // the rows are not wanted
	merges  []Ref
}

// cellSpans say where the strings of a cell are in the text of its row.
type cellSpans struct {
	text, formula span
	resolved      bool // Text is set already
}

func newSheetReader(r io.Reader, l Limits) *sheetReader {
	return &sheetReader{x: newScanner(r, l), limits: l}
}

// read goes through the sheet. It reports false when each stopped it.
func (w *sheetReader) read(each func(Row) bool) (whole bool, err error) {
	w.skimmed = each == nil
	seen := false
	for {
		tok, err := w.x.next()
		if err != nil {
			return false, err
		}
		switch {
		case tok == tokEOF:
			return true, nil
		case tok != tokStart || w.x.depth() < 2:
			continue
		}
		goOn := true
		switch string(w.x.name) {
		case "sheetData":
			if seen {
				return false, failf(CodeBadXML, "a second sheetData")
			}
			seen = true
			if w.skimmed {
				err = w.x.skip()
			} else {
				goOn, err = w.readRows(each)
			}
		case "mergeCells":
			w.row = Row{} // errors from here on belong to no row
			err = w.readMerges()
		default:
			w.row = Row{}
			err = w.x.skip()
		}
		if err != nil || !goOn {
			return false, err
		}
	}
}

func (w *sheetReader) readRows(each func(Row) bool) (goOn bool, err error) {
	for {
		tok, err := w.x.next()
		if err != nil || tok == tokEnd {
			return true, err
		}
		if tok != tokStart {
			continue
		}
		if string(w.x.name) != "row" {
			if err := w.x.skip(); err != nil {
				return false, err
			}
			continue
		}
		if err := w.readRow(); err != nil {
			return false, err
		}
		if !each(w.row) {
			return false, nil
		}
	}
}

// readRow reads the row just started into w.row.
func (w *sheetReader) readRow() error {
	if err := w.startRow(); err != nil {
		return err
	}
	col := 0
	for {
		if next, ok, err := w.simpleCell(col); err != nil {
			return at(err, "", w.row.Number, next)
		} else if ok {
			col = next
			continue
		}
		tok, err := w.x.next()
		if err != nil {
			return at(err, "", w.row.Number, 0)
		}
		switch {
		case tok == tokEnd:
			return w.finishRow()
		case tok != tokStart:
		case string(w.x.name) == "c":
			if col, err = w.readCell(col); err != nil {
				return at(err, "", w.row.Number, col)
			}
		default:
			if err := w.x.skip(); err != nil {
				return at(err, "", w.row.Number, 0)
			}
		}
	}
}

func (w *sheetReader) startRow() error {
	before := w.row.Number
	w.row = Row{Number: before + 1, Cells: w.row.Cells[:0]}
	w.text, w.spans, w.sorted = w.text[:0], w.spans[:0], true
	for rest := w.x.attrs; ; {
		key, val, more, err := nextAttr(rest)
		if err != nil {
			return err
		}
		if len(key) == 0 {
			break
		}
		rest = more
		switch string(key) {
		case "r":
			n, ok := parseInt(val)
			if !ok || n < 1 || n > formatRows {
				return failf(CodeBadReference, "row number %.40q", val)
			}
			w.row.Number = n
		case "hidden":
			w.row.Hidden = flag(val)
		}
	}
	switch n := w.row.Number; {
	case n <= before:
		return failf(CodeBadReference, "row %d after row %d", n, before)
	case n > formatRows || n > w.limits.MaxRows:
		return failf(CodeTooLarge, "more than %d rows", min(formatRows, w.limits.MaxRows))
	}
	return nil
}

// finishRow gives the cells their strings: one string for the whole row.
func (w *sheetReader) finishRow() error {
	text := string(w.text)
	cells := w.row.Cells
	for i := range cells {
		s := &w.spans[i]
		if !s.resolved {
			cells[i].Text = text[s.text.from:s.text.to]
		}
		cells[i].Formula = text[s.formula.from:s.formula.to]
		if !s.resolved && !utf8.ValidString(cells[i].Text) || !utf8.ValidString(cells[i].Formula) {
			return at(failf(CodeBadEncoding, "the value is not UTF-8"), "", w.row.Number, cells[i].Col)
		}
	}
	if !w.sorted {
		slices.SortStableFunc(cells, func(a, b Cell) int { return a.Col - b.Col })
		for i := 1; i < len(cells); i++ {
			if cells[i].Col == cells[i-1].Col {
				return at(failf(CodeBadReference, "the cell is there twice"), "", w.row.Number, cells[i].Col)
			}
		}
	}
	if w.cover != nil {
		return w.cover.mark(w.row)
	}
	return nil
}
