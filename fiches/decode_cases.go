package fiches

import (
	"cmp"
	"fmt"
	"iter"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"miernik/indicators"
	"miernik/internal/diag"
	"miernik/internal/yamldoc"
)

// cellDoc is a number or a status; more is said in a mapping.
type cellDoc struct {
	Is    string   `yaml:"is,required" short:"is"`
	Flags []string `yaml:"flags"`
}

// cells are by year, variable and unit.
type cells map[string]map[string]map[string]cellDoc

type valueDoc struct {
	Is    string `yaml:"is" short:"is"`
	Cause string `yaml:"cause"`
	Term  string `yaml:"term"`
	Flags string `yaml:"flags"`
	Rank  string `yaml:"rank"`
	Of    string `yaml:"of"`
	Class string `yaml:"class"`
}

type gapDoc struct {
	Is       string `yaml:"is,required" short:"is"`
	Owner    string `yaml:"owner"`
	Expected string `yaml:"expected"`
	Overdue  string `yaml:"overdue"`
	Severity string `yaml:"severity"`
}

type scoredDoc struct {
	Is       string `yaml:"is" short:"is"`
	Withheld string `yaml:"withheld"`
	Coverage string `yaml:"coverage"`
	Rank     string `yaml:"rank"`
	Of       string `yaml:"of"`
	Class    string `yaml:"class"`
}

// expectDoc is by year, subject and unit; weights are by set and indicator.
type expectDoc struct {
	Values  map[string]map[string]map[string]valueDoc `yaml:"values"`
	Gaps    map[string]map[string]map[string]gapDoc   `yaml:"gaps"`
	Scores  map[string]map[string]scoredDoc           `yaml:"scores"`
	Weights map[string]map[string]string              `yaml:"weights"`
}

type testDoc struct {
	Tests   string `yaml:"tests,required"`
	Version int    `yaml:"version"`
	Years   struct {
		From int16 `yaml:"from,required"`
		To   int16 `yaml:"to,required"`
	} `yaml:"years,required"`
	AsOf  string `yaml:"as_of,required"`
	Peers struct {
		Schemes []string `yaml:"schemes"`
		Minimum int      `yaml:"minimum"`
	} `yaml:"peers"`
	Units   map[string]string `yaml:"units,required"`
	Sources []struct {
		Source    string `yaml:"source,required"`
		Publisher string `yaml:"publisher,required"`
		OwnerKind string `yaml:"owner_kind"`
		Released  string `yaml:"released"`
		Covers    struct {
			From int16 `yaml:"from"`
			To   int16 `yaml:"to"`
		} `yaml:"covers"`
		Every     int      `yaml:"every"`
		Variables []string `yaml:"variables,required"`
	} `yaml:"sources"`
	Observations cells `yaml:"observations"`
	Cases        []struct {
		Case         string    `yaml:"case,required"`
		About        string    `yaml:"about"`
		Observations cells     `yaml:"observations"`
		Expect       expectDoc `yaml:"expect,required"`
	} `yaml:"cases,required"`
}

func decodeTests(doc *yamldoc.Document) (*TestFile, diag.List) {
	var d testDoc
	found := doc.Decode(&d)
	c := testChecker{checker{doc, &found}, d.Units}
	t := &TestFile{Fiche: d.Tests, Version: d.Version, From: indicators.Year(d.Years.From), To: indicators.Year(d.Years.To),
		Schemes: d.Peers.Schemes, MinGroup: d.Peers.Minimum}
	if len(t.Schemes) == 0 {
		t.Schemes = []string{"kind"}
	}
	if t.MinGroup == 0 {
		t.MinGroup = 5
	}
	var err error
	if t.AsOf, err = time.Parse(time.DateOnly, d.AsOf); d.AsOf != "" && err != nil {
		c.bad("as_of", d.AsOf, "2024-05-31")
	}
	if t.From > t.To {
		c.bad("years", fmt.Sprintf("%d–%d", t.From, t.To), "from ≤ to")
	}
	for name, written := range inOrder(d.Units) {
		code, err := indicators.ParseTERYT(written)
		if err != nil {
			c.bad("units."+name, written, "TERYT")
		}
		t.Units = append(t.Units, TestUnit{name, code})
	}
	for i, s := range d.Sources {
		t.Sources = append(t.Sources, TestSource{ID: s.Source, Publisher: s.Publisher, OwnerKind: s.OwnerKind, Released: s.Released,
			From: indicators.Year(s.Covers.From), To: indicators.Year(s.Covers.To), Every: s.Every, Variables: s.Variables, Place: doc.At(fmt.Sprintf("sources[%d]", i))})
	}
	t.Cells = c.cells("observations", d.Observations)
	for i, k := range d.Cases {
		path := fmt.Sprintf("cases[%d]", i)
		tc := TestCase{Name: k.Case, About: k.About, Cells: c.cells(path+".observations", k.Observations),
			Expect: c.expectations(path+".expect", d.Tests, k.Expect), Place: doc.At(path + ".case")}
		if len(tc.Expect) == 0 && len(found) == 0 {
			c.bad(path+".expect", "", "values, gaps, scores, weights")
		}
		t.Cases = append(t.Cases, tc)
	}
	return t, found
}

