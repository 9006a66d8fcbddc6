package sheet

import (
	"cmp"
	"slices"
)

// recordReader reads the rows of one table of records.
type recordReader struct {
	rowBuilder
	t     *recordTable
	each  func(Row) bool
	cells []ownCell
	held  []string // by column: what is said around the records
	bytes int      // of what is held
}

// ownCell is a part of the record that is being read.
type ownCell struct {
	col  int
	text span
}

func newRecordReader(t *recordTable, l Limits, each func(Row) bool) *recordReader {
	r := &recordReader{t: t, each: each, held: make([]string, len(t.names)+1)}
	r.limits = l
	return r
}

// header yields the names of the columns.
func (r *recordReader) header() (goOn bool, err error) {
	r.restart(1, false)
	for i, name := range r.t.names {
		if err := r.addString(i+1, Text, name); err != nil {
			return false, err
		}
	}
	if err := r.finish(); err != nil {
		return false, err
	}
	return r.each(r.row), nil
}

func (r *recordReader) begin(e *element) error {
	if e.index < len(r.t.around) {
		for _, col := range r.t.around[e.index] {
			r.bytes -= len(r.held[col])
			r.held[col] = ""
		}
	}
	if e == r.t.record {
		r.restart(r.row.Number+1, false)
		r.cells = r.cells[:0]
		if r.row.Number > r.limits.MaxRows {
			return failf(CodeTooLarge, "more than %d rows", r.limits.MaxRows)
		}
	}
	return nil
}

func (r *recordReader) value(e *element, nth int, text []byte) error {
	if e.index >= len(r.t.columns) {
		return nil
	}
	p := r.t.columns[e.index]
	switch col := p.first + (nth-1)*p.step; {
	case p.first == 0:
		return nil
	case col > r.t.own:
		r.bytes += len(text) - len(r.held[col])
		r.held[col] = string(text)
	default:
		from := len(r.text)
		r.text = append(r.text, text...)
		r.cells = append(r.cells, ownCell{col, r.from(from)})
	}
	if len(r.text)+r.bytes > r.limits.rowBytes() {
		return failf(CodeTooLarge, "a row of more than %d bytes", r.limits.rowBytes())
	}
	return nil
}

func (r *recordReader) end(e *element) (goOn bool, err error) {
	if e != r.t.record {
		return true, nil
	}
	slices.SortStableFunc(r.cells, func(a, b ownCell) int { return cmp.Compare(a.col, b.col) })
	for _, c := range r.cells {
		if _, err := r.add(c.col, Text, c.text, span{}); err != nil {
			return false, err
		}
	}
	for col := r.t.own + 1; col < len(r.held); col++ {
		if r.held[col] == "" {
			continue
		}
		if err := r.addString(col, Text, r.held[col]); err != nil {
			return false, err
		}
	}
	if err := r.finish(); err != nil {
		return false, err
	}
	return r.each(r.row), nil
}
