package fiches

import (
	"fmt"

	"miernik/indicators"
	"miernik/internal/diag"
)

// ruleRoles: a monitoring indicator has a direction and a weight; a context
// indicator has no weight and is not core, and a neutral one is context.
func ruleRoles() diag.Rule[Subject] {
	return diag.Rule[Subject]{
		Code: diag.FicheNeutralWeight,
		Why: diag.Phrase{PL: "Wskaźnik bez kierunku nie mówi, co jest lepsze, więc nie może ważyć w ocenie.",
			EN: "An indicator without a direction does not say what is better, so it cannot weigh in a score."},
		Check: checkRoles,
	}
}

func checkRoles(s Subject) (found diag.List) {
	for i, it := range s.Fiche.Indicators {
		card, ok := s.Catalog.Cards[it.Indicator]
		if !ok {
			continue
		}
		neutral := card.Value.Direction == indicators.Neutral
		if it.Role == Monitoring && (neutral || it.Weight <= 0) || it.Role == Context && (it.Weight != 0 || it.Core) {
			found.Add(diag.FicheNeutralWeight, s.Doc.At(fmt.Sprintf("indicators[%d]", i)),
				s.Fiche.ID, it.Indicator, it.Role, it.Weight, card.Value.Direction)
		}
	}
	return found
}
