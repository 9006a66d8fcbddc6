package sheet

import (
	"bufio"
	"bytes"
	"io"
	"strconv"
)

// dbfEnd marks the end of the records.
const dbfEnd = 0x1a

// rows yields the names of the fields as row 1, then record n as row n+1.
func (f *dbfFile) rows(sheet string, yield func(Row, error) bool) {
	err := onlySheet(sheet)
	if err == nil {
		err = f.read(func(row Row) bool { return yield(row, nil) })
	}
	if err != nil {
		yield(Row{}, err)
	}
}

func (f *dbfFile) read(each func(Row) bool) error {
	rc, err := f.open()
	if err != nil {
		return err
	}
	defer rc.Close()
	in := bufio.NewReaderSize(rc, 64<<10)
	if _, err := io.CopyN(io.Discard, in, int64(f.headBytes)); err != nil {
		return readError(err, "the DBF header")
	}
	b := &rowBuilder{limits: f.limits}
	b.restart(1, false)
	for i, field := range f.fields {
		if field.name == "" {
			continue
		}
		if err := b.addString(i+1, Text, field.name); err != nil {
			return at1(err, i+1)
		}
	}
	if err := b.finish(); err != nil || !each(b.row) {
		return err
	}
	record, deleted := make([]byte, f.recordSize), 0
	for n := 2; n <= f.records+1; n++ {
		if n > f.limits.MaxRows {
			return at(failf(CodeTooLarge, "more than %d rows", f.limits.MaxRows), "", n, 0)
		}
		if err := f.readRecord(in, record, n); err != nil {
			return at(err, "", n, 0)
		}
		if record[0] == '*' {
			deleted++
			continue
		}
		b.restart(n, false)
		if err := f.cells(b, record); err != nil {
			return err
		}
		if !each(b.row) {
			return nil
		}
	}
	f.deleted = deleted
	return f.checkEnd(in)
}

// readRecord reads the next record and checks its mark of deletion.
func (f *dbfFile) readRecord(in *bufio.Reader, record []byte, n int) error {
	got, err := io.ReadFull(in, record)
	short := got == 0 || record[0] == dbfEnd
	switch {
	case err != nil && err != io.EOF && err != io.ErrUnexpectedEOF:
		return readError(err, "")
	case short:
		return failf(CodeTruncated, "%d records, but the header says %d", n-2, f.records)
	case err != nil:
		return failf(CodeTruncated, "the file ends inside record %d of %d", n-1, f.records)
	case record[0] != ' ' && record[0] != '*':
		return failf(CodeDamaged, "record %d starts with the byte %#x", n-1, record[0])
	}
	return nil
}

// checkEnd refuses a file of more records than its header says: they would be
// lost silently. Anything else behind the records is left alone.
func (f *dbfFile) checkEnd(in *bufio.Reader) error {
	more := make([]byte, f.recordSize)
	n, err := io.ReadFull(in, more)
	if err != nil && err != io.EOF && err != io.ErrUnexpectedEOF {
		return readError(err, "")
	}
	if n == len(more) && (more[0] == ' ' || more[0] == '*') && len(bytes.Trim(more, " \x00\x1a")) > 0 {
		return failf(CodeDamaged, "more records than the %d of the header", f.records)
	}
	return nil
}

// cells reads the fields of a record.
func (f *dbfFile) cells(b *rowBuilder, record []byte) error {
	for i, field := range f.fields {
		raw := record[field.at : field.at+field.length]
		from := len(b.text)
		kind := f.value(b, field.typ, raw)
		if kind == Empty {
			continue
		}
		if len(b.text)-from > f.limits.MaxCellBytes {
			return at(failf(CodeTooLarge, "a value of more than %d bytes", f.limits.MaxCellBytes), "", b.row.Number, i+1)
		}
		if _, err := b.add(i+1, kind, b.from(from), span{}); err != nil {
			return at(err, "", b.row.Number, i+1)
		}
	}
	return b.finish()
}

// value appends the text of a field. Padding is no part of a value; what does
// not fit the type of its field is a text, as it stands.
func (f *dbfFile) value(b *rowBuilder, typ byte, raw []byte) Kind {
	padded := bytes.TrimRight(raw, " \x00")
	word := bytes.Trim(raw, " \x00")
	if len(word) == 0 {
		return Empty
	}
	kind := Text
	switch typ {
	case 'N', 'F':
		if len(bytes.Trim(word, "*")) == 0 { // the number did not fit
			kind = ErrorValue
		} else if isPlainNumber(word) {
			kind = Number
		}
	case 'D':
		if string(word) == "00000000" {
			return Empty
		}
		if _, ok := parseInt(word); ok && len(word) == 8 {
			day := string(word[:4]) + "-" + string(word[4:6]) + "-" + string(word[6:])
			if isDay(day) {
				word, kind = []byte(day), Date
			}
		}
	case 'L':
		switch string(word) {
		case "?":
			return Empty
		case "T", "t", "Y", "y":
			word, kind = []byte("TRUE"), Bool
		case "F", "f", "N", "n":
			word, kind = []byte("FALSE"), Bool
		}
	}
	if kind != Text {
		b.text = append(b.text, word...)
		return kind
	}
	b.text = f.decode(b.text, padded)
	return Text
}

// isPlainNumber accepts decimal digits with a point and an exponent, not what
// else Go reads as a number.
func isPlainNumber(word []byte) bool {
	if len(bytes.Trim(word, "0123456789+-.eE")) > 0 {
		return false
	}
	_, err := strconv.ParseFloat(string(word), 64)
	return err == nil
}
