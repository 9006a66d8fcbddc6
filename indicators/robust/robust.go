// Package robust tests the method of a fiche: how far the places of units depend
// on choices that nobody can prove right. It draws weights, changes one choice
// at a time, leaves every indicator out in turn, and draws all of it together;
// and it says what each indicator really does to a score. Sources: methods note,
// "Sensitivity"; OECD/JRC, Handbook on Constructing Composite Indicators, steps
// 7 and 8; Becker et al., COINr (cases 08 and 11 of the reference results).
package robust

import "miernik/indicators/method"

// Options of the test.
type Options struct {
	Draws int     // random draws of each kind
	Noise float64 // f of method.DrawWeights, 0 to 1
	Seed  uint64
}

// DefaultDraws is the number of draws where nothing else is asked for.
const DefaultDraws = 1000

// Defaults are the usual settings: 1,000 draws of weights within ±25 %.
func Defaults() Options { return Options{Draws: DefaultDraws, Noise: method.DefaultNoise, Seed: 1} }

// National is the scheme under which all ranked units stand in one group.
const National = "national"

// Result is the outcome for one fiche.
type Result struct {
	Fiche, Origin string
	Year          int16
	Ranges        []Range
	Summaries     []Summary
	Variants      []Variant
	Influences    []Influence
	Correlations  []Correlation
}

// Test runs everything on one fiche. Equal models and options give equal
// results.
func (m *Model) Test(o Options) (*Result, error) {
	r := new(ranker)
	out := &Result{Fiche: m.Fiche, Origin: m.Origin, Year: m.Year}
	nominal, err := m.nominal()
	if err != nil {
		return nil, err
	}
	base := m.places(nominal, r)
	changed, err := m.variants(nominal)
	if err != nil {
		return nil, err
	}
	for _, s := range []struct {
		factor string
		places func() ([][][]int32, error) // by field, run, unit
	}{
		{"weights", func() ([][][]int32, error) { return m.drawWeights(o, nominal, r) }},
		{"method", func() ([][][]int32, error) { return m.placesOf(changed["method"], base, r), nil }},
		{"without", func() ([][][]int32, error) { return m.placesOf(changed["without"], base, r), nil }},
		{"all", func() ([][][]int32, error) { return m.drawAll(o, r) }},
	} {
		places, err := s.places()
		if err != nil {
			return nil, err
		}
		for k, f := range m.Fields {
			ranges, sum := m.summarise(f, s.factor, base[k], places[k])
			out.Ranges = append(out.Ranges, ranges...)
			if sum.N > 0 {
				out.Summaries = append(out.Summaries, sum)
			}
			if s.factor == "method" || s.factor == "without" {
				for i, v := range changed[s.factor] {
					out.Variants = append(out.Variants, m.compare(f, s.factor, v, base[k], places[k][i]))
				}
			}
		}
	}
	out.Influences, out.Correlations = m.influences(nominal)
	return out, nil
}
