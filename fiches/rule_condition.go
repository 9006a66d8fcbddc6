package fiches

import "miernik/internal/diag"

// ruleCondition: the variable of applies.where is in the catalogue.
func ruleCondition(s Subject) (found diag.List) {
	w := s.Fiche.Applies.Where
	if w == nil {
		return nil
	}
	if _, ok := s.Catalog.Variables[w.Variable]; !ok {
		found.Add(diag.FicheCondition, s.Doc.At("applies.where"), s.Fiche.ID, w.String(),
			diag.Phrase{PL: "nieznana zmienna „" + w.Variable + "”", EN: "unknown variable " + w.Variable})
	}
	return found
}
