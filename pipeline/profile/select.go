package profile

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"miernik/indicators"
	"miernik/internal/diag"
)

// Select picks the values of one variable.
type Select struct {
	Variable  string
	Level     indicators.Level
	Where     []Condition
	Parts     []string           // multidimensional layouts: the header's dimension texts, in order
	Column    string             // table: column of the value; header rows are joined with " / "
	Weight    string             // table: the value is multiplied by this column
	Require   string             // table: only rows with a number in this column
	Hidden    string             // table: column with the number of facilities of the row whose figure is hidden
	Every     int                // collected every n years; Profile.Every unless given
	Aggregate string             // "": one row a unit and year; "sum"; "count"; "mean": weighted by Weight
	Scale     float64            // multiplies the value, e.g. 1000 for thousands
	Cells     map[string]Sign    // overrides Profile.Cells
	Budget    *indicators.Budget // what a variable of budget reports is the sum of
	Line      int                // of the profile file
}

// Condition is a text that a column, or a dimension of BDL, must have.
type Condition struct {
	Column  string
	Text    string // as written
	Pattern Pattern
}

// WhereText is the text demanded of a column, "" when there is none.
func (s Select) WhereText(column string) string {
	for _, c := range s.Where {
		if c.Column == column {
			return c.Text
		}
	}
	return ""
}

type selectDoc struct {
	Variable  string            `yaml:"variable,required"`
	Level     string            `yaml:"level"`
	Where     map[string]string `yaml:"where"`
	Parts     []string          `yaml:"parts"`
	Column    string            `yaml:"column"`
	Weight    string            `yaml:"weight"`
	Require   string            `yaml:"require"`
	Hidden    string            `yaml:"hidden"`
	Every     int               `yaml:"every"`
	Aggregate string            `yaml:"aggregate"`
	Scale     float64           `yaml:"scale"`
	Cells     map[string]string `yaml:"cells"`
}

// selection reads select[i] standing under path ("" or "tables[2].").
func (b builder) selection(path string, i int, d selectDoc, p *Profile, t *Table) (Select, bool) {
	at := func(key string) string { return fmt.Sprintf("%sselect[%d].%s", path, i, key) }
	if _, ok := b.cat.Variables[d.Variable]; !ok && d.Variable != "" {
		b.soft.Add(diag.ProfileVariable, b.doc.At(at("variable")), d.Variable)
		return Select{}, false
	}
	b.oneOf(at("aggregate"), d.Aggregate, "sum", "count", "mean")
	s := Select{
		Variable: d.Variable, Parts: d.Parts, Column: d.Column, Weight: d.Weight, Require: d.Require, Hidden: d.Hidden, Every: d.Every,
		Aggregate: d.Aggregate, Scale: d.Scale, Line: b.doc.At(at("variable")).Row,
	}
	if d.Aggregate == "mean" && d.Weight == "" {
		b.found.Add(diag.YAMLMissingKey, b.doc.At(at("aggregate")), "weight") // a mean of means is no mean
	}
	cut := 0
	if t != nil {
		cut = t.Cut
	}
	for _, column := range sortedKeys(d.Where) {
		s.Where = append(s.Where, Condition{Column: column, Text: d.Where[column], Pattern: NewPattern(d.Where[column], cut)})
	}
	if s.Scale == 0 {
		s.Scale = 1
	}
	if !(s.Scale > 0) || math.IsInf(s.Scale, 0) {
		b.bad(at("scale"), strconv.FormatFloat(d.Scale, 'g', -1, 64), "> 0")
	}
	s.Level = indicators.LevelGmina
	if t != nil && t.Unit.Level != "" {
		s.Level = t.Unit.Level
	}
	if d.Level != "" {
		l, err := indicators.ParseLevel(d.Level)
		if err != nil {
			b.bad(at("level"), d.Level, "kraj, województwo, powiat, gmina")
		}
		s.Level = l
	}
	if d.Cells != nil {
		s.Cells = map[string]Sign{}
		b.signs(at("cells"), s.Cells, d.Cells)
	}
	if p.Format == BDLAPI {
		if id, err := strconv.Atoi(d.Where["variable"]); err != nil || id <= 0 || len(d.Where) != 1 {
			b.bad(at("where"), d.Where["variable"], "{variable: \"72305\"}")
		}
	}
	if p.Layout.IsBudget() && !b.budgetSelection(&s, i, d, p) {
		return Select{}, false
	}
	if t != nil && d.Column == "" && d.Aggregate != "count" && !t.Year.Header {
		b.found.Add(diag.YAMLMissingKey, b.doc.At(at("variable")), "column")
	}
	return s, true
}

func sortedKeys[V any](m map[string]V) []string {
	out := make([]string, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}

// cutCollision finds two different conditions on one column that a cut makes
// equal: the file cannot tell them apart.
func cutCollision(selects []Select) (column, a, b string, found bool) {
	type key struct{ column, pattern string }
	seen := map[key]string{}
	for _, s := range selects {
		for _, c := range s.Where {
			if c.Pattern.cut == 0 {
				continue
			}
			k := key{c.Column, c.Pattern.Key()}
			if first, ok := seen[k]; ok && Fold(first) != Fold(c.Text) {
				return c.Column, first, c.Text, true
			}
			seen[k] = c.Text
		}
	}
	return "", "", "", false
}

// oneLine joins what a finding lists.
func oneLine(list []string) string { return strings.Join(list, ", ") }
