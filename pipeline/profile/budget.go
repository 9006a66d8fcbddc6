package profile

import (
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"miernik/indicators"
	"miernik/internal/diag"
	"miernik/internal/yamldoc"
)

// Budget reports: what is summed stands in the variable, not in the selection.
const (
	Besti Format = "besti" // XML of the Besti@ system: the reports of a local government's own units
	Rb    Format = "rb"    // a table of positions of many local governments: the Ministry of Finance's database
)

// IsBudget tells the formats of budget reports.
func (f Format) IsBudget() bool { return f == Besti || f == Rb }

// Budget says how budget reports are laid out and which of them count.
type Budget struct {
	Report     indicators.BudgetReport // rb: the report the file is of; reports in besti say it themselves
	Record     string                  // besti: the element that is a position
	Period     string                  // reports of this period count; a year is the fourth quarter, "4"
	PeriodType string                  // and of this kind of period, "" for any
	Complete   bool                    // the file has all reports of its units: no position of a variable is zero
	Columns    map[string]string       // column by role, see budgetRoles
	Amounts    map[indicators.BudgetReport]map[indicators.BudgetAmount]string
	Units      []UnitRule
	Label      string     // column that names the reporting unit; the role name when empty
	Year       YearSource // where no column has it
}

// Record names the elements of an XML source that are its records, "" those
// that repeat.
func (p *Profile) Record() string {
	if p.Budget == nil {
		return ""
	}
	return p.Budget.Record
}

// ReportElement stands, in the name of a column, for the element of the report.
const ReportElement = "{report}"

// budgetRoles are what columns may be named for: the parts of a unit's code, of
// the classification, of a report's heading.
var budgetRoles = []string{"wk", "pk", "gk", "gt", "pt", "year", "period", "period_type", "chapter", "paragraph", "p4", "group", "name", "regon", "version", "date", "id"}

// UnitRule makes the TERYT code of a unit at a level from the parts of the
// Ministry's code, or says why the rows of a unit are passed over.
type UnitRule struct {
	Where  map[string][]string // role or column: the texts it may have
	Level  indicators.Level
	Code   []CodePart
	Ignore string
}

// CodePart is a column or, without one, digits.
type CodePart struct {
	Role   string
	Digits string
}

// partWidths are the digits of the parts of a code.
var partWidths = map[string]int{"wk": 2, "pk": 2, "gk": 2, "gt": 1, "pt": 1}

// Width is the number of digits of the part, 0 for no part of a code.
func (p CodePart) Width() int {
	if p.Role == "" {
		return len(p.Digits)
	}
	return partWidths[p.Role]
}

type unitRuleDoc struct {
	Where  map[string][]string `yaml:"where,required"`
	Level  string              `yaml:"level"`
	Code   string              `yaml:"code"`
	Ignore string              `yaml:"ignore"`
}

// budgetDoc is the block "budget" of a profile.
type budgetDoc struct {
	Report     string                       `yaml:"report"`
	Record     string                       `yaml:"record"`
	Period     string                       `yaml:"period"`
	PeriodType string                       `yaml:"period_type"`
	Complete   *bool                        `yaml:"complete"`
	Columns    map[string]string            `yaml:"columns"`
	Amounts    map[string]map[string]string `yaml:"amounts"`
	Units      []unitRuleDoc                `yaml:"units"`
}

//go:embed budget_defaults.yaml
var budgetDefaults []byte

type defaultsDoc struct {
	Besti budgetDoc     `yaml:"besti,required"`
	Rb    budgetDoc     `yaml:"rb,required"`
	Units []unitRuleDoc `yaml:"units,required"`
}

// defaultBudget is the layout of a format before the profile changes it.
func defaultBudget(f Format) budgetDoc {
	docs, found := yamldoc.Parse("budget_defaults.yaml", budgetDefaults)
	var d defaultsDoc
	if len(docs) == 1 {
		found = append(found, docs[0].Decode(&d)...)
	}
	if len(found) > 0 || len(docs) != 1 {
		panic(fmt.Sprint("budget_defaults.yaml: ", found)) // it is compiled in
	}
	out := d.Rb
	if f == Besti {
		out = d.Besti
	}
	out.Units = d.Units
	return out
}

