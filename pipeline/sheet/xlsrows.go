package sheet

import (
	"encoding/binary"
	"math"
)

// xlsReader reads the rows of a sheet that was looked at.
type xlsReader struct {
	rowBuilder
	book  *xlsBook
	plan  *xlsPlan
	rec   *records
	cover *coverage
	depth int // of charts embedded in the sheet
	next  int // in the order of the plan
}

func newXLSReader(b *xlsBook, p *xlsPlan) *xlsReader {
	r := &xlsReader{book: b, plan: p, rec: newRecords(b.r, b.size, p.sheet.pos), cover: newCoverage(p.merges), depth: -1}
	r.limits = b.limits
	return r
}

func (r *xlsReader) read(each func(Row) bool) error {
	here, err := r.nextCell()
	if err != nil {
		return err
	}
	for i, flags := range r.plan.rows {
		if flags == 0 {
			continue
		}
		if err := r.start(i+1, flags&xlsHidden != 0); err != nil {
			return err
		}
		for here && r.rec.u16(0) == i {
			col := r.rec.u16(2) + 1
			if err := r.readCells(col); err != nil {
				return at(err, "", i+1, min(col, formatCols))
			}
			if here, err = r.nextCell(); err != nil {
				return err
			}
		}
		if err := r.finish(); err != nil {
			return err
		}
		if r.cover != nil {
			if err := r.cover.mark(r.row); err != nil {
				return err
			}
		}
		if !each(r.row) {
			return nil
		}
	}
	return nil
}

// nextCell goes to the next record of a cell; false at the end of the sheet.
func (r *xlsReader) nextCell() (bool, error) {
	if r.plan.order != nil {
		if r.next == len(r.plan.order) {
			return false, nil
		}
		r.rec.pos = int64(r.plan.order[r.next].at)
		r.next++
		if err := r.rec.next(); err != nil {
			return false, err
		}
		return true, r.rec.has(4)
	}
	for {
		if err := r.rec.next(); err != nil {
			return false, err
		}
		switch {
		case r.rec.typ == biffBOF:
			r.depth++ // to 0 at the beginning of the sheet
		case r.rec.typ == biffEOF && r.depth == 0:
			return false, nil
		case r.rec.typ == biffEOF:
			r.depth--
		case r.depth == 0 && isCell(r.rec.typ):
			return true, r.rec.has(4)
		}
	}
}

// readCells reads the record of one cell, or of several numbers side by side.
func (r *xlsReader) readCells(col int) error {
	rec := r.rec
	if err := rec.has(cellBytes(rec.typ)); err != nil {
		return err
	}
	switch rec.typ {
	case biffNumber:
		return r.addNumber(col, rec.u16(4), math.Float64frombits(binary.LittleEndian.Uint64(rec.data[6:])), span{})
	case biffRK:
		return r.addNumber(col, rec.u16(4), rkNumber(rec.u32(6)), span{})
	case biffMulRK:
		for at := 4; at+8 <= len(rec.data); at += 6 { // the last column ends the record
			if err := r.addNumber(col, rec.u16(at), rkNumber(rec.u32(at+2)), span{}); err != nil {
				return err
			}
			col++
		}
		return nil
	case biffLabelSST:
		text, err := r.book.sharedText(rec.u32(6))
		if err != nil {
			return err
		}
		return r.addString(col, Text, text)
	case biffBoolErr:
		return r.addBoolErr(col, rec.data[6], rec.data[7] != 0, span{})
	case biffLabel, biffRString:
		c := continued{rec: rec, left: rec.data[6:]}
		return r.addText(col, &c, span{})
	}
	return r.addFormula(col)
}

// cellBytes is the least that the record of a cell has.
func cellBytes(typ uint16) int {
	switch typ {
	case biffNumber:
		return 14
	case biffRK, biffLabelSST:
		return 10
	case biffMulRK:
		return 12
	case biffBoolErr:
		return 8
	case biffLabel, biffRString:
		return 9
	}
	return 20 // a formula
}

// rkNumber unpacks a number of 30 bits: the top of a double, or a whole number,
// either perhaps in hundredths.
func rkNumber(rk uint32) float64 {
	v := float64(int32(rk) >> 2)
	if rk&2 == 0 {
		v = math.Float64frombits(uint64(rk&^3) << 32)
	}
	if rk&1 != 0 {
		v /= 100
	}
	return v
}

func (r *xlsReader) addNumber(col, style int, v float64, formula span) error {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return failf(CodeDamaged, "a number that is none")
	}
	from, kind := len(r.text), Number
	r.text = appendNumber(r.text, v)
	value, as := r.from(from), asNumber
	if style < len(r.book.styles) {
		as = r.book.styles[style]
	}
	if as == asDate {
		from, isDate := len(r.text), false
		if r.text, isDate = appendDate(r.text, string(r.text[value.from:value.to]), r.book.date1904); isDate {
			kind, value = Date, r.from(from)
		}
	}
	cell, err := r.add(col, kind, value, formula)
	if err == nil {
		cell.Percent = as == asPercent
	}
	return err
}

var xlsErrors = map[byte]string{
	0x00: "#NULL!", 0x07: "#DIV/0!", 0x0f: "#VALUE!", 0x17: "#REF!", 0x1d: "#NAME?", 0x24: "#NUM!", 0x2a: "#N/A", 0x2b: "#GETTING_DATA",
}

func (r *xlsReader) addBoolErr(col int, code byte, isError bool, formula span) error {
	kind, text, known := Bool, "FALSE", true
	switch {
	case isError:
		kind = ErrorValue
		text, known = xlsErrors[code]
	case code != 0:
		text = "TRUE"
	}
	if !known {
		return failf(CodeBadCellType, "error value %#x", code)
	}
	from := len(r.text)
	r.text = append(r.text, text...)
	_, err := r.add(col, kind, r.from(from), formula)
	return err
}

func (r *xlsReader) addText(col int, c *continued, formula span) (err error) {
	from := len(r.text)
	if r.text, err = c.text(r.text, 2, r.limits.MaxCellBytes); err == nil {
		_, err = r.add(col, Text, r.from(from), formula)
	}
	return err
}

// addFormula lists a formula with the value that was stored with it. The
// formula itself is in tokens that are not turned into text.
func (r *xlsReader) addFormula(col int) error {
	rec, from := r.rec, len(r.text)
	r.text = append(r.text, "=tokens"...)
	formula := r.from(from)
	value := rec.data[6:14]
	if value[6] != 0xff || value[7] != 0xff {
		return r.addNumber(col, rec.u16(4), math.Float64frombits(binary.LittleEndian.Uint64(value)), formula)
	}
	switch value[0] {
	case 0:
		if err := r.nextString(); err != nil {
			return err
		}
		c := continued{rec: rec, left: rec.data}
		return r.addText(col, &c, formula)
	case 1, 2:
		return r.addBoolErr(col, value[2], value[0] == 2, formula)
	case 3: // an empty string
		_, err := r.add(col, Text, span{}, formula)
		return err
	}
	return failf(CodeBadCellType, "a formula with a result of type %d", value[0])
}

// nextString goes to the STRING record behind a formula; the definition of a
// formula that several cells share may stand between.
func (r *xlsReader) nextString() error {
	for range 4 {
		if err := r.rec.next(); err != nil {
			return err
		}
		switch r.rec.typ {
		case biffString:
			return nil
		case biffShared, biffArray, biffTable, biffContinue:
		default:
			return failf(CodeDamaged, "a formula has no text as its result")
		}
	}
	return failf(CodeDamaged, "a formula has no text as its result")
}
