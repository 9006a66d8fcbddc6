package catalog

import (
	"errors"
	"fmt"
	"maps"
	"math/big"
	"slices"
	"strconv"
	"strings"

	"miernik/indicators"
	"miernik/internal/diag"
	"miernik/internal/yamldoc"
)

type textDoc struct {
	PL string `yaml:"pl,required"`
	EN string `yaml:"en,required"`
}

func (t textDoc) text() indicators.Text { return indicators.Text{PL: t.PL, EN: t.EN} }

type variableDoc struct {
	Variable     string                         `yaml:"variable,required"`
	Name         textDoc                        `yaml:"name,required"`
	Unit         string                         `yaml:"unit,required"`
	Levels       []string                       `yaml:"levels,required"`
	Kind         string                         `yaml:"kind,required"`
	Reference    string                         `yaml:"reference,required"`
	Counted      string                         `yaml:"counted,required"`
	Availability string                         `yaml:"availability,required"`
	System       string                         `yaml:"system"`
	BDL          *bdlDoc                        `yaml:"bdl"`
	SIO          yamldoc.OneOrMore[sioDoc]      `yaml:"sio"`
	Exam         yamldoc.OneOrMore[examDoc]     `yaml:"exam"`
	Form         yamldoc.OneOrMore[formDoc]     `yaml:"form"`
	Register     yamldoc.OneOrMore[registerDoc] `yaml:"register"`
	Budget       *budgetDoc                     `yaml:"budget"`
	Verified     bool                           `yaml:"verified,required"`
	Range        *[2]float64                    `yaml:"range"`
	Unlike       []unlikeDoc                    `yaml:"unlike"`
	Parts        []partDoc                      `yaml:"parts"`
	Note         string                         `yaml:"note"`
}

type partDoc struct {
	Codes []string `yaml:"codes,required"`
	All   bool     `yaml:"all"`
}

func parts(docs []partDoc) []indicators.Part {
	var out []indicators.Part
	for _, d := range docs {
		out = append(out, indicators.Part(d))
	}
	return out
}

type unlikeDoc struct {
	Code string `yaml:"code,required"`
	Why  string `yaml:"why,required"`
}

func unlike(docs []unlikeDoc) []indicators.Unlike {
	var out []indicators.Unlike
	for _, d := range docs {
		out = append(out, indicators.Unlike(d))
	}
	return out
}

var countedValues = []string{"resident", "attending", "own_facilities", "none"}

func decodeVariable(doc *yamldoc.Document) (*indicators.Variable, diag.List) {
	var d variableDoc
	found := doc.Decode(&d)
	c := checker{doc, &found}
	c.id("variable", d.Variable)
	c.unit("unit", d.Unit)
	c.oneOf("kind", d.Kind, "stock", "flow", "ratio")
	c.oneOf("counted", d.Counted, countedValues...)
	c.oneOf("availability", d.Availability, "public", "processing", "local", "unpublished", "uncollected")
	v := &indicators.Variable{
		Code: d.Variable, Name: d.Name.text(), Unit: d.Unit, Levels: c.levels(d.Levels), Kind: d.Kind,
		Reference: d.Reference, Counted: d.Counted, Availability: indicators.Availability(d.Availability),
		System: d.System, Origins: c.origins(d), Verified: d.Verified, Range: d.Range, Budget: c.budget(d), Unlike: unlike(d.Unlike), Parts: parts(d.Parts),
		Note: strings.TrimSpace(d.Note),
	}
	if v.System == "" {
		v.System = indicators.OriginLabels(v.Origins)
	}
	return v, found
}

type formulaDoc struct {
	Formula string `yaml:"formula,required" short:"formula"`
	From    int16  `yaml:"from"`
	To      int16  `yaml:"to"`
}

