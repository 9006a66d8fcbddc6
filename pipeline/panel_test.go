package pipeline_test

import (
	"bufio"
	"encoding/csv"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"sync"

	"miernik/indicators/method"
	"miernik/pipeline/sheet"
)

// panelIndex is an index of two levels of groups over a panel of indicators:
// its nodes in an order in which children come before their parents.
type panelIndex struct {
	indicators []string
	signs      []float64 // −1: a destimulant
	nodes      []panelNode
}

// panelNode takes the weighted mean of its children, which are indicators or,
// from len(indicators) on, earlier nodes.
type panelNode struct {
	code     string
	children []int
	weights  []float64
}

// panelYear are the units of a year: their values by indicator, then what is
// made of them: scores by node, ranks of the last one.
type panelYear struct {
	year          string
	units, groups []string
	values        [][]float64
	scores        [][]float64
	ranks         []method.Place
}

// panel goes from a CSV of units and years to ranks: gaps take the median of
// the group in the year, outliers are treated year by year, one scale 1–100
// holds over all years, the means are weighted, ranks are those of the year.
func (j peerJob) panel() (r peerResult, err error) {
	index, err := readPanelIndex(filepath.Join(filepath.Dir(j.File), "iMeta_100.csv"))
	if err != nil {
		return r, err
	}
	start := startWatch()
	years, err := readPanel(j.File, index)
	if err != nil {
		return r, err
	}
	lows, highs := make([][]float64, len(years)), make([][]float64, len(years))
	err = parallel(len(years), func(y int) error {
		var err error
		lows[y], highs[y], err = years[y].treat(index)
		return err
	})
	if err != nil {
		return r, err
	}
	for i := range index.indicators {
		for y := range years {
			lows[0][i], highs[0][i] = min(lows[0][i], lows[y][i]), max(highs[0][i], highs[y][i])
		}
	}
	err = parallel(len(years), func(y int) error { return years[y].aggregate(index, lows[0], highs[0]) })
	if err != nil {
		return r, err
	}
	for _, y := range years {
		r.Rows += len(y.units)
	}
	start.stop(&r)
	return r, writePanel(filepath.Join(j.Dir, panelOutput), index, years)
}

const panelOutput = "ranks.csv"

