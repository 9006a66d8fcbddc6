// Package fiches holds service fiches (fiszki usług): what a service is, on
// what law it rests, which indicators describe it and with which weights. It
// loads them from YAML with the place of every problem.
package fiches

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"

	"miernik/indicators"
)

// Role says what an indicator does in a fiche.
type Role string

// Monitoring indicators carry weight; context indicators describe conditions.
const (
	Monitoring Role = "monitoring"
	Context    Role = "context"
)

// Fiche describes one service.
type Fiche struct {
	ID         string // file-level code used everywhere, e.g. biblioteki
	Code       string // code of the service list, e.g. KUL-01
	Name       indicators.Text
	Area       string // edukacja, kultura
	Version    int
	ValidFrom  indicators.Year
	ValidTo    indicators.Year // 0: open
	Status     string          // draft, agreed, tested, in_force
	Task       Task
	Applies    Applies
	LegalBasis []LegalBasis
	Purpose    string
	Recipients string
	Provider   string
	ScopeIn    []string
	ScopeOut   []string
	Chapters   []Chapter
	Standards  []Standard
	Dimensions []DimensionWeight // empty: indicators are weighed within the whole fiche
	Indicators []Item
	WeightSets []WeightSet // beside the fiche's own weights
	Score      ScoreRule
	Ladder     Ladder // what the cost is taken apart from; nil: it is not
	Fill       *Fill  // for indicators without a rule of their own; nil: nothing is filled
	Interpret  string
	Limits     string
	Basis      string
	Authors    []string
	History    []Change
}

// Task is the legal character of the service.
type Task struct{ Kind, Obligation, Note string }

// Applies says which units a fiche is about.
type Applies struct {
	Level indicators.Level
	Kinds []string
	Where *Condition // nil: all of them
}

// Condition compares a variable of the same unit and year with a number. A
// missing variable is a gap, never "does not apply".
type Condition struct {
	Variable string
	Op       string // > >= < <= = !=
	Value    float64
}

var conditionForm = regexp.MustCompile(`^\s*([a-z][a-z0-9_]*)\s*(>=|<=|!=|=|>|<)\s*(-?[0-9]+(?:\.[0-9]+)?)\s*$`)

// ParseCondition reads "variable op number".
func ParseCondition(s string) (*Condition, error) {
	m := conditionForm.FindStringSubmatch(s)
	if m == nil {
		return nil, fmt.Errorf("%q", s)
	}
	v, err := strconv.ParseFloat(m[3], 64)
	return &Condition{Variable: m[1], Op: m[2], Value: v}, err
}

// String writes the condition as it is read.
func (c *Condition) String() string {
	if c == nil {
		return ""
	}
	return c.Variable + " " + c.Op + " " + strconv.FormatFloat(c.Value, 'f', -1, 64)
}

// LegalBasis is one provision. Verified tells whether it was checked in a
// text of the act; what was not is shown so in every report.
type LegalBasis struct {
	Act, Journal, Article, Text, AsOf, Source string
	Verified                                  bool
}

// Chapter is a budget chapter with the years it was in use.
type Chapter struct {
	Code, Name, Note string
	From, To         indicators.Year
	Verified         bool
}

// Standard is a norm or threshold that law or a known standard sets. One that
// bounds an indicator names it with its limits.
type Standard struct {
	Text, Source string
	Indicator    string
	Min, Max     *float64
	Verified     bool
}

// DimensionWeight is what a dimension weighs in a fiche, in whole points.
type DimensionWeight struct {
	Dimension indicators.Dimension
	Weight    int
	Why       string
}

// Item is an indicator in a fiche.
type Item struct {
	Indicator string
	Role      Role
	Weight    int         // whole points; they sum to 100 in the fiche, or in each dimension where dimensions have weights
	Core      bool        // units are ranked only when they have all core indicators
	Posts     *[2]float64 // goalposts: values of score 0 and 100
	Target    *float64    // normalise target: the value of full marks
	Fill      *Fill       // nil: the rule of the fiche
	Why       string
}

// Fill says how missing values of an indicator may be filled for the unit's
// own score. A filled value is flagged and enters nobody else's figures.
type Fill struct {
	Methods    []string // locf, interpolate, growth_of_peers, peer_median, ratio_to_parent, in order of preference
	LimitYears int      // years a value may be carried or bridged
}

// Change is an entry of the history of a fiche.
type Change struct {
	Version, Year int
	Change        string
}

// MonitoringItems are the items that carry weight.
func (f *Fiche) MonitoringItems() []Item {
	return slices.DeleteFunc(slices.Clone(f.Indicators), func(i Item) bool { return i.Role != Monitoring })
}

// FillOf is the rule for filling gaps of an item: its own or the fiche's.
func (f *Fiche) FillOf(it Item) *Fill {
	if it.Fill != nil {
		return it.Fill
	}
	return f.Fill
}

// Scored reports whether the fiche has a score at all: a cross-section of an
// area is shown, not scored.
func (f *Fiche) Scored() bool { return f.Score.None == "" }

// ValidIn reports whether the version is in force in a year.
func (f *Fiche) ValidIn(y indicators.Year) bool {
	return y >= f.ValidFrom && (f.ValidTo == 0 || y <= f.ValidTo)
}

// Unverified counts references of the fiche that were not checked.
func (f *Fiche) Unverified() int {
	n := 0
	for _, l := range f.LegalBasis {
		if !l.Verified {
			n++
		}
	}
	for _, c := range f.Chapters {
		if !c.Verified {
			n++
		}
	}
	for _, s := range f.Standards {
		if !s.Verified {
			n++
		}
	}
	return n
}
