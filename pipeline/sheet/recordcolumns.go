package sheet

import (
	"fmt"
	"math"
)

// recordTable is one kind of records with its columns: the parts of the record,
// then what is said once in the elements around it.
type recordTable struct {
	SheetInfo
	root   *element
	record *element

	names     []string
	nameBytes int
	own       int     // how many of the columns are parts of the record
	columns   []place // by path
	around    [][]int // by path: the columns that hold until the next element of the path
}

// place is the first column of a path, 0 for none; the further values of a text
// that repeats are a step apart.
type place struct{ first, step int }

func newRecordTable(record *element, l Limits) (*recordTable, error) {
	t := &recordTable{root: record, record: record}
	c := columnMaker{t: t, limits: l, taken: map[string]bool{}}
	if record.text {
		if err := c.add(record, 0, "text()"); err != nil {
			return nil, err
		}
	}
	if err := c.parts(record, ""); err != nil {
		return nil, err
	}
	t.own = len(t.names)
	above := append(record.above(), record)
	t.root = above[0]
	for i, e := range above[:len(above)-1] {
		c.above, c.within = e, above[i+1]
		if err := c.parts(e, ""); err != nil {
			return nil, err
		}
	}
	return t, nil
}

// columnMaker makes the columns of a table.
type columnMaker struct {
	t      *recordTable
	limits Limits
	taken  map[string]bool
	above  *element // around the record, nil: the record itself
	within *element // of above, on the way to the record
}

// grown is a list made long enough for an index.
func grown[T any](list []T, index int) []T {
	for len(list) <= index {
		list = append(list, *new(T))
	}
	return list
}

// add makes a column for the values of a path. One from around the record is
// named by the element that holds it, "Jednostka/Regon", or by the whole path
// where that name is taken.
func (c *columnMaker) add(e *element, step int, name string) error {
	if c.above != nil {
		short := c.above.name + "/" + name
		if c.taken[short] {
			short = pathEnd(c.above, math.MaxInt) + "/" + name
		}
		name = short
	}
	t := c.t
	t.nameBytes += len(name)
	if len(t.names) >= c.limits.MaxCols || t.nameBytes > c.limits.rowBytes() {
		return failf(CodeTooLarge, "more than %d columns, or %d bytes of their names", c.limits.MaxCols, c.limits.rowBytes())
	}
	t.names = append(t.names, name)
	c.taken[name] = true
	t.columns = grown(t.columns, e.index)
	if p := &t.columns[e.index]; p.first == 0 {
		*p = place{len(t.names), step}
	}
	if c.above != nil {
		t.around = grown(t.around, c.above.index)
		t.around[c.above.index] = append(t.around[c.above.index], len(t.names))
	}
	return nil
}

// parts makes the columns of what is within an element, except of records: they
// are tables of their own.
func (c *columnMaker) parts(e *element, path string) error {
	for _, p := range e.children {
		if p == c.within {
			continue
		}
		if p.most > 1 {
			if err := c.repeated(p, path+p.name); err != nil {
				return err
			}
			continue
		}
		if p.text {
			if err := c.add(p, 0, path+p.name); err != nil {
				return err
			}
		}
		if err := c.parts(p, path+p.name+"/"); err != nil {
			return err
		}
	}
	return nil
}

// repeated makes the columns of a text that repeats: a, a/@x, a[2], a[2]/@x.
// Around a record it has none, since it says no one thing.
func (c *columnMaker) repeated(e *element, name string) error {
	if e.record() || !e.text || c.above != nil {
		return nil
	}
	values := []*element{e}
	for _, a := range e.children {
		if a.text {
			values = append(values, a)
		}
	}
	for n := 1; n <= e.most; n++ {
		nth := name
		if n > 1 {
			nth = fmt.Sprintf("%s[%d]", name, n)
		}
		for i, v := range values {
			col := nth
			if i > 0 {
				col += "/" + v.name
			}
			if err := c.add(v, len(values), col); err != nil {
				return err
			}
		}
	}
	return nil
}
