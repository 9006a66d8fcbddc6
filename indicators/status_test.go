package indicators_test

import (
	"slices"
	"strings"
	"testing"

	"miernik/indicators"
)

// The statuses of domain.md §3, in the order they are published.
func TestStatuses(t *testing.T) {
	want := strings.Fields(`ok true_zero below_format secret suppressed_small_n no_information not_collected
		not_applicable pending structure_change source_absent parse_error`)
	var got []string
	for _, s := range indicators.Statuses() {
		got = append(got, string(s))
		if back, err := indicators.ParseStatus(string(s)); err != nil || back != s {
			t.Errorf("ParseStatus(%q) = %q, %v", s, back, err)
		}
		if withValue := slices.Contains([]string{"ok", "true_zero", "below_format"}, string(s)); s.HasValue() != withValue {
			t.Errorf("%s: HasValue %v", s, s.HasValue())
		}
	}
	if !slices.Equal(got, want) {
		t.Errorf("statuses %q, want %q", got, want)
	}
	for _, s := range []string{"", "OK", "withheld", "missing", "ok "} { // withheld belongs to scores
		if got, err := indicators.ParseStatus(s); err == nil || got != "" {
			t.Errorf("ParseStatus(%q) = %q without an error", s, got)
		}
	}
	if indicators.Status("withheld").HasValue() {
		t.Error("an unknown status has a value")
	}
}

func TestFlags(t *testing.T) {
	want := []string{"incomplete", "estimate", "low_precision", "method_break", "joint_scope", "revised", "imputed"}
	if got := indicators.FlagNames(); !slices.Equal(got, want) {
		t.Fatalf("flags %q, want %q", got, want)
	}
	// Every set is written and read back as itself.
	for set := range indicators.Flags(1 << len(want)) {
		var back indicators.Flags
		text := set.String()
		for name := range strings.SplitSeq(text, ",") {
			if name == "" {
				continue
			}
			f, err := indicators.ParseFlag(name)
			if err != nil {
				t.Fatal(err)
			}
			back |= f
		}
		if back != set {
			t.Errorf("%q came back as %q", text, back)
		}
	}
	if got := (indicators.Imputed | indicators.Incomplete).String(); got != "incomplete,imputed" {
		t.Errorf("got %q", got)
	}
	if got := indicators.Flags(0).String(); got != "" {
		t.Errorf("no flag is written %q", got)
	}
	for _, s := range []string{"", "Estimate", "estimate,revised", "break"} {
		if f, err := indicators.ParseFlag(s); err == nil || f != 0 {
			t.Errorf("ParseFlag(%q) = %d without an error", s, f)
		}
	}
	names := indicators.FlagNames()
	names[0] = "changed"
	if indicators.FlagNames()[0] != "incomplete" {
		t.Error("FlagNames hands out its own table")
	}
}

// The causes are the statuses without a value and five of their own, each
// once; the order decides which of several missing terms names a gap.
func TestCauses(t *testing.T) {
	causes := indicators.Causes()
	rank := func(c indicators.Cause) int { return slices.Index(causes, c) }
	want := 5
	for _, s := range indicators.Statuses() {
		switch has := rank(indicators.Cause(s)) >= 0; {
		case s.HasValue() && has:
			t.Errorf("%s has a value and is a cause", s)
		case !s.HasValue() && !has:
			t.Errorf("%s has no value and is no cause", s)
		}
		if !s.HasValue() {
			want++
		}
	}
	own := []indicators.Cause{indicators.NotPublishedAtLevel, indicators.LocalMissing, indicators.DenominatorZero, indicators.TermMissing, indicators.BelowCoverage}
	for _, c := range own {
		if rank(c) < 0 {
			t.Errorf("cause %s is not listed", c)
		}
	}
	if len(causes) != want || len(slices.Compact(slices.Sorted(slices.Values(causes)))) != want {
		t.Errorf("%d causes, want %d, each once: %q", len(causes), want, causes)
	}
	// What can be mended is named before what nobody can mend.
	for _, pair := range [][2]indicators.Cause{
		{indicators.Cause(indicators.ParseError), indicators.Cause(indicators.SourceAbsent)},
		{indicators.Cause(indicators.SourceAbsent), indicators.Cause(indicators.NoInformation)},
		{indicators.LocalMissing, indicators.Cause(indicators.NotCollected)},
		{indicators.Cause(indicators.Pending), indicators.Cause(indicators.NoInformation)},
		{indicators.BelowCoverage, indicators.Cause(indicators.NotApplicable)},
	} {
		if rank(pair[0]) >= rank(pair[1]) {
			t.Errorf("%s comes after %s", pair[0], pair[1])
		}
	}
}
