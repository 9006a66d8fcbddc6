package fiches

import "miernik/internal/diag"

// ruleOrphans: every card is in a fiche.
func ruleOrphans() diag.Rule[Everything] {
	return diag.Rule[Everything]{
		Code: diag.CardOrphan,
		Why: diag.Phrase{PL: "Wskaźnika, którego nie ma w żadnej fiszce, program nie liczy.",
			EN: "An indicator that is in no fiche is not computed."},
		Check: func(e Everything) (found diag.List) {
			used := map[string]bool{}
			for _, l := range e.Set.Fiches {
				for _, it := range l.Value.Indicators {
					used[it.Indicator] = true
				}
			}
			for _, code := range e.Catalog.CardCodes() {
				if !used[code] {
					found.Add(diag.CardOrphan, e.Catalog.Cards[code].Doc.At("indicator"), code)
				}
			}
			return found
		},
	}
}
