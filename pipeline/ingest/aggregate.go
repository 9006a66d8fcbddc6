package ingest

import (
	"math"
	"math/big"
	"strconv"
	"strings"

	"miernik/indicators"
	"miernik/internal/diag"
	"miernik/pipeline/profile"
)

// aggKey is what facility rows are summed by.
type aggKey struct {
	sel  int
	unit indicators.UnitRef
	year indicators.Year
}

// aggregate is the running sum of one unit. Sums are exact rationals: the
// order of rows cannot change the last bit.
type aggregate struct {
	sel    profile.Select
	key    aggKey
	sheet  string
	sum    *big.Rat
	weight *big.Rat // sum of the weights, for a mean
	n      int
	status indicators.Status // why there is no value, when n is 0
	flags  indicators.Flags
}

func (r *reader) group(i int, s profile.Select, unit indicators.UnitRef, year indicators.Year, sheetName string, flags indicators.Flags) *aggregate {
	key := aggKey{i, unit, year}
	a, ok := r.agg[key]
	if !ok {
		key.unit = indicators.UnitRef(strings.Clone(string(unit))) // not with the lines it stands in
		a = &aggregate{sel: s, key: key, sheet: sheetName, sum: new(big.Rat), weight: new(big.Rat)}
		r.agg[key] = a
		r.order = append(r.order, key)
	}
	a.flags |= flags
	return a
}

// maxProduct bounds value × weight: nothing counted or paid comes near it, and
// sums of such numbers still fit the warehouse's decimals.
const maxProduct = 1e18

func (a *aggregate) add(r *reader, c Contribution) error {
	if math.Abs(c.Value*c.Weight) > maxProduct {
		r.notNumber(r.at(c.Sheet, c.Row, c.Col), strconv.FormatFloat(c.Value*c.Weight, 'g', -1, 64))
		a.worse(indicators.ParseError)
		return nil
	}
	product, weight := exact(c.Value), exact(c.Weight)
	a.sum.Add(a.sum, product.Mul(product, weight))
	a.weight.Add(a.weight, weight)
	a.n++
	c.Variable, c.Unit, c.Year = a.sel.Variable, a.key.unit, a.key.year
	r.counts.Contributions++
	return r.sink.Contribution(c)
}

// missing notes a facility that is there but whose figure is hidden, or
// written in a way nobody declared. An empty row of another subject (both
// cells blank) says nothing about this one.
func (a *aggregate) missing(r *reader, s profile.Select, required, value string) {
	if strings.TrimSpace(value) == "" {
		return
	}
	if sign, ok := lookup(required, s.Cells, r.cells); ok {
		if !sign.Status.HasValue() {
			a.worse(sign.Status)
		}
	} else if required != "" {
		a.worse(indicators.ParseError)
	}
}

// worse keeps the first reason in the declared order of causes.
func (a *aggregate) worse(s indicators.Status) {
	if a.status == "" || causeRank(s) < causeRank(a.status) {
		a.status = s
	}
}

func causeRank(s indicators.Status) int {
	for i, c := range indicators.Causes() {
		if string(c) == string(s) {
			return i
		}
	}
	return len(indicators.Causes())
}

// flush emits one observation per unit and year, in the order first met.
func (r *reader) flush() error {
	for _, key := range r.order {
		a := r.agg[key]
		if a.n == 0 && a.status == "" {
			continue // rows of other subjects only
		}
		o := Observation{Variable: a.sel.Variable, Unit: key.unit, Year: key.year, Sheet: a.sheet, Status: a.status, Flags: a.flags}
		if a.sel.Aggregate == "mean" && a.n > 0 && a.weight.Sign() == 0 {
			a.n = 0 // nobody is counted: there is no mean
			if o.Status == "" {
				o.Status = indicators.NotApplicable
			}
		}
		if a.n > 0 {
			a.sum.Mul(a.sum, exact(a.sel.Scale))
			if a.sel.Aggregate == "mean" {
				a.sum.Quo(a.sum, a.weight)
			}
			v, _ := a.sum.Float64()
			o.Value, o.HasValue, o.Status = v, true, indicators.OK
			if v == 0 {
				o.Status = indicators.TrueZero
			}
			if a.status != "" {
				o.Flags |= indicators.Incomplete // some facilities are hidden or unreadable
			}
		}
		r.hits[key.sel]++
		r.counts.Observations++
		if err := r.sink.Observation(o); err != nil {
			return err
		}
	}
	return nil
}

// signedGaps reports, once a file and sign, that printed numbers with a sign
// of absence are gaps. The observation itself keeps number and sign.
func (r *reader) signedGaps(place diag.Place, text, sign string, status indicators.Status) {
	key := strings.TrimSpace(sign)
	if r.signed == nil {
		r.signed = map[string]bool{}
	}
	if !r.signed[key] {
		r.signed[key] = true
		r.found.Add(diag.CellValueWithSign, place, strings.TrimSpace(text), key, string(status))
	}
}
