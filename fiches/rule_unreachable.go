package fiches

import (
	"miernik/indicators"
	"miernik/internal/diag"
)

// ruleUnreachable: a public variable that the fiches need has a source.
func ruleUnreachable() diag.Rule[Everything] {
	return diag.Rule[Everything]{
		Code: diag.SourceUnreachable,
		Why: diag.Phrase{PL: "Dana publiczna, której nie wypełnia żaden profil, jest luką do usunięcia bez pytania kogokolwiek.",
			EN: "Public data that no profile fills is a gap that can be closed without asking anybody."},
		Check: func(e Everything) diag.List {
			return e.unreachable(diag.SourceUnreachable, func(a indicators.Availability) bool { return a == indicators.Public })
		},
	}
}
