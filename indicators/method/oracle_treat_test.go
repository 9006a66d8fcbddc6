package method

import (
	"math"
	"strings"
	"testing"
)

const treatDir = "06_asem_treat"

// treatCases holds 06. Miernik takes no winsorising step that would pass
// MaxPoints while COINr counts after the step; on these data no step does, so
// every cell must agree.
func treatCases() []oracleCase {
	rule := func(change func(*TreatRule)) TreatRule {
		r := DefaultTreatRule()
		change(&r)
		return r
	}
	rules := []struct {
		file string
		rule TreatRule
	}{
		{"default", DefaultTreatRule()},
		{"winmax1", rule(func(r *TreatRule) { r.MaxPoints = 1 })},
		{"winmax1_combine", rule(func(r *TreatRule) { r.MaxPoints, r.LogWinsorised = 1, true })},
		{"winmax10", rule(func(r *TreatRule) { r.MaxPoints = 10 })},
		{"log_CT_plus_f2", rule(func(r *TreatRule) { r.MaxPoints, r.Log = 1, LogPlus })},
		{"log_CT_orig_f2", rule(func(r *TreatRule) { r.MaxPoints, r.Log = 1, LogOrig })},
		{"skew1_kurt2", rule(func(r *TreatRule) { r.Skewness, r.Kurtosis = 1, 2 })},
	}
	var cases []oracleCase
	for _, r := range rules {
		cases = append(cases, oracleCase{"06 " + r.file, func(t *testing.T, dir string, c *tally) {
			raw := load(t, dir, treatDir, "in_raw.csv")
			compareTreatment(t, c, raw, r.rule, dir, treatDir, "out_"+r.file, "_data.csv", "_details.csv", "_points.csv")
		}})
	}
	return append(cases, oracleCase{"06 stats_raw (min … kurtosis, n)", statistics})
}

// compareTreatment compares the values, the details and the log of points.
func compareTreatment(t *testing.T, c *tally, raw *frame, rule TreatRule, dir, folder, prefix, data, details, points string) {
	t.Helper()
	values := load(t, dir, folder, prefix+data)
	marks := load(t, dir, folder, prefix+points)
	detail := load(t, dir, folder, prefix+details)
	detail = detail.ordered("iCode", raw.indicators())
	for row, name := range raw.indicators() {
		xs := raw.numbers(name)
		tr := Treat(xs, rule)
		c.column(tr.Values, values.numbers(name), name)
		for u, want := range marks.strings(name) {
			c.text(mark(tr, u), want, name, " point ", u)
		}
		compareDetails(c, tr, detail, row, name)
	}
}

// mark writes the treatment of one cell as COINr does. COINr marks every cell
// of a transformed indicator, missing ones too.
func mark(tr Treatment, unit int) string {
	text := ""
	for _, p := range tr.Points {
		if p.Unit == unit && p.High {
			text = "winhi"
		} else if p.Unit == unit {
			text = "winlo"
		}
	}
	switch tr.Log {
	case LogCT, LogPlus: // COINr names both log_CT
		text += "+log_CT"
	case LogOrig:
		text += "+log_CT_orig"
	}
	return text
}

func compareDetails(c *tally, tr Treatment, detail *frame, row int, name string) {
	check := func(prefix string, s Shape) {
		if _, ok := detail.index[prefix+".Pass"]; !ok {
			return
		}
		pass := detail.strings(prefix + ".Pass")[row]
		if pass == "" { // COINr stopped before this step
			return
		}
		c.text(strings.ToUpper(map[bool]string{true: "true", false: "false"}[s.Pass]), pass, name, prefix)
		c.equal(s.Skewness, detail.numbers(prefix + ".Skew")[row], name, prefix, " skewness")
		c.equal(s.Kurtosis, detail.numbers(prefix + ".Kurt")[row], name, prefix, " kurtosis")
	}
	check("check_SkewKurt0", tr.Before)
	check("check_SkewKurt1", tr.Winsorised)
	check("check_SkewKurt2", tr.After)
	n := detail.numbers("winsorise.nwin")[row]
	if math.IsNaN(n) {
		n = 0
	}
	c.equal(float64(len(tr.Points)), n, name, " points")
}

func statistics(t *testing.T, dir string, c *tally) {
	raw := load(t, dir, treatDir, "in_raw.csv")
	want := load(t, dir, treatDir, "out_stats_raw.csv").ordered("iCode", raw.indicators())
	for i, name := range raw.indicators() {
		xs := raw.numbers(name)
		lo, hi, n := Extent(xs)
		for column, got := range map[string]float64{
			"Min": lo, "Max": hi, "Mean": Mean(xs), "Median": Median(xs), "Std": SD(xs),
			"Skew": Skewness(xs), "Kurt": Kurtosis(xs), "N.Avail": float64(n),
		} {
			c.equal(got, want.numbers(column)[i], name, " ", column)
		}
	}
}
