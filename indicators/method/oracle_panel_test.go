package method

import (
	"fmt"
	"math"
	"testing"
)

const panelDir = "13_asem_panel"

// panelCases holds 13 except the trends (CAGR, slope of a line), which are no
// methods of ours: a change is absolute and relative to the previous year.
var panelCases = []oracleCase{
	{"13 treated per year", panelTreated},
	{"13 normalised, aggregated, ranked: one scale over years", func(t *testing.T, dir string, c *tally) {
		panelScored(t, dir, c, "global")
	}},
	{"13 normalised, aggregated, ranked: a scale per year", func(t *testing.T, dir string, c *tally) {
		panelScored(t, dir, c, "peryear")
	}},
}

var panelYears = []string{"2018", "2019", "2020", "2021", "2022"}

func inYear(f *frame, year string) *frame {
	return f.where(func(get func(string) string) bool { return get("Time") == year })
}

func panelTreated(t *testing.T, dir string, c *tally) {
	data := load(t, dir, panelDir, "in_iData_panel.csv")
	treated := load(t, dir, panelDir, "out_treated.csv")
	for _, year := range panelYears {
		want := inYear(treated, year)
		in := inYear(data, year).ordered("uCode", want.strings("uCode"))
		for _, name := range want.indicators() {
			c.column(Treat(in.numbers(name), DefaultTreatRule()).Values, want.numbers(name), year, " ", name)
		}
	}
}

func panelScored(t *testing.T, dir string, c *tally, scale string) {
	treated := load(t, dir, panelDir, "out_treated.csv")
	normal := load(t, dir, panelDir, "out_normalised_"+scale+".csv")
	aggregated := load(t, dir, panelDir, "out_aggregated_"+scale+".csv")
	tr := loadTree(t, dir, panelDir, "in_iMeta.csv")
	directions := tr.directions()
	for _, year := range panelYears {
		in := inYear(treated, year)
		units := in.strings("uCode")
		columns := map[string][]float64{}
		for _, name := range treated.indicators() {
			reference := in
			if scale == "global" {
				reference = treated
			}
			lo, hi, _ := Extent(DirectedAll(reference.numbers(name), directions[name], 0, 0))
			columns[name], _ = Rescale(DirectedAll(in.numbers(name), directions[name], 0, 0), lo, hi, 0, 100)
			c.column(columns[name], inYear(normal, year).ordered("uCode", units).numbers(name), year, " ", name)
		}
		got := tr.roll(t, columns, tr.weights(), arithmeticOnly, noThreshold)
		got["Rank"] = ranksOf(got["Index"])
		want := inYear(aggregated, year).ordered("uCode", units)
		for _, name := range want.indicators() {
			c.column(got[name], want.numbers(name), year, " ", name)
		}
	}
}

var handCases = []oracleCase{
	{"20 normalised", handNormalise},
	{"20 aggregated, thresholds, effective weights", handAggregate},
	{"21 degenerate vectors", degenerate},
	{"22 weighted means with missing values", handMeans},
}

var hdiCases = []oracleCase{
	{"31 HDI 2022: dimensions, HDI, ranks", hdi2022},
	{"31 HDI 1990-2022", hdiPanel},
}

// hdi computes health, education, income and the index from its components.
// Education is the mean of two capped shares; income uses the logarithm.
func hdi(t *testing.T, f *frame) (health, education, income, index []float64) {
	t.Helper()
	post := func(xs []float64, lo, hi float64) []float64 {
		ys, _ := Goalposts(xs, lo, hi, 1, true)
		return ys
	}
	health = post(f.numbers("le"), 20, 85)
	expected, mean := post(f.numbers("eys"), 0, 18), post(f.numbers("mys"), 0, 15)
	income = post(Log(f.numbers("gnipc")), math.Log(100), math.Log(75000))
	education, index = missing(len(health)), missing(len(health))
	for u := range health {
		if !present(expected[u]) || !present(mean[u]) {
			continue
		}
		education[u] = Mean([]float64{expected[u], mean[u]})
		if !present(income[u]) {
			continue
		}
		score, err := Geometric([]float64{health[u], education[u], income[u]}, nil)
		if err != nil {
			t.Fatal(err)
		}
		index[u] = score
	}
	return health, education, income, index
}

