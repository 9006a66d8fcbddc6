package method

import "math"

// Ladder takes the cost of a pupil apart into the four steps that a school
// system decides on: spending per pupil = (Staffing · Pay + Rest) / ClassSize.
type Ladder struct {
	ClassSize float64 // pupils per class
	Staffing  float64 // teacher posts per class
	Pay       float64 // wages per post, in money
	Rest      float64 // other spending per class, in money; below 0 where wages exceed the spending
}

// LadderOf makes the steps of the totals of a unit, or of a group: the same
// sums give the group's ratio of sums in each step. False when a total is
// missing or pupils, classes or posts are not above 0: then no cost can be
// taken apart.
func LadderOf(spending, pupils, classes, posts, wages float64) (Ladder, bool) {
	if !present(spending) || !present(wages) || !(pupils > 0) || !(classes > 0) || !(posts > 0) || !present(pupils) || !present(classes) || !present(posts) {
		return Ladder{}, false
	}
	return Ladder{ClassSize: pupils / classes, Staffing: posts / classes, Pay: wages / posts, Rest: (spending - wages) / classes}, true
}

// Cost is the spending per pupil.
func (l Ladder) Cost() float64 { return (l.Staffing*l.Pay + l.Rest) / l.ClassSize }

// LadderSteps is what each step contributes to a difference of cost, in money
// per pupil. The four add up to the difference.
type LadderSteps struct{ ClassSize, Staffing, Pay, Rest float64 }

// LadderDifference splits a.Cost() − b.Cost() among the steps by their Shapley
// values: the change of cost when a step goes from b's value to a's, averaged
// over all 24 orders in which the steps can be changed. The split is exact,
// does not depend on an order, and turns its sign when a and b swap.
//
// Cost is e·w·q + r·q with e staffing, w pay, r rest and q = 1/class size, and
// Shapley values add up over the two products, which gives the closed form: a
// factor x of x·y·z contributes Δx·[(y₁z₁+y₀z₀)/3 + (y₁z₀+y₀z₁)/6], one of x·y
// contributes Δx·(y₁+y₀)/2. Sources: L. S. Shapley 1953; for decompositions
// A. F. Shorrocks, Journal of Economic Inequality 11, 2013.
func LadderDifference(a, b Ladder) LadderSteps {
	qa, qb := 1/a.ClassSize, 1/b.ClassSize
	return LadderSteps{
		ClassSize: ofThree(qa-qb, a.Staffing, b.Staffing, a.Pay, b.Pay) + ofTwo(qa-qb, a.Rest, b.Rest),
		Staffing:  ofThree(a.Staffing-b.Staffing, a.Pay, b.Pay, qa, qb),
		Pay:       ofThree(a.Pay-b.Pay, a.Staffing, b.Staffing, qa, qb),
		Rest:      ofTwo(a.Rest-b.Rest, qa, qb),
	}
}

// ofTwo is the Shapley value of a factor that differs by dx in a product with y.
func ofTwo(dx, y1, y0 float64) float64 { return dx * (y1 + y0) / 2 }

// ofThree is that of a factor in a product with y and z.
func ofThree(dx, y1, y0, z1, z0 float64) float64 {
	return dx * ((y1*z1+y0*z0)/3 + (y1*z0+y0*z1)/6)
}

// MedianUnit is the position of the value that stands in the middle of the
// present ones, of two middle ones the lower, of equal ones the first: a unit
// that exists, in place of a median of each step, which would not add up. −1
// without values.
func MedianUnit(xs []float64) int {
	n := len(known(xs))
	if n == 0 {
		return -1
	}
	middle := (n - 1) / 2
	for _, r := range runs(xs) {
		if r.first <= middle && middle < r.first+len(r.units) {
			return r.units[middle-r.first]
		}
	}
	return -1
}

// Deflate gives a change in constant prices of the later year: later −
// earlier · Π(index/100) over the yearly price indices (previous year = 100) of
// the years after the earlier one up to the later. NaN when one of them is
// missing or not above 0.
func Deflate(earlier, later float64, indices []float64) float64 {
	for _, index := range indices {
		if !(index > 0) {
			return math.NaN()
		}
		earlier *= index / 100
	}
	if !present(earlier) || !present(later) {
		return math.NaN()
	}
	return later - earlier
}
