package fiches

import (
	"fmt"
	"slices"

	"miernik/internal/diag"
)

// ruleHierarchyScale: what comes together in a tree is on one scale, and a node
// that takes a geometric or harmonic mean has positive scores under it.
func ruleHierarchyScale() diag.Rule[HierarchySubject] {
	return diag.Rule[HierarchySubject]{
		Code: diag.HierarchyScale,
		Why: diag.Phrase{PL: "Średnia ocen na różnych skalach nic nie znaczy, a średniej geometrycznej z zerem policzyć się nie da.",
			EN: "A mean of scores on different scales means nothing, and a geometric mean over a zero cannot be taken."},
		Check: checkHierarchyScale,
	}
}

func checkHierarchyScale(s HierarchySubject) (found diag.List) {
	var first *Scale
	for i, n := range s.Hierarchy.Nodes {
		versions := s.Set.Versions(n.ID)
		if n.Kind != NodeService || n.Parent == "" || len(versions) == 0 {
			continue
		}
		f := versions[len(versions)-1].Value
		if !f.Scored() {
			continue // ruleHierarchyUnscored
		}
		scale := f.Score.ScoreScale()
		if first == nil {
			first = &scale
		}
		if scale != *first {
			found.Add(diag.HierarchyScale, s.at(i, "fiche"), s.Hierarchy.ID, n.ID, diag.Phrase{
				PL: fmt.Sprintf("skala %s, a pierwsza usługa drzewa ma %s", scale, *first), EN: fmt.Sprintf("scale %s, but the first service of the tree has %s", scale, *first)})
		}
	}
	for i, n := range s.Hierarchy.Nodes {
		if slices.Contains(positive, n.Aggregate) && first != nil && !first.Positive() {
			found.Add(diag.HierarchyScale, s.at(i, "aggregate"), s.Hierarchy.ID, n.ID, diag.Phrase{
				PL: fmt.Sprintf("średnia %s wymaga ocen dodatnich, a usługi są na skali %s", n.Aggregate, *first),
				EN: fmt.Sprintf("a %s mean needs positive scores, but the services are on scale %s", n.Aggregate, *first)})
		}
	}
	return found
}
