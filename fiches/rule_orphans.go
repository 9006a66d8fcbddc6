package fiches

import (
	"maps"

	"miernik/internal/diag"
)

// ruleOrphans: every card is in a fiche, or likens units to each other.
func ruleOrphans() diag.Rule[Everything] {
	return diag.Rule[Everything]{
		Code: diag.CardOrphan,
		Why: diag.Phrase{PL: "Wskaźnika, którego nie ma w żadnej fiszce ani w grupach porównania, program nie liczy.",
			EN: "An indicator that is in no fiche and in no comparison group is not computed."},
		Check: func(e Everything) (found diag.List) {
			used := maps.Clone(e.Likened)
			if used == nil {
				used = map[string]bool{}
			}
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
