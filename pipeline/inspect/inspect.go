// Package inspect looks at a file nobody declared yet: what it is, what its
// sheets hold, and which profile would read it. The profile it proposes is
// tried on the file, so that what is proposed works.
package inspect

import (
	"context"
	"errors"
	"os"
	"path"
	"path/filepath"
	"strings"

	"miernik/indicators"
	"miernik/indicators/catalog"
	"miernik/pipeline/ingest"
	"miernik/pipeline/profile"
	"miernik/pipeline/sheet"
)

// Report is what is known of a file.
type Report struct {
	File      string
	Size      int64
	Format    string // as pipeline/sheet names it
	Encoding  string // of a text
	Guessed   bool   // the encoding was guessed
	Delimiter rune
	Members   []string // of a portal ZIP
	Member    string   // the one looked at
	Sheets    []Sheet

	Layout    profile.Format // of the proposed profile, "" without one
	Why       indicators.Text
	Profile   string        // YAML of the proposed profile
	Variables string        // YAML of the variables it needs and the catalogue lacks
	Trial     *ingest.Trial // of the proposed profile on the file
}

// Sheet is what a sheet holds.
type Sheet struct {
	Name       string
	Hidden     bool
	Rows       int // that have a cell
	HiddenRows int
	Cols       int // the last column used
	Cells      int
	Formulas   int
	NoResult   int // formulas without a stored value
	Merges     int
	Table      string // what was recognised: "bdl-crel", "table", …; "" for nothing
	Header     int    // last row of its header
}

// Options of looking at a file.
type Options struct {
	Name    string // the file's name in a workspace, slash-separated; its base name decides years and units in names
	Member  string // of a portal ZIP; the first when empty
	Sheet   sheet.Options
	Catalog *catalog.Catalog
	// Known tells whether a text is the name of a unit, and of which level.
	Known func(name string) (indicators.Level, bool)
}

// ErrNoSpreadsheet is returned for a ZIP without a spreadsheet.
var ErrNoSpreadsheet = errors.New("no spreadsheet in the file")

// File looks at a file. Errors of reading are of type *sheet.Error.
func File(ctx context.Context, name string, o Options) (*Report, error) {
	info, err := os.Stat(name)
	if err != nil {
		return nil, err
	}
	if o.Name == "" {
		o.Name = filepath.ToSlash(filepath.Base(name))
	}
	r := &Report{File: o.Name, Size: info.Size()}
	members, err := ingest.Members(name)
	if err != nil {
		return nil, err
	}
	if len(members) > 1 || members[0] != "" {
		r.Members = members
		r.Member = members[0]
	}
	if o.Member != "" {
		r.Member = o.Member
	}
	o.Sheet.Member = r.Member
	book, err := sheet.Open(name, o.Sheet)
	if err != nil {
		return nil, err
	}
	defer book.Close()
	r.Format, r.Encoding, r.Guessed, r.Delimiter = book.Format(), book.Encoding(), book.EncodingGuessed(), book.Delimiter()
	x := &inspector{ctx: ctx, book: book, report: r, o: o, file: path.Base(o.Name)}
	if r.Member != "" {
		x.file = path.Base(r.Member)
	}
	if err := x.look(); err != nil {
		return nil, err
	}
	if r.Profile == "" || r.Layout == profile.TERC {
		return r, nil
	}
	return r, x.try(name)
}

// inspector looks at one opened file.
type inspector struct {
	ctx    context.Context
	book   *sheet.Book
	report *Report
	o      Options
	file   string // base name that years and units may stand in
	grids  []*grid
}

// grid is a sheet with its first rows.
type grid struct {
	info   *Sheet
	rows   []sheet.Row
	merges []sheet.Ref
}

// maxGrid is how many rows are kept to find tables in; the rest is counted.
const maxGrid = 400

func (x *inspector) look() error {
	for _, s := range x.book.Sheets() {
		g, err := x.scan(s)
		if err != nil {
			return err
		}
		x.grids = append(x.grids, g)
	}
	for _, g := range x.grids {
		x.report.Sheets = append(x.report.Sheets, Sheet{})
		defer func(i int) { x.report.Sheets[i] = *g.info }(len(x.report.Sheets) - 1)
	}
	return x.propose()
}

// scan counts what a sheet holds and keeps its first rows.
func (x *inspector) scan(s sheet.SheetInfo) (*grid, error) {
	g := &grid{info: &Sheet{Name: s.Name, Hidden: s.Hidden}}
	var err error
	if g.merges, err = x.book.Merges(s.Name); err != nil {
		return nil, err
	}
	g.info.Merges = len(g.merges)
	for row, err := range x.book.Rows(s.Name) {
		if err != nil {
			return nil, err
		}
		if g.info.Rows%4096 == 0 && x.ctx.Err() != nil {
			return nil, x.ctx.Err()
		}
		g.count(row)
		if len(g.rows) < maxGrid {
			row.Cells = append([]sheet.Cell(nil), row.Cells...)
			g.rows = append(g.rows, row)
		}
	}
	return g, nil
}

func (g *grid) count(row sheet.Row) {
	used := 0
	for _, c := range row.Cells {
		if c.Formula != "" {
			g.info.Formulas++
			if c.Kind == sheet.Empty {
				g.info.NoResult++
			}
		}
		if strings.TrimSpace(c.Text) != "" {
			used++
			g.info.Cols = max(g.info.Cols, c.Col)
		}
	}
	g.info.Cells += used
	if used > 0 {
		g.info.Rows++
		if row.Hidden {
			g.info.HiddenRows++
		}
	}
}

// try reads the file by what is proposed for it.
func (x *inspector) try(name string) error {
	r := x.report
	cat := &catalog.Catalog{Variables: map[string]catalog.Entry[*indicators.Variable]{}}
	if x.o.Catalog != nil {
		for code, v := range x.o.Catalog.Variables {
			cat.Variables[code] = v
		}
	}
	for _, code := range proposedVariables(r.Variables) {
		cat.Variables[code] = catalog.Entry[*indicators.Variable]{Value: &indicators.Variable{Code: code}}
	}
	for range 2 { // the second time with the signs that the first met
		list, found := profile.Parse("sources/"+sourceID(x.file)+".yaml", []byte(r.Profile), cat)
		if len(list) != 1 { // nothing to select, a code column without a heading: no proposal is better than one that is refused
			r.Profile = ""
			return nil
		}
		trial, err := ingest.Try(x.ctx, ingest.Source{Name: r.File, Path: name, Member: r.Member}, list[0])
		if err != nil {
			return err
		}
		if list[0].Layout.IsBudget() && x.dropEmpty(list[0], trial) {
			continue
		}
		signs := marks(trial.Findings)
		trial.Findings = append(found, trial.Findings...)
		r.Trial, r.Layout = trial, list[0].Format
		if signs == "" || strings.Contains(r.Profile, "\ncells:") {
			return nil
		}
		r.Profile = strings.Replace(r.Profile, "\nformat: "+string(r.Layout)+"\n", "\nformat: "+string(r.Layout)+"\n"+signs, 1)
	}
	return nil
}

// SourceID is the id of the source that the proposed profile declares.
func (r *Report) SourceID() string {
	file := path.Base(r.File)
	if r.Member != "" {
		file = path.Base(r.Member)
	}
	return sourceID(file)
}
