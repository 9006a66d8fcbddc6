package method

import (
	"math"
	"math/big"
	"strconv"
	"strings"
)

// RoundHalfAway rounds x to the given number of decimals, half away from zero,
// on the decimal text of x (the shortest that reads back as x): 1.005 to two
// decimals is 1.01, although the binary number lies below 1.005, and
// 5.1000000000000005 to one is 5.1. Negative decimals round to tens, hundreds.
// NaN and ±Inf give NaN; −0 becomes 0.
func RoundHalfAway(x float64, decimals int) float64 {
	if !present(x) {
		return math.NaN()
	}
	text := strconv.FormatFloat(math.Abs(x), 'f', -1, 64)
	whole, fraction, _ := strings.Cut(text, ".")
	if decimals >= len(fraction) {
		return x + 0 // +0: −0 becomes 0
	}
	keep := len(whole) + decimals // digits that stay
	if keep < 0 {
		return 0
	}
	digits := whole + fraction
	unscaled := digits[:keep]
	if digits[keep] >= '5' {
		unscaled = increment(unscaled)
	}
	if unscaled == "" {
		return 0
	}
	y, err := strconv.ParseFloat(unscaled+"e"+strconv.Itoa(-decimals), 64)
	if err != nil { // beyond the largest float64
		return math.NaN()
	}
	return math.Copysign(y, x) + 0
}

// increment adds one to a string of decimal digits.
func increment(digits string) string {
	b := []byte(digits)
	for i := len(b) - 1; i >= 0; i-- {
		if b[i] < '9' {
			b[i]++
			return string(b)
		}
		b[i] = '0'
	}
	return "1" + string(b)
}

// RoundAll applies [RoundHalfAway] to every value.
func RoundAll(xs []float64, decimals int) []float64 {
	return transform(xs, func(x float64) float64 { return RoundHalfAway(x, decimals) })
}

// RoundSignificant rounds x to that many significant digits (12 for stored
// aggregates that depend on the order of summation). Missing gives NaN, fewer
// than one digit NaN.
func RoundSignificant(x float64, digits int) float64 {
	if !present(x) || digits < 1 {
		return math.NaN()
	}
	y, err := strconv.ParseFloat(strconv.FormatFloat(x, 'e', digits-1, 64), 64)
	if err != nil {
		return math.NaN()
	}
	return y
}

// sumDecimals and sumDigits describe the DECIMAL(38,8) of the pipeline.
const (
	sumDecimals = 8
	sumDigits   = 38
)

// Sum adds values as decimals with 8 places, like DECIMAL(38,8): each value is
// rounded half away from zero to 8 places on its decimal text and added
// exactly, so the sum does not depend on the order. The zero Sum is empty.
type Sum struct {
	unscaled big.Int // sum · 10^8
	n        int
	overflow bool
}

// Add adds x; a missing x is left out. A value of 10^30 or more does not fit
// and makes the sum missing.
func (s *Sum) Add(x float64) {
	if !present(x) {
		return
	}
	s.n++
	text := strconv.FormatFloat(RoundHalfAway(x, sumDecimals), 'f', -1, 64)
	whole, fraction, _ := strings.Cut(text, ".")
	fraction += strings.Repeat("0", sumDecimals)
	term, ok := new(big.Int).SetString(whole+fraction[:sumDecimals], 10)
	if !ok || len(term.String()) > sumDigits+sign(term) {
		s.overflow = true
		return
	}
	s.unscaled.Add(&s.unscaled, term)
}

// sign is the length of a number's minus sign.
func sign(x *big.Int) int {
	if x.Sign() < 0 {
		return 1
	}
	return 0
}

// N is the number of values added.
func (s *Sum) N() int { return s.n }

// Float64 is the float64 nearest to the sum: NaN when nothing was added (a sum
// of nothing is missing, not zero) or when the sum does not fit 38 digits.
func (s *Sum) Float64() float64 {
	if s.n == 0 || s.overflow || len(s.unscaled.String()) > sumDigits+sign(&s.unscaled) {
		return math.NaN()
	}
	scale := new(big.Int).Exp(big.NewInt(10), big.NewInt(sumDecimals), nil)
	y, _ := new(big.Rat).SetFrac(&s.unscaled, scale).Float64()
	return y
}

// ExactSum is the [Sum] of xs as a float64, NaN when no value is present.
func ExactSum(xs []float64) float64 {
	var s Sum
	for _, x := range xs {
		s.Add(x)
	}
	return s.Float64()
}
