package fiches

import (
	"fmt"

	"miernik/internal/diag"
)

// ruleRepeatedIndicators: a fiche names an indicator once.
func ruleRepeatedIndicators() diag.Rule[Subject] {
	return diag.Rule[Subject]{
		Code: diag.DefDuplicate,
		Why: diag.Phrase{PL: "Wskaźnik wymieniony dwa razy ważyłby dwa razy.",
			EN: "An indicator named twice would weigh twice."},
		Check: func(s Subject) (found diag.List) {
			first := map[string]int{}
			for i, it := range s.Fiche.Indicators {
				if j, ok := first[it.Indicator]; ok {
					found = append(found, diag.New(diag.DefDuplicate, s.Doc.At(fmt.Sprintf("indicators[%d].indicator", i)), diag.Phrase{PL: "wskaźnik", EN: "indicator"}, it.Indicator).
						With(s.Doc.At(fmt.Sprintf("indicators[%d].indicator", j))))
				} else {
					first[it.Indicator] = i
				}
			}
			return found
		},
	}
}
