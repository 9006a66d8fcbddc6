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

// Wording names codes in one language.
type Wording map[[2]string]string

// WordingIn gives the names of all codes in a language, Polish unless it is "en".
func WordingIn(lang string) Wording {
	out := Wording{}
	for _, l := range Labels() {
		if out[[2]string{l.Group, l.Code}] = l.PL; lang == "en" {
			out[[2]string{l.Group, l.Code}] = l.EN
		}
	}
	return out
}

// Of names a code of a group; one without a label names itself.
func (w Wording) Of(group, code string) string {
	if s, ok := w[[2]string{group, code}]; ok {
		return s
	}
	return code
}
