package fiches

import (
	"cmp"
	"slices"

	"miernik/indicators"
	"miernik/indicators/catalog"
)

// Loaded is a fiche with its document.
type Loaded = catalog.Entry[*Fiche]

// Set is what the layers define: fiches in all their versions, the trees they
// hang in, and their tests.
type Set struct {
	Fiches      []Loaded // in order of code, id and version
	Hierarchies []catalog.Entry[*Hierarchy]
	Tests       []catalog.Entry[*TestFile]
}

// InForce picks one version of each fiche for a period: the one valid in the
// last year; where there is none, the latest that is valid in any of the years.
func (s *Set) InForce(from, to indicators.Year) []Loaded {
	var out []Loaded
	at := map[string]int{}
	for _, l := range s.Fiches {
		f := l.Value
		if f.ValidFrom > to || f.ValidTo != 0 && f.ValidTo < from {
			continue
		}
		// The years of versions do not overlap: a later one is nearer to the
		// last year.
		if i, ok := at[f.ID]; !ok {
			at[f.ID] = len(out)
			out = append(out, l)
		} else if f.ValidFrom > out[i].Value.ValidFrom {
			out[i] = l
		}
	}
	return out
}

// FirstYear is the first year of the oldest version of a fiche. The version in
// force is applied back to it, so that a new version does not cut the series.
func (s *Set) FirstYear(id string) indicators.Year {
	var first indicators.Year
	for _, l := range s.Fiches {
		if l.Value.ID == id && (first == 0 || l.Value.ValidFrom < first) {
			first = l.Value.ValidFrom
		}
	}
	return first
}

// Versions lists the versions of a fiche, the oldest first.
func (s *Set) Versions(id string) []Loaded {
	var out []Loaded
	for _, l := range s.Fiches {
		if l.Value.ID == id {
			out = append(out, l)
		}
	}
	return out
}

func (s *Set) sort() {
	slices.SortFunc(s.Fiches, func(a, b Loaded) int {
		return cmp.Or(cmp.Compare(a.Value.Code, b.Value.Code), cmp.Compare(a.Value.ID, b.Value.ID), cmp.Compare(a.Value.Version, b.Value.Version))
	})
	slices.SortFunc(s.Hierarchies, func(a, b catalog.Entry[*Hierarchy]) int { return cmp.Compare(a.Value.ID, b.Value.ID) })
	slices.SortStableFunc(s.Tests, func(a, b catalog.Entry[*TestFile]) int {
		return cmp.Or(cmp.Compare(a.Value.Fiche, b.Value.Fiche), cmp.Compare(a.Doc.File, b.Doc.File), cmp.Compare(a.Doc.At("").Row, b.Doc.At("").Row))
	})
}
