package robust

import (
	"encoding/csv"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"testing"

	"miernik/indicators/method"
)

var nan = math.NaN()

// flat is a fiche whose indicators come together at once.
func flat(units int, items ...Item) *Model {
	m := &Model{Fiche: "f", Origin: "real", Year: 2023, Items: items, Aggregate: "arithmetic", Normalise: "minmax", High: 100, Reference: "national", MinGroup: 2}
	var g Group
	for u := range units {
		m.Units = append(m.Units, fmt.Sprintf("u%02d", u))
		g.Members, g.Own = append(g.Members, int32(u)), append(g.Own, true)
	}
	m.Fields = []Field{{National, []Group{g}}}
	ws := WeightSet{Name: "expert"}
	for i := range m.Items {
		it := &m.Items[i]
		if it.Values == nil {
			it.Values = it.Marks
		}
		it.Direction = method.Stimulant
		it.Effective = make([]float64, units)
		ws.Weights = append(ws.Weights, it.Weight)
	}
	for u := range units {
		var sum float64
		for _, it := range m.Items {
			if !math.IsNaN(it.Marks[u]) {
				sum += it.Weight
			}
		}
		for _, it := range m.Items {
			if !math.IsNaN(it.Marks[u]) {
				it.Effective[u] = 100 * it.Weight / sum
			}
		}
	}
	m.Sets = []WeightSet{ws}
	return m
}

func TestNominal(t *testing.T) {
	m := flat(3, Item{Code: "a", Weight: 60, Marks: []float64{0, 50, 100}}, Item{Code: "b", Weight: 40, Marks: []float64{100, nan, 50}})
	for _, c := range []struct {
		how  string
		want []float64
	}{
		{"arithmetic", []float64{40, 50, 80}},
		{"geometric", []float64{0, 50, math.Exp(0.6*math.Log(100) + 0.4*math.Log(50))}},
		{"harmonic", []float64{0, 50, 1 / (0.6/100 + 0.4/50)}},
		{"perkal", []float64{40, 50, 80}},
	} {
		m.Aggregate = c.how
		got, err := m.nominal()
		if err != nil {
			t.Fatal(err)
		}
		for u := range got {
			if math.Abs(got[u]-c.want[u]) > 1e-12 {
				t.Errorf("%s: %v, want %v", c.how, got, c.want)
				break
			}
		}
	}
	// Two dimensions of equal weight: the second is missing in the second unit.
	m.Aggregate = "arithmetic"
	m.Parts = []Part{{"ilosc", "arithmetic", 50}, {"jakosc", "arithmetic", 50}}
	m.Items[1].Part = 1
	if got, err := m.nominal(); err != nil || !slices.Equal(got, []float64{50, 50, 75}) {
		t.Errorf("dimensions: %v, %v", got, err)
	}
	m.Aggregate = "median"
	m.Parts = nil
	if _, err := m.nominal(); err == nil {
		t.Error("an unknown aggregation was accepted")
	}
}

// Counted and sorted places are those of method.Competition, whatever the
// scores: ties, values between tenths, negative and far ones.
func TestPlaces(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 7))
	for round := range 300 {
		n := 1 + random.IntN(60)
		scores := make([]float64, n)
		spread := []float64{1, 10, 100, 1e6}[round%4]
		for u := range scores {
			scores[u] = spread * (random.Float64() - 0.3)
			switch random.IntN(8) {
			case 0:
				scores[u] = nan
			case 1:
				scores[u] = math.Round(scores[u]*20) / 20 // on a half of a tenth
			}
		}
		m := flat(n, Item{Code: "a", Weight: 100, Marks: scores})
		got := m.places(scores, new(ranker))[0]
		for u, want := range method.Competition(scores, 1) {
			if got[u] != int32(want.Rank) {
				t.Fatalf("round %d: place %d of %v in %v, want %d", round, got[u], scores[u], scores, want.Rank)
			}
		}
	}
}

