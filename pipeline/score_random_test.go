package pipeline_test

import (
	"context"
	"fmt"
	"maps"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"miernik/fiches"
	"miernik/indicators"
	"miernik/indicators/catalog"
	"miernik/indicators/method"
	"miernik/pipeline/define"
	"miernik/pipeline/score"
	"miernik/pipeline/warehouse"
)

// randomWorld is a made-up country for the property test of scores: fiches with
// every setting, cards of every direction, and data with ties, outliers,
// constants, gaps and filled values.
type randomWorld struct {
	r        *rand.Rand
	units    []string
	group    map[string]string   // that a unit is compared with; "" for none
	members  map[string][]string // of each group: some count in one and are compared with another
	years    []int
	cat      *catalog.Catalog
	set      *fiches.Set
	operates map[string]*bool // by fiche, unit, year
	cells    map[string]randomCell
}

// randomCell is an indicator value; NaN is missing.
type randomCell struct {
	value, published float64
	status           string
	imputed          bool
	synthetic        bool
}

const randomMinGroup = 5

func at(parts ...any) string { return fmt.Sprint(parts...) }

func newWorld(seed uint64, n int) *randomWorld {
	w := &randomWorld{r: rand.New(rand.NewPCG(seed, 7)), group: map[string]string{}, members: map[string][]string{}, years: []int{2020, 2021, 2022},
		cat: &catalog.Catalog{Cards: map[string]catalog.Entry[*indicators.Card]{}}, set: &fiches.Set{}, operates: map[string]*bool{}, cells: map[string]randomCell{}}
	for i := range 80 {
		unit := fmt.Sprintf("%07d", 1000001+i)
		w.units = append(w.units, unit)
		join := func(compared string, others ...string) {
			w.group[unit] = compared
			for _, g := range append(others, compared) {
				w.members[g] = append(w.members[g], unit)
			}
		}
		switch {
		case i < 50:
			join("duza")
		case i < 72:
			join("srednia", "szeroka")
		case i < 75:
			join("mala", "szeroka") // below the minimum
		case i < 79:
			join("szeroka", "mniejsza") // compared with the wider one
		}
	}
	for i := range n {
		w.addFiche(fmt.Sprintf("f%02d", i))
	}
	w.addTree(n)
	return w
}

func pick[T any](r *rand.Rand, list ...T) T { return list[r.IntN(len(list))] }

func (w *randomWorld) chance(p float64) bool { return w.r.Float64() < p }

// settings draws a normalisation with a scale and an aggregation that go
// together, as the rules of fiches demand.
func (w *randomWorld) settings() fiches.Settings {
	s := fiches.Settings{Normalise: pick(w.r, "minmax", "minmax", "minmax", "zscore", "zscore", "percentile", "rank", "borda", "target", "reference", "goalposts"), Treat: "none", Aggregate: "arithmetic"}
	switch s.Normalise {
	case "zscore":
		s.Scale = pick(w.r, [2]float64{0, 1}, [2]float64{100, 10})
		s.Aggregate = pick(w.r, "arithmetic", "hellwig", "perkal")
	case "rank", "borda":
		s.Scale = [2]float64{0, 100}
	default:
		s.Scale = pick(w.r, [2]float64{0, 100}, [2]float64{1, 100}, [2]float64{10, 20})
		s.Aggregate = w.mean(s)
	}
	if w.treatable(s) && w.chance(.5) {
		s.Treat = "winsorise"
	}
	return s
}

func (w *randomWorld) treatable(s fiches.Settings) bool {
	return s.Normalise == "minmax" || s.Normalise == "zscore" || s.Normalise == "reference"
}

func (w *randomWorld) mean(s fiches.Settings) string {
	options := []string{"arithmetic"}
	if s.Scale[0] > 0 {
		options = append(options, "geometric", "harmonic")
	}
	if s.Normalise == "minmax" {
		options = append(options, "topsis")
	}
	return pick(w.r, options...)
}

