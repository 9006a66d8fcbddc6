package ingest

import (
	"slices"
	"strconv"
	"strings"

	"miernik/pipeline/profile"
	"miernik/pipeline/sheet"
)

// A header has at most maxHeaderRows rows. The texts that identify it stand
// in the first of them or in one of the others; what lies above and belongs to
// it are group labels, what lies below are sub-columns.
const maxHeaderRows = 5

// header knows what each column of a table is called. A column has a path,
// from the label of its group down to its own text: the same name under two
// groups is told apart as "group / name".
type header struct {
	rows [][]sheet.Cell // of the header, from top to bottom
	last int            // row number of the last of them
	cols []headerColumn // in order
}

type headerColumn struct {
	col  int
	path []string // folded texts from top to bottom, without empty ones
	own  string   // the lowest text that stands in this very column
	low  bool     // own stands in the last row
}

// newHeader reads the rows of a header. Merges, where the format has them,
// tell how far a group label reaches; elsewhere it reaches to the next label
// of its row.
func newHeader(rows [][]sheet.Cell, numbers []int, merges *mergeIndex) *header {
	h := &header{rows: rows, last: numbers[len(numbers)-1]}
	width := 0
	for _, cells := range rows {
		if n := len(cells); n > 0 {
			width = max(width, cells[n-1].Col)
		}
	}
	width = max(width, merges.width(numbers))
	byCol := make([]headerColumn, width+1)
	for i, cells := range rows {
		own := make([]string, width+1)
		for _, c := range cells {
			own[c.Col] = profile.Fold(c.Text)
		}
		lowest := i == len(rows)-1
		covered := merges.across(numbers[i])
		label := ""
		for col := 1; col <= width; col++ {
			text := own[col]
			switch {
			case text != "":
				label = text
			case len(covered) > 0:
				if left := covered[col]; left > 0 {
					text = own[left]
				}
			case !lowest:
				text = label
			}
			hc := &byCol[col]
			hc.col = col
			if text != "" {
				hc.path = append(hc.path, text)
			}
			if own[col] != "" {
				hc.own, hc.low = own[col], lowest
			}
		}
	}
	for _, hc := range byCol {
		if len(hc.path) > 0 {
			h.cols = append(h.cols, hc)
		}
	}
	return h
}

// find returns the column of a name: "name", "group / name", either with "*"
// for the rest of a text, and "name#2" for the second of that name. found is
// how many columns have the name; several without "#" name none.
func (h *header) find(name string) (col, found int) {
	if name == "" {
		return 0, 0
	}
	name, nth := splitNth(name)
	hits := h.columnsOf([]profile.Pattern{profile.NewPattern(name, 0)}) // a text may have a slash of its own
	if len(hits) == 0 {
		hits = h.columnsOf(pathPatterns(name))
	}
	switch {
	case nth > 0 && nth <= len(hits):
		return hits[nth-1], 1
	case nth == 0 && len(hits) == 1:
		return hits[0], 1
	case nth > 0:
		return 0, 0
	}
	return 0, len(hits)
}

// columnsOf lists the columns of a name. What stands in the last row of the
// header comes before what stands above.
func (h *header) columnsOf(parts []profile.Pattern) []int {
	var hits []int
	for _, low := range []bool{true, false} {
		for _, hc := range h.cols {
			if hc.low == low && hc.matches(parts) {
				hits = append(hits, hc.col)
			}
		}
		if len(hits) > 0 {
			break
		}
	}
	return hits
}

// pathPatterns takes "group / name" apart.
func pathPatterns(name string) []profile.Pattern {
	var parts []profile.Pattern
	for part := range strings.SplitSeq(name, " / ") {
		parts = append(parts, profile.NewPattern(part, 0))
	}
	return parts
}

func splitNth(name string) (string, int) {
	if i := strings.LastIndexByte(name, '#'); i > 0 {
		if n, err := strconv.Atoi(name[i+1:]); err == nil && n > 0 {
			return name[:i], n
		}
	}
	return name, 0
}

