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

// overYears tells the methods that take the unit's own values of other years.
func overYears(method string) bool {
	return method == "locf" || method == "interpolate" || method == "growth_of_peers"
}

func checkFill(s Subject) (found diag.List) {
	check := func(path string, f *Fill) {
		if f == nil {
			return
		}
		report := func(pl, en string) {
			found.Add(diag.FicheFill, s.Doc.At(path), s.Fiche.ID, diag.Phrase{PL: pl, EN: en})
		}
		over := slices.ContainsFunc(f.Methods, overYears)
		switch {
		case over && (f.LimitYears < 1 || f.LimitYears > maxFillYears):
			report(fmt.Sprintf("locf, interpolate i growth_of_peers wymagają limit_years od 1 do %d", maxFillYears), fmt.Sprintf("locf, interpolate and growth_of_peers need limit_years from 1 to %d", maxFillYears))
		case !over && f.LimitYears != 0:
			report("limit_years dotyczy tylko locf, interpolate i growth_of_peers", "limit_years is about locf, interpolate and growth_of_peers only")
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
