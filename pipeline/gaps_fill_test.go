package pipeline_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"miernik/fiches"
	"miernik/indicators"
	"miernik/indicators/method"
	"miernik/pipeline/explain"
	"miernik/pipeline/profile"
)

const gamma = indicators.TERYT("1001042")

// Three units, two years, worked by hand. A: 100, 110; B: 200, 220; C: 300, 300.
// Carried: 10, 20 and 0 off. Growth of the others: A 100 × 520/500 = 104, 6 off;
// B 200 × 410/400 = 205, 15 off; C 300 × 330/300 = 330, 30 off. Median of the
// others: 150, 0, 150 off in 2021 and 150, 15, 135 in 2022, whose median is
// (135 + 150) / 2; in per cent 150, 0, 50 and 136, 7, 45, whose median is 47.5.
// Per cent of the growth: 6/110, 15/220, 30/300.
func TestBacktestByHand(t *testing.T) {
	w := newHandWorld(t, 2021, 2022, "2024-06-30", alfa, beta, gamma)
	w.source("gus", profile.OwnerPublisher, "05-15 of year+1", 1, "x", "most")
	w.count("x", indicators.Quantity)
	w.count("most", indicators.Quality)
	w.service("usluga", item("x", 50, nil), item("most", 50, nil))
	w.to = 2023
	for u, v := range map[indicators.TERYT][]int{alfa: {100, 110}, beta: {200, 220}, gamma: {300, 300}} {
		for i, x := range v {
			w.seen(u, "x", 2021+indicators.Year(i), fmt.Sprint(x))
		}
	}
	for i, x := range []int{10, 30, 20} { // between 10 and 20 lies 15, and 30 was there
		w.seen(alfa, "most", 2021+indicators.Year(i), fmt.Sprint(x))
	}
	db := w.derive()
	same(t, "errors", lines(t, db, `SELECT variable, method, reach, n, tried, printf('%.4f', median_absolute_error), printf('%.4f', median_percentage_error), verdict
		FROM fill_option WHERE kind = '' AND (variable = 'x' OR method = 'interpolate') ORDER BY 1, 2, 3`), `
		most interpolate 1 1 3 15.0000 50.0000 few
		x growth_of_peers 1 3 6 15.0000 6.8182 few
		x locf 1 3 6 10.0000 9.0909 few
		x peer_median 0 6 6 142.5000 47.5000 few`)
}

// The same on random data against the plain methods.
func TestBacktestAgreesWithTheMethods(t *testing.T) {
	const units, years = 40, 6
	var codes []indicators.TERYT
	for i := range units {
		codes = append(codes, indicators.TERYT(fmt.Sprintf("%02d%02d%02d2", 2+2*(i%2), 1+i/8, 1+i%8)))
	}
	w := newHandWorld(t, 2016, 2016+years-1, "2024-06-30", codes...)
	w.minGroup = 5
	w.source("gus", profile.OwnerPublisher, "05-15 of year+1", 1, "x")
	w.count("x", indicators.Quantity)
	w.service("usluga", item("x", 100, nil))
	draw := rand.New(rand.NewPCG(1, 2))
	var truth, carried, bridged []float64
	for i, u := range codes {
		series := make([]float64, years)
		for y := range series {
			if series[y] = math.NaN(); draw.Float64() > 0.2 {
				series[y] = math.Round(float64(100*(i+1))*(1+0.2*draw.Float64())) + 1
				w.seen(u, "x", 2016+indicators.Year(y), fmt.Sprint(series[y]))
			}
		}
		// Over one year: the neighbours of a cell that are known themselves.
		for y, x := range series {
			one, two := math.NaN(), math.NaN()
			if y > 0 {
				one = series[y-1]
				if y+1 < years {
					two = (series[y-1] + series[y+1]) / 2
				}
			}
			truth, carried, bridged = append(truth, x), append(carried, one), append(bridged, two)
		}
	}
	db := w.derive()
	for way, predicted := range map[string][]float64{"locf": carried, "interpolate": bridged} {
		e, err := method.Backtest(truth, predicted)
		if err != nil || e.N < 30 {
			t.Fatal(way, e, err)
		}
		same(t, way, lines(t, db, `SELECT n, tried, round(median_absolute_error, 4), round(median_percentage_error, 4), n_percentage FROM fill_option WHERE kind = '' AND reach = 1 AND method = '`+way+`'`),
			fmt.Sprint(e.N, e.N+e.Unfilled, math.Round(e.MedianAbs*1e4)/1e4, math.Round(e.MedianAPE*1e4)/1e4, e.NPercentage))
	}
	// The best of the good ways is named, and it has the smallest error.
	same(t, "advice", lines(t, db, `SELECT count(*) FROM fill_advice a WHERE a.relative_error > (SELECT min(o.relative_error) FROM fill_option o WHERE o.kind = '' AND o.verdict = 'good' AND o.reach <= 1)`), "0")
	same(t, "a best way for each gap", lines(t, db, `SELECT count(*) FROM (SELECT unit, year FROM fill_candidate GROUP BY ALL HAVING count(*) FILTER (WHERE best) <> 1)`), "0")
}

