package fiches_test

import (
	"math/big"
	"slices"
	"testing"

	"miernik/fiches"
	"miernik/indicators"
	"miernik/indicators/catalog"
)

func TestReachOf(t *testing.T) {
	budget := &indicators.Budget{Report: indicators.Rb28S}
	exam := []indicators.Origin{{Kind: indicators.OriginForm, Code: "x"}, {Kind: indicators.OriginExam, Code: "OKE"}}
	for _, c := range []struct {
		v    indicators.Variable
		want fiches.Reach
	}{
		{indicators.Variable{Availability: indicators.Public}, fiches.InTables},
		{indicators.Variable{Availability: indicators.Public, Budget: budget}, fiches.InTables},
		{indicators.Variable{Availability: indicators.Processing, Budget: budget}, fiches.InReports},
		{indicators.Variable{Availability: indicators.Processing, Origins: exam}, fiches.InReports},
		{indicators.Variable{Availability: indicators.Processing, Origins: exam[:1]}, fiches.InRegisters},
		{indicators.Variable{Availability: indicators.Processing}, fiches.InRegisters},
		{indicators.Variable{Availability: indicators.Local, Budget: budget}, fiches.Locally},
		{indicators.Variable{Availability: indicators.Unpublished}, fiches.Nowhere},
		{indicators.Variable{Availability: indicators.Uncollected}, fiches.Nowhere},
	} {
		if got := fiches.ReachOf(&c.v); got != c.want {
			t.Errorf("%+v: %d, want %d", c.v, got, c.want)
		}
	}
	if list := fiches.Reaches(); !slices.IsSorted(list) || len(list) != 5 {
		t.Errorf("%v", list)
	}
}

// reachCatalog has a variable of each circle and a card of each variable.
func reachCatalog() *catalog.Catalog {
	cat := &catalog.Catalog{Variables: map[string]catalog.Entry[*indicators.Variable]{}, Cards: map[string]catalog.Entry[*indicators.Card]{}}
	variable := func(code string, v indicators.Variable) {
		v.Code = code
		cat.Variables[code] = catalog.Entry[*indicators.Variable]{Value: &v}
	}
	variable("gotowa", indicators.Variable{Availability: indicators.Public})
	variable("budzet", indicators.Variable{Availability: indicators.Processing, Budget: &indicators.Budget{}})
	variable("rejestr", indicators.Variable{Availability: indicators.Processing})
	variable("lokalna", indicators.Variable{Availability: indicators.Local})
	variable("lokalna2", indicators.Variable{Availability: indicators.Local})
	variable("niczyja", indicators.Variable{Availability: indicators.Uncollected})
	card := func(code string, d indicators.Dimension, frequency int, numerator string, denominator indicators.Side) {
		linear, err := indicators.ParseFormula(numerator)
		if err != nil {
			panic(err)
		}
		c := &indicators.Card{Code: code, Dimension: d, Frequency: frequency, Numerator: indicators.Side{{Linear: linear}}, Denominator: denominator}
		cat.Cards[code] = catalog.Entry[*indicators.Card]{Value: c}
	}
	side := func(code string, from, to indicators.Year) indicators.DatedFormula {
		linear, _ := indicators.ParseFormula(code)
		return indicators.DatedFormula{Linear: linear, From: from, To: to}
	}
	card("a", indicators.Quantity, 1, "gotowa", nil)
	card("b", indicators.Quality, 2, "budzet + gotowa", nil)
	card("c", indicators.Quality, 1, "rejestr", indicators.Side{side("lokalna", 0, 2021), side("gotowa", 2022, 0)})
	card("d", indicators.Effectiveness, 1, "lokalna2 + gotowa + lokalna", nil)
	card("e", indicators.Effectiveness, 1, "niczyja", nil)
	return cat
}

func TestCardReach(t *testing.T) {
	cat := reachCatalog()
	for code, want := range map[string]struct {
		reach fiches.Reach
		in    []string
	}{
		"a": {fiches.InTables, []string{"gotowa"}},
		"b": {fiches.InReports, []string{"budzet"}},
		"c": {fiches.InRegisters, []string{"rejestr"}}, // what it needed until 2021 no longer counts
		"d": {fiches.Locally, []string{"lokalna2", "lokalna"}},
		"e": {fiches.Nowhere, []string{"niczyja"}},
	} {
		reach, variables := fiches.CardReach(cat, cat.Cards[code].Value)
		var in []string
		for _, v := range variables {
			in = append(in, v.Code)
		}
		if reach != want.reach || !slices.Equal(in, want.in) {
			t.Errorf("%s: %d %v, want %d %v", code, reach, in, want.reach, want.in)
		}
	}
}

func TestCoverages(t *testing.T) {
	cat := reachCatalog()
	f := &fiches.Fiche{ID: "f", Applies: fiches.Applies{Where: &fiches.Condition{Variable: "budzet"}}, Score: fiches.ScoreRule{Coverage: 60, MinIndicators: 3, MinDimensions: 2}}
	for i, code := range []string{"a", "b", "c", "d", "e"} {
		f.Indicators = append(f.Indicators, fiches.Item{Indicator: code, Role: fiches.Monitoring, Weight: []int{20, 25, 15, 30, 10}[i], Core: code == "d"})
	}
	f.Indicators = append(f.Indicators, fiches.Item{Indicator: "a", Role: fiches.Context})
	all := f.Coverages(cat)
	if len(all) != 5 {
		t.Fatalf("%d", len(all))
	}
	for i, want := range []struct {
		points, yearly, known, dimensions int
		core, condition                   bool
		withheld                          string
	}{
		{20, 20, 1, 1, false, false, "operation_unknown"},
		{45, 20, 2, 2, false, true, "below_coverage"},
		{60, 35, 3, 2, false, true, ""}, // 60 of 60 and 3 of 5: exactly the threshold
		{90, 65, 4, 3, true, true, ""},
		{100, 75, 5, 3, true, true, ""},
	} {
		c := all[i]
		if c.Points.Cmp(big.NewRat(int64(want.points), 1)) != 0 || c.Yearly.Cmp(big.NewRat(int64(want.yearly), 1)) != 0 || c.Known != want.known || c.Of != 5 ||
			c.Dimensions != want.dimensions || c.Core != want.core || c.Condition != want.condition || f.Withheld(c) != want.withheld {
			t.Errorf("circle %d: %+v (%s), want %+v", i, c, f.Withheld(c), want)
		}
	}
	for name, c := range map[string]struct {
		coverage fiches.Coverage
		want     string
	}{
		"weight alone": {fiches.Coverage{Points: big.NewRat(99, 1), Known: 2, Of: 5, Dimensions: 2, Condition: true}, "below_coverage"},
		"a point less": {fiches.Coverage{Points: big.NewRat(599, 10), Known: 5, Of: 5, Dimensions: 2, Condition: true}, "below_coverage"},
		"few":          {fiches.Coverage{Points: big.NewRat(99, 1), Known: 2, Of: 3, Dimensions: 2, Condition: true}, "few_indicators"},
		"one side":     {fiches.Coverage{Points: big.NewRat(99, 1), Known: 3, Of: 3, Dimensions: 1, Condition: true}, "few_dimensions"},
	} {
		if got := f.Withheld(c.coverage); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
	f.Score.None = "przekrój"
	if f.Coverages(cat) != nil {
		t.Error("a fiche without a score has a coverage")
	}
}
