package fiches

import "miernik/internal/diag"

// ruleOutsideHierarchy: every fiche with a score hangs in a tree of its level,
// where there is one.
func ruleOutsideHierarchy() diag.Rule[Everything] {
	return diag.Rule[Everything]{
		Code: diag.HierarchyMissing,
		Why: diag.Phrase{PL: "Usługa spoza drzewa nie wchodzi do oceny obszaru ani całości.",
			EN: "A service outside the tree enters neither the score of its area nor the overall one."},
		Check: func(e Everything) (found diag.List) {
			for _, h := range e.Set.Hierarchies {
				in := map[string]bool{}
				for _, n := range h.Value.Nodes {
					in[n.ID] = n.Kind == NodeService
				}
				for _, l := range e.Set.Fiches {
					if l.Value.Scored() && l.Value.Applies.Level == h.Value.Level && !in[l.Value.ID] {
						found = append(found, diag.New(diag.HierarchyMissing, l.Doc.At("fiche"), l.Value.ID, h.Value.ID).With(h.Doc.At("nodes")))
					}
				}
			}
			return found
		},
	}
}
