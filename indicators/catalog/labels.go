package catalog

import (
	_ "embed"
	"encoding/csv"
	"strings"
)

//go:embed labels.csv
var labelsCSV string

// Label is the wording of a code in both languages. Shorthand is the mark for
// tables of published workbooks, ShortPL the short form for Polish tables and
// headings, SDMX the observation status of exports.
type Label struct {
	Group, Code, PL, EN, Shorthand, SDMX, ExplanationPL, ShortPL, ExplanationEN string
}

// Labels lists the wording of every code: statuses, flags, causes, classes,
// headers, sheet names and so on.
func Labels() []Label {
	rows, err := csv.NewReader(strings.NewReader(labelsCSV)).ReadAll()
	if err != nil {
		panic(err) // the table is compiled in
	}
	out := make([]Label, 0, len(rows))
	for _, r := range rows[1:] {
		out = append(out, Label{r[0], r[1], r[2], r[3], r[4], r[5], r[6], r[7], r[8]})
	}
	return out
}
