package fiches

import (
	"fmt"
	"slices"

	"miernik/internal/diag"
)

// ruleFill: methods that reach over years have a limit, and none is named twice.
func ruleFill() diag.Rule[Subject] {
	return diag.Rule[Subject]{
		Code: diag.FicheFill,
		Why: diag.Phrase{PL: "Bez granicy lat ostatnią znaną wartość przenoszono by w nieskończoność.",
			EN: "Without a limit of years the last known value would be carried for ever."},
		Check: checkFill,
	}
}

// maxFillYears is the longest reach: between two surveys every four years.
const maxFillYears = 3

func checkFill(s Subject) (found diag.List) {
	check := func(path string, f *Fill) {
		if f == nil {
			return
		}
		report := func(pl, en string) {
			found.Add(diag.FicheFill, s.Doc.At(path), s.Fiche.ID, diag.Phrase{PL: pl, EN: en})
		}
		over := slices.Contains(f.Methods, "locf") || slices.Contains(f.Methods, "interpolate")
		switch {
		case over && (f.LimitYears < 1 || f.LimitYears > maxFillYears):
			report(fmt.Sprintf("locf i interpolate wymagają limit_years od 1 do %d", maxFillYears), fmt.Sprintf("locf and interpolate need limit_years from 1 to %d", maxFillYears))
		case !over && f.LimitYears != 0:
			report("limit_years dotyczy tylko locf i interpolate", "limit_years is about locf and interpolate only")
		}
		for i, m := range f.Methods {
			if slices.Contains(f.Methods[:i], m) {
				report("metoda "+m+" występuje dwa razy", "method "+m+" appears twice")
			}
		}
	}
	check("fill", s.Fiche.Fill)
	for i, it := range s.Fiche.Indicators {
		check(fmt.Sprintf("indicators[%d].fill", i), it.Fill)
	}
	return found
}
