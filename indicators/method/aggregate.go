package method

import (
	"errors"
	"fmt"
	"math"
)

// ErrShape is returned when slices that run over the same children or units
// differ in length, or a tree of parents is not one.
var ErrShape = errors.New("method: arguments do not fit together")

// DomainError says that a method refuses a value, so that the caller can name
// the indicator: a value its formula is not defined for, or an unusable weight.
type DomainError struct {
	Method string  // "geometric", "weight", …
	Index  int     // position of the child
	Value  float64 // the value or weight refused
}

func (e *DomainError) Error() string {
	return fmt.Sprintf("method: %s: child %d: value %v is outside the domain", e.Method, e.Index, e.Value)
}

// Aggregation is the shape of the weighted means of one unit's children: xs are
// the children's values (directed, normalised), ws their weights, nil for equal
// ones. Missing children are skipped and the weights rescaled to the present
// ones, W = Σw over them. A child of weight 0 takes no part. The result is NaN,
// without an error, when nothing is present. Whether enough is present is
// decided by [Coverage], before. Errors: [ErrShape], [*DomainError].
type Aggregation func(xs, ws []float64) (float64, error)

// weighted calls visit for each child that takes part and returns W.
func weighted(xs, ws []float64, visit func(i int, x, w float64) error) (float64, error) {
	if ws != nil && len(ws) != len(xs) {
		return 0, ErrShape
	}
	var total float64
	for i, x := range xs {
		w := 1.0
		if ws != nil {
			w = ws[i]
		}
		if !present(w) || w < 0 {
			return 0, &DomainError{"weight", i, w}
		}
		if !present(x) || w == 0 {
			continue
		}
		total += w
		if err := visit(i, x, w); err != nil {
			return 0, err
		}
	}
	return total, nil
}

// weightedMean is g(Σw·f(x)/W), refusing values f is not defined for.
func weightedMean(method string, xs, ws []float64, allowed func(float64) bool, f, g func(float64) float64) (float64, error) {
	var sum float64
	total, err := weighted(xs, ws, func(i int, x, w float64) error {
		if !allowed(x) {
			return &DomainError{method, i, x}
		}
		sum += w * f(x)
		return nil
	})
	if err != nil || total == 0 {
		return math.NaN(), err
	}
	return g(sum / total), nil
}

func anyValue(float64) bool      { return true }
func positive(x float64) bool    { return x > 0 }
func nonNegative(x float64) bool { return x >= 0 }
func same(x float64) float64     { return x }
func inverse(x float64) float64  { return 1 / x }

// Arithmetic is Σwx/W, see [Aggregation].
func Arithmetic(xs, ws []float64) (float64, error) {
	return weightedMean("arithmetic", xs, ws, anyValue, same, same)
}

// Geometric is exp(Σw·ln x/W), see [Aggregation]. A value x ≤ 0 that takes part
// is refused with a [*DomainError]: normalise to [1, 100].
func Geometric(xs, ws []float64) (float64, error) {
	return weightedMean("geometric", xs, ws, positive, math.Log, math.Exp)
}

// Harmonic is W/Σ(w/x), see [Aggregation]. It refuses x ≤ 0.
func Harmonic(xs, ws []float64) (float64, error) {
	return weightedMean("harmonic", xs, ws, positive, inverse, inverse)
}

// GeneralisedMean returns the power mean (Σw·x^p/W)^(1/p), see [Aggregation]:
// p = 1 arithmetic, 0 geometric, −1 harmonic. It refuses x ≤ 0 for p ≤ 0 and
// x < 0 for other p but 1, and any p that is not finite.
// Source: COINr a_genmean.
func GeneralisedMean(p float64) Aggregation {
	switch {
	case p == 1:
		return Arithmetic
	case p == 0:
		return Geometric
	case !present(p):
		return func(xs, _ []float64) (float64, error) {
			return math.NaN(), fmt.Errorf("method: generalised mean: power %v is not finite", p)
		}
	}
	allowed := nonNegative
	if p < 0 {
		allowed = positive
	}
	return func(xs, ws []float64) (float64, error) {
		return weightedMean("generalised mean", xs, ws, allowed,
			func(x float64) float64 { return math.Pow(x, p) },
			func(m float64) float64 { return math.Pow(m, 1/p) })
	}
}

// EffectiveWeights multiplies each node's share among its siblings down a tree:
// parents[i] is the position of node i's parent, −1 for a root. A root has 1,
// the children of a node sum to its own, NaN below siblings of total weight 0.
// Weights must be finite and not negative. Source: COINr get_eff_weights.
func EffectiveWeights(parents []int, ws []float64) ([]float64, error) {
	if len(parents) != len(ws) {
		return nil, ErrShape
	}
	siblings := make([]float64, len(ws))
	for i, p := range parents {
		if p < -1 || p >= len(ws) {
			return nil, ErrShape
		}
		if !present(ws[i]) || ws[i] < 0 {
			return nil, &DomainError{"weight", i, ws[i]}
		}
		if p >= 0 {
			siblings[p] += ws[i]
		}
	}
	effective := make([]float64, len(ws))
	for i := range ws {
		product, steps := 1.0, 0
		for node := i; parents[node] >= 0; node = parents[node] {
			if steps++; steps > len(ws) { // a cycle
				return nil, ErrShape
			}
			product *= ws[node] / siblings[parents[node]]
		}
		effective[i] = product
	}
	return effective, nil
}