// expectations reads what a case expects, in the order of the file.
func (c testChecker) expectations(path, fiche string, d expectDoc) []Expectation {
	var out []Expectation
	for year, byIndicator := range inOrder(d.Values) {
		for indicator, byUnit := range inOrder(byIndicator) {
			for unit, v := range inOrder(byUnit) {
				out = append(out, c.expectation(ExpectValue, path+".values."+year+"."+indicator+"."+unit, year, unit, indicator,
					field{"is", v.Is}, field{"cause", v.Cause}, field{"term", v.Term}, field{"flags", v.Flags}, field{"rank", v.Rank}, field{"of", v.Of}, field{"class", v.Class}))
			}
		}
	}
	for year, byVariable := range inOrder(d.Gaps) {
		for variable, byUnit := range inOrder(byVariable) {
			for unit, g := range inOrder(byUnit) {
				out = append(out, c.expectation(ExpectGap, path+".gaps."+year+"."+variable+"."+unit, year, unit, variable,
					field{"is", g.Is}, field{"owner", g.Owner}, field{"expected", g.Expected}, field{"overdue", g.Overdue}, field{"severity", g.Severity}))
			}
		}
	}
	for year, byUnit := range inOrder(d.Scores) {
		for unit, s := range inOrder(byUnit) {
			out = append(out, c.expectation(ExpectScore, path+".scores."+year+"."+unit, year, unit, fiche,
				field{"is", s.Is}, field{"withheld", s.Withheld}, field{"coverage", s.Coverage}, field{"rank", s.Rank}, field{"of", s.Of}, field{"class", s.Class}))
		}
	}
	for set, byIndicator := range inOrder(d.Weights) {
		for indicator, points := range inOrder(byIndicator) {
			place := c.doc.At(path + ".weights." + set + "." + indicator)
			out = append(out, Expectation{Kind: ExpectWeight, Subject: set, Item: indicator, Place: place, Fields: []ExpectedField{{"is", points, place}}})
		}
	}
	slices.SortStableFunc(out, func(a, b Expectation) int { return byPlace(a.Place, b.Place) })
	return out
}

// inOrder goes through a map by its keys, so that findings come in one order.
func inOrder[V any](m map[string]V) iter.Seq2[string, V] {
	return func(yield func(string, V) bool) {
		for _, k := range slices.Sorted(maps.Keys(m)) {
			if !yield(k, m[k]) {
				return
			}
		}
	}
}

func byPlace(a, b diag.Place) int {
	return cmp.Or(cmp.Compare(a.Row, b.Row), cmp.Compare(a.Col, b.Col))
}

type field struct{ name, want string }

type testChecker struct {
	checker
	units map[string]string
}

func (c testChecker) year(path, s string) indicators.Year {
	y, err := indicators.ParseYear(s)
	if err != nil {
		c.bad(path, s, "2022")
	}
	return y
}

func (c testChecker) unit(path, name string) {
	if _, ok := c.units[name]; !ok {
		c.bad(path, name, strings.Join(slices.Sorted(maps.Keys(c.units)), ", "))
	}
}

func (c testChecker) expectation(kind ExpectationKind, path, year, unit, subject string, fields ...field) Expectation {
	c.unit(path, unit)
	e := Expectation{Kind: kind, Unit: unit, Subject: subject, Year: c.year(path, year), Place: c.doc.At(path)}
	for _, f := range fields {
		if f.want != "" {
			e.Fields = append(e.Fields, ExpectedField{f.name, f.want, c.doc.At(path + "." + f.name)})
		}
	}
	if len(e.Fields) == 0 {
		c.bad(path, "", "is, …")
	}
	return e
}

// cells reads observations in the order of the file.
func (c testChecker) cells(path string, d cells) []TestCell {
	var out []TestCell
	for year, byVariable := range inOrder(d) {
		for variable, byUnit := range inOrder(byVariable) {
			for unit, cell := range inOrder(byUnit) {
				at := path + "." + year + "." + variable + "." + unit
				c.unit(at, unit)
				t := TestCell{Unit: unit, Variable: variable, Year: c.year(at, year), Flags: strings.Join(cell.Flags, ","), Place: c.doc.At(at)}
				for i, f := range cell.Flags {
					if _, err := indicators.ParseFlag(f); err != nil {
						c.bad(fmt.Sprintf("%s.flags[%d]", at, i), f, strings.Join(indicators.FlagNames(), ", "))
					}
				}
				c.fillCell(&t, at, cell.Is)
				out = append(out, t)
			}
		}
	}
	slices.SortStableFunc(out, func(a, b TestCell) int { return byPlace(a.Place, b.Place) })
	return out
}

// fillCell reads a number, a status without a value, below_format, or "none".
func (c testChecker) fillCell(t *TestCell, path, is string) {
	if v, err := strconv.ParseFloat(is, 64); err == nil {
		t.Value, t.Status = &v, indicators.OK
		if v == 0 {
			t.Status = indicators.TrueZero
		}
		return
	}
	if is == "none" || is == "" {
		return
	}
	status, err := indicators.ParseStatus(is)
	switch {
	case err != nil || status == indicators.OK:
		c.bad(path, is, "12.5, none, "+statusList())
	case status.HasValue():
		zero := 0.0
		t.Value, t.Status = &zero, status
	default:
		t.Status = status
	}
}

func statusList() string {
	var out []string
	for _, s := range indicators.Statuses() {
		if s != indicators.OK {
			out = append(out, string(s))
		}
	}
	return strings.Join(out, ", ")
}
