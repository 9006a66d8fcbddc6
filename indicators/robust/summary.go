package robust

import (
	"math"
	"slices"

	"miernik/indicators/method"
)

// Range is where a unit lies under one factor: a row of rank_range.
type Range struct {
	Unit, Scheme, Group, Factor string
	Rank, Of                    int32
	Low, Middle, High           float64
	Moved                       bool
}

// Summary is a row of fiche_sensitivity.
type Summary struct {
	Scheme, Factor                     string
	Runs, N                            int32
	ShareMoved, MedianWidth, MeanShift float64
}

// Variant is a row of sensitivity_variant.
type Variant struct {
	Scheme, Factor, Choice, Setting    string
	N, LargestShift                    int32
	MeanShift, ShareMoved, Correlation float64
}

// summarise makes the ranges of the units of a field from their places over
// runs. The settings of the fiche count as a run of the factors that change one
// choice at a time.
func (m *Model) summarise(f Field, factor string, base []int32, runs [][]int32) ([]Range, Summary) {
	sum := Summary{Scheme: f.Scheme, Factor: factor, Runs: int32(len(runs))}
	if factor == "method" || factor == "without" {
		runs = append(runs[:len(runs):len(runs)], base)
	}
	var out []Range
	var widths []float64
	var shift, shifts, moved float64
	ranks := make([]int32, 0, len(runs))
	var c counter
	for _, g := range f.Groups {
		n := int32(len(g.Members)) // all of them are ranked
		for i, u := range g.Members {
			if !g.Own[i] || base[u] == 0 {
				continue
			}
			ranks = ranks[:0]
			for _, places := range runs {
				if p := places[u]; p > 0 {
					ranks = append(ranks, p)
					shift += math.Abs(float64(p - base[u]))
					shifts++
				}
			}
			if len(ranks) == 0 {
				continue
			}
			in := c.interval(ranks)
			r := Range{Unit: m.Units[u], Scheme: f.Scheme, Group: g.Code, Factor: factor, Rank: base[u], Of: n, Low: in.P5, Middle: in.P50, High: in.P95}
			quarter := float64(n) / 4
			if r.Moved = float64(r.Rank)-in.P5 > quarter || in.P95-float64(r.Rank) > quarter; r.Moved {
				moved++
			}
			out, widths = append(out, r), append(widths, in.P95-in.P5)
		}
	}
	sum.N = int32(len(out))
	if sum.N > 0 {
		sum.ShareMoved, sum.MedianWidth, sum.MeanShift = moved/float64(len(out)), method.Median(widths), shift/shifts
	}
	return out, sum
}

// counter finds quantiles of places by counting them.
type counter struct{ counts []int32 }

// interval is method.RankInterval of whole numbers, in linear time. There is
// at least one.
func (c *counter) interval(ranks []int32) method.Interval {
	low, high := slices.Min(ranks), slices.Max(ranks)
	c.counts = slices.Grow(c.counts[:0], int(high-low)+1)[:high-low+1]
	clear(c.counts)
	for _, r := range ranks {
		c.counts[r-low]++
	}
	at := func(p float64) float64 { // type 7: between the order statistics around 1 + (n − 1) p
		h := float64(len(ranks)-1) * p
		below := math.Floor(h)
		x := c.order(int32(below))
		if h == below {
			return float64(low + x)
		}
		return math.Round((float64(low+x)+(h-below)*float64(c.order(int32(below)+1)-x))*1e6) / 1e6 // without the noise of doubles
	}
	return method.Interval{P5: at(0.05), P50: at(0.5), P95: at(0.95)}
}

// order is the k-th smallest, from 0, less the smallest.
func (c *counter) order(k int32) int32 {
	var seen int32
	for x, n := range c.counts {
		if seen += n; seen > k {
			return int32(x)
		}
	}
	return int32(len(c.counts)) - 1
}

// compare says what one changed choice does to the places of a field.
func (m *Model) compare(f Field, factor string, c change, base, places []int32) Variant {
	v := Variant{Scheme: f.Scheme, Factor: factor, Choice: c.choice, Setting: c.setting}
	var a, b []float64
	var shift, moved float64
	for _, g := range f.Groups {
		quarter := float64(len(g.Members)) / 4
		for i, u := range g.Members {
			if !g.Own[i] || base[u] == 0 || places[u] == 0 {
				continue
			}
			a, b = append(a, float64(base[u])), append(b, float64(places[u]))
			d := max(base[u]-places[u], places[u]-base[u])
			shift += float64(d)
			v.LargestShift = max(v.LargestShift, d)
			if float64(d) > quarter {
				moved++
			}
		}
	}
	v.N = int32(len(a))
	v.MeanShift, v.ShareMoved, v.Correlation = shift/float64(v.N), moved/float64(v.N), method.Pearson(a, b) // 0/0: NaN
	return v
}
