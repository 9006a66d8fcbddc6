package fiches_test

import (
	"math/big"
	"slices"
	"strings"
	"testing"

	"miernik/fiches"
	"miernik/indicators"
)

// points writes a weight set on one line, in the order of the indicators.
func points(f *fiches.Fiche, w fiches.Weighted) string {
	var out []string
	for _, it := range f.MonitoringItems() {
		out = append(out, w.Points[it.Indicator].RatString())
	}
	return strings.Join(out, " ")
}

func TestWeights(t *testing.T) {
	items := []fiches.Item{
		{Indicator: "dostep_a", Role: fiches.Monitoring, Weight: 60}, {Indicator: "dostep_b", Role: fiches.Monitoring, Weight: 40},
		{Indicator: "ilosc_a", Role: fiches.Monitoring, Weight: 100}, {Indicator: "jakosc_a", Role: fiches.Monitoring, Weight: 100},
		{Indicator: "tlo", Role: fiches.Context},
	}
	plain := slices.Clone(items)
	for i, w := range []int{40, 30, 20, 10} {
		plain[i].Weight = w
	}
	dims := []fiches.DimensionWeight{{Dimension: indicators.Accessibility, Weight: 50}, {Dimension: indicators.Quantity, Weight: 30}, {Dimension: indicators.Quality, Weight: 20}}
	for name, tt := range map[string]struct {
		fiche fiches.Fiche
		want  []string
	}{
		"within the fiche": {fiches.Fiche{Indicators: plain, WeightSets: []fiches.WeightSet{{ID: "radni", Weights: map[string]int{"dostep_a": 0, "dostep_b": 0, "ilosc_a": 1, "jakosc_a": 99}}}},
			[]string{"expert 40 30 20 10", "equal 25 25 25 25", "by_dimension 50/3 50/3 100/3 100/3", "radni 0 0 1 99"}},
		"within dimensions": {fiches.Fiche{Indicators: items, Dimensions: dims, WeightSets: []fiches.WeightSet{
			{ID: "inne", Weights: map[string]int{"dostep_a": 10, "dostep_b": 90, "ilosc_a": 100, "jakosc_a": 100}},
			{ID: "wymiary", Weights: map[string]int{"dostep_a": 10, "dostep_b": 90, "ilosc_a": 100, "jakosc_a": 100},
				Dimensions: map[indicators.Dimension]int{indicators.Accessibility: 10, indicators.Quantity: 0, indicators.Quality: 90}}}},
			[]string{"expert 30 20 30 20", "equal 25 25 25 25", "by_dimension 50/3 50/3 100/3 100/3", "inne 5 45 30 20", "wymiary 1 9 0 90"}},
	} {
		var got []string
		for _, w := range tt.fiche.Weights(cards(t)) {
			got = append(got, w.ID+" "+points(&tt.fiche, w))
			sum := new(big.Rat)
			for _, p := range w.Points {
				sum.Add(sum, p)
			}
			if sum.Cmp(big.NewRat(100, 1)) != 0 || len(w.Points) != 4 {
				t.Errorf("%s, %s: %d weights sum to %s", name, w.ID, len(w.Points), sum.RatString())
			}
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("%s:\n%q, want\n%q", name, got, tt.want)
		}
	}
	unscored := fiches.Fiche{Indicators: items[4:], Score: fiches.ScoreRule{None: "przekrój"}}
	if got := unscored.Weights(cards(t)); got != nil {
		t.Errorf("a fiche without a score has weights: %v", got)
	}
}

