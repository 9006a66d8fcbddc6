package fiches

import (
	"fmt"
	"slices"

	"miernik/internal/diag"
)

// ruleStandards: limits of a standard bound an indicator of the fiche.
func ruleStandards() diag.Rule[Subject] {
	return diag.Rule[Subject]{
		Code: diag.FicheStandard,
		Why: diag.Phrase{PL: "Norma z liczbą ma być sprawdzana na wskaźniku, który fiszka pokazuje.",
			EN: "A standard with a number is to be checked on an indicator the fiche shows."},
		Check: func(s Subject) (found diag.List) {
			for i, st := range s.Fiche.Standards {
				report := func(pl, en string) {
					found.Add(diag.FicheStandard, s.Doc.At(fmt.Sprintf("standards[%d]", i)), s.Fiche.ID, diag.Phrase{PL: pl, EN: en})
				}
				bounds := st.Min != nil || st.Max != nil
				switch {
				case bounds != (st.Indicator != ""):
					report("min i max podaje się razem z indicator", "min and max go with indicator")
				case st.Indicator != "" && !slices.ContainsFunc(s.Fiche.Indicators, func(it Item) bool { return it.Indicator == st.Indicator }):
					report("fiszka nie ma wskaźnika "+st.Indicator, "the fiche has no indicator "+st.Indicator)
				case st.Min != nil && st.Max != nil && *st.Min > *st.Max:
					report("min większe od max", "min above max")
				}
			}
			return found
		},
	}
}
