package fiches

import (
	"slices"

	"miernik/indicators"
	"miernik/internal/diag"
)

// ruleUnused: every variable is in a card, decides whom a fiche is about, or is
// used by comparisons.
func ruleUnused() diag.Rule[Everything] {
	return diag.Rule[Everything]{
		Code: diag.VariableUnused,
		Why: diag.Phrase{PL: "Zmiennej, której nie używa żadna karta, warunek ani porównanie, nikt nie zobaczy.",
			EN: "A variable that no card, condition or comparison uses will be seen by nobody."},
		Check: func(e Everything) (found diag.List) {
			used := map[string]bool{indicators.PriceIndex: true}
			for _, code := range e.Catalog.CardCodes() {
				c := e.Catalog.Cards[code].Value
				for _, f := range slices.Concat(c.Numerator, c.Denominator) {
					for _, t := range f.Linear {
						used[t.Variable] = true
					}
				}
				if n := c.Noise; n != nil {
					used[n.Persons], used[n.Squares] = true, true
				}
			}
			for _, l := range e.Set.Fiches {
				if w := l.Value.Applies.Where; w != nil {
					used[w.Variable] = true
				}
				for _, v := range l.Value.Ladder.Variables() {
					used[v] = true
				}
			}
			for _, code := range e.Catalog.VariableCodes() {
				if !used[code] {
					found.Add(diag.VariableUnused, e.Catalog.Variables[code].Doc.At("variable"), code)
				}
			}
			return found
		},
	}
}
