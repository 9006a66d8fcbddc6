package robust

import (
	"math"
	"math/rand/v2"
	"slices"

	"miernik/indicators/method"
)

// drawWeights ranks the units under drawn weights: of indicators, and of
// dimensions where they have weights.
func (m *Model) drawWeights(o Options, nominal []float64, r *ranker) ([][][]int32, error) {
	c, err := m.combined(m.table(), "")
	if err != nil {
		return nil, err
	}
	items, parts, err := m.draw(o)
	if err != nil {
		return nil, err
	}
	out := make([][][]int32, len(m.Fields))
	scores := make([]float64, len(m.Units))
	for d := range o.Draws {
		if err := c.scores(items[d], parts[d], scores); err != nil {
			return nil, err
		}
		for k, places := range m.places(scores, r) {
			out[k] = append(out[k], places)
		}
	}
	return out, nil
}

func (m *Model) draw(o Options) (items, parts [][]float64, err error) {
	ws, ps := m.weights()
	if items, err = method.DrawWeights(ws, o.Noise, o.Draws, o.Seed); err != nil {
		return nil, nil, err
	}
	parts, err = method.DrawWeights(ps, o.Noise, o.Draws, o.Seed+1)
	return items, parts, err
}

// setting is one way to make scores, with what it needs.
type setting struct {
	how      string  // normalisation
	over     []Group // reference set; nil: all
	complete bool    // missing marks become the median
	lift     bool
	marks    [][]float64
	combined *combined
}

// drawAll ranks the units with everything drawn at once: the weights, the
// normalisation, the reference set, the mean (that of the fiche or a geometric
// one), what stands for a missing indicator, and the sampling error of figures
// over few persons.
func (m *Model) drawAll(o Options, r *ranker) ([][][]int32, error) {
	settings, err := m.settings()
	if err != nil {
		return nil, err
	}
	items, parts, err := m.draw(o)
	if err != nil {
		return nil, err
	}
	random := rand.New(rand.NewPCG(o.Seed, 1))
	out := make([][][]int32, len(m.Fields))
	scores := make([]float64, len(m.Units))
	for d := range o.Draws {
		s := settings[random.IntN(len(settings))]
		c, err := m.disturbed(s, random)
		if err != nil {
			return nil, err
		}
		if err := c.scores(items[d], parts[d], scores); err != nil {
			return nil, err
		}
		for k, places := range m.places(scores, r) {
			out[k] = append(out[k], places)
		}
	}
	return out, nil
}

func (m *Model) settings() ([]setting, error) {
	over := [][]Group{nil}
	if len(m.Fields) > 1 {
		over = append(over, m.Fields[1].Groups)
	}
	means := []string{"", "geometric"}
	var out []setting
	for _, how := range normalisations {
		for _, groups := range over {
			marks := m.normalised(how, groups)
			for _, mean := range means {
				for _, complete := range []bool{false, true} {
					s := setting{how: how, over: groups, complete: complete, lift: mean == "geometric", marks: marks}
					c, err := m.combined(m.prepared(s, marks), mean)
					if err != nil {
						return nil, err
					}
					s.combined = c
					out = append(out, s)
				}
			}
		}
	}
	return out, nil
}

// prepared makes marks ready for the mean of a setting.
func (m *Model) prepared(s setting, marks [][]float64) [][]float64 {
	if s.complete {
		marks = m.completed(marks, "median")
	}
	if s.lift {
		return above(marks, lowest)
	}
	return m.lifted(marks)
}

// disturbed puts figures over few persons elsewhere within their error, on the
// scale the published figures make. Without such figures it is the setting.
func (m *Model) disturbed(s setting, random *rand.Rand) (*combined, error) {
	if !slices.ContainsFunc(m.Items, func(it Item) bool { return it.Errors != nil }) {
		return s.combined, nil
	}
	marks := slices.Clone(s.marks)
	for i, it := range m.Items {
		if it.Errors == nil {
			continue
		}
		values := make([]float64, len(it.Values))
		for u, x := range it.Values {
			values[u] = x + it.Errors[u]*random.NormFloat64()
		}
		if s.over == nil {
			marks[i] = it.scale(s.how, values, it.Values)
		} else {
			marks[i] = slices.Clone(marks[i])
			for _, g := range s.over {
				it.scaleGroup(s.how, g, m.MinGroup, values, marks[i])
			}
		}
		for u := range marks[i] {
			if math.IsNaN(it.Marks[u]) {
				marks[i][u] = math.NaN()
			}
		}
	}
	mean := ""
	if s.lift {
		mean = "geometric"
	}
	return m.combined(m.prepared(s, marks), mean)
}
