package catalog

import (
	"slices"

	"miernik/internal/diag"
)

// ruleLevels: the variables of a card exist at each of its levels.
func ruleLevels() diag.Rule[CardSubject] {
	return diag.Rule[CardSubject]{
		Code: diag.DefLevel,
		Why: diag.Phrase{PL: "Zmienna, której nie ma na poziomie karty, nigdy nie zostałaby wypełniona.",
			EN: "A variable that does not exist at the level of the card could never be filled."},
		Check: func(s CardSubject) (found diag.List) {
			for t := range s.terms() {
				v := s.variable(t.Variable)
				if v == nil {
					continue
				}
				for _, l := range s.Card.Levels {
					if !slices.Contains(v.Levels, l) {
						found.Add(diag.DefLevel, formulaPlace(s.Doc, t.side, t.formula, t.Column), s.Card.Code, l, t.Variable)
					}
				}
			}
			return found
		},
	}
}
