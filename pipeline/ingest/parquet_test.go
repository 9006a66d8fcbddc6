package ingest

import (
	"fmt"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/apache/arrow/go/v15/parquet/file"

	"miernik/indicators"
)

// line writes an observation as parquetRows writes its row.
func (o Observation) line() string {
	value := "(null)"
	if o.HasValue {
		value = float(o.Value)
	}
	return fmt.Sprintf("%s|%s|%s|%d|%s|%s|%s|%d|%s|%d|%d|%s|%s", o.Variable, o.Unit, o.UnitName, o.Year, value, o.Status, o.Flags, o.Decimals, o.Sheet, o.Row, o.Col, o.Raw, o.Sign)
}

// written is a Parquet file of observations.
func written(t *testing.T, list []Observation) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "x.parquet")
	tab, err := newTable(path, observationSchema)
	if err != nil {
		t.Fatal(err)
	}
	sink := &parquetSink{obs: tab}
	for _, o := range list {
		if err := sink.Observation(o); err != nil {
			t.Fatal(err)
		}
	}
	if err := tab.close(); err != nil {
		t.Fatal(err)
	}
	return path
}

func sameRows(t *testing.T, path string, want []Observation) {
	t.Helper()
	got := parquetRows(t, path)
	if len(got) != len(want) {
		t.Fatalf("%d rows, want %d", len(got), len(want))
	}
	for i, o := range want {
		if got[i] != o.line() {
			t.Fatalf("row %d\ngot  %s\nwant %s", i, got[i], o.line())
		}
	}
}

func rowGroups(t *testing.T, path string) int {
	t.Helper()
	f, err := file.OpenParquetFile(path, false)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	return f.NumRowGroups()
}

// TestParquetHoldsEveryRow: over several row groups, whose dictionaries differ,
// the staged file is what was read.
func TestParquetHoldsEveryRow(t *testing.T) {
	data := manyRows(3*groupRows + 7)
	p := profileOf(t, "format: bdl-crel\nselect: [{variable: a, where: {Wiek: 0-4}, scale: 10}]")
	st, _ := stage(t, t.TempDir(), source(t, "f.csv", data), p)
	sameRows(t, st.Observations, readData(t, p, "f.csv", data).obs)
	if n := rowGroups(t, st.Observations); n != 4 {
		t.Errorf("%d row groups", n)
	}
}

// TestParquetValues: what the columns have to hold besides the usual.
func TestParquetValues(t *testing.T) {
	usual := Observation{Variable: "a", Unit: "1002011", UnitName: "Kutno", Year: 2020, Value: 12.5, HasValue: true, Status: indicators.OK, Decimals: 1, Row: 2, Col: 6, Raw: "12,5"}
	change := func(f func(o *Observation)) Observation { o := usual; f(&o); return o }
	none := func(o *Observation) {
		o.HasValue, o.Value, o.Decimals, o.Status = false, 0, 0, indicators.NoInformation
	}
	for name, list := range map[string][]Observation{
		"one":              {usual},
		"none with values": {change(none), change(none)},
		"extremes": {
			usual, change(func(o *Observation) { o.Row, o.Col = 1<<31-1, 16384 }), change(func(o *Observation) { o.Row, o.Col, o.Raw = 0, 0, "" }),
			change(func(o *Observation) { o.Flags, o.Sign = indicators.Estimate|indicators.Revised, "\x00|ś" }), usual,
			change(func(o *Observation) { o.Col, o.Decimals, o.Value = 4096, 127, -1e300 }), change(func(o *Observation) { o.Col = 4095 }),
			change(none), change(func(o *Observation) { o.UnitName, o.Sheet = "", "DANE" }), usual,
		},
	} {
		t.Run(name, func(t *testing.T) {
			sameRows(t, written(t, list), list)
		})
	}
}

// TestLongTextsEndARowGroup: what is held in memory is bounded by bytes too; a
// word that comes again takes none.
func TestLongTextsEndARowGroup(t *testing.T) {
	long := strings.Repeat("x", groupBytes/4)
	for name, c := range map[string]struct {
		change func(o *Observation, i int)
		groups int
	}{
		"values":    {func(o *Observation, i int) { o.Raw = long }, 3},
		"names":     {func(o *Observation, i int) { o.UnitName = long + strconv.Itoa(i) }, 3},
		"one name":  {func(o *Observation, i int) { o.UnitName = long }, 1},
		"two names": {func(o *Observation, i int) { o.UnitName = long + strconv.Itoa(i%2) }, 1},
	} {
		var list []Observation
		for i := range 9 {
			o := Observation{Variable: "a", Unit: "1002011", Year: 2020, Status: indicators.NoInformation, Row: i + 2}
			c.change(&o, i)
			list = append(list, o)
		}
		path := written(t, list)
		sameRows(t, path, list)
		if n := rowGroups(t, path); n != c.groups {
			t.Errorf("%s: %d row groups, want %d", name, n, c.groups)
		}
	}
}
