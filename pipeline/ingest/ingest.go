// Package ingest turns a source file into observations by its profile: which
// cells are unit, year and variable, what each sign means. Every observation
// keeps its cell; every row read is used, ignored or rejected with a finding.
package ingest

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"miernik/indicators"
	"miernik/internal/diag"
	"miernik/pipeline/profile"
	"miernik/pipeline/sheet"
)

// Observation is one value, or one stated absence, read from a source.
type Observation struct {
	Variable string
	Unit     indicators.UnitRef // as in the file, before mapping to the register
	UnitName string             // as printed
	Year     indicators.Year
	Value    float64
	HasValue bool
	Status   indicators.Status
	Flags    indicators.Flags
	Decimals int8
	Sheet    string
	Row, Col int    // 0 for an aggregated observation: its cells are contributions
	Raw      string // the text of the cell
	Sign     string // the attribute beside it
}

// Contribution is a cell of an aggregated observation. Facility rows of a
// gmina are summed, so its figure comes from many cells.
type Contribution struct {
	Variable string
	Unit     indicators.UnitRef
	Year     indicators.Year
	Sheet    string
	Row, Col int
	Value    float64 // of the cell
	Weight   float64 // of the weight cell, 1 without one
	WCol     int     // column of the weight cell, 0 without one
	Label    string  // the facility
}

// Counts account for everything read: Rows = Used + Ignored + Rejected.
type Counts struct {
	Rows, Used, Ignored, Rejected int
	Observations, Contributions   int
}

// Sink receives what a file holds.
type Sink interface {
	Observation(Observation) error
	Contribution(Contribution) error
}

// newReader prepares reading one opened file by a profile. Findings carry
// places relative to file.
func newReader(ctx context.Context, book *sheet.Book, file string, p *profile.Profile, sink Sink) *reader {
	return &reader{ctx: ctx, book: book, file: file, p: p, sink: sink, cells: p.Cells, hits: make([]int, len(p.Select)), agg: map[aggKey]*aggregate{}}
}

// read reads the file. After an error what was emitted is incomplete and must
// not be used; counts and findings tell how far it came.
func (r *reader) read() error {
	var err error
	switch r.p.Layout {
	case profile.BDLCREL:
		err = r.relational("")
	case profile.BDLCTAB:
		err = r.multidimensional("")
	case profile.BDLOld:
		err = r.oldExport()
	case profile.BDLXLSX:
		err = r.bdlWorkbook()
	case profile.AnyTable:
		err = r.tables()
	case profile.BDLAPI:
		err = r.answers(r.in)
	case profile.Besti, profile.Rb:
		err = r.budgets()
	default:
		err = fmt.Errorf("layout %s holds no observations", r.p.Layout)
	}
	if err == nil {
		err = r.flush()
	}
	r.finish(err == nil)
	return err
}

type reader struct {
	ctx    context.Context
	book   *sheet.Book // nil for answers of the API
	in     io.Reader   // answers of the API
	file   string
	p      *profile.Profile
	sink   Sink
	counts Counts
	found  findings
	cells  map[string]profile.Sign // the profile's, and what the file itself says of its signs
	hits   []int                   // observations per selection
	agg    map[aggKey]*aggregate
	order  []aggKey

	lostZeros int // codes whose leading zero was restored
	repeated  int // aggregate rows that repeat a code
	minYear   indicators.Year
	maxYear   indicators.Year
	signed    map[string]bool // signs of absence already reported
	footnotes map[string]bool // marks of footnotes already reported
	formulas  int             // formulas without a stored value
	unread    map[string]int  // texts that are no number → their finding
	excused   map[int]bool    // selections that the file is not about
}

// excuse says that a selection gives nothing because the file is not about it.
func (r *reader) excuse(i int) {
	if r.excused == nil {
		r.excused = map[int]bool{}
	}
	r.excused[i] = true
}

func (r *reader) at(sheetName string, row, col int) diag.Place {
	return diag.Place{File: r.file, Sheet: sheetName, Row: row, Col: col}
}

// finish reports what only the whole file tells; complete is false when
// reading stopped before its end.
func (r *reader) finish(complete bool) {
	whole := diag.Place{File: r.file}
	if r.counts.Rows == 0 && complete {
		r.found.Add(diag.FileEmpty, whole)
	}
	for i, s := range r.p.Select {
		if r.hits[i] == 0 && r.counts.Rows > 0 && complete && !r.excused[i] {
			r.found.Add(diag.SelectNothing, whole, r.p.Source, s.Variable)
		}
	}
	if r.lostZeros > 0 {
		r.found.Add(diag.CodeLeadingZero, whole, r.lostZeros)
	}
	if r.repeated > 0 {
		r.found.Add(diag.AggregateRow, whole, r.repeated)
	}
	if r.book == nil {
		return
	}
	if r.book.EncodingGuessed() {
		r.found.Add(diag.EncodingGuessed, whole, r.book.Encoding())
	}
	if n := r.book.Deleted(); n > 0 {
		r.found.Add(diag.RecordsDeleted, whole, n)
	}
}

