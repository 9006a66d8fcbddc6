package sheet

import "bytes"

// simpleCell reads the cell at the position of the scanner if it stands in the
// buffer and is written as nearly all are:
//
//	<c r="B7" s="3" t="s"><v>14</v></c>
//
// with the attributes r, s and t in any order. Otherwise it reports false and
// has read nothing. It must never accept what readCell reads differently; the
// fuzz test compares them.
func (w *sheetReader) simpleCell(before int) (col int, ok bool, err error) {
	x := w.x
	if x.pending || x.depth()+2 > x.maxDepth {
		return 0, false, nil
	}
	rest, found := bytes.CutPrefix(x.buf[x.pos:x.end], []byte("<c"))
	if !found {
		return 0, false, nil
	}
	col, style, typ := before+1, 0, typeNumber
	for len(rest) > 6 && rest[0] == ' ' && rest[2] == '=' && rest[3] == '"' {
		key, val := rest[1], rest[4:]
		end := bytes.IndexByte(val[:min(len(val), 16)], '"')
		if end < 0 {
			return 0, false, nil
		}
		val, rest = val[:end], val[end+1:]
		switch key {
		case 'r':
			var row int
			if row, col, ok = parseRef(val); row != w.row.Number {
				ok = false
			}
		case 's':
			style, ok = parseInt(val)
		case 't':
			typ, ok = parseCellType(val)
		default:
			ok = false
		}
		if !ok {
			return 0, false, nil
		}
	}
	rest, found = bytes.CutPrefix(rest, []byte("><v>"))
	if !found || typ == typeInline || col > w.limits.MaxCols {
		return 0, false, nil
	}
	value, found := simpleText(rest)
	if !found || len(value) > w.limits.MaxCellBytes || len(w.text)+len(value) > w.limits.rowBytes() {
		return 0, false, nil
	}
	rest, found = bytes.CutPrefix(rest[len(value):], []byte("</v></c>"))
	if !found {
		return 0, false, nil
	}
	x.pos = x.end - len(rest)
	from := len(w.text)
	w.text = append(w.text, value...)
	w.sorted = w.sorted && col > before
	return col, true, w.addCell(col, style, typ, span{from, len(w.text)}, span{}, true)
}

// simpleText is the text before the next tag, unless something in it has to be
// resolved.
func simpleText(b []byte) ([]byte, bool) {
	for i, c := range b {
		switch c {
		case '<':
			return b[:i], true
		case '&', '\r':
			return nil, false
		}
	}
	return nil, false
}
