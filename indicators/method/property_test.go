package method

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// sample draws n values: rounded so that ties occur, some missing.
func sample(r *rand.Rand, n int) []float64 {
	xs := make([]float64, n)
	for i := range xs {
		xs[i] = math.Round(r.NormFloat64()*20) / 2
		if r.IntN(8) == 0 {
			xs[i] = nan
		}
	}
	return xs
}

// forSamples runs f on 300 samples of 0 to 40 values.
func forSamples(f func(r *rand.Rand, xs []float64)) {
	r := rand.New(rand.NewPCG(20, 25))
	for range 300 {
		f(r, sample(r, r.IntN(41)))
	}
}

func TestPropertyNormalise(t *testing.T) {
	forSamples(func(r *rand.Rand, xs []float64) {
		kept := slices.Clone(xs)
		ys, ok := MinMax(xs, 1, 100)
		if diff := cmp.Diff(kept, xs, near); diff != "" {
			t.Fatal("input changed", diff)
		}
		if lo, hi, _ := Extent(ys); ok && (lo != 1 || hi != 100) {
			t.Fatalf("min–max of %v: %v … %v", xs, lo, hi)
		}
		moved := transform(xs, func(x float64) float64 { return 3*x + 7 })
		if zs, _ := MinMax(moved, 1, 100); !cmp.Equal(ys, zs, near) {
			t.Fatalf("min–max depends on the unit of %v", xs)
		}
		if zs, ok := ZScore(xs, 5, 2); ok && (math.Abs(Mean(zs)-5) > 1e-12 || math.Abs(SD(zs)-2) > 1e-12) {
			t.Fatalf("z-score of %v", xs)
		}
		ps, ok := PercentileRank(xs, TiesMin)
		for i := range xs {
			if ok && present(xs[i]) && (ps[i] < 0 || ps[i] > 1) {
				t.Fatalf("percentile %v of %v", ps[i], xs)
			}
			for j := range xs {
				if ok && xs[i] < xs[j] && ps[i] >= ps[j] {
					t.Fatalf("percentile ranks turn %v", xs)
				}
			}
		}
	})
}

func TestPropertyRanks(t *testing.T) {
	forSamples(func(r *rand.Rand, xs []float64) {
		n := float64(len(known(xs)))
		if n > 0 && ExactSum(Rank(xs, TiesAverage)) != n*(n+1)/2 {
			t.Fatalf("average ranks of %v", xs)
		}
		places, classes := Competition(xs, 1), QuartileClass(xs, 1)
		for i, p := range places {
			better, equal := 0, 0
			for j, x := range xs {
				if x > xs[i] {
					better++
				}
				if x == xs[i] && i != j {
					equal++
				}
				if x == xs[i] && classes[j] != classes[i] || x > xs[i] && classes[j] != NoClass && classes[j] < classes[i] {
					t.Fatalf("classes %v of %v", classes, xs)
				}
			}
			want := Place{better + 1, equal, int(n)}
			if math.IsNaN(xs[i]) {
				want = Place{}
			}
			if p != want {
				t.Fatalf("place %v of %v in %v, want %v", p, xs[i], xs, want)
			}
		}
		order := r.Perm(len(xs))
		shuffled, moved := make([]float64, len(xs)), make([]Place, len(xs))
		for i, j := range order {
			shuffled[i], moved[i] = xs[j], places[j]
		}
		if !cmp.Equal(moved, Competition(shuffled, 1)) {
			t.Fatalf("ranks of %v depend on the order", xs)
		}
	})
}

func TestPropertyMeans(t *testing.T) {
	value := func(f Aggregation, xs, ws []float64) float64 {
		m, err := f(xs, ws)
		if err != nil {
			t.Fatal(err)
		}
		return m
	}
	forSamples(func(r *rand.Rand, xs []float64) {
		xs = transform(xs, func(x float64) float64 { return math.Abs(x) + .5 })
		ws, tripled := make([]float64, len(xs)), make([]float64, len(xs))
		for i := range ws {
			ws[i] = float64(r.IntN(5))
			tripled[i] = 3 * ws[i]
		}
		last := math.Inf(-1)
		for _, p := range list(-3, -1, 0, .5, 1, 2, 4) { // power means grow with p
			f := GeneralisedMean(p)
			m := value(f, xs, ws)
			if m < last*(1-1e-12) {
				t.Fatalf("power %v of %v, %v: %v below %v", p, xs, ws, m, last)
			}
			if !cmp.Equal(m, value(f, xs, tripled), near) {
				t.Fatalf("power %v depends on the scale of %v", p, ws)
			}
			var present []float64
			var theirs []float64
			for i, x := range xs {
				if !math.IsNaN(x) {
					present, theirs = append(present, x), append(theirs, ws[i])
				}
			}
			if !cmp.Equal(m, value(f, present, theirs), near) {
				t.Fatalf("a missing child counts in %v", xs)
			}
			last = max(last, m)
		}
	})
}

