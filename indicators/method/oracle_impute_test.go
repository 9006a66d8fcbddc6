package method

import (
	"testing"
)

// imputeCases holds 04, 14 and the imputation of 20.
var imputeCases = []oracleCase{
	{"04 mean, median, group mean, group median", groupImpute},
	{"04 row mean and median within pillar", rowImpute},
	{"14 last observation, constant, linear (with source years)", panelImpute},
	{"20 imputed", handImpute},
}

func groupImpute(t *testing.T, dir string, c *tally) {
	const folder = "04_asem_impute"
	raw := load(t, dir, folder, "in_raw.csv")
	units := raw.strings("uCode")
	groups := load(t, dir, folder, "in_groups.csv").ordered("uCode", units)
	everyone := make([]string, len(units))
	for i := range everyone {
		everyone[i] = "all"
	}
	type fill = func([]float64, []string) ([]float64, error)
	for _, r := range []struct {
		file   string
		fill   fill
		groups []string
	}{
		{"i_mean", GroupMean, everyone},
		{"i_median", GroupMedian, everyone},
		{"i_mean_grp_EurAsia_group", GroupMean, groups.strings("EurAsia_group")},
		{"i_mean_grp_GDP_group", GroupMean, groups.strings("GDP_group")},
		{"i_median_grp_EurAsia_group", GroupMedian, groups.strings("EurAsia_group")},
		{"i_median_grp_GDP_group", GroupMedian, groups.strings("GDP_group")},
	} {
		got := map[string][]float64{}
		for _, name := range raw.indicators() {
			filled, err := r.fill(raw.numbers(name), r.groups)
			if err != nil {
				t.Fatal(err)
			}
			got[name] = filled
		}
		c.allColumns(t, got, units, dir, folder, "out_"+r.file+".csv")
	}
}

// rowImpute is no fill option of Miernik; it is composed of MinMax and a mean,
// so the oracle holds those.
func rowImpute(t *testing.T, dir string, c *tally) {
	const folder = "04_asem_impute"
	raw := load(t, dir, folder, "in_raw.csv")
	structure := load(t, dir, folder, "in_structure.csv")
	signs := structure.lookup("iCode", "Direction")
	pillars := map[string][]string{}
	for i, code := range structure.strings("iCode") {
		p := structure.strings("Parent")[i]
		pillars[p] = append(pillars[p], code)
	}
	for file, centre := range map[string]func([]float64) float64{"mean": Mean, "median": Median} {
		got := map[string][]float64{}
		for _, codes := range pillars {
			for code, column := range rowFill(raw, codes, signs, centre) {
				got[code] = column
			}
		}
		c.allColumns(t, got, raw.strings("uCode"), dir, folder, "out_row_"+file+"_within_pillar_normfirst.csv")
	}
}

func rowFill(raw *frame, codes []string, signs map[string]float64, centre func([]float64) float64) map[string][]float64 {
	directed, scores := map[string][]float64{}, map[string][]float64{}
	for _, code := range codes {
		directed[code] = DirectedAll(raw.numbers(code), direction(signs[code]), 0, 0)
		scores[code], _ = MinMax(directed[code], 0, 1)
	}
	out := map[string][]float64{}
	for _, code := range codes {
		out[code] = raw.numbers(code)
		lo, hi, _ := Extent(directed[code])
		for u, x := range out[code] {
			if present(x) {
				continue
			}
			var row []float64
			for _, other := range codes {
				row = append(row, scores[other][u])
			}
			back := centre(row)*(hi-lo) + lo
			out[code][u] = Directed(back, direction(signs[code]), 0, 0)
		}
	}
	return out
}

func panelImpute(t *testing.T, dir string, c *tally) {
	const folder = "14_panel_impute_hand"
	in := load(t, dir, folder, "in_panel.csv")
	latest := func(limit int) func([]float64) ([]float64, []int) {
		return func(xs []float64) ([]float64, []int) { return CarryForward(xs, limit) }
	}
	ends := func(xs []float64) []float64 {
		xs, _ = CarryForward(xs, NoLimit)
		xs, _ = CarryBackward(xs, NoLimit)
		return xs
	}
	for _, r := range []struct {
		file string
		fill func([]float64) ([]float64, []int)
		from bool
	}{
		{"latest", latest(NoLimit), true},
		{"latest_max1", latest(1), true},
		{"latest_max2", latest(2), true},
		{"constant", func(xs []float64) ([]float64, []int) { return ends(xs), nil }, false},
		{"linear-constant", func(xs []float64) ([]float64, []int) { return ends(Interpolate(xs)), nil }, false},
	} {
		want := load(t, dir, folder, "out_"+r.file+".csv")
		for _, unit := range []string{"A", "B", "C", "D"} {
			of := func(get func(string) string) bool { return get("uCode") == unit }
			series, out := in.where(of), want.where(of)
			for _, x := range []string{"x1", "x2"} {
				filled, source := r.fill(series.numbers(x))
				c.column(filled, out.numbers(x), r.file, unit, x)
				if r.from {
					years := load(t, dir, folder, "out_"+r.file+"_source_year.csv").where(of)
					c.column(sourceYears(source, series.numbers("Time")), years.numbers(x), r.file, unit, x, " source")
				}
			}
		}
	}
}

func sourceYears(source []int, years []float64) []float64 {
	out := missing(len(source))
	for i, s := range source {
		if s >= 0 {
			out[i] = years[s]
		}
	}
	return out
}

func handImpute(t *testing.T, dir string, c *tally) {
	data := load(t, dir, "20_hand_small", "in_iData.csv")
	long := load(t, dir, "20_hand_small", "out_imputed.csv")
	signs := load(t, dir, "20_hand_small", "in_iMeta.csv").lookup("iCode", "Direction")
	everyone := []string{"x", "x", "x", "x", "x", "x", "x"}
	must := func(xs []float64, err error) []float64 {
		if err != nil {
			t.Fatal(err)
		}
		return xs
	}
	for i, code := range []string{"a", "b", "c", "d"} {
		xs, pillar := data.numbers(code), [][]string{{"a", "b"}, {"c", "d"}}[i/2]
		for name, got := range map[string][]float64{
			"column mean":   must(GroupMean(xs, everyone)),
			"column median": must(GroupMedian(xs, everyone)),
			"group mean (units with NA group stay NA)": must(GroupMean(xs, data.strings("grp"))),
			"group median": must(GroupMedian(xs, data.strings("grp"))),
			"row mean within pillar (normalise first, minmax 0-1, directed, then back-transform)": rowFill(data, pillar, signs, Mean)[code],
		} {
			want := long.where(func(get func(string) string) bool { return get("case") == name })
			c.column(got, want.ordered("uCode", data.strings("uCode")).numbers(code), name, code)
		}
	}
}
