package method

import (
	"strings"
	"testing"
)

const aggregateDir = "03_asem_aggregate"

// means names the aggregations of the oracle.
var means = map[string]Aggregation{
	"amean": Arithmetic, "gmean": Geometric, "hmean": Harmonic,
	"genmean_p2": GeneralisedMean(2), "genmean_pm1": GeneralisedMean(-1),
}

// aggregateCases holds 03 except Copeland and the outranking matrix, which are
// not among Miernik's methods.
func aggregateCases() []oracleCase {
	level := []Aggregation{Arithmetic, Geometric, Arithmetic}
	thresholds := map[string][]int{
		"nothresh": {0}, "thresh_05": {50}, "thresh_066": {66}, "thresh_08": {80},
		"thresh_08_1_05": {80, 100, 50}, "thresh_1": {100},
	}
	var cases []oracleCase
	add := func(data, weights, suffix string, methods []Aggregation, limits []int) {
		name := data + "_" + weights + "_" + suffix
		cases = append(cases, oracleCase{"03 " + name, func(t *testing.T, dir string, c *tally) {
			in := load(t, dir, aggregateDir, "in_normalised_"+data+"_1_100.csv")
			tr := loadTree(t, dir, aggregateDir, "in_iMeta_"+weights+"_weights.csv")
			got := tr.roll(t, in.columns(in.indicators()), tr.weights(), methods, limits)
			c.allColumns(t, got, in.strings("uCode"), dir, aggregateDir, "out_"+name+".csv")
		}})
	}
	for _, weights := range []string{"equal", "unequal"} {
		for _, name := range []string{"amean", "gmean", "hmean", "genmean_p2", "genmean_pm1"} {
			add("complete", weights, name, []Aggregation{means[name]}, noThreshold)
		}
		add("complete", weights, "amean_gmean_amean", level, noThreshold)
		for _, limit := range []string{"nothresh", "thresh_05", "thresh_066", "thresh_08", "thresh_08_1_05", "thresh_1"} {
			add("missing", weights, "amean_"+limit, arithmeticOnly, thresholds[limit])
		}
		add("missing", weights, "gmean_nothresh", []Aggregation{Geometric}, noThreshold)
		add("missing", weights, "hmean_nothresh", []Aggregation{Harmonic}, noThreshold)
		cases = append(cases, oracleCase{"03 eff_weights_" + weights, func(t *testing.T, dir string, c *tally) {
			tr := loadTree(t, dir, aggregateDir, "in_iMeta_"+weights+"_weights.csv")
			c.effective(tr.effective(t), load(t, dir, aggregateDir, "out_eff_weights_"+weights+".csv"))
		}})
	}
	return cases
}

func (c *tally) effective(got map[string]float64, want *frame) {
	for code, w := range want.lookup("iCode", "EffWeight") {
		c.equal(got[code], w, code)
	}
}

// handAggregate is 20: two pillars and an index, with thresholds by count.
func handAggregate(t *testing.T, dir string, c *tally) {
	in := load(t, dir, "20_hand_small", "in_normalised_1_100.csv")
	tr := loadTree(t, dir, "20_hand_small", "in_iMeta.csv")
	long := load(t, dir, "20_hand_small", "out_aggregated.csv")
	runs := map[string]struct {
		methods    []Aggregation
		thresholds []int
	}{
		"amean": {arithmeticOnly, noThreshold}, "gmean": {[]Aggregation{Geometric}, noThreshold},
		"hmean":                        {[]Aggregation{Harmonic}, noThreshold},
		"amean_thresh_0.51_all_levels": {arithmeticOnly, []int{51}},
		"amean_thresh_1_all_levels":    {arithmeticOnly, []int{100}},
		"amean_thresh_L1=0.51_L2=0.5":  {arithmeticOnly, []int{51, 50}},
		"L1 amean, L2 gmean":           {[]Aggregation{Arithmetic, Geometric}, noThreshold},
	}
	for name, r := range runs {
		want := long.where(func(get func(string) string) bool { return get("case") == name }).
			ordered("uCode", in.strings("uCode"))
		got := tr.roll(t, in.columns(in.indicators()), tr.weights(), r.methods, r.thresholds)
		for _, column := range []string{"P", "Q", "IDX"} {
			c.column(got[column], want.numbers(column), name, " ", column)
		}
		c.column(ranksOf(got["IDX"]), want.numbers("rank_min"), name, " rank")
	}
	c.effective(tr.effective(t), load(t, dir, "20_hand_small", "out_eff_weights.csv"))
}

// handMeans is 22. genmean_p2_coinr is blank with missing values, a defect its
// README names; genmean_p2_naskip is the intended value and ours.
func handMeans(t *testing.T, dir string, c *tally) {
	f := load(t, dir, "22_hand_means", "cases.csv")
	methods := map[string]string{"amean": "amean", "gmean": "gmean", "hmean": "hmean", "genmean_p2_naskip": "genmean_p2"}
	for _, row := range f.rows {
		var xs, ws []float64
		for _, i := range strings.Fields("1 2 3 4") {
			xs = append(xs, f.number(row[f.index["x"+i]]))
			ws = append(ws, f.number(row[f.index["w"+i]]))
		}
		for column, name := range methods {
			got, err := means[name](xs, ws)
			if err != nil {
				t.Fatal(err)
			}
			c.equal(got, f.number(row[f.index[column]]), column, row[:10])
		}
	}
}
