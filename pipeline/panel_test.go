package pipeline_test

import (
	"bufio"
	"encoding/csv"
	"errors"
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

// panelYear are the units of a year: their cells unit by unit, values by
// indicator with their ends, then what is made of them: scores by node, ranks
// of the last one.
type panelYear struct {
	year          string
	units, groups []string
	cells         []float64
	values        [][]float64
	lows, highs   []float64
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
	treated := newTasks()
	years, err := readPanel(j.File, index, func(y *panelYear) { treated.run(func() error { return y.treat(index) }) })
	if err = errors.Join(err, treated.wait()); err != nil {
		return r, err
	}
	lows, highs := slices.Clone(years[0].lows), slices.Clone(years[0].highs)
	for _, y := range years {
		for i := range lows {
			lows[i], highs[i] = min(lows[i], y.lows[i]), max(highs[i], y.highs[i])
		}
	}
	scored := newTasks()
	for _, y := range years {
		scored.run(func() error { return y.aggregate(index, lows, highs) })
	}
	if err := scored.wait(); err != nil {
		return r, err
	}
	for _, y := range years {
		r.Rows += len(y.units)
	}
	start.stop(&r)
	return r, writePanel(filepath.Join(j.Dir, panelOutput), index, years)
}

const panelOutput = "ranks.csv"

// tasks run side by side, as many as there are processors.
type tasks struct {
	free   chan struct{}
	wg     sync.WaitGroup
	mu     sync.Mutex
	failed []error
}

func newTasks() *tasks { return &tasks{free: make(chan struct{}, runtime.GOMAXPROCS(0))} }

func (g *tasks) run(f func() error) {
	g.free <- struct{}{}
	g.wg.Go(func() {
		if err := f(); err != nil {
			g.mu.Lock()
			g.failed = append(g.failed, err)
			g.mu.Unlock()
		}
		<-g.free
	})
}

func (g *tasks) wait() error {
	g.wg.Wait()
	return errors.Join(g.failed...)
}

// treat fills the gaps of a year, treats outliers and turns destimulants.
func (y *panelYear) treat(index *panelIndex) error {
	groups, n := method.Group(y.groups), len(index.indicators)
	y.values, y.lows, y.highs = make([][]float64, n), make([]float64, n), make([]float64, n)
	for i := range y.values {
		xs := make([]float64, len(y.units))
		for u := range xs {
			xs[u] = y.cells[u*n+i]
		}
		filled, err := groups.FillMedian(xs)
		if err != nil {
			return err
		}
		dir := method.Stimulant
		if index.signs[i] < 0 {
			dir = method.Destimulant
		}
		y.values[i] = method.DirectedAll(method.Treat(filled, method.DefaultTreatRule()).Values, dir, 0, 0)
		y.lows[i], y.highs[i], _ = method.Extent(y.values[i])
	}
	y.cells = nil
	return nil
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

// readPanel reads the units of each year, whose rows are together, and hands a
// year over as soon as it is complete.
func readPanel(path string, index *panelIndex, complete func(*panelYear)) ([]*panelYear, error) {
	book, err := sheet.Open(path, sheet.Options{})
	if err != nil {
		return nil, err
	}
	defer book.Close()
	var years []*panelYear
	at, size := []int{}, 0 // column of the file → indicator, or −1; cells of a year
	gaps := slices.Repeat([]float64{math.NaN()}, len(index.indicators))
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
		year := row.Cell(2).Text
		if len(years) == 0 || years[len(years)-1].year != year {
			if len(years) > 0 {
				complete(years[len(years)-1])
			}
			years = append(years, &panelYear{year: year, cells: make([]float64, 0, size)})
		}
		y := years[len(years)-1]
		y.units, y.groups = append(y.units, row.Cell(1).Text), append(y.groups, row.Cell(3).Text)
		first := len(y.cells)
		y.cells = append(y.cells, gaps...)
		size = len(y.cells)
		for _, c := range row.Cells {
			if i := at[c.Col-1]; i >= 0 && c.Text != "NA" {
				if y.cells[first+i], err = strconv.ParseFloat(c.Text, 64); err != nil {
					return nil, err
				}
			}
		}
	}
	if len(years) == 0 {
		return nil, fmt.Errorf("%s has no rows", path)
	}
	complete(years[len(years)-1])
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
