package method

import (
	"path/filepath"
	"testing"
)

// tree is the structure of an index as COINr's iMeta gives it.
type tree struct {
	nodes  []treeNode // in the order of the file
	levels int
}

type treeNode struct {
	code, parent string
	level        int
	weight       float64
	direction    Direction
}

func loadTree(t *testing.T, path ...string) *tree {
	t.Helper()
	f := load(t, path...).where(func(get func(string) string) bool {
		return get("Type") == "Indicator" || get("Type") == "Aggregate"
	})
	tr := &tree{}
	levels, weights, signs := f.numbers("Level"), f.numbers("Weight"), f.numbers("Direction")
	for i, code := range f.strings("iCode") {
		n := treeNode{code, f.strings("Parent")[i], int(levels[i]), weights[i], direction(signs[i])}
		tr.nodes = append(tr.nodes, n)
		tr.levels = max(tr.levels, n.level)
	}
	return tr
}

func (tr *tree) weights() map[string]float64 {
	out := map[string]float64{}
	for _, n := range tr.nodes {
		out[n.code] = n.weight
	}
	return out
}

func (tr *tree) directions() map[string]Direction {
	out := map[string]Direction{}
	for _, n := range tr.nodes {
		out[n.code] = n.direction
	}
	return out
}

// children of each parent in the order of the file, and the parents by level.
func (tr *tree) children() (byParent map[string][]string, parents []treeNode) {
	byParent = map[string][]string{}
	for _, n := range tr.nodes {
		byParent[n.parent] = append(byParent[n.parent], n.code)
	}
	for level := 2; level <= tr.levels; level++ {
		for _, n := range tr.nodes {
			if n.level == level {
				parents = append(parents, n)
			}
		}
	}
	return byParent, parents
}

// roll aggregates the columns level by level into new columns. methods and
// thresholds (per cent of children by count, 0 for none) have one entry per
// level 1→2, 2→3, …, or one for all.
func (tr *tree) roll(t *testing.T, columns map[string][]float64, weights map[string]float64, methods []Aggregation, thresholds []int) map[string][]float64 {
	t.Helper()
	out := map[string][]float64{}
	units := 0
	for code, column := range columns {
		out[code] = column
		units = len(column)
	}
	at := func(level, n int) int { return min(level-2, n-1) }
	byParent, parents := tr.children()
	for _, p := range parents {
		codes := byParent[p.code]
		ws, ones := make([]float64, len(codes)), make([]int64, len(codes))
		for j, code := range codes {
			ws[j], ones[j] = weights[code], 1
		}
		mean, threshold := methods[at(p.level, len(methods))], thresholds[at(p.level, len(thresholds))]
		scores := missing(units)
		for u := range units {
			xs := make([]float64, len(codes))
			for j, code := range codes {
				xs[j] = out[code][u]
			}
			cover, err := Cover(xs, ones, nil)
			if err != nil {
				t.Fatal(err)
			}
			if threshold > 0 && !cover.MeetsCount(threshold) {
				continue
			}
			if scores[u], err = mean(xs, ws); err != nil {
				t.Fatalf("%s, unit %d: %v", p.code, u, err)
			}
		}
		out[p.code] = scores
	}
	return out
}

// effective applies EffectiveWeights to the tree.
func (tr *tree) effective(t *testing.T) map[string]float64 {
	t.Helper()
	position := map[string]int{}
	for i, n := range tr.nodes {
		position[n.code] = i
	}
	parents, ws := make([]int, len(tr.nodes)), make([]float64, len(tr.nodes))
	for i, n := range tr.nodes {
		ws[i], parents[i] = n.weight, -1
		if n.parent != "" {
			parents[i] = position[n.parent]
		}
	}
	effective, err := EffectiveWeights(parents, ws)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]float64{}
	for i, n := range tr.nodes {
		out[n.code] = effective[i]
	}
	return out
}

// columns reads the named columns of a frame.
func (f *frame) columns(names []string) map[string][]float64 {
	f.t.Helper()
	out := map[string][]float64{}
	for _, name := range names {
		out[name] = f.numbers(name)
	}
	return out
}

// allColumns compares every indicator column of a file.
func (c *tally) allColumns(t *testing.T, got map[string][]float64, ids []string, dir ...string) {
	t.Helper()
	want := load(t, dir...).ordered("uCode", ids)
	for _, name := range want.indicators() {
		column, ok := got[name]
		if !ok {
			t.Fatalf("%s: no column %s computed", filepath.Join(dir...), name)
		}
		c.column(column, want.numbers(name), name)
	}
}

var arithmeticOnly = []Aggregation{Arithmetic}
var noThreshold = []int{0}