// override draws settings of a dimension on the scale of the fiche.
func (w *randomWorld) override(whole fiches.Settings, twoLevels bool) fiches.Settings {
	s := whole
	if whole.ScoreScale().Of != "ends" || whole.Aggregate == "hellwig" || whole.Aggregate == "topsis" || whole.Normalise == "reference" {
		return s
	}
	if s.Normalise = pick(w.r, "minmax", "percentile"); twoLevels {
		s.Aggregate = w.mean(s)
		if s.Scale == [2]float64{0, 100} && w.chance(.3) {
			s = fiches.Settings{Normalise: "zscore", Scale: [2]float64{0, 1}, Aggregate: "hellwig"}
		}
	}
	s.Treat = "none"
	if w.treatable(s) && w.chance(.5) {
		s.Treat = "winsorise"
	}
	return s
}

func (w *randomWorld) addFiche(id string) {
	f := &fiches.Fiche{ID: id, Code: id, Area: "kultura", Version: 1, ValidFrom: 2000, Status: "draft", Task: fiches.Task{Kind: "own", Obligation: "obligatory"},
		Applies: fiches.Applies{Level: indicators.LevelGmina}}
	rule := fiches.ScoreRule{Coverage: pick(w.r, 0, 50, 66, 66, 80), MinIndicators: pick(w.r, 1, 3), MinDimensions: pick(w.r, 1, 2), Settings: w.settings(),
		Reference: pick(w.r, "national", "peer"), Years: pick(w.r, "each", "pooled")}
	if rule.Normalise == "reference" {
		rule.Reference, rule.Years, rule.Unit = "national", "each", indicators.TERYT(w.units[3])
	}
	if rule.Reference == "peer" {
		rule.Scheme = "kind"
	}
	all := []indicators.Dimension{indicators.Quantity, indicators.Quality, indicators.Accessibility, indicators.Effectiveness}
	of := map[indicators.Dimension][]int{}
	for i := range 3 + w.r.IntN(7) {
		d := all[w.r.IntN(1+w.r.IntN(len(all)))]
		of[d] = append(of[d], i)
		code := fmt.Sprintf("%s_i%d", id, i)
		w.addCard(code, d)
		f.Indicators = append(f.Indicators, fiches.Item{Indicator: code, Role: fiches.Monitoring, Core: w.chance(.2)})
	}
	twoLevels := w.chance(.4)
	var dimensions []indicators.Dimension
	for _, d := range all {
		if len(of[d]) > 0 {
			dimensions = append(dimensions, d)
		}
	}
	if twoLevels {
		for i, p := range w.points(len(dimensions)) {
			f.Dimensions = append(f.Dimensions, fiches.DimensionWeight{Dimension: dimensions[i], Weight: p})
		}
		for _, d := range dimensions {
			for i, p := range w.points(len(of[d])) {
				f.Indicators[of[d][i]].Weight = p
			}
		}
		if rule.Combine = "arithmetic"; rule.ScoreScale().Positive() {
			rule.Combine = pick(w.r, "arithmetic", "geometric", "harmonic")
		}
	} else {
		for i, p := range w.points(len(f.Indicators)) {
			f.Indicators[i].Weight = p
		}
	}
	if w.chance(.4) {
		d := pick(w.r, dimensions...)
		if o := w.override(rule.Settings, twoLevels); o.ScoreScale() == rule.ScoreScale() {
			rule.Dimensions = []fiches.DimensionSettings{{Dimension: d, Settings: o}}
		}
	}
	f.Score = rule
	if w.chance(.5) {
		f.WeightSets = []fiches.WeightSet{w.named(f)}
	}
	for i, it := range f.Indicators {
		w.addPosts(f, &f.Indicators[i], rule.SettingsOf(w.cat.Cards[it.Indicator].Value.Dimension).Normalise)
	}
	w.set.Fiches = append(w.set.Fiches, fiches.Loaded{Value: f})
	w.addData(f)
}

// points draws n positive whole numbers that sum to 100.
func (w *randomWorld) points(n int) []int {
	out := make([]int, n)
	rest := 100
	for i := range n - 1 {
		out[i] = 1 + w.r.IntN(max(1, (rest-(n-i-1))*2/(n-i)))
		out[i] = min(out[i], rest-(n-i-1))
		rest -= out[i]
	}
	out[n-1] = rest
	return out
}

// named is a set that gives some indicators nothing.
func (w *randomWorld) named(f *fiches.Fiche) fiches.WeightSet {
	s := fiches.WeightSet{ID: "radni", Weights: map[string]int{}}
	for _, it := range f.Indicators {
		s.Weights[it.Indicator] = it.Weight
		if w.chance(.2) {
			s.Weights[it.Indicator] = 0
		}
	}
	return s
}

