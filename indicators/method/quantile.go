package method

import (
	"math"
	"slices"
)

// Quantile is the quantile of definition 7 of the present values, 0 ≤ p ≤ 1:
// with h = (n−1)p it is x[⌊h⌋] + (h−⌊h⌋)(x[⌊h⌋+1]−x[⌊h⌋]) on the sorted
// values, as R's default and DuckDB quantile_cont. NaN for no value or a p
// outside [0, 1]. Source: Hyndman and Fan 1996.
func Quantile(xs []float64, p float64) float64 {
	ys := known(xs)
	if len(ys) == 0 || !(p >= 0 && p <= 1) {
		return math.NaN()
	}
	h := float64(len(ys)-1) * p
	k := int(math.Floor(h))
	split(ys, k)
	if k == len(ys)-1 {
		return ys[k]
	}
	return ys[k] + (h-math.Floor(h))*(slices.Min(ys[k+1:])-ys[k])
}

// split orders ys so far that ys[k] is the value it would be in sorted order,
// with none larger before it and none smaller after it: Hoare's FIND, in linear
// time on average.
func split(ys []float64, k int) {
	for lo, hi := 0, len(ys)-1; lo < hi; {
		pivot := ys[lo+(hi-lo)/2]
		i, j := lo, hi
		for i <= j {
			for ys[i] < pivot {
				i++
			}
			for ys[j] > pivot {
				j--
			}
			if i <= j {
				ys[i], ys[j] = ys[j], ys[i]
				i++
				j--
			}
		}
		switch {
		case k <= j:
			hi = j
		case k >= i:
			lo = i
		default:
			return
		}
	}
}

// Median is the middle of the present values, NaN for none. It is Quantile(xs, 0.5).
func Median(xs []float64) float64 { return Quantile(xs, 0.5) }

// Figures are the figures of a group for one indicator and year, in the
// indicator's unit (not directed). What is not defined is NaN.
type Figures struct {
	N    int // units in the group
	With int // n, units with data
	// Ratio is the ratio of sums ("iloraz sum"), see [RatioOfSums].
	Ratio          float64
	Median, Q1, Q3 float64 // type 7; Q1, Q3 from MinimumForQuartiles units up
	Mean, Min, Max float64 // unweighted
}

// GroupFigures computes a group's figures from its units' values and the
// numerators and denominators they came from; the three slices run over the
// units in one order. Pass imputed values as missing: they count in nobody's
// figures. numerators is nil for a ready-made ratio (no ratio of sums exists),
// denominators nil for a plain count (Ratio is then the sum). Units without a
// value are left out of the sums. Source: methods note, "Group figures".
func GroupFigures(values, numerators, denominators []float64, multiplier float64) Figures {
	f := Figures{N: len(values), Ratio: math.NaN(), Q1: math.NaN(), Q3: math.NaN()}
	f.Min, f.Max, f.With = Extent(values)
	f.Mean, f.Median = Mean(values), Median(values)
	if f.With >= MinimumForQuartiles {
		f.Q1, f.Q3 = Quantile(values, 0.25), Quantile(values, 0.75)
	}
	if numerators != nil {
		f.Ratio = RatioOfSums(masked(numerators, values), denominators, multiplier)
	}
	return f
}

// masked returns xs with every position missing that is missing in by.
func masked(xs, by []float64) []float64 {
	ys := missing(len(xs))
	for i := range min(len(xs), len(by)) {
		if present(by[i]) {
			ys[i] = xs[i]
		}
	}
	return ys
}

// RatioOfSums is multiplier·Σnumerator/Σdenominator over the units that have
// both, with exact sums ([ExactSum]). With denominators nil it is
// multiplier·Σnumerator, a count. NaN when nothing is summed, when the slices
// differ in length or when Σdenominator is 0 (not applicable, never infinity).
func RatioOfSums(numerators, denominators []float64, multiplier float64) float64 {
	if denominators == nil {
		return multiplier * ExactSum(numerators)
	}
	if len(numerators) != len(denominators) {
		return math.NaN()
	}
	above := ExactSum(masked(numerators, denominators))
	below := ExactSum(masked(denominators, numerators))
	if below == 0 {
		return math.NaN()
	}
	return multiplier * above / below
}
