package fiches

import (
	"slices"

	"miernik/internal/diag"
)

// ruleUnused: every variable is in a card or decides whom a fiche is about.
func ruleUnused() diag.Rule[Everything] {
	return diag.Rule[Everything]{
		Code: diag.VariableUnused,
		Why: diag.Phrase{PL: "Zmiennej, której nie używa żadna karta ani warunek, nikt nie zobaczy.",
			EN: "A variable that no card or condition uses will be seen by nobody."},
		Check: func(e Everything) (found diag.List) {
			used := map[string]bool{}
			for _, code := range e.Catalog.CardCodes() {
				c := e.Catalog.Cards[code].Value
				for _, f := range slices.Concat(c.Numerator, c.Denominator) {
					for _, t := range f.Linear {
						used[t.Variable] = true
					}
				}
			}
			for _, l := range e.Set.Fiches {
				if w := l.Value.Applies.Where; w != nil {
					used[w.Variable] = true
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
