package fiches

import "miernik/internal/diag"

// ruleHierarchyLevel: the services of a tree are of its level.
func ruleHierarchyLevel() diag.Rule[HierarchySubject] {
	return diag.Rule[HierarchySubject]{
		Code: diag.HierarchyLevel,
		Why: diag.Phrase{PL: "Zadań gminnych i powiatowych nie składa się w jedną ocenę: to dwie karty.",
			EN: "Tasks of gminas and powiats are not put into one score: they are two cards."},
		Check: func(s HierarchySubject) (found diag.List) {
			for i, n := range s.Hierarchy.Nodes {
				for _, l := range s.Set.Versions(n.ID) {
					if n.Kind == NodeService && l.Value.Applies.Level != s.Hierarchy.Level {
						found.Add(diag.HierarchyLevel, s.at(i, "fiche"), s.Hierarchy.ID, s.Hierarchy.Level, n.ID, l.Value.Applies.Level)
						break
					}
				}
			}
			return found
		},
	}
}
