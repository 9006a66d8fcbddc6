package robust

import (
	"math"
	"slices"

	"miernik/indicators/method"
)

// ranker gives places; it keeps its arrays between calls.
type ranker struct {
	keys   []int32
	above  []int32
	sorted []int32
}

// notRanked is the key of a unit without a score.
const notRanked = math.MinInt32

// places ranks scores in every field: 1 is the best, ties share the best place,
// 0 is a unit without a place. Scores are rounded to one decimal first, as
// published.
func (m *Model) places(scores []float64, r *ranker) [][]int32 {
	r.round(scores)
	out := make([][]int32, len(m.Fields))
	for k, f := range m.Fields {
		out[k] = make([]int32, len(scores))
		for _, g := range f.Groups {
			r.rank(g, out[k])
		}
	}
	return out
}

// round makes whole tenths of scores, half away from zero.
func (r *ranker) round(scores []float64) {
	r.keys = slices.Grow(r.keys[:0], len(scores))[:len(scores)]
	for u, x := range scores {
		r.keys[u] = tenths(x)
	}
}

func tenths(x float64) int32 {
	if math.IsNaN(x) {
		return notRanked
	}
	y := math.Abs(x) * 10
	whole := math.Floor(y + 0.5)
	if d := y + 0.5 - whole; d < 1e-6 || d > 1-1e-6 { // near a half, where a double may lie on the wrong side
		whole = math.Round(math.Abs(method.RoundHalfAway(x, 1)) * 10)
	}
	if x < 0 {
		whole = -whole
	}
	return int32(max(min(whole, 1e9), -1e9))
}

// rank writes the places of the own members of a group. Keys in a narrow span
// are counted, others sorted.
func (r *ranker) rank(g Group, out []int32) {
	low, high, n := int32(math.MaxInt32), int32(math.MinInt32), 0
	for _, u := range g.Members {
		if k := r.keys[u]; k != notRanked {
			low, high, n = min(low, k), max(high, k), n+1
		}
	}
	if n == 0 {
		return
	}
	if span := int(high) - int(low) + 1; span <= 1<<14 && span <= 64*len(g.Members) {
		r.count(g, out, low, span)
		return
	}
	r.sorted = r.sorted[:0]
	for _, u := range g.Members {
		if k := r.keys[u]; k != notRanked {
			r.sorted = append(r.sorted, -k)
		}
	}
	slices.Sort(r.sorted)
	for i, u := range g.Members {
		if g.Own[i] && r.keys[u] != notRanked {
			above, _ := slices.BinarySearch(r.sorted, -r.keys[u])
			out[u] = int32(above) + 1
		}
	}
}

func (r *ranker) count(g Group, out []int32, low int32, span int) {
	r.above = slices.Grow(r.above[:0], span+1)[:span+1]
	clear(r.above)
	for _, u := range g.Members {
		if k := r.keys[u]; k != notRanked {
			r.above[k-low]++
		}
	}
	var sum int32
	for k := span; k >= 0; k-- { // from units with a key to units above it
		r.above[k], sum = sum, sum+r.above[k]
	}
	for i, u := range g.Members {
		if k := r.keys[u]; g.Own[i] && k != notRanked {
			out[u] = r.above[k-low] + 1
		}
	}
}
