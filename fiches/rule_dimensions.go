package fiches

import "miernik/internal/diag"

// ruleDimensions warns of a fiche that looks at a service from one side.
func ruleDimensions() diag.Rule[Subject] {
	return diag.Rule[Subject]{
		Code: diag.FicheDimensions,
		Why: diag.Phrase{PL: "Usługa opisana z jednej strony (np. samym kosztem) nagradza to, czego nie widać z drugiej.",
			EN: "A service described from one side, such as cost alone, rewards what the other side would show."},
		Check: func(s Subject) (found diag.List) {
			if n := len(s.dimensionsOf()); s.Fiche.Scored() && n < s.Fiche.Score.MinDimensions {
				found.Add(diag.FicheDimensions, s.Doc.At("indicators"), s.Fiche.ID, n, s.Fiche.Score.MinDimensions)
			}
			return found
		},
	}
}
