package method

import (
	"fmt"
	"math"
	"math/rand/v2"
)

// DefaultNoise is the default f of [DrawWeights].
const DefaultNoise = 0.25

// DrawWeights returns draws sets of weights w·(1+U(−f, f)), each rescaled to
// the sum of ws. U is uniform and independent; the generator is PCG seeded with
// (seed, 0), so one seed gives the same sets everywhere, and a longer run
// begins with a shorter one. f must be in [0, 1], weights finite and not
// negative. Source: methods note, "Sensitivity"; COINr get_noisy_weights.
func DrawWeights(ws []float64, f float64, draws int, seed uint64) ([][]float64, error) {
	if !(f >= 0 && f <= 1) {
		return nil, fmt.Errorf("method: noise factor %v is not in [0, 1]", f)
	}
	var sum float64
	for i, w := range ws {
		if !present(w) || w < 0 {
			return nil, &DomainError{"weight", i, w}
		}
		sum += w
	}
	random := rand.New(rand.NewPCG(seed, 0))
	sets := make([][]float64, 0, max(draws, 0))
	for range draws {
		set := make([]float64, len(ws))
		var total float64
		for i, w := range ws {
			set[i] = w * (1 + f*(2*random.Float64()-1))
			total += set[i]
		}
		if total > 0 {
			for i := range set {
				set[i] *= sum / total
			}
		}
		sets = append(sets, set)
	}
	return sets, nil
}

// Interval is what the draws say about one unit's rank.
type Interval struct {
	P5, P50, P95 float64 // quantiles of type 7 over the draws
}

// RankInterval returns the 5 %, 50 % and 95 % of one unit's ranks over the
// draws. Draws in which it was not ranked (NaN) are left out; NaN for none.
// Source: methods note, "Sensitivity".
func RankInterval(ranks []float64) Interval {
	return Interval{Quantile(ranks, 0.05), Quantile(ranks, 0.5), Quantile(ranks, 0.95)}
}

// MeanAbsShift is the mean |a−b| over units that are ranked in both: how far a
// variant moves the ranks. NaN when no unit is, or the lengths differ.
func MeanAbsShift(a, b []float64) float64 {
	if len(a) != len(b) {
		return math.NaN()
	}
	shift := missing(len(a))
	for i := range a {
		shift[i] = math.Abs(a[i] - b[i])
	}
	return Mean(shift)
}

// ShareMoved is the share (0..1) of ranked units whose interval reaches more
// than a quarter of the ranked units away from the nominal rank, up or down.
// NaN when no unit has both a rank and an interval, or the lengths differ.
func ShareMoved(nominal []float64, intervals []Interval) float64 {
	if len(nominal) != len(intervals) {
		return math.NaN()
	}
	quarter := float64(len(known(nominal))) / 4
	var moved, n float64
	for i, r := range nominal {
		if !present(r) || !present(intervals[i].P5) || !present(intervals[i].P95) {
			continue
		}
		n++
		if r-intervals[i].P5 > quarter || intervals[i].P95-r > quarter {
			moved++
		}
	}
	return moved / n // 0/0: NaN
}

// Pearson is the correlation Σ(x−x̄)(y−ȳ)/√(Σ(x−x̄)²Σ(y−ȳ)²) over the positions
// where both are present: |r| > 0.9 marks two indicators as duplicates. NaN for
// fewer than two such positions, a constant side or different lengths.
func Pearson(xs, ys []float64) float64 {
	if len(xs) != len(ys) {
		return math.NaN()
	}
	xs, ys = masked(xs, ys), masked(ys, xs)
	if constant(xs) || constant(ys) {
		return math.NaN()
	}
	mx, my := Mean(xs), Mean(ys)
	var both float64
	for i := range xs {
		if present(xs[i]) {
			both += (xs[i] - mx) * (ys[i] - my)
		}
	}
	r := both / math.Sqrt(centred(xs, mx, 2)*centred(ys, my, 2))
	return max(-1, min(1, r))
}

// Spearman is the [Pearson] correlation of the average ranks of the positions
// where both are present.
func Spearman(xs, ys []float64) float64 {
	if len(xs) != len(ys) {
		return math.NaN()
	}
	return Pearson(Rank(masked(xs, ys), TiesAverage), Rank(masked(ys, xs), TiesAverage))
}
