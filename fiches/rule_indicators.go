package fiches

import (
	"fmt"

	"miernik/internal/diag"
)

// ruleKnownIndicators: every indicator of a fiche has a card, and is named once.
func ruleKnownIndicators(s Subject) (found diag.List) {
	first := map[string]int{}
	for i, it := range s.Fiche.Indicators {
		place := s.Doc.At(fmt.Sprintf("indicators[%d].indicator", i))
		if _, ok := s.Catalog.Cards[it.Indicator]; !ok {
			found.Add(diag.DefUnknownIndicator, place, s.Fiche.ID, it.Indicator)
		}
		if j, ok := first[it.Indicator]; ok {
			found = append(found, diag.New(diag.DefDuplicate, place, diag.Phrase{PL: "wskaźnik", EN: "indicator"}, it.Indicator).
				With(s.Doc.At(fmt.Sprintf("indicators[%d].indicator", j))))
		} else {
			first[it.Indicator] = i
		}
	}
	return found
}
