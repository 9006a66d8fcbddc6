package fiches

import "miernik/internal/diag"

// ruleHierarchyUnknown: parents are nodes of the tree, services are fiches.
func ruleHierarchyUnknown() diag.Rule[HierarchySubject] {
	return diag.Rule[HierarchySubject]{
		Code: diag.HierarchyUnknown,
		Why: diag.Phrase{PL: "Usługa bez fiszki albo węzeł bez rodzica wypadłyby z oceny całości.",
			EN: "A service without a fiche, or a node without its parent, would drop out of the whole."},
		Check: func(s HierarchySubject) (found diag.List) {
			for i, n := range s.Hierarchy.Nodes {
				if n.Parent != "" && !s.has(n.Parent) {
					found.Add(diag.HierarchyUnknown, s.at(i, "parent"), s.Hierarchy.ID, n.Parent, diag.Phrase{PL: "takiego węzła", EN: "such node"})
				}
				if n.Kind == NodeService && len(s.Set.Versions(n.ID)) == 0 {
					found.Add(diag.HierarchyUnknown, s.at(i, "fiche"), s.Hierarchy.ID, n.ID, diag.Phrase{PL: "takiej fiszki", EN: "such fiche"})
				}
			}
			return found
		},
	}
}
