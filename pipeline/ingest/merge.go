package ingest

import (
	"cmp"
	"slices"

	"miernik/pipeline/sheet"
)

// mergeIndex knows the merged ranges of a sheet. A nil index has none.
type mergeIndex struct {
	refs   []sheet.Ref // by first row
	next   int         // first of refs that rows have not reached
	active []activeMerge
}

// activeMerge is a range that the current row lies in, with its text.
type activeMerge struct {
	ref sheet.Ref
	top sheet.Cell
}

// newMergeIndex takes the ranges of a sheet; ranges of one cell are none.
func newMergeIndex(refs []sheet.Ref) *mergeIndex {
	m := &mergeIndex{}
	for _, r := range refs {
		if r.FirstRow != r.LastRow || r.FirstCol != r.LastCol {
			m.refs = append(m.refs, r)
		}
	}
	if len(m.refs) == 0 {
		return nil
	}
	slices.SortStableFunc(m.refs, func(a, b sheet.Ref) int { return cmp.Or(a.FirstRow-b.FirstRow, a.FirstCol-b.FirstCol) })
	return m
}

// across maps each column that a range of a row covers to the first column of
// that range; empty when no range of the row spans columns. A range that began
// in a row above covers nothing here: its label stands there.
func (m *mergeIndex) across(row int) map[int]int {
	if m == nil {
		return nil
	}
	var out map[int]int
	for _, r := range m.refs {
		if r.FirstRow > row {
			break
		}
		if r.FirstRow != row || r.FirstCol == r.LastCol {
			continue
		}
		if out == nil {
			out = map[int]int{}
		}
		for col := r.FirstCol + 1; col <= r.LastCol; col++ {
			out[col] = r.FirstCol
		}
	}
	return out
}

// width is the last column that ranges of these rows reach.
func (m *mergeIndex) width(rows []int) int {
	w := 0
	if m != nil {
		for _, r := range m.refs {
			if slices.Contains(rows, r.FirstRow) {
				w = max(w, r.LastCol)
			}
		}
	}
	return w
}

// enter moves to a row of the table. Rows must come in order.
func (m *mergeIndex) enter(row sheet.Row) {
	if m == nil {
		return
	}
	m.active = slices.DeleteFunc(m.active, func(a activeMerge) bool { return a.ref.LastRow < row.Number })
	for m.next < len(m.refs) && m.refs[m.next].FirstRow <= row.Number {
		r := m.refs[m.next]
		m.next++
		if r.LastRow > r.FirstRow && r.LastRow >= row.Number {
			top := sheet.Cell{Col: r.FirstCol}
			if r.FirstRow == row.Number {
				top = row.Cell(r.FirstCol)
			}
			m.active = append(m.active, activeMerge{r, top})
		}
	}
}

// above returns the text of the range that covers a cell from a row above.
func (m *mergeIndex) above(row, col int) (sheet.Cell, bool) {
	if m == nil {
		return sheet.Cell{}, false
	}
	for _, a := range m.active {
		if col >= a.ref.FirstCol && col <= a.ref.LastCol && row > a.ref.FirstRow {
			return a.top, true
		}
	}
	return sheet.Cell{}, false
}

// joint reports whether a cell begins a range over several rows.
func (m *mergeIndex) joint(row, col int) bool {
	return m != nil && slices.ContainsFunc(m.active, func(a activeMerge) bool { return a.ref.FirstRow == row && a.ref.FirstCol == col })
}
