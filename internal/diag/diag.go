// Package diag holds findings: what the pipeline noticed about its input. A
// finding is data, not an error; a Go error means that work cannot continue.
package diag

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Severity orders findings by what they mean for the result.
type Severity uint8

// Info is worth knowing; Warning may change a figure; Error means that
// something was left out.
const (
	Info Severity = iota
	Warning
	Error
)

// String is the code used in the database and on the command line.
func (s Severity) String() string { return [...]string{"info", "warning", "error"}[s] }

// ParseSeverity reads a severity code.
func ParseSeverity(s string) (Severity, error) {
	for _, sev := range []Severity{Info, Warning, Error} {
		if sev.String() == s {
			return sev, nil
		}
	}
	return 0, fmt.Errorf("unknown severity %q (info, warning, error)", s)
}

// Place is where a finding was made, in the terms of the source: line and
// column of a text file, sheet and cell of a workbook.
type Place struct {
	File  string // relative to the workspace
	Sheet string // workbooks only
	Row   int    // 1-based line or row, 0: the whole file
	Col   int    // 1-based column in characters or cells, 0: the whole line
}

// String writes file:line:col, or file!sheet!D14 for a workbook.
func (p Place) String() string {
	var b strings.Builder
	b.WriteString(p.File)
	if p.Sheet != "" {
		b.WriteString("!" + p.Sheet)
		if p.Row > 0 && p.Col > 0 {
			b.WriteString("!" + ColumnName(p.Col) + strconv.Itoa(p.Row))
		} else if p.Row > 0 {
			b.WriteString("!" + strconv.Itoa(p.Row))
		}
		return b.String()
	}
	if p.Row > 0 {
		b.WriteString(":" + strconv.Itoa(p.Row))
		if p.Col > 0 {
			b.WriteString(":" + strconv.Itoa(p.Col))
		}
	}
	return b.String()
}

// ColumnName is the letter form of a 1-based column: 1 A, 27 AA.
func ColumnName(col int) string {
	var b []byte
	for col > 0 {
		col--
		b = append(b, byte('A'+col%26))
		col /= 26
	}
	slices.Reverse(b)
	return string(b)
}

// Finding is one diagnostic. The text lives apart from the arguments, by
// code, so that it can be shown in both languages.
type Finding struct {
	Code     Code
	Place    Place
	Args     []any
	Related  []Place
	Severity Severity
}

// New makes a finding with the severity declared for its code.
func New(code Code, place Place, args ...any) Finding {
	return Finding{Code: code, Place: place, Args: args, Severity: texts[code].severity}
}

// Phrase is an argument that reads differently in the two languages.
type Phrase struct{ PL, EN string }

// With adds related places.
func (f Finding) With(related ...Place) Finding {
	f.Related = append(slices.Clone(f.Related), related...)
	return f
}

// Message is the text in a language, "pl" or "en".
func (f Finding) Message(lang string) string {
	t := texts[f.Code]
	format := t.pl
	if lang == "en" {
		format = t.en
	}
	if format == "" {
		return string(f.Code)
	}
	args := slices.Clone(f.Args)
	for i, a := range args {
		if p, ok := a.(Phrase); ok {
			args[i] = p.PL
			if lang == "en" {
				args[i] = p.EN
			}
		}
	}
	return fmt.Sprintf(format, args...)
}

// Hint says what to do about it, "" when there is nothing to add.
func (f Finding) Hint(lang string) string {
	if lang == "en" {
		return texts[f.Code].hintEN
	}
	return texts[f.Code].hintPL
}

// Line is the one-line form: place: severity: message [code].
func (f Finding) Line(lang string) string {
	s := fmt.Sprintf("%s: %s [%s]", severityWord(f.Severity, lang), f.Message(lang), f.Code)
	if p := f.Place.String(); p != "" {
		s = p + ": " + s
	}
	return s
}

func severityWord(s Severity, lang string) string {
	if lang == "en" {
		return s.String()
	}
	return [...]string{"informacja", "ostrzeżenie", "błąd"}[s]
}

// List collects findings.
type List []Finding

// Add appends a finding made of a code, place and arguments.
func (l *List) Add(code Code, place Place, args ...any) { *l = append(*l, New(code, place, args...)) }

// Count counts findings of at least a severity.
func (l List) Count(min Severity) int {
	n := 0
	for _, f := range l {
		if f.Severity >= min {
			n++
		}
	}
	return n
}

// Sort orders findings by place, code and text: the same input gives the
// same list whatever ran first.
func (l List) Sort() {
	slices.SortStableFunc(l, func(a, b Finding) int {
		return cmp.Or(
			cmp.Compare(a.Place.File, b.Place.File), cmp.Compare(a.Place.Sheet, b.Place.Sheet),
			cmp.Compare(a.Place.Row, b.Place.Row), cmp.Compare(a.Place.Col, b.Place.Col),
			cmp.Compare(a.Code, b.Code), cmp.Compare(a.Message("en"), b.Message("en")))
	})
}
