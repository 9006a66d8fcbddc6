package robust

import (
	"fmt"
	"math"

	"miernik/indicators/method"
)

// Model is a fiche in one year: scored units by indicators. Columns have one
// number per unit, NaN where the indicator takes no part in its score.
type Model struct {
	Fiche, Origin string
	Year          int16
	Units         []string // in ascending order
	Items         []Item
	Parts         []Part  // dimensions with weights of their own; none: indicators come together at once
	Aggregate     string  // of the service, or of the parts
	Normalise     string  // of all dimensions; empty where they differ
	Low, High     float64 // scale of the marks
	Reference     string  // national or peer
	MinGroup      int     // smaller groups make no scale
	Fields        []Field // national first, then the comparison groups
	Sets          []WeightSet
}

// Item is an indicator.
type Item struct {
	Code       string
	Weight     float64 // points of the fiche
	Part       int     // in Parts
	Direction  method.Direction
	TargetLow  float64 // of a nominant
	TargetHigh float64
	Marks      []float64 // as scored
	Values     []float64 // before normalising: treated, of a nominant as published
	Effective  []float64 // weight in the score of the unit, in per cent
	Errors     []float64 // standard errors of the values, 0 where none is known; nil: none at all
}

// Part is a dimension that has a weight.
type Part struct {
	Dimension string
	Aggregate string
	Weight    float64
}

// WeightSet is one of the named weight sets of the fiche, by item; the first is
// that of Items.
type WeightSet struct {
	Name    string
	Weights []float64
}

// Field is a scheme within whose groups units are ranked.
type Field struct {
	Scheme string
	Groups []Group
}

// Group holds ranked units, as indices of Model.Units. Own: the group is the
// unit's comparison group; the others count in it without being compared with
// it.
type Group struct {
	Code    string
	Members []int32
	Own     []bool
}

// combined computes the scores of a table of marks.
type combined struct {
	m       *Model
	blocks  []block
	combine mean // of parts
	scratch [2][]float64
}

// block is what comes together in one step: all indicators, or those of a part.
type block struct {
	how     string
	items   []int
	columns [][]float64 // transformed by the mean; 0 where missing
	absent  [][]int32   // units that lack the indicator
	rows    [][]float64 // for patterns, which look at whole rows
}

// mean is a generalised mean: back(Σ w·to(x) / Σ w).
type mean struct{ to, back func(float64) float64 }

var means = map[string]mean{
	"arithmetic": {func(x float64) float64 { return x }, nil},
	"perkal":     {func(x float64) float64 { return x }, nil},
	"geometric":  {math.Log, math.Exp},
	"harmonic":   {func(x float64) float64 { return 1 / x }, func(x float64) float64 { return 1 / x }},
}

// combined prepares a table of marks for weighting under an aggregation: that
// of the fiche with its parts, or another one over all indicators at once.
func (m *Model) combined(marks [][]float64, aggregate string) (*combined, error) {
	c := &combined{m: m, combine: means["arithmetic"]}
	all := make([]int, len(m.Items))
	for i := range all {
		all[i] = i
	}
	switch {
	case aggregate != "":
		c.blocks = []block{{how: aggregate, items: all}}
	case len(m.Parts) == 0:
		c.blocks = []block{{how: m.Aggregate, items: all}}
	default:
		for p, part := range m.Parts {
			b := block{how: part.Aggregate}
			for i, it := range m.Items {
				if it.Part == p {
					b.items = append(b.items, i)
				}
			}
			c.blocks = append(c.blocks, b)
		}
		c.combine = means[m.Aggregate]
	}
	for k := range c.blocks {
		if err := c.blocks[k].fill(marks, len(m.Units)); err != nil {
			return nil, fmt.Errorf("fiche %s: %w", m.Fiche, err)
		}
	}
	for k := range c.scratch {
		c.scratch[k] = make([]float64, len(m.Units))
	}
	return c, nil
}

func (b *block) fill(marks [][]float64, n int) error {
	how, ok := means[b.how]
	if !ok && b.how != "hellwig" && b.how != "topsis" {
		return fmt.Errorf("no aggregation is called %q", b.how)
	}
	if !ok {
		b.rows = make([][]float64, n)
		for u := range b.rows {
			b.rows[u] = make([]float64, len(b.items))
			for k, i := range b.items {
				b.rows[u][k] = marks[i][u]
			}
		}
		return nil
	}
	for _, i := range b.items {
		column := make([]float64, n)
		var absent []int32
		for u, x := range marks[i] {
			if math.IsNaN(x) {
				absent = append(absent, int32(u))
			} else {
				column[u] = how.to(x)
			}
		}
		b.columns, b.absent = append(b.columns, column), append(b.absent, absent)
	}
	return nil
}

