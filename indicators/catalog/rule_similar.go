package catalog

import (
	"fmt"

	"miernik/internal/diag"
)

// similarNames is the share of common trigrams from which two names are taken
// for one thing written twice. Of 28 reviewed indicators whose card has the
// name in other words, 16 stay at or above it, most of them fully; of 6,441
// pairs of different indicators of the review two do (two exams, two age
// ranges). At 0.7 it would be 19 of 28, and six pairs.
const similarNames = 0.8

// ruleSimilar: two definitions do not have almost the same name, unless one of
// them says why the other is another thing.
func ruleSimilar() diag.Rule[*Catalog] {
	return diag.Rule[*Catalog]{
		Code: diag.DefSimilar,
		Why: diag.Phrase{PL: "Ta sama rzecz pod dwoma kodami liczy się w ocenie podwójnie.",
			EN: "One thing under two codes counts twice in a score."},
		Check: func(c *Catalog) (found diag.List) {
			for _, list := range [][]named{c.namedCards(), c.namedVariables()} {
				for i, a := range list {
					for _, b := range list[:i] {
						if s := a.similarity(b); s >= similarNames && !a.unlikes(b) && !b.unlikes(a) {
							found = append(found, diag.New(diag.DefSimilar, a.doc.At("name.pl"), a.code, b.code, fmt.Sprintf("%.2f", s)).With(b.doc.At("name.pl")))
						}
					}
				}
			}
			return found
		},
	}
}