func TestPropertySumsAndFills(t *testing.T) {
	forSamples(func(r *rand.Rand, xs []float64) {
		noisy := transform(xs, func(x float64) float64 { return x * math.Exp(20*r.Float64()) / 3 })
		sum := ExactSum(noisy)
		r.Shuffle(len(noisy), func(i, j int) { noisy[i], noisy[j] = noisy[j], noisy[i] })
		if again := ExactSum(noisy); math.Float64bits(sum) != math.Float64bits(again) {
			t.Fatalf("sum %v or %v", sum, again)
		}
		forward, _ := CarryForward(xs, 2)
		backward, _ := CarryBackward(xs, NoLimit)
		lo, hi, _ := Extent(xs)
		for _, filled := range [][]float64{forward, backward, Interpolate(xs)} {
			for i, x := range xs {
				if present(x) && filled[i] != x || filled[i] < lo || filled[i] > hi {
					t.Fatalf("%v filled to %v", xs, filled)
				}
			}
		}
	})
}

func TestPropertyTreat(t *testing.T) {
	forSamples(func(r *rand.Rand, xs []float64) {
		xs = transform(xs, func(x float64) float64 { return x * x * x * math.Abs(x) })
		for _, kind := range []LogKind{NoLog, LogCT, LogPlus, LogOrig} {
			rule := DefaultTreatRule()
			rule.Log = kind
			got := Treat(xs, rule)
			if len(got.Points) > rule.MaxPoints {
				t.Fatalf("%d points of %v", len(got.Points), xs)
			}
			for i := range xs {
				if present(xs[i]) != present(got.Values[i]) {
					t.Fatalf("%v treated to %v", xs, got.Values)
				}
				for j := range xs { // the order stays; winsorising may tie
					if xs[i] < xs[j] && got.Values[i] > got.Values[j] {
						t.Fatalf("%v treated to %v turns", xs, got.Values)
					}
				}
			}
		}
	})
}

// TestNoPanics feeds every function the values that break formulas.
func TestNoPanics(t *testing.T) {
	odd := list(nan, inf, math.Inf(-1), 0, math.Copysign(0, -1), math.MaxFloat64, -math.MaxFloat64, math.SmallestNonzeroFloat64, 1, -1)
	r := rand.New(rand.NewPCG(1, 2))
	for range 2000 {
		xs, ys := make([]float64, r.IntN(8)), make([]float64, r.IntN(8))
		for _, zs := range [][]float64{xs, ys} {
			for i := range zs {
				zs[i] = odd[r.IntN(len(odd))]
			}
		}
		a, b := odd[r.IntN(len(odd))], odd[r.IntN(len(odd))]
		MinMax(xs, a, b)
		NominantMinMax(xs, a, b)
		ZScore(xs, a, b)
		DistanceToReference(xs, a, true)
		Goalposts(xs, a, b, 1, true)
		FractionOfMax(xs)
		for _, ties := range []Ties{TiesMin, TiesMax, TiesAverage, 9} {
			PercentileRank(xs, ties)
		}
		for _, mean := range []Aggregation{Arithmetic, Geometric, Harmonic, GeneralisedMean(a)} {
			_, _ = mean(xs, ys)
			_, _ = mean(xs, nil)
		}
		for _, score := range []func([][]float64, []float64) ([]float64, error){Hellwig, TOPSIS, Perkal} {
			_, _ = score([][]float64{xs, ys}, nil)
			_, _ = score([][]float64{xs, xs}, ys)
		}
		Treat(xs, DefaultTreatRule())
		Treat(xs, TreatRule{Log: 9})
		Competition(xs, r.IntN(700)-350)
		QuartileClass(xs, 1)
		GroupFigures(xs, ys, xs, a)
		GroupFigures(xs, xs, nil, a)
		CarryBackward(Interpolate(xs), r.IntN(3)-1)
		_, _, _ = RatioToHigher(xs, ys, 1)
		_, _ = DrawWeights(xs, a, 2, 1)
		_, _ = EffectiveWeights([]int{-1, 0, 1}, xs)
		_, _ = Backtest(xs, LeaveOneOut(xs, Interpolate))
		Spearman(xs, ys)
		LeaveOneOut(xs, func([]float64) []float64 { return nil })
	}
}
