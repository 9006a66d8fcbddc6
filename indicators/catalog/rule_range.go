package catalog

import (
	"strconv"

	"miernik/internal/diag"
)

var rangeWhy = diag.Phrase{PL: "Zakres prawdopodobny wychwytuje błędne liczby w źródle: ma być właściwie zapisany i obejmować przykład.",
	EN: "The plausible range catches wrong figures at the source: it must be in order and hold the example."}

// ruleVariableRange: the plausible range of a variable is in order.
func ruleVariableRange() diag.Rule[VariableSubject] {
	return diag.Rule[VariableSubject]{
		Code: diag.DefRange, Why: rangeWhy,
		Check: func(s VariableSubject) (found diag.List) {
			if r := s.Variable.Range; r != nil && r[0] >= r[1] {
				found.Add(diag.DefRange, s.Doc.At("range"), s.Variable.Code, decimal(r[0]), decimal(r[1]), diag.Phrase{PL: "odwrócony", EN: "reversed"})
			}
			return found
		},
	}
}

// ruleCardRange: the plausible range of a card is in order and holds its
// example.
func ruleCardRange() diag.Rule[CardSubject] {
	return diag.Rule[CardSubject]{
		Code: diag.DefRange, Why: rangeWhy,
		Check: func(s CardSubject) (found diag.List) {
			r := s.Card.Range
			if r == nil {
				return nil
			}
			v, _ := s.Card.Example.Value.Float64()
			switch {
			case r[0] >= r[1]:
				found.Add(diag.DefRange, s.Doc.At("range"), s.Card.Code, decimal(r[0]), decimal(r[1]), diag.Phrase{PL: "odwrócony", EN: "reversed"})
			case v < r[0] || v > r[1]:
				found.Add(diag.DefRange, s.Doc.At("range"), s.Card.Code, decimal(r[0]), decimal(r[1]),
					diag.Phrase{PL: "nie obejmuje przykładu (" + decimal(v) + ")", EN: "does not hold the example (" + decimal(v) + ")"})
			}
			return found
		},
	}
}

func decimal(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }
