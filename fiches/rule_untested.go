package fiches

import "miernik/internal/diag"

// ruleUntested: every fiche has tests.
func ruleUntested() diag.Rule[Everything] {
	return diag.Rule[Everything]{
		Code: diag.FicheUntested,
		Why: diag.Phrase{PL: "Przykład policzony ręcznie jest jedynym dowodem, że fiszka liczy to, co mówi.",
			EN: "An example worked by hand is the only proof that a fiche computes what it says."},
		Check: func(e Everything) (found diag.List) {
			tested := map[string]bool{}
			for _, t := range e.Set.Tests {
				tested[t.Value.Fiche] = true
			}
			for _, l := range e.Set.Fiches {
				if !tested[l.Value.ID] {
					found.Add(diag.FicheUntested, l.Doc.At("fiche"), l.Value.ID)
				}
			}
			return found
		},
	}
}