// unit reads a unit code. ok is false when the row is accounted for: rejected
// with a finding, or ignored because it is about a statistical region.
func (r *reader) unit(c sheet.Cell, sheetName string, row int) (indicators.TERYT, bool) {
	text := strings.TrimSpace(c.Text)
	t, form, err := indicators.ParseUnitCode(text)
	if errors.Is(err, indicators.ErrRegion) {
		r.counts.Ignored++
		return "", false
	}
	if err != nil {
		r.found.Add(diag.RowUnitCode, r.at(sheetName, row, c.Col), text)
		r.counts.Rejected++
		return "", false
	}
	if form == indicators.FormLostZero {
		r.lostZeros++
	}
	return t, true
}

func (r *reader) seenYear(y indicators.Year) {
	if r.minYear == 0 || y < r.minYear {
		r.minYear = y
	}
	r.maxYear = max(r.maxYear, y)
}

// value is a classified cell.
type value struct {
	number   float64
	has      bool
	decimals int8
	status   indicators.Status
	flags    indicators.Flags
}

// classify decides what a value cell with its attribute is. The profile's
// signs decide; there is no rule across sources.
func (r *reader) classify(c sheet.Cell, sign string, cells map[string]profile.Sign, place diag.Place) value {
	text, mark := strings.TrimSpace(c.Text), strings.TrimSpace(sign)
	number, decimals, isNumber := parseNumber(text, c.Kind)
	if mark != "" {
		s, known := r.p.Signs[mark]
		if !known {
			r.found.Add(diag.CellUnknownSign, place, mark, text)
			s = profile.Sign{Status: indicators.NoInformation}
		}
		if !s.Status.HasValue() {
			return value{status: s.Status, flags: s.Flags}
		}
		if isNumber {
			return withValue(number, decimals, s)
		}
	}
	// A declared text comes before the number: "0" may be "less than half a unit".
	if s, ok := lookup(text, cells, r.cells); ok && (text != "" || c.Formula == "") {
		if s.Status.HasValue() {
			return withValue(number, decimals, s) // a mark such as "-" stands for zero
		}
		return value{status: s.Status, flags: s.Flags}
	}
	if isNumber {
		return withValue(number, decimals, profile.Sign{Status: indicators.OK})
	}
	if text == "" && c.Formula != "" {
		if r.formulas++; r.formulas == 1 {
			r.found.Add(diag.FormulaNoValue, place, c.Formula)
		}
		return value{status: indicators.ParseError}
	}
	if text == "" {
		return value{status: indicators.NoInformation}
	}
	r.notNumber(place, text)
	return value{status: indicators.ParseError}
}

// notNumber reports a text once a sheet, at its first cell, and counts the
// others: a sign nobody declared stands in many cells.
func (r *reader) notNumber(place diag.Place, text string) {
	key := place.Sheet + "\x00" + text
	if i, ok := r.unread[key]; ok {
		args := r.found.list[i].Args
		args[1] = args[1].(int) + 1
		return
	}
	if r.unread == nil {
		r.unread = map[string]int{}
	}
	if r.found.Add(diag.CellNotNumber, place, text, 1) {
		r.unread[key] = len(r.found.list) - 1
	}
}

func lookup(text string, maps ...map[string]profile.Sign) (profile.Sign, bool) {
	for _, m := range maps {
		if s, ok := m[text]; ok {
			return s, true
		}
	}
	return profile.Sign{}, false
}

// withValue gives the status of a printed number: a plain zero is a true
// zero, a zero "below format" stays that.
func withValue(number float64, decimals int8, s profile.Sign) value {
	v := value{number: number, has: true, decimals: decimals, status: s.Status, flags: s.Flags}
	switch {
	case s.Status == indicators.OK && number == 0:
		v.status = indicators.TrueZero
	case s.Status == indicators.TrueZero && number != 0:
		v.status = indicators.OK
	}
	return v
}

// levelMatches applies the level filter of a selection. Parts of gminas never
// count beside their gmina.
func levelMatches(t indicators.TERYT, s profile.Select) bool { return t.Level() == s.Level }
