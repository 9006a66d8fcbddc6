package indicators

import (
	"fmt"
	"math/big"
	"strings"
)

// Text is a label in the two languages of the product.
type Text struct{ PL, EN string }

// In returns the label in a language, Polish where English is missing.
func (t Text) In(lang string) string {
	if lang == "en" && t.EN != "" {
		return t.EN
	}
	return t.PL
}

// PriceIndex is the variable of the country by which amounts of earlier years
// are brought to later prices: consumer prices, previous year = 100.
const PriceIndex = "cpi"

// Availability says how a variable can be had at the level of the unit. It
// decides the cause of a gap when no source profile fills the variable.
type Availability string

// Kinds of availability.
const (
	Public      Availability = "public"      // published per unit
	Processing  Availability = "processing"  // public, after aggregating a register or report
	Local       Availability = "local"       // only the local government has it
	Unpublished Availability = "unpublished" // collected, not published at this level
	Uncollected Availability = "uncollected" // nobody collects it
)

// Variable is a quantity that sources deliver per unit and year.
type Variable struct {
	Code         string
	Name         Text
	Unit         string // unit of measure
	Levels       []Level
	Kind         string // stock, flow, ratio
	Reference    string // reference day or period
	Counted      string // who is counted: resident, attending, own_facilities, none
	Availability Availability
	System       string   // label of where the variable comes from, for a person
	Origins      []Origin // where it stands there, as far as that is known
	Verified     bool     // whether the definition was checked
	Range        *[2]float64
	Unlike       []Unlike
	Parts        []Part  // variables that count a part of what this one counts
	Budget       *Budget // what it is the sum of, for amounts of budget reports
	Note         string
}

// Part lists variables of which each counts a part of a whole ("w tym"). If All,
// they leave nothing out and nothing twice, and add up to it ("z tego").
type Part struct {
	Codes []string
	All   bool
}

// Unlike names a definition of a similar name that is another thing, and why.
type Unlike struct{ Code, Why string }

// Dimension is one of the four sides a service is described from.
type Dimension string

// The four dimensions.
const (
	Quantity      Dimension = "ilosc"
	Quality       Dimension = "jakosc"
	Accessibility Dimension = "dostepnosc"
	Effectiveness Dimension = "efektywnosc"
)

// Direction says which values are favourable.
type Direction string

// Directions. Neutral indicators give context and carry no weight.
const (
	Stimulant   Direction = "stimulant"
	Destimulant Direction = "destimulant"
	Nominant    Direction = "nominant"
	Neutral     Direction = "neutral"
)

// DatedFormula is a formula valid in the years From–To; 0 is open.
type DatedFormula struct {
	Text     string
	Linear   Linear
	From, To Year
}

// ValidIn reports whether the formula is in force in year y.
func (d DatedFormula) ValidIn(y Year) bool {
	return (d.From == 0 || y >= d.From) && (d.To == 0 || y <= d.To)
}

// Side is the numerator or the denominator: one formula, or several with
// validity years that do not overlap.
type Side []DatedFormula

// In returns the formula in force in a year.
func (s Side) In(y Year) (DatedFormula, bool) {
	for _, d := range s {
		if d.ValidIn(y) {
			return d, true
		}
	}
	return DatedFormula{}, false
}

// GroupFigure says how a group is summarised.
type GroupFigure string

// Group figures.
const (
	RatioOfSums GroupFigure = "ratio_of_sums"
	SumOnly     GroupFigure = "sum"
	MedianOnly  GroupFigure = "median_only" // ready-made ratios cannot be summed
)

// Break marks the first year of a new definition: no change is computed
// across it.
type Break struct {
	Year Year
	Note string
}

// Noise marks an indicator that is a mean or a share over few persons: its
// figures have a standard error. One of Share and SD is given; Squares stands
// beside SD.
type Noise struct {
	Persons string  // variable: persons that the figure is of
	Squares string  // variable: Σ persons·deviation² over the groups of the unit; SD where it is missing
	SD      float64 // standard deviation of a person's result, in the unit of the card
	Share   bool    // the figure is a share of the persons
	Minimum int     // persons over three years that a leader needs
}

