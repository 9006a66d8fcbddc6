package report

import (
	"context"
	"embed"
	"fmt"

	"miernik/pipeline/warehouse"
)

//go:embed sql/*.sql
var statements embed.FS

// collect runs a statement of the folder sql and scans each row into a T.
func collect[T any](ctx context.Context, db *warehouse.DB, name string, dest func(*T) []any, args ...any) ([]T, error) {
	text, err := statements.ReadFile("sql/" + name + ".sql")
	if err != nil {
		return nil, err
	}
	var list []T
	err = db.Each(ctx, string(text), func(r *warehouse.Rows) error {
		var v T
		if err := r.Scan(dest(&v)...); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		list = append(list, v)
		return nil
	}, args...)
	return list, err
}

// loader reads the tables one after the other and keeps the first error.
type loader struct {
	ctx context.Context
	db  *warehouse.DB
	err error
}

func rows[T any](l *loader, name string, dest func(*T) []any, args ...any) []T {
	if l.err != nil {
		return nil
	}
	list, err := collect(l.ctx, l.db, name, dest, args...)
	l.err = err
	return list
}

// load reads what all workbooks share.
func load(ctx context.Context, db *warehouse.DB) (*data, error) {
	l := &loader{ctx: ctx, db: db}
	d := &data{
		labels: map[[2]string]label{}, unit: map[string]*unit{}, indicators: map[string]*indicator{}, groups: map[string][]group{},
		group: map[[2]string]group{}, member: map[[2]string]string{}, figures: map[figureKey]figure{}, norms: map[normKey]float64{},
		variables: map[string]variable{},
	}
	runs := rows(l, "run", func(r *runInfo) []any {
		return []any{&r.asOf, &r.workspace, &r.program, &r.register, &r.first, &r.last, &r.minGrp, &r.synthetic, &r.hash}
	})
	d.loadNames(l)
	d.loadIndicators(l)
	d.loadFiches(l)
	d.loadGroups(l)
	if l.err == nil && len(runs) != 1 {
		return nil, fmt.Errorf("table run has %d rows, expected one", len(runs))
	}
	if l.err != nil {
		return nil, l.err
	}
	d.run = runs[0]
	return d, nil
}

func (d *data) loadNames(l *loader) {
	type named struct {
		grp, code string
		label
	}
	for _, n := range rows(l, "labels", func(n *named) []any { return []any{&n.grp, &n.code, &n.pl, &n.short, &n.explanation} }) {
		d.labels[[2]string{n.grp, n.code}] = n.label
	}
	for _, u := range rows(l, "units", func(u *unit) []any {
		return []any{&u.teryt, &u.name, &u.fullName, &u.level, &u.kind, &u.powiat, &u.voivodeship, &u.cityPowiat, &u.firstRegister}
	}) {
		d.units = append(d.units, &u)
		d.unit[u.teryt] = &u
	}
	for _, v := range rows(l, "variables", func(v *variable) []any { return []any{&v.code, &v.name, &v.measure, &v.availability} }) {
		d.variables[v.code] = v
	}
	d.sources = rows(l, "sources", func(s *source) []any {
		return []any{&s.code, &s.title, &s.publisher, &s.origin, &s.files, &s.rows, &s.used, &s.rejected, &s.seen, &s.first, &s.last}
	})
}

func (d *data) loadIndicators(l *loader) {
	for _, i := range rows(l, "indicators", func(i *indicator) []any {
		return []any{
			&i.code, &i.name, &i.definition, &i.dimension, &i.direction, &i.low, &i.high, &i.cap, &i.measure, &i.precision, &i.counted, &i.countedNote,
			&i.formula, &i.multiplier, &i.isRatio, &i.groupFigure, &i.frequency, &i.first, &i.last, &i.reference, &i.source, &i.lag, &i.knownGaps,
			&i.rangeMin, &i.rangeMax, &i.interpretation, &i.limits, &i.basis, &i.verified,
		}
	}) {
		d.indicators[i.code] = &i
	}
	type at struct {
		indicator string
		seriesBreak
	}
	for _, b := range rows(l, "breaks", func(b *at) []any { return []any{&b.indicator, &b.year, &b.note} }) {
		if i := d.indicators[b.indicator]; i != nil {
			i.breaks = append(i.breaks, b.seriesBreak)
		}
	}
}

func (d *data) loadFiches(l *loader) {
	byID := map[string]*fiche{}
	for _, f := range rows(l, "fiches", func(f *fiche) []any {
		return []any{
			&f.id, &f.code, &f.name, &f.area, &f.version, &f.validFrom, &f.validTo, &f.status, &f.taskKind, &f.obligation, &f.taskNote, &f.level,
			&f.kinds, &f.condition, &f.purpose, &f.scopeIn, &f.scopeOut, &f.recipients, &f.provider, &f.interpretation, &f.limits, &f.basis,
			&f.authors, &f.history, &f.threshold, &f.minIndicators, &f.minDimensions, &f.unknown, &f.scored, &f.unscoredWhy,
		}
	}) {
		d.fiches = append(d.fiches, &f)
		byID[f.id] = &f
	}
	type member struct {
		fiche, indicator string
		ficheIndicator
	}
	for _, m := range rows(l, "fiche_indicators", func(m *member) []any {
		return []any{&m.fiche, &m.indicator, &m.role, &m.weight, &m.core, &m.why}
	}) {
		m.ficheIndicator.indicator = d.indicators[m.indicator]
		if f := byID[m.fiche]; f != nil && m.ficheIndicator.indicator != nil {
			f.indicators = append(f.indicators, m.ficheIndicator)
		}
	}
	type ref struct {
		fiche string
		reference
	}
	for _, r := range rows(l, "references", func(r *ref) []any {
		return []any{&r.fiche, &r.kind, &r.title, &r.detail, &r.note, &r.from, &r.to, &r.verified}
	}) {
		if f := byID[r.fiche]; f != nil {
			f.references = append(f.references, r.reference)
		}
	}
}

func (d *data) loadGroups(l *loader) {
	d.schemes = rows(l, "schemes", func(s *scheme) []any { return []any{&s.code, &s.name, &s.explanation} })
	type grouped struct {
		scheme string
		group
	}
	for _, g := range rows(l, "groups", func(g *grouped) []any { return []any{&g.scheme, &g.code, &g.level, &g.name, &g.size} }) {
		d.groups[g.scheme] = append(d.groups[g.scheme], g.group)
		d.group[[2]string{g.scheme, g.code}] = g.group
	}
	for _, m := range rows(l, "members", func(m *[3]string) []any { return []any{&m[0], &m[1], &m[2]} }) {
		d.member[[2]string{m[0], m[1]}] = m[2]
	}
	type keyed struct {
		figureKey
		figure
	}
	for _, f := range rows(l, "figures", func(f *keyed) []any {
		return []any{
			&f.scheme, &f.group, &f.indicator, &f.year, &f.n, &f.nGroup, &f.ratio, &f.total, &f.q1, &f.median, &f.q3, &f.mean,
			&f.minimum, &f.maximum, &f.origin,
		}
	}) {
		d.figures[f.figureKey] = f.figure
	}
	type norm struct {
		normKey
		median float64
	}
	for _, n := range rows(l, "norm_medians", func(n *norm) []any {
		return []any{&n.group, &n.fiche, &n.year, &n.indicator, &n.median}
	}, d.mainScheme()) {
		d.norms[n.normKey] = n.median
	}
}