type cardDoc struct {
	Indicator   string       `yaml:"indicator,required"`
	Name        textDoc      `yaml:"name,required"`
	Definition  string       `yaml:"definition,required"`
	Dimension   string       `yaml:"dimension,required"`
	Direction   string       `yaml:"direction,required"`
	Target      *[2]float64  `yaml:"target"`
	Cap         *float64     `yaml:"cap"`
	Unit        string       `yaml:"unit,required"`
	UnitNote    string       `yaml:"unit_note"`
	Precision   int          `yaml:"precision,required"`
	Counted     string       `yaml:"counted,required"`
	CountedNote string       `yaml:"counted_note"`
	Numerator   []formulaDoc `yaml:"numerator,required"`
	Denominator []formulaDoc `yaml:"denominator"`
	Multiplier  string       `yaml:"multiplier"`
	Levels      []string     `yaml:"levels,required"`
	GroupFigure string       `yaml:"group_figure,required"`
	Frequency   int          `yaml:"frequency,required"`
	FirstYear   int16        `yaml:"first_year,required"`
	LastYear    int16        `yaml:"last_year"`
	Reference   string       `yaml:"reference,required"`
	Source      struct {
		System  string `yaml:"system,required"`
		Form    string `yaml:"form"`
		Section string `yaml:"section"`
	} `yaml:"source,required"`
	LagDays int `yaml:"lag_days,required"`
	Breaks  []struct {
		Year int16  `yaml:"year,required"`
		Note string `yaml:"note,required"`
	} `yaml:"breaks"`
	KnownGaps      string      `yaml:"known_gaps"`
	Range          *[2]float64 `yaml:"range"`
	Interpretation string      `yaml:"interpretation,required"`
	Limits         string      `yaml:"limits,required"`
	Basis          string      `yaml:"basis,required"`
	Verified       bool        `yaml:"verified,required"`
	Unlike         []unlikeDoc `yaml:"unlike"`
	Noise          *struct {
		Persons string  `yaml:"persons,required"`
		Squares string  `yaml:"squares"`
		SD      float64 `yaml:"sd"`
		Share   bool    `yaml:"share"`
		Minimum int     `yaml:"minimum,required"`
	} `yaml:"noise"`
	Example struct {
		Values map[string]string `yaml:"values,required"`
		Value  string            `yaml:"value,required"`
	} `yaml:"example,required"`
}

func decodeCard(doc *yamldoc.Document) (*indicators.Card, diag.List) {
	var d cardDoc
	found := doc.Decode(&d)
	c := checker{doc, &found}
	c.id("indicator", d.Indicator)
	c.unit("unit", d.Unit)
	c.oneOf("dimension", d.Dimension, "ilosc", "jakosc", "dostepnosc", "efektywnosc")
	c.oneOf("direction", d.Direction, "stimulant", "destimulant", "nominant", "neutral")
	c.oneOf("counted", d.Counted, append([]string{"mixed"}, countedValues...)...)
	c.oneOf("group_figure", d.GroupFigure, "ratio_of_sums", "sum", "median_only")
	card := &indicators.Card{
		Code: d.Indicator, Name: d.Name.text(), Definition: strings.TrimSpace(d.Definition),
		Dimension: indicators.Dimension(d.Dimension), Direction: indicators.Direction(d.Direction), Target: d.Target, Cap: d.Cap,
		Unit: d.Unit, UnitNote: strings.TrimSpace(d.UnitNote), Precision: d.Precision, Counted: d.Counted, CountedNote: strings.TrimSpace(d.CountedNote),
		Levels: c.levels(d.Levels), GroupFigure: indicators.GroupFigure(d.GroupFigure), Frequency: d.Frequency,
		FirstYear: indicators.Year(d.FirstYear), LastYear: indicators.Year(d.LastYear), Reference: d.Reference,
		SourceSystem: d.Source.System, SourceForm: d.Source.Form, SourcePart: d.Source.Section, LagDays: d.LagDays,
		KnownGaps: d.KnownGaps, Range: d.Range, Interpret: strings.TrimSpace(d.Interpretation),
		Limits: strings.TrimSpace(d.Limits), Basis: d.Basis, Verified: d.Verified, Unlike: unlike(d.Unlike),
	}
	if card.Precision < 0 || card.Precision > 6 {
		c.bad("precision", strconv.Itoa(card.Precision), "0–6")
	}
	if card.Frequency < 1 {
		c.bad("frequency", strconv.Itoa(card.Frequency), "≥ 1")
	}
	if card.LastYear != 0 && card.LastYear < card.FirstYear {
		found.Add(diag.DefValidity, doc.At("last_year"), d.Indicator, fmt.Sprintf("%d–%d", d.FirstYear, d.LastYear))
	}
	for _, b := range d.Breaks {
		card.Breaks = append(card.Breaks, indicators.Break{Year: indicators.Year(b.Year), Note: b.Note})
	}
	if d.Noise != nil {
		n := indicators.Noise(*d.Noise)
		card.Noise = &n
	}
	card.Multiplier = c.rational("multiplier", d.Multiplier, "1")
	card.Numerator = c.side(d.Indicator, "numerator", d.Numerator)
	card.Denominator = c.side(d.Indicator, "denominator", d.Denominator)
	card.Example.Values = map[string]*big.Rat{}
	for _, k := range slices.Sorted(maps.Keys(d.Example.Values)) {
		card.Example.Values[k] = c.rational("example.values."+k, d.Example.Values[k], "")
	}
	card.Example.Value = c.rational("example.value", d.Example.Value, "")
	return card, found
}

