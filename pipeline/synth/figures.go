package synth

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"miernik/indicators"
)

// rule is how a figure follows from another one. The national level of its
// rate, how far units lie apart and what bounds it are all there is to say.
//
//	value = of^power × rate + plus − minus
type rule struct {
	of     string  // figure it is a rate of, "" for 1
	rate   byKind  // in 2020: of urban, rural and urban-rural gminas, or of powiats and cities with powiat rights
	growth float64 // of the rate, a year
	spread float64 // between units, standard deviation of the logarithm
	noise  float64 // between years, likewise
	lo, hi float64 // bounds of the rate; hi 0: none
	least  float64 // of a value above zero
	power  float64 // 0: 1
	closed float64 // what the pandemic left of it in 2020, 0: everything; 2021 lies halfway
	like   string  // takes the course of another figure: they rise and fall together
	runs   service // 0 where the unit does not run the service
	budget bool    // of a budget year: eight months of the earlier school year, four of the later
	joint  bool    // a city with powiat rights adds what it has as a powiat
	plus   []string
	minus  []string
}

// same is a rate that does not depend on the kind of unit.
func same(rate float64) byKind { return byKind{rate, rate, rate} }

// sum is the sum of other figures.
func sum(figures ...string) rule { return rule{of: figures[0], rate: same(1), plus: figures[1:]} }

// part is a share that never exceeds the whole.
func part(of string, rate byKind, spread float64) rule {
	return rule{of: of, rate: rate, spread: spread, noise: spread / 8, hi: 1}
}

// service names what only some units run.
type service string

const (
	museum       service = "museum"
	otherMuseum  service = "museum of another body"
	gallery      service = "gallery"
	theatre      service = "theatre"
	scholarships service = "scholarships for results"
	heritage     service = "programme of heritage"
	restoration  service = "grants for restoration"
	boarding     service = "boarding house"
	centre       service = "special centre"
	youthCentre  service = "youth centre"
)

// share of units that run a service: by kind of gmina, or of powiats and
// cities. Below a number of residents it is smaller in proportion.
var services = map[service]struct {
	share  byKind
	full   float64
	within service
}{
	museum:       {share: byKind{0.70, 0.06, 0.22}},
	otherMuseum:  {share: byKind{0.30, 0.02, 0.08}},
	gallery:      {share: byKind{0.30, 0, 0.05}, within: museum},
	theatre:      {share: byKind{1, 0, 0}, full: 60_000},
	scholarships: {share: byKind{0.90, 0.60, 0.75}},
	heritage:     {share: byKind{0.75, 0.45, 0.60}},
	restoration:  {share: byKind{0.75, 0.20, 0.40}},
	boarding:     {share: byKind{0.80, 0.97}},
	centre:       {share: byKind{0.65, 0.95}},
	youthCentre:  {share: byKind{0.45, 0.97}},
}

// runs reports whether a unit runs a service; it does so in all years.
func (m *model) runs(s service, u Unit) bool {
	if s == "" {
		return true
	}
	w := services[s]
	p := w.share.of(u)
	if w.full > 0 {
		p *= math.Min(1, m.population(u)/w.full)
	}
	return m.chance(p, u, string(s)) && m.runs(w.within, u)
}

// figures works out the figures of one unit when they are asked for.
type figures struct {
	m       *model
	u       Unit
	rules   map[string]rule
	known   panel
	members []*figures // gminas of a powiat
}

func (m *model) figuresOf(u Unit) *figures {
	f := &figures{m: m, u: u, rules: gminaRules, known: panel{}}
	if u.Level == indicators.LevelPowiat {
		f.rules = powiatRules
		for _, g := range m.members[u.TERYT] {
			f.members = append(f.members, m.figuresOf(g))
		}
	}
	return f
}

// panel holds some figures of a unit.
func (f *figures) panel(names []string) panel {
	p := panel{}
	for _, name := range names {
		p[name] = f.of(name)
	}
	return p
}

// of is a figure by year. A powiat without a rule of its own has the sum of
// its gminas, a gmina what the panels of its first services hold.
func (f *figures) of(name string) []float64 {
	if v, ok := f.known[name]; ok {
		return v
	}
	var v []float64
	if r, ok := f.rules[name]; ok {
		v = f.follow(name, r)
	} else if f.u.Level == indicators.LevelPowiat {
		v = make([]float64, f.m.length())
		for _, g := range f.members {
			for i, x := range g.of(name) {
				v[i] += x
			}
		}
	} else {
		f.load(name)
		if v, ok = f.known[name]; !ok {
			panic(fmt.Sprintf("synth: no rule for %s", name)) // a word missing in the tables of this package
		}
	}
	f.known[name] = v
	return v
}

// load fills in the panel of a gmina that has a figure.
func (f *figures) load(name string) {
	m, u := f.m, f.u
	var p panel
	switch {
	case strings.HasPrefix(name, "ludnosc"):
		r := m.residents(u)
		p = panel{"ludnosc": r.total, "ludnosc_3_6": r.aged3to6, "ludnosc_7_14": r.aged7to14}
	case slices.Contains(moneyFigures, name):
		p = m.finance(u)
	case strings.HasPrefix(name, "pp_"):
		p = m.preschool(u)
	case strings.HasPrefix(name, "sp_"):
		p = m.schools(u)
	}
	for k, v := range p {
		f.known[k] = v
	}
}

// follow works a rule out for all years.
func (f *figures) follow(name string, r rule) []float64 {
	m := f.m
	out := make([]float64, m.length())
	if !m.runs(r.runs, f.u) {
		return out
	}
	var base []float64
	if r.of != "" {
		base = f.of(r.of)
	}
	word := name
	if r.like != "" {
		word = r.like
	}
	course := m.course(f.u, word, r.spread, r.noise)
	v, known := m.catalogue.Variables[name]
	var added []float64
	if r.joint && f.u.Level == indicators.LevelGmina && f.u.city() {
		added = m.figuresOf(m.powiatOf(f.u)).of(name)
	}
	for i := range out {
		y, x := m.year(i), 1.0
		switch {
		case base != nil && r.budget:
			x = budgetYear(base, i)
		case base != nil:
			x = base[i]
		}
		if r.power != 0 {
			x = math.Pow(x, r.power)
		}
		rate := grown(r.rate.of(f.u), r.growth, y)
		if r.spread > 0 || r.noise > 0 {
			rate *= course.at(y)
		}
		if r.closed > 0 {
			rate *= pandemic(y, r.closed, (1+r.closed)/2)
		}
		if r.hi > 0 {
			rate = clamp(rate, r.lo, r.hi)
		}
		if x *= rate; x > 0 {
			x = math.Max(x, r.least)
		}
		if known {
			x = decimals(x, decimalsOf(v.Value.Unit))
		}
		for _, p := range r.plus {
			x += f.of(p)[i]
		}
		for _, p := range r.minus {
			x -= f.of(p)[i]
		}
		if added != nil {
			x += added[i]
		}
		if known && v.Value.Range != nil && x != 0 {
			x = clamp(x, v.Value.Range[0], v.Value.Range[1])
		}
		out[i] = x
	}
	return out
}

// decimalsOf a unit of measure: money, posts and ready-made ratios have two.
func decimalsOf(unit string) int {
	switch unit {
	case "zł", "etat", "ob./10 tys.":
		return 2
	}
	return 0
}
