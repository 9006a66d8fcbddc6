package ingest

import (
	"slices"

	"miernik/internal/diag"
	"miernik/pipeline/profile"
)

// openDimension watches the dimensions that a selection of a relational export
// leaves open: one text is fine, two mean that several rows answer for one
// cell, for instance a total and its parts.
type openDimension struct {
	col      int
	name     string
	first    string
	reported bool
}

// openDimensions lists the dimensions of an export that a selection does not
// fix, in the order of their columns.
func openDimensions(s profile.Select, dims map[string]int) []*openDimension {
	var out []*openDimension
	for name, col := range dims {
		fixed := false
		for _, c := range s.Where {
			if _, exact := c.Pattern.Exact(); exact && c.Column == name {
				fixed = true
			}
		}
		if !fixed {
			out = append(out, &openDimension{col: col, name: name})
		}
	}
	slices.SortFunc(out, func(a, b *openDimension) int { return a.col - b.col })
	return out
}

// see notes the text of a dimension in a row that is used.
func (o *openDimension) see(r *reader, variable, text string, place diag.Place) {
	switch {
	case o.reported:
	case o.first == "":
		o.first = text
	case text != o.first:
		o.reported = true
		r.found.Add(diag.DimensionOpen, place, variable, o.name, o.first, text)
	}
}
