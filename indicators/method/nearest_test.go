package method

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// Worked by hand: weights 2 and 1.
func TestNearest(t *testing.T) {
	context := [][]float64{{0, 0}, {1, 0}, {0, 3}, {2, nan}, {nan, nan}, {1, 0}}
	got := Nearest(context, []float64{2, 1}, 0, []int{0, 1, 2, 3, 4, 5}, 10, 0.5)
	want := []Near{
		{Unit: 1, Distance: math.Sqrt(2), Known: 1, Parts: []float64{2, 0}},
		{Unit: 5, Distance: math.Sqrt(2), Known: 1, Parts: []float64{2, 0}},
		{Unit: 2, Distance: 3, Known: 1, Parts: []float64{0, 9}},
		{Unit: 3, Distance: math.Sqrt(12), Known: 2.0 / 3, Parts: []float64{12, nan}}, // 2·2² over two thirds of the weight
	}
	if len(got) != len(want) {
		t.Fatalf("%+v", got)
	}
	for i, w := range want {
		g := got[i]
		if g.Unit != w.Unit || math.Abs(g.Distance-w.Distance) > 1e-12 || math.Abs(g.Known-w.Known) > 1e-12 ||
			!slices.EqualFunc(g.Parts, w.Parts, func(a, b float64) bool { return math.Abs(a-b) <= 1e-12 || math.IsNaN(a) && math.IsNaN(b) }) {
			t.Errorf("%d: %+v, want %+v", i, g, w)
		}
	}
	if strict := Nearest(context, []float64{2, 1}, 0, []int{1, 2, 3}, 2, 0.7); len(strict) != 2 || strict[1].Unit != 2 {
		t.Errorf("%+v", strict)
	}
	if none := Nearest(context, []float64{2, 1}, 4, []int{0, 1}, 2, 0); len(none) != 0 {
		t.Errorf("a unit of which nothing is known has %+v", none)
	}
	if none := Nearest(context, []float64{0, 0}, 0, []int{1}, 2, 0); none != nil {
		t.Errorf("without weights %+v", none)
	}
}

// Against a full sort, on random data with gaps.
func TestNearestAgainstASort(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 9))
	for range 50 {
		n, k := 3+r.IntN(40), 1+r.IntN(12)
		weights := []float64{1, 2, 0.5, 3}
		context := make([][]float64, n)
		all := make([]int, n)
		for u := range context {
			all[u] = u
			context[u] = make([]float64, len(weights))
			for j := range context[u] {
				if context[u][j] = math.Round(r.NormFloat64() * 2); r.IntN(6) == 0 {
					context[u][j] = nan
				}
			}
		}
		everybody := Nearest(context, weights, 0, all, n, 0.6)
		for i := 1; i < len(everybody); i++ {
			a, b := everybody[i-1], everybody[i]
			if a.Distance > b.Distance || a.Distance == b.Distance && a.Unit > b.Unit {
				t.Fatalf("order: %+v before %+v", a, b)
			}
		}
		for i, near := range Nearest(context, weights, 0, all, k, 0.6) {
			if near.Unit != everybody[i].Unit || i >= k {
				t.Fatalf("%d of %d: %+v, all say %+v", i, k, near, everybody[i])
			}
			sum := 0.0
			for _, p := range near.Parts {
				if present(p) {
					sum += p
				}
			}
			if math.Abs(sum-near.Distance*near.Distance) > 1e-9 {
				t.Fatalf("parts sum to %v, squared distance is %v", sum, near.Distance*near.Distance)
			}
			mirrored := Nearest(context, weights, near.Unit, []int{0}, 1, 0.6)
			if len(mirrored) != 1 || math.Abs(mirrored[0].Distance-near.Distance) > 1e-12 {
				t.Fatalf("%v there, %+v back", near.Distance, mirrored)
			}
		}
	}
}
