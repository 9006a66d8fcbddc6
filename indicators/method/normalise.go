package method

import "math"

// Rescale maps [lo, hi] linearly onto [lower, upper]:
// (x−lo)/(hi−lo)·(upper−lower)+lower. Values outside [lo, hi] fall outside
// [lower, upper]. One scale over all years is [Extent] of all years together
// and Rescale of each. It is undefined (all NaN, false) unless lo < hi.
func Rescale(xs []float64, lo, hi, lower, upper float64) ([]float64, bool) {
	if !present(lo) || !present(hi) || lo >= hi {
		return missing(len(xs)), false
	}
	return transform(xs, func(x float64) float64 {
		return (x-lo)/(hi-lo)*(upper-lower) + lower
	}), true
}

// MinMax is metoda unitaryzacji zerowanej on directed values:
// (x−min)/(max−min)·(upper−lower)+lower over the present values. A constant,
// a single value and no value at all are undefined (all NaN, false).
func MinMax(xs []float64, lower, upper float64) ([]float64, bool) {
	return Reference(xs).MinMax(xs, lower, upper)
}

// NominantMinMax normalises raw (not directed) values against the target range
// [c1, c2] onto [0, 1]: (x−min)/(c1−min) below it, 1 inside it,
// (max−x)/(max−c2) above it. A constant is defined here, since no term is 0/0:
// 1 inside the range, 0 outside. Undefined (all NaN, false) without values or
// when the range is missing or reversed. Source: Kukuła, nominant with a range.
func NominantMinMax(xs []float64, c1, c2 float64) ([]float64, bool) {
	return Reference(xs).NominantMinMax(xs, c1, c2)
}

// ZScore standardises to the given mean and standard deviation:
// (x−x̄)/s·sd+mean with s over n−1. Undefined (all NaN, false) for fewer than
// two values or a constant.
func ZScore(xs []float64, mean, sd float64) ([]float64, bool) {
	return Reference(xs).ZScore(xs, mean, sd)
}

// PercentileRank is (rank−1)/(n−1) in 0..1. With [TiesMin], Miernik's choice,
// it is the share of the other units in a less favourable position. Undefined
// (all NaN, false) for n < 2; a constant is 0 for everybody (with TiesMin).
// Round the values to their declared precision first, see [RoundAll].
// Source: COINr n_prank.
func PercentileRank(xs []float64, ties Ties) ([]float64, bool) {
	n := len(known(xs))
	if n < 2 {
		return missing(len(xs)), false
	}
	return transform(Rank(xs, ties), func(r float64) float64 {
		return (r - 1) / float64(n-1)
	}), true
}

// Borda is the Borda score rank−1: with [TiesMin] the number of units in a less
// favourable position. Missing stays missing. Source: COINr n_borda.
func Borda(xs []float64, ties Ties) []float64 {
	return transform(Rank(xs, ties), func(r float64) float64 { return r - 1 })
}

// DistanceToMax is 1−(max−x)/(max−min), the min–max score onto [0, 1] written
// as a distance. Undefined (all NaN, false) for a constant.
func DistanceToMax(xs []float64) ([]float64, bool) {
	_, hi, _ := Extent(xs)
	return DistanceToReference(xs, hi, false)
}

// DistanceToReference is 1−(ref−x)/(ref−min): 1 at the reference unit's value,
// above 1 beyond it unless capped. Undefined (all NaN, false) when ref is
// missing or does not lie above the minimum. Source: COINr n_dist2ref.
func DistanceToReference(xs []float64, ref float64, capped bool) ([]float64, bool) {
	return Reference(xs).distance(xs, ref, capped)
}

// DistanceToTarget is (x−min)/(target−min), the share of the way from the least
// favourable unit to the target; above 1 beyond it unless capped. Values and
// target are directed. Undefined (all NaN, false) when the target is missing or
// does not lie above the minimum. Source: COINr n_dist2targ.
func DistanceToTarget(xs []float64, target float64, capped bool) ([]float64, bool) {
	return Reference(xs).distance(xs, target, capped)
}

// Goalposts is (x−lo)/(hi−lo)·scale for directed values and directed posts (see
// [DirectedPosts]); cut keeps the result inside [0, scale]. The posts are a
// decision, not the data, so scores of different years compare. Undefined (all
// NaN, false) unless lo < hi. Source: UNDP HDI technical notes; COINr
// n_goalposts.
func Goalposts(xs []float64, lo, hi, scale float64, cut bool) ([]float64, bool) {
	ys, ok := Rescale(xs, lo, hi, 0, 1)
	return transform(ys, func(y float64) float64 {
		if cut {
			y = max(0, min(1, y))
		}
		return y * scale
	}), ok
}

// FractionOfMax is x/max(x) for a stimulant on a ratio scale. It takes raw
// values: on a destimulant's negative values the least favourable unit would
// score highest, so it is undefined (all NaN, false) unless max > 0.
// Source: COINr n_fracmax.
func FractionOfMax(xs []float64) ([]float64, bool) {
	_, hi, n := Extent(xs)
	if n == 0 || hi <= 0 {
		return missing(len(xs)), false
	}
	return transform(xs, func(x float64) float64 { return x / hi }), true
}

// Log is ln x per value, NaN where x ≤ 0: the scale of incomes (HDI).
func Log(xs []float64) []float64 {
	return transform(xs, func(x float64) float64 {
		if x <= 0 {
			return math.NaN()
		}
		return math.Log(x)
	})
}
