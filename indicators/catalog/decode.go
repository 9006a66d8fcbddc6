package catalog

import (
	"errors"
	"fmt"
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
	Variable     string      `yaml:"variable,required"`
	Name         textDoc     `yaml:"name,required"`
	Unit         string      `yaml:"unit,required"`
	Levels       []string    `yaml:"levels,required"`
	Kind         string      `yaml:"kind,required"`
	Reference    string      `yaml:"reference,required"`
	Counted      string      `yaml:"counted,required"`
	Availability string      `yaml:"availability,required"`
	System       string      `yaml:"system,required"`
	Code         string      `yaml:"code"`
	Verified     bool        `yaml:"verified,required"`
	Range        *[2]float64 `yaml:"range"`
	Budget       *budgetDoc  `yaml:"budget"`
	Note         string      `yaml:"note"`
}

var countedValues = []string{"resident", "attending", "own_facilities", "none"}

func decodeVariable(doc *yamldoc.Document) (*indicators.Variable, diag.List) {
	var d variableDoc
	found := doc.Decode(&d)
	c := checker{doc, &found}
	c.id("variable", d.Variable)
	c.oneOf("kind", d.Kind, "stock", "flow", "ratio")
	c.oneOf("counted", d.Counted, countedValues...)
	c.oneOf("availability", d.Availability, "public", "processing", "local", "unpublished", "uncollected")
	return &indicators.Variable{
		Code: d.Variable, Name: d.Name.text(), Unit: d.Unit, Levels: c.levels(d.Levels), Kind: d.Kind,
		Reference: d.Reference, Counted: d.Counted, Availability: indicators.Availability(d.Availability),
		System: d.System, SourceCode: d.Code, Verified: d.Verified, Range: d.Range, Budget: c.budget(d), Note: strings.TrimSpace(d.Note),
	}, found
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
	Example        struct {
		Values map[string]string `yaml:"values,required"`
		Value  string            `yaml:"value,required"`
	} `yaml:"example,required"`
}

func decodeCard(doc *yamldoc.Document) (*indicators.Card, diag.List) {
	var d cardDoc
	found := doc.Decode(&d)
	c := checker{doc, &found}
	c.id("indicator", d.Indicator)
	c.oneOf("dimension", d.Dimension, "ilosc", "jakosc", "dostepnosc", "efektywnosc")
	c.oneOf("direction", d.Direction, "stimulant", "destimulant", "nominant", "neutral")
	c.oneOf("counted", d.Counted, append([]string{"mixed"}, countedValues...)...)
	c.oneOf("group_figure", d.GroupFigure, "ratio_of_sums", "sum", "median_only")
	if d.Counted == "mixed" && d.CountedNote == "" {
		found.Add(diag.DefUnit, doc.At("counted"), d.Indicator)
	}
	card := &indicators.Card{
		Code: d.Indicator, Name: d.Name.text(), Definition: strings.TrimSpace(d.Definition),
		Dimension: indicators.Dimension(d.Dimension), Direction: indicators.Direction(d.Direction), Cap: d.Cap,
		Unit: d.Unit, Precision: d.Precision, Counted: d.Counted, CountedNote: d.CountedNote,
		Levels: c.levels(d.Levels), GroupFigure: indicators.GroupFigure(d.GroupFigure), Frequency: d.Frequency,
		FirstYear: indicators.Year(d.FirstYear), LastYear: indicators.Year(d.LastYear), Reference: d.Reference,
		SourceSystem: d.Source.System, SourceForm: d.Source.Form, SourcePart: d.Source.Section, LagDays: d.LagDays,
		KnownGaps: d.KnownGaps, Range: d.Range, Interpret: strings.TrimSpace(d.Interpretation),
		Limits: strings.TrimSpace(d.Limits), Basis: d.Basis, Verified: d.Verified,
	}
	if card.Direction == indicators.Nominant {
		if d.Target == nil || d.Target[0] > d.Target[1] {
			found.Add(diag.DefNominant, doc.At("target"), d.Indicator)
		} else {
			card.Target = *d.Target
		}
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
	card.Multiplier = c.rational("multiplier", d.Multiplier, "1")
	card.Numerator = c.side(d.Indicator, "numerator", d.Numerator)
	card.Denominator = c.side(d.Indicator, "denominator", d.Denominator)
	if found.Count(diag.Error) == 0 {
		c.example(card, d)
	}
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

// example recomputes the worked example in the last year the card is in
// force and compares at the card's precision.
func (c checker) example(card *indicators.Card, d cardDoc) {
	values := map[string]*big.Rat{}
	for k, s := range d.Example.Values {
		values[k] = c.rational("example.values."+k, s, "")
	}
	want := c.rational("example.value", d.Example.Value, "")
	if c.found.Count(diag.Error) > 0 {
		return
	}
	year := card.LastYear
	if year == 0 {
		year = indicators.MaxYear
	}
	got, err := card.Compute(year, values)
	if err != nil {
		reason := indicators.Text{PL: err.Error(), EN: err.Error()}
		if ce := (*indicators.ComputeError)(nil); errors.As(err, &ce) {
			reason = ce.Reason
		}
		c.found.Add(diag.DefExample, c.doc.At("example"), card.Code,
			diag.Phrase{PL: "brak wyniku (" + reason.PL + ")", EN: "no result (" + reason.EN + ")"}, d.Example.Value)
		return
	}
	if got.FloatString(card.Precision) != want.FloatString(card.Precision) {
		c.found.Add(diag.DefExample, c.doc.At("example.value"), card.Code, got.FloatString(card.Precision), want.FloatString(card.Precision))
	}
	card.Example = indicators.Example{Values: values, Value: want}
}
