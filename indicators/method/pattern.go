package method

import "math"

// The functions of this file score all units of a reference set together:
// table[u][j] is the directed value of unit u on indicator j, already brought
// to a common scale; ws are the weights of the indicators, nil for equal ones.
// A missing cell is skipped and the weights are rescaled to the unit's present
// cells. A unit without any present cell has NaN. Errors: [ErrShape] for a
// ragged table, [*DomainError] for a negative or missing weight.

// Hellwig is the synthetic measure of development q = 1 − d/(d̄+2·S_d): d is the
// unit's distance √(Σw(z−z₀)²/W) to the pattern z₀ (the largest value of every
// indicator), d̄ and S_d (over n) are the mean and deviation of d. Standardise
// the columns first ([ZScore]). 1 is the pattern; a unit far behind all others
// can be below 0. With equal weights and no gaps it is Hellwig's of 1968, since
// a common factor of d cancels. All NaN when no unit differs from the pattern.
func Hellwig(table [][]float64, ws []float64) ([]float64, error) {
	return HellwigOver(table, table, ws)
}

// HellwigOver is [Hellwig] with a pattern and a spread made by the reference,
// which is the table with every cell missing that must not make them (an
// imputed value). A unit with such a cell is measured, but is not in d̄ and S_d.
func HellwigOver(table, reference [][]float64, ws []float64) ([]float64, error) {
	_, best, err := extremes(table, reference, ws)
	if err != nil {
		return nil, err
	}
	d, making := make([]float64, len(table)), make([]float64, len(table))
	for u, row := range table {
		var sum float64
		total, err := weighted(masked(row, best), ws, func(j int, x, w float64) error {
			sum += w * (x - best[j]) * (x - best[j])
			return nil
		})
		if err != nil {
			return nil, err
		}
		d[u] = math.Sqrt(sum / total) // 0/0 without a present cell: NaN
		making[u] = d[u]
		if partly(row, reference[u], ws) {
			making[u] = math.NaN()
		}
	}
	limit := Mean(making) + 2*PopulationSD(making)
	if !(limit > 0) {
		return missing(len(d)), nil
	}
	return transform(d, func(d float64) float64 { return 1 - d/limit }), nil
}

// TOPSIS is d⁻/(d⁺+d⁻) in 0..1: d⁺ = √Σ(w(x−x⁺))² is the distance to the ideal
// (the largest value of every indicator), d⁻ the one to the anti-ideal (the
// smallest). Normalise the columns first ([MinMax]). Rescaling the weights to
// the present cells cancels in the ratio. A unit for which both are 0 (all
// units alike) has NaN. Source: Hwang and Yoon 1981.
func TOPSIS(table [][]float64, ws []float64) ([]float64, error) {
	return TOPSISOver(table, table, ws)
}

// TOPSISOver is [TOPSIS] with an ideal and an anti-ideal made by the reference,
// which is the table with every cell missing that must not make them.
func TOPSISOver(table, reference [][]float64, ws []float64) ([]float64, error) {
	worst, best, err := extremes(table, reference, ws)
	if err != nil {
		return nil, err
	}
	scores := missing(len(table))
	for u, row := range table {
		var plus, minus float64
		_, err := weighted(masked(row, best), ws, func(j int, x, w float64) error {
			plus += w * w * (x - best[j]) * (x - best[j])
			minus += w * w * (x - worst[j]) * (x - worst[j])
			return nil
		})
		if err != nil {
			return nil, err
		}
		if plus+minus > 0 {
			scores[u] = math.Sqrt(minus) / (math.Sqrt(plus) + math.Sqrt(minus))
		}
	}
	return scores, nil
}

// Perkal is the mean of the signed z-scores, Σwz/W: the columns are directed
// raw values, standardised here (mean 0, deviation 1, n−1). A constant column
// has no z-score and is skipped like a missing one. Source: Perkal 1953.
func Perkal(table [][]float64, ws []float64) ([]float64, error) {
	columns, err := width(table)
	if err != nil {
		return nil, err
	}
	z := make([][]float64, len(table))
	for u := range z {
		z[u] = make([]float64, columns)
	}
	for j := range columns {
		scores, _ := ZScore(column(table, j), 0, 1) // undefined: all missing
		for u := range z {
			z[u][j] = scores[u]
		}
	}
	scores := make([]float64, len(z))
	for u, row := range z {
		if scores[u], err = Arithmetic(row, ws); err != nil {
			return nil, err
		}
	}
	return scores, nil
}

// extremes returns the smallest and largest present value of every column of
// the reference. A cell of a column that the reference does not have at all
// cannot be measured: it is skipped like a missing one.
func extremes(table, reference [][]float64, ws []float64) (worst, best []float64, err error) {
	columns, err := width(table)
	if err != nil || (ws != nil && len(table) > 0 && len(ws) != columns) {
		return nil, nil, ErrShape
	}
	if wide, err := width(reference); err != nil || wide != columns || len(reference) != len(table) {
		return nil, nil, ErrShape
	}
	worst, best = make([]float64, columns), make([]float64, columns)
	for j := range columns {
		worst[j], best[j], _ = Extent(column(reference, j))
	}
	return worst, best, nil
}

// width is the number of columns of a table, 0 without rows.
func width(table [][]float64) (int, error) {
	for _, row := range table {
		if len(row) != len(table[0]) {
			return 0, ErrShape
		}
	}
	if len(table) == 0 {
		return 0, nil
	}
	return len(table[0]), nil
}

func column(table [][]float64, j int) []float64 {
	xs := make([]float64, len(table))
	for u, row := range table {
		xs[u] = row[j]
	}
	return xs
}
