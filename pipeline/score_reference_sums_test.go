package pipeline_test

import (
	"math"
	"math/big"

	"miernik/fiches"
	"miernik/indicators"
	"miernik/indicators/method"
)

var means = map[string]method.Aggregation{"arithmetic": method.Arithmetic, "perkal": method.Arithmetic, "geometric": method.Geometric, "harmonic": method.Harmonic}

// group is a set of indicators that come together: a dimension, or a service.
type group struct {
	dimension indicators.Dimension // "" for the service
	items     []fiches.Item        // with a weight in the set
	ws        []int64
	whole     int64
	settings  fiches.Settings
	pattern   map[place]float64 // of Hellwig and TOPSIS
}

// scoreFiche scores a fiche under each of its weight sets.
func (r *plainScores) scoreFiche(f *fiches.Fiche) {
	for _, set := range f.Weights(r.cat) {
		divisor := big.NewInt(1)
		for _, p := range set.Points { // a common multiple
			divisor.Mul(divisor, p.Denom())
		}
		scaled := func(code string) int64 {
			return new(big.Rat).Mul(set.Points[code], new(big.Rat).SetInt(divisor)).Num().Int64()
		}
		var parts []*group
		seen := map[indicators.Dimension]bool{}
		for _, it := range f.Indicators {
			if d := r.cat.Cards[it.Indicator].Value.Dimension; !seen[d] {
				seen[d] = true
				if g := r.together(f, d, scaled); g.whole > 0 {
					parts = append(parts, g)
				}
			}
		}
		service := r.together(f, "", scaled)
		unit, _ := new(big.Float).SetInt(divisor).Float64()
		for _, year := range r.years {
			for _, u := range r.units {
				p := place{u, year}
				r.scoreUnit(f, set.ID, p, parts, service, unit)
			}
		}
	}
}

func (r *plainScores) together(f *fiches.Fiche, d indicators.Dimension, scaled func(string) int64) *group {
	g := &group{dimension: d, settings: f.Score.Settings}
	if d != "" {
		g.settings = f.Score.SettingsOf(d)
	}
	for _, it := range r.itemsOf(f, d) {
		if w := scaled(it.Indicator); w > 0 {
			g.items, g.ws, g.whole = append(g.items, it), append(g.ws, w), g.whole+w
		}
	}
	if a := g.settings.Aggregate; a == "hellwig" || a == "topsis" {
		g.pattern = map[place]float64{}
		for _, scale := range r.scales(f) {
			r.measure(g, a, scale)
		}
	}
	return g
}

// measure computes Hellwig or TOPSIS over one reference set.
func (r *plainScores) measure(g *group, aggregate string, scale scaleSet) {
	ws := floats(g.ws)
	table, own := make([][]float64, len(scale.places)), make([][]float64, len(scale.places))
	for i, p := range scale.places {
		for _, it := range g.items {
			m := r.inSet[at(it.Indicator, p, scale.grp)]
			table[i] = append(table[i], m.mark)
			if m.imputed {
				m.mark = math.NaN()
			}
			own[i] = append(own[i], m.mark)
		}
	}
	f := method.HellwigOver
	low, high := 0.0, 100.0
	if aggregate == "topsis" {
		f, low, high = method.TOPSISOver, g.settings.Scale[0], g.settings.Scale[1]
	}
	scores, err := f(table, own, ws)
	if err != nil {
		panic(err)
	}
	for i, p := range scale.places {
		if scale.own[i] {
			g.pattern[p] = low + (high-low)*scores[i]
		}
	}
}

func (r *plainScores) mark(it fiches.Item, p place) mark {
	if m, ok := r.marks[at(it.Indicator, p.unit, p.year)]; ok {
		return m
	}
	return mark{value: math.NaN(), mark: math.NaN()}
}

func floats(ws []int64) []float64 {
	out := make([]float64, len(ws))
	for i, w := range ws {
		out[i] = float64(w)
	}
	return out
}

