package define

import (
	"fmt"
	"maps"
	"math/big"
	"slices"
	"strings"

	"miernik/fiches"
	"miernik/indicators"
	"miernik/indicators/catalog"
)

// ficheTables are the rows of the fiches in force and of the trees they hang in.
func ficheTables(cat *catalog.Catalog, set *fiches.Set, from, to indicators.Year) []table {
	var fiche, reference, dimension, indicator, sets, weights, ladder [][]any
	for _, l := range set.InForce(from, to) {
		f := l.Value
		fiche = append(fiche, ficheRow(f, set.FirstYear(f.ID)))
		reference = append(reference, references(f)...)
		dimension = append(dimension, dimensions(f, cat)...)
		ladder = append(ladder, ladderTerms(f)...)
		for i, it := range f.Indicators {
			indicator = append(indicator, indicatorRow(f, it, i))
		}
		for i, w := range f.Weights(cat) {
			sets = append(sets, []any{f.ID, w.ID, int32(i + 1), w.Name.PL, w.Name.EN, w.Why})
			divisor := commonDivisor(slices.Collect(maps.Values(w.Points)))
			for _, it := range f.MonitoringItems() {
				points := w.Points[it.Indicator]
				weights = append(weights, []any{f.ID, w.ID, it.Indicator, float(points), whole(points, divisor), divisor.Int64()})
			}
		}
	}
	tables := []table{
		{"fiche", fiche}, {"fiche_reference", reference}, {"fiche_dimension", dimension}, {"fiche_indicator", indicator},
		{"weight_set", sets}, {"fiche_weight", weights}, {"ladder_term", ladder},
	}
	return append(tables, hierarchyTables(cat, set, from, to)...)
}

func ficheRow(f *fiches.Fiche, first indicators.Year) []any {
	var cv, cop, cval any
	if w := f.Applies.Where; w != nil {
		cv, cop, cval = w.Variable, w.Op, w.Value
	}
	var history []string
	for _, h := range f.History {
		history = append(history, fmt.Sprintf("wersja %d (%d): %s", h.Version, h.Year, h.Change))
	}
	r := f.Score
	return []any{f.ID, f.Code, f.Name.PL, f.Name.EN, f.Area, int32(f.Version), int16(f.ValidFrom), year(f.ValidTo), f.Status,
		f.Task.Kind, f.Task.Obligation, f.Task.Note, string(f.Applies.Level), list0(f.Applies.Kinds), f.Applies.Where.String(), cv, cop, cval,
		f.Purpose, list0(f.ScopeIn), list0(f.ScopeOut), f.Recipients, f.Provider, f.Interpret, f.Limits, f.Basis, list0(f.Authors), list0(history),
		int32(r.Coverage), int32(r.MinIndicators), int32(r.MinDimensions), int32(f.Unverified()), int16(first),
		f.Scored(), r.None, r.Normalise, r.Scale[0], r.Scale[1], r.Treat, r.Aggregate, r.Combine, r.Reference, r.Scheme, string(r.Unit), r.Years}
}

// list0 is never nil: the columns are NOT NULL.
func list0(s []string) []string {
	if s == nil {
		return []string{}
	}
	return s
}

// optional is the value of a pointer, or NULL.
func optional(p *float64) any {
	if p == nil {
		return nil
	}
	return *p
}

func float(r *big.Rat) float64 {
	v, _ := r.Float64()
	return v
}

// ladderTerms are the terms of the parts that a cost is taken apart from.
func ladderTerms(f *fiches.Fiche) [][]any {
	var rows [][]any
	for _, p := range f.Ladder {
		var coefficients []*big.Rat
		for _, t := range p.Linear {
			coefficients = append(coefficients, t.Coef)
		}
		divisor := commonDivisor(coefficients)
		for _, t := range p.Linear {
			rows = append(rows, []any{f.ID, p.Part, t.Variable, t.Coef.RatString(), whole(t.Coef, divisor), divisor.Int64(), int16(t.Offset)})
		}
	}
	return rows
}

func references(f *fiches.Fiche) [][]any {
	var rows [][]any
	for i, b := range f.LegalBasis {
		title := strings.Join(slices.DeleteFunc([]string{b.Act, b.Journal, b.Article}, func(s string) bool { return s == "" }), ", ")
		rows = append(rows, []any{f.ID, int32(i + 1), "law", title, b.Text, strings.TrimSpace(b.AsOf + " " + b.Source), nil, nil, b.Verified, nil, nil, nil})
	}
	for i, c := range f.Chapters {
		rows = append(rows, []any{f.ID, int32(i + 1), "chapter", c.Code, c.Name, c.Note, year(c.From), year(c.To), c.Verified, nil, nil, nil})
	}
	for i, s := range f.Standards {
		rows = append(rows, []any{f.ID, int32(i + 1), "standard", s.Text, s.Source, "", nil, nil, s.Verified, orNull(s.Indicator), optional(s.Min), optional(s.Max)})
	}
	return rows
}

// dimensions are those with monitoring indicators, in the order of the weights
// or else of the indicators.
func dimensions(f *fiches.Fiche, cat *catalog.Catalog) [][]any {
	if !f.Scored() {
		return nil
	}
	var rows [][]any
	seen := map[indicators.Dimension]bool{}
	add := func(d indicators.Dimension, weight any, why string) {
		if !seen[d] {
			seen[d] = true
			s := f.Score.SettingsOf(d)
			rows = append(rows, []any{f.ID, string(d), int32(len(rows) + 1), weight, why, s.Normalise, s.Scale[0], s.Scale[1], s.Treat, s.Aggregate})
		}
	}
	for _, d := range f.Dimensions {
		add(d.Dimension, int32(d.Weight), d.Why)
	}
	for _, it := range f.MonitoringItems() {
		add(cat.Cards[it.Indicator].Value.Dimension, nil, "")
	}
	return rows
}

func indicatorRow(f *fiches.Fiche, it fiches.Item, i int) []any {
	lo, hi := bounds(it.Posts)
	var methods []string
	var limit any
	if fill := f.FillOf(it); fill != nil {
		methods = fill.Methods
		if fill.LimitYears > 0 {
			limit = int8(fill.LimitYears)
		}
	}
	return []any{f.ID, it.Indicator, int32(i + 1), string(it.Role), int32(it.Weight), it.Core, it.Why, lo, hi, optional(it.Target), list0(methods), limit}
}
