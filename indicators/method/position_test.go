package method

import (
	"errors"
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestRank(t *testing.T) {
	xs := list(3, 1, nan, 3, 2)
	for ties, want := range map[Ties][]float64{
		TiesMin: list(3, 1, nan, 3, 2), TiesMax: list(4, 1, nan, 4, 2), TiesAverage: list(3.5, 1, nan, 3.5, 2),
	} {
		if diff := cmp.Diff(want, Rank(xs, ties), near); diff != "" {
			t.Errorf("%d: %s", ties, diff)
		}
	}
	if diff := cmp.Diff(list(2, 0, nan, 2, 1), Borda(xs, TiesMin), near); diff != "" {
		t.Error(diff)
	}
	if got := Rank(nil, TiesMin); len(got) != 0 {
		t.Error(got)
	}
}

func TestCompetition(t *testing.T) {
	for _, tc := range []struct {
		name     string
		xs       []float64
		decimals int
		want     []Place
	}{
		{"none", nil, 1, []Place{}},
		{"missing", list(nan, nan), 1, []Place{{}, {}}},
		{"one", list(5), 1, []Place{{1, 0, 1}}},
		{"constant", list(5, 5), 1, []Place{{1, 1, 2}, {1, 1, 2}}},
		{"1, 2, 2, 4", list(7, 9, 7, nan, 1), 0, []Place{{2, 1, 4}, {1, 0, 4}, {2, 1, 4}, {}, {4, 0, 4}}},
		{"noise", list(5.1000000000000005, 5.1, 5.2), 1, []Place{{2, 1, 3}, {2, 1, 3}, {1, 0, 3}}},
		{"rounded to a tie", list(.9666, .9674, .9675), 3, []Place{{2, 1, 3}, {2, 1, 3}, {1, 0, 3}}},
		{"destimulant", list(-1.25, -1.24, -1.2), 1, []Place{{3, 0, 3}, {1, 1, 3}, {1, 1, 3}}},
	} {
		if diff := cmp.Diff(tc.want, Competition(tc.xs, tc.decimals)); diff != "" {
			t.Errorf("%s: %s", tc.name, diff)
		}
	}
}

func TestQuartileClass(t *testing.T) {
	const n, q1, q2, q3, q4 = NoClass, LeastFavourable, BelowMedian, AboveMedian, MostFavourable
	for _, tc := range []struct {
		name string
		xs   []float64
		want []Class
	}{
		{"none", nil, []Class{}},
		{"under five", list(1, 2, 3, 4, nan), []Class{n, n, n, n, n}},
		{"five", list(5, 4, 3, 2, 1, nan), []Class{q4, q3, q2, q1, q1, n}},
		{"eight", list(1, 2, 3, 4, 5, 6, 7, 8), []Class{q1, q1, q2, q2, q3, q3, q4, q4}},
		{"constant", list(2, 2, 2, 2, 2), []Class{n, n, n, n, n}},
		{"constant after rounding", list(2.01, 2.02, 2.03, 2, 2), []Class{n, n, n, n, n}},
		{"tie not split", list(1, 1, 2, 2, 3, 4, 5), []Class{q1, q1, q2, q2, q3, q4, q4}},
		{"tie over two cut points below", list(1, 1, 1, 1, 2, 3), []Class{n, n, n, n, q4, q4}},
		{"tie over two cut points above", list(1, 2, 3, 3, 3, 3), []Class{q1, q1, n, n, n, n}},
		{"best tie over one cut point", list(1, 2, 3, 4, 5, 6, 6, 6), []Class{q1, q1, q2, q2, q3, q4, q4, q4}},
	} {
		if diff := cmp.Diff(tc.want, QuartileClass(tc.xs, 1)); diff != "" {
			t.Errorf("%s: %s", tc.name, diff)
		}
	}
	if NoClass.String()+LeastFavourable.String()+MostFavourable.String()+Class(9).String() != "noneq1q4none" {
		t.Error("class codes")
	}
}

func TestQuantile(t *testing.T) {
	for _, tc := range []struct {
		xs   []float64
		p    float64
		want float64
	}{
		{nil, .5, nan}, {list(nan), .5, nan}, {list(7), .25, 7}, {list(1, 2), .5, 1.5},
		{list(4, 1, nan, 3, 2), .25, 1.75}, {list(4, 1, 3, 2), .75, 3.25},
		{list(4, 1, 3, 2), 0, 1}, {list(4, 1, 3, 2), 1, 4}, {list(1, 2), 1.1, nan}, {list(1, 2), nan, nan},
	} {
		if diff := cmp.Diff(tc.want, Quantile(tc.xs, tc.p), near); diff != "" {
			t.Errorf("%v at %v: %s", tc.xs, tc.p, diff)
		}
	}
}

func TestGroupFigures(t *testing.T) {
	values, above, below := list(2, 4, nan, 10), list(2, 40, 7, 10), list(1, 10, 0, 1)
	for name, tc := range map[string]struct {
		got, want Figures
	}{
		"none": {GroupFigures(nil, nil, nil, 1), Figures{0, 0, nan, nan, nan, nan, nan, nan, nan}},
		"ratio of sums, no quartiles": {GroupFigures(values, above, below, 100),
			Figures{N: 4, With: 3, Ratio: 5200. / 12, Median: 4, Q1: nan, Q3: nan, Mean: 16. / 3, Min: 2, Max: 10}},
		"count":       {GroupFigures(list(1, 2), list(1, 2), nil, 1), Figures{2, 2, 3, 1.5, nan, nan, 1.5, 1, 2}},
		"ready ratio": {GroupFigures(list(1, 2, 3, 4, 9), nil, nil, 1), Figures{5, 5, nan, 3, 2, 4, 3.8, 1, 9}},
	} {
		if diff := cmp.Diff(tc.want, tc.got, near); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
	for name, got := range map[string]float64{
		"zero": RatioOfSums(list(1, 2), list(1, -1), 1), "lengths": RatioOfSums(list(1), list(1, 2), 1),
		"nothing": RatioOfSums(list(nan), list(1), 1), "no count": RatioOfSums(nil, nil, 1),
	} {
		if !math.IsNaN(got) {
			t.Errorf("%s: %v", name, got)
		}
	}
}

func TestFills(t *testing.T) {
	series := list(nan, 4, nan, nan, 10, nan)
	forward, from := CarryForward(series, 1)
	if diff := cmp.Diff(list(nan, 4, 4, nan, 10, 10), forward, near); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]int{-1, 1, 1, -1, 4, 4}, from); diff != "" {
		t.Error(diff)
	}
	same, _ := CarryForward(series, 0)
	if diff := cmp.Diff(series, same, near); diff != "" {
		t.Error(diff)
	}
	backward, from := CarryBackward(series, NoLimit)
	if diff := cmp.Diff(list(4, 4, 10, 10, 10, nan), backward, near); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]int{1, 1, 4, 4, 4, -1}, from); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(list(nan, 4, 6, 8, 10, nan), Interpolate(series), near); diff != "" {
		t.Error(diff)
	}
	// powiat 20, 40, 30: the gmina was a quarter of it in year 0.
	filled, from, err := RatioToHigher(list(5, nan, 9, nan, nan), list(20, 40, nan, 30, nan), NoLimit)
	if diff := cmp.Diff(list(5, 10, 9, 7.5, nan), filled, near); diff != "" || err != nil {
		t.Error(err, diff)
	}
	if diff := cmp.Diff([]int{0, 0, 2, 0, -1}, from); diff != "" {
		t.Error(diff)
	}
	if filled, _, _ := RatioToHigher(list(5, nan), list(0, 40), NoLimit); !math.IsNaN(filled[1]) {
		t.Error("ratio to zero", filled)
	}
	groups, err := GroupMedian(list(1, 3, nan, nan, nan), []string{"a", "a", "a", "b", ""})
	if diff := cmp.Diff(list(1, 3, 2, nan, nan), groups, near); diff != "" || err != nil {
		t.Error(err, diff)
	}
	if _, err := GroupMean(list(1), nil); !errors.Is(err, ErrShape) {
		t.Error(err)
	}
	if _, _, err := RatioToHigher(list(1), nil, 1); !errors.Is(err, ErrShape) {
		t.Error(err)
	}
}

