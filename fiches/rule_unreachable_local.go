package fiches

import (
	"miernik/indicators"
	"miernik/internal/diag"
)

// ruleUnreachableLocal tells of the others: processed, local, unpublished and
// uncollected data without a source.
func ruleUnreachableLocal() diag.Rule[Everything] {
	return diag.Rule[Everything]{
		Code: diag.SourceNone,
		Why: diag.Phrase{PL: "Bez opracowania, prośby o dane albo nowego badania tej zmiennej nie będzie; luki mają to jako przyczynę.",
			EN: "Without processing, a request or a new survey this variable will not come; the gaps say so."},
		Check: func(e Everything) diag.List {
			return e.unreachable(diag.SourceNone, func(a indicators.Availability) bool { return a != indicators.Public })
		},
	}
}