// look covers a group in one unit and gives its mean; core looks at all its
// core indicators, those without weight too.
func (r *plainScores) look(f *fiches.Fiche, g *group, p place, divisor float64) (s refScore, c method.Coverage, marked method.Coverage) {
	var values, marks []float64
	var applicable []bool
	s = refScore{core: true, share: map[string]float64{}}
	for _, it := range g.items {
		m := r.mark(it, p)
		values, marks = append(values, m.value), append(marks, m.mark)
		applicable = append(applicable, r.cells[at(it.Indicator, p.unit, p.year)].status != "not_applicable")
		if !math.IsNaN(m.value) && m.imputed {
			s.imputed++
		}
	}
	for _, it := range r.itemsOf(f, g.dimension) {
		m := r.mark(it, p)
		s.madeUp = s.madeUp || !math.IsNaN(m.value) && m.madeUp
		s.core = s.core && (!it.Core || !math.IsNaN(m.value))
	}
	c, _ = method.Cover(values, g.ws, applicable)
	marked, _ = method.Cover(marks, g.ws, applicable)
	s.known, s.expected, s.expectedWeight = c.PresentCount, c.ExpectedCount, float64(c.ExpectedWeight)/divisor
	s.coverageWeight, s.coverageCount = percent(c.PresentWeight, c.ExpectedWeight), percent(int64(c.PresentCount), int64(c.ExpectedCount))
	if g.pattern != nil {
		s.score = math.NaN()
		if x, ok := g.pattern[p]; ok {
			s.score = x
		}
	} else {
		var err error
		if s.score, err = means[g.settings.Aggregate](marks, floats(g.ws)); err != nil {
			panic(err)
		}
	}
	for i, it := range g.items {
		if !math.IsNaN(marks[i]) {
			s.share[it.Indicator] = 100 * float64(g.ws[i]) / float64(marked.PresentWeight)
		}
	}
	return s, c, marked
}

func percent(known, expected int64) int {
	if expected == 0 {
		return 0
	}
	return int(100 * known / expected)
}

// undefined says why known indicators give no score.
func (r *plainScores) undefined(f *fiches.Fiche, d indicators.Dimension, p place) string {
	for _, it := range r.itemsOf(f, d) {
		if m := r.mark(it, p); m.small && !math.IsNaN(m.value) {
			return "small_group"
		}
	}
	return "no_difference"
}

func (r *plainScores) scoreUnit(f *fiches.Fiche, set string, p place, parts []*group, service *group, divisor float64) {
	operates := r.operates[at(f.ID, p.unit, p.year)]
	threshold, twoLevels := f.Score.Coverage, len(f.Dimensions) > 0
	meets := func(part, of int64) bool { return 100*part >= int64(threshold)*of }
	var xs []float64
	var ws []int64
	var applies []bool
	dims, markedDims := 0, 0
	shares := map[string]float64{}
	for _, g := range parts {
		s, c, marked := r.look(f, g, p, divisor)
		switch {
		case operates == nil:
			s = unknown(s, g, divisor)
		case !*operates:
			s.status, s.core, s.expected, s.expectedWeight = "not_applicable", false, 0, 0
		case c.ExpectedWeight == 0:
			s.status = "not_applicable"
		case !c.Meets(threshold):
			s.reason = "below_coverage"
		case marked.PresentCount == 0 || !meets(marked.PresentWeight, c.ExpectedWeight) || math.IsNaN(s.score):
			s.reason = r.undefined(f, g.dimension, p)
		}
		s = s.closed()
		if c.PresentCount > 0 {
			dims, s.dims = dims+1, 1
		}
		if marked.PresentCount > 0 {
			markedDims++
		}
		xs, ws, applies = append(xs, s.score), append(ws, g.whole), append(applies, s.status != "not_applicable")
		if s.status == "ok" {
			for code, share := range s.share {
				shares[code] = share * float64(g.whole)
			}
		}
		if set == fiches.SetExpert {
			r.scores[at(f.ID+":"+string(g.dimension), p, set)] = s
		}
	}
	s, c, marked := r.look(f, service, p, divisor)
	combined, _ := method.Cover(xs, ws, applies)
	if twoLevels {
		var err error
		if s.score, err = means[f.Score.Combine](xs, floats(ws)); err != nil {
			panic(err)
		}
		for code, share := range shares {
			shares[code] = share / float64(combined.PresentWeight)
		}
		s.share = shares
	}
	s.dims = dims
	switch {
	case operates == nil:
		s = unknown(s, service, divisor)
	case !*operates:
		s.status, s.core, s.expected, s.expectedWeight = "not_applicable", false, 0, 0
	case !c.Meets(threshold):
		s.reason = "below_coverage"
	case c.PresentCount < f.Score.MinIndicators:
		s.reason = "few_indicators"
	case dims < f.Score.MinDimensions:
		s.reason = "few_dimensions"
	case marked.PresentCount < f.Score.MinIndicators || markedDims < f.Score.MinDimensions || !meets(marked.PresentWeight, c.ExpectedWeight):
		s.reason = r.undefined(f, "", p)
	case twoLevels && !combined.Meets(threshold):
		s.reason = "below_coverage"
	case twoLevels && combined.PresentCount < f.Score.MinDimensions:
		s.reason = "few_dimensions"
	case math.IsNaN(s.score):
		s.reason = r.undefined(f, "", p)
	}
	r.scores[at(f.ID, p, set)] = s.closed()
}

