package ingest

import (
	"miernik/indicators"
	"miernik/internal/diag"
	"miernik/pipeline/profile"
)

// zeros says that a unit has spent nothing on what it has no position of, where
// the file has all reports of its units. A variable that is not in force in the
// year has no value.
func (b *budgetReader) zeros() error {
	if !b.p.Complete {
		return nil
	}
	for _, u := range b.order {
		for i, s := range b.r.p.Select {
			_, has := b.r.agg[aggKey{i, indicators.UnitRef(u.unit), u.year}]
			if has || s.Budget.Report != u.report || s.Level != u.level || !s.Budget.InForce(u.year) {
				continue
			}
			b.r.hits[i]++
			b.r.counts.Observations++
			o := Observation{Variable: s.Variable, Unit: indicators.UnitRef(u.unit), Year: u.year, HasValue: true, Status: indicators.TrueZero, Sheet: u.sheet}
			if err := b.r.sink.Observation(o); err != nil {
				return err
			}
		}
	}
	return nil
}

// report says what only all rows together tell.
func (b *budgetReader) report() {
	r, whole := b.r, diag.Place{File: b.r.file}
	for _, p := range b.skipped.keys {
		r.found.Add(diag.BudgetPeriod, whole, p.period, p.year, b.skipped.n[p])
	}
	b.units.report(r, whole)
	if b.noYear.n > 0 {
		r.found.Add(diag.BudgetYear, b.noYear.place, b.noYear.text, b.noYear.n)
	}
	if b.unclear.n > 0 {
		r.found.Add(diag.BudgetUnclear, b.unclear.place, b.unclear.text, b.unclear.n)
	}
	for i, s := range r.p.Select {
		if d := b.differ[i]; d != nil {
			r.found.Add(diag.BudgetGroups, d.place, s.Variable, d.pos.Paragraph, d.pos.Group, d.n)
		}
		if !b.asked(s) {
			r.excuse(i)
		}
	}
}

// asked reports whether the file has positions that a selection could count:
// its report in a year of its chapters. Otherwise its silence says nothing.
func (b *budgetReader) asked(s profile.Select) bool {
	for _, u := range b.order {
		if u.report == s.Budget.Report && s.Budget.InForce(u.year) {
			return true
		}
	}
	return false
}

// tally counts by key in the order first met.
type tally[K comparable] struct {
	n    map[K]int
	keys []K
}

func (t *tally[K]) add(key K) {
	if t.n == nil {
		t.n = map[K]int{}
	}
	if t.n[key]++; t.n[key] == 1 {
		t.keys = append(t.keys, key)
	}
}

// firstOf counts, and keeps the first.
type firstOf struct {
	n     int
	place diag.Place
	text  string
}

func (f *firstOf) add(place diag.Place, text string) {
	if f.n++; f.n == 1 {
		f.place, f.text = place, text
	}
}