func (w *randomWorld) addCard(code string, d indicators.Dimension) {
	c := &indicators.Card{Code: code, Dimension: d, Direction: pick(w.r, indicators.Stimulant, indicators.Destimulant, indicators.Nominant), Precision: w.r.IntN(3)}
	if c.Direction == indicators.Nominant {
		lo := math.Round(w.r.NormFloat64()*5) + 20
		c.Target = &[2]float64{lo, lo + float64(w.r.IntN(10))}
	}
	if w.chance(.2) {
		limit := 25 + math.Round(20*w.r.Float64())
		c.Cap = &limit
	}
	c.Multiplier = one1
	w.cat.Cards[code] = catalog.Entry[*indicators.Card]{Value: c}
}

// addPosts gives an item the posts or target its normalisation needs.
func (w *randomWorld) addPosts(f *fiches.Fiche, it *fiches.Item, normalise string) {
	c := w.cat.Cards[it.Indicator].Value
	lo, hi := 5+math.Round(5*w.r.Float64()), 25+math.Round(15*w.r.Float64())
	switch {
	case normalise == "target":
		it.Target = &hi
		if c.Direction == indicators.Destimulant {
			it.Target = &lo
		}
		if c.Direction == indicators.Nominant {
			it.Target = &c.Target[0]
		}
	case normalise == "goalposts" && c.Direction == indicators.Stimulant:
		it.Posts = &[2]float64{lo, hi}
	case normalise == "goalposts" && c.Direction == indicators.Destimulant:
		it.Posts = &[2]float64{hi, lo}
	case normalise == "goalposts":
		it.Posts = &[2]float64{c.Target[1] + 12, c.Target[0]}
	}
}

// addData draws who runs the service and the values of its indicators.
func (w *randomWorld) addData(f *fiches.Fiche) {
	yes, no := true, false
	for _, unit := range w.units {
		for _, year := range w.years {
			switch p := w.r.Float64(); {
			case p < .06:
				w.operates[at(f.ID, unit, year)] = &no
			case p < .1:
				w.operates[at(f.ID, unit, year)] = nil
			default:
				w.operates[at(f.ID, unit, year)] = &yes
			}
		}
	}
	synthetic := w.chance(.3)
	for _, it := range f.Indicators {
		c := w.cat.Cards[it.Indicator].Value
		draw := pick(w.r,
			func() float64 { return math.Round((20+6*w.r.NormFloat64())*1000) / 1000 },
			func() float64 { return 20 + 6*w.r.NormFloat64() },
			func() float64 { return float64(w.r.IntN(5)) * 10 }, // ties
			func() float64 { return math.Round(math.Exp(2*w.r.NormFloat64())*100) / 100 },
			func() float64 { return math.Exp(3 + 1.5*w.r.NormFloat64()) },
			func() float64 { return math.Exp(5 * w.r.NormFloat64()) }, // winsorising does not help
			func() float64 { // a few outliers on an even field
				if w.r.IntN(60) == 0 {
					return 500 * w.r.Float64()
				}
				return math.Round(20 + 10*w.r.Float64())
			},
			func() float64 { return 20 }, // nobody differs
		)
		for _, year := range w.years {
			if w.chance(.05) {
				continue // the card has no figure in this year
			}
			for _, unit := range w.units {
				cell := randomCell{value: math.NaN(), status: "no_information"}
				operates := w.operates[at(f.ID, unit, year)]
				switch p := w.r.Float64(); {
				case operates != nil && !*operates || p < .05:
					cell.status = "not_applicable"
				case p < .15:
				default:
					cell = randomCell{value: draw(), status: "ok", imputed: w.chance(.05), synthetic: synthetic && w.chance(.02)}
					cell.published = method.RoundHalfAway(cell.value, c.Precision)
				}
				w.cells[at(it.Indicator, unit, year)] = cell
			}
		}
	}
}

