package fiches

import (
	"fmt"

	"miernik/internal/diag"
)

// ruleUnscored: a fiche that says why it has no score gives no weights.
func ruleUnscored() diag.Rule[Subject] {
	return diag.Rule[Subject]{
		Code: diag.FicheUnscored,
		Why: diag.Phrase{PL: "Przekrój obszaru pokazuje się bez oceny; waga w nim sugerowałaby ocenę, której nie ma.",
			EN: "A cross-section of an area is shown without a score; a weight in it would suggest one."},
		Check: func(s Subject) (found diag.List) {
			if s.Fiche.Scored() {
				return nil
			}
			for i, it := range s.Fiche.Indicators {
				if it.Role == Monitoring {
					found.Add(diag.FicheUnscored, s.Doc.At(fmt.Sprintf("indicators[%d].role", i)), s.Fiche.ID, it.Indicator)
				}
			}
			if len(s.Fiche.Dimensions)+len(s.Fiche.WeightSets) > 0 {
				found.Add(diag.FicheUnscored, s.Doc.At("score"), s.Fiche.ID, "dimensions, weight_sets")
			}
			return found
		},
	}
}
