package ingest

import (
	"regexp"
	"strings"

	"miernik/internal/diag"
	"miernik/pipeline/sheet"
)

// marked is a number with the footnote marks that publishers glue to it:
// "23767b", "1 234,5 a)", "12,3*". Letters of an exponent are no marks.
var marked = regexp.MustCompile(`^([-−–]?[0-9][0-9 \x{00a0}\x{202f}.,]*?)\s*((?:[a-zżźćńółęąś]\)?){1,3}|\*{1,3}|\([a-z]\))$`)

// footnote takes the marks off a number. A mark the profile does not explain
// is reported once a file; the value counts.
func (tr *tableReader) footnote(c sheet.Cell, row int) (sheet.Cell, string) {
	if c.Kind != sheet.Text {
		return c, ""
	}
	if _, declared := lookup(strings.TrimSpace(c.Text), tr.cells); declared {
		return c, ""
	}
	m := marked.FindStringSubmatch(strings.TrimSpace(c.Text))
	if m == nil {
		return c, ""
	}
	if _, _, ok := parseNumber(m[1], sheet.Text); !ok {
		return c, ""
	}
	c.Text = strings.TrimSpace(m[1])
	if _, known := tr.p.Signs[m[2]]; known {
		return c, m[2]
	}
	if tr.footnotes == nil {
		tr.footnotes = map[string]bool{}
	}
	if !tr.footnotes[m[2]] {
		tr.footnotes[m[2]] = true
		tr.found.Add(diag.CellFootnote, tr.at(tr.sheet.Name, row, c.Col), m[2], m[1])
	}
	return c, ""
}