// fillWorld: every indicator is known in 2021 and misses alfa in 2022, wolny
// also in 2023. Two services use them; one allows to carry over one year.
func fillWorld(t *testing.T) *handWorld {
	w := newHandWorld(t, 2021, 2023, "2024-06-30", alfa, beta, gamma)
	codes := []string{"wolny", "drugi", "trzeci", "zlamany"}
	w.source("gus", profile.OwnerPublisher, "05-15 of year+1", 1, codes...)
	for i, v := range codes {
		w.count(v, dimensions[i])
		for y := indicators.Year(2021); y <= 2023; y++ {
			for n, u := range []indicators.TERYT{alfa, beta, gamma} {
				if u != alfa || y == 2021 || y == 2023 && v != "wolny" {
					w.seen(u, v, y, fmt.Sprint(10*(n+1)+int(y-2021)))
				}
			}
		}
	}
	w.cat.Cards["zlamany"].Value.Breaks = []indicators.Break{{Year: 2022}}
	carry := &fiches.Fill{Methods: []string{"locf"}, LimitYears: 1}
	w.service("wypelnia", item("wolny", 30, carry), item("drugi", 30, nil), item("trzeci", 20, carry), item("zlamany", 20, carry))
	w.service("czeka", item("wolny", 25, nil), item("drugi", 25, nil), item("trzeci", 25, nil), item("zlamany", 25, nil))
	return w
}

// Filled is what the fiche names, within its limit of years, not across a
// break, in that fiche alone; and marked.
func TestFillOnlyWhereAllowed(t *testing.T) {
	db := fillWorld(t).derive()
	same(t, "filled", lines(t, db, `SELECT unit, fiche, indicator, year, value, methods, reach, flags FROM imputed_value ORDER BY ALL`), `
		1001012 wypelnia trzeci 2022 10 locf 1 imputed
		1001012 wypelnia wolny 2022 10 locf 1 imputed`)
	same(t, "donors", lines(t, db, `SELECT variable, variable_year, donor_from, donors, verdict FROM imputed_term ORDER BY ALL`), `
		trzeci 2022 2021 1 few
		wolny 2022 2021 1 few`)
	same(t, "the gap stays", lines(t, db, `SELECT count(*) FROM gap WHERE unit = '1001012' AND year = 2022`), "4")
	same(t, "no value of the indicator", lines(t, db, `SELECT count(value) FROM indicator_value WHERE unit = '1001012' AND year = 2022`), "0")
	same(t, "figures of others", lines(t, db, `SELECT DISTINCT n FROM group_figure WHERE indicator = 'wolny' AND year = 2022`), "2")
	same(t, "said of the gap", lines(t, db, `SELECT fiche, variable, effect FROM gap_consequence WHERE unit = '1001012' AND score_year = 2022 AND variable IN ('wolny', 'drugi') ORDER BY ALL`), `
		czeka drugi withheld_together
		czeka wolny withheld_together
		wypelnia drugi withheld_alone
		wypelnia wolny imputed`)
	same(t, "card", lines(t, db, `SELECT fiche, value, status, cause, flags, rank FROM v_unit_card WHERE unit = '1001012' AND indicator = 'wolny' AND year = 2022 ORDER BY 1`), `
		czeka – source_absent source_absent  –
		wypelnia 10 imputed source_absent imputed –`)
	f, err := explain.Explain(t.Context(), db, string(alfa), "wolny", 2022)
	if err != nil || f.Value != nil || len(f.Imputed) != 1 {
		t.Fatalf("explain: %+v, %v", f, err)
	}
	m := f.Imputed[0]
	if m.Fiche != "wypelnia" || m.Value != 10 || m.Flags != "imputed" || len(m.Terms) != 1 || *m.Terms[0].From != 2021 || m.Terms[0].Method != "locf" {
		t.Errorf("explain says %+v", m)
	}
}

