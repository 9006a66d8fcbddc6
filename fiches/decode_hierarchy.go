package fiches

import (
	"fmt"

	"miernik/indicators"
	"miernik/internal/diag"
	"miernik/internal/yamldoc"
)

type hierarchyDoc struct {
	Hierarchy string  `yaml:"hierarchy,required"`
	Name      nameDoc `yaml:"name,required"`
	Level     string  `yaml:"level,required"`
	Nodes     []struct {
		Node      string   `yaml:"node"`
		Fiche     string   `yaml:"fiche"`
		Kind      string   `yaml:"kind"`
		Parent    string   `yaml:"parent"`
		Name      *nameDoc `yaml:"name"`
		Weight    int      `yaml:"weight"`
		Aggregate string   `yaml:"aggregate"`
		Coverage  *int     `yaml:"coverage"`
		Why       string   `yaml:"why,required"`
	} `yaml:"nodes,required"`
	Basis string `yaml:"basis,required"`
}

func decodeHierarchy(doc *yamldoc.Document) (*Hierarchy, diag.List) {
	var d hierarchyDoc
	found := doc.Decode(&d)
	c := checker{doc, &found}
	c.id("hierarchy", d.Hierarchy)
	c.oneOf("level", d.Level, "gmina", "powiat")
	h := &Hierarchy{ID: d.Hierarchy, Name: d.Name.text(), Level: indicators.Level(d.Level), Basis: d.Basis}
	for i, n := range d.Nodes {
		path := fmt.Sprintf("nodes[%d]", i)
		node := Node{ID: n.Node, Parent: n.Parent, Kind: NodeKind(n.Kind), Weight: n.Weight, Aggregate: n.Aggregate, Coverage: or(n.Coverage, 66), Why: n.Why}
		c.between(path+".coverage", node.Coverage, 0, 100)
		c.oneOf(path+".aggregate", n.Aggregate, combinations...)
		if node.Aggregate == "" {
			node.Aggregate = "arithmetic"
		}
		switch {
		case n.Fiche != "" && (n.Node != "" || n.Kind != "" || n.Name != nil || n.Aggregate != "" || n.Coverage != nil):
			c.found.Add(diag.YAMLUnknownKey, doc.At(path), "node, kind, name, aggregate, coverage", "fiche, parent, weight, why")
		case n.Fiche != "":
			node.ID, node.Kind = n.Fiche, NodeService
		case n.Node == "":
			c.found.Add(diag.YAMLMissingKey, doc.At(path), "node")
		case n.Name == nil:
			c.found.Add(diag.YAMLMissingKey, doc.At(path), "name")
		case n.Kind == "":
			c.found.Add(diag.YAMLMissingKey, doc.At(path), "kind")
		default:
			c.id(path+".node", n.Node)
			c.oneOf(path+".kind", n.Kind, string(NodeOverall), string(NodeArea))
			node.Name = n.Name.text()
		}
		h.Nodes = append(h.Nodes, node)
	}
	return h, found
}
