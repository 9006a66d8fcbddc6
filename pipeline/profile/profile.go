// Package profile holds source profiles: the declaration, per source, of
// which cells are unit, year, variable and value, what each sign means, who
// publishes the source and when. Profiles are YAML of the workspace
// (sources/*.yaml); reading by profile is what keeps formats out of the code.
package profile

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"miernik/indicators"
)

// Format is the kind of a source file, as a profile names it: a layout the
// program reads, or a preset, which is a layout with defaults of a publisher.
type Format string

// The layouts that can be read.
const (
	TERC     Format = "terc"     // register of units, official CSV or XML
	BDLCREL  Format = "bdl-crel" // BDL relational CSV: one value a row
	BDLCTAB  Format = "bdl-ctab" // BDL multidimensional CSV: one unit a row
	BDLXLSX  Format = "bdl-xlsx" // BDL workbook: sheet DANE (relational) or TABLICA (multidimensional)
	BDLOld   Format = "bdl-old"  // exports of the portal before 2016, of both kinds
	BDLAPI   Format = "bdl-api"  // pages of the BDL API, as miernik fetch keeps them
	AnyTable Format = "table"    // any table on a sheet, found by its header texts
)

// Layouts lists the layouts, in the order of the documentation.
func Layouts() []Format {
	return []Format{TERC, BDLCREL, BDLCTAB, BDLXLSX, BDLOld, BDLAPI, AnyTable, Besti, Rb}
}

// IsBDL reports whether a layout is of the Local Data Bank, whose signs are known.
func (f Format) IsBDL() bool { return strings.HasPrefix(string(f), "bdl-") }

// Origin says whether figures are facts or made up.
type Origin string

// Origins. Made-up figures are marked in every table and report.
const (
	Real      Origin = "real"
	Synthetic Origin = "synthetic"
)

// OwnerKind says who can mend a gap of the source.
type OwnerKind string

// Kinds of owners.
const (
	OwnerPublisher OwnerKind = "publisher"
	OwnerLocal     OwnerKind = "local" // the local government itself
)

// Profile is one source.
type Profile struct {
	Source    string
	Title     indicators.Text
	Publisher string
	OwnerKind OwnerKind
	Licence   string
	Origin    Origin
	Note      string
	Priority  int // the highest wins where sources overlap
	Files     []string
	Format    Format
	Layout    Format // what reads the file: Format, or what the preset of this name is based on
	Encoding  string
	Delimiter rune
	Released  *Release // nil: no expected date
	Covers    Years
	Every     int             // survey every n years, counted from Covers.From; 1 yearly
	Sheet     string          // BDL workbooks: DANE or TABLICA; either when empty
	Year      indicators.Year // BDL headers edited by hand: the year they lack
	Tables    []Table         // layout table only
	Budget    *Budget         // layouts besti and rb only
	Select    []Select        // of all tables, in their order
	Signs     map[string]Sign // attribute beside the value
	Cells     map[string]Sign // text instead of a value; "" is the empty cell
	Stated    map[string]bool // keys of Cells that the profile itself gives
	File      string          // the profile's own file, for places
	Hash      string          // of everything above that decides how a file is read
}

// NamedYear reports whether the year of some figure comes from the file's
// name: the same bytes under another name then give other observations.
func (p *Profile) NamedYear() bool {
	if p.Budget != nil && p.Budget.Year.Filename != nil {
		return true
	}
	return slices.ContainsFunc(p.Tables, func(t Table) bool { return t.Year.Filename != nil || t.Unit.Filename != nil })
}

// Years is a range of years; 0 is open.
type Years struct{ From, To indicators.Year }

// Contains reports whether y lies in the range.
func (r Years) Contains(y indicators.Year) bool {
	return (r.From == 0 || y >= r.From) && (r.To == 0 || y <= r.To)
}

// Sign is what a mark means: a status, flags, or both.
type Sign struct {
	Status indicators.Status
	Flags  indicators.Flags
}

// Release is a yearly publication rule: a day of year t+Lag.
type Release struct {
	Month time.Month
	Day   int
	Lag   int
}

var releaseForm = regexp.MustCompile(`^(\d{2})-(\d{2}) of year(?:\+(\d))?$`)

// ParseRelease reads "MM-DD of year+N".
func ParseRelease(s string) (*Release, error) {
	m := releaseForm.FindStringSubmatch(s)
	if m == nil {
		return nil, fmt.Errorf("%q: expected MM-DD of year+N", s)
	}
	month, _ := strconv.Atoi(m[1])
	day, _ := strconv.Atoi(m[2])
	lag, _ := strconv.Atoi(m[3])
	common := time.Date(2023, time.Month(month), day, 0, 0, 0, 0, time.UTC) // no leap year: the rule holds every year
	if int(common.Month()) != month || common.Day() != day {
		return nil, fmt.Errorf("%q: no such day", s)
	}
	return &Release{time.Month(month), day, lag}, nil
}

// String writes the rule as it is read.
func (r *Release) String() string {
	if r == nil {
		return ""
	}
	return fmt.Sprintf("%02d-%02d of year+%d", int(r.Month), r.Day, r.Lag)
}

// BDLSigns are the attributes of the Local Data Bank (domain: missing is not
// one thing). A printed 0 under x, X and n is a gap; under z and Z a zero.
func BDLSigns() map[string]Sign {
	return map[string]Sign{
		"k": {indicators.OK, indicators.Incomplete},
		"x": {indicators.NoInformation, 0},
		"a": {indicators.BelowFormat, indicators.LowPrecision},
		"s": {indicators.OK, indicators.Estimate},
		"M": {indicators.OK, indicators.MethodBreak},
		"K": {indicators.OK, indicators.MethodBreak | indicators.Incomplete},
		"X": {indicators.NoInformation, indicators.MethodBreak},
		"A": {indicators.BelowFormat, indicators.LowPrecision | indicators.MethodBreak},
		"v": {indicators.OK, indicators.LowPrecision},
		"n": {indicators.Pending, 0},
		"z": {indicators.TrueZero, 0},
		"p": {indicators.OK, indicators.JointScope},
		"Z": {indicators.TrueZero, indicators.MethodBreak},
	}
}

// BDLAttributes are the same attributes by the ids of the BDL API.
func BDLAttributes() map[string]Sign {
	out := map[string]Sign{"0": {Status: indicators.OK}, "1": {Status: indicators.OK}, "15": {Status: indicators.StructureChange}}
	for sign, ids := range map[string][]string{
		"k": {"3"}, "x": {"4", "91"}, "a": {"7"}, "s": {"9"}, "M": {"11"}, "K": {"13"}, "X": {"14"}, "A": {"17"},
		"v": {"20", "21"}, "n": {"50"}, "z": {"94"}, "p": {"97"}, "Z": {"98"},
	} {
		for _, id := range ids {
			out[id] = BDLSigns()[sign]
		}
	}
	return out
}

// BDLCells are the texts BDL prints instead of a value. An empty cell and
// today's dash are attribute 15: level, list of units or features changed.
func BDLCells() map[string]Sign {
	return map[string]Sign{"": {indicators.StructureChange, 0}, "-": {indicators.StructureChange, 0}}
}

// OldBDLCells are what exports before 2016 print instead of a value. They do
// not tell why there is none.
func OldBDLCells() map[string]Sign {
	none := Sign{Status: indicators.NoInformation}
	return map[string]Sign{"": none, "-": none, ":": none, "x": none, ".": none}
}
