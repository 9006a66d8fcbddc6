package ingest

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"miernik/pipeline/sheet"
)

// TestChooser: per row, the answer is that of looking at every condition, also
// beyond what is kept.
func TestChooser(t *testing.T) {
	long := strings.Repeat("ż", maxCombinationBytes)
	p := profileOf(t, `format: bdl-crel
select:
  - {variable: a, where: {X: x1, Y: y0}}
  - {variable: b, where: {Y: y1}}
  - {variable: c}
  - {variable: d, where: {X: "", Y: y1}}
  - {variable: e, where: {Z: z}}
  - {variable: f, where: {X: `+long+`}}
`)
	r := &reader{p: p}
	dims := map[string]int{"X": 2, "Y": 4} // Z is no column of the file
	c := newChooser(p.Select, dims)
	var seen []string
	for i := range 3 * maxCombinations {
		row := sheet.Row{Number: i + 1, Cells: []sheet.Cell{{Col: 1, Text: "k"}}}
		switch {
		case i%7 == 0:
			row.Cells = append(row.Cells, sheet.Cell{Col: 2, Text: long})
		case i%5 > 0:
			row.Cells = append(row.Cells, sheet.Cell{Col: 2, Text: fmt.Sprintf(" x%d", i/3%6000)})
		}
		if i%11 > 0 {
			row.Cells = append(row.Cells, sheet.Cell{Col: 4, Text: fmt.Sprintf("y%d", i%2)})
		}
		var want []int
		for k, s := range p.Select {
			if r.whereMatches(s.Where, row, dims) {
				want = append(want, k)
			}
		}
		for range 2 { // the second time as the row before
			if got := c.choose(r, row); !slices.Equal(got, want) {
				t.Fatalf("%v: selections %v, want %v", row.Cells, got, want)
			}
		}
		if len(c.known) > maxCombinations {
			t.Fatalf("%d combinations kept", len(c.known))
		}
		if text := fmt.Sprint(want); !slices.Contains(seen, text) {
			seen = append(seen, text)
		}
	}
	slices.Sort(seen)
	if want := []string{"[0 2]", "[1 2 3]", "[1 2 5]", "[1 2]", "[2 5]", "[2]"}; !slices.Equal(seen, want) {
		t.Errorf("combinations of selections met: %v", seen)
	}
}

// TestChooserTellsColumnsApart: the same texts in other columns are another
// combination.
func TestChooserTellsColumnsApart(t *testing.T) {
	p := profileOf(t, "format: bdl-crel\nselect: [{variable: a, where: {X: ab, Y: \"\"}}, {variable: b, where: {X: a, Y: b}}]")
	r := &reader{p: p}
	c := newChooser(p.Select, map[string]int{"X": 1, "Y": 2})
	for _, row := range []struct {
		x, y string
		want []int
	}{{"ab", "", []int{0}}, {"a", "b", []int{1}}, {"", "ab", nil}, {"ab", "", []int{0}}, {"", "", nil}, {"", "", nil}} {
		cells := []sheet.Cell{{Col: 1, Text: row.x}, {Col: 2, Text: row.y}}
		if got := c.choose(r, sheet.Row{Cells: cells}); !slices.Equal(got, row.want) {
			t.Errorf("%q %q: %v, want %v", row.x, row.y, got, row.want)
		}
	}
}
