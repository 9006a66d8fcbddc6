package catalog

import "miernik/internal/diag"

// ruleTwice: no formula adds a variable to one that counts part of it.
func ruleTwice() diag.Rule[CardSubject] {
	return diag.Rule[CardSubject]{
		Code: diag.DefTwice,
		Why: diag.Phrase{PL: "Suma całości i jej części liczy tę część dwa razy.",
			EN: "The sum of a whole and its part counts the part twice."},
		Check: func(s CardSubject) (found diag.List) {
			for whole := range s.terms() {
				for part := range s.terms() {
					if whole.side == part.side && whole.formula == part.formula && whole.Offset == part.Offset && whole.Variable != part.Variable &&
						whole.Coef.Sign() == part.Coef.Sign() && s.Catalog.isPart(part.Variable, whole.Variable) {
						found.Add(diag.DefTwice, formulaPlace(s.Doc, part.side, part.formula, part.Column), s.Card.Code, part.Variable, whole.Variable)
					}
				}
			}
			return found
		},
	}
}
