package robust

import (
	"math"

	"miernik/indicators/method"
)

// Influence is a row of indicator_influence.
type Influence struct {
	Indicator                               string
	N                                       int32
	Weight, MeanEffective                   float64
	Correlation, VarianceShare, CommonShare float64
	Discriminates                           bool
}

// Correlation is a row of indicator_correlation.
type Correlation struct {
	Indicator, Other  string
	N                 int32
	Pearson, Spearman float64
	Duplicates        bool
}

// sameMark is the share of units with one mark from which on an indicator is
// said not to discriminate; duplicate is the correlation above which two
// indicators are said to be one. Sources: methods note, "Sensitivity"; the
// share is our own judgement.
const (
	sameMark  = 0.9
	duplicate = 0.9
)

// influences says what each indicator does to the score, over ranked units.
func (m *Model) influences(nominal []float64) ([]Influence, []Correlation) {
	units := m.Fields[0].Groups[0].Members
	pick := func(xs []float64) []float64 {
		out := make([]float64, len(units))
		for i, u := range units {
			out[i] = xs[u]
		}
		return out
	}
	scores := pick(nominal)
	var out []Influence
	var pairs []Correlation
	columns := make([][]float64, len(m.Items))
	for i, it := range m.Items {
		columns[i] = pick(it.Marks)
		effective := pick(it.Effective)
		in := Influence{Indicator: it.Code, Weight: it.Weight, Correlation: method.Pearson(columns[i], scores)}
		added := make([]float64, len(units))
		marks := map[float64]int{}
		for u, mark := range columns[i] {
			if !math.IsNaN(mark) {
				in.N++
				in.MeanEffective += effective[u]
				added[u] = mark * effective[u] / 100
				marks[mark]++
			}
		}
		most := 0
		for _, n := range marks {
			most = max(most, n)
		}
		if in.N > 0 {
			in.MeanEffective /= float64(in.N)
			in.CommonShare = float64(most) / float64(in.N)
		}
		in.Discriminates = in.N > 0 && in.CommonShare < sameMark
		in.VarianceShare = varianceShare(added, scores)
		out = append(out, in)
		for k := range i {
			c := Correlation{Indicator: m.Items[k].Code, Other: it.Code, Pearson: method.Pearson(columns[k], columns[i]), Spearman: method.Spearman(columns[k], columns[i])}
			for u := range units {
				if !math.IsNaN(columns[k][u]) && !math.IsNaN(columns[i][u]) {
					c.N++
				}
			}
			c.Duplicates = math.Abs(c.Pearson) > duplicate
			pairs = append(pairs, c)
		}
	}
	return out, pairs
}

// varianceShare is 100·cov(x, y)/var(y): where y is the sum of several x, their
// shares sum to 100. NaN where y does not vary.
func varianceShare(xs, ys []float64) float64 {
	mx, my := method.Mean(xs), method.Mean(ys)
	both, own := make([]float64, len(ys)), make([]float64, len(ys))
	for i := range ys {
		both[i], own[i] = (xs[i]-mx)*(ys[i]-my), (ys[i]-my)*(ys[i]-my)
	}
	if variance := method.ExactSum(own); variance > 0 {
		return 100 * method.ExactSum(both) / variance
	}
	return math.NaN()
}
