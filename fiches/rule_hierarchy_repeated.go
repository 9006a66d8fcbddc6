package fiches

import (
	"fmt"

	"miernik/internal/diag"
)

// ruleHierarchyRepeated: a node or service hangs in one place, and its name is
// its own among the trees of the level: scores are kept by it.
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
				if place, ok := s.elsewhere(n); ok {
					found = append(found, diag.New(diag.HierarchyRepeated, s.Doc.At(fmt.Sprintf("nodes[%d]", i)), s.Hierarchy.ID, n.ID).With(place))
				}
			}
			return found
		},
	}
}

// elsewhere finds the name of a group node among the fiches and in an earlier
// tree of the same level.
func (s HierarchySubject) elsewhere(n Node) (diag.Place, bool) {
	if n.Kind == NodeService {
		return diag.Place{}, false
	}
	for _, l := range s.Set.Versions(n.ID) {
		return l.Doc.At("fiche"), true
	}
	for _, e := range s.Set.Hierarchies {
		if e.Value.ID == s.Hierarchy.ID {
			break
		}
		for i, other := range e.Value.Nodes {
			if other.ID == n.ID && other.Kind != NodeService && e.Value.Level == s.Hierarchy.Level {
				return e.Doc.At(fmt.Sprintf("nodes[%d]", i)), true
			}
		}
	}
	return diag.Place{}, false
}
