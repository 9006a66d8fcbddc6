package method

import "slices"

// Reference is the reference set of one indicator: the values that make a scale.
// It has the length and order of the values that are put on the scale, with NaN
// where a unit is not in the set: an imputed value counts in its unit's own
// score only, so it is put on a scale that the others made. The functions of
// the same names without a reference set are those whose values make their own
// scale.
type Reference []float64

// cut keeps a share within the scale: a value of the set is there by itself,
// one from outside may lie beyond its ends.
func cut(share float64) float64 { return max(0, min(1, share)) }

// MinMax is the function [MinMax] over the set. A value beyond the ends of the
// set takes the end of the scale.
func (r Reference) MinMax(xs []float64, lower, upper float64) ([]float64, bool) {
	lo, hi, _ := Extent(r)
	ys, ok := Rescale(xs, lo, hi, 0, 1)
	return transform(ys, func(y float64) float64 { return cut(y)*(upper-lower) + lower }), ok
}

// NominantMinMax is the function [NominantMinMax] over the set.
func (r Reference) NominantMinMax(xs []float64, c1, c2 float64) ([]float64, bool) {
	lo, hi, n := Extent(r)
	if n == 0 || !present(c1) || !present(c2) || c1 > c2 {
		return missing(len(xs)), false
	}
	return transform(xs, func(x float64) float64 {
		switch {
		case x < c1 && lo < c1:
			return cut((x - lo) / (c1 - lo))
		case x > c2 && hi > c2:
			return cut((hi - x) / (hi - c2))
		case x < c1 || x > c2: // on a side where nobody of the set is
			return 0
		}
		return 1
	}), true
}

// ZScore is the function [ZScore] over the set.
func (r Reference) ZScore(xs []float64, mean, sd float64) ([]float64, bool) {
	if constant(r) {
		return missing(len(xs)), false
	}
	m, s := Mean(r), SD(r)
	return transform(xs, func(x float64) float64 { return (x-m)/s*sd + mean }), true
}

// DistanceToReference is the function [DistanceToReference] over the set, cut
// to 0..1: the share of the way from the least favourable unit to the
// reference unit.
func (r Reference) DistanceToReference(xs []float64, ref float64) ([]float64, bool) {
	ys, ok := r.distance(xs, ref, true)
	return transform(ys, cut), ok
}

// DistanceToTarget is the function [DistanceToTarget] over the set, cut to 0..1.
func (r Reference) DistanceToTarget(xs []float64, target float64) ([]float64, bool) {
	return r.DistanceToReference(xs, target)
}

// distance is (x−min)/(to−min) = 1−(to−x)/(to−min).
func (r Reference) distance(xs []float64, to float64, capped bool) ([]float64, bool) {
	lo, _, n := Extent(r)
	if n == 0 || !present(to) || to <= lo {
		return missing(len(xs)), false
	}
	return transform(xs, func(x float64) float64 {
		share := (x - lo) / (to - lo)
		if capped {
			share = min(share, 1)
		}
		return share
	}), true
}

// Borda is the number of units of the set in a less favourable position, which
// for a unit of the set is the function [Borda] with [TiesMin].
func (r Reference) Borda(xs []float64) []float64 {
	sorted := known(r)
	slices.Sort(sorted)
	return transform(xs, func(x float64) float64 {
		below, _ := slices.BinarySearch(sorted, x)
		return float64(below)
	})
}

// PercentileRank is the share of the other units of the set in a less
// favourable position: [PercentileRank] with [TiesMin] for a unit of the set,
// whose others are n−1; a unit from outside has n others. Undefined (all NaN,
// false) for n < 2.
func (r Reference) PercentileRank(xs []float64) ([]float64, bool) {
	n := len(known(r))
	if n < 2 {
		return missing(len(xs)), false
	}
	shares := r.Borda(xs)
	for i := range shares {
		others := n
		if i < len(r) && present(r[i]) {
			others--
		}
		shares[i] /= float64(others)
	}
	return shares, true
}

// Differs reports whether normalised values of a set tell its units apart. An
// indicator in which nobody differs takes no part in a score: it would give
// everybody the same marks. Source: methods note, "Normalise".
func Differs(ys []float64) bool { return !constant(ys) }

// partly reports whether the reference lacks a cell of the row that takes part.
func partly(row, reference, ws []float64) bool {
	for i, x := range row {
		if present(x) && !present(reference[i]) && (ws == nil || ws[i] != 0) {
			return true
		}
	}
	return false
}
