package fiches

import "miernik/internal/diag"

// Least breadth of a score: fewer monitoring indicators or dimensions than
// this and the score is withheld (methods: coverage).
const (
	MinIndicators = 3
	MinDimensions = 2
)

// ruleIndicators warns of a fiche whose score would always be withheld.
func ruleIndicators() diag.Rule[Subject] {
	return diag.Rule[Subject]{
		Code: diag.FicheIndicators,
		Why: diag.Phrase{PL: "Ocena z jednego albo dwóch wskaźników nie jest oceną usługi.",
			EN: "A score of one or two indicators is no score of a service."},
		Check: func(s Subject) (found diag.List) {
			if n := len(s.Fiche.MonitoringItems()); s.Fiche.Scored() && n < s.Fiche.Score.MinIndicators {
				found.Add(diag.FicheIndicators, s.Doc.At("indicators"), s.Fiche.ID, n, s.Fiche.Score.MinIndicators)
			}
			return found
		},
	}
}
