package fiches

import "miernik/internal/diag"

// ruleHierarchyCycle: the way up from every node ends at a top.
func ruleHierarchyCycle() diag.Rule[HierarchySubject] {
	return diag.Rule[HierarchySubject]{
		Code: diag.HierarchyCycle,
		Why: diag.Phrase{PL: "Węzły, które są swoimi przodkami, nie mają wierzchołka ani wagi w całości.",
			EN: "Nodes that are their own ancestors have neither a top nor a weight in the whole."},
		Check: checkHierarchyCycle,
	}
}

func checkHierarchyCycle(s HierarchySubject) (found diag.List) {
	parent := map[string]string{}
	for _, n := range s.Hierarchy.Nodes {
		parent[n.ID] = n.Parent
	}
	for i, n := range s.Hierarchy.Nodes {
		at := n.ID
		for range s.Hierarchy.Nodes {
			if at = parent[at]; at == "" || at == n.ID {
				break
			}
		}
		if at == n.ID {
			found.Add(diag.HierarchyCycle, s.at(i, "parent"), s.Hierarchy.ID, n.ID)
		}
	}
	return found
}
