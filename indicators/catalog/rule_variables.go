package catalog

import "miernik/internal/diag"

// ruleVariables: every variable of a formula is in the catalogue.
func ruleVariables() diag.Rule[CardSubject] {
	return diag.Rule[CardSubject]{
		Code: diag.DefUnknownVariable,
		Why: diag.Phrase{PL: "Wskaźnika z nieznaną zmienną nie da się policzyć ani powiedzieć, czego brakuje.",
			EN: "An indicator with an unknown variable can neither be computed nor say what it lacks."},
		Check: func(s CardSubject) (found diag.List) {
			for t := range s.terms() {
				if _, ok := s.Catalog.Variables[t.Variable]; !ok {
					found.Add(diag.DefUnknownVariable, formulaPlace(s.Doc, t.side, t.formula, t.Column), s.Card.Code, t.Variable)
				}
			}
			return found
		},
	}
}
