package fiches

import (
	"fmt"
	"slices"

	"miernik/indicators"
	"miernik/indicators/catalog"
	"miernik/internal/diag"
	"miernik/internal/yamldoc"
)

// Subject is what a rule of fiches looks at: a decoded fiche, the document it
// came from and the catalogue it refers to.
type Subject struct {
	Fiche   *Fiche
	Doc     *yamldoc.Document
	Catalog *catalog.Catalog
}

// HierarchySubject is a tree with all fiches.
type HierarchySubject struct {
	Hierarchy *Hierarchy
	Doc       *yamldoc.Document
	Set       *Set
}

// TestSubject is a test file with what its names refer to. Known: a fiche of
// the id was met, be it a broken one.
type TestSubject struct {
	Test    *TestFile
	Doc     *yamldoc.Document
	Set     *Set
	Catalog *catalog.Catalog
	Known   bool
}

// Everything is the whole catalogue: rules over it give advice and leave
// nothing out. Likened holds the cards that comparison groups find like units
// by. Filled tells whether a source profile fills a variable at a level; nil
// where no workspace is at hand.
type Everything struct {
	Catalog *catalog.Catalog
	Set     *Set
	Likened map[string]bool
	Filled  func(variable string, level indicators.Level) bool
}

// dimensionsOf are the dimensions that have monitoring indicators.
func (s Subject) dimensionsOf() []indicators.Dimension {
	var out []indicators.Dimension
	for _, it := range s.Fiche.MonitoringItems() {
		if card, ok := s.Catalog.Cards[it.Indicator]; ok && !slices.Contains(out, card.Value.Dimension) {
			out = append(out, card.Value.Dimension)
		}
	}
	return out
}

func (s HierarchySubject) at(i int, key string) diag.Place {
	return s.Doc.At(fmt.Sprintf("nodes[%d].%s", i, key))
}

// has reports whether the tree has a group node of that id.
func (s HierarchySubject) has(id string) bool {
	for _, n := range s.Hierarchy.Nodes {
		if n.ID == id && n.Kind != NodeService {
			return true
		}
	}
	return false
}
