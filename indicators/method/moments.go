package method

import "math"

// Extent returns the smallest and largest present value of xs and their number
// n; with n = 0 both are NaN.
func Extent(xs []float64) (lo, hi float64, n int) {
	lo, hi = math.Inf(1), math.Inf(-1)
	for _, x := range xs {
		if !present(x) {
			continue
		}
		if x < lo {
			lo = x
		}
		if x > hi {
			hi = x
		}
		n++
	}
	if n == 0 {
		return math.NaN(), math.NaN(), 0
	}
	return lo, hi, n
}

// constant reports whether xs has fewer than two distinct present values. It
// compares values, because the computed deviation of 0.1, 0.1, 0.1 is not 0.
func constant(xs []float64) bool {
	lo, hi, n := Extent(xs)
	return n == 0 || lo == hi
}

// Mean is the unweighted arithmetic mean Σx/n of the present values, NaN when
// there are none. The second pass takes out the rounding of the first.
func Mean(xs []float64) float64 {
	lo, hi, n := Extent(xs)
	if n == 0 {
		return math.NaN()
	}
	if lo == hi {
		return lo
	}
	mean := centred(xs, 0, 1) / float64(n)
	return mean + centred(xs, mean, 1)/float64(n)
}

// centred returns Σ(x−c)^k over the present values.
func centred(xs []float64, c float64, k int) float64 {
	var sum float64
	for _, x := range xs {
		if !present(x) {
			continue
		}
		term := x - c
		for range k - 1 {
			term *= x - c
		}
		sum += term
	}
	return sum
}

// SD is the sample standard deviation √(Σ(x−mean)²/(n−1)) of the present
// values: NaN for n < 2, exactly 0 for a constant.
func SD(xs []float64) float64 { return deviation(xs, 1) }

// PopulationSD is the standard deviation with n in place of n−1: NaN for n = 0.
func PopulationSD(xs []float64) float64 { return deviation(xs, 0) }

func deviation(xs []float64, lost int) float64 {
	n := len(known(xs))
	switch {
	case n <= lost:
		return math.NaN()
	case constant(xs):
		return 0
	}
	return math.Sqrt(centred(xs, Mean(xs), 2) / float64(n-lost))
}

// Skewness is the sample skewness G1 = √n·S3/S2^1.5 · √(n(n−1))/(n−2) with
// Sk = Σ(x−mean)^k: NaN for n < 3 or a constant. It equals DuckDB skewness().
// Source: COINr check_SkewKurt (e1071 type 2).
func Skewness(xs []float64) float64 {
	skewness, _ := skewnessKurtosis(xs)
	return skewness
}

// Kurtosis is the sample excess kurtosis
// G2 = ((n+1)(n·S4/S2²−3)+6)(n−1)/((n−2)(n−3)): NaN for n < 4 or a constant.
// It equals DuckDB kurtosis(), not kurtosis_pop(). Source: as [Skewness].
func Kurtosis(xs []float64) float64 {
	_, kurtosis := skewnessKurtosis(xs)
	return kurtosis
}

// skewnessKurtosis passes over the values once for both.
func skewnessKurtosis(xs []float64) (skewness, kurtosis float64) {
	skewness, kurtosis = math.NaN(), math.NaN()
	lo, hi, count := Extent(xs)
	if count < 3 || lo == hi {
		return skewness, kurtosis
	}
	n, mean := float64(count), Mean(xs)
	var s2, s3, s4 float64
	for _, x := range xs {
		if !present(x) {
			continue
		}
		d := x - mean
		square := d * d
		cube := square * d
		s2, s3, s4 = s2+square, s3+cube, s4+cube*d
	}
	skewness = math.Sqrt(n) * s3 / math.Pow(s2, 1.5) * math.Sqrt(n*(n-1)) / (n - 2)
	if count > 3 {
		kurtosis = ((n+1)*(n*s4/(s2*s2)-3) + 6) * (n - 1) / ((n - 2) * (n - 3))
	}
	return skewness, kurtosis
}
