package pipeline_test

import (
	"fmt"
	"math"
	"testing"

	"miernik/indicators/method"
	"miernik/pipeline/warehouse"
)

// agree is the promise: SQL and reference differ by at most 1e-9, relative to
// the larger number, or absolutely where both are below 1.
func agree(a, b float64) bool {
	if math.IsNaN(a) || math.IsNaN(b) {
		return math.IsNaN(a) && math.IsNaN(b)
	}
	return math.Abs(a-b) <= 1e-9*max(1, math.Abs(a), math.Abs(b))
}

func orNaN(x *float64) float64 {
	if x == nil {
		return math.NaN()
	}
	return *x
}

// Fiches with every setting on data with every trouble: what the stage makes of
// them is what the plain methods give.
func TestScoresAgreeOnRandomData(t *testing.T) {
	seeds := []uint64{1, 2, 3, 4}
	if testing.Short() {
		seeds = seeds[:1]
	}
	count := map[string]int{}
	for _, seed := range seeds {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			w := newWorld(seed, 30)
			db, ref := w.score(t), w.plain()
			compareTreatments(t, db, ref, count)
			compareScores(t, db, ref, count)
			compareContributions(t, db, ref, count)
			compareRanks(t, db, ref, count)
		})
	}
	t.Logf("compared: %v", count)
	// The data must not spare the stage anything.
	for _, what := range []string{"ok", "not_applicable", "below_coverage", "few_indicators", "few_dimensions", "no_difference", "small_group", "operation_unknown",
		"service", "dimension", "area", "overall", "winsorise", "log", "contribution", "adds_up", "ranked", "synthetic"} {
		if count[what] == 0 && !testing.Short() {
			t.Errorf("no case of %s", what)
		}
	}
}

// wrong reports at most a few differences.
type wrong struct {
	t *testing.T
	n int
}

func (w *wrong) say(format string, args ...any) {
	w.t.Helper()
	if w.n++; w.n <= 8 {
		w.t.Errorf(format, args...)
	}
}

func compareTreatments(t *testing.T, db *warehouse.DB, ref *plainScores, count map[string]int) {
	w, seen := &wrong{t: t}, 0
	err := db.Each(t.Context(), `SELECT indicator, CAST(year AS INTEGER), grp, transform, winsorised_low + winsorised_high, limit_low, limit_high, skewness_before, kurtosis_after FROM treatment`, func(r *warehouse.Rows) error {
		var indicator, grp, transform string
		var year, n int
		var low, high, skewness, kurtosis *float64
		if err := r.Scan(&indicator, &year, &grp, &transform, &n, &low, &high, &skewness, &kurtosis); err != nil {
			return err
		}
		seen++
		count[transform]++
		want, ok := ref.treatments[at(indicator, year, grp)]
		wantLow, wantHigh := want.Limits()
		if transform == "log" {
			wantLow, wantHigh = math.NaN(), math.NaN()
		}
		if !ok || n != len(want.Points) || !agree(orNaN(low), wantLow) || !agree(orNaN(high), wantHigh) || !agree(orNaN(skewness), want.Before.Skewness) {
			w.say("treatment of %s, %d, %q: %s of %d, %v–%v, skewness %v; want %+v", indicator, year, grp, transform, n, orNaN(low), orNaN(high), orNaN(skewness), want)
		}
		return nil
	})
	if err != nil || seen != len(ref.treatments) {
		t.Errorf("%d treatments, want %d; %v", seen, len(ref.treatments), err)
	}
}

func compareScores(t *testing.T, db *warehouse.DB, ref *plainScores, count map[string]int) {
	w, seen := &wrong{t: t}, 0
	err := db.Each(t.Context(), `SELECT unit, node, kind, CAST(year AS INTEGER), weight_set, score, status, withheld_reason, coverage_weight, coverage_percent_count, expected_weight,
			coverage_count, expected_count, dimensions, imputed, has_core, origin FROM score`, func(r *warehouse.Rows) error {
		var p place
		var node, kind, set, status, reason, origin string
		var score *float64
		var got refScore
		if err := r.Scan(&p.unit, &node, &kind, &p.year, &set, &score, &status, &reason, &got.coverageWeight, &got.coverageCount, &got.expectedWeight,
			&got.known, &got.expected, &got.dims, &got.imputed, &got.core, &origin); err != nil {
			return err
		}
		seen++
		count[kind]++
		count[status]++
		count[reason]++
		count[origin]++
		want, ok := ref.scores[at(node, p, set)]
		if !ok {
			w.say("%s, %v, %s: a score that the reference does not have", node, p, set)
			return nil
		}
		if !agree(orNaN(score), want.score) || status != want.status || reason != want.reason {
			w.say("%s, %v, %s: %v %s %s, want %v %s %s", node, p, set, orNaN(score), status, reason, want.score, want.status, want.reason)
		}
		if got.coverageWeight != want.coverageWeight || got.coverageCount != want.coverageCount || got.known != want.known || got.expected != want.expected ||
			got.dims != want.dims || got.imputed != want.imputed || got.core != want.core || !agree(got.expectedWeight, want.expectedWeight) || (origin == "synthetic") != want.madeUp {
			w.say("%s, %v, %s (%s): coverage %+v %s, want %+v", node, p, set, status, got, origin, want)
		}
		return nil
	})
	if err != nil || seen != len(ref.scores) {
		t.Errorf("%d scores, want %d; %v", seen, len(ref.scores), err)
	}
}

