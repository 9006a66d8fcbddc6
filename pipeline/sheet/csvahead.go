package sheet

const (
	// aheadBatches of aheadRows rows are read ahead of the caller.
	aheadBatches = 3
	aheadRows    = 256
	// aheadBytes ends a batch behind a record that is longer.
	aheadBytes = 64 << 10
)

// csvBatch is some records in a row.
type csvBatch struct {
	rows  []Row
	cells []Cell // of the rows, one after another
	last  bool
	err   error // behind the last row
}

// fill reads the next records.
func (b *csvBatch) fill(c *csvReader) {
	b.rows, b.cells = b.rows[:0], b.cells[:0]
	for len(b.rows) < aheadRows {
		used := len(b.cells)
		c.row.Cells = b.cells[used:]
		ok, err := c.next()
		if !ok || err != nil {
			b.last, b.err = true, err
			return
		}
		b.rows = append(b.rows, c.row)
		if n := used + len(c.row.Cells); n <= cap(b.cells) {
			b.cells = b.cells[:n]
		} else { // the cells of this row are elsewhere now
			b.cells = make([]Cell, 0, 2*n)
		}
		if len(c.text) > aheadBytes {
			return
		}
	}
}

// readAhead yields the records of a reader, then at most one error. Another
// goroutine reads while the caller is at work on what it got; it has ended when
// readAhead returns.
func readAhead(c *csvReader, yield func(Row, error) bool) {
	full, empty, stop := make(chan *csvBatch), make(chan *csvBatch, aheadBatches), make(chan struct{})
	for range aheadBatches {
		empty <- &csvBatch{}
	}
	go func() {
		defer close(full)
		for last := false; !last; {
			select {
			case b := <-empty:
				b.fill(c)
				last = b.last
				select {
				case full <- b:
				case <-stop:
					return
				}
			case <-stop:
				return
			}
		}
	}()
	defer func() {
		close(stop)
		for range full {
		}
	}()
	for b := range full {
		for _, row := range b.rows {
			if !yield(row, nil) {
				return
			}
		}
		if b.err != nil {
			yield(Row{}, b.err)
			return
		}
		empty <- b
	}
}
