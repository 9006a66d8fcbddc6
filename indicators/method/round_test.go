package method

import (
	"math"
	"math/big"
	"strconv"
	"testing"
)

func TestRoundHalfAway(t *testing.T) {
	for _, tc := range []struct {
		x        float64
		decimals int
		want     float64
	}{
		{0.5, 0, 1}, {1.5, 0, 2}, {2.5, 0, 3}, {-2.5, 0, -3}, {1.005, 2, 1.01}, {2.675, 2, 2.68},
		{-1.005, 2, -1.01}, {5.1000000000000005, 1, 5.1}, {0.05, 1, 0.1}, {0.049, 1, 0}, {-0.04, 1, 0},
		{999.95, 1, 1000}, {9.5, 0, 10}, {1234.5, -2, 1200}, {1250, -2, 1300}, {49, -2, 0}, {50, -2, 100},
		{5, -1, 10}, {4, -3, 0}, {7, 3, 7}, {1e22, 2, 1e22}, {1e-9, 8, 0}, {5e-9, 8, 1e-8}, {1e-300, 2, 0},
		{0, 2, 0}, {math.Copysign(0, -1), 2, 0}, {math.Copysign(0, -1), -2, 0}, {math.MaxFloat64, 2, math.MaxFloat64},
		{math.MaxFloat64, -308, nan}, {math.MaxFloat64, -400, 0}, {nan, 1, nan}, {inf, 1, nan},
	} {
		got := RoundHalfAway(tc.x, tc.decimals)
		if got != tc.want && !(math.IsNaN(got) && math.IsNaN(tc.want)) || got == 0 && math.Signbit(got) {
			t.Errorf("%v to %d: got %v, want %v", tc.x, tc.decimals, got, tc.want)
		}
	}
}

func TestRoundSignificant(t *testing.T) {
	for x, want := range map[float64]float64{
		5.1000000000000005: 5.1, 123456789012.6: 123456789013, -0.1 - 0.2: -0.3, 0: 0, math.MaxFloat64: 1.79769313486e308,
	} {
		if got := RoundSignificant(x, 12); got != want {
			t.Errorf("%v: got %v, want %v", x, got, want)
		}
	}
	if !math.IsNaN(RoundSignificant(inf, 12)) || !math.IsNaN(RoundSignificant(1, 0)) {
		t.Error("undefined rounding")
	}
}

func TestExactSum(t *testing.T) {
	for _, tc := range []struct {
		name string
		xs   []float64
		want float64
	}{
		{"nothing", nil, nan}, {"missing", list(nan, inf), nan}, {"decimal", list(.1, .2), .3},
		{"cancel", list(1e29, 1e-8, -1e29), 1e-8}, {"below the 8th place", list(4e-9, 4e-9, 4e-9), 0},
		{"half of the 8th place", list(5e-9, -5e-9, -5e-9), -1e-8}, {"negative", list(-1.5, -2.25, nan), -3.75},
		{"38 digits", list(9e29), 9e29}, {"39 digits", list(1e30), nan}, {"39 digits below", list(-1e30), nan},
		{"sum beyond 38 digits", list(9e29, 9e29), nan}, {"largest", list(math.MaxFloat64), nan},
	} {
		got := ExactSum(tc.xs)
		if got != tc.want && !(math.IsNaN(got) && math.IsNaN(tc.want)) {
			t.Errorf("%s: got %v, want %v", tc.name, got, tc.want)
		}
	}
	var s Sum
	s.Add(1)
	s.Add(nan)
	if s.N() != 1 || s.Float64() != 1 {
		t.Error(s.N(), s.Float64())
	}
}

// FuzzRoundHalfAway holds the text rounding against exact rationals.
func FuzzRoundHalfAway(f *testing.F) {
	f.Add(1.005, 2)
	f.Add(-0.5, 0)
	f.Add(123456.789, -3)
	f.Fuzz(func(t *testing.T, x float64, decimals int) {
		got := RoundHalfAway(x, decimals)
		if !present(x) || decimals < -30 || decimals > 30 || math.Abs(x) > 1e300 {
			return
		}
		decimal, _ := new(big.Rat).SetString(strconv.FormatFloat(x, 'g', -1, 64))
		unit := new(big.Rat).SetInt(new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(max(decimals, -decimals))), nil))
		if decimals > 0 {
			unit.Inv(unit)
		}
		quotient := new(big.Rat).Quo(new(big.Rat).Abs(decimal), unit)
		quotient.Add(quotient, big.NewRat(1, 2))
		whole := new(big.Int).Quo(quotient.Num(), quotient.Denom())
		want, _ := new(big.Rat).Mul(new(big.Rat).SetInt(whole), unit).Float64()
		if got != math.Copysign(want, x)+0 {
			t.Errorf("%v to %d: got %v, want %v", x, decimals, got, want)
		}
	})
}
