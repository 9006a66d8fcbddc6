package fiches

import (
	"time"

	"miernik/indicators"
	"miernik/internal/diag"
)

// TestFile holds user-level tests of one fiche: a tiny register of units, what
// sources say about them, and in each case what the stages must make of it.
type TestFile struct {
	Fiche    string
	Version  int // 0: the version in force in the last year
	From, To indicators.Year
	AsOf     time.Time // decides what is overdue
	Schemes  []string  // comparison schemes; ranks are taken in the first
	MinGroup int
	Units    []TestUnit
	Sources  []TestSource
	Cells    []TestCell // common to all cases
	Cases    []TestCase
}

// TestUnit is a unit of the tiny register under the name the cases use.
type TestUnit struct {
	Name string
	Code indicators.TERYT
}

// TestSource says who gives some variables and when, as a source profile does.
type TestSource struct {
	ID, Publisher, OwnerKind, Released string
	From, To                           indicators.Year
	Every                              int
	Variables                          []string
	Place                              diag.Place
}

// TestCell is what the chosen source says about a unit, variable and year. A
// cell without a status is taken away again: no source has a row.
type TestCell struct {
	Unit     string
	Variable string
	Year     indicators.Year
	Value    *float64
	Status   indicators.Status
	Flags    string
	Place    diag.Place
}

// TestCase is one case: cells of its own, in place of the common ones, and
// what is expected.
type TestCase struct {
	Name   string
	About  string
	Cells  []TestCell
	Expect []Expectation
	Place  diag.Place
}

// Expectation is one figure or absence that a case expects. What is empty is
// not looked at.
type Expectation struct {
	Kind    ExpectationKind
	Unit    string
	Subject string // indicator, variable or weight set
	Item    string // weights: the indicator
	Year    indicators.Year
	Fields  []ExpectedField
	Place   diag.Place
}

// ExpectedField is a column of the result with its text as written: a number
// is compared at the decimals it is written with.
type ExpectedField struct {
	Name, Want string
	Place      diag.Place
}

// ExpectationKind names what is looked at.
type ExpectationKind string

// Kinds of expectations.
const (
	ExpectValue  ExpectationKind = "value"  // indicator_value and comparison
	ExpectGap    ExpectationKind = "gap"    // gap
	ExpectScore  ExpectationKind = "score"  // score and score_comparison
	ExpectWeight ExpectationKind = "weight" // fiche_weight
)