// parallel runs f for 0 … n−1 on all processors and returns the first error.
func parallel(n int, f func(i int) error) error {
	errs := make([]error, n)
	var wg sync.WaitGroup
	for first := range runtime.GOMAXPROCS(0) {
		wg.Go(func() {
			for i := first; i < n; i += runtime.GOMAXPROCS(0) {
				errs[i] = f(i)
			}
		})
	}
	wg.Wait()
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// treat fills the gaps of a year, treats outliers and turns destimulants; it
// returns the ends of each indicator.
func (y *panelYear) treat(index *panelIndex) (lows, highs []float64, err error) {
	lows, highs = make([]float64, len(y.values)), make([]float64, len(y.values))
	for i, xs := range y.values {
		filled, err := method.GroupMedian(xs, y.groups)
		if err != nil {
			return nil, nil, err
		}
		dir := method.Stimulant
		if index.signs[i] < 0 {
			dir = method.Destimulant
		}
		y.values[i] = method.DirectedAll(method.Treat(filled, method.DefaultTreatRule()).Values, dir, 0, 0)
		lows[i], highs[i], _ = method.Extent(y.values[i])
	}
	return lows, highs, nil
}

// aggregate puts the values on their scales and rolls them up.
func (y *panelYear) aggregate(index *panelIndex, lows, highs []float64) error {
	columns := make([][]float64, len(y.values), len(y.values)+len(index.nodes))
	for i, xs := range y.values {
		columns[i], _ = method.Rescale(xs, lows[i], highs[i], 1, 100)
	}
	for _, n := range index.nodes {
		scores, xs := make([]float64, len(y.units)), make([]float64, len(n.children))
		for u := range scores {
			for k, child := range n.children {
				xs[k] = columns[child][u]
			}
			var err error
			if scores[u], err = method.Arithmetic(xs, n.weights); err != nil {
				return fmt.Errorf("%s: %w", n.code, err)
			}
		}
		columns = append(columns, scores)
	}
	y.scores = columns[len(y.values):]
	y.ranks = method.Competition(y.scores[len(y.scores)-1], 10)
	return nil
}

// readPanelIndex reads codes, parents, signs and weights.
func readPanelIndex(path string) (*panelIndex, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	records, err := csv.NewReader(file).ReadAll() // iCode, Level, Parent, Direction, Weight, Type
	if err != nil {
		return nil, err
	}
	index, position, parent := &panelIndex{}, map[string]int{}, map[string]int{}
	for level := 1; level <= 4; level++ {
		for _, rec := range records[1:] {
			if rec[1] != strconv.Itoa(level) {
				continue
			}
			if position[rec[0]] = len(position); level == 1 {
				sign, err := strconv.ParseFloat(rec[3], 64)
				if err != nil {
					return nil, err
				}
				index.indicators, index.signs = append(index.indicators, rec[0]), append(index.signs, sign)
				continue
			}
			parent[rec[0]] = len(index.nodes)
			index.nodes = append(index.nodes, panelNode{code: rec[0]})
		}
	}
	for _, rec := range records[1:] {
		if p, ok := parent[rec[2]]; ok && rec[2] != "" {
			w, err := strconv.ParseFloat(rec[4], 64)
			if err != nil {
				return nil, err
			}
			n := &index.nodes[p]
			n.children, n.weights = append(n.children, position[rec[0]]), append(n.weights, w)
		}
	}
	return index, nil
}

// readPanel reads the units of each year, in the order of the file.
func readPanel(path string, index *panelIndex) ([]*panelYear, error) {
	book, err := sheet.Open(path, sheet.Options{})
	if err != nil {
		return nil, err
	}
	defer book.Close()
	var years []*panelYear
	of := map[string]*panelYear{}
	at := []int{} // column of the file → indicator, or −1
	for row, err := range book.Rows("") {
		if err != nil {
			return nil, err
		}
		if len(at) == 0 {
			for _, c := range row.Cells {
				at = append(at, slices.Index(index.indicators, c.Text))
			}
			continue
		}
		name := row.Cell(2).Text
		y := of[name]
		if y == nil {
			y = &panelYear{year: name, values: make([][]float64, len(index.indicators))}
			years, of[name] = append(years, y), y
		}
		y.units, y.groups = append(y.units, row.Cell(1).Text), append(y.groups, row.Cell(3).Text)
		for i := range y.values {
			y.values[i] = append(y.values[i], math.NaN())
		}
		for _, c := range row.Cells[3:] {
			if i := at[c.Col-1]; i >= 0 && c.Text != "NA" {
				x, err := strconv.ParseFloat(c.Text, 64)
				if err != nil {
					return nil, err
				}
				y.values[i][len(y.units)-1] = x
			}
		}
	}
	return years, nil
}

// writePanel writes year, unit, the score of each node, rank.
func writePanel(path string, index *panelIndex, years []*panelYear) error {
	file, err := os.Create(path)
	if err != nil {
		return err
	}
	defer file.Close()
	w := bufio.NewWriter(file)
	fmt.Fprint(w, "Time,uCode")
	for _, n := range index.nodes {
		fmt.Fprint(w, ",", n.code)
	}
	fmt.Fprintln(w, ",Rank")
	for _, y := range years {
		for u, unit := range y.units {
			fmt.Fprint(w, y.year, ",", unit)
			for _, scores := range y.scores {
				fmt.Fprint(w, ",", scores[u])
			}
			fmt.Fprintln(w, ","+strconv.Itoa(y.ranks[u].Rank))
		}
	}
	return w.Flush()
}
