package profile

import (
	"regexp"

	"miernik/indicators"
)

// Table says how one table of a sheet is found and read. A profile of format
// table, and of every format built on it, has at least one; several tables of
// a file share what the profile says at its top level.
type Table struct {
	Sheet     Pattern  // name of the sheet; accepts all when the profile names none
	SheetText string   // as written, for messages
	Header    []string // texts that identify the header rows
	Unit      Unit
	Year      YearSource
	Label     string    // column that names the facility of a row
	Skip      []string  // rows beginning with one of these texts are totals
	Until     []string  // the table ends before a row beginning with one of these
	Section   string    // name under which the heading row above the rows is a column
	Sections  []Pattern // rows that begin so are headings although they have figures: subtotals
	FillDown  []string  // columns whose empty cells repeat the text above
	Cut       int       // texts are cut after so many characters by the publisher
	Footnotes bool      // letters glued to numbers are footnote marks
	Flags     indicators.Flags
	Facility  Facility
	First     int // index of the table's first selection in Profile.Select
	Count     int // how many selections it has
}

// Selects are the selections of a table.
func (p *Profile) Selects(t *Table) []Select { return p.Select[t.First : t.First+t.Count] }

// Unit says where the unit stands and what to do with parts of gminas. One of
// Column, Code, Filename, Value and Name is set for tables; BDL layouts have
// their own column.
type Unit struct {
	Column   string // column with a code
	Code     []CodePiece
	Filename *regexp.Regexp // first group is a code: seven digits, six without the kind, four of a powiat
	Value    string         // the whole file is about one unit
	Name     UnitName
	Kind     string              // of the gminas told by name, where no column says it
	Form     indicators.CodeForm // of codes that say too little to be recognised
	Level    indicators.Level    // of units told by name or by an incomplete code; gmina unless given
	Parts    string              // "skip": parts are not counted; "gmina": facilities of a part belong to its gmina
}

// CodePiece is a piece of a code put together from several columns: a text,
// or a column whose cells are translated by Map where it has them.
type CodePiece struct {
	Text   string
	Column string
	Map    map[string]string // by folded text
}

// UnitName names the columns that tell a unit by names. At least one is set.
type UnitName struct{ Gmina, Powiat, Voivodeship, Kind string }

// Given reports whether units are told by names.
func (n UnitName) Given() bool { return n != UnitName{} }

// Columns are the columns a unit is read from.
func (u Unit) Columns() []string {
	var out []string
	for _, c := range []string{u.Column, u.Name.Gmina, u.Name.Powiat, u.Name.Voivodeship, u.Name.Kind} {
		if c != "" {
			out = append(out, c)
		}
	}
	for _, p := range u.Code {
		if p.Column != "" {
			out = append(out, p.Column)
		}
	}
	return out
}

// YearSource says where the year comes from; one of the fields is set. BDL
// layouts carry the year themselves and need none of them, except that Value
// serves headers edited by hand.
type YearSource struct {
	Column   string
	Value    indicators.Year
	Sheet    bool            // the sheet is named by the year
	Filename *regexp.Regexp  // first group is the year
	Header   bool            // each year has its column
	Text     *regexp.Regexp  // first group is the year, in the texts above the table
	Marks    map[string]Sign // sign glued to a year of the header
}

// Given reports whether a year source is declared.
func (y YearSource) Given() bool {
	return y.Column != "" || y.Value != 0 || y.Sheet || y.Filename != nil || y.Header || y.Text != nil
}

// Facility tells how rows of a register of facilities belong together. The
// row of a compound institution is left out when rows of its parts are
// counted: its figures repeat theirs.
type Facility struct {
	ID     string // column with the facility's number
	Parent string // column with the number of the compound it belongs to
}
