package fiches

import (
	"fmt"

	"miernik/internal/diag"
)

// ruleHistory: the history grows by version and ends with this one.
func ruleHistory() diag.Rule[Subject] {
	return diag.Rule[Subject]{
		Code: diag.FicheHistory,
		Why: diag.Phrase{PL: "Czytelnik ma wiedzieć, co zmieniła wersja, którą czyta.",
			EN: "A reader must see what the version at hand has changed."},
		Check: func(s Subject) (found diag.List) {
			before := 0
			for i, h := range s.Fiche.History {
				if h.Version <= before {
					found.Add(diag.FicheHistory, s.Doc.At(fmt.Sprintf("history[%d].version", i)), s.Fiche.ID, diag.Phrase{PL: "wersje nie rosną", EN: "versions do not grow"})
				}
				before = h.Version
			}
			if before != s.Fiche.Version {
				found.Add(diag.FicheHistory, s.Doc.At("history"), s.Fiche.ID, diag.Phrase{
					PL: fmt.Sprintf("wersja %d nie ma wpisu", s.Fiche.Version), EN: fmt.Sprintf("version %d has no entry", s.Fiche.Version)})
			}
			return found
		},
	}
}
