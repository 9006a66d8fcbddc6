package method

import (
	"encoding/csv"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"testing"
)

// The oracle is a folder of results made by other software (COINr 1.1.14, UNDP;
// see its README). It is not part of the repository: the test reads
// $MIERNIK_REFERENCE/oracle, by default <repository>/../shared/oracle.
//
// Every number of the oracle is printed with 15 to 17 significant digits except
// where a case says otherwise, so one tolerance serves all: 1e-9, relative to
// the larger of the two numbers. A zero must be a zero up to 1e-12 (the only
// absolute allowance, for numbers that are differences of equal numbers).
const (
	relativeTolerance = 1e-9
	zeroTolerance     = 1e-12
)

// oracleCase is one case; run compares cells through the tally.
type oracleCase struct {
	name string
	run  func(t *testing.T, dir string, c *tally)
}

func TestOracle(t *testing.T) {
	dir := oracleDir(t)
	var rows []verified
	for _, oc := range oracleCases() {
		c := &tally{}
		passed := t.Run(oc.name, func(t *testing.T) {
			oc.run(t, dir, c)
			c.report(t)
		})
		rows = append(rows, verified{name: oc.name, cells: c.cells, worst: c.worst, note: c.note, passed: passed})
	}
	holdDocument(t, rows)
}

func oracleCases() []oracleCase {
	return slices.Concat(pipelineCases, normaliseCases(), aggregateCases(), imputeCases, treatCases(),
		weightCases, panelCases, handCases, hdiCases, benchmarkCases)
}

func oracleDir(t *testing.T) string {
	t.Helper()
	reference := os.Getenv("MIERNIK_REFERENCE")
	if reference == "" {
		root, err := filepath.Abs(filepath.Join("..", ".."))
		if err != nil {
			t.Fatal(err)
		}
		reference = filepath.Join(root, "..", "shared")
	}
	dir := filepath.Join(reference, "oracle")
	if _, err := os.Stat(dir); err != nil {
		t.Skipf("no oracle: %v (set MIERNIK_REFERENCE)", err)
	}
	return dir
}

// tally counts compared cells and keeps the differences.
type tally struct {
	cells int
	worst float64
	wrong []string
	note  string // a deliberate difference, shown in the table
}

// equal compares one number; NaN equals NaN only.
func (c *tally) equal(got, want float64, where ...any) {
	c.cells++
	if math.IsNaN(got) && math.IsNaN(want) {
		return
	}
	diff := math.Abs(got - want)
	relative := diff // of a zero: the absolute allowance
	ok := diff <= zeroTolerance
	if min(math.Abs(got), math.Abs(want)) > zeroTolerance {
		relative = diff / max(math.Abs(got), math.Abs(want))
		ok = relative <= relativeTolerance
	}
	c.worst = max(c.worst, relative)
	if !ok { // also for a NaN against a number
		c.wrong = append(c.wrong, fmt.Sprintf("%s: got %v, want %v", fmt.Sprint(where...), got, want))
	}
}

func (c *tally) column(got, want []float64, where ...any) {
	if len(got) != len(want) {
		c.wrong = append(c.wrong, fmt.Sprintf("%s: %d rows, want %d", fmt.Sprint(where...), len(got), len(want)))
		return
	}
	for i := range got {
		c.equal(got[i], want[i], append(where, " row ", i)...)
	}
}

func (c *tally) text(got, want string, where ...any) {
	c.cells++
	if got != want {
		c.wrong = append(c.wrong, fmt.Sprintf("%s: got %q, want %q", fmt.Sprint(where...), got, want))
	}
}

func (c *tally) report(t *testing.T) {
	t.Helper()
	for i, w := range c.wrong {
		if i == 10 {
			t.Errorf("… %d more", len(c.wrong)-i)
			break
		}
		t.Error(w)
	}
	if c.cells == 0 {
		t.Error("nothing compared")
	}
}

// frame is a CSV file with a header.
type frame struct {
	t      *testing.T
	header []string
	index  map[string]int
	rows   [][]string
}

func load(t *testing.T, dir ...string) *frame {
	t.Helper()
	path := filepath.Join(dir...)
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	records, err := csv.NewReader(file).ReadAll()
	if err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	f := &frame{t: t, header: records[0], index: map[string]int{}, rows: records[1:]}
	for i, name := range f.header {
		f.index[name] = i
	}
	return f
}

// number reads a cell: blank and NA are missing.
func (f *frame) number(text string) float64 {
	f.t.Helper()
	switch text {
	case "", "NA", "NaN":
		return math.NaN()
	}
	x, err := strconv.ParseFloat(text, 64)
	if err != nil {
		f.t.Fatal(err)
	}
	return x
}

func (f *frame) strings(column string) []string {
	f.t.Helper()
	j, ok := f.index[column]
	if !ok {
		f.t.Fatalf("no column %s in %v", column, f.header)
	}
	out := make([]string, len(f.rows))
	for i, row := range f.rows {
		out[i] = row[j]
	}
	return out
}

func (f *frame) numbers(column string) []float64 {
	f.t.Helper()
	out := make([]float64, len(f.rows))
	for i, text := range f.strings(column) {
		out[i] = f.number(text)
	}
	return out
}

// where keeps the rows for which keep is true.
func (f *frame) where(keep func(get func(string) string) bool) *frame {
	out := *f
	out.rows = nil
	for _, row := range f.rows {
		if keep(func(column string) string { return row[f.index[column]] }) {
			out.rows = append(out.rows, row)
		}
	}
	return &out
}

// ordered returns the rows in the order of ids in the key column.
func (f *frame) ordered(key string, ids []string) *frame {
	f.t.Helper()
	byID := map[string][]string{}
	for i, id := range f.strings(key) {
		byID[id] = f.rows[i]
	}
	out := *f
	out.rows = make([][]string, len(ids))
	for i, id := range ids {
		if out.rows[i] = byID[id]; out.rows[i] == nil {
			f.t.Fatalf("no row %s=%s", key, id)
		}
	}
	return &out
}

// lookup maps the key column to the numbers of another.
func (f *frame) lookup(key, column string) map[string]float64 {
	f.t.Helper()
	out := map[string]float64{}
	values := f.numbers(column)
	for i, k := range f.strings(key) {
		out[k] = values[i]
	}
	return out
}

// indicators are the columns that are not keys.
func (f *frame) indicators() []string {
	var out []string
	for _, name := range f.header {
		if name != "uCode" && name != "Time" && name != "uName" {
			out = append(out, name)
		}
	}
	return out
}

// direction reads a COINr direction, 1 or −1.
func direction(sign float64) Direction {
	if sign < 0 {
		return Destimulant
	}
	return Stimulant
}

// ranksOf gives competition ranks as numbers. COINr ranks raw doubles; 10
// decimals keep every difference that is not noise of the last bits.
func ranksOf(scores []float64) []float64 {
	ranks := missing(len(scores))
	for i, p := range Competition(scores, 10) {
		if p.Rank > 0 {
			ranks[i] = float64(p.Rank)
		}
	}
	return ranks
}
