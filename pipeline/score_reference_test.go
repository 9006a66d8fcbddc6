package pipeline_test

import (
	"maps"
	"math"
	"math/big"
	"slices"

	"miernik/fiches"
	"miernik/indicators"
	"miernik/indicators/method"
)

var one1 = big.NewRat(1, 1)

// mark is an indicator of a unit in a year on the scale of its fiche.
type mark struct {
	value, treated, mark float64 // NaN: missing, undefined
	imputed, madeUp      bool
	small                bool // its group is too small for a scale
	log, cut             bool
}

// plainScores scores the world by indicators/method alone, fiche by fiche.
type plainScores struct {
	*randomWorld
	marks      map[string]mark // by indicator, unit, year
	inSet      map[string]mark // by indicator, place, group: also of units that only help to make a scale
	treatments map[string]method.Treatment
	scores     map[string]refScore // by node, unit, year, weight set
}

type refScore struct {
	score                          float64
	status, reason                 string
	coverageWeight, coverageCount  int // per cent
	known, expected, dims, imputed int
	core, madeUp                   bool
	expectedWeight                 float64
	share                          map[string]float64 // effective weight of what takes part
}

var directionOf = map[indicators.Direction]method.Direction{
	indicators.Stimulant: method.Stimulant, indicators.Destimulant: method.Destimulant, indicators.Nominant: method.Nominant,
}

func (w *randomWorld) plain() *plainScores {
	ref := &plainScores{w, map[string]mark{}, map[string]mark{}, map[string]method.Treatment{}, map[string]refScore{}}
	for _, l := range w.set.Fiches {
		for _, it := range l.Value.Indicators {
			ref.markIndicator(l.Value, it)
		}
		ref.scoreFiche(l.Value)
	}
	ref.scoreTree(w.set.Hierarchies[0].Value)
	return ref
}

// place is a unit in a year.
type place struct {
	unit string
	year int
}

// scaleSet is what shares a scale: all units, or the members of a group, in one
// year or in all. own tells which of them are scored on it.
type scaleSet struct {
	grp    string // "" for all units
	none   bool   // units without a group: no scale
	places []place
	own    []bool
}

// scales lists the sets of a fiche, of the units that run the service.
func (r *plainScores) scales(f *fiches.Fiche) []scaleSet {
	runs := func(p place) bool {
		o := r.operates[at(f.ID, p.unit, p.year)]
		return o != nil && *o
	}
	var out []scaleSet
	collect := func(s scaleSet, units []string, years []int) {
		for _, year := range years {
			for _, unit := range units {
				if p := (place{unit, year}); runs(p) {
					s.places, s.own = append(s.places, p), append(s.own, s.grp == "" || r.group[unit] == s.grp)
				}
			}
		}
		if len(s.places) > 0 {
			out = append(out, s)
		}
	}
	spans := [][]int{r.years}
	if f.Score.Years == "each" {
		spans = nil
		for _, year := range r.years {
			spans = append(spans, []int{year})
		}
	}
	for _, years := range spans {
		if f.Score.Reference == "national" {
			collect(scaleSet{}, r.units, years)
			continue
		}
		for _, g := range slices.Sorted(maps.Keys(r.members)) {
			collect(scaleSet{grp: g}, r.members[g], years)
		}
		collect(scaleSet{none: true}, slices.DeleteFunc(slices.Clone(r.units), func(u string) bool { return r.group[u] != "" }), years)
	}
	return out
}

// markIndicator puts the values of one indicator on their scales.
func (r *plainScores) markIndicator(f *fiches.Fiche, it fiches.Item) {
	c := r.cat.Cards[it.Indicator].Value
	set := f.Score.SettingsOf(c.Dimension)
	capped := func(x float64) float64 {
		if c.Cap != nil && x > *c.Cap {
			return *c.Cap
		}
		return x
	}
	for _, scale := range r.scales(f) {
		places, grouped := scale.places, !scale.none
		marks := make([]mark, len(places))
		for i, p := range places {
			cell, ok := r.cells[at(it.Indicator, p.unit, p.year)]
			marks[i] = mark{value: math.NaN(), mark: math.NaN()}
			if ok && !math.IsNaN(cell.value) {
				marks[i] = mark{value: capped(cell.value), mark: math.NaN(), imputed: cell.imputed, madeUp: cell.synthetic}
			}
			marks[i].treated = marks[i].value
		}
		var lows, highs []float64 // the target range in the space of the treated values
		for range places {
			lo, hi := 0.0, 0.0
			if c.Target != nil {
				lo, hi = c.Target[0], c.Target[1]
			}
			lows, highs = append(lows, lo), append(highs, hi)
		}
		if set.Treat == "winsorise" && grouped {
			r.treat(it, scale, marks, lows, highs)
		}
		n, synthetic := 0, false
		for _, m := range marks {
			if !math.IsNaN(m.value) && !m.imputed {
				n++
				synthetic = synthetic || m.madeUp
			}
		}
		small := f.Score.Reference == "peer" && (!grouped || n < randomMinGroup)
		var values []float64
		if grouped && !small {
			values = r.normalise(f, it, set, places, marks, lows, highs, capped)
		}
		for i, p := range places {
			marks[i].madeUp = marks[i].madeUp || grouped && synthetic
			marks[i].small = small
			if values != nil {
				marks[i].mark = values[i]
			}
			r.inSet[at(it.Indicator, p, scale.grp)] = marks[i]
			if scale.own[i] {
				r.marks[at(it.Indicator, p.unit, p.year)] = marks[i]
			}
		}
	}
}

