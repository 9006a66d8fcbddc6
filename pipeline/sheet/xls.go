package sheet

import (
	"io"
	"math"
	"strings"
	"unicode/utf8"
)

// What BIFF8 itself allows.
const (
	xlsRows = 65_536
	xlsCols = 256
)

// xlsBook is a workbook of Excel 97 to 2003.
type xlsBook struct {
	r        io.ReaderAt
	size     int64
	limits   Limits
	sheets   []xlsSheet
	date1904 bool
	styles   []shown
	sst      int64 // where the shared strings are; 0 if there are none
	strings  *stringTable
	plan     *xlsPlan // of the sheet looked at last: many would be large
}

type xlsSheet struct {
	SheetInfo
	pos int64 // of its first record
}

// openXLS reads what the sheets share, up to the first of them.
func openXLS(r io.ReaderAt, size int64, l Limits) (*xlsBook, error) {
	if size > math.MaxUint32 { // what a place in the workbook can be
		return nil, failf(CodeTooLarge, "a workbook of %d bytes", size)
	}
	b := &xlsBook{r: r, size: size, limits: l}
	rec := newRecords(r, size, 0)
	if err := checkBOF(rec, 5); err != nil {
		return nil, err
	}
	custom := map[int]shown{} // number formats
	var formats []int         // by cell style
	index := 0
	for {
		if err := rec.next(); err != nil {
			return nil, err
		}
		var err error
		switch rec.typ {
		case biffEOF:
			for _, id := range formats {
				b.styles = append(b.styles, styleShows(id, custom))
			}
			return b, nil
		case biffFilePass:
			err = failf(CodeEncrypted, "the workbook is protected by a password")
		case biffDateMode:
			if err = rec.has(2); err == nil {
				b.date1904 = rec.u16(0) == 1
			}
		case biffXF:
			if err = rec.has(4); err == nil {
				formats = append(formats, rec.u16(2))
			}
		case biffNumFmt:
			err = readNumFmt(rec, custom)
		case biffSST:
			b.sst = rec.at
		case biffBoundSheet:
			err = b.readBoundSheet(rec, index)
			index++
		}
		switch {
		case err != nil:
			return nil, err
		case index > maxParts || len(formats) > maxParts:
			return nil, failf(CodeTooLarge, "more than %d sheets or cell styles", maxParts)
		}
	}
}

// checkBOF reads the first record of a part, which names version and kind.
func checkBOF(rec *records, kind int) error {
	if err := rec.next(); err != nil {
		return err
	}
	if err := rec.has(4); err != nil {
		return err
	}
	switch version := rec.u16(0); {
	case rec.typ == biffBOF && version == 0x600 && rec.u16(2) == kind:
		return nil
	case rec.typ == biffBOF && version == 0x500, rec.typ == 0x09, rec.typ == 0x209, rec.typ == 0x409:
		return failf(CodeUnsupported, "a workbook of Excel 95 or older; save it as .xlsx")
	}
	return failf(CodeDamaged, "no part of kind %#x starts at byte %d of the workbook", kind, rec.at)
}

func readNumFmt(rec *records, custom map[int]shown) error {
	if err := rec.has(2); err != nil {
		return err
	}
	id := rec.u16(0)
	c := continued{rec: rec, left: rec.data[2:]}
	code, err := c.text(nil, 2, math.MaxUint16*utf8.UTFMax)
	custom[id] = formatShows(string(code)) // one of 65,536
	return err
}

// readBoundSheet lists a sheet if it is a worksheet.
func (b *xlsBook) readBoundSheet(rec *records, index int) error {
	if err := rec.has(8); err != nil {
		return err
	}
	pos, state, kind := int64(rec.u32(0)), rec.data[4]&3, rec.data[5]
	if kind != 0 {
		return nil // chart, macros
	}
	c := continued{rec: rec, left: rec.data[6:]}
	name, err := c.text(nil, 1, math.MaxUint8*utf8.UTFMax)
	if err != nil {
		return err
	}
	if !utf8.Valid(name) {
		return failf(CodeBadEncoding, "the name of sheet %d is no text", index+1)
	}
	b.sheets = append(b.sheets, xlsSheet{SheetInfo: SheetInfo{string(name), state != 0, index}, pos: pos})
	return nil
}

// sharedText returns one of the shared strings, which are read when first
// needed.
func (b *xlsBook) sharedText(i uint32) (string, error) {
	if b.strings == nil {
		if b.sst == 0 {
			return "", failf(CodeMissingPart, "a cell refers to shared strings, but the file has none")
		}
		table, err := b.readSST()
		if err != nil {
			return "", err
		}
		b.strings = table
	}
	text, ok := b.strings.at(int(i))
	if !ok {
		return "", failf(CodeBadReference, "shared string %d of %d", i, len(b.strings.ends))
	}
	return text, nil
}

// readSST reads the shared strings. Where there are fewer than announced, a
// reference to one of the others is the error.
func (b *xlsBook) readSST() (*stringTable, error) {
	rec := newRecords(b.r, b.size, b.sst)
	if err := rec.next(); err != nil {
		return nil, err
	}
	if err := rec.has(8); err != nil {
		return nil, err
	}
	count := int64(rec.u32(4))
	c := continued{rec: rec, left: rec.data[8:]}
	t := &stringTable{}
	var all strings.Builder
	var one []byte
	limit := min(b.limits.MaxSharedStrings, math.MaxUint32)
	for int64(len(t.ends)) < count {
		for len(c.left) == 0 {
			if more, err := c.more(); err != nil {
				return nil, err
			} else if !more {
				count = 0
				break
			}
		}
		if count == 0 {
			break
		}
		var err error
		if one, err = c.text(one[:0], 2, b.limits.MaxCellBytes); err != nil {
			return nil, err
		}
		if all.Len()+len(one)+4*len(t.ends) > limit {
			return nil, failf(CodeTooLarge, "shared strings of more than %d bytes", limit)
		}
		if !utf8.Valid(one) {
			return nil, failf(CodeBadEncoding, "shared string %d is no text", len(t.ends))
		}
		all.Write(one)
		t.ends = append(t.ends, uint32(all.Len()))
	}
	t.text = all.String()
	return t, nil
}

func (b *xlsBook) infos() []SheetInfo {
	out := make([]SheetInfo, len(b.sheets))
	for i, s := range b.sheets {
		out[i] = s.SheetInfo
	}
	return out
}

func (b *xlsBook) find(sheet string) (*xlsSheet, error) {
	for i := range b.sheets {
		if b.sheets[i].Name == sheet {
			return &b.sheets[i], nil
		}
	}
	return nil, failf(CodeMissingSheet, "the workbook has no sheet of this name")
}

func (b *xlsBook) mergesOf(sheet string) ([]Ref, error) {
	s, err := b.find(sheet)
	if err != nil {
		return nil, err
	}
	plan, err := b.look(s)
	if err != nil {
		return nil, err
	}
	return plan.merges, nil
}

func (b *xlsBook) rows(sheet string, yield func(Row, error) bool) {
	s, err := b.find(sheet)
	if err == nil {
		var plan *xlsPlan
		if plan, err = b.look(s); err == nil {
			r := newXLSReader(b, plan)
			if err = r.read(func(row Row) bool { return yield(row, nil) }); err != nil {
				err = at(err, sheet, r.row.Number, 0)
			}
		}
	}
	if err != nil {
		yield(Row{}, err)
	}
}
