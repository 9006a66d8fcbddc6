package report

import (
	"context"
	"strings"

	"miernik/pipeline/warehouse"
)

type value struct {
	indicator                      string
	year                           int
	numerator, denominator, figure num
	status, cause, causeVariable   string
	causeYear                      int
	flags, origin                  string
	filled                         string // how the fiche filled it; empty: it did not
}

// filling is a value that a fiche fills; the gap it stands in for stays.
type filling struct {
	fiche string
	value
	methods string
	error   num
}

type fillKey struct {
	fiche, indicator string
	year             int
}

type comparison struct {
	indicator        string
	year             int
	scheme           string
	rank, ties       whole
	n                int
	percentile       num
	class            string
	change1, change5 num
	note1, note5     string
	standing         string // against the median
	constant5        num    // change over five years in constant prices
	constantNote     string
}

type score struct {
	fiche                     string
	year                      int
	score                     num
	status, reason            string
	coverage, known, expected int
	hasCore                   bool
	origin                    string
	ranks                     map[string]scoreRank // by scheme
	normalised, contribution  map[string]float64   // by indicator
}

type scoreRank struct {
	rank, ties whole
	n, nGroup  int
	class      string
	median     num
}

type operation struct {
	year  int
	known bool
	runs  bool
	basis string
}

type gapRow struct {
	variable                string
	year                    int
	cause, owner, ownerKind string
	expected                day
	overdue                 bool
	severity, indicators    int
	explanation             string
	fill
}

// fill is the best way of filling a gap, with its test on known cells.
type fill struct {
	method       string // empty: none is good
	value, error num
	n            int
}

type cell struct {
	source, origin, file, member, sheet, cell, snapshot string
}

type provenance struct {
	indicator             string
	year                  int
	side, variable, coeff string
	termYear              int
	value                 num
	status                string
	cell
	label                   string
	cellValue, weight, part num
}

type passportRow struct {
	variable string
	year     int
	value    float64
	raw      string
	cell
}

type yearKey struct {
	id   string
	year int
}

// unitData is all a card says about its unit.
type unitData struct {
	*unit
	values       map[yearKey]*value
	filled       map[fillKey]*value
	robust       robust
	compared     map[yearKey]map[string]comparison // by scheme
	scores       map[yearKey]*score
	operations   map[string]operation
	gaps         []gapRow
	gap          map[yearKey]*gapRow // by variable and year
	changes      []string
	passport     map[string]passportRow
	provenance   []provenance
	beside       besideData
	firstYear    int
	lastYear     int
	anySynthetic bool
}

// loadUnit reads one unit; every statement asks for its rows only.
func loadUnit(ctx context.Context, db *warehouse.DB, d *data, u *unit) (*unitData, error) {
	l := &loader{ctx: ctx, db: db}
	c := &unitData{
		unit: u, values: map[yearKey]*value{}, filled: map[fillKey]*value{}, compared: map[yearKey]map[string]comparison{}, scores: map[yearKey]*score{},
		operations: map[string]operation{}, gap: map[yearKey]*gapRow{}, passport: map[string]passportRow{},
		firstYear: d.run.first, lastYear: d.run.last,
	}
	for _, v := range rows(l, "card_values", func(v *value) []any {
		return []any{&v.indicator, &v.year, &v.numerator, &v.denominator, &v.figure, &v.status, &v.cause, &v.causeVariable, &v.causeYear, &v.flags, &v.origin}
	}, u.teryt) {
		c.values[yearKey{v.indicator, v.year}] = &v
		c.anySynthetic = c.anySynthetic || v.figure.Valid && v.origin == synthetic
		c.firstYear, c.lastYear = min(c.firstYear, v.year), max(c.lastYear, v.year)
	}
	for _, m := range rows(l, "card_imputed", func(m *filling) []any {
		return []any{&m.fiche, &m.indicator, &m.year, &m.numerator, &m.denominator, &m.figure, &m.flags, &m.origin, &m.methods, &m.error}
	}, u.teryt) {
		m.value.filled = m.methods
		if m.error.Valid {
			m.value.filled += ", typowy błąd " + number(m.error.V, 1) + "%"
		}
		c.filled[fillKey{m.fiche, m.indicator, m.year}] = &m.value
	}
	for _, v := range rows(l, "card_comparisons", func(v *comparison) []any {
		return []any{&v.indicator, &v.year, &v.scheme, &v.rank, &v.ties, &v.n, &v.percentile, &v.class, &v.change1, &v.note1, &v.change5, &v.note5, &v.standing, &v.constant5, &v.constantNote}
	}, u.teryt) {
		k := yearKey{v.indicator, v.year}
		if c.compared[k] == nil {
			c.compared[k] = map[string]comparison{}
		}
		c.compared[k][v.scheme] = v
		f := d.figure(v.scheme, u.teryt, v.indicator, v.year)
		c.anySynthetic = c.anySynthetic || f.origin == synthetic
	}
	c.loadScores(l)
	for _, p := range rows(l, "card_passport", func(p *passportRow) []any {
		return []any{&p.variable, &p.year, &p.value, &p.source, &p.origin, &p.file, &p.member, &p.sheet, &p.cell.cell, &p.snapshot, &p.raw}
	}, u.teryt, strings.Join(passportVariables(), ",")) {
		c.passport[p.variable] = p
		c.anySynthetic = c.anySynthetic || p.origin == synthetic
	}
	c.gaps = rows(l, "card_gaps", func(g *gapRow) []any {
		return []any{&g.variable, &g.year, &g.cause, &g.owner, &g.ownerKind, &g.expected, &g.overdue, &g.severity, &g.indicators, &g.explanation,
			&g.fill.method, &g.fill.value, &g.fill.error, &g.fill.n}
	}, u.teryt)
	for i, g := range c.gaps {
		c.gap[yearKey{g.variable, g.year}] = &c.gaps[i]
	}
	for _, r := range rows(l, "card_changes", func(r *[2]string) []any { return []any{&r[0], &r[1]} }, u.teryt, u.teryt) {
		c.changes = append(c.changes, r[1])
	}
	c.provenance = rows(l, "card_provenance", func(p *provenance) []any {
		return []any{
			&p.indicator, &p.year, &p.side, &p.variable, &p.coeff, &p.termYear, &p.value, &p.status, &p.source, &p.origin, &p.file, &p.member,
			&p.sheet, &p.cell.cell, &p.label, &p.cellValue, &p.weight, &p.part, &p.snapshot,
		}
	}, u.teryt)
	c.loadBeside(l)
	c.loadRobust(l)
	return c, l.err
}

