package fiches

import (
	"fmt"

	"miernik/indicators"
	"miernik/internal/diag"
)

// ruleDimensionWeights: where dimensions have weights, these sum to 100, and
// the dimensions with a weight are those that have monitoring indicators.
func ruleDimensionWeights() diag.Rule[Subject] {
	return diag.Rule[Subject]{
		Code: diag.FicheDimensionWeights,
		Why: diag.Phrase{PL: "Waga wymiaru bez wskaźników przepadłaby, a wskaźniki wymiaru bez wagi nie liczyłyby się wcale.",
			EN: "The weight of a dimension without indicators would be lost, and indicators of a dimension without weight would not count."},
		Check: checkDimensionWeights,
	}
}

func checkDimensionWeights(s Subject) (found diag.List) {
	if len(s.Fiche.Dimensions) == 0 {
		return nil
	}
	report := func(path, pl, en string) {
		found.Add(diag.FicheDimensionWeights, s.Doc.At(path), s.Fiche.ID, diag.Phrase{PL: pl, EN: en})
	}
	used := map[indicators.Dimension]bool{}
	for _, it := range s.Fiche.MonitoringItems() {
		if card, ok := s.Catalog.Cards[it.Indicator]; ok {
			used[card.Value.Dimension] = true
		}
	}
	sum := 0
	weighed := map[indicators.Dimension]bool{}
	for i, d := range s.Fiche.Dimensions {
		path := fmt.Sprintf("dimensions[%d]", i)
		switch {
		case weighed[d.Dimension]:
			report(path, fmt.Sprintf("wymiar %s ma wagę dwa razy", d.Dimension), fmt.Sprintf("dimension %s has a weight twice", d.Dimension))
		case !used[d.Dimension]:
			report(path, fmt.Sprintf("wymiar %s nie ma wskaźnika monitoringowego", d.Dimension), fmt.Sprintf("dimension %s has no monitoring indicator", d.Dimension))
		case d.Weight <= 0:
			report(path+".weight", fmt.Sprintf("waga wymiaru %s ma być dodatnia", d.Dimension), fmt.Sprintf("the weight of dimension %s must be positive", d.Dimension))
		}
		weighed[d.Dimension] = true
		sum += d.Weight
	}
	for _, d := range dimensions {
		if dim := indicators.Dimension(d); used[dim] && !weighed[dim] {
			report("dimensions", "wymiar "+d+" ma wskaźniki, a nie ma wagi", "dimension "+d+" has indicators but no weight")
		}
	}
	if sum != 100 {
		report("dimensions", fmt.Sprintf("wagi wymiarów sumują się do %d, a powinny do 100", sum), fmt.Sprintf("the weights of dimensions add up to %d, not 100", sum))
	}
	return found
}
