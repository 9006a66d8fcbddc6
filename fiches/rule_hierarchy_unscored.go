package fiches

import "miernik/internal/diag"

// ruleHierarchyUnscored: only a fiche with a score takes weight.
func ruleHierarchyUnscored() diag.Rule[HierarchySubject] {
	return diag.Rule[HierarchySubject]{
		Code: diag.HierarchyUnscored,
		Why: diag.Phrase{PL: "Fiszka bez oceny nie ma czego wnieść do oceny obszaru.",
			EN: "A fiche without a score has nothing to add to the score of its area."},
		Check: func(s HierarchySubject) (found diag.List) {
			for i, n := range s.Hierarchy.Nodes {
				for _, l := range s.Set.Versions(n.ID) {
					if n.Kind == NodeService && !l.Value.Scored() {
						found.Add(diag.HierarchyUnscored, s.at(i, "fiche"), s.Hierarchy.ID, n.ID)
						break
					}
				}
			}
			return found
		},
	}
}
