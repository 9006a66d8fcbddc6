package ingest

import (
	"encoding/binary"
	"slices"

	"miernik/pipeline/profile"
	"miernik/pipeline/sheet"
)

// A chooser keeps at most so many combinations, of at most so many bytes each,
// of a file whose rows all differ.
const (
	maxCombinations     = 1 << 12
	maxCombinationBytes = 1 << 10
)

// chooser finds the selections whose conditions a row meets. The rows of a
// relational file repeat few combinations of dimension texts, mostly in runs,
// so that the conditions are looked at once a combination.
type chooser struct {
	dims    map[string]int
	columns []int            // that any condition looks at
	known   map[string][]int // selections by the texts of these columns
	texts   []string         // of the row before, nil at first
	last    []int            // selections of the row before
	key     []byte
}

func newChooser(selections []profile.Select, dims map[string]int) *chooser {
	c := &chooser{dims: dims, known: map[string][]int{}}
	for _, s := range selections {
		for _, w := range s.Where {
			if col, ok := dims[w.Column]; ok && !slices.Contains(c.columns, col) {
				c.columns = append(c.columns, col)
			}
		}
	}
	return c
}

// choose lists, in the order of the profile, the selections whose conditions
// the row meets.
func (c *chooser) choose(r *reader, row sheet.Row) []int {
	if c.texts != nil && c.same(row) {
		return c.last
	}
	if c.texts == nil {
		c.texts = make([]string, len(c.columns))
	}
	c.key = c.key[:0]
	for i, col := range c.columns {
		c.texts[i] = textAt(row, col)
		c.key = append(binary.LittleEndian.AppendUint32(c.key, uint32(len(c.texts[i]))), c.texts[i]...)
	}
	var ok bool
	if c.last, ok = c.known[string(c.key)]; ok {
		return c.last
	}
	for i := range r.p.Select {
		if r.whereMatches(r.p.Select[i].Where, row, c.dims) {
			c.last = append(c.last, i)
		}
	}
	if len(c.key) <= maxCombinationBytes {
		if len(c.known) == maxCombinations {
			clear(c.known)
		}
		c.known[string(c.key)] = c.last
	}
	return c.last
}

// same says that the row has the texts of the row before.
func (c *chooser) same(row sheet.Row) bool {
	for i, col := range c.columns {
		if textAt(row, col) != c.texts[i] {
			return false
		}
	}
	return true
}
