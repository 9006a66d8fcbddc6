package method

import (
	"cmp"
	"math"
	"slices"
)

// Near is a unit that is like another one, with what the distance between them
// is made of.
type Near struct {
	Unit     int       // position of the unit
	Distance float64   // weighted Euclidean distance of the standardised context
	Known    float64   // share of the weight that both units know, 0–1
	Parts    []float64 // squared distance by indicator, NaN where one of the two has no value; they sum to Distance²
}

// Nearest lists the k candidates nearest to a unit, the nearest first, equal
// ones in the order of their positions. context[u] holds the standardised
// indicators of unit u (z-scores over one reference set), weights their
// weights. The squared distance is Σw(Δz)² over the indicators that both units
// have, times all weight over the weight of those: what is missing is neither a
// difference nor a likeness. A candidate of which less than the share of weight
// is known in common is left out, and so is the unit itself.
func Nearest(context [][]float64, weights []float64, unit int, candidates []int, k int, share float64) []Near {
	total := 0.0
	for _, w := range weights {
		total += w
	}
	if !(total > 0) || k < 1 {
		return nil
	}
	type found struct {
		unit          int
		square, known float64
	}
	var best []found // ascending, at most k
	for _, c := range candidates {
		if c == unit {
			continue
		}
		var square, common float64
		for j, w := range weights {
			if d := context[unit][j] - context[c][j]; present(d) {
				square += w * d * d
				common += w
			}
		}
		if !(common > 0) || common/total < share {
			continue
		}
		square *= total / common
		at, _ := slices.BinarySearchFunc(best, found{unit: c, square: square}, func(a, b found) int {
			return cmp.Or(cmp.Compare(a.square, b.square), cmp.Compare(a.unit, b.unit))
		})
		if at == k {
			continue
		}
		if len(best) == k {
			best = best[:k-1]
		}
		best = slices.Insert(best, at, found{c, square, common / total})
	}
	out := make([]Near, len(best))
	for i, b := range best {
		out[i] = Near{Unit: b.unit, Distance: math.Sqrt(b.square), Known: b.known, Parts: missing(len(weights))}
		for j, w := range weights {
			if d := context[unit][j] - context[b.unit][j]; present(d) {
				out[i].Parts[j] = w * d * d / b.known
			}
		}
	}
	return out
}
