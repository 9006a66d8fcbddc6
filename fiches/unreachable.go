package fiches

import (
	"slices"
	"strings"

	"miernik/indicators"
	"miernik/internal/diag"
)

// unreachable reports the variables of an availability that the fiches need at
// a level where no profile fills them, with the indicators that wait for them.
func (e Everything) unreachable(code diag.Code, wanted func(indicators.Availability) bool) (found diag.List) {
	if e.Filled == nil {
		return nil
	}
	type need struct {
		variable string
		level    indicators.Level
	}
	waiting := map[need][]string{}
	for _, l := range e.Set.Fiches {
		level := l.Value.Applies.Level
		for _, it := range l.Value.Indicators {
			card, ok := e.Catalog.Cards[it.Indicator]
			if !ok {
				continue
			}
			for _, f := range slices.Concat(card.Value.Numerator, card.Value.Denominator) {
				for _, t := range f.Linear {
					n := need{t.Variable, level}
					if !e.Filled(t.Variable, level) && !slices.Contains(waiting[n], it.Indicator) {
						waiting[n] = append(waiting[n], it.Indicator)
					}
				}
			}
		}
	}
	for n, list := range waiting {
		v := e.Catalog.Variables[n.variable]
		if v.Value != nil && wanted(v.Value.Availability) {
			slices.Sort(list)
			found.Add(code, v.Doc.At("variable"), n.variable, n.level, v.Value.Availability, strings.Join(list, ", "))
		}
	}
	return found
}