func TestBacktest(t *testing.T) {
	truth := list(10, 20, nan, 30, 40)
	predicted := LeaveOneOut(truth, Interpolate)
	if diff := cmp.Diff(list(nan, 10+20./3, nan, 20+40./3, nan), predicted, near); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(list(10, 20, nan, 30, 40), truth, near); diff != "" {
		t.Error("input changed", diff)
	}
	got, err := Backtest(truth, predicted)
	want := FillError{N: 2, Unfilled: 2, MedianAbs: 10. / 3, MedianAPE: (100./6 + 100./9) / 2, NPercentage: 2}
	if diff := cmp.Diff(want, got, near); diff != "" || err != nil {
		t.Error(err, diff)
	}
	byKind, err := BacktestByKind(list(0, 10, 20), list(1, 11, 16), []string{"wiejska", "wiejska", "miejska"})
	wantKinds := []KindError{
		{"miejska", FillError{1, 0, 4, 20, 1}},
		{"wiejska", FillError{2, 0, 1, 10, 1}}, // the percentage leaves the zero out
	}
	if diff := cmp.Diff(wantKinds, byKind, near); diff != "" || err != nil {
		t.Error(err, diff)
	}
	empty, _ := Backtest(nil, nil)
	if diff := cmp.Diff(FillError{MedianAbs: nan, MedianAPE: nan}, empty, near); diff != "" {
		t.Error(diff)
	}
	if _, err := Backtest(list(1), nil); !errors.Is(err, ErrShape) {
		t.Error(err)
	}
}