// matches compares the end of the path with the parts of a name.
func (hc headerColumn) matches(parts []profile.Pattern) bool {
	if len(parts) == 1 && hc.own != "" && parts[0].MatchFolded(hc.own) {
		return true
	}
	return pathEnds(hc.path, parts)
}

func pathEnds(path []string, parts []profile.Pattern) bool {
	if len(path) < len(parts) || len(parts) == 0 {
		return false
	}
	for i, p := range parts {
		if !p.MatchFolded(path[len(path)-len(parts)+i]) {
			return false
		}
	}
	return true
}

// repeats reports whether a row prints the last row of the header again, as
// tables over several pages do.
func (h *header) repeats(row sheet.Row) bool {
	last := h.rows[len(h.rows)-1]
	texts := func(cells []sheet.Cell) []string {
		var out []string
		for _, c := range cells {
			if t := profile.Fold(c.Text); t != "" {
				out = append(out, strconv.Itoa(c.Col)+t)
			}
		}
		return out
	}
	a := texts(last)
	return len(a) > 1 && slices.Equal(a, texts(row.Cells))
}

// numbering tells the row under a header that counts the columns: 1, 2, 3, …
func numbering(row sheet.Row) bool {
	n := 0
	for _, c := range row.Cells {
		text := strings.Trim(strings.TrimSpace(c.Text), "().")
		if text == "" {
			continue
		}
		v, err := strconv.Atoi(text)
		if err != nil || n > 0 && v != n+1 || n == 0 && v > 1 {
			return false
		}
		n = v
	}
	return n >= 3
}

// headerFinder looks for the rows of a header, row by row.
type headerFinder struct {
	texts   [][2]profile.Pattern // each whole, and its last part
	merges  *mergeIndex
	rows    [][]sheet.Cell // the last rows seen, without gap
	numbers []int
}

func newHeaderFinder(texts []string, merges *mergeIndex) *headerFinder {
	f := &headerFinder{merges: merges}
	for _, t := range texts {
		t, _ = splitNth(t)
		parts := pathPatterns(t)
		f.texts = append(f.texts, [2]profile.Pattern{profile.NewPattern(t, 0), parts[len(parts)-1]})
	}
	return f
}

// push adds a row and returns the header that ends with it, nil when there is
// none. All texts must stand in the last rows, at least one in this one.
func (f *headerFinder) push(row sheet.Row) *header {
	if blank(row) {
		f.rows, f.numbers = nil, nil
		return nil
	}
	if n := len(f.numbers); n > 0 && f.numbers[n-1] != row.Number-1 || n == maxHeaderRows {
		keep := 1
		if f.numbers[n-1] != row.Number-1 {
			keep = n
		}
		f.rows, f.numbers = f.rows[keep:], f.numbers[keep:]
	}
	f.rows, f.numbers = append(f.rows, slices.Clone(row.Cells)), append(f.numbers, row.Number)
	if !f.matched() {
		return nil
	}
	return newHeader(f.rows, f.numbers, f.merges)
}

// matched reports whether the identifying texts are in the rows at hand.
func (f *headerFinder) matched() bool {
	has := func(cells []sheet.Cell, p [2]profile.Pattern) bool {
		return slices.ContainsFunc(cells, func(c sheet.Cell) bool {
			text := profile.Fold(c.Text)
			return text != "" && (p[0].MatchFolded(text) || p[1].MatchFolded(text))
		})
	}
	current := f.rows[len(f.rows)-1]
	if !slices.ContainsFunc(f.texts, func(p [2]profile.Pattern) bool { return has(current, p) }) {
		return false
	}
	for _, p := range f.texts {
		if !slices.ContainsFunc(f.rows, func(cells []sheet.Cell) bool { return has(cells, p) }) {
			return false
		}
	}
	return true
}

// extend adds a row of sub-columns below a header that was found.
func (f *headerFinder) extend(row sheet.Row) *header {
	f.rows, f.numbers = append(f.rows, slices.Clone(row.Cells)), append(f.numbers, row.Number)
	return newHeader(f.rows, f.numbers, f.merges)
}
