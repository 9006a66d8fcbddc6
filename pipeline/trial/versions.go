package trial

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"miernik/fiches"
	"miernik/indicators"
	"miernik/indicators/catalog"
	"miernik/pipeline"
	"miernik/pipeline/define"
	"miernik/pipeline/warehouse"
)

// result is what a version of a fiche makes of the data of a published file in
// one year.
type result struct {
	scores    map[string]scored // by unit
	places    map[string]place  // by scheme, unit
	synthetic bool
}

type scored struct {
	score    *float64
	status   string
	reason   string
	coverage int
	parts    map[string]contribution // by indicator
}

type contribution struct{ normalised, weight, points float64 }

type place struct {
	grp     string
	rank, n *int
}

// evaluate computes a fiche on the observations of a published file with the
// real stages, and keeps the results of every year.
func (b *Bench) evaluate(ctx context.Context, cat *catalog.Catalog, f *fiches.Fiche, first indicators.Year) (map[int]*result, error) {
	if err := b.db.Clear(ctx); err != nil {
		return nil, err
	}
	copied := *f
	copied.ValidFrom, copied.ValidTo = min(first, f.ValidFrom), 0
	p, err := b.copyPublished(ctx, variablesOf(cat, f))
	if err != nil {
		return nil, err
	}
	if err := define.Catalogue(ctx, b.db, cat, &fiches.Set{Fiches: []fiches.Loaded{{Value: &copied}}}, p.from, p.to); err != nil {
		return nil, err
	}
	if err := pipeline.Derive(ctx, b.db, nil); err != nil {
		return nil, err
	}
	return b.results(ctx)
}

// variablesOf are the variables a fiche needs.
func variablesOf(cat *catalog.Catalog, f *fiches.Fiche) []string {
	var out []string
	if w := f.Applies.Where; w != nil {
		out = append(out, w.Variable)
	}
	for _, it := range f.Indicators {
		c := cat.Cards[it.Indicator].Value
		for _, d := range slices.Concat(c.Numerator, c.Denominator) {
			for _, t := range d.Linear {
				if !slices.Contains(out, t.Variable) {
					out = append(out, t.Variable)
				}
			}
		}
	}
	return out
}

// published is the name of the attached file.
const published = "published"

// Attach opens a published file for reading beside the bench.
func (b *Bench) Attach(ctx context.Context, path string) error {
	return b.db.Exec(ctx, "ATTACH "+warehouse.Quote(path)+" AS "+published+" (READ_ONLY)")
}

// copyPublished takes over what the stages behind the observations read.
func (b *Bench) copyPublished(ctx context.Context, variables []string) (period, error) {
	var p period
	for _, name := range []string{"run", "unit", "unit_change", "source", "source_variable", "snapshot", "peer_scheme", "peer_group", "peer_member", "peer_role"} {
		if err := b.db.Exec(ctx, fmt.Sprintf("INSERT INTO %s BY NAME SELECT * FROM %s.%s", name, published, name)); err != nil {
			return p, err
		}
	}
	err := b.db.Exec(ctx, "INSERT INTO observation BY NAME SELECT * FROM "+published+".observation WHERE list_contains(string_split(?, ','), variable)", strings.Join(variables, ","))
	if err != nil {
		return p, err
	}
	var from, to int
	err = b.db.Each(ctx, "SELECT first_year, last_year FROM run", func(r *warehouse.Rows) error { return r.Scan(&from, &to) })
	p.from, p.to = indicators.Year(from), indicators.Year(to)
	return p, err
}

// results reads scores, places and contributions by year.
func (b *Bench) results(ctx context.Context) (map[int]*result, error) {
	out := map[int]*result{}
	of := func(year int) *result {
		if out[year] == nil {
			out[year] = &result{scores: map[string]scored{}, places: map[string]place{}}
		}
		return out[year]
	}
	err := b.db.Each(ctx, `SELECT unit, year, score, status, withheld_reason, coverage_weight, origin FROM score WHERE kind = 'service' AND weight_set = 'expert'`, func(r *warehouse.Rows) error {
		var unit, origin string
		var year int
		s := scored{parts: map[string]contribution{}}
		err := r.Scan(&unit, &year, &s.score, &s.status, &s.reason, &s.coverage, &origin)
		of(year).scores[unit] = s
		of(year).synthetic = of(year).synthetic || origin == "synthetic"
		return err
	})
	if err != nil {
		return nil, err
	}
	err = b.db.Each(ctx, `SELECT unit, year, indicator, normalised, effective_weight, contribution FROM contribution`, func(r *warehouse.Rows) error {
		var unit, indicator string
		var year int
		var c contribution
		err := r.Scan(&unit, &year, &indicator, &c.normalised, &c.weight, &c.points)
		of(year).scores[unit].parts[indicator] = c
		return err
	})
	if err != nil {
		return nil, err
	}
	err = b.db.Each(ctx, `SELECT pm.scheme, pm.grp, s.unit, s.year, c.rank, c.n FROM score s JOIN peer_member pm ON pm.unit = s.unit AND pm.compared
		LEFT JOIN score_comparison c ON c.unit = s.unit AND c.node = s.node AND c.year = s.year AND c.weight_set = s.weight_set AND c.scheme = pm.scheme
		WHERE s.kind = 'service' AND s.weight_set = 'expert'`, func(r *warehouse.Rows) error {
		var scheme, unit string
		var year int
		var p place
		err := r.Scan(&scheme, &p.grp, &unit, &year, &p.rank, &p.n)
		of(year).places[scheme+"\n"+unit] = p
		return err
	})
	return out, err
}