func (c *unitData) loadScores(l *loader) {
	for _, s := range rows(l, "card_scores", func(s *score) []any {
		return []any{&s.fiche, &s.year, &s.score, &s.status, &s.reason, &s.coverage, &s.known, &s.expected, &s.hasCore, &s.origin}
	}, c.teryt) {
		s.ranks, s.normalised, s.contribution = map[string]scoreRank{}, map[string]float64{}, map[string]float64{}
		c.scores[yearKey{s.fiche, s.year}] = &s
	}
	type ranked struct {
		fiche, scheme string
		year          int
		scoreRank
	}
	for _, r := range rows(l, "card_ranks", func(r *ranked) []any {
		return []any{&r.fiche, &r.year, &r.scheme, &r.rank, &r.ties, &r.n, &r.nGroup, &r.class, &r.median}
	}, c.teryt) {
		if s := c.scores[yearKey{r.fiche, r.year}]; s != nil {
			s.ranks[r.scheme] = r.scoreRank
		}
	}
	type part struct {
		fiche, indicator         string
		year                     int
		normalised, contribution float64
	}
	for _, p := range rows(l, "card_contributions", func(p *part) []any {
		return []any{&p.fiche, &p.year, &p.indicator, &p.normalised, &p.contribution}
	}, c.teryt) {
		if s := c.scores[yearKey{p.fiche, p.year}]; s != nil {
			s.normalised[p.indicator], s.contribution[p.indicator] = p.normalised, p.contribution
		}
	}
	type operated struct {
		fiche string
		runs  *bool
		operation
	}
	for _, o := range rows(l, "card_operation", func(o *operated) []any { return []any{&o.fiche, &o.year, &o.runs, &o.basis} }, c.teryt) {
		o.known = o.runs != nil
		o.operation.runs = o.known && *o.runs
		c.operations[o.fiche] = o.operation
	}
}

// serviceYear is the year a card reports of a service: the latest with a
// score, else the latest with any indicator, else the latest of the run.
func (c *unitData) serviceYear(f *fiche) int {
	known := 0
	for y := c.lastYear; y >= c.firstYear; y-- {
		s := c.scores[yearKey{f.id, y}]
		if s == nil {
			continue
		}
		if s.score.Valid {
			return y
		}
		if known == 0 && s.known > 0 {
			known = y
		}
	}
	if known == 0 {
		return c.lastYear
	}
	return known
}

// latest is the newest value of an indicator, or the newest row of its grid
// when there is none; nil when the indicator is not expected of the unit.
func (c *unitData) latest(indicator string) *value {
	var newest *value
	for y := c.lastYear; y >= c.firstYear; y-- {
		v := c.values[yearKey{indicator, y}]
		if v == nil {
			continue
		}
		if v.figure.Valid {
			return v
		}
		if newest == nil {
			newest = v
		}
	}
	return newest
}

// missing counts the values of a service that the unit lacks in a year.
func (c *unitData) missing(f *fiche, year int) (missing, []string) {
	var m missing
	var names []string
	for _, i := range f.indicators {
		v := c.values[yearKey{i.code, year}]
		if v == nil || v.status == "not_applicable" {
			continue
		}
		m.of++
		if v.figure.Valid {
			continue
		}
		m.values++
		if i.monitoring() {
			names = append(names, i.name)
		}
		g := c.gap[yearKey{v.causeVariable, v.causeYear}]
		switch {
		case g != nil && g.ownerKind == "local":
			m.local++
		case g != nil && g.expected.Valid:
			m.pending++
		default:
			m.unobtainable++
		}
	}
	return m, names
}
