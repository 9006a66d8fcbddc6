package fiches

import (
	"fmt"
	"maps"
	"slices"

	"miernik/indicators"
	"miernik/internal/diag"
)

// ruleWeightSets: a named set is complete, sums to 100 like the fiche's own
// weights, and does not take the name of a computed one.
func ruleWeightSets() diag.Rule[Subject] {
	return diag.Rule[Subject]{
		Code: diag.FicheWeightSet,
		Why: diag.Phrase{PL: "Zestaw wag ma dać się podstawić w miejsce wag fiszki: musi wymieniać te same wskaźniki i sumować się tak samo.",
			EN: "A set of weights must fit in the place of the fiche's own: it names the same indicators and sums alike."},
		Check: checkWeightSets,
	}
}

func checkWeightSets(s Subject) (found diag.List) {
	if !s.Fiche.Scored() {
		return nil // ruleUnscored
	}
	seen := map[string]bool{SetExpert: true, SetEqual: true, SetByDimension: true}
	for i, set := range s.Fiche.WeightSets {
		path := fmt.Sprintf("weight_sets[%d]", i)
		report := func(below, pl, en string) {
			found.Add(diag.FicheWeightSet, s.Doc.At(path+below), s.Fiche.ID, set.ID, diag.Phrase{PL: pl, EN: en})
		}
		if seen[set.ID] {
			report(".set", "nazwa jest zajęta", "the name is taken")
		}
		seen[set.ID] = true
		sums := map[indicators.Dimension]int{}
		for _, it := range s.Fiche.MonitoringItems() {
			w, ok := set.Weights[it.Indicator]
			if !ok {
				report(".weights", "brak wskaźnika "+it.Indicator, "indicator "+it.Indicator+" is missing")
			}
			var d indicators.Dimension
			if card, known := s.Catalog.Cards[it.Indicator]; known && len(s.Fiche.Dimensions) > 0 {
				d = card.Value.Dimension
			}
			sums[d] += w
		}
		for _, code := range slices.Sorted(maps.Keys(set.Weights)) {
			if !slices.ContainsFunc(s.Fiche.MonitoringItems(), func(it Item) bool { return it.Indicator == code }) {
				report(".weights."+code, code+" nie jest wskaźnikiem monitoringowym fiszki", code+" is no monitoring indicator of the fiche")
			} else if set.Weights[code] < 0 {
				report(".weights."+code, "waga ujemna", "a negative weight")
			}
		}
		for _, d := range slices.Sorted(maps.Keys(sums)) {
			if sums[d] != 100 {
				in := diag.Phrase{}
				if d != "" {
					in = diag.Phrase{PL: " w wymiarze " + string(d), EN: " in dimension " + string(d)}
				}
				report(".weights", fmt.Sprintf("wagi%s sumują się do %d, a powinny do 100", in.PL, sums[d]), fmt.Sprintf("the weights%s add up to %d, not 100", in.EN, sums[d]))
			}
		}
		checkSetDimensions(s, set, report)
	}
	return found
}

// checkSetDimensions: weights of dimensions in a set are those of the fiche's
// dimensions, and sum to 100.
func checkSetDimensions(s Subject, set WeightSet, report func(below, pl, en string)) {
	if set.Dimensions == nil {
		return
	}
	sum := 0
	for _, d := range slices.Sorted(maps.Keys(set.Dimensions)) {
		sum += set.Dimensions[d]
		if !slices.ContainsFunc(s.Fiche.Dimensions, func(w DimensionWeight) bool { return w.Dimension == d }) {
			report(".dimensions."+string(d), "fiszka nie daje wagi wymiarowi "+string(d), "the fiche gives no weight to dimension "+string(d))
		}
	}
	for _, w := range s.Fiche.Dimensions {
		if _, ok := set.Dimensions[w.Dimension]; !ok {
			report(".dimensions", "brak wymiaru "+string(w.Dimension), "dimension "+string(w.Dimension)+" is missing")
		}
	}
	if sum != 100 {
		report(".dimensions", fmt.Sprintf("wagi wymiarów sumują się do %d, a powinny do 100", sum), fmt.Sprintf("the weights of dimensions add up to %d, not 100", sum))
	}
}
