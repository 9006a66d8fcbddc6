package fiches

import (
	"miernik/indicators"
	"miernik/internal/diag"
)

// ruleWeights: the weights of the monitoring indicators sum to 100, in the
// fiche or in each dimension that has a weight.
func ruleWeights() diag.Rule[Subject] {
	return diag.Rule[Subject]{
		Code: diag.FicheWeights,
		Why: diag.Phrase{PL: "Wagi całkowite o sumie 100 każdy może sprawdzić na kartce i porównać między fiszkami.",
			EN: "Whole weights that sum to 100 can be checked by hand and compared between fiches."},
		Check: checkWeights,
	}
}

func checkWeights(s Subject) (found diag.List) {
	if !s.Fiche.Scored() {
		return nil // ruleUnscored
	}
	whole := 0
	byDimension := map[indicators.Dimension]int{}
	for _, it := range s.Fiche.MonitoringItems() {
		whole += it.Weight
		if card, ok := s.Catalog.Cards[it.Indicator]; ok {
			byDimension[card.Value.Dimension] += it.Weight
		}
	}
	if len(s.Fiche.Dimensions) == 0 {
		if whole != 100 {
			found.Add(diag.FicheWeights, s.Doc.At("indicators"), s.Fiche.ID, diag.Phrase{}, whole)
		}
		return found
	}
	for _, d := range s.Fiche.Dimensions {
		if sum, ok := byDimension[d.Dimension]; ok && sum != 100 {
			in := string(d.Dimension)
			found.Add(diag.FicheWeights, s.Doc.At("indicators"), s.Fiche.ID, diag.Phrase{PL: " w wymiarze " + in, EN: " in dimension " + in}, sum)
		}
	}
	return found
}