// A member of another comparison group counts, and has its place elsewhere.
func TestPlacesInGroups(t *testing.T) {
	m := flat(4, Item{Code: "a", Weight: 100, Marks: []float64{10, 20, 30, 40}})
	m.Fields = append(m.Fields, Field{"kind", []Group{{"x", []int32{0, 1, 3}, []bool{true, true, false}}, {"y", []int32{2, 3}, []bool{true, true}}}})
	if got := m.places(m.Items[0].Marks, new(ranker))[1]; !slices.Equal(got, []int32{3, 2, 2, 1}) {
		t.Errorf("places %v", got)
	}
}

func TestInterval(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	var c counter
	for range 500 {
		ranks, floats := []int32{}, []float64{}
		for range 1 + random.IntN(40) {
			r := 1 + random.Int32N(30)
			ranks, floats = append(ranks, r), append(floats, float64(r))
		}
		got, want := c.interval(ranks), method.RankInterval(floats)
		if math.Abs(got.P5-want.P5) > 1e-6 || got.P50 != want.P50 || math.Abs(got.P95-want.P95) > 1e-6 {
			t.Fatalf("%v of %v, want %v", got, ranks, want)
		}
	}
}

// Two indicators that pull apart, worked out by hand: without a the order turns
// round, so every range reaches from the first to the last place.
func TestVariants(t *testing.T) {
	m := flat(3, Item{Code: "a", Weight: 60, Marks: []float64{0, 50, 100}}, Item{Code: "b", Weight: 40, Marks: []float64{100, 50, 0}})
	got, err := m.Test(Options{Draws: 50, Noise: 0.25, Seed: 1})
	if err != nil {
		t.Fatal(err)
	}
	variant := func(choice, setting string) Variant {
		i := slices.IndexFunc(got.Variants, func(v Variant) bool { return v.Choice == choice && v.Setting == setting })
		if i < 0 {
			t.Fatalf("no variant %s %s in %v", choice, setting, got.Variants)
		}
		return got.Variants[i]
	}
	if v := variant("indicator", "a"); v.N != 3 || v.LargestShift != 2 || math.Abs(v.MeanShift-4.0/3) > 1e-12 || math.Abs(v.Correlation+1) > 1e-12 || math.Abs(v.ShareMoved-2.0/3) > 1e-12 {
		t.Errorf("without a: %+v", v)
	}
	if v := variant("indicator", "b"); v.MeanShift != 0 || v.Correlation != 1 {
		t.Errorf("without b: %+v", v)
	}
	for _, c := range got.Correlations {
		if math.Abs(c.Pearson+1) > 1e-12 || math.Abs(c.Spearman+1) > 1e-12 || !c.Duplicates || c.N != 3 {
			t.Errorf("correlation %+v", c)
		}
	}
	// score = 0.6a + 0.4b varies as 0.2a: a adds 300 %, b takes 200 %.
	for i, want := range []float64{300, -200} {
		if in := got.Influences[i]; math.Abs(in.VarianceShare-want) > 1e-9 || !in.Discriminates || in.MeanEffective != in.Weight {
			t.Errorf("influence %+v, variance share %v expected", in, want)
		}
	}
	// No weight within ±25 % of 60 and 40 turns the order: 45 against 50 does.
	// Which draws do is random, so only the frame is known.
	for _, r := range got.Ranges {
		if r.Low < 1 || r.High > 3 || r.Low > r.Middle || r.Middle > r.High || r.Of != 3 {
			t.Errorf("range %+v", r)
		}
		if r.Factor == "weights" && r.Unit == "u01" && (r.Low != 2 || r.High != 2) {
			t.Errorf("the unit in the middle moved: %+v", r)
		}
	}
}

// A unit whose only indicator is left out has no score, whatever the last bits
// of the weights.
func TestNothingLeft(t *testing.T) {
	m := flat(2, Item{Code: "a", Weight: 0.1, Marks: []float64{50, 60}}, Item{Code: "b", Weight: 0.2, Marks: []float64{nan, 70}}, Item{Code: "c", Weight: 0.3, Marks: []float64{nan, 10}})
	changes, err := m.variants([]float64{50, 35})
	if err != nil {
		t.Fatal(err)
	}
	if got := changes["without"][0].scores; !math.IsNaN(got[0]) || math.Abs(got[1]-34) > 1e-9 {
		t.Errorf("without a: %v", got)
	}
}

