package fiches

import (
	"fmt"

	"miernik/internal/diag"
)

// ruleHierarchyRepeated: a node or service hangs in one place.
func ruleHierarchyRepeated() diag.Rule[HierarchySubject] {
	return diag.Rule[HierarchySubject]{
		Code: diag.HierarchyRepeated,
		Why: diag.Phrase{PL: "Usługa w dwóch miejscach drzewa liczyłaby się podwójnie.",
			EN: "A service in two places of the tree would count twice."},
		Check: func(s HierarchySubject) (found diag.List) {
			first := map[string]int{}
			for i, n := range s.Hierarchy.Nodes {
				if j, ok := first[n.ID]; ok {
					found = append(found, diag.New(diag.HierarchyRepeated, s.Doc.At(fmt.Sprintf("nodes[%d]", i)), s.Hierarchy.ID, n.ID).With(s.Doc.At(fmt.Sprintf("nodes[%d]", j))))
				} else {
					first[n.ID] = i
				}
			}
			return found
		},
	}
}
