package fiches

import (
	"cmp"
	"math/big"
	"slices"

	"miernik/indicators"
	"miernik/indicators/catalog"
)

// Reach is how far one has to go for a figure: the narrowest circle of sources
// that holds all of it. The circles up to InRegisters are public.
type Reach int

// Circles of sources, each wider than the one before.
const (
	InTables    Reach = iota // published per unit, ready to read
	InReports                // budget reports and exam results: public files whose rows are only summed
	InRegisters              // public after a register or survey is aggregated
	Locally                  // only the local government has it
	Nowhere                  // collected and not published at the level, or not collected
)

// Reaches lists the circles, the narrowest first.
func Reaches() []Reach { return []Reach{InTables, InReports, InRegisters, Locally, Nowhere} }

// ReachOf is the circle a variable is in, by its availability.
func ReachOf(v *indicators.Variable) Reach {
	switch v.Availability {
	case indicators.Public:
		return InTables
	case indicators.Processing:
		exam := func(o indicators.Origin) bool { return o.Kind == indicators.OriginExam }
		if v.Budget != nil || slices.ContainsFunc(v.Origins, exam) {
			return InReports
		}
		return InRegisters
	case indicators.Local:
		return Locally
	}
	return Nowhere
}

// CardReach is the widest circle among the variables of a card in its last
// year, with the variables that are in it, in the order of the formula.
func CardReach(cat *catalog.Catalog, card *indicators.Card) (Reach, []*indicators.Variable) {
	widest := InTables
	var in []*indicators.Variable
	year := cmp.Or(card.LastYear, indicators.MaxYear)
	for _, side := range []indicators.Side{card.Numerator, card.Denominator} {
		f, _ := side.In(year)
		for _, t := range f.Linear {
			v := cat.Variables[t.Variable].Value
			switch r := ReachOf(v); {
			case slices.Contains(in, v) || r < widest:
			case r > widest:
				widest, in = r, []*indicators.Variable{v}
			default:
				in = append(in, v)
			}
		}
	}
	return widest, in
}

// Coverage is what the sources up to a circle can give of a fiche, in a year
// in which everything they collect is out.
type Coverage struct {
	Reach      Reach
	Points     *big.Rat // weight of the known monitoring indicators, of 100
	Yearly     *big.Rat // of that, the weight of those collected every year
	Known, Of  int      // monitoring indicators
	Dimensions int      // dimensions with a known indicator
	Core       bool     // all core indicators are known: units can be ranked
	Condition  bool     // the variable that decides who runs the service is known
}

// Coverages works out what each circle of sources covers, the narrowest first.
// A fiche without a score has none.
func (f *Fiche) Coverages(cat *catalog.Catalog) []Coverage {
	sets := f.Weights(cat)
	if len(sets) == 0 {
		return nil
	}
	var out []Coverage
	for _, reach := range Reaches() {
		c := Coverage{Reach: reach, Points: new(big.Rat), Yearly: new(big.Rat), Core: true, Condition: true}
		dimensions := map[indicators.Dimension]bool{}
		for _, it := range f.MonitoringItems() {
			card := cat.Cards[it.Indicator].Value
			c.Of++
			if needs, _ := CardReach(cat, card); needs > reach {
				c.Core = c.Core && !it.Core
				continue
			}
			c.Known++
			dimensions[card.Dimension] = true
			c.Points.Add(c.Points, sets[0].Points[it.Indicator])
			if card.Frequency <= 1 {
				c.Yearly.Add(c.Yearly, sets[0].Points[it.Indicator])
			}
		}
		c.Dimensions = len(dimensions)
		if w := f.Applies.Where; w != nil {
			c.Condition = ReachOf(cat.Variables[w.Variable].Value) <= reach
		}
		out = append(out, c)
	}
	return out
}

// Withheld says why a fiche has no score on a coverage, by the rules of the
// score stage: operation_unknown, below_coverage, few_indicators or
// few_dimensions; "" when it has one.
func (f *Fiche) Withheld(c Coverage) string {
	least := big.NewRat(int64(f.Score.Coverage), 1)
	switch {
	case !c.Condition:
		return "operation_unknown"
	case c.Points.Cmp(least) < 0 || 100*c.Known < f.Score.Coverage*c.Of:
		return "below_coverage"
	case c.Known < f.Score.MinIndicators:
		return "few_indicators"
	case c.Dimensions < f.Score.MinDimensions:
		return "few_dimensions"
	}
	return ""
}
