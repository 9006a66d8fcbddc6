package sheet

import (
	"bytes"
	"strings"
)

// mlReader reads the worksheets of a SpreadsheetML document.
type mlReader struct {
	rowBuilder
	x      *scanner
	styles map[string]shown // of the document, by ID
	column map[int]shown    // of the columns of the sheet
	line   shown            // of the row
	cover  *coverage        // nil if nothing is merged
	skim   bool             // only visibility and merges are wanted
	hidden bool             // of the sheet read last
	merges []Ref            // of the sheet read last
}

// readSheet reads the Worksheet just started. It reports false when each
// stopped it; with each nil it reads only what is not in the cells.
func (r *mlReader) readSheet(each func(Row) bool) (whole bool, err error) {
	r.skim, r.hidden, r.merges = each == nil, false, nil
	r.restart(0, false)
	r.column = map[int]shown{}
	seen := false
	for {
		tok, err := r.x.next()
		if err != nil || tok == tokEnd {
			return true, err
		}
		if tok != tokStart {
			continue
		}
		goOn := true
		switch string(r.x.name) {
		case "Table":
			if seen {
				return false, failf(CodeBadXML, "a second Table")
			}
			seen = true
			goOn, err = r.readTable(each)
		case "WorksheetOptions":
			r.restart(0, false) // errors from here on belong to no row
			err = r.readOptions()
		default:
			err = r.x.skip()
		}
		if err != nil || !goOn {
			return false, err
		}
	}
}

func (r *mlReader) readOptions() error {
	for {
		tok, err := r.x.next()
		if err != nil || tok == tokEnd {
			return err
		}
		if tok != tokStart {
			continue
		}
		if string(r.x.name) != "Visible" {
			if err := r.x.skip(); err != nil {
				return err
			}
			continue
		}
		text, err := r.x.content(nil, r.limits.MaxCellBytes)
		if err != nil {
			return err
		}
		word := string(bytes.TrimSpace(text))
		r.hidden = word == "SheetHidden" || word == "SheetVeryHidden"
	}
}

func (r *mlReader) readTable(each func(Row) bool) (goOn bool, err error) {
	last := 0 // row, with those that it spans
	columns := 0
	for {
		tok, err := r.x.next()
		if err != nil || tok == tokEnd {
			return true, err
		}
		if tok != tokStart {
			continue
		}
		if string(r.x.name) != "Row" {
			if string(r.x.name) == "Column" {
				if columns, err = r.readColumn(columns); err != nil {
					return false, err
				}
			}
			if err := r.x.skip(); err != nil {
				return false, err
			}
			continue
		}
		if last, err = r.readRow(last); err != nil {
			return false, err
		}
		if each != nil && !each(r.row) {
			return false, nil
		}
	}
}

// readRow reads the Row just started. It returns the last row it stands for.
func (r *mlReader) readRow(before int) (last int, err error) {
	number, spanned, hidden := before+1, 0, false
	r.line = asNumber
	err = r.x.eachAttr(func(key, val []byte) error {
		ok := true
		switch string(local(key)) {
		case "Index":
			number, ok = parseInt(val)
			ok = ok && number > before
		case "Span":
			spanned, ok = parseInt(val)
		case "Hidden":
			hidden = flag(val)
		case "StyleID":
			r.line = r.styles[string(val)]
		}
		if !ok {
			return failf(CodeBadReference, "%s %.40q of a row after row %d", key, val, before)
		}
		return nil
	})
	if err != nil {
		return 0, placed(err, before+1, 0)
	}
	if err := r.start(number, hidden); err != nil {
		return 0, err
	}
	for col := 0; ; {
		tok, err := r.x.next()
		switch {
		case err != nil:
		case tok == tokEnd:
			return number + spanned, r.finishRow()
		case tok != tokStart:
			continue
		case string(r.x.name) == "Cell":
			var here int
			if here, col, err = r.readCell(col); err == nil {
				continue
			}
			return 0, placed(err, number, here)
		default:
			err = r.x.skip()
		}
		if err != nil {
			return 0, placed(err, number, 0)
		}
	}
}

// placed is at without a sheet, which the caller knows.
func placed(err error, row, col int) error { return at(err, "", row, col) }

func (r *mlReader) finishRow() error {
	if err := r.finish(); err != nil || r.cover == nil {
		return err
	}
	return r.cover.mark(r.row)
}