// What is left out follows from the level above: a dimension from the fiche, an
// indicator's filling from the fiche's.
func TestInheritedSettings(t *testing.T) {
	text := fiche(t, "prosta", "score: {normalise: minmax, reference: national, aggregate: arithmetic, coverage: 66}",
		"score: {normalise: minmax, scale: [1, 100], treat: winsorise, reference: peer, scheme: kind, aggregate: geometric, combine: harmonic, years: pooled, coverage: 70, min_indicators: 3, min_dimensions: 3, dimensions: [{dimension: jakosc, normalise: percentile, treat: none}]}",
		"basis: Na", "dimensions: [{dimension: dostepnosc, weight: 50, why: x}, {dimension: ilosc, weight: 30, why: x}, {dimension: jakosc, weight: 20, why: x}]\nfill: {methods: [peer_median]}\nbasis: Na",
		"weight: 40, core: true", "weight: 100, core: true, fill: {methods: [locf], limit_years: 2}", "weight: 35", "weight: 100", "weight: 25", "weight: 100")
	set, found := fiches.Load(cards(t), layer("", "a.yaml", text))
	if len(set.Fiches) != 1 || len(found) > 0 {
		t.Fatalf("fiches %q:\n%s", ids(set), lines(found))
	}
	f := set.Fiches[0].Value
	whole := fiches.Settings{Normalise: "minmax", Scale: [2]float64{1, 100}, Treat: "winsorise", Aggregate: "geometric"}
	quality := fiches.Settings{Normalise: "percentile", Scale: [2]float64{1, 100}, Treat: "none", Aggregate: "geometric"}
	if f.Score.SettingsOf(indicators.Quantity) != whole || f.Score.SettingsOf(indicators.Quality) != quality {
		t.Errorf("settings %+v", f.Score)
	}
	if f.FillOf(f.Indicators[0]).Methods[0] != "locf" || f.FillOf(f.Indicators[1]).Methods[0] != "peer_median" {
		t.Errorf("filling %+v", f.Indicators)
	}
}

// The scale of a score follows from the method; standard scores have another
// default than the rest.
func TestScoreScale(t *testing.T) {
	set, _ := fiches.Load(cards(t), layer("", "a.yaml", read(t, "testdata/ok/methods.yaml")))
	for id, want := range map[string]struct {
		text     string
		positive bool
	}{
		"mm_winsorise": {"[0, 100]", false}, "percentile": {"[1, 100]", true}, "goalposts": {"[0, 100]", false}, "wymiary": {"[1, 100]", true},
		"zscore": {"zscore [0, 1]", false}, "perkal": {"zscore [50, 10]", false}, "hellwig": {"[0, 100]", false}, "rank": {"places", false}, "borda": {"points", false},
	} {
		scale := set.Versions(id)[0].Value.Score.ScoreScale()
		if scale.String() != want.text || scale.Positive() != want.positive {
			t.Errorf("%s: scale %s, positive %v", id, scale, scale.Positive())
		}
	}
}

func TestNewFields(t *testing.T) {
	set, _ := fiches.Load(cards(t), layer("", "a.yaml", read(t, "testdata/ok/fiche.yaml")))
	f := set.Versions("wersje")[1].Value
	if want := (fiches.WeightSet{ID: "radni", Name: indicators.Text{PL: "Wagi radnych", EN: "Weights of councillors"}, Why: "Ankieta.", Weights: map[string]int{"dostep_a": 0, "ilosc_a": 30, "jakosc_a": 70}}); len(f.WeightSets) != 1 ||
		f.WeightSets[0].ID != want.ID || f.WeightSets[0].Name != want.Name || f.WeightSets[0].Why != want.Why || len(f.WeightSets[0].Weights) != 3 || f.WeightSets[0].Weights["jakosc_a"] != 70 {
		t.Errorf("weight sets %+v", f.WeightSets)
	}
	own, inherited := f.FillOf(f.Indicators[0]), f.FillOf(f.Indicators[1])
	if !slices.Equal(own.Methods, []string{"interpolate", "ratio_to_parent"}) || own.LimitYears != 3 || !slices.Equal(inherited.Methods, []string{"locf"}) || inherited.LimitYears != 1 {
		t.Errorf("filling %+v, %+v", own, inherited)
	}
	if s := f.Standards[0]; s.Indicator != "dostep_a" || s.Min != nil || s.Max == nil || *s.Max != 25 {
		t.Errorf("standard %+v", s)
	}
	none := set.Versions("przekroj")[0].Value
	if none.Scored() || none.Score.None != "Przekrój obszaru, nie usługa." || none.Score.Coverage != 0 || !f.Scored() {
		t.Errorf("score %+v", none.Score)
	}
}
