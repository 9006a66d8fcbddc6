package method

import (
	"cmp"
	"math"
	"slices"
)

// FillError is the error of one way of filling gaps on cells that are known.
type FillError struct {
	N           int     // known cells the option could fill
	Unfilled    int     // known cells it could not
	MedianAbs   float64 // median |predicted − known|, in the indicator's unit
	MedianAPE   float64 // median |predicted − known|/|known| in per cent
	NPercentage int     // cells behind MedianAPE: those with known ≠ 0
}

// LeaveOneOut hides each known value in turn, fills, and returns the values
// that fill put there: the prediction of cell i, NaN where xs is missing or
// fill left the cell missing. fill sees a copy and must return its length.
// Source: methods note, "Filling a gap" (backtest).
func LeaveOneOut(xs []float64, fill func([]float64) []float64) []float64 {
	predicted := missing(len(xs))
	hidden := slices.Clone(xs)
	for i, x := range xs {
		if !present(x) {
			continue
		}
		hidden[i] = math.NaN()
		if filled := fill(slices.Clone(hidden)); i < len(filled) {
			predicted[i] = filled[i]
		}
		hidden[i] = x
	}
	return predicted
}

// Backtest compares predictions with known cells of one order; cells that are
// not known are left out. Without a cell to compare the medians are NaN.
// Error: [ErrShape].
func Backtest(truth, predicted []float64) (FillError, error) {
	if len(truth) != len(predicted) {
		return FillError{}, ErrShape
	}
	var e FillError
	var absolute, percentage []float64
	for i, x := range truth {
		switch {
		case !present(x):
		case !present(predicted[i]):
			e.Unfilled++
		default:
			miss := math.Abs(predicted[i] - x)
			absolute = append(absolute, miss)
			if x != 0 {
				percentage = append(percentage, 100*miss/math.Abs(x))
			}
		}
	}
	e.N, e.NPercentage = len(absolute), len(percentage)
	e.MedianAbs, e.MedianAPE = Median(absolute), Median(percentage)
	return e, nil
}

// KindError is a [FillError] of one kind of unit.
type KindError struct {
	Kind string
	FillError
}

// BacktestByKind is [Backtest] per kind of unit, ordered by kind: gaps are not
// random (small and rural units have more), so one figure over all is too good.
func BacktestByKind(truth, predicted []float64, kinds []string) ([]KindError, error) {
	if len(truth) != len(predicted) || len(truth) != len(kinds) {
		return nil, ErrShape
	}
	type cells struct{ truth, predicted []float64 }
	byKind := map[string]*cells{}
	for i, kind := range kinds {
		c := byKind[kind]
		if c == nil {
			c = &cells{}
			byKind[kind] = c
		}
		c.truth = append(c.truth, truth[i])
		c.predicted = append(c.predicted, predicted[i])
	}
	var out []KindError
	for kind, c := range byKind {
		e, err := Backtest(c.truth, c.predicted)
		if err != nil {
			return nil, err
		}
		out = append(out, KindError{kind, e})
	}
	slices.SortFunc(out, func(a, b KindError) int { return cmp.Compare(a.Kind, b.Kind) })
	return out, nil
}
