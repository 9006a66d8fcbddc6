package fiches

import (
	"fmt"
	"slices"

	"miernik/internal/diag"
)

// ruleLevel: the indicators of a fiche exist at the level it applies to.
func ruleLevel() diag.Rule[Subject] {
	return diag.Rule[Subject]{
		Code: diag.FicheLevel,
		Why: diag.Phrase{PL: "Wskaźnika powiatowego nie da się policzyć dla gminy.",
			EN: "An indicator of powiats cannot be computed for a gmina."},
		Check: func(s Subject) (found diag.List) {
			for i, it := range s.Fiche.Indicators {
				card, ok := s.Catalog.Cards[it.Indicator]
				if ok && !slices.Contains(card.Value.Levels, s.Fiche.Applies.Level) {
					found.Add(diag.FicheLevel, s.Doc.At(fmt.Sprintf("indicators[%d]", i)), s.Fiche.ID, s.Fiche.Applies.Level, it.Indicator)
				}
			}
			return found
		},
	}
}
