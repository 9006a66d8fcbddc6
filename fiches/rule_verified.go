package fiches

import "miernik/internal/diag"

// ruleVerified tells how many references of a fiche nobody has checked.
func ruleVerified(s Subject) (found diag.List) {
	if n := s.Fiche.Unverified(); n > 0 {
		found.Add(diag.FicheUnverified, s.Doc.At("legal_basis"), s.Fiche.ID, n)
	}
	return found
}
