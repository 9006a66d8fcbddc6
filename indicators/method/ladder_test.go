package method

import (
	"math"
	"math/rand/v2"
	"testing"
)

// Worked by hand: 2 posts a class at 100, the rest 50, 10 pupils: 25 a pupil.
// With classes of 5 the same school costs 50, all of it class size.
func TestLadderByHand(t *testing.T) {
	a, ok := LadderOf(2500, 50, 10, 20, 2000)
	b, okB := LadderOf(2500, 100, 10, 20, 2000)
	if !ok || !okB || a != (Ladder{5, 2, 100, 50}) || a.Cost() != 50 || b.Cost() != 25 {
		t.Fatal(a, b)
	}
	if got := LadderDifference(a, b); got != (LadderSteps{ClassSize: 25}) {
		t.Errorf("%+v", got)
	}
	// Two steps differ: staffing 3 against 2 and pay 80 against 100, classes of
	// 10. One after the other: staffing first +10 then pay −6, or pay first −4
	// then staffing +8: the means are +9 and −5.
	c := Ladder{ClassSize: 10, Staffing: 3, Pay: 80, Rest: 50}
	d := LadderDifference(c, b)
	if want := (LadderSteps{Staffing: 9, Pay: -5}); math.Abs(d.Staffing-want.Staffing)+math.Abs(d.Pay-want.Pay)+math.Abs(d.ClassSize)+math.Abs(d.Rest) > 1e-12 {
		t.Errorf("%+v", d)
	}
	for _, none := range [][5]float64{{nan, 1, 1, 1, 1}, {1, 0, 1, 1, 1}, {1, 1, 0, 1, 1}, {1, 1, 1, 0, 1}, {1, 1, 1, 1, nan}, {1, math.Inf(1), 1, 1, 1}, {1, -3, 1, 1, 1}} {
		if l, ok := LadderOf(none[0], none[1], none[2], none[3], none[4]); ok {
			t.Errorf("%v gives %+v", none, l)
		}
	}
}

// orders lists all orders of n things.
func orders(n int) [][]int {
	if n == 0 {
		return [][]int{nil}
	}
	var out [][]int
	for _, o := range orders(n - 1) {
		for at := range n {
			grown := append(append(append([]int{}, o[:at]...), n-1), o[at:]...)
			out = append(out, grown)
		}
	}
	return out
}

// The closed form is the average over all orders, adds up, and turns its sign.
func TestLadderIsShapley(t *testing.T) {
	r := rand.New(rand.NewPCG(4, 3))
	draw := func() Ladder {
		return Ladder{5 + 25*r.Float64(), 1 + 2*r.Float64(), 5e4 + 1e5*r.Float64(), 2e5 * (r.Float64() - 0.2)}
	}
	step := func(l *Ladder, i int) *float64 {
		return [...]*float64{&l.ClassSize, &l.Staffing, &l.Pay, &l.Rest}[i]
	}
	all := orders(4)
	if len(all) != 24 {
		t.Fatal(len(all))
	}
	for range 200 {
		a, b := draw(), draw()
		var want [4]float64
		for _, order := range all {
			now := b
			for _, i := range order {
				before := now.Cost()
				*step(&now, i) = *step(&a, i)
				want[i] += (now.Cost() - before) / 24
			}
		}
		got := LadderDifference(a, b)
		for i, g := range []float64{got.ClassSize, got.Staffing, got.Pay, got.Rest} {
			if math.Abs(g-want[i]) > 1e-9*(math.Abs(a.Cost())+math.Abs(b.Cost())) {
				t.Fatalf("%+v against %+v: step %d is %v, the orders give %v", a, b, i, g, want[i])
			}
		}
		if sum := got.ClassSize + got.Staffing + got.Pay + got.Rest; math.Abs(sum-(a.Cost()-b.Cost())) > 1e-9*a.Cost() {
			t.Fatalf("steps sum to %v, the difference is %v", sum, a.Cost()-b.Cost())
		}
		if back := LadderDifference(b, a); math.Abs(back.Pay+got.Pay) > 1e-9*a.Cost() {
			t.Fatalf("%v and back %v", got.Pay, back.Pay)
		}
	}
}

func TestMedianUnit(t *testing.T) {
	for _, c := range []struct {
		xs   []float64
		want int
	}{
		{nil, -1}, {[]float64{nan}, -1}, {[]float64{7}, 0}, {[]float64{3, 1}, 1}, {[]float64{3, 1, 2}, 2}, {[]float64{nan, 3, 1, 2, 9}, 3}, {[]float64{5, 5, 5, 1}, 0},
	} {
		if got := MedianUnit(c.xs); got != c.want {
			t.Errorf("%v: %d, want %d", c.xs, got, c.want)
		}
	}
}

func TestDeflate(t *testing.T) {
	// 1000 of five years ago at 110, 100, 105 … are 1155 of today.
	if got := Deflate(1000, 1200, []float64{110, 100, 105, 100, 100}); math.Abs(got-45) > 1e-9 {
		t.Error(got)
	}
	for _, indices := range [][]float64{{110, nan}, {0}, {-5}} {
		if got := Deflate(1000, 1200, indices); !math.IsNaN(got) {
			t.Errorf("%v: %v", indices, got)
		}
	}
	if !math.IsNaN(Deflate(nan, 1, nil)) || !math.IsNaN(Deflate(1, nan, nil)) {
		t.Error("a missing amount has a change")
	}
}
