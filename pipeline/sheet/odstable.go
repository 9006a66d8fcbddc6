package sheet

// maxRepeated bounds the cells that repetition adds to an ODS sheet: it takes
// few bytes to say that a row of ten thousand cells comes a million times.
const maxRepeated = 1 << 24

// odsReader reads the tables of an ODS content, one after another.
type odsReader struct {
	rowBuilder
	x      *scanner
	each   func(Row) bool // nil if only merges are wanted
	last   int            // row read last, repetitions included
	left   int            // of maxRepeated
	merges []Ref          // of the table read last
}

// readTable reads the table just started. It reports false when each stopped
// it; with each nil it reads only the merges.
func (r *odsReader) readTable(each func(Row) bool) (whole bool, err error) {
	r.each, r.last, r.left, r.merges = each, 0, maxRepeated, nil
	return r.readRows(false)
}

// readRows reads the rows in the element just started, and in the groups there.
func (r *odsReader) readRows(hidden bool) (goOn bool, err error) {
	for {
		tok, err := r.x.next()
		if err != nil || tok == tokEnd {
			return true, err
		}
		if tok != tokStart {
			continue
		}
		goOn := true
		switch string(r.x.name) {
		case "table-row":
			goOn, err = r.readRow(hidden)
		case "table-row-group":
			display, aerr := r.x.attr("display")
			if aerr != nil {
				return false, aerr
			}
			goOn, err = r.readRows(hidden || display == "false")
		case "table-rows", "table-header-rows":
			goOn, err = r.readRows(hidden)
		default:
			err = r.x.skip()
		}
		if err != nil || !goOn {
			return false, err
		}
	}
}

// readRow reads the table-row just started and hands it out as often as it is
// repeated, unless it has no cells.
func (r *odsReader) readRow(hidden bool) (goOn bool, err error) {
	first, times := r.last+1, 1
	err = r.x.eachAttr(func(key, val []byte) (err error) {
		switch string(local(key)) {
		case "number-rows-repeated":
			times, err = repetition(val)
		case "visibility":
			hidden = hidden || string(val) == "collapse" || string(val) == "filter"
		}
		return err
	})
	if err != nil {
		return false, placed(err, first, 0)
	}
	r.restart(first, hidden)
	merged := len(r.merges)
	if err := r.readCells(); err != nil {
		return false, err
	}
	r.last = min(first+times-1, 1<<30)
	cells := len(r.row.Cells)
	if err := r.repeatMerges(merged, times); err != nil {
		return false, placed(err, first, 0)
	}
	if cells == 0 || r.each == nil {
		return true, nil
	}
	if r.left -= (times - 1) * min(cells, maxRepeated); r.left < 0 {
		return false, placed(failf(CodeTooLarge, "repetition adds more than %d cells", maxRepeated), first, 0)
	}
	if err := r.finish(); err != nil {
		return false, err
	}
	for n := first; n <= r.last || n == first; n++ {
		if n > formatRows || n > r.limits.MaxRows {
			return false, r.start(n, hidden) // says what is wrong
		}
		r.row.Number = n
		if !r.each(r.row) {
			return false, nil
		}
	}
	return true, nil
}

// repeatMerges copies the merges of a row to its repetitions.
func (r *odsReader) repeatMerges(from, times int) error {
	row := r.merges[from:]
	if len(row) == 0 || times == 1 {
		return nil
	}
	if (times-1)*len(row)+len(r.merges) > maxParts {
		return failf(CodeTooLarge, "more than %d merged ranges", maxParts)
	}
	for n := 1; n < times; n++ {
		for _, m := range row {
			m.FirstRow, m.LastRow = m.FirstRow+n, m.LastRow+n
			if m.LastRow > formatRows {
				return failf(CodeBadReference, "merged range %s", m)
			}
			r.merges = append(r.merges, m)
		}
	}
	return nil
}

// local is a name without its prefix.
func local(key []byte) []byte {
	for i := len(key) - 1; i >= 0; i-- {
		if key[i] == ':' {
			return key[i+1:]
		}
	}
	return key
}

// repetition reads a count of repeated rows or columns.
func repetition(val []byte) (int, error) {
	n, ok := parseInt(val)
	if !ok || n < 1 {
		return 0, failf(CodeBadReference, "%.40q repetitions", val)
	}
	return n, nil
}

// readCells reads the cells of the row just started.
func (r *odsReader) readCells() error {
	for col := 0; ; {
		tok, err := r.x.next()
		switch {
		case err != nil:
		case tok == tokEnd:
			return nil
		case tok != tokStart:
			continue
		case string(r.x.name) == "table-cell", string(r.x.name) == "covered-table-cell":
			var times int
			if times, err = r.readCell(col + 1); err == nil {
				col = min(col+times, 1<<30)
				continue
			}
		default:
			err = r.x.skip()
		}
		if err != nil {
			return placed(err, r.row.Number, min(col+1, formatCols))
		}
	}
}

// odsCell is what the attributes of a cell say.
type odsCell struct {
	typ        string // office:value-type
	value      span   // the value attribute of whatever type
	hasValue   bool
	failed     bool // the result of a formula is an error
	formula    span
	times      int
	cols, rows int // of a merge
	covered    bool
}

// readCell reads the cell just started, in a column, and lists it as often as
// it is repeated. Empty cells are only counted.
func (r *odsReader) readCell(col int) (times int, err error) {
	from := len(r.text)
	c := odsCell{times: 1, cols: 1, rows: 1, covered: string(r.x.name) == "covered-table-cell"}
	if err := r.readAttrs(&c); err != nil {
		return 0, err
	}
	if c.cols > 1 || c.rows > 1 {
		ref := Ref{r.row.Number, col, r.row.Number + c.rows - 1, col + c.cols - 1}
		switch {
		case ref.LastRow > formatRows || ref.LastCol > formatCols:
			return 0, failf(CodeBadReference, "a merge of %d columns and %d rows", c.cols, c.rows)
		case len(r.merges) >= maxParts:
			return 0, failf(CodeTooLarge, "more than %d merged ranges", maxParts)
		case r.each == nil:
			r.merges = append(r.merges, ref)
		}
	}
	if r.each == nil {
		return c.times, r.x.skip()
	}
	kind, text, err := r.readValue(&c)
	if err != nil {
		return 0, err
	}
	if kind == Empty && c.formula.from == c.formula.to {
		r.text = r.text[:from]
		return c.times, nil
	}
	if c.times > 1 {
		if r.left -= c.times - 1; r.left < 0 {
			return 0, failf(CodeTooLarge, "repetition adds more than %d cells", maxRepeated)
		}
	}
	for i := range c.times {
		cell, err := r.add(col+i, kind, text, c.formula)
		if err != nil {
			return 0, err
		}
		cell.Merged, cell.Percent = c.covered, c.typ == "percentage" && kind == Number
	}
	return c.times, nil
}
