package define

import (
	"math/big"

	"miernik/fiches"
	"miernik/indicators"
	"miernik/indicators/catalog"
)

// hierarchyTables are the rows of the trees, and what every indicator weighs in
// the whole of each. A service whose fiche is not in force has no weight there.
func hierarchyTables(cat *catalog.Catalog, set *fiches.Set, from, to indicators.Year) []table {
	inForce := map[string]*fiches.Fiche{}
	for _, l := range set.InForce(from, to) {
		inForce[l.Value.ID] = l.Value
	}
	var trees, nodes, weights [][]any
	for _, e := range set.Hierarchies {
		h := e.Value
		trees = append(trees, []any{h.ID, h.Name.PL, h.Name.EN, string(h.Level), h.Basis})
		for i, n := range h.Nodes {
			name, weight, aggregate := n.Name, any(nil), n.Aggregate
			if n.Parent != "" {
				weight = int32(n.Weight)
			}
			if n.Kind == fiches.NodeService {
				versions := set.Versions(n.ID)
				name, aggregate = versions[len(versions)-1].Value.Name, ""
			}
			nodes = append(nodes, []any{h.ID, n.ID, orNull(n.Parent), string(n.Kind), int32(i + 1), weight, name.PL, name.EN, aggregate, int32(n.Coverage), n.Why})
		}
		shares := h.Shares()
		for _, n := range h.Nodes {
			f, ok := inForce[n.ID]
			if !ok || n.Kind != fiches.NodeService {
				continue
			}
			for _, w := range f.Weights(cat) {
				for _, it := range f.MonitoringItems() {
					points := w.Points[it.Indicator]
					share := new(big.Rat).Mul(shares[n.ID].Share, new(big.Rat).Quo(points, big.NewRat(100, 1)))
					weights = append(weights, []any{w.ID, h.ID, shares[n.ID].Top, n.ID, it.Indicator, float(points), float(share)})
				}
			}
		}
	}
	return []table{{"hierarchy", trees}, {"hierarchy_node", nodes}, {"effective_weight", weights}}
}
