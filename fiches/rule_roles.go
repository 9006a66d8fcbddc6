package fiches

import (
	"fmt"

	"miernik/indicators"
	"miernik/internal/diag"
)

// ruleRoles: a monitoring indicator has a direction and a weight; a context
// indicator has no weight, and a neutral one can only be context.
func ruleRoles(s Subject) (found diag.List) {
	for i, it := range s.Fiche.Indicators {
		card, ok := s.Catalog.Cards[it.Indicator]
		if !ok {
			continue
		}
		neutral := card.Value.Direction == indicators.Neutral
		if (it.Role == Monitoring && (neutral || it.Weight <= 0)) || (it.Role == Context && it.Weight != 0) {
			found.Add(diag.FicheNeutralWeight, s.Doc.At(fmt.Sprintf("indicators[%d]", i)),
				s.Fiche.ID, it.Indicator, it.Role, it.Weight, card.Value.Direction)
		}
	}
	return found
}
