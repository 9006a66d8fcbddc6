package method

import (
	"math"
	"slices"
)

// Direction says which change of an indicator is favourable. The zero value is
// no direction: it directs every value to missing instead of guessing.
type Direction uint8

// The three directions of an indicator card.
const (
	Stimulant   Direction = iota + 1 // more is favourable
	Destimulant                      // less is favourable
	Nominant                         // a target range is favourable
)

// String returns the word used in an indicator card.
func (d Direction) String() string {
	switch d {
	case Stimulant:
		return "stimulant"
	case Destimulant:
		return "destimulant"
	case Nominant:
		return "nominant"
	}
	return "unknown"
}

// Directed turns one raw value into one where larger is more favourable, in
// the unit of x: x for a stimulant, −x for a destimulant, and for a nominant
// the loss −(lo−x) below the range [lo, hi], 0 inside it, −(x−hi) above it.
// The range is read for a nominant only. The result is NaN when x is missing,
// when the direction is none of the three, or when a nominant's range is
// missing or has lo > hi. Source: methods note, "Direction".
func Directed(x float64, dir Direction, lo, hi float64) float64 {
	if !present(x) {
		return math.NaN()
	}
	switch dir {
	case Stimulant:
		return x
	case Destimulant:
		return 0 - x // not -x: the opposite of 0 is 0, not −0
	case Nominant:
		switch {
		case !present(lo) || !present(hi) || lo > hi:
			return math.NaN()
		case x < lo:
			return x - lo
		case x > hi:
			return hi - x
		}
		return 0
	}
	return math.NaN()
}

// DirectedAll applies [Directed] to every value of xs.
func DirectedAll(xs []float64, dir Direction, lo, hi float64) []float64 {
	ys := make([]float64, len(xs))
	for i, x := range xs {
		ys[i] = Directed(x, dir, lo, hi)
	}
	return ys
}

// DirectedPosts directs a pair of goalposts (worst, best on the raw scale of a
// stimulant): unchanged for a stimulant, (−hi, −lo) for a destimulant. A
// nominant has no goalposts: NaN, NaN; so has an unknown direction.
// Source: COINr n_goalposts, "direction swaps the posts".
func DirectedPosts(lo, hi float64, dir Direction) (float64, float64) {
	switch dir {
	case Stimulant:
		return lo, hi
	case Destimulant:
		return 0 - hi, 0 - lo
	}
	return math.NaN(), math.NaN()
}

// present reports whether x is a value: not NaN and not infinite.
func present(x float64) bool { return math.Abs(x) <= math.MaxFloat64 }

// known returns the present values of xs in their order.
func known(xs []float64) []float64 {
	ys := make([]float64, 0, len(xs))
	for _, x := range xs {
		if present(x) {
			ys = append(ys, x)
		}
	}
	return ys
}

// missing returns n missing values.
func missing(n int) []float64 {
	ys, nan := make([]float64, n), math.NaN()
	for i := range ys {
		ys[i] = nan
	}
	return ys
}

// cleaned is a copy of xs in which every missing value is NaN.
func cleaned(xs []float64) []float64 {
	ys := slices.Clone(xs)
	for i, y := range ys {
		if !present(y) {
			ys[i] = math.NaN()
		}
	}
	return ys
}

// transform applies f to the present values of xs and leaves the rest missing.
func transform(xs []float64, f func(float64) float64) []float64 {
	ys := missing(len(xs))
	for i, x := range xs {
		if present(x) {
			ys[i] = f(x)
		}
	}
	return ys
}
