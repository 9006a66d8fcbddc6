package catalog

import (
	"iter"

	"miernik/indicators"
)

// placedTerm is a term of a card with the place of its formula.
type placedTerm struct {
	indicators.Term
	side    string // numerator, denominator
	formula int    // index among the dated formulas of the side
}

// terms goes through the terms of both sides, in the order of the card.
func (s CardSubject) terms() iter.Seq[placedTerm] {
	return func(yield func(placedTerm) bool) {
		for _, side := range []struct {
			name     string
			formulas indicators.Side
		}{{"numerator", s.Card.Numerator}, {"denominator", s.Card.Denominator}} {
			for i, f := range side.formulas {
				for _, t := range f.Linear {
					if !yield(placedTerm{t, side.name, i}) {
						return
					}
				}
			}
		}
	}
}

// variable is the definition of a term's variable; nil when there is none,
// which ruleVariables reports.
func (s CardSubject) variable(code string) *indicators.Variable {
	return s.Catalog.Variables[code].Value
}
