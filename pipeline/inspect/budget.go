package inspect

import (
	"fmt"
	"strings"

	"miernik/indicators"
	"miernik/pipeline/ingest"
	"miernik/pipeline/profile"
)

// budget proposes a profile of budget reports: the variables of the catalogue
// that are sums of positions of the reports in the file.
func (x *inspector) budget() bool {
	for _, g := range x.grids {
		if len(g.rows) == 0 {
			continue
		}
		format, reports := budgetColumns(g)
		if format == "" {
			continue
		}
		var selects []string
		if x.o.Catalog != nil {
			for _, code := range x.o.Catalog.VariableCodes() {
				v := x.o.Catalog.Variables[code].Value
				if v == nil || v.Budget == nil || !strings.Contains(reports, strings.ToLower(string(v.Budget.Report))) {
					continue
				}
				for _, level := range v.Levels {
					selects = append(selects, fmt.Sprintf("  - {variable: %s, level: %s}\n", code, level))
				}
			}
		}
		g.info.Table, g.info.Header = string(format), g.rows[0].Number
		x.report.Why = indicators.Text{PL: "sprawozdania budżetowe; co się sumuje, mówią zmienne katalogu (budget)", EN: "budget reports; the variables of the catalogue (budget) say what is summed"}
		if len(selects) == 0 {
			return true
		}
		var b strings.Builder
		b.WriteString(x.head("MF", "", format, false))
		if format == profile.Rb {
			report := indicators.Rb28S
			note := ""
			if strings.Contains(reports, " ") {
				note = "   # sprawdź: wydatki to Rb-28S, dochody Rb-27S"
			}
			fmt.Fprintf(&b, "budget: {report: %s}%s\n", report, note)
		}
		b.WriteString("select:\n" + strings.Join(selects, ""))
		x.report.Profile = b.String()
		return true
	}
	return false
}

// budgetColumns tells tables of budget positions by their columns, with the
// reports that may be in them.
func budgetColumns(g *grid) (profile.Format, string) {
	have := map[string]bool{}
	report := ""
	for _, c := range g.rows[0].Cells {
		name := profile.Fold(c.Text)
		have[name] = true
		if first, _, path := strings.Cut(name, "/"); path && strings.HasPrefix(first, "rb-2") {
			report = first
		}
	}
	switch {
	case report != "" && have["rozdzial"] && have["paragraf"]:
		return profile.Besti, report
	case have["wk"] && have["pk"] && have["rozdzial"] && have["par"] && have["r1"]:
		return profile.Rb, "rb-28s rb-27s"
	}
	return "", ""
}

// dropEmpty takes the selections out of a proposal that found nothing; false
// when there are none, or when nothing at all was found.
func (x *inspector) dropEmpty(p *profile.Profile, t *ingest.Trial) bool {
	empty := map[int]bool{}
	for i, s := range t.Selections {
		if s.Observations == 0 {
			empty[p.Select[i].Line] = true
		}
	}
	if len(empty) == 0 || len(empty) == len(t.Selections) {
		return false
	}
	var kept []string
	n := 0
	for line := range strings.Lines(x.report.Profile) {
		if n++; !empty[n] {
			kept = append(kept, line)
		}
	}
	x.report.Profile = strings.Join(kept, "")
	return true
}
