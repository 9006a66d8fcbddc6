package sheet

import (
	"bytes"
	"io"
	"unicode/utf8"
)

// span is where the text of a cell is within the text of its row.
type span struct{ from, to int }

// csvReader splits UTF-8 text into records.
//
// Records end with LF, CRLF or a lone CR, in any mixture. A field that starts
// with a quote goes on to the closing quote, delimiters and line ends included,
// and a doubled quote stands for one. Quotes elsewhere are literal. A field
// with something between its closing quote and the delimiter was not written
// by a CSV writer (an unescaped quote, mostly): it is kept as it stands,
// outer quotes included, and not marked as quoted.
type csvReader struct {
	src      io.Reader
	buf      []byte
	pos, end int
	srcErr   error
	limits   Limits

	plain  [256]bool // bytes that end a run outside quotes
	quoted [256]bool // bytes that end a run inside quotes
	delim  byte

	lf     int      // the next LF at or behind pos; end if there is none; below pos if unknown
	lines  csvLines // behind pos, or around it
	proven bool     // that the text is UTF-8 is known already
	line   int      // line of the next byte, 1-based
	row    Row
	text   []byte
	spans  []span
}

func newCSVReader(src io.Reader, delim byte, l Limits) *csvReader {
	c := &csvReader{src: src, lf: -1, buf: make([]byte, xmlBuffer+wordBytes), limits: l, delim: delim, line: 1}
	for _, b := range []byte{delim, '\n', '\r', 0} {
		c.plain[b] = true
	}
	for _, b := range []byte{'"', '\n', '\r', 0} {
		c.quoted[b] = true
	}
	return c
}

// peek returns the next byte; false at the end or when reading failed.
func (c *csvReader) peek() (byte, bool) {
	if c.pos == c.end && !c.fill() {
		return 0, false
	}
	return c.buf[c.pos], true
}

func (c *csvReader) fill() bool {
	c.pos, c.end, c.lf, c.lines = 0, 0, -1, csvLines{}
	for idle := 0; c.srcErr == nil && c.end == 0; idle++ {
		c.end, c.srcErr = c.src.Read(c.buf[:xmlBuffer])
		if idle == 100 {
			c.srcErr = io.ErrNoProgress
		}
	}
	return c.end > 0
}

// skipMark drops a byte order mark, which the decoders leave as UTF-8.
func (c *csvReader) skipMark() {
	mark := []byte("\xef\xbb\xbf")
	n, err := io.ReadFull(c.src, c.buf[:len(mark)])
	c.end = n
	if err != nil && err != io.ErrUnexpectedEOF {
		c.srcErr = err
	}
	if bytes.Equal(c.buf[:n], mark) {
		c.pos = n
	}
}

// next reads one record into c.row. It reports false at the end of the text.
func (c *csvReader) next() (bool, error) {
	if _, ok := c.peek(); !ok {
		return false, c.failure()
	}
	c.row = Row{Number: c.line, Cells: c.row.Cells[:0]}
	c.text, c.spans = c.text[:0], c.spans[:0]
	if c.line > c.limits.MaxRows {
		return false, c.errorf(0, CodeTooLarge, "more than %d lines", c.limits.MaxRows)
	}
	if c.simple() {
		return true, nil
	}
	c.row.Cells = c.row.Cells[:0]
	for col := 1; ; col++ {
		last, err := c.field(col)
		if err != nil {
			return false, err
		}
		if last {
			return true, c.finish()
		}
	}
}

// failure is why there are no more bytes: nil at a plain end.
func (c *csvReader) failure() error {
	if c.srcErr == nil || c.srcErr == io.EOF {
		return nil
	}
	return at(c.srcErr, "", c.line, 0)
}

func (c *csvReader) errorf(col int, code, format string, args ...any) error {
	e := failf(code, format, args...)
	e.Row, e.Col = c.row.Number, col
	return e
}

// field reads one field and what ends it; last says that the record ends too.
func (c *csvReader) field(col int) (last bool, err error) {
	b, _ := c.peek()
	if b == '"' {
		return c.quotedField(col)
	}
	from := len(c.text)
	last, err = c.rest(col, from)
	if err == nil && len(c.text) > from {
		err = c.add(col, from, false)
	}
	return last, err
}

// run returns the position behind the bytes that end no run.
func (c *csvReader) run(ends *[256]bool) int {
	for i, b := range c.buf[c.pos:c.end] {
		if ends[b] {
			return c.pos + i
		}
	}
	return c.end
}