// addTree hangs the fiches of one scale into two areas and a whole.
func (w *randomWorld) addTree(n int) {
	h := &fiches.Hierarchy{ID: "drzewo", Level: indicators.LevelGmina, Nodes: []fiches.Node{{ID: "ogolem", Kind: fiches.NodeOverall, Aggregate: "arithmetic", Coverage: 50}}}
	var same []string
	var scale fiches.Scale
	for _, l := range w.set.Fiches {
		s := l.Value.Score.ScoreScale()
		if len(same) == 0 && s.Positive() {
			scale = s
		}
		if s == scale {
			same = append(same, l.Value.ID)
		}
	}
	half := (len(same) + 1) / 2
	areas := [][]string{same[:half], same[half:]}
	for i, p := range w.points(2) {
		area := fmt.Sprintf("obszar%d", i)
		h.Nodes = append(h.Nodes, fiches.Node{ID: area, Parent: "ogolem", Kind: fiches.NodeArea, Weight: p, Aggregate: pick(w.r, "arithmetic", "geometric", "harmonic"), Coverage: pick(w.r, 0, 66)})
		if len(areas[i]) == 0 {
			continue
		}
		for j, q := range w.points(len(areas[i])) {
			h.Nodes = append(h.Nodes, fiches.Node{ID: areas[i][j], Parent: area, Kind: fiches.NodeService, Weight: q})
		}
	}
	w.set.Hierarchies = append(w.set.Hierarchies, catalog.Entry[*fiches.Hierarchy]{Value: h})
}

// score runs the real stage on the world in a database in memory.
func (w *randomWorld) score(t *testing.T) *warehouse.DB {
	t.Helper()
	ctx := t.Context()
	db, err := warehouse.Create(ctx, "", warehouse.Options{MemoryMB: 500, Threads: 2, TempDir: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	must(db.Exec(ctx, "CREATE SCHEMA work"))
	must(db.Exec(ctx, `INSERT INTO run (run, workspace, as_of, program, first_year, last_year, min_group, synthetic) VALUES ('random', '', DATE '2025-01-01', '', 2020, 2022, ?, FALSE)`, randomMinGroup))
	must(define.Catalogue(ctx, db, w.cat, w.set, 2020, 2022))
	must(w.insert(ctx, db))
	must(score.Run(ctx, db))
	must(score.Rank(ctx, db))
	return db
}

func (w *randomWorld) insert(ctx context.Context, db *warehouse.DB) error {
	var units, members, operation, values [][]any
	for _, unit := range w.units {
		units = append(units, []any{unit, unit, unit, "gmina", "wiejska", "", nil, nil, nil, nil, false, true, nil, nil})
		for _, l := range w.set.Fiches {
			for _, year := range w.years {
				var runs any
				if o := w.operates[at(l.Value.ID, unit, year)]; o != nil {
					runs = *o
				}
				operation = append(operation, []any{unit, l.Value.ID, int16(year), runs, ""})
				for _, it := range l.Value.Indicators {
					c, ok := w.cells[at(it.Indicator, unit, year)]
					if !ok {
						continue
					}
					var value, published any
					if !math.IsNaN(c.value) {
						value, published = c.value, c.published
					}
					flags, origin := "", "real"
					if c.imputed {
						flags = "estimate,imputed"
					}
					if c.synthetic {
						origin = "synthetic"
					}
					values = append(values, []any{unit, it.Indicator, int16(year), nil, nil, value, published, c.status, nil, nil, nil, flags, origin})
				}
			}
		}
	}
	for _, g := range slices.Sorted(maps.Keys(w.members)) {
		for _, unit := range w.members[g] {
			members = append(members, []any{"kind", g, unit, w.group[unit] == g, ""})
		}
	}
	for _, table := range []struct {
		name string
		rows [][]any
	}{
		{"unit", units}, {"peer_scheme", [][]any{{"kind", int32(1), "partition", "", "", "", "", "", int32(randomMinGroup), nil}}}, {"peer_member", members}, {"service_operation", operation}, {"indicator_value", values},
	} {
		if err := db.Append(ctx, table.name, table.rows); err != nil {
			return err
		}
	}
	return nil
}

// itemsOf are the items of a dimension, or all for "".
func (w *randomWorld) itemsOf(f *fiches.Fiche, d indicators.Dimension) []fiches.Item {
	return slices.DeleteFunc(slices.Clone(f.Indicators), func(it fiches.Item) bool {
		return d != "" && w.cat.Cards[it.Indicator].Value.Dimension != d
	})
}
