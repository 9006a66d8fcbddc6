package method

import (
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

var nan, inf = math.NaN(), math.Inf(1)

// near compares hand results: 1e-12 relative, NaN equal to NaN.
var near = cmp.Options{cmpopts.EquateNaNs(), cmpopts.EquateEmpty(), cmpopts.EquateApprox(1e-12, 0)}

func list(xs ...float64) []float64 { return xs }

func TestDirected(t *testing.T) {
	for _, tc := range []struct {
		name   string
		dir    Direction
		lo, hi float64
		xs     []float64
		want   []float64
	}{
		{"stimulant", Stimulant, nan, nan, list(2, 0, nan, inf), list(2, 0, nan, nan)},
		{"destimulant", Destimulant, nan, nan, list(2, -3, nan), list(-2, 3, nan)},
		{"nominant", Nominant, 10, 20, list(7, 10, 15, 20, 26), list(-3, 0, 0, 0, -6)},
		{"nominant point", Nominant, 10, 10, list(9, 10, 12), list(-1, 0, -2)},
		{"nominant reversed", Nominant, 20, 10, list(15), list(nan)},
		{"nominant without range", Nominant, nan, 10, list(15), list(nan)},
		{"unknown", 0, 0, 1, list(15), list(nan)},
	} {
		if diff := cmp.Diff(tc.want, DirectedAll(tc.xs, tc.dir, tc.lo, tc.hi), near); diff != "" {
			t.Errorf("%s: %s", tc.name, diff)
		}
	}
	if math.Signbit(Directed(0, Destimulant, 0, 0)) {
		t.Error("the opposite of 0 is −0")
	}
	if lo, hi := DirectedPosts(20, 85, Destimulant); lo != -85 || hi != -20 {
		t.Errorf("posts %v, %v", lo, hi)
	}
	if lo, _ := DirectedPosts(20, 85, Nominant); !math.IsNaN(lo) {
		t.Error("a nominant has goalposts")
	}
	for d, want := range map[Direction]string{Stimulant: "stimulant", Destimulant: "destimulant", Nominant: "nominant", 0: "unknown"} {
		if d.String() != want {
			t.Errorf("%d is %q, want %q", d, d, want)
		}
	}
}

// scaled is a normalisation with its parameters fixed.
type scaled func([]float64) ([]float64, bool)

func TestNormalise(t *testing.T) {
	minmax := func(xs []float64) ([]float64, bool) { return MinMax(xs, 1, 100) }
	nominant := func(xs []float64) ([]float64, bool) { return NominantMinMax(xs, 10, 20) }
	zscore := func(xs []float64) ([]float64, bool) { return ZScore(xs, 100, 10) }
	percentile := func(xs []float64) ([]float64, bool) { return PercentileRank(xs, TiesMin) }
	target := func(xs []float64) ([]float64, bool) { return DistanceToTarget(xs, 5, true) }
	posts := func(xs []float64) ([]float64, bool) { return Goalposts(xs, 20, 85, 100, true) }
	for _, tc := range []struct {
		name string
		f    scaled
		xs   []float64
		want []float64
		ok   bool
	}{
		{"min–max none", minmax, list(), list(), false},
		{"min–max missing", minmax, list(nan, nan), list(nan, nan), false},
		{"min–max one", minmax, list(5), list(nan), false},
		{"min–max constant", minmax, list(3, 3, nan), list(nan, nan, nan), false},
		{"min–max gap", minmax, list(10, nan, 70, 20), list(1, nan, 100, 17.5), true},
		{"min–max infinite", minmax, list(0, inf, 2), list(1, nan, 100), true},
		{"nominant none", nominant, list(nan), list(nan), false},
		{"nominant", nominant, list(0, 5, 10, 15, 20, 30, 40, nan), list(0, .5, 1, 1, 1, .5, 0, nan), true},
		{"nominant constant inside", nominant, list(12, 12), list(1, 1), true},
		{"nominant constant outside", nominant, list(5, 5), list(0, 0), true},
		{"z-score one", zscore, list(5), list(nan), false},
		{"z-score constant", zscore, list(.1, .1, .1), list(nan, nan, nan), false},
		{"z-score", zscore, list(1, nan, 2, 3), list(90, nan, 100, 110), true},
		{"percentile one", percentile, list(5, nan), list(nan, nan), false},
		{"percentile ties", percentile, list(3, 1, 3, 2, nan), list(2./3, 0, 2./3, 1./3, nan), true},
		{"percentile constant", percentile, list(4, 4, 4), list(0, 0, 0), true},
		{"target", target, list(1, 3, 5, 9), list(0, .5, 1, 1), true},
		{"target below the minimum", target, list(6, 7), list(nan, nan), false},
		{"goalposts cut", posts, list(10, 20, 52.5, 85, 99, nan), list(0, 0, 50, 100, 100, nan), true},
		{"fraction", FractionOfMax, list(1, 4, nan), list(.25, 1, nan), true},
		{"fraction of a negative", FractionOfMax, list(-1, -4), list(nan, nan), false},
		{"distance to max", DistanceToMax, list(1, 2, 5), list(0, .25, 1), true},
	} {
		got, ok := tc.f(tc.xs)
		if diff := cmp.Diff(tc.want, got, near); diff != "" || ok != tc.ok {
			t.Errorf("%s: ok %v\n%s", tc.name, ok, diff)
		}
	}
	if _, ok := NominantMinMax(list(1, 2), 20, 10); ok {
		t.Error("a reversed range is defined")
	}
	if _, ok := DistanceToReference(list(1, 2), 1, false); ok {
		t.Error("a reference at the minimum is defined")
	}
	if _, ok := Goalposts(list(1), 5, 5, 1, true); ok {
		t.Error("equal posts are defined")
	}
	if diff := cmp.Diff(list(0, nan, nan, nan), Log(list(1, 0, -1, nan)), near); diff != "" {
		t.Error(diff)
	}
}

func TestTreat(t *testing.T) {
	calm := list(1, 2, 3, 4, 5, 6, 7, 8, 9, 10)
	wild := append(list(1000, nan), calm...)
	low := append(list(-1000, nan), calm...)

	got := Treat(wild, DefaultTreatRule())
	if diff := cmp.Diff(append(list(10, nan), calm...), got.Values, near); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]TreatedPoint{{Unit: 0, High: true, From: 1000, To: 10}}, got.Points); diff != "" {
		t.Error(diff)
	}
	if got.Before.Pass || !got.Winsorised.Pass || !got.After.Pass || got.Log != NoLog {
		t.Errorf("%+v", got)
	}
	got = Treat(low, DefaultTreatRule())
	if diff := cmp.Diff([]TreatedPoint{{Unit: 0, From: -1000, To: 1}}, got.Points); diff != "" {
		t.Error(diff)
	}

	for name, xs := range map[string][]float64{
		"none": {}, "missing": {nan, nan, nan, nan}, "constant": {2, 2, 2, 2, 2}, "three": {1, 2, 1000}, "calm": calm,
	} {
		got := Treat(xs, DefaultTreatRule())
		if diff := cmp.Diff(xs, got.Values, near); diff != "" || !got.Before.Pass || len(got.Points) > 0 {
			t.Errorf("%s was treated: %+v", name, got)
		}
	}
}