// Example is the worked example of a card, checked by its tests.
type Example struct {
	Values map[string]*big.Rat // by Term.Key
	Value  *big.Rat
}

// Card is an indicator card:
// value = Multiplier · Numerator / Denominator, a plain count without Denominator.
type Card struct {
	Code         string
	Name         Text
	Definition   string
	Dimension    Dimension
	Direction    Direction
	Target       *[2]float64 // nominant: the range of full marks
	Cap          *float64    // value cut to this before scoring
	Unit         string
	UnitNote     string // why the unit is not what the formula gives
	Precision    int    // decimals published; a smaller difference is no difference
	Counted      string
	CountedNote  string
	Numerator    Side
	Denominator  Side // empty for a plain count or a ready-made ratio
	Multiplier   *big.Rat
	Levels       []Level
	GroupFigure  GroupFigure
	Frequency    int // years between observations
	FirstYear    Year
	LastYear     Year // 0: open
	Reference    string
	SourceSystem string
	SourceForm   string
	SourcePart   string
	LagDays      int // days from 31 December of the year to publication
	Breaks       []Break
	KnownGaps    string
	Range        *[2]float64
	Interpret    string
	Limits       string
	Basis        string
	Verified     bool
	Unlike       []Unlike
	Noise        *Noise // nil: no sampling error
	Example      Example
}

// Compute evaluates the card for a year over values keyed by Term.Key. A zero
// denominator is reported as ErrDenominatorZero.
func (c *Card) Compute(y Year, values map[string]*big.Rat) (*big.Rat, error) {
	num, ok := c.Numerator.In(y)
	if !ok {
		return nil, computeError(fmt.Sprintf("w roku %d nie obowiązuje żaden licznik", y), fmt.Sprintf("no numerator in force in %d", y))
	}
	v, err := num.Linear.Eval(values)
	if err != nil {
		return nil, err
	}
	v.Mul(v, c.Multiplier)
	if len(c.Denominator) == 0 {
		return v, nil
	}
	den, ok := c.Denominator.In(y)
	if !ok {
		return nil, computeError(fmt.Sprintf("w roku %d nie obowiązuje żaden mianownik", y), fmt.Sprintf("no denominator in force in %d", y))
	}
	d, err := den.Linear.Eval(values)
	if err != nil {
		return nil, err
	}
	if d.Sign() == 0 {
		return nil, ErrDenominatorZero
	}
	return v.Quo(v, d), nil
}

// Formula writes the formula of the card with the codes of its variables on one
// line: 1000 × (a) / (b); years of a part stand in braces, in Polish.
func (c *Card) Formula() string {
	s := sideText(c.Numerator)
	if len(c.Denominator) > 0 {
		s = "(" + s + ") / (" + sideText(c.Denominator) + ")"
	}
	if m := c.Multiplier.RatString(); m != "1" {
		s = m + " × " + s
	}
	return s
}

func sideText(side Side) string {
	var parts []string
	for _, f := range side {
		text := strings.Join(strings.Fields(f.Text), " ")
		switch {
		case f.From != 0 && f.To != 0:
			text += fmt.Sprintf(" {%d–%d}", f.From, f.To)
		case f.From != 0:
			text += fmt.Sprintf(" {od %d}", f.From)
		case f.To != 0:
			text += fmt.Sprintf(" {do %d}", f.To)
		}
		parts = append(parts, text)
	}
	return strings.Join(parts, "; ")
}

// ComputeError is every error of Compute and Eval: why there is no value.
type ComputeError struct{ Reason Text }

func (e *ComputeError) Error() string { return e.Reason.EN }

func computeError(pl, en string) *ComputeError { return &ComputeError{Text{pl, en}} }

// ErrDenominatorZero is returned for a ratio whose denominator is zero: the
// indicator is not applicable, never infinite.
var ErrDenominatorZero error = computeError("mianownik jest równy zeru", "denominator is zero")