// treat applies the rule of outliers year by year; a logarithm in one year of a
// scale is taken in all.
func (r *plainScores) treat(it fiches.Item, scale scaleSet, marks []mark, lows, highs []float64) {
	byYear := map[int][]float64{}
	for i, p := range scale.places {
		if !math.IsNaN(marks[i].value) && !marks[i].imputed {
			byYear[p.year] = append(byYear[p.year], marks[i].value)
		}
	}
	log := false
	done := map[int]method.Treatment{}
	for year, xs := range byYear {
		done[year] = method.Treat(xs, method.DefaultTreatRule())
		log = log || done[year].Log != method.NoLog
	}
	for i, p := range scale.places {
		xs := byYear[p.year]
		if lo, hi, n := method.Extent(xs); log && n > 0 && lo < hi {
			from, offset := method.LogShift(xs)
			shift := func(x float64) float64 { return math.Log(max(x-from, 0) + offset) }
			marks[i].treated, lows[i], highs[i] = shift(marks[i].value), shift(lows[i]), shift(highs[i])
			if math.IsNaN(marks[i].value) {
				marks[i].treated = math.NaN()
			}
			marks[i].log = true
			continue
		}
		if low, high := done[p.year].Limits(); marks[i].value > high {
			marks[i].treated, marks[i].cut = high, true
		} else if marks[i].value < low {
			marks[i].treated, marks[i].cut = low, true
		}
	}
	for year, t := range done {
		if log || len(t.Points) > 0 {
			r.treatments[at(it.Indicator, year, scale.grp)] = t
		}
	}
}

// normalise gives the marks of one scale; all NaN when it is undefined.
func (r *plainScores) normalise(f *fiches.Fiche, it fiches.Item, set fiches.Settings, places []place, marks []mark, lows, highs []float64, capped func(float64) float64) []float64 {
	c := r.cat.Cards[it.Indicator].Value
	dir := directionOf[c.Direction]
	byPlace := set.Normalise == "percentile" || set.Normalise == "rank" || set.Normalise == "borda"
	raw, directed := make([]float64, len(marks)), make([]float64, len(marks))
	for i, p := range places {
		raw[i] = marks[i].treated
		if byPlace && !math.IsNaN(raw[i]) {
			raw[i] = capped(r.cells[at(it.Indicator, p.unit, p.year)].published)
		}
		directed[i] = method.Directed(raw[i], dir, lows[i], highs[i])
	}
	own := func(xs []float64) method.Reference { // without the imputed
		out := slices.Clone(xs)
		for i := range out {
			if marks[i].imputed {
				out[i] = math.NaN()
			}
		}
		return out
	}
	low, high := set.Scale[0], set.Scale[1]
	scaled := func(ys []float64, _ bool) []float64 {
		for i := range ys {
			ys[i] = low + (high-low)*ys[i]
		}
		return ys
	}
	post := func(x float64) float64 { return method.Directed(x, dir, lows[0], highs[0]) }
	constant := !method.Differs(own(directed))
	var ys []float64
	switch {
	case set.Normalise == "goalposts":
		ys, _ = method.Goalposts(directed, post(it.Posts[0]), post(it.Posts[1]), 1, true)
		return scaled(ys, true)
	case set.Normalise == "minmax" && c.Direction == indicators.Nominant:
		ys = make([]float64, len(raw))
		for i := range raw { // the range of the year the value is of
			one, _ := own(raw).NominantMinMax(raw[i:i+1], lows[i], highs[i])
			ys[i] = one[0]
		}
		constant = !method.Differs(own(ys))
		ys = scaled(ys, true)
	case set.Normalise == "minmax":
		ys, _ = own(directed).MinMax(directed, low, high)
	case set.Normalise == "zscore":
		ys, _ = own(directed).ZScore(directed, low, high)
	case set.Normalise == "percentile":
		ys = scaled(own(directed).PercentileRank(directed))
	case set.Normalise == "rank":
		if ys = own(directed).Borda(directed); true {
			for i := range ys {
				ys[i]++
			}
		}
	case set.Normalise == "borda":
		ys = own(directed).Borda(directed)
	case set.Normalise == "target":
		ys = scaled(own(directed).DistanceToTarget(directed, post(*it.Target)))
	case set.Normalise == "reference":
		unit := math.NaN()
		for i, p := range places {
			if p.unit == string(f.Score.Unit) {
				unit = own(directed)[i]
			}
		}
		ys = scaled(own(directed).DistanceToReference(directed, unit))
	}
	if constant {
		return nil
	}
	return ys
}