// A 0/1 indicator with more ones than MaxPoints must not become a constant.
func TestTreatNeverPassesTheLimit(t *testing.T) {
	xs := make([]float64, 200)
	for i := range 6 {
		xs[i] = 1
	}
	rule := DefaultTreatRule()
	rule.Log = NoLog
	got := Treat(xs, rule)
	if diff := cmp.Diff(xs, got.Values); diff != "" || got.After.Pass || len(got.Points) != 0 {
		t.Errorf("%+v", got)
	}
	rule.MaxPoints = 6 // allowed, and then constant: moments undefined, passes
	if got := Treat(xs, rule); len(got.Points) != 6 || !got.After.Pass {
		t.Errorf("%d points", len(got.Points))
	}
	if got := Treat(xs, DefaultTreatRule()); got.Log != LogCT || got.After.Pass {
		t.Errorf("a transform that does not help must say so: %+v", got.After)
	}
}

func TestLogTransform(t *testing.T) {
	xs := list(0, 50, 100, nan)
	for _, tc := range []struct {
		kind LogKind
		want []float64
	}{
		{NoLog, xs},
		{LogCT, list(0, math.Log(51), math.Log(101), nan)},
		{LogOrig, list(0, math.Log(51), math.Log(101), nan)},
	} {
		if diff := cmp.Diff(tc.want, LogTransform(xs, tc.kind), near); diff != "" {
			t.Errorf("%d: %s", tc.kind, diff)
		}
	}
	left := LogTransform(list(0, 90, 100), LogPlus) // negative skewness
	if diff := cmp.Diff(list(-math.Log(101), -math.Log(11), 0), left, near); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(list(nan, nan), LogTransform(list(4, 4), LogCT), near); diff != "" {
		t.Error(diff)
	}
}

func TestMoments(t *testing.T) {
	if Mean(list(.1, .1, .1)) != .1 || SD(list(.1, .1, .1)) != 0 {
		t.Error("a constant has a deviation")
	}
	if !math.IsNaN(Mean(nil)) || !math.IsNaN(SD(list(1))) || PopulationSD(list(1)) != 0 {
		t.Error("too few values")
	}
	xs := list(1, 2, 3, 4, nan)
	if diff := cmp.Diff(list(math.Sqrt(5./3), math.Sqrt(1.25), 0, -1.2), list(SD(xs), PopulationSD(xs), Skewness(xs), Kurtosis(xs)), near); diff != "" {
		t.Error(diff)
	}
	if !math.IsNaN(Skewness(list(1, 2))) || !math.IsNaN(Kurtosis(list(1, 2, 4))) {
		t.Error("moments of too few values")
	}
}