// rest takes bytes as they are up to the end of the field, and that end.
func (c *csvReader) rest(col, from int) (last bool, err error) {
	for {
		i := c.run(&c.plain)
		c.text = append(c.text, c.buf[c.pos:i]...)
		c.pos = i
		if err := c.bounded(col, from); err != nil {
			return true, err
		}
		b, ok := c.peek()
		switch {
		case !ok:
			return true, c.failure()
		case b == c.delim:
			c.pos++
			return false, nil
		case b == 0:
			return true, c.errorf(col, CodeBadEncoding, "a NUL byte")
		case b == '\n' || b == '\r':
			c.pos++
			c.line++
			if b == '\r' {
				if lf, _ := c.peek(); lf == '\n' {
					c.pos++
				}
			}
			return true, nil
		}
	}
}

// quotedField reads a field that starts with a quote.
func (c *csvReader) quotedField(col int) (last bool, err error) {
	from := len(c.text)
	c.pos++
	if err := c.inQuotes(col, from); err != nil {
		return true, err
	}
	// Behind the closing quote: the delimiter, a line end, or the end.
	b, ok := c.peek()
	if ok && b != c.delim && b != '\n' && b != '\r' {
		verbatim := bytes.ReplaceAll(c.text[from:], []byte(`"`), []byte(`""`))
		c.text = append(append(append(c.text[:from], '"'), verbatim...), '"')
		if last, err = c.rest(col, from); err != nil {
			return last, err
		}
		return last, c.add(col, from, false)
	}
	if err := c.add(col, from, true); err != nil {
		return true, err
	}
	if ok && b == c.delim { // by far the most frequent end
		c.pos++
		return false, nil
	}
	return c.rest(col, len(c.text))
}

// inQuotes reads up to and including the closing quote.
func (c *csvReader) inQuotes(col, from int) error {
	afterCR := false // a CRLF is one line
	for {
		i := c.run(&c.quoted)
		if i > c.pos {
			afterCR = false
		}
		c.text = append(c.text, c.buf[c.pos:i]...)
		c.pos = i
		if err := c.bounded(col, from); err != nil {
			return err
		}
		b, ok := c.peek()
		if !ok {
			if err := c.failure(); err != nil {
				return err
			}
			return c.errorf(col, CodeUnterminatedQuote, "it is open at the end of the file")
		}
		c.pos++
		switch b {
		case 0:
			return c.errorf(col, CodeBadEncoding, "a NUL byte")
		case '"':
			if again, _ := c.peek(); again != '"' {
				return nil
			}
			c.pos++
			afterCR = false
		case '\n':
			if !afterCR {
				c.line++
			}
			afterCR = false
		case '\r':
			c.line++
			afterCR = true
		}
		c.text = append(c.text, b)
	}
}

func (c *csvReader) bounded(col, from int) error {
	if len(c.text)-from > c.limits.MaxCellBytes {
		return c.errorf(col, CodeTooLarge, "a field of more than %d bytes; is a quote left open?", c.limits.MaxCellBytes)
	}
	if len(c.text) > c.limits.rowBytes() {
		return c.errorf(col, CodeTooLarge, "a line of more than %d bytes; is a quote left open?", c.limits.rowBytes())
	}
	return nil
}

func (c *csvReader) add(col, from int, quoted bool) error {
	if col > c.limits.MaxCols {
		return c.errorf(col, CodeTooLarge, "more than %d fields", c.limits.MaxCols)
	}
	cell := nextCell(&c.row.Cells)
	cell.Col, cell.Kind, cell.Quoted = col, Text, quoted
	c.spans = append(c.spans, span{from, len(c.text)})
	return nil
}

// nextCell lengthens the cells of a row by an empty one. It fills the cell in
// place: appending a composite costs a fifth of the time to read a CSV.
func nextCell(cells *[]Cell) *Cell {
	n := len(*cells)
	if n == cap(*cells) {
		*cells = append(*cells, Cell{})
	} else {
		*cells = (*cells)[:n+1]
		(*cells)[n] = Cell{}
	}
	return &(*cells)[n]
}

// finish gives the cells their texts: one string for the whole record.
func (c *csvReader) finish() error {
	text := string(c.text)
	for i := range c.row.Cells {
		cell := &c.row.Cells[i]
		cell.Text = text[c.spans[i].from:c.spans[i].to]
		// Not the whole text: half letters on both sides of a delimiter would meet.
		if !utf8.ValidString(cell.Text) {
			return c.errorf(cell.Col, CodeBadEncoding, "bytes that mean nothing in this encoding: %.40q", cell.Text)
		}
	}
	return nil
}
