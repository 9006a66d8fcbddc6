package sheet

import (
	"bytes"
	"encoding/binary"
	"math/bits"
	"unicode/utf8"
)

const (
	// csvBlock is how much of the text becomes one string: one allocation for
	// some sixty records of a statistical export, and little enough that who
	// keeps a cell keeps little else.
	csvBlock = 4 << 10
	// wordBytes lie behind the buffer, since indexByte reads words.
	wordBytes = 8
)

// csvLines is a piece of the buffer that ends with an LF, and the same as a
// string.
type csvLines struct {
	from, to int // in the buffer
	text     string
	usual    bool // UTF-8 without a NUL
}

// simple reads the record if it is a line of the buffer with nothing unusual in
// it, as nearly all are: the cells are then pieces of a string of many lines.
// Otherwise it reports false and has read nothing. It must never accept what
// the general way reads differently; the fuzz test compares them.
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
	if c.pos >= c.lines.to {
		c.nextLines()
	}
	if !c.lines.usual {
		return false
	}
	to := c.lf
	if i := bytes.IndexByte(c.buf[c.pos:to], '\r'); i >= 0 {
		if to--; c.pos+i != to {
			return false
		}
	}
	if !c.simpleFields(c.pos, to) {
		return false
	}
	c.pos = c.lf + 1
	c.line++
	return true
}

// nextLines takes the lines from pos on that fit a block, at least one.
func (c *csvReader) nextLines() {
	to := c.lf + 1
	if window := c.buf[c.pos:min(c.pos+csvBlock, c.end)]; to-c.pos < len(window) {
		to = c.pos + bytes.LastIndexByte(window, '\n') + 1
	}
	b := c.buf[c.pos:to]
	c.lines = csvLines{from: c.pos, to: to}
	if bytes.IndexByte(b, 0) < 0 && (c.proven || utf8.Valid(b)) {
		c.lines.usual, c.lines.text = true, string(b)
	}
}

// simpleFields splits a part of the lines at hand into the cells of the row.
func (c *csvReader) simpleFields(pos, to int) bool {
	b, base, cells := c.buf, c.lines.from, c.row.Cells[:0]
	for col := 1; ; col++ {
		from, end, next := pos, 0, 0
		quoted := pos < to && b[pos] == '"'
		if quoted {
			from++
			end = indexByte(b, from, to, '"')
			next = end + 1
			if end == to || next < to && b[next] != c.delim {
				return false
			}
		} else {
			end = indexByte(b, from, to, c.delim)
			next = end
		}
		if quoted || end > from {
			if col > c.limits.MaxCols {
				return false
			}
			n := len(cells)
			if n == cap(cells) {
				cells = append(cells, Cell{})
			}
			cells = cells[:n+1]
			cell := &cells[n] // the fields not set here are never set in a CSV
			cell.Col, cell.Kind, cell.Text, cell.Quoted = col, Text, c.lines.text[from-base:end-base], quoted
		}
		if next >= to {
			c.row.Cells = cells
			return true
		}
		pos = next + 1
	}
}

// indexByte finds a byte in b[from:to]; to if it is not there. It looks at eight
// bytes at a time, for which the fields of tables are long enough and too short
// for the vectors of bytes.IndexByte. Behind to, b has at least wordBytes.
func indexByte(b []byte, from, to int, c byte) int {
	const low, high = 0x0101010101010101, 0x8080808080808080
	pattern := uint64(c) * low
	for i := from; i < to; i += wordBytes {
		x := binary.LittleEndian.Uint64(b[i:]) ^ pattern // a zero byte where c is
		if found := (x - low) &^ x & high; found != 0 {
			return min(i+bits.TrailingZeros64(found)/8, to)
		}
	}
	return to
}
