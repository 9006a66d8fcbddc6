package method

import "fmt"

// DefaultCoverage is the default threshold of [Coverage.Meets], in per cent.
const DefaultCoverage = 66

// Coverage says how much of what a score expects is present, by weight and by
// count, in integers: libraries reach exactly 65 of 100, and a float or a `>`
// would decide publication. Weights of a fiche are integers that sum to 100.
type Coverage struct {
	PresentWeight, ExpectedWeight int64
	PresentCount, ExpectedCount   int
}

// Cover counts the children of one unit: xs are the values (NaN = missing), ws
// the integer weights, applicable whether the unit runs the service at all (nil
// = all). "Not applicable" leaves the expectation, "missing" stays in it.
// Errors: [ErrShape], [*DomainError] for a negative weight.
// Source: methods note, "Coverage".
func Cover(xs []float64, ws []int64, applicable []bool) (Coverage, error) {
	var c Coverage
	if len(ws) != len(xs) || (applicable != nil && len(applicable) != len(xs)) {
		return c, ErrShape
	}
	for i, x := range xs {
		if ws[i] < 0 {
			return Coverage{}, &DomainError{"weight", i, float64(ws[i])}
		}
		if applicable != nil && !applicable[i] {
			continue
		}
		c.ExpectedWeight += ws[i]
		c.ExpectedCount++
		if present(x) {
			c.PresentWeight += ws[i]
			c.PresentCount++
		}
	}
	return c, nil
}

// MeetsWeight reports 100·present ≥ threshold·expected by weight; threshold in
// per cent. False when nothing is expected.
func (c Coverage) MeetsWeight(threshold int) bool {
	return c.ExpectedWeight > 0 && 100*c.PresentWeight >= int64(threshold)*c.ExpectedWeight
}

// MeetsCount is [Coverage.MeetsWeight] by number of children.
func (c Coverage) MeetsCount(threshold int) bool {
	return c.ExpectedCount > 0 && 100*c.PresentCount >= threshold*c.ExpectedCount
}

// Meets reports that the threshold is met both by weight and by count; when it
// is false the score is withheld.
func (c Coverage) Meets(threshold int) bool {
	return c.MeetsWeight(threshold) && c.MeetsCount(threshold)
}

// String gives the coverage for a log line, as in "65/100 by weight, 4/6 by count".
func (c Coverage) String() string {
	return fmt.Sprintf("%d/%d by weight, %d/%d by count",
		c.PresentWeight, c.ExpectedWeight, c.PresentCount, c.ExpectedCount)
}
