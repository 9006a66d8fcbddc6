package sheet

import (
	"cmp"
	"slices"
)

// readMerges reads the mergeCells element just started.
func (w *sheetReader) readMerges() error {
	for d := w.x.depth(); w.x.depth() >= d; {
		tok, err := w.x.next()
		if err != nil {
			return err
		}
		if tok != tokStart || string(w.x.name) != "mergeCell" {
			continue
		}
		raw, _, err := attribute(w.x.attrs, "ref")
		if err != nil {
			return err
		}
		ref, ok := parseRange(raw)
		if !ok {
			return failf(CodeBadReference, "merged range %.40q", raw)
		}
		if len(w.merges) >= maxParts {
			return failf(CodeTooLarge, "more than %d merged ranges", maxParts)
		}
		w.merges = append(w.merges, ref)
	}
	return nil
}

// coverage follows the merged ranges down a sheet.
type coverage struct {
	ahead  []Ref // not reached yet, by first row
	active []Ref // reached and not left
}

// newCoverage returns nil if there is nothing to mark.
func newCoverage(merges []Ref) *coverage {
	if len(merges) == 0 {
		return nil
	}
	ahead := slices.Clone(merges)
	slices.SortStableFunc(ahead, func(a, b Ref) int { return cmp.Compare(a.FirstRow, b.FirstRow) })
	return &coverage{ahead: ahead}
}

// mark sets Merged for the cells of a row. Rows must come in order.
func (c *coverage) mark(row Row) error {
	changed := false
	for len(c.ahead) > 0 && c.ahead[0].FirstRow <= row.Number {
		c.active = append(c.active, c.ahead[0])
		c.ahead = c.ahead[1:]
		changed = true
	}
	if len(c.active) == 0 {
		return nil
	}
	c.active = slices.DeleteFunc(c.active, func(m Ref) bool { return m.LastRow < row.Number })
	if len(c.active) > formatCols {
		return failf(CodeBadReference, "merged ranges overlap") // they cannot all have a column
	}
	if changed {
		slices.SortStableFunc(c.active, func(a, b Ref) int { return cmp.Compare(a.FirstCol, b.FirstCol) })
	}
	next, reach := 0, 0
	for i := range row.Cells {
		cell := &row.Cells[i]
		topLeft := false
		for next < len(c.active) && c.active[next].FirstCol <= cell.Col {
			m := c.active[next]
			reach = max(reach, m.LastCol)
			topLeft = m.FirstCol == cell.Col && m.FirstRow == row.Number
			next++
		}
		cell.Merged = reach >= cell.Col && !topLeft
	}
	return nil
}