func compareContributions(t *testing.T, db *warehouse.DB, ref *plainScores, count map[string]int) {
	w := &wrong{t: t}
	sums := map[string]float64{}
	err := db.Each(t.Context(), `SELECT unit, fiche, CAST(year AS INTEGER), indicator, value, treated_value, treated, normalised, effective_weight, contribution, adds_up FROM contribution`, func(r *warehouse.Rows) error {
		var p place
		var fiche, indicator, treated string
		var value, treatedValue, normalised, effective, contribution float64
		var addsUp bool
		if err := r.Scan(&p.unit, &fiche, &p.year, &indicator, &value, &treatedValue, &treated, &normalised, &effective, &contribution, &addsUp); err != nil {
			return err
		}
		count["contribution"]++
		m, s := ref.marks[at(indicator, p.unit, p.year)], ref.scores[at(fiche, p, "expert")]
		share, ok := s.share[indicator]
		if !ok || s.status != "ok" || !agree(value, m.value) || !agree(treatedValue, m.treated) || !agree(normalised, m.mark) || !agree(effective, share) || !agree(contribution, m.mark*share/100) {
			w.say("contribution of %s, %v: %v %v %v, weight %v; want %v %v %v, %v", indicator, p, value, treatedValue, normalised, effective, m.value, m.treated, m.mark, share)
		}
		if (treated == "log") != m.log || (treated == "winsorised_low" || treated == "winsorised_high") != m.cut {
			w.say("contribution of %s, %v is treated by %q", indicator, p, treated)
		}
		if addsUp {
			sums[at(fiche, p)] += contribution
			count["adds_up"]++
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range ref.set.Fiches {
		for _, u := range ref.units {
			for _, year := range ref.years {
				if sum, ok := sums[at(l.Value.ID, place{u, year})]; ok && !agree(sum, ref.scores[at(l.Value.ID, place{u, year}, "expert")].score) {
					w.say("contributions of %s, %s, %d sum to %v", l.Value.ID, u, year, sum)
				}
			}
		}
	}
}

func compareRanks(t *testing.T, db *warehouse.DB, ref *plainScores, count map[string]int) {
	type key struct {
		node, set, grp string
		year           int
	}
	w := &wrong{t: t}
	scores := map[key][]float64{}
	index := map[key]map[string]int{}
	for grp, members := range ref.members {
		for _, unit := range members {
			err := db.Each(t.Context(), "SELECT node, weight_set, CAST(year AS INTEGER) FROM score WHERE unit = ? AND kind <> 'dimension' AND status = 'ok'", func(r *warehouse.Rows) error {
				k := key{grp: grp}
				if err := r.Scan(&k.node, &k.set, &k.year); err != nil {
					return err
				}
				s := ref.scores[at(k.node, place{unit, k.year}, k.set)]
				if s.imputed > 0 || !s.core {
					return nil
				}
				if index[k] == nil {
					index[k] = map[string]int{}
				}
				index[k][unit] = len(scores[k])
				scores[k] = append(scores[k], s.score)
				return nil
			}, unit)
			if err != nil {
				t.Fatal(err)
			}
		}
	}
	places, classes := map[key][]method.Place{}, map[key][]method.Class{}
	for k, xs := range scores {
		places[k], classes[k] = method.Competition(xs, 1), method.QuartileClass(xs, 1)
	}
	err := db.Each(t.Context(), `SELECT unit, node, weight_set, CAST(year AS INTEGER), grp, rank, ties, n, class FROM score_comparison`, func(r *warehouse.Rows) error {
		var unit, class string
		var k key
		var rank, ties *int
		var n int
		if err := r.Scan(&unit, &k.node, &k.set, &k.year, &k.grp, &rank, &ties, &n, &class); err != nil {
			return err
		}
		i, ranked := index[k][unit]
		if k.grp != ref.group[unit] || n != len(scores[k]) || ranked != (rank != nil) {
			w.say("%v, %s: n = %d of %d, ranked %v", k, unit, n, len(scores[k]), rank != nil)
		} else if ranked {
			count["ranked"]++
			want := places[k][i]
			if *rank != want.Rank || *ties != want.Tied || class != classes[k][i].String() {
				w.say("%v, %s: rank %d, %d ties, class %s; want %+v, %s", k, unit, *rank, *ties, class, want, classes[k][i])
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