func TestMissingAndErrors(t *testing.T) {
	marks := []float64{0, 20, 40, 60, 80, 100}
	m := flat(6, Item{Code: "a", Weight: 50, Marks: marks}, Item{Code: "b", Weight: 50, Marks: []float64{100, 80, nan, 40, 20, 0}}, Item{Code: "same", Weight: 0, Marks: []float64{5, 5, 5, 5, 5, 5}})
	if got := m.completed(m.table(), "median")[1][2]; got != 40 {
		t.Errorf("median mark %v", got)
	}
	if got := m.completed(m.table(), "worst")[1][2]; got != 0 {
		t.Errorf("worst mark %v", got)
	}
	plain, err := m.Test(Options{Draws: 200, Noise: 0, Seed: 3})
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range plain.Ranges { // no noise: the weights cannot move anybody
		if r.Factor == "weights" && (r.Low != float64(r.Rank) || r.High != float64(r.Rank) || r.Moved) {
			t.Errorf("moved without noise: %+v", r)
		}
	}
	if plain.Influences[2].Discriminates {
		t.Error("an indicator with one mark discriminates")
	}
	again, err := m.Test(Options{Draws: 200, Noise: 0, Seed: 3})
	if err != nil || fmt.Sprint(again) != fmt.Sprint(plain) {
		t.Errorf("equal seeds give other results (%v)", err)
	}
	width := func(r *Result, unit string) float64 {
		for _, x := range r.Ranges {
			if x.Factor == "all" && x.Unit == unit {
				return x.High - x.Low
			}
		}
		t.Fatal("no range")
		return 0
	}
	m.Items[0].Errors = []float64{30, 30, 30, 30, 30, 30}
	noisy, err := m.Test(Options{Draws: 200, Noise: 0, Seed: 3})
	if err != nil {
		t.Fatal(err)
	}
	if width(noisy, "u03") <= width(plain, "u03") {
		t.Errorf("sampling errors do not widen the range: %v, %v without", width(noisy, "u03"), width(plain, "u03"))
	}
}

// Case 08 of the reference results: 500 weight sets of COINr on three levels.
// The intervals of places follow from the places.
func TestRankIntervalsOfReference(t *testing.T) {
	ranks := reference(t, "08_asem_weight_noise/out_ranks.csv")
	stats := reference(t, "08_asem_weight_noise/out_rank_stats.csv")
	head := stats[0]
	q5, q50, q95 := slices.Index(head, "Q5"), slices.Index(head, "Median"), slices.Index(head, "Q95")
	if q5 < 0 || q50 < 0 || q95 < 0 {
		t.Fatalf("columns %v", head)
	}
	var c counter
	byUnit := map[string][]int32{}
	for _, row := range ranks[1:] { // unit, place at the nominal weights, places of the draws
		for _, cell := range row[2:] {
			r, err := strconv.Atoi(cell)
			if err != nil {
				t.Fatal(err)
			}
			byUnit[row[0]] = append(byUnit[row[0]], int32(r))
		}
	}
	checked := 0
	for _, row := range stats[1:] {
		places := byUnit[row[0]]
		if len(places) != 500 {
			t.Fatalf("%d places of %s", len(places), row[0])
		}
		in := c.interval(places)
		for k, want := range map[int]float64{q5: in.P5, q50: in.P50, q95: in.P95} {
			x, err := strconv.ParseFloat(row[k], 64)
			if err != nil || math.Abs(x-want) > 1e-6 {
				t.Errorf("%s, %s: %v, reference %s", row[0], head[k], want, row[k])
			}
		}
		checked++
	}
	if checked != 51 {
		t.Errorf("%d units checked", checked)
	}
}

func reference(t *testing.T, name string) [][]string {
	t.Helper()
	dir := os.Getenv("MIERNIK_REFERENCE")
	if dir == "" {
		dir = filepath.Join("..", "..", "..", "shared")
	}
	f, err := os.Open(filepath.Join(dir, "oracle", name))
	if err != nil {
		t.Skipf("no reference data: %v", err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows
}
