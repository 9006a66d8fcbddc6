package fiches

import "miernik/internal/diag"

// ruleWeights: the weights of the monitoring indicators sum to 100.
func ruleWeights(s Subject) (found diag.List) {
	sum := 0
	for _, it := range s.Fiche.MonitoringItems() {
		sum += it.Weight
	}
	if sum != 100 {
		found.Add(diag.FicheWeights, s.Doc.At("indicators"), s.Fiche.ID, sum)
	}
	return found
}
