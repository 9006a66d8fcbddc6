package catalog

import (
	"miernik/indicators"
	"miernik/internal/diag"
)

// ruleNominant: a nominant, and only a nominant, has a range of full marks.
func ruleNominant() diag.Rule[CardSubject] {
	return diag.Rule[CardSubject]{
		Code: diag.DefNominant,
		Why: diag.Phrase{PL: "Bez przedziału nie wiadomo, jaka wartość nominanty jest właściwa; przy innym kierunku przedział nic nie znaczy.",
			EN: "Without a range nobody knows which value of a nominant is right; with another direction a range means nothing."},
		Check: func(s CardSubject) (found diag.List) {
			t := s.Card.Target
			if (s.Card.Direction == indicators.Nominant) != (t != nil) || t != nil && t[0] > t[1] {
				found.Add(diag.DefNominant, s.Doc.At("target"), s.Card.Code)
			}
			return found
		},
	}
}