// unknown is a service of which nobody knows whether the unit runs it: all of
// it is expected.
func unknown(s refScore, g *group, divisor float64) refScore {
	s.reason, s.core, s.expected, s.expectedWeight = "operation_unknown", false, len(g.items), float64(g.whole)/divisor
	return s
}

// closed settles the status: a reason withholds, and only a score has a number.
func (s refScore) closed() refScore {
	if s.status == "" {
		if s.status = "ok"; s.reason != "" {
			s.status = "withheld"
		}
	}
	if s.status != "ok" {
		s.score = math.NaN()
	}
	return s
}

// scoreTree scores areas and the whole, for the sets expert and equal.
func (r *plainScores) scoreTree(h *fiches.Hierarchy) {
	var down func(n fiches.Node, p place, set string) (refScore, bool)
	down = func(n fiches.Node, p place, set string) (refScore, bool) {
		if n.Kind == fiches.NodeService {
			s, ok := r.scores[at(n.ID, p, set)]
			return s, ok
		}
		var xs []float64
		var ws []int64
		var applies []bool
		out := refScore{core: true}
		for _, child := range h.Children(n.ID) {
			s, ok := down(child, p, set)
			if !ok {
				continue
			}
			xs, ws, applies = append(xs, s.score), append(ws, int64(child.Weight)), append(applies, s.status != "not_applicable")
			if s.status == "ok" {
				out.core, out.madeUp, out.imputed = out.core && s.core, out.madeUp || s.madeUp, out.imputed+s.imputed
			}
		}
		if len(xs) == 0 {
			return refScore{}, false
		}
		c, _ := method.Cover(xs, ws, applies)
		var err error
		if out.score, err = means[n.Aggregate](xs, floats(ws)); err != nil {
			panic(err)
		}
		out.known, out.expected, out.expectedWeight = c.PresentCount, c.ExpectedCount, float64(c.ExpectedWeight)
		out.coverageWeight, out.coverageCount = percent(c.PresentWeight, c.ExpectedWeight), percent(int64(c.PresentCount), int64(c.ExpectedCount))
		switch {
		case c.ExpectedCount == 0:
			out.status = "not_applicable"
		case !c.Meets(n.Coverage) || c.PresentCount == 0:
			out.reason = "below_coverage"
		}
		out.core = out.core && c.PresentCount > 0
		out = out.closed()
		r.scores[at(n.ID, p, set)] = out
		return out, true
	}
	for _, top := range h.Children("") {
		for _, set := range []string{fiches.SetExpert, fiches.SetEqual} {
			for _, year := range r.years {
				for _, u := range r.units {
					down(top, place{u, year}, set)
				}
			}
		}
	}
}