// hdi2022: the published HDI has 3 decimals, so it is compared with ours rounded.
func hdi2022(t *testing.T, dir string, c *tally) {
	published := load(t, dir, "31_hdi_undp_2022", "published_hdi_2022_components.csv")
	health, education, income, index := hdi(t, published)
	recomputed := load(t, dir, "31_hdi_undp_2022", "recomputed_hdi_2022.csv").ordered("iso3", published.strings("iso3"))
	c.column(health, recomputed.numbers("health"), "health")
	c.column(education, recomputed.numbers("education"), "education")
	c.column(income, recomputed.numbers("income"), "income")
	c.column(index, recomputed.numbers("HDI"), "HDI")
	c.column(RoundAll(index, 3), published.numbers("hdi_published"), "published")

	agree, unrounded := 0, 0
	places, raw := Competition(index, 3), ranksOf(index)
	for u, want := range published.numbers("hdi_rank_published") {
		if math.IsNaN(want) {
			if places[u] != (Place{}) {
				t.Errorf("%s is ranked without data", published.strings("iso3")[u])
			}
			continue
		}
		c.equal(float64(places[u].Rank), want, published.strings("iso3")[u], " rank")
		if float64(places[u].Rank) == want {
			agree++
		}
		if raw[u] == want {
			unrounded++
		}
	}
	if agree != 193 || unrounded != 166 {
		t.Errorf("ranks agree for %d (rounded), %d (unrounded), want 193 and 166", agree, unrounded)
	}
	c.note = fmt.Sprintf("ranks are those of the value rounded to 3 decimals: %d of 193", agree)
}

func hdiPanel(t *testing.T, dir string, c *tally) {
	f := load(t, dir, "31_hdi_undp_2022", "panel_hdi_1990_2022.csv")
	_, _, _, index := hdi(t, f)
	c.column(index, f.numbers("hdi_recomputed"), "recomputed")
	c.column(RoundAll(index, 3), f.numbers("hdi_published"), "published")
}

// benchmarkCases holds 60, the same work over 2,500 units × 100 indicators × 15
// years: impute, treat, normalise on one scale, aggregate, rank. Its scores are
// printed with 15 significant digits.
var benchmarkCases = []oracleCase{{"60 synthetic panel 2500×100×15, whole chain", benchmarkPanel}}

func benchmarkPanel(t *testing.T, dir string, c *tally) {
	if testing.Short() {
		t.Skip("-short")
	}
	const folder = "60_synthetic_panel_2500x100x15"
	data := load(t, dir, folder, "iData_panel_2500x100x15.csv")
	want := load(t, dir, folder, "coinr_expected_aggregated_2500x100x15.csv")
	tr := loadTree(t, dir, folder, "iMeta_100.csv")
	directions := tr.directions()
	var names []string
	for _, n := range tr.nodes {
		if n.level == 1 {
			names = append(names, n.code)
		}
	}
	columns, all := make([]map[string][]float64, 15), map[string][]float64{}
	for y := range columns {
		in := inYear(data, fmt.Sprint(2010+y))
		columns[y] = map[string][]float64{}
		for _, name := range names {
			filled, err := GroupMedian(in.numbers(name), in.strings("grp"))
			if err != nil {
				t.Fatal(err)
			}
			columns[y][name] = DirectedAll(Treat(filled, DefaultTreatRule()).Values, directions[name], 0, 0)
			all[name] = append(all[name], columns[y][name]...)
		}
	}
	for y := range columns {
		year := fmt.Sprint(2010 + y)
		for _, name := range names {
			lo, hi, _ := Extent(all[name])
			columns[y][name], _ = Rescale(columns[y][name], lo, hi, 1, 100)
		}
		got := tr.roll(t, columns[y], tr.weights(), arithmeticOnly, noThreshold)
		got["Rank"] = ranksOf(got["IDX"])
		expected := inYear(want, year).ordered("uCode", inYear(data, year).strings("uCode"))
		for _, name := range expected.indicators() {
			c.column(got[name], expected.numbers(name), year, " ", name)
		}
	}
}
