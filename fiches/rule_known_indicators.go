package fiches

import (
	"fmt"

	"miernik/internal/diag"
)

// ruleKnownIndicators: every indicator of a fiche has a card.
func ruleKnownIndicators() diag.Rule[Subject] {
	return diag.Rule[Subject]{
		Code: diag.DefUnknownIndicator,
		Why: diag.Phrase{PL: "Bez karty nie wiadomo, co wskaźnik liczy ani w którą stronę jest korzystny.",
			EN: "Without its card nobody knows what an indicator counts or which way is favourable."},
		Check: func(s Subject) (found diag.List) {
			for i, it := range s.Fiche.Indicators {
				if _, ok := s.Catalog.Cards[it.Indicator]; !ok {
					found.Add(diag.DefUnknownIndicator, s.Doc.At(fmt.Sprintf("indicators[%d].indicator", i)), s.Fiche.ID, it.Indicator)
				}
			}
			return found
		},
	}
}
