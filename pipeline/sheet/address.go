package sheet

import "strconv"

// Address is the usual name of a cell: Address(14, 4) is "D14".
func Address(row, col int) string { return ColumnName(col) + strconv.Itoa(row) }

// ColumnName is the letter name of a 1-based column: 4 is "D", 28 is "AB". It
// is "" for a column below 1.
func ColumnName(col int) string {
	var b [16]byte
	i := len(b)
	for ; col > 0; col = (col - 1) / 26 {
		i--
		b[i] = byte('A' + (col-1)%26)
	}
	return string(b[i:])
}

// ParseAddress reads "D14" into row 14, column 4. Letters may be lower case.
// Anything else, "$D$14" and what lies outside the XLSX grid included, is an
// *Error "bad-reference".
func ParseAddress(s string) (row, col int, err error) {
	row, col, ok := parseRef([]byte(s))
	if !ok {
		return 0, 0, failf(CodeBadReference, "%.40q is not a cell address", s)
	}
	return row, col, nil
}

// parseRef is ParseAddress without allocation.
func parseRef(b []byte) (row, col int, ok bool) {
	i := 0
	for ; i < len(b) && i < 4; i++ {
		c := b[i] &^ 0x20
		if c < 'A' || c > 'Z' {
			break
		}
		col = col*26 + int(c-'A') + 1
	}
	row, ok = parseInt(b[i:])
	return row, col, ok && col >= 1 && col <= formatCols && row >= 1 && row <= formatRows
}

// parseInt reads a non-negative decimal number of up to nine digits.
func parseInt(b []byte) (n int, ok bool) {
	if len(b) == 0 || len(b) > 9 {
		return 0, false
	}
	for _, c := range b {
		if c < '0' || c > '9' {
			return 0, false
		}
		n = n*10 + int(c-'0')
	}
	return n, true
}

// parseRange reads "A1:C2", or "A1" for a single cell.
func parseRange(b []byte) (Ref, bool) {
	first, last := b, b
	for i, c := range b {
		if c == ':' {
			first, last = b[:i], b[i+1:]
			break
		}
	}
	r1, c1, ok1 := parseRef(first)
	r2, c2, ok2 := parseRef(last)
	return Ref{r1, c1, r2, c2}, ok1 && ok2 && r1 <= r2 && c1 <= c2
}