// scores weighs the table into out, NaN where nothing is known. partWeights
// are read where parts have weights.
func (c *combined) scores(weights, partWeights, out []float64) error {
	if len(c.blocks) == 1 && (len(c.m.Parts) == 0 || c.blocks[0].items != nil && len(c.blocks[0].items) == len(c.m.Items)) {
		return c.blocks[0].scores(weights, c.scratch[0], out, c.m.Low, c.m.High)
	}
	n := len(out)
	total, known := make([]float64, n), make([]float64, n)
	for k := range c.blocks {
		if err := c.blocks[k].scores(weights, c.scratch[0], c.scratch[1], c.m.Low, c.m.High); err != nil {
			return err
		}
		w := partWeights[k]
		for u, x := range c.scratch[1] {
			if !math.IsNaN(x) {
				total[u] += w * c.combine.to(x)
				known[u] += w
			}
		}
	}
	c.combine.finish(total, known, out)
	return nil
}

func (h mean) finish(total, known, out []float64) {
	for u := range out {
		out[u] = total[u] / known[u] // 0/0: NaN
		if h.back != nil {
			out[u] = h.back(out[u])
		}
	}
}

// scores weighs a block. known is scratch.
func (b *block) scores(weights, known, out []float64, low, high float64) error {
	if b.rows != nil {
		return b.pattern(weights, out, low, high)
	}
	b.known(weights, known)
	ws := make([]float64, len(b.items))
	for k, i := range b.items {
		ws[k] = weights[i]
	}
	clear(out)
	k := 0
	for ; k+4 <= len(ws); k += 4 { // four columns a pass: the sums are read and written less often
		w0, w1, w2, w3 := ws[k], ws[k+1], ws[k+2], ws[k+3]
		c0, c1, c2, c3 := b.columns[k][:len(out)], b.columns[k+1][:len(out)], b.columns[k+2][:len(out)], b.columns[k+3][:len(out)]
		for u := range out {
			out[u] += w0*c0[u] + w1*c1[u] + w2*c2[u] + w3*c3[u]
		}
	}
	for ; k < len(ws); k++ {
		w, column := ws[k], b.columns[k][:len(out)]
		for u := range out {
			out[u] += w * column[u]
		}
	}
	means[b.how].finish(out, known, out)
	return nil
}

// known sums the weights of what each unit has; exactly 0 where that is nothing
// or has no weight.
func (b *block) known(weights, out []float64) {
	var whole float64
	for _, i := range b.items {
		whole += weights[i]
	}
	for u := range out {
		out[u] = whole
	}
	for k, i := range b.items {
		for _, u := range b.absent[k] {
			if out[u] -= weights[i]; out[u] < 1e-9*whole {
				out[u] = 0
			}
		}
	}
}

// pattern measures the distance of rows to a pattern, as the scores do: TOPSIS
// on the scale of the marks, Hellwig in per cent.
func (b *block) pattern(weights, out []float64, low, high float64) error {
	ws := make([]float64, len(b.items))
	for k, i := range b.items {
		ws[k] = weights[i]
	}
	over, low, high := method.TOPSISOver, low, high
	if b.how == "hellwig" {
		over, low, high = method.HellwigOver, 0, 100
	}
	scores, err := over(b.rows, b.rows, ws)
	for u := range scores {
		out[u] = low + (high-low)*scores[u]
	}
	return err
}

// weights are the points of the items and of the parts.
func (m *Model) weights() (items, parts []float64) {
	for _, it := range m.Items {
		items = append(items, it.Weight)
	}
	for _, p := range m.Parts {
		parts = append(parts, p.Weight)
	}
	return items, parts
}

// table is the marks as scored, by item.
func (m *Model) table() [][]float64 {
	var out [][]float64
	for _, it := range m.Items {
		out = append(out, it.Marks)
	}
	return out
}

// nominal is the score at the settings of the fiche.
func (m *Model) nominal() ([]float64, error) {
	c, err := m.combined(m.table(), "")
	if err != nil {
		return nil, err
	}
	out := make([]float64, len(m.Units))
	items, parts := m.weights()
	return out, c.scores(items, parts, out)
}
