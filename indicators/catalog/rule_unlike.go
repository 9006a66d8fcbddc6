package catalog

import (
	"fmt"
	"slices"

	"miernik/internal/diag"
)

// ruleUnlike: what unlike names is there, and its name is indeed similar.
func ruleUnlike() diag.Rule[*Catalog] {
	return diag.Rule[*Catalog]{
		Code: diag.DefUnlike,
		Why: diag.Phrase{PL: "Wpis unlike, który niczego nie wycisza, zwykle zawiera literówkę.",
			EN: "An unlike entry that silences nothing usually has a typing error."},
		Check: func(c *Catalog) (found diag.List) {
			for _, list := range [][]named{c.namedCards(), c.namedVariables()} {
				for _, a := range list {
					for i, u := range a.unlike {
						k := slices.IndexFunc(list, func(b named) bool { return b.code == u.Code })
						if k < 0 || a.similarity(list[k]) < similarNames {
							found.Add(diag.DefUnlike, a.doc.At(fmt.Sprintf("unlike[%d].code", i)), a.code, u.Code)
						}
					}
				}
			}
			return found
		},
	}
}
