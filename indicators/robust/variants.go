package robust

import (
	"math"
	"slices"

	"miernik/indicators/method"
)

// change is one choice made differently, with the scores it gives.
type change struct {
	choice, setting string
	scores          []float64
}

// lowest is the mark that stands in for 0 where a mean is not defined for 0:
// alternatives to an arithmetic mean are taken of marks from 1 to 100.
const lowest = 1

// variants computes the scores under each other choice, one at a time: of the
// method, and without each indicator in turn. An indicator in which nobody
// differs takes no part under any choice.
func (m *Model) variants(nominal []float64) (map[string][]change, error) {
	out := map[string][]change{}
	try := func(factor, choice, setting string, marks [][]float64, aggregate string, items, parts []float64) error {
		c, err := m.combined(marks, aggregate)
		if err != nil {
			return err
		}
		scores := make([]float64, len(m.Units))
		if err := c.scores(items, parts, scores); err != nil {
			return err
		}
		for u := range scores {
			if math.IsNaN(nominal[u]) {
				scores[u] = math.NaN()
			}
		}
		out[factor] = append(out[factor], change{choice, setting, scores})
		return nil
	}
	items, parts := m.weights()
	for _, how := range normalisations {
		if m.Normalise != how {
			if err := try("method", "normalise", how, m.lifted(m.normalised(how, nil)), "", items, parts); err != nil {
				return nil, err
			}
		}
	}
	for _, how := range []string{"arithmetic", "geometric", "harmonic", "hellwig", "topsis"} {
		if len(m.Parts) > 0 || m.Aggregate != how {
			if err := try("method", "aggregate", how, above(m.hundred(), lowest), how, items, parts); err != nil {
				return nil, err
			}
		}
	}
	if len(m.Fields) > 1 {
		setting, over := "peer", m.Fields[1].Groups
		if m.Reference == "peer" {
			setting, over = National, nil
		}
		if err := try("method", "reference", setting, m.lifted(m.normalised(m.scaledBy(), over)), "", items, parts); err != nil {
			return nil, err
		}
	}
	for _, how := range []string{"median", "worst"} {
		if err := try("method", "missing", how, m.completed(m.table(), how), "", items, parts); err != nil {
			return nil, err
		}
	}
	for _, s := range m.Sets[min(1, len(m.Sets)):] {
		if err := try("method", "weights", s.Name, m.table(), "", s.Weights, parts); err != nil {
			return nil, err
		}
	}
	for i := range m.Items {
		if _, _, n := method.Extent(m.Items[i].Marks); n == 0 {
			continue // nobody has it
		}
		without := append([]float64(nil), items...)
		without[i] = 0
		if err := try("without", "indicator", m.Items[i].Code, m.table(), "", without, parts); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// normalisations are the ones tried. Ranks and Borda points order units as
// percentiles do.
var normalisations = []string{"minmax", "zscore", "percentile"}

// scaledBy is the normalisation of the fiche where it is one of those tried,
// else min-max.
func (m *Model) scaledBy() string {
	if slices.Contains(normalisations, m.Normalise) {
		return m.Normalise
	}
	return "minmax"
}

// hundred is the table of marks on 0–100: as scored where they are, else by
// min-max.
func (m *Model) hundred() [][]float64 {
	if m.Normalise == "zscore" || m.Low != 0 || m.High != 100 {
		return m.normalised("minmax", nil)
	}
	return m.table()
}

// lifted makes marks of 0–100 fit for the means of the fiche.
func (m *Model) lifted(marks [][]float64) [][]float64 {
	for _, how := range append([]string{m.Aggregate}, m.partMeans()...) {
		if how == "geometric" || how == "harmonic" {
			return above(marks, lowest)
		}
	}
	return marks
}

func (m *Model) partMeans() []string {
	var out []string
	for _, p := range m.Parts {
		out = append(out, p.Aggregate)
	}
	return out
}

// normalised puts the values of every indicator on a 0–100 scale by another
// method: over all scored units, or over each group for its own units. z-scores
// become 50 + 15 z. Marks are NaN where the scored mark is: what took no part
// in the score takes no part here.
func (m *Model) normalised(how string, over []Group) [][]float64 {
	out := make([][]float64, len(m.Items))
	for i, it := range m.Items {
		if over == nil {
			out[i] = it.scale(how, it.Values, it.Values)
		} else {
			out[i] = make([]float64, len(it.Values))
			for u := range out[i] {
				out[i][u] = math.NaN()
			}
			for _, g := range over {
				it.scaleGroup(how, g, m.MinGroup, it.Values, out[i])
			}
		}
		for u := range out[i] {
			if math.IsNaN(it.Marks[u]) {
				out[i][u] = math.NaN()
			}
		}
	}
	return out
}

// scale makes marks of values of one indicator; the set makes the scale.
func (it Item) scale(how string, values, over []float64) []float64 {
	directed := method.DirectedAll(values, it.Direction, it.TargetLow, it.TargetHigh)
	set := method.Reference(method.DirectedAll(over, it.Direction, it.TargetLow, it.TargetHigh))
	var marks []float64
	switch {
	case how == "zscore":
		marks, _ = set.ZScore(directed, 50, 15)
		return marks
	case how == "percentile":
		marks, _ = set.PercentileRank(directed)
	case it.Direction == method.Nominant:
		marks, _ = method.Reference(over).NominantMinMax(values, it.TargetLow, it.TargetHigh)
	default:
		marks, _ = set.MinMax(directed, 0, 1)
	}
	for u := range marks {
		marks[u] *= 100
	}
	return marks
}

// scaleGroup does the same over the members of a group, for its own units. A
// small group makes no scale.
func (it Item) scaleGroup(how string, g Group, minimum int, from, out []float64) {
	if len(g.Members) < minimum {
		return
	}
	values, over := make([]float64, len(g.Members)), make([]float64, len(g.Members))
	for i, u := range g.Members {
		values[i], over[i] = from[u], it.Values[u]
	}
	for i, mark := range it.scale(how, values, over) {
		if g.Own[i] {
			out[g.Members[i]] = mark
		}
	}
}

// completed gives every missing mark the median mark of the indicator, or the
// worst there is.
func (m *Model) completed(marks [][]float64, how string) [][]float64 {
	out := make([][]float64, len(marks))
	for i, column := range marks {
		fill, _, n := method.Extent(column)
		if how == "median" {
			fill = method.Median(column)
		}
		out[i] = append([]float64(nil), column...)
		for u := range out[i] {
			if math.IsNaN(out[i][u]) && n > 0 {
				out[i][u] = fill
			}
		}
	}
	return out
}

// above lifts marks of 0–100 to low–100; marks beyond the scale are kept on it.
func above(marks [][]float64, low float64) [][]float64 {
	out := make([][]float64, len(marks))
	for i, column := range marks {
		out[i] = make([]float64, len(column))
		for u, x := range column {
			out[i][u] = low + (100-low)/100*x
			if x < 0 || x > 100 {
				out[i][u] = max(low, min(100, out[i][u]))
			}
		}
	}
	return out
}

// placesOf ranks the changed scores; a unit that has no place at the settings
// of the fiche has none here.
func (m *Model) placesOf(changes []change, base [][]int32, r *ranker) [][][]int32 {
	out := make([][][]int32, len(m.Fields))
	for _, c := range changes {
		for k, places := range m.places(c.scores, r) {
			for u := range places {
				if base[k][u] == 0 {
					places[u] = 0
				}
			}
			out[k] = append(out[k], places)
		}
	}
	return out
}