// A filled value counts in the unit's own score alone: three of four indicators
// of alfa in 2022 are filled, 80 of 100 points. Its 10 lies below the 21 and 31
// of beta and gamma, so it has the lowest marks, no place, and theirs stay 0 and
// 100.
func TestFilledValuesCountInTheUnitsOwnScore(t *testing.T) {
	w := fillWorld(t)
	carry := &fiches.Fill{Methods: []string{"locf"}, LimitYears: 1}
	w.service("liczy", item("wolny", 30, carry), item("drugi", 30, carry), item("trzeci", 20, carry), item("zlamany", 20, carry))
	db := w.derive()
	same(t, "scores", lines(t, db, `SELECT unit, score, status, coverage_weight, coverage_count, imputed FROM score WHERE kind = 'service' AND weight_set = 'expert' AND fiche = 'liczy' AND year = 2022 ORDER BY 1`), `
		1001012 0 ok 80 3 3
		1001022 0 ok 100 4 0
		1001042 100 ok 100 4 0`)
	same(t, "places", lines(t, db, `SELECT unit, rank, n FROM score_comparison WHERE kind = 'service' AND weight_set = 'expert' AND node = 'liczy' AND year = 2022 ORDER BY 1`), `
		1001012 – 2
		1001022 2 2
		1001042 1 2`)
	same(t, "others", lines(t, db, `SELECT unit, score FROM score WHERE kind = 'service' AND weight_set = 'expert' AND fiche = 'czeka' AND year = 2022 AND status = 'ok' ORDER BY 1`), "1001022 0\n1001042 100")
	same(t, "no value of indicators", lines(t, db, `SELECT count(*) FROM comparison WHERE unit = '1001012' AND year = 2022`), "0")
}

// A score is withheld below 66: known are 50 of 100 for alfa, so each of the
// missing 25 alone would give 75; of beta three are missing, and one more is
// not enough.
func TestWhatAGapCosts(t *testing.T) {
	w := newHandWorld(t, 2022, 2022, "2024-06-30", alfa, beta, gamma)
	codes := []string{"a", "b", "c", "d"}
	for i, v := range codes {
		w.source("s"+v, profile.OwnerPublisher, "05-15 of year+1", 1, v)
		w.count(v, dimensions[i])
		w.seen(gamma, v, 2022, "5")
		if i < 2 {
			w.seen(alfa, v, 2022, "6")
		}
	}
	w.seen(beta, "a", 2022, "7")
	w.service("usluga", item("a", 25, nil), item("b", 25, nil), item("c", 25, nil), item("d", 25, nil))
	db := w.derive()
	same(t, "consequences", lines(t, db, `SELECT unit, variable, indicators, weight, sole_weight, effect FROM gap_consequence ORDER BY ALL`), `
		1001012 c 1 25 25 withheld_alone
		1001012 d 1 25 25 withheld_alone
		1001022 b 1 25 25 withheld_together
		1001022 c 1 25 25 withheld_together
		1001022 d 1 25 25 withheld_together`)
	// c and d alone give alfa its score; they weigh the same, so the code decides.
	// Then b and d would each bring beta to 75, and the gaps of d weigh more.
	same(t, "what to fill first", lines(t, db, `SELECT kind, rank, code, cells, severity, scores_alone, scores_added, scores_total FROM source_value ORDER BY ALL`), `
		source 1 sc 2 50 1 1 1
		source 2 sd 2 50 1 1 2
		source 3 sb 1 25 0 0 2
		variable 1 c 2 50 1 1 1
		variable 2 d 2 50 1 1 2
		variable 3 b 1 25 0 0 2`)
	same(t, "service", lines(t, db, `SELECT units, values_expected, values_known, completeness, gaps, withheld, withheld_alone FROM quality_service`), "3 12 7 58.3 5 3 2")
}
