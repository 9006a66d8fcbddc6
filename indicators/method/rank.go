package method

import (
	"cmp"
	"math"
	"slices"
)

// Ties says which rank tied values share.
type Ties uint8

// The ranks of a tie that occupies positions a..b: a, b, or (a+b)/2.
const (
	TiesMin Ties = iota
	TiesMax
	TiesAverage
)

// Rank returns ascending ranks 1..n of the present values (the largest, most
// favourable value has rank n); missing stays NaN. Ties are exact equality:
// round first, see [RoundAll]. Source: R rank(), COINr n_rank.
func Rank(xs []float64, ties Ties) []float64 {
	ranks := missing(len(xs))
	for _, run := range runs(xs) {
		first, last := float64(run.first+1), float64(run.first+len(run.units))
		rank := first
		switch ties {
		case TiesMax:
			rank = last
		case TiesAverage:
			rank = (first + last) / 2
		}
		for _, i := range run.units {
			ranks[i] = rank
		}
	}
	return ranks
}

// run is a set of units with one value; first values lie below it.
type run struct {
	first int
	units []int
}

// runs groups the positions of present values by equal value, ascending.
func runs(xs []float64) []run {
	order := make([]int, 0, len(xs))
	for i, x := range xs {
		if present(x) {
			order = append(order, i)
		}
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(xs[a], xs[b]) })
	var out []run
	for start := 0; start < len(order); {
		end := start + 1
		for end < len(order) && xs[order[end]] == xs[order[start]] {
			end++
		}
		out = append(out, run{start, order[start:end]})
		start = end
	}
	return out
}

// Place is a unit's position in a group: "Rank z Of", shared with Tied other
// units ("ex aequo"). The zero Place is a unit without a value, not ranked.
type Place struct {
	Rank int // 1 is the most favourable, 0 not ranked
	Tied int // other units that share the rank
	Of   int // ranked units, n
}

// Competition ranks directed values from the most favourable (1), after
// rounding each to the declared decimals half away from zero; ties share the
// best rank and the following ranks are left out (1, 2, 2, 4). Filter to the
// units that may be ranked first: a missing value takes no place.
// Source: methods note, "Ranks"; UNDP ranks the HDI rounded to 3 decimals.
func Competition(xs []float64, decimals int) []Place {
	places := make([]Place, len(xs))
	rounded := RoundAll(xs, decimals)
	n := len(known(rounded))
	for _, r := range runs(rounded) {
		for _, i := range r.units {
			places[i] = Place{Rank: n - r.first - len(r.units) + 1, Tied: len(r.units) - 1, Of: n}
		}
	}
	return places
}

// Class is a unit's quarter of its group. The numbers follow the codes q1..q4
// of the outputs: a larger class is more favourable.
type Class uint8

// The classes. NoClass: no value, a group under [MinimumForQuartiles], or a
// group without any difference.
const (
	NoClass Class = iota
	LeastFavourable
	BelowMedian
	AboveMedian
	MostFavourable
)

// String returns the class code of the outputs: none, q1 (least favourable)
// to q4 (most favourable).
func (c Class) String() string {
	if c >= LeastFavourable && c <= MostFavourable {
		return "q" + string('0'+rune(c))
	}
	return "none"
}

// MinimumForQuartiles is the smallest number of units with data for which
// quartiles and classes are given.
const MinimumForQuartiles = 5

// QuartileClass puts each directed value, rounded to the declared decimals,
// into a class by the type-7 cut points Q1, Q2, Q3 of the rounded values:
// x ≤ Q1 least favourable, ≤ Q2 below the median, ≤ Q3 above it, else most
// favourable. Equal values always share a class (ntile would split them).
// The best value is in the best quarter. There is no class when n < 5, when all
// values are equal, and for a value whose ties span more than one cut point:
// there ≤ would call many of the best units least favourable. Source: methods
// note, "Ranks".
func QuartileClass(xs []float64, decimals int) []Class {
	classes := make([]Class, len(xs))
	rounded := RoundAll(xs, decimals)
	if len(known(rounded)) < MinimumForQuartiles || constant(rounded) {
		return classes
	}
	_, top, _ := Extent(rounded)
	q1, q2, q3 := Quantile(rounded, 0.25), Quantile(rounded, 0.5), Quantile(rounded, 0.75)
	for i, x := range rounded {
		switch {
		case math.IsNaN(x), x == q1 && x == q2, x == q2 && x == q3:
		case x == top:
			classes[i] = MostFavourable
		case x <= q1:
			classes[i] = LeastFavourable
		case x <= q2:
			classes[i] = BelowMedian
		case x <= q3:
			classes[i] = AboveMedian
		default:
			classes[i] = MostFavourable
		}
	}
	return classes
}
