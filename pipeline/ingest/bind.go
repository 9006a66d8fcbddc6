package ingest

import (
	"slices"
	"strings"

	"miernik/indicators"
	"miernik/pipeline/profile"
)

// bound is a table whose columns are known: the profile's names as numbers.
type bound struct {
	h        *header
	unit     []int // of Unit.Column, or of each piece of Unit.Code
	name     [4]int
	year     int
	label    int
	facility int
	parent   int
	fill     []int
	selects  []boundSelect
	values   []int // every column that a selection takes values from
}

type boundSelect struct {
	i                       int // in Profile.Select
	s                       *profile.Select
	col                     int
	years                   []yearColumn // instead of col, when each year has its column
	weight, require, hidden int
	where                   []boundCondition
}

type boundCondition struct {
	col     int // 0: the section heading
	pattern profile.Pattern
}

type yearColumn struct {
	col  int
	year indicators.Year
	mark profile.Sign
	has  bool // a mark is declared for this year
}

// missing is a name that is not the name of one column.
type missing struct {
	name  string
	times int
}

// bind finds the columns of a header, and tells the names it lacks.
func (tr *tableReader) bind(h *header) (*bound, []missing) {
	b := &bound{h: h}
	var lacks []missing
	need := func(name string) int {
		if name == "" {
			return 0
		}
		col, times := h.find(name)
		if col == 0 && !slices.ContainsFunc(lacks, func(m missing) bool { return m.name == name }) {
			lacks = append(lacks, missing{name, times})
		}
		return col
	}
	t := tr.t
	if t.Unit.Column != "" {
		b.unit = []int{need(t.Unit.Column)}
	}
	for _, p := range t.Unit.Code {
		b.unit = append(b.unit, need(p.Column))
	}
	n := t.Unit.Name
	for i, name := range []string{n.Gmina, n.Powiat, n.Voivodeship, n.Kind} {
		b.name[i] = need(name)
	}
	b.year = need(t.Year.Column)
	b.label, _ = h.find(t.Label)
	b.facility, b.parent = need(t.Facility.ID), need(t.Facility.Parent)
	for _, name := range t.FillDown {
		b.fill = append(b.fill, need(name))
	}
	selects := tr.p.Selects(t)
	for i := range selects {
		s := &selects[i]
		bs := boundSelect{i: t.First + i, s: s}
		if t.Year.Header {
			if bs.years = yearColumns(h, s.Column, t.Year.Marks); len(bs.years) == 0 {
				lacks = append(lacks, missing{name: strings.TrimPrefix(s.Column+" / RRRR", " / ")})
			}
		} else {
			bs.col = need(s.Column)
		}
		bs.weight, bs.require, bs.hidden = need(s.Weight), need(s.Require), need(s.Hidden)
		for _, c := range s.Where {
			bc := boundCondition{pattern: c.Pattern}
			if t.Section == "" || profile.Fold(c.Column) != profile.Fold(t.Section) {
				bc.col = need(c.Column)
			}
			bs.where = append(bs.where, bc)
		}
		b.selects = append(b.selects, bs)
		b.addValues(bs)
	}
	return b, lacks
}

func (b *bound) addValues(bs boundSelect) {
	add := func(col int) {
		if col > 0 && !slices.Contains(b.values, col) {
			b.values = append(b.values, col)
		}
	}
	add(bs.col)
	for _, y := range bs.years {
		add(y.col)
	}
}

// yearColumns finds the columns headed by a year, below or above the name of
// the selection's column when it has one.
func yearColumns(h *header, name string, marks map[string]profile.Sign) []yearColumn {
	parts := pathPatterns(name)
	var out []yearColumn
	for _, hc := range h.cols {
		at, y, mark := -1, indicators.Year(0), ""
		for i, part := range hc.path {
			if yy, m, ok := headerYear(part); ok {
				at, y, mark = i, yy, m
			}
		}
		switch {
		case at < 0, name == "" && at != len(hc.path)-1:
			continue
		case name != "" && !pathEnds(slices.Delete(slices.Clone(hc.path), at, at+1), parts):
			continue
		}
		sign, has := marks[mark]
		out = append(out, yearColumn{col: hc.col, year: y, mark: sign, has: has})
	}
	return out
}

// headerYear reads a year with the sign glued to it: "2022*", "2024 a)".
func headerYear(text string) (indicators.Year, string, bool) {
	if len(text) < 4 {
		return 0, "", false
	}
	y, err := indicators.ParseYear(text[:4])
	mark := strings.TrimSpace(text[4:])
	if err != nil || len(mark) > 3 || strings.ContainsAny(mark, "0123456789/-.") {
		return 0, "", false
	}
	return y, mark, true
}
