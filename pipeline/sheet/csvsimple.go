package sheet

import (
	"bytes"
	"strings"
	"unicode/utf8"
)

// simple reads the record if it is a line of the buffer with nothing unusual in
// it, as nearly all are: the cells are then pieces of that line, and no byte is
// copied twice. Otherwise it reports false and has read nothing. It must never
// accept what the general way reads differently; the fuzz test compares them.
func (c *csvReader) simple() bool {
	if c.lf < c.pos {
		c.lf = c.end
		if i := bytes.IndexByte(c.buf[c.pos:c.end], '\n'); i >= 0 {
			c.lf = c.pos + i
		}
	}
	if c.lf == c.end || c.lf-c.pos > c.limits.MaxCellBytes {
		return false
	}
	raw := bytes.TrimSuffix(c.buf[c.pos:c.lf], []byte("\r"))
	if bytes.IndexByte(raw, '\r') >= 0 || bytes.IndexByte(raw, 0) >= 0 || !utf8.Valid(raw) {
		return false
	}
	line := string(raw)
	for col, rest := 1, line; ; col++ {
		value, after, last, ok := c.simpleField(rest)
		if !ok || col > c.limits.MaxCols {
			return false
		}
		if quoted := rest != "" && rest[0] == '"'; quoted || value != "" {
			cell := nextCell(&c.row.Cells)
			cell.Col, cell.Kind, cell.Text, cell.Quoted = col, Text, value, quoted
		}
		if rest = after; last {
			break
		}
	}
	c.pos = c.lf + 1
	c.line++
	return true
}

// simpleField splits the first field off a line; ok is false if it takes more
// than that to read it.
func (c *csvReader) simpleField(line string) (value, after string, last, ok bool) {
	if line == "" || line[0] != '"' {
		i := strings.IndexByte(line, c.delim)
		if i < 0 {
			return line, "", true, true
		}
		return line[:i], line[i+1:], false, true
	}
	i := strings.IndexByte(line[1:], '"') + 1
	switch {
	case i == 0:
		return "", "", false, false
	case i+1 == len(line):
		return line[1:i], "", true, true
	case line[i+1] == c.delim:
		return line[1:i], line[i+2:], false, true
	}
	return "", "", false, false
}
