package fiches

import "miernik/internal/diag"

// ruleVerified tells how many references of a fiche nobody has checked.
func ruleVerified() diag.Rule[Subject] {
	return diag.Rule[Subject]{
		Code: diag.FicheUnverified,
		Why: diag.Phrase{PL: "Podstawy podane z pamięci są w raportach oznaczone „niesprawdzone”, dopóki ktoś ich nie sprawdzi.",
			EN: "References from memory are marked in the reports until somebody checks them."},
		Check: func(s Subject) (found diag.List) {
			if n := s.Fiche.Unverified(); n > 0 {
				found.Add(diag.FicheUnverified, s.Doc.At("legal_basis"), s.Fiche.ID, n)
			}
			return found
		},
	}
}
