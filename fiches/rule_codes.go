package fiches

import "miernik/internal/diag"

// ruleCodes: a code of the list of services stands for one fiche of a level.
func ruleCodes() diag.Rule[Everything] {
	return diag.Rule[Everything]{
		Code: diag.FicheCode,
		Why: diag.Phrase{PL: "Po kodzie usługi szuka się jednej fiszki; usługa gminna i powiatowa mogą mieć ten sam.",
			EN: "A service code is to find one fiche; a service of gminas and one of powiats may share it."},
		Check: func(e Everything) (found diag.List) {
			for i, l := range e.Set.Fiches {
				for _, old := range e.Set.Fiches[:i] {
					a, b := old.Value, l.Value
					if a.ID != b.ID && a.Code == b.Code && a.Applies.Level == b.Applies.Level && overlapping(a, b) {
						found = append(found, diag.New(diag.FicheCode, l.Doc.At("code"), a.ID, b.ID, b.Code).With(old.Doc.At("code")))
					}
				}
			}
			return found
		},
	}
}