// readCell reads the Cell just started, behind the columns already taken. It
// returns its column and the last one that it covers.
func (r *mlReader) readCell(before int) (col, last int, err error) {
	col = before + 1
	across, down := 0, 0
	as, styled := asNumber, false
	var formula span
	err = r.x.eachAttr(func(key, val []byte) (err error) {
		ok := true
		switch string(local(key)) {
		case "Index":
			col, ok = parseInt(val)
			ok = ok && col > before
		case "StyleID":
			as, styled = r.styles[string(val)], true
		case "MergeAcross":
			across, ok = parseInt(val)
		case "MergeDown":
			down, ok = parseInt(val)
		case "Formula":
			from := len(r.text)
			if r.text, err = appendUnescaped(r.text, bytes.TrimPrefix(val, []byte("="))); err != nil {
				return err
			}
			if formula = r.from(from); formula.to-from > r.limits.MaxCellBytes {
				return failf(CodeTooLarge, "a formula of more than %d bytes", r.limits.MaxCellBytes)
			}
		}
		if !ok {
			return failf(CodeBadReference, "%s %.40q of a cell after column %d", key, val, before)
		}
		return nil
	})
	if err != nil {
		return before + 1, 0, err
	}
	last = col + across
	switch ref := (Ref{r.row.Number, col, r.row.Number + down, last}); {
	case col > r.limits.MaxCols:
		return col, 0, failf(CodeTooLarge, "more than %d columns", r.limits.MaxCols)
	case ref.LastRow > formatRows || last > formatCols:
		return col, 0, failf(CodeBadReference, "a merge of %d columns and %d rows", across+1, down+1)
	case r.skim && across+down > 0:
		if len(r.merges) >= maxParts {
			return col, 0, failf(CodeTooLarge, "more than %d merged ranges", maxParts)
		}
		r.merges = append(r.merges, ref)
	}
	if !styled {
		as = max(r.line, r.column[col])
	}
	return col, last, r.readData(col, as, formula)
}

// readData reads what is in a cell: Data counts, a comment also has one.
func (r *mlReader) readData(col int, as shown, formula span) error {
	kind, value, seen := Empty, span{}, false
	for {
		tok, err := r.x.next()
		if err != nil {
			return err
		}
		if tok == tokEnd {
			break
		}
		if tok != tokStart {
			continue
		}
		if r.skim || string(r.x.name) != "Data" {
			if err := r.x.skip(); err != nil {
				return err
			}
			continue
		}
		if seen {
			return failf(CodeBadXML, "a second Data in a cell")
		}
		seen = true
		if kind, value, err = r.readValue(); err != nil {
			return err
		}
	}
	if kind == Empty && formula.from == formula.to {
		return nil
	}
	cell, err := r.add(col, kind, value, formula)
	if err == nil {
		cell.Percent = as == asPercent && kind == Number
	}
	return err
}

// readValue reads the Data just started. An empty one says nothing, except
// that a string is empty.
func (r *mlReader) readValue() (Kind, span, error) {
	raw, _, err := attribute(r.x.attrs, "Type")
	if err != nil {
		return 0, span{}, err
	}
	typ := string(raw)
	from := len(r.text)
	if r.text, err = r.x.allContent(r.text, r.limits.MaxCellBytes); err != nil {
		return 0, span{}, err
	}
	text := string(r.text[from:])
	word := strings.TrimSpace(text)
	kind := Text
	switch typ {
	case "String", "":
		return kind, r.from(from), nil
	case "Number":
		kind, text = Number, word
	case "Boolean":
		kind = Bool
		switch word {
		case "1", "true":
			text = "TRUE"
		case "0", "false":
			text = "FALSE"
		}
	case "DateTime":
		// A time of the day stands on the day before the first of all.
		kind, text = Date, isoDate(word)
		if rest, ok := strings.CutPrefix(word, "1899-12-31T"); ok {
			text = isoClock(rest)
		}
	case "Error":
		kind, text = ErrorValue, word
	default:
		return 0, span{}, failf(CodeBadCellType, "cell type %.40q", typ)
	}
	r.text = append(r.text[:from], text...)
	if word == "" {
		return Empty, span{}, nil
	}
	return kind, r.from(from), nil
}
