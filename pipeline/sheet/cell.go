package sheet

import "bytes"

// cellType is the t attribute of a cell.
type cellType uint8

const (
	typeNumber cellType = iota // n, and the default
	typeShared                 // s
	typeInline                 // inlineStr
	typeString                 // str, the result of a formula
	typeBool                   // b
	typeError                  // e
	typeDate                   // d
)

func parseCellType(b []byte) (cellType, bool) {
	switch string(b) {
	case "n":
		return typeNumber, true
	case "s":
		return typeShared, true
	case "inlineStr":
		return typeInline, true
	case "str":
		return typeString, true
	case "b":
		return typeBool, true
	case "e":
		return typeError, true
	case "d":
		return typeDate, true
	}
	return 0, false
}

// readCell reads the cell just started, which stands behind the column before.
func (w *sheetReader) readCell(before int) (col int, err error) {
	col, style, typ := before+1, 0, typeNumber
	for rest := w.x.attrs; ; {
		key, val, more, err := nextAttr(rest)
		if err != nil {
			return col, err
		}
		if len(key) == 0 {
			break
		}
		rest = more
		if len(key) != 1 {
			continue
		}
		switch key[0] {
		case 'r':
			row, c, ok := parseRef(val)
			if !ok || row != w.row.Number {
				return col, failf(CodeBadReference, "cell %.40q in row %d", val, w.row.Number)
			}
			col = c
		case 's':
			style, _ = parseInt(val)
		case 't':
			var ok bool
			if typ, ok = parseCellType(val); !ok {
				return col, failf(CodeBadCellType, "cell type %.40q", val)
			}
		}
	}
	if col > w.limits.MaxCols {
		return col, failf(CodeTooLarge, "more than %d columns", w.limits.MaxCols)
	}
	w.sorted = w.sorted && col > before
	return col, w.readValue(col, style, typ)
}

// readValue reads what is inside a cell and lists the cell if that is anything.
func (w *sheetReader) readValue(col, style int, typ cellType) error {
	x, limit := w.x, w.limits.MaxCellBytes
	var value, formula span
	has := false
	for {
		tok, err := x.next()
		if err != nil {
			return err
		}
		if tok == tokEnd {
			break
		}
		if tok != tokStart {
			continue
		}
		from := len(w.text)
		switch string(x.name) {
		case "v":
			w.text, err = x.content(w.text, limit)
			value, has = span{from, len(w.text)}, true
		case "is":
			w.text, err = x.richText(w.text, limit)
			value, has = span{from, len(w.text)}, true
		case "f":
			kind, _, aerr := attribute(x.attrs, "t")
			if aerr != nil {
				return aerr
			}
			shared := string(kind) == "shared"
			w.text, err = x.content(w.text, limit)
			if shared && len(w.text) == from {
				w.text = append(w.text, "=shared"...)
			}
			formula = span{from, len(w.text)}
		default:
			err = x.skip()
		}
		if err != nil {
			return err
		}
		if len(w.text) > w.limits.rowBytes() {
			return failf(CodeTooLarge, "a row of more than %d bytes", w.limits.rowBytes())
		}
	}
	return w.addCell(col, style, typ, value, formula, has)
}

// addCell decides what a cell is and lists it.
func (w *sheetReader) addCell(col, style int, typ cellType, value, formula span, has bool) error {
	spans := cellSpans{text: value, formula: formula}
	raw := w.text[value.from:value.to]
	if typ != typeInline && typ != typeString && len(raw) == 0 {
		has = false // <v/> says nothing, except that a string is empty
	}
	if !has && formula.from == formula.to {
		return nil
	}
	cell := nextCell(&w.row.Cells)
	cell.Col = col
	switch {
	case !has:
	case typ == typeShared:
		var err error
		cell.Kind, spans.resolved = Text, true
		if cell.Text, err = w.sharedText(raw); err != nil {
			return err
		}
		if value.to == len(w.text) { // the index is no part of the row's text
			w.text = w.text[:value.from]
		}
	case typ == typeInline, typ == typeString:
		cell.Kind = Text
		if typ == typeString {
			spans.text.to = value.from + len(unescapeX(raw))
		}
	case typ == typeBool:
		cell.Kind, spans.resolved = Bool, true
		switch {
		case flag(raw):
			cell.Text = "TRUE"
		case string(raw) == "0" || string(raw) == "false":
			cell.Text = "FALSE"
		default:
			spans.resolved = false // as stored
		}
	case typ == typeError:
		cell.Kind = ErrorValue
	case typ == typeDate:
		cell.Kind = Date
	default:
		cell.Kind = Number
		if style < len(w.styles) {
			w.show(cell, w.styles[style], &spans, raw)
		}
	}
	w.spans = append(w.spans, spans)
	return nil
}

// show applies the number format of a cell.
func (w *sheetReader) show(cell *Cell, s shown, spans *cellSpans, raw []byte) {
	switch s {
	case asPercent:
		cell.Percent = true
	case asDate:
		from, isDate := len(w.text), false
		if w.text, isDate = appendDate(w.text, string(raw), w.date1904); isDate {
			cell.Kind, spans.text = Date, span{from, len(w.text)}
		}
	}
}

// sharedText finds the shared string of a number in text.
func (w *sheetReader) sharedText(raw []byte) (string, error) {
	i, ok := parseInt(bytes.TrimSpace(raw))
	if !ok {
		return "", failf(CodeBadReference, "shared string %.40q", raw)
	}
	return w.shared(i)
}
