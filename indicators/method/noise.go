package method

import "math"

// MeanError is the standard error of a mean of n persons whose results have
// the standard deviation sd, in the unit of sd: sd/√n. With sd the deviation
// within schools the schools of the unit count as given, and only the pupils of
// the year as drawn. NaN for n < 1 or a negative or missing sd.
func MeanError(sd, n float64) float64 {
	if !(n >= 1) || !(sd >= 0) || !present(sd) || !present(n) {
		return math.NaN()
	}
	return sd / math.Sqrt(n)
}

// ShareError is the standard error of a share p (0–1) among n persons, after
// adding two successes and two failures: √(p̃(1−p̃)/(n+4)), p̃ = (pn+2)/(n+4).
// Without that a share of 0 or 1 among three persons would have no error. NaN
// for n < 1 or a p outside [0, 1]. Source: A. Agresti and B. A. Coull, The
// American Statistician 52, 1998.
func ShareError(p, n float64) float64 {
	if !(n >= 1) || !present(n) || !(p >= 0 && p <= 1) {
		return math.NaN()
	}
	q := (p*n + 2) / (n + 4)
	return math.Sqrt(q * (1 - q) / (n + 4))
}

// Pooled is a difference to a reference over several years, each year weighted
// by its persons: Σnd/Σn, with the standard error √Σ(n·se)²/Σn, the years taken
// as independent. A year without difference, error or persons is left out;
// years says how many are in. NaN with 0 years. Differences of years whose
// scales differ (exam papers) may be pooled, values may not.
func Pooled(differences, errors, persons []float64) (difference, se float64, years int) {
	var n, sum, squares float64
	for i := range differences {
		if !present(differences[i]) || !present(errors[i]) || !present(persons[i]) || !(persons[i] > 0) {
			continue
		}
		n += persons[i]
		sum += persons[i] * differences[i]
		squares += persons[i] * errors[i] * persons[i] * errors[i]
		years++
	}
	if years == 0 {
		return math.NaN(), math.NaN(), 0
	}
	return sum / n, math.Sqrt(squares) / n, years
}

// WithinNoise reports whether a difference is no larger than two standard
// errors of it: "at the level of". A missing error tells nothing: false.
func WithinNoise(difference, se float64) bool { return math.Abs(difference) <= 2*se }
