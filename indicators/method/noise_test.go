package method

import (
	"math"
	"testing"
)

// The figures of the review: a pooled deviation of 15.7 points and 71, or 30,
// candidates.
func TestMeanError(t *testing.T) {
	for _, c := range []struct{ sd, n, want float64 }{{15.7, 71, 1.9}, {26.8, 71, 3.2}, {26.4, 71, 3.1}, {15.7, 30, 2.9}, {26.8, 30, 4.9}, {26.4, 30, 4.8}} {
		if got := RoundHalfAway(MeanError(c.sd, c.n), 1); got != c.want {
			t.Errorf("sd %v, n %v: %v, want %v", c.sd, c.n, got, c.want)
		}
	}
	for _, none := range [][2]float64{{nan, 5}, {1, 0}, {1, nan}, {-1, 5}, {1, math.Inf(1)}} {
		if got := MeanError(none[0], none[1]); !math.IsNaN(got) {
			t.Errorf("%v: %v", none, got)
		}
	}
	if MeanError(0, 4) != 0 {
		t.Error("no deviation, yet an error")
	}
}

// Nobody of 3 passed: (0+2)/(3+4) = 2/7, √(2/7·5/7/7) = 0.1707.
func TestShareError(t *testing.T) {
	if got := ShareError(0, 3); math.Abs(got-math.Sqrt(10.0/343)) > 1e-15 {
		t.Error(got)
	}
	if got := ShareError(0.5, 96); math.Abs(got-0.05) > 1e-15 {
		t.Error(got)
	}
	for _, none := range [][2]float64{{1.2, 5}, {-0.1, 5}, {0.5, 0}, {nan, 5}, {0.5, nan}} {
		if got := ShareError(none[0], none[1]); !math.IsNaN(got) {
			t.Errorf("%v: %v", none, got)
		}
	}
}

// 100 persons at +2, 300 at −1: −0.25; errors 1 and 1: √(100²+300²)/400.
func TestPooled(t *testing.T) {
	d, se, years := Pooled([]float64{2, nan, -1}, []float64{1, 1, 1}, []float64{100, 50, 300})
	if d != -0.25 || math.Abs(se-math.Sqrt(100000)/400) > 1e-15 || years != 2 {
		t.Error(d, se, years)
	}
	if d, se, years := Pooled([]float64{2}, []float64{nan}, []float64{100}); !math.IsNaN(d) || !math.IsNaN(se) || years != 0 {
		t.Error(d, se, years)
	}
	// Three equal years: the error falls by √3.
	_, se, _ = Pooled([]float64{1, 1, 1}, []float64{3, 3, 3}, []float64{50, 50, 50})
	if math.Abs(se-math.Sqrt(3)) > 1e-12 {
		t.Error(se)
	}
	if !WithinNoise(-2, 1) || WithinNoise(2.1, 1) || WithinNoise(0, nan) {
		t.Error("two standard errors")
	}
}
