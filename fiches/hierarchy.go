package fiches

import (
	"math/big"
	"slices"

	"miernik/indicators"
)

// NodeKind is the tier of a node in a hierarchy.
type NodeKind string

// Kinds of nodes, from the top. Any tier may be left out.
const (
	NodeOverall NodeKind = "overall"
	NodeArea    NodeKind = "area"
	NodeService NodeKind = "service" // a fiche
)

// Hierarchy is the tree that services hang in: overall, areas, services. The
// weights of the children of a node sum to 100. One tree is about the units of
// one level.
type Hierarchy struct {
	ID    string
	Name  indicators.Text
	Level indicators.Level
	Nodes []Node
	Basis string
}

// Node is a node of a hierarchy; a service is named by its fiche.
type Node struct {
	ID        string // of a service: the id of the fiche
	Parent    string // "" at the top
	Kind      NodeKind
	Name      indicators.Text // of a service: the fiche's
	Weight    int             // whole points among the children of Parent; 0 at the top
	Aggregate string          // how the children come together: arithmetic, geometric, harmonic
	Coverage  int             // per cent of weight of the children that must be known
	Why       string
}

// Children are the nodes under a node, in their order; the tops under "".
func (h *Hierarchy) Children(id string) []Node {
	return slices.DeleteFunc(slices.Clone(h.Nodes), func(n Node) bool { return n.Parent != id })
}

// Share is the part of a service in the top node it hangs under, 0–1.
type Share struct {
	Top   string
	Share *big.Rat
}

// Shares gives the share of each service: the product of the weights on the
// way up. The shares under one top sum to 1.
func (h *Hierarchy) Shares() map[string]Share {
	out := map[string]Share{}
	var down func(top string, n Node, share *big.Rat)
	down = func(top string, n Node, share *big.Rat) {
		if n.Kind == NodeService {
			out[n.ID] = Share{top, share}
			return
		}
		for _, child := range h.Children(n.ID) {
			down(top, child, new(big.Rat).Mul(share, big.NewRat(int64(child.Weight), 100)))
		}
	}
	for _, top := range h.Children("") {
		down(top.ID, top, big.NewRat(1, 1))
	}
	return out
}
