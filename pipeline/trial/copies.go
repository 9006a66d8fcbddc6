package trial

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"miernik/fiches"
	"miernik/indicators"
	"miernik/indicators/catalog"
)

// The cases of a test file run together: each has a copy of the fiche, of its
// cards and of its variables under codes of its own, so that no figure of one
// case enters another, and the stages run once a file.

// suffix tells the codes of a case from those of the others. No code of a
// definition has a "#".
func suffix(i int) string { return fmt.Sprintf("#%d", i) }

// original is a code without the suffix of its case.
func original(code string) string {
	before, _, _ := strings.Cut(code, "#")
	return before
}

// copyFor adds the copies of a case to a catalogue and returns that of the fiche.
// first is the year the fiche applies from.
func copyFor(into, cat *catalog.Catalog, f *fiches.Fiche, first indicators.Year, tag string) fiches.Loaded {
	tagged := func(code string) string {
		if e, ok := cat.Variables[code]; ok {
			v := *e.Value
			v.Code += tag
			into.Variables[v.Code] = catalog.Entry[*indicators.Variable]{Value: &v}
		}
		return code + tag
	}
	linear := func(l indicators.Linear) indicators.Linear {
		out := slices.Clone(l)
		for i := range out {
			out[i].Variable = tagged(out[i].Variable)
		}
		return out
	}
	side := func(s indicators.Side) indicators.Side {
		out := slices.Clone(s)
		for i := range out {
			out[i].Linear = linear(out[i].Linear)
		}
		return out
	}
	out := *f
	out.ID += tag
	out.ValidFrom, out.ValidTo = min(first, f.ValidFrom), 0
	if f.Applies.Where != nil {
		where := *f.Applies.Where
		where.Variable = tagged(where.Variable)
		out.Applies.Where = &where
	}
	out.Ladder = slices.Clone(f.Ladder)
	for i, p := range f.Ladder {
		out.Ladder[i].Linear = linear(p.Linear)
	}
	out.Indicators = slices.Clone(f.Indicators)
	for i, it := range f.Indicators {
		c := *cat.Cards[it.Indicator].Value
		c.Code += tag
		c.Numerator, c.Denominator = side(c.Numerator), side(c.Denominator)
		if c.Noise != nil {
			n := *c.Noise
			n.Persons = tagged(n.Persons)
			if n.Squares != "" {
				n.Squares = tagged(n.Squares)
			}
			c.Noise = &n
		}
		into.Cards[c.Code] = catalog.Entry[*indicators.Card]{Value: &c}
		out.Indicators[i].Indicator += tag
	}
	out.WeightSets = slices.Clone(f.WeightSets)
	for i, s := range f.WeightSets {
		weights := map[string]int{}
		for _, code := range slices.Sorted(maps.Keys(s.Weights)) {
			weights[code+tag] = s.Weights[code]
		}
		out.WeightSets[i].Weights = weights
	}
	return fiches.Loaded{Value: &out}
}
