package score

import (
	"context"
	"math"
	"slices"

	"miernik/indicators/method"
	"miernik/pipeline/warehouse"
)

// slack keeps every set that the rule of outliers might touch: moments of the
// database differ from those of the reference in the last digits.
const slack = 1e-3

// suspects are the sets of values (indicator, year, group) that may fail the
// rule, with their values. Under one scale over years all years of an indicator
// are taken together. Moments are those of the place within the extent, which
// keeps them exact.
const suspects = `WITH value AS (
	SELECT k.item, k.g, k.slot % 256 AS y, CASE it.year_scale WHEN 'pooled' THEN 0 ELSE k.slot % 256 END AS span, k.x
	FROM known k JOIN work.item it USING (item)
	WHERE it.treat = 'winsorise' AND NOT k.imputed AND k.g IS NOT NULL
), extent AS (
	SELECT item, y, g, min(x) AS lo, max(x) AS hi FROM value GROUP BY ALL HAVING lo < hi AND count(*) > 3
), shape AS (
	SELECT item, span, g, y, skewness((x - lo) / (hi - lo)) AS skew, kurtosis((x - lo) / (hi - lo)) AS kurt FROM value JOIN extent USING (item, y, g) GROUP BY ALL
), suspect AS (
	SELECT DISTINCT item, span, g FROM shape WHERE abs(skew) >= $1 AND kurt >= $2
)
SELECT it.fiche, it.indicator, n.grp, CAST(v.span AS INTEGER), CAST(v.y + 1900 AS INTEGER), list(v.x)
FROM value v JOIN suspect USING (item, span, g) JOIN work.item it USING (item) JOIN work.group_number n USING (g)
GROUP BY it.fiche, it.indicator, n.grp, v.span, v.y ORDER BY it.fiche, it.indicator, n.grp, v.span, v.y`

// valueSet is the reference set of one indicator, year and group.
type valueSet struct {
	fiche, indicator, grp string
	year, span            int
	xs                    []float64
	treatment             method.Treatment
	log                   bool
}

// treat winsorises outliers where a fiche asks for it, or takes logarithms where
// that does not help, and writes what it did into treatment. Under one scale
// over years an indicator is on logarithms in all years or in none.
func treat(ctx context.Context, db *warehouse.DB) error {
	rule := method.DefaultTreatRule()
	sets, err := suspectSets(ctx, db, rule)
	if err != nil {
		return err
	}
	var rows [][]any
	for first := 0; first < len(sets); {
		last := first + 1
		for last < len(sets) && sets[last].sameScale(sets[first]) {
			last++
		}
		for _, s := range treated(sets[first:last], rule) {
			rows = append(rows, s.row())
		}
		first = last
	}
	return db.Append(ctx, "treatment", rows)
}

func (s *valueSet) sameScale(other *valueSet) bool {
	return s.fiche == other.fiche && s.indicator == other.indicator && s.grp == other.grp && s.span == other.span
}

// suspectSets reads the suspects; sets of one scale are together.
func suspectSets(ctx context.Context, db *warehouse.DB, rule method.TreatRule) ([]*valueSet, error) {
	var sets []*valueSet
	err := db.Each(ctx, suspects, func(r *warehouse.Rows) error {
		s := &valueSet{}
		var list any
		if err := r.Scan(&s.fiche, &s.indicator, &s.grp, &s.span, &s.year, &list); err != nil {
			return err
		}
		values, _ := list.([]any)
		s.xs = make([]float64, 0, len(values))
		for _, v := range values {
			x, _ := v.(float64)
			s.xs = append(s.xs, x)
		}
		slices.Sort(s.xs) // moments do not depend on the order of rows
		sets = append(sets, s)
		return nil
	}, rule.Skewness-slack, rule.Kurtosis-slack)
	return sets, err
}

// treated treats the sets of one scale and returns those that were changed.
func treated(sets []*valueSet, rule method.TreatRule) []*valueSet {
	log := false
	for _, s := range sets {
		s.treatment = method.Treat(s.xs, rule)
		s.log = s.treatment.Log != method.NoLog
		log = log || s.log
	}
	var changed []*valueSet
	for _, s := range sets {
		if lo, hi, _ := method.Extent(s.xs); log && !s.log && lo < hi {
			s.log = true
			values := method.LogTransform(s.xs, rule.Log)
			s.treatment.After = method.Shape{Skewness: method.Skewness(values), Kurtosis: method.Kurtosis(values)}
		}
		if s.log || len(s.treatment.Points) > 0 {
			changed = append(changed, s)
		}
	}
	return changed
}

// row is the set as a row of the table treatment.
func (s *valueSet) row() []any {
	t := s.treatment
	var low, high int32
	for _, p := range t.Points {
		if p.High {
			high++
		} else {
			low++
		}
	}
	limitLow, limitHigh := t.Limits()
	transform, from, offset := "winsorise", math.NaN(), math.NaN()
	if s.log {
		transform, limitLow, limitHigh = "log", math.NaN(), math.NaN()
		from, offset = method.LogShift(s.xs)
	}
	return []any{s.fiche, s.indicator, int16(s.year), s.grp, transform, int32(len(s.xs)), low, high, number(limitLow), number(limitHigh), number(from), number(offset),
		moment(t.Before.Skewness), moment(t.Before.Kurtosis), moment(t.Winsorised.Skewness), moment(t.Winsorised.Kurtosis), moment(t.After.Skewness), moment(t.After.Kurtosis)}
}

// number is NULL for a missing number.
func number(x float64) any {
	if math.IsNaN(x) {
		return nil
	}
	return x
}

// moment is stored with 12 digits: the rest is noise of the summation.
func moment(x float64) any { return number(method.RoundSignificant(x, 12)) }