// checker reports values that decode but make no sense.
type checker struct {
	doc   *yamldoc.Document
	found *diag.List
}

func (c checker) bad(path, got, want string) {
	c.found.Add(diag.DefValue, c.doc.At(path), path, got, want)
}

func (c checker) id(path, s string) {
	if s != "" && !indicators.ValidID(s) {
		c.bad(path, s, "^[a-z][a-z0-9_]*$")
	}
}

func (c checker) unit(path, s string) {
	if _, err := indicators.ParseUnit(s); s != "" && err != nil {
		c.bad(path, s, "os., zł/os., os./1000, %")
	}
}

func (c checker) oneOf(path, got string, allowed ...string) {
	if got != "" && !slices.Contains(allowed, got) {
		c.bad(path, got, strings.Join(allowed, ", "))
	}
}

func (c checker) levels(names []string) []indicators.Level {
	var out []indicators.Level
	for i, n := range names {
		l, err := indicators.ParseLevel(n)
		if err != nil {
			c.bad(fmt.Sprintf("levels[%d]", i), n, "kraj, województwo, powiat, gmina")
			continue
		}
		out = append(out, l)
	}
	return out
}

func (c checker) rational(path, s, fallback string) *big.Rat {
	if s == "" {
		s = fallback
	}
	r, ok := new(big.Rat).SetString(s)
	if !ok {
		c.bad(path, s, "1, 100, 0.5")
		return big.NewRat(1, 1)
	}
	return r
}

func (c checker) side(code, path string, docs []formulaDoc) indicators.Side {
	var side indicators.Side
	for i, f := range docs {
		linear, err := indicators.ParseFormula(f.Formula)
		if err != nil {
			c.formula(code, path, i, f.Formula, err)
			continue
		}
		d := indicators.DatedFormula{Text: f.Formula, Linear: linear, From: indicators.Year(f.From), To: indicators.Year(f.To)}
		if reason := overlap(side, d); reason != "" {
			c.found.Add(diag.DefValidity, c.doc.At(fmt.Sprintf("%s[%d]", path, i)), code, reason)
		}
		side = append(side, d)
	}
	return side
}

func overlap(side indicators.Side, d indicators.DatedFormula) string {
	if d.To != 0 && d.From > d.To {
		return span(d)
	}
	for _, o := range side {
		if (o.To == 0 || d.From <= o.To) && (d.To == 0 || o.From <= d.To) {
			return span(o) + ", " + span(d)
		}
	}
	return ""
}

// span writes the years of a formula.
func span(d indicators.DatedFormula) string { return openSpan(d.From, d.To) }

// openSpan writes years, an open side as an ellipsis.
func openSpan(from, to indicators.Year) string {
	year := func(y indicators.Year) string {
		if y == 0 {
			return "…"
		}
		return strconv.Itoa(int(y))
	}
	return year(from) + "–" + year(to)
}

func (c checker) formula(code, path string, i int, text string, err error) {
	list := []error{err}
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		list = joined.Unwrap()
	}
	for _, e := range list {
		var fe *indicators.FormulaError
		if errors.As(e, &fe) {
			c.found.Add(diag.DefFormula, formulaPlace(c.doc, path, i, fe.Column), code, text,
				diag.Phrase{PL: fe.Reason.PL, EN: fe.Reason.EN})
		}
	}
}
