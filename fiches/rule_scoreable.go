package fiches

import (
	"miernik/indicators"
	"miernik/internal/diag"
)

// Least breadth of a score: fewer monitoring indicators or dimensions than
// this and the score is withheld (methods: coverage).
const (
	MinIndicators = 3
	MinDimensions = 2
)

// ruleScoreable warns of a fiche whose score would always be withheld.
func ruleScoreable(s Subject) (found diag.List) {
	items := s.Fiche.MonitoringItems()
	if len(items) < MinIndicators {
		found.Add(diag.FicheIndicators, s.Doc.At("indicators"), s.Fiche.ID, len(items))
	}
	dims := map[indicators.Dimension]bool{}
	for _, it := range items {
		if card, ok := s.Catalog.Cards[it.Indicator]; ok {
			dims[card.Value.Dimension] = true
		}
	}
	if len(dims) < MinDimensions {
		found.Add(diag.FicheDimensions, s.Doc.At("indicators"), s.Fiche.ID, len(dims))
	}
	return found
}
