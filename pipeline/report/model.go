package report

import (
	"database/sql"
	"time"
)

// num is a figure that may be missing; a missing one is never written as 0.
type num = sql.Null[float64]

// whole is a whole number that may be missing.
type whole = sql.Null[int64]

// day is a date that may be missing.
type day = sql.Null[time.Time]

type runInfo struct {
	asOf                time.Time
	workspace, program  string
	register            day
	first, last, minGrp int
	synthetic           bool
	hash                string
}

type label struct{ pl, short, explanation string }

type unit struct {
	teryt, name, fullName, level, kind string
	powiat, voivodeship                string
	cityPowiat                         bool
	firstRegister                      day
}

type indicator struct {
	code, name, definition, dimension, direction string
	low, high, cap                               num
	measure                                      string
	precision                                    int
	counted, countedNote, formula                string
	multiplier                                   float64
	isRatio                                      bool
	groupFigure                                  string
	frequency, first                             int
	last                                         whole
	reference, source                            string
	lag                                          int
	knownGaps                                    string
	rangeMin, rangeMax                           num
	interpretation, limits, basis                string
	verified                                     bool
	breaks                                       []seriesBreak
}

type seriesBreak struct {
	year int
	note string
}

type fiche struct {
	scored                                           bool
	unscoredWhy                                      string // why the service has no score
	id, code, name, area                             string
	version, validFrom                               int
	validTo                                          whole
	status, taskKind, obligation, taskNote, level    string
	kinds, condition, purpose, scopeIn, scopeOut     string
	recipients, provider, interpretation, limits     string
	basis, authors, history                          string
	threshold, minIndicators, minDimensions, unknown int
	indicators                                       []ficheIndicator
	references                                       []reference
}

type ficheIndicator struct {
	*indicator
	role   string
	weight int
	core   bool
	why    string
}

func (i ficheIndicator) monitoring() bool { return i.role == "monitoring" }

type reference struct {
	kind, title, detail, note string
	from, to                  whole
	verified                  bool
}

type scheme struct{ code, name, explanation string }

type group struct {
	code, level, name string
	size              int
}

type figure struct {
	n, nGroup                          int
	ratio, total, q1, median, q3, mean num
	minimum, maximum                   num
	origin                             string
}

type figureKey struct {
	scheme, group, indicator string
	year                     int
}

type normKey struct {
	group, fiche, indicator string
	year                    int
}

type variable struct{ code, name, measure, availability string }

type source struct {
	code, title, publisher, origin    string
	files, rows, used, rejected, seen int64
	first, last                       whole
}

// data is what all workbooks share. It is read once and never changed.
type data struct {
	run        runInfo
	labels     map[[2]string]label
	units      []*unit
	unit       map[string]*unit
	indicators map[string]*indicator
	fiches     []*fiche
	schemes    []scheme
	groups     map[string][]group // by scheme
	group      map[[2]string]group
	member     map[[2]string]string // scheme, unit → group
	figures    map[figureKey]figure
	norms      map[normKey]float64 // medians of the first scheme
	variables  map[string]variable
	sources    []source
}

// label is the Polish name of a code; an unknown code names itself.
func (d *data) label(grp, code string) string {
	if l, ok := d.labels[[2]string{grp, code}]; ok {
		return l.pl
	}
	return code
}

// header is the heading of a column.
func (d *data) header(code string) string { return d.label("header", code) }

// sheet is the name of a sheet.
func (d *data) sheet(code string) string { return d.label("sheet", code) }

// groupOf is the group of a unit in a scheme.
func (d *data) groupOf(scheme, teryt string) (group, bool) {
	code, ok := d.member[[2]string{scheme, teryt}]
	if !ok {
		return group{}, false
	}
	g, ok := d.group[[2]string{scheme, code}]
	return g, ok
}

// mainScheme is the scheme of the cards: the kind of gmina when it is there.
func (d *data) mainScheme() string {
	if len(d.schemes) == 0 {
		return ""
	}
	return d.schemes[0].code
}

// figure is a figure of the group of a unit; n = 0 when there is none.
func (d *data) figure(scheme, teryt, indicator string, year int) figure {
	return d.figures[figureKey{scheme, d.member[[2]string{scheme, teryt}], indicator, year}]
}

// source by its code; the zero source when unknown.
func (d *data) source(code string) source {
	for _, s := range d.sources {
		if s.code == code {
			return s
		}
	}
	return source{code: code}
}

const synthetic = "synthetic"
