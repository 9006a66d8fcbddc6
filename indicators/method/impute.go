package method

// The functions of this file fill gaps. A series has one position per year of
// the expected grid, so a limit in years is a limit in positions. Where a
// source is returned, source[i] is the position a value was taken from: i for a
// known value, −1 for one still missing. A filled value is flagged "imputed" by
// the caller and counts in the unit's own score only.

// NoLimit is the limit of a fill that may reach back any number of years.
const NoLimit = -1

// CarryForward fills a gap with the last known value of the series, at most
// limit years old (last observation carried forward). Nothing is known before
// the first value. Source: methods note, "Filling a gap"; COINr impute_panel.
func CarryForward(series []float64, limit int) (filled []float64, source []int) {
	filled, source = missing(len(series)), make([]int, len(series))
	last := -1
	for i, x := range series {
		if present(x) {
			last = i
		}
		source[i] = -1
		if last >= 0 && (limit < 0 || i-last <= limit) {
			filled[i], source[i] = series[last], last
		}
	}
	return filled, source
}

// CarryBackward fills a gap with the next known value, at most limit years
// later. After [CarryForward] or [Interpolate] it fills the beginning of a
// series with its first value (R approx rule 2).
func CarryBackward(series []float64, limit int) (filled []float64, source []int) {
	n := len(series)
	filled, from := CarryForward(reversed(series), limit)
	source = make([]int, n)
	for i, f := range from {
		source[n-1-i] = -1
		if f >= 0 {
			source[n-1-i] = n - 1 - f
		}
	}
	return reversed(filled), source
}

func reversed(xs []float64) []float64 {
	ys := make([]float64, len(xs))
	for i, x := range xs {
		ys[len(xs)-1-i] = x
	}
	return ys
}

// Interpolate fills the gaps between two known years a < i < b linearly:
// x[a] + (x[b]−x[a])·(i−a)/(b−a). Nothing is filled before the first or after
// the last known year.
func Interpolate(series []float64) []float64 {
	filled := cleaned(series)
	last := -1
	for b, x := range series {
		if !present(x) {
			continue
		}
		for i := last + 1; i < b && last >= 0; i++ {
			filled[i] = series[last] + (x-series[last])*float64(i-last)/float64(b-last)
		}
		last = b
	}
	return filled
}

// GroupMean fills the missing values of one indicator and year with the mean of
// the present values of the unit's group; groups[i] is the group of unit i, ""
// for none: such a unit and one whose whole group is missing stay missing. Give
// every unit one group for a mean over all. Error: [ErrShape].
// Source: COINr i_mean_grp.
func GroupMean(xs []float64, groups []string) ([]float64, error) {
	return Group(groups).fill(xs, Mean)
}

// GroupMedian is [GroupMean] with the median, Miernik's peer-group fill.
// Source: COINr i_median_grp.
func GroupMedian(xs []float64, groups []string) ([]float64, error) {
	return Group(groups).FillMedian(xs)
}

// Grouping says which units are together. It serves many indicators over the
// same units.
type Grouping struct {
	of    []int // group of each unit, −1 for none
	sizes []int
}

// Group numbers the groups; groups[i] is the group of unit i, "" for none.
func Group(groups []string) Grouping {
	g, number := Grouping{of: make([]int, len(groups))}, map[string]int{}
	for i, code := range groups {
		k, ok := number[code]
		switch {
		case code == "":
			k = -1
		case !ok:
			k = len(g.sizes)
			number[code], g.sizes = k, append(g.sizes, 0)
		}
		if g.of[i] = k; k >= 0 {
			g.sizes[k]++
		}
	}
	return g
}

// FillMedian is [GroupMedian] over these groups.
func (g Grouping) FillMedian(xs []float64) ([]float64, error) { return g.fill(xs, Median) }

func (g Grouping) fill(xs []float64, centre func([]float64) float64) ([]float64, error) {
	if len(xs) != len(g.of) {
		return nil, ErrShape
	}
	members := make([][]float64, len(g.sizes))
	for k, n := range g.sizes {
		members[k] = make([]float64, 0, n)
	}
	for i, k := range g.of {
		if k >= 0 {
			members[k] = append(members[k], xs[i])
		}
	}
	centres := make([]float64, len(members))
	for k, values := range members {
		centres[k] = centre(values)
	}
	filled := cleaned(xs)
	for i, k := range g.of {
		if k >= 0 && !present(xs[i]) {
			filled[i] = centres[k]
		}
	}
	return filled, nil
}

// RatioToHigher fills a gap of a unit's series by its last known ratio to the
// series of the level above it (powiat, voivodeship, country), at most limit
// years old: x[i] = higher[i]·x[s]/higher[s] with s the last year in which both
// are known and higher[s] ≠ 0. Error: [ErrShape].
// Source: methods note, "Filling a gap".
func RatioToHigher(series, higher []float64, limit int) (filled []float64, source []int, err error) {
	if len(series) != len(higher) {
		return nil, nil, ErrShape
	}
	ratios := missing(len(series))
	for i, x := range series {
		if present(x) && present(higher[i]) && higher[i] != 0 {
			ratios[i] = x / higher[i]
		}
	}
	ratios, from := CarryForward(ratios, limit)
	filled, source = missing(len(series)), make([]int, len(series))
	for i, x := range series {
		source[i] = -1
		switch {
		case present(x):
			filled[i], source[i] = x, i
		case present(ratios[i]) && present(higher[i]):
			filled[i], source[i] = higher[i]*ratios[i], from[i]
		}
	}
	return filled, source, nil
}