// budget reads the block of a profile over the defaults of its format.
func (b builder) budget(p *Profile, d *profileDoc) {
	own := budgetDoc{}
	if d.Budget != nil {
		own = *d.Budget
	}
	if !p.Format.IsBudget() {
		if d.Budget != nil {
			b.bad("budget", string(p.Format), "format: besti, rb")
		}
		return
	}
	doc := defaultBudget(p.Format)
	out := &Budget{
		Report: indicators.BudgetReport(own.Report), Record: or(own.Record, doc.Record), Period: or(own.Period, doc.Period),
		PeriodType: or(own.PeriodType, doc.PeriodType), Complete: *doc.Complete, Columns: doc.Columns,
		Amounts: map[indicators.BudgetReport]map[indicators.BudgetAmount]string{}, Label: d.Label,
	}
	if y := d.Year; y.Value != 0 || y.Sheet || y.Filename != "" || y.Text != "" {
		out.Year = b.year(y, func(path string) string { return path })
	}
	if own.Complete != nil {
		out.Complete = *own.Complete
	}
	for _, key := range []struct {
		name  string
		given bool
	}{{"header", d.Header != nil}, {"unit", b.doc.Has("unit")}, {"skip", d.Skip != nil}, {"signs", d.Signs != nil}} {
		if key.given {
			b.bad(key.name, key.name, "budget.columns, budget.units")
		}
	}
	b.oneOf("budget.report", own.Report, string(indicators.Rb28S), string(indicators.Rb27S))
	switch {
	case p.Format == Rb && own.Report == "":
		b.found.Add(diag.YAMLMissingKey, b.doc.At("budget"), "budget.report")
	case p.Format == Besti && own.Report != "":
		b.bad("budget.report", own.Report, "format: rb")
	}
	for _, role := range slices.Sorted(maps.Keys(own.Columns)) {
		if !slices.Contains(budgetRoles, role) {
			b.bad("budget.columns", role, strings.Join(budgetRoles, ", "))
		}
		out.Columns[role] = own.Columns[role]
	}
	b.amounts(out, doc.Amounts, "")
	b.amounts(out, own.Amounts, "budget.amounts")
	units, path := doc.Units, ""
	if own.Units != nil {
		units, path = own.Units, "budget.units"
		if len(units) == 0 {
			b.bad(path, "[]", "{level, where, code}, {ignore, where}")
		}
	}
	for i, u := range units {
		out.Units = append(out.Units, b.unitRule(u, fmt.Sprintf("%s[%d]", path, i)))
	}
	p.Budget = out
}

func (b builder) amounts(out *Budget, docs map[string]map[string]string, path string) {
	for _, name := range slices.Sorted(maps.Keys(docs)) {
		report := indicators.BudgetReport(name)
		known := report.Amounts()
		if known == nil {
			b.bad(path, name, string(indicators.Rb28S)+", "+string(indicators.Rb27S))
			continue
		}
		if out.Amounts[report] == nil {
			out.Amounts[report] = map[indicators.BudgetAmount]string{}
		}
		for _, a := range slices.Sorted(maps.Keys(docs[name])) {
			if !slices.Contains(known, indicators.BudgetAmount(a)) {
				b.bad(path+"."+name, a, strings.Trim(fmt.Sprint(known), "[]"))
			}
			out.Amounts[report][indicators.BudgetAmount(a)] = docs[name][a]
		}
	}
}

var codeParts = regexp.MustCompile(`\{[a-z]+\}|[0-9]+|.`)

// unitRule checks that a rule makes seven digits at a level, or says why it
// passes over.
func (b builder) unitRule(d unitRuleDoc, path string) UnitRule {
	rule := UnitRule{Where: d.Where, Ignore: d.Ignore}
	if d.Ignore != "" {
		if d.Level != "" || d.Code != "" {
			b.bad(path+".ignore", d.Ignore, "ignore; level, code")
		}
		return rule
	}
	level, err := indicators.ParseLevel(d.Level)
	if err != nil {
		b.bad(path+".level", d.Level, "województwo, powiat, gmina")
	}
	rule.Level = level
	width := 0
	for _, text := range codeParts.FindAllString(d.Code, -1) {
		part := CodePart{Digits: text}
		if text[0] == '{' {
			part = CodePart{Role: strings.Trim(text, "{}")}
		}
		if part.Width() == 0 || part.Role == "" && (text[0] < '0' || text[0] > '9') {
			width = -7
		}
		width += part.Width()
		rule.Code = append(rule.Code, part)
	}
	if width != len("WWPPGGR") {
		b.bad(path+".code", d.Code, "{wk}{pk}{gk}{gt}, {wk}{pk}011")
	}
	return rule
}

// budgetSelection checks a selection of budget reports: its variable says what
// is summed, so that nothing else is left to say but level and where.
func (b builder) budgetSelection(s *Select, i int, d selectDoc, p *Profile) bool {
	at := func(key string) string { return fmt.Sprintf("select[%d].%s", i, key) }
	v := b.cat.Variables[d.Variable].Value
	if v == nil || v.Budget == nil {
		b.soft.Add(diag.ProfileBudget, b.doc.At(at("variable")), d.Variable)
		return false
	}
	if p.Format == Rb && p.Budget != nil && p.Budget.Report != "" && v.Budget.Report != p.Budget.Report {
		b.soft.Add(diag.ProfileReport, b.doc.At(at("variable")), d.Variable, string(v.Budget.Report), string(p.Budget.Report))
		return false
	}
	for _, key := range []struct {
		name  string
		given bool
	}{
		{"parts", d.Parts != nil}, {"column", d.Column != ""}, {"weight", d.Weight != ""}, {"require", d.Require != ""}, {"hidden", d.Hidden != ""},
		{"aggregate", d.Aggregate != ""}, {"scale", d.Scale != 0},
	} {
		if key.given {
			b.bad(at(key.name), key.name, "variable, level, where, every, cells")
		}
	}
	s.Budget = v.Budget
	return true
}

// budgetHash adds to the hash of a profile what its reading also depends on:
// the layout with its defaults, and what each variable is the sum of.
func budgetHash(hash string, p *Profile) string {
	if p.Budget == nil {
		return hash
	}
	sums := make([]*indicators.Budget, len(p.Select))
	for i, s := range p.Select {
		sums[i] = s.Budget
	}
	text, err := json.Marshal([]any{hash, p.Budget, sums})
	if err != nil {
		panic(err) // plain data always marshals
	}
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:])
}
