package fiches

import (
	"fmt"

	"miernik/internal/diag"
)

// ruleHierarchyWeights: the children of a node sum to 100; a top has no weight.
func ruleHierarchyWeights() diag.Rule[HierarchySubject] {
	return diag.Rule[HierarchySubject]{
		Code: diag.HierarchyWeights,
		Why: diag.Phrase{PL: "W każdym węźle wagi dzieci są całkowite i sumują się do 100, żeby udział w całości dało się policzyć na kartce.",
			EN: "In every node the weights of the children are whole and sum to 100, so that a share in the whole can be worked out by hand."},
		Check: checkHierarchyWeights,
	}
}

func checkHierarchyWeights(s HierarchySubject) (found diag.List) {
	for i, n := range s.Hierarchy.Nodes {
		if n.Parent == "" && n.Weight != 0 {
			found.Add(diag.HierarchyWeights, s.at(i, "weight"), s.Hierarchy.ID, n.ID, diag.Phrase{PL: "wierzchołek nie ma wagi", EN: "a top has no weight"})
		}
		if n.Parent != "" && n.Weight <= 0 {
			found.Add(diag.HierarchyWeights, s.at(i, "weight"), s.Hierarchy.ID, n.ID, diag.Phrase{PL: "waga ma być dodatnia", EN: "the weight must be positive"})
		}
		if n.Kind == NodeService {
			continue
		}
		sum := 0
		for _, child := range s.Hierarchy.Children(n.ID) {
			sum += child.Weight
		}
		if sum != 100 {
			found.Add(diag.HierarchyWeights, s.Doc.At(fmt.Sprintf("nodes[%d]", i)), s.Hierarchy.ID, n.ID, diag.Phrase{
				PL: fmt.Sprintf("wagi dzieci sumują się do %d, a powinny do 100", sum), EN: fmt.Sprintf("the weights of its children add up to %d, not 100", sum)})
		}
	}
	return found
}
