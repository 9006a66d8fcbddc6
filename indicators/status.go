package indicators

import (
	"fmt"
	"slices"
	"strings"
)

// Status says what a cell of the observation grid is. A missing value is
// never zero and a zero is never missing: the status tells them apart.
type Status string

// Statuses of observations and, as the worst of their terms, of indicators.
const (
	OK               Status = "ok"
	TrueZero         Status = "true_zero"
	BelowFormat      Status = "below_format"
	Secret           Status = "secret"
	SuppressedSmallN Status = "suppressed_small_n"
	NoInformation    Status = "no_information"
	NotCollected     Status = "not_collected"
	NotApplicable    Status = "not_applicable"
	Pending          Status = "pending"
	StructureChange  Status = "structure_change"
	SourceAbsent     Status = "source_absent"
	ParseError       Status = "parse_error"
)

// Statuses lists all statuses: first those with a value, then those without.
func Statuses() []Status {
	return []Status{OK, TrueZero, BelowFormat, Secret, SuppressedSmallN, NoInformation, NotCollected,
		NotApplicable, Pending, StructureChange, SourceAbsent, ParseError}
}

// HasValue reports whether the status comes with a number.
func (s Status) HasValue() bool { return s == OK || s == TrueZero || s == BelowFormat }

// ParseStatus accepts the codes above.
func ParseStatus(s string) (Status, error) {
	if st := Status(s); slices.Contains(Statuses(), st) {
		return st, nil
	}
	return "", fmt.Errorf("unknown status %q", s)
}

// Flags qualify a value that is there. They are a set.
type Flags uint8

// The flags, in the order they are written.
const (
	Incomplete Flags = 1 << iota
	Estimate
	LowPrecision
	MethodBreak
	JointScope
	Revised
	Imputed
)

var flagNames = [...]string{"incomplete", "estimate", "low_precision", "method_break", "joint_scope", "revised", "imputed"}

// String writes the set as comma-separated codes, "" when empty.
func (f Flags) String() string {
	var out []string
	for i, name := range flagNames {
		if f&(1<<i) != 0 {
			out = append(out, name)
		}
	}
	return strings.Join(out, ",")
}

// ParseFlag accepts one flag code.
func ParseFlag(s string) (Flags, error) {
	if i := slices.Index(flagNames[:], s); i >= 0 {
		return 1 << i, nil
	}
	return 0, fmt.Errorf("unknown flag %q (%s)", s, strings.Join(flagNames[:], ", "))
}

// FlagNames lists the flag codes.
func FlagNames() []string { return slices.Clone(flagNames[:]) }

// Cause is the reason a cell of the expected grid has no value: the statuses
// without a value and five more that no single observation can carry.
type Cause string

// Causes that are not statuses.
const (
	NotPublishedAtLevel Cause = "not_published_at_level"
	LocalMissing        Cause = "local_missing"
	DenominatorZero     Cause = "denominator_zero"
	TermMissing         Cause = "term_missing"
	BelowCoverage       Cause = "below_coverage"
)

// Causes lists all causes in the declared order: when several terms of an
// indicator are missing, the first of this order names the gap. What the
// operator can mend comes first, what nobody can mend last.
func Causes() []Cause {
	return []Cause{
		Cause(ParseError), Cause(SourceAbsent), LocalMissing, Cause(Pending),
		Cause(StructureChange), Cause(NoInformation), Cause(SuppressedSmallN), Cause(Secret),
		NotPublishedAtLevel, Cause(NotCollected), DenominatorZero, TermMissing, BelowCoverage,
		Cause(NotApplicable),
	}
}
