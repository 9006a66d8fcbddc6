package fiches

import "miernik/internal/diag"

// ruleCondition: the variable of applies.where is in the catalogue.
func ruleCondition() diag.Rule[Subject] {
	return diag.Rule[Subject]{
		Code: diag.FicheCondition,
		Why: diag.Phrase{PL: "Warunek rozstrzyga, kogo w ogóle się ocenia; nieczytelny oceniałby wszystkich albo nikogo.",
			EN: "The condition decides who is scored at all; one that cannot be read would take everybody or nobody."},
		Check: func(s Subject) (found diag.List) {
			w := s.Fiche.Applies.Where
			if w == nil {
				return nil
			}
			if _, ok := s.Catalog.Variables[w.Variable]; !ok {
				found.Add(diag.FicheCondition, s.Doc.At("applies.where"), s.Fiche.ID, w.String(),
					diag.Phrase{PL: "nieznana zmienna „" + w.Variable + "”", EN: "unknown variable " + w.Variable})
			}
			return found
		},
	}
}
