package method

import (
	"errors"
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestMeans(t *testing.T) {
	for _, tc := range []struct {
		name                            string
		xs, ws                          []float64
		arithmetic, geometric, harmonic float64
	}{
		{"none", list(), nil, nan, nan, nan},
		{"missing", list(nan, nan), list(1, 2), nan, nan, nan},
		{"equal weights", list(1, 4), nil, 2.5, 2, 1.6},
		{"rescaled", list(2, 8, nan), list(1, 1, 98), 5, 4, 3.2},
		{"weights", list(1, 16), list(3, 1), 4.75, 2, 4 / (3 + 1./16)},
		{"handbook", list(21, 1, 1, 1), nil, 6, math.Pow(21, .25), 4 / (3 + 1./21)},
		{"weight 0 takes no part", list(-5, 4), list(0, 2), 4, 4, 4},
		{"no weight", list(3, 4), list(0, 0), nan, nan, nan},
	} {
		for method, f := range map[string]struct {
			mean Aggregation
			want float64
		}{
			"arithmetic": {Arithmetic, tc.arithmetic}, "geometric": {Geometric, tc.geometric},
			"harmonic": {Harmonic, tc.harmonic}, "power 1": {GeneralisedMean(1), tc.arithmetic},
			"power 0": {GeneralisedMean(0), tc.geometric}, "power −1": {GeneralisedMean(-1), tc.harmonic},
		} {
			got, err := f.mean(tc.xs, tc.ws)
			if diff := cmp.Diff(f.want, got, near); diff != "" || err != nil {
				t.Errorf("%s, %s: %v %s", tc.name, method, err, diff)
			}
		}
	}
}

func TestMeansRefuse(t *testing.T) {
	for name, tc := range map[string]struct {
		mean   Aggregation
		xs, ws []float64
		index  int // of the refused child, −1 for another error
	}{
		"geometric of 0":        {Geometric, list(3, 0), nil, 1},
		"harmonic of −1":        {Harmonic, list(-1, 2), nil, 0},
		"square of −1":          {GeneralisedMean(2), list(1, nan, -1), nil, 2},
		"power −2 of 0":         {GeneralisedMean(-2), list(0), nil, 0},
		"negative weight":       {Arithmetic, list(1, 2), list(1, -1), 1},
		"missing weight":        {Arithmetic, list(1, 2), list(nan, 1), 0},
		"lengths":               {Arithmetic, list(1, 2), list(1), -1},
		"power is not a number": {GeneralisedMean(nan), list(1), nil, -1},
	} {
		got, err := tc.mean(tc.xs, tc.ws)
		var domain *DomainError
		switch {
		case err == nil || !math.IsNaN(got):
			t.Errorf("%s: %v, %v", name, got, err)
		case tc.index >= 0 && (!errors.As(err, &domain) || domain.Index != tc.index):
			t.Errorf("%s: %v", name, err)
		}
	}
	if got, err := GeneralisedMean(2)(list(0, 0), nil); got != 0 || err != nil {
		t.Errorf("square mean of zeros: %v, %v", got, err)
	}
}

func TestPatterns(t *testing.T) {
	limit := 1 + 2*math.Sqrt(2./3)
	for _, tc := range []struct {
		name  string
		f     func([][]float64, []float64) ([]float64, error)
		table [][]float64
		ws    []float64
		want  []float64
	}{
		{"Hellwig", Hellwig, [][]float64{{1, 1}, {0, 0}, {-1, -1}}, nil, list(1, 1-1/limit, 1-2/limit)},
		{"Hellwig gap", Hellwig, [][]float64{{1, nan}, {0, nan}, {-1, nan}, {nan, nan}}, list(1, 9), list(1, 1-1/limit, 1-2/limit, nan)},
		{"Hellwig alike", Hellwig, [][]float64{{1, 2}, {1, 2}}, nil, list(nan, nan)},
		{"Hellwig none", Hellwig, nil, nil, list()},
		{"TOPSIS", TOPSIS, [][]float64{{0, 0}, {1, 1}, {1, 0}}, nil, list(0, 1, .5)},
		{"TOPSIS weights", TOPSIS, [][]float64{{0, 0}, {1, 1}, {1, 0}}, list(3, 1), list(0, 1, .75)},
		{"TOPSIS gap", TOPSIS, [][]float64{{0, 0}, {1, 1}, {.5, nan}, {nan, nan}}, nil, list(0, 1, .5, nan)},
		{"TOPSIS alike", TOPSIS, [][]float64{{2}, {2}}, nil, list(nan, nan)},
		{"Perkal", Perkal, [][]float64{{1, 5, 30}, {2, 5, 20}, {3, 5, 10}}, nil, list(0, 0, 0)},
		{"Perkal weights", Perkal, [][]float64{{1, 30}, {2, 20}, {3, nan}, {nan, 10}}, list(3, 1), list(-.5, 0, 1, -1)},
		{"Perkal none", Perkal, nil, nil, list()},
	} {
		got, err := tc.f(tc.table, tc.ws)
		if diff := cmp.Diff(tc.want, got, near); diff != "" || err != nil {
			t.Errorf("%s: %v %s", tc.name, err, diff)
		}
		if _, err := tc.f([][]float64{{1, 2}, {1}}, nil); !errors.Is(err, ErrShape) {
			t.Errorf("%s: ragged table: %v", tc.name, err)
		}
		if _, err := tc.f([][]float64{{1, 2}, {3, 4}}, list(1)); !errors.Is(err, ErrShape) {
			t.Errorf("%s: weights too short: %v", tc.name, err)
		}
		var domain *DomainError
		if _, err := tc.f([][]float64{{1, 2}, {3, 4}}, list(1, -1)); !errors.As(err, &domain) {
			t.Errorf("%s: negative weight: %v", tc.name, err)
		}
	}
}

func TestCoverage(t *testing.T) {
	x := 1.0
	for _, tc := range []struct {
		name       string
		xs         []float64
		ws         []int64
		applicable []bool
		want       Coverage
		meets      bool // at the default threshold
	}{
		{"none", nil, nil, nil, Coverage{}, false},
		{"nothing applicable", list(x), []int64{100}, []bool{false}, Coverage{}, false},
		{"libraries: 65 of 100", list(x, x, nan), []int64{40, 25, 35}, nil, Coverage{65, 100, 2, 3}, false},
		{"66 of 100", list(x, x, nan), []int64{40, 26, 34}, nil, Coverage{66, 100, 2, 3}, true},
		{"weight without count", list(x, nan, nan), []int64{80, 10, 10}, nil, Coverage{80, 100, 1, 3}, false},
		{"count without weight", list(nan, x, x), []int64{80, 10, 10}, nil, Coverage{20, 100, 2, 3}, false},
		{"not applicable leaves", list(x, x, nan), []int64{40, 25, 35}, []bool{true, true, false}, Coverage{65, 65, 2, 2}, true},
		{"missing stays", list(x, nan, nan), []int64{40, 25, 35}, []bool{true, true, false}, Coverage{40, 65, 1, 2}, false},
	} {
		got, err := Cover(tc.xs, tc.ws, tc.applicable)
		if diff := cmp.Diff(tc.want, got); diff != "" || err != nil || got.Meets(DefaultCoverage) != tc.meets {
			t.Errorf("%s: %v, %v, meets %v", tc.name, got, err, got.Meets(DefaultCoverage))
		}
	}
	if _, err := Cover(list(1), nil, nil); !errors.Is(err, ErrShape) {
		t.Error(err)
	}
	if _, err := Cover(list(1), []int64{-1}, nil); err == nil {
		t.Error("negative weight")
	}
	if got := (Coverage{65, 100, 4, 6}).String(); got != "65/100 by weight, 4/6 by count" {
		t.Error(got)
	}
}

func TestEffectiveWeights(t *testing.T) {
	// root 0; 1 and 2 below it (weights 3, 1); 3 and 4 below 1; 5 below 2.
	got, err := EffectiveWeights([]int{-1, 0, 0, 1, 1, 2}, list(7, 3, 1, 1, 1, 5))
	if diff := cmp.Diff(list(1, .75, .25, .375, .375, .25), got, near); diff != "" || err != nil {
		t.Error(err, diff)
	}
	for name, parents := range map[string][]int{"cycle": {1, 0}, "far": {-1, 9}, "negative": {-2, 0}, "short": {-1}} {
		if _, err := EffectiveWeights(parents, list(1, 1)); !errors.Is(err, ErrShape) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := EffectiveWeights([]int{-1}, list(-1)); err == nil {
		t.Error("negative weight")
	}
}

func TestDrawWeights(t *testing.T) {
	ws := list(50, 30, 20, 0)
	sets, err := DrawWeights(ws, DefaultNoise, 200, 7)
	if err != nil || len(sets) != 200 {
		t.Fatal(err, len(sets))
	}
	for _, set := range sets {
		if math.Abs(set[0]+set[1]+set[2]-100) > 1e-9 || set[3] != 0 {
			t.Fatalf("set %v does not sum to 100", set)
		}
		for i, w := range ws[:3] { // ±25 % before rescaling, 0.75/1.25 … 1.25/0.75 after
			if set[i] < w*.6-1e-9 || set[i] > w*5/3+1e-9 {
				t.Fatalf("weight %v of %v", set[i], w)
			}
		}
	}
	again, _ := DrawWeights(ws, DefaultNoise, 3, 7)
	if diff := cmp.Diff(sets[:3], again); diff != "" {
		t.Errorf("one seed, two results: %s", diff)
	}
	// The sets of a seed are part of published results: they must not move.
	if diff := cmp.Diff(list(55.45878008560411, 30.975530397750457, 13.56568951664543, 0), sets[0], near); diff != "" {
		t.Error(diff)
	}
	other, _ := DrawWeights(ws, DefaultNoise, 3, 8)
	if cmp.Equal(again, other) {
		t.Error("two seeds, one result")
	}
	exact, _ := DrawWeights(ws, 0, 1, 1)
	if diff := cmp.Diff([][]float64{ws}, exact, near); diff != "" {
		t.Error(diff)
	}
	for name, f := range map[string]float64{"negative": -.1, "above 1": 1.1, "missing": nan} {
		if _, err := DrawWeights(ws, f, 1, 1); err == nil {
			t.Errorf("noise %s accepted", name)
		}
	}
	if _, err := DrawWeights(list(1, nan), .25, 1, 1); err == nil {
		t.Error("missing weight accepted")
	}
	if sets, err := DrawWeights(nil, .25, -1, 1); len(sets) != 0 || err != nil {
		t.Error(sets, err)
	}
}

func TestSensitivity(t *testing.T) {
	if diff := cmp.Diff(Interval{1.2, 3, 4.8}, RankInterval(list(5, 3, nan, 1, 2, 4)), near); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(Interval{nan, nan, nan}, RankInterval(nil), near); diff != "" {
		t.Error(diff)
	}
	if got := MeanAbsShift(list(1, 2, nan, 4), list(3, 2, 1, 3)); got != 1 {
		t.Error(got)
	}
	intervals := []Interval{{1, 1, 2}, {1, 2, 3}, {2, 3, 4}, {2, 4, 4}, {nan, nan, nan}}
	if got := ShareMoved(list(1, 2, 3, 4, nan), intervals); got != .25 { // only 4 → 2 is more than 1 of 4
		t.Error(got)
	}
	for name, got := range map[string]float64{
		"moved": ShareMoved(nil, nil), "moved lengths": ShareMoved(list(1), nil), "shift lengths": MeanAbsShift(list(1), nil),
		"constant": Pearson(list(1, 1), list(1, 2)), "one pair": Pearson(list(1, nan), list(1, 2)), "lengths": Spearman(list(1), nil),
	} {
		if !math.IsNaN(got) {
			t.Errorf("%s: %v", name, got)
		}
	}
	got := list(Pearson(list(1, 2, 3, nan), list(2, 4, 6, 9)), Pearson(list(1, 2, 3), list(1, 3, 2)), Spearman(list(1, 10, 100), list(3, 2, 1)))
	if diff := cmp.Diff(list(1, .5, -1), got, near); diff != "" {
		t.Error(diff)
	}
}
