package sheet

import (
	"cmp"
	"slices"
)

// xlsPlan is what one look at the records of a sheet tells. BIFF has merges
// behind the cells, and cells need not be in order.
type xlsPlan struct {
	sheet  *xlsSheet
	rows   []xlsRowFlags // all that the format has, from row 1
	merges []Ref
	order  []xlsCellAt // cell records in order; nil if they are as they stand
}

type xlsRowFlags uint8

const (
	xlsMentioned xlsRowFlags = 1 << iota
	xlsHidden
)

// xlsCellAt says where the record of a cell, or of several, is.
type xlsCellAt struct {
	cell uint32 // row and first column, 16 bits each
	at   uint32
}

// look reads through a sheet, unless it did so last.
func (b *xlsBook) look(s *xlsSheet) (*xlsPlan, error) {
	if b.plan != nil && b.plan.sheet == s {
		return b.plan, nil
	}
	rec := newRecords(b.r, b.size, s.pos)
	if err := checkBOF(rec, 0x10); err != nil {
		return nil, err
	}
	p := &xlsPlan{sheet: s, rows: make([]xlsRowFlags, xlsRows)}
	sorted, before, err := true, int64(-1), error(nil)
	if err := eachRecord(rec, func() error {
		if isCell(rec.typ) {
			if err = rec.has(4); err != nil {
				return err
			}
			cell := uint32(rec.u16(0))<<16 | uint32(rec.u16(2))
			p.rows[cell>>16] |= xlsMentioned
			sorted = sorted && int64(cell) > before
			before = int64(cell)
			return nil
		}
		return p.read(rec)
	}); err != nil {
		return nil, err
	}
	if !sorted {
		if err := p.sort(newRecords(b.r, b.size, s.pos)); err != nil {
			return nil, err
		}
	}
	b.plan = p
	return p, nil
}

// eachRecord visits the records of the part at rec up to its end, without
// those of the charts embedded in it.
func eachRecord(rec *records, visit func() error) error {
	for depth := 0; ; {
		if err := rec.next(); err != nil {
			return err
		}
		switch {
		case rec.typ == biffBOF:
			depth++
		case rec.typ == biffEOF && depth == 0:
			return nil
		case rec.typ == biffEOF:
			depth--
		case depth == 0:
			if err := visit(); err != nil {
				return err
			}
		}
	}
}

// isCell says whether a record is a cell with a value.
func isCell(typ uint16) bool {
	switch typ {
	case biffFormula, 0x206, 0x406, biffNumber, biffRK, biffMulRK, biffLabelSST, biffLabel, biffRString, biffBoolErr:
		return true
	}
	return false
}

// read reads what is no cell with a value.
func (p *xlsPlan) read(rec *records) error {
	switch rec.typ {
	case biffRow:
		if err := rec.has(16); err != nil {
			return err
		}
		p.rows[rec.u16(0)] |= xlsMentioned
		if rec.u16(12)&0x20 != 0 {
			p.rows[rec.u16(0)] |= xlsHidden
		}
	case biffBlank, biffMulBlank:
		if err := rec.has(4); err != nil {
			return err
		}
		p.rows[rec.u16(0)] |= xlsMentioned
	case biffMergedCells:
		if err := rec.has(2); err != nil {
			return err
		}
		n := rec.u16(0)
		if err := rec.has(2 + 8*n); err != nil {
			return err
		}
		for i := range n {
			at := 2 + 8*i
			ref := Ref{rec.u16(at) + 1, rec.u16(at+4) + 1, rec.u16(at+2) + 1, rec.u16(at+6) + 1}
			if ref.FirstRow > ref.LastRow || ref.FirstCol > ref.LastCol || ref.LastCol > formatCols {
				return failf(CodeBadReference, "merged range from row %d, column %d to row %d, column %d", ref.FirstRow, ref.FirstCol, ref.LastRow, ref.LastCol)
			}
			if len(p.merges) >= maxParts {
				return failf(CodeTooLarge, "more than %d merged ranges", maxParts)
			}
			p.merges = append(p.merges, ref)
		}
	}
	return nil
}

// sort notes where every cell record is, in the order of the cells. Cells that
// are there twice are found when they are read.
func (p *xlsPlan) sort(rec *records) error {
	if err := rec.next(); err != nil { // BOF
		return err
	}
	if err := eachRecord(rec, func() error {
		if isCell(rec.typ) {
			if len(p.order) > xlsRows*xlsCols {
				return failf(CodeBadReference, "more cells than a sheet has")
			}
			p.order = append(p.order, xlsCellAt{uint32(rec.u16(0))<<16 | uint32(rec.u16(2)), uint32(rec.at)})
		}
		return nil
	}); err != nil {
		return err
	}
	slices.SortStableFunc(p.order, func(a, b xlsCellAt) int { return cmp.Compare(a.cell, b.cell) })
	return nil
}
