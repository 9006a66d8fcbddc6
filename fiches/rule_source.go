package fiches

import (
	"fmt"

	"miernik/internal/diag"
)

// ruleSource: a provision marked as verified says where it was read.
func ruleSource() diag.Rule[Subject] {
	return diag.Rule[Subject]{
		Code: diag.FicheSource,
		Why: diag.Phrase{PL: "„Sprawdzone” bez źródła nie różni się od „wiem z pamięci”.",
			EN: "\"Verified\" without a source is no better than \"from memory\"."},
		Check: func(s Subject) (found diag.List) {
			for i, l := range s.Fiche.LegalBasis {
				if l.Verified && l.Source == "" {
					found.Add(diag.FicheSource, s.Doc.At(fmt.Sprintf("legal_basis[%d]", i)), s.Fiche.ID, l.Article)
				}
			}
			return found
		},
	}
}
