package sensitivity

import (
	"context"
	_ "embed"
	"math"
	"slices"

	"miernik/indicators/method"
	"miernik/indicators/robust"
	"miernik/pipeline/warehouse"
)

//go:embed fiches.sql
var fichesSQL string

//go:embed items.sql
var itemsSQL string

//go:embed cells.sql
var cellsSQL string

//go:embed errors.sql
var errorsSQL string

//go:embed groups.sql
var groupsSQL string

var directions = map[string]method.Direction{"stimulant": method.Stimulant, "destimulant": method.Destimulant, "nominant": method.Nominant}

// Models reads the fiches that rank anybody, by code, in their latest ranked
// year.
func Models(ctx context.Context, db *warehouse.DB, scheme string) ([]*robust.Model, error) {
	models := map[string]*robust.Model{}
	var order []*robust.Model
	err := db.Each(ctx, fichesSQL, func(r *warehouse.Rows) error {
		m := &robust.Model{}
		var level, aggregate, combine string
		var minGroup int32
		if err := r.Scan(&m.Fiche, &m.Year, &m.Origin, &level, &aggregate, &combine, &m.Low, &m.High, &m.Reference, &minGroup); err != nil {
			return err
		}
		m.Aggregate, m.MinGroup = aggregate, int(minGroup)
		if combine != "" {
			m.Aggregate = combine
		}
		models[m.Fiche] = m
		order = append(order, m)
		return nil
	})
	if err != nil {
		return nil, err
	}
	if err := readItems(ctx, db, models); err != nil {
		return nil, err
	}
	ranked, err := readCells(ctx, db, models)
	if err != nil {
		return nil, err
	}
	if err := readErrors(ctx, db, models); err != nil {
		return nil, err
	}
	groups, err := readGroups(ctx, db, scheme)
	if err != nil {
		return nil, err
	}
	for _, m := range order {
		m.Fields = []robust.Field{{Scheme: robust.National, Groups: []robust.Group{everybody(ranked[m.Fiche])}}}
		if scheme != "" {
			m.Fields = append(m.Fields, robust.Field{Scheme: scheme, Groups: groupsOf(m, groups, ranked[m.Fiche])})
		}
	}
	return order, nil
}

func readItems(ctx context.Context, db *warehouse.DB, models map[string]*robust.Model) error {
	return db.Each(ctx, itemsSQL, func(r *warehouse.Rows) error {
		var fiche, indicator, direction, dimension, normalise, aggregate, set string
		var low, high *float64
		var partWeight *int32
		var weight float64
		if err := r.Scan(&fiche, &indicator, &direction, &low, &high, &dimension, &partWeight, &normalise, &aggregate, &set, &weight); err != nil {
			return err
		}
		m := models[fiche]
		if m == nil {
			return nil
		}
		if len(m.Sets) == 0 || m.Sets[len(m.Sets)-1].Name != set {
			m.Sets = append(m.Sets, robust.WeightSet{Name: set})
		}
		s := &m.Sets[len(m.Sets)-1]
		s.Weights = append(s.Weights, weight)
		if len(m.Sets) > 1 { // the first set is that of the fiche, and names the items
			return nil
		}
		if len(m.Items) == 0 {
			m.Normalise = normalise
		} else if m.Normalise != normalise {
			m.Normalise = ""
		}
		it := robust.Item{Code: indicator, Weight: weight, Direction: directions[direction], TargetLow: orNaN(low), TargetHigh: orNaN(high)}
		if partWeight != nil {
			it.Part = partOf(m, dimension, aggregate, float64(*partWeight))
		}
		m.Items = append(m.Items, it)
		return nil
	})
}

// partOf is the index of a dimension, which is made when it is new.
func partOf(m *robust.Model, dimension, aggregate string, weight float64) int {
	p := robust.Part{Dimension: dimension, Aggregate: aggregate, Weight: weight}
	if i := slices.Index(m.Parts, p); i >= 0 {
		return i
	}
	m.Parts = append(m.Parts, p)
	return len(m.Parts) - 1
}

func orNaN(x *float64) float64 {
	if x == nil {
		return math.NaN()
	}
	return *x
}

// readCells fills the columns and returns which units of each fiche are ranked.
func readCells(ctx context.Context, db *warehouse.DB, models map[string]*robust.Model) (map[string][]bool, error) {
	ranked := map[string][]bool{}
	err := db.Each(ctx, cellsSQL, func(r *warehouse.Rows) error {
		var fiche, unit, indicator string
		var isRanked bool
		var mark, value, effective float64
		if err := r.Scan(&fiche, &unit, &isRanked, &indicator, &mark, &value, &effective); err != nil {
			return err
		}
		m := models[fiche]
		if n := len(m.Units); n == 0 || m.Units[n-1] != unit {
			m.Units = append(m.Units, unit)
			ranked[fiche] = append(ranked[fiche], isRanked)
			for i := range m.Items {
				it := &m.Items[i]
				it.Marks, it.Values, it.Effective = append(it.Marks, math.NaN()), append(it.Values, math.NaN()), append(it.Effective, 0)
			}
		}
		u := len(m.Units) - 1
		i := slices.IndexFunc(m.Items, func(it robust.Item) bool { return it.Code == indicator })
		m.Items[i].Marks[u], m.Items[i].Values[u], m.Items[i].Effective[u] = mark, value, effective
		return nil
	})
	return ranked, err
}

// readErrors adds the standard errors of figures over few persons.
func readErrors(ctx context.Context, db *warehouse.DB, models map[string]*robust.Model) error {
	return db.Each(ctx, errorsSQL, func(r *warehouse.Rows) error {
		var fiche, unit, indicator string
		var year int16
		var size float64
		if err := r.Scan(&fiche, &unit, &indicator, &year, &size); err != nil {
			return err
		}
		m := models[fiche]
		if m == nil || m.Year != year {
			return nil
		}
		u, known := slices.BinarySearch(m.Units, unit)
		i := slices.IndexFunc(m.Items, func(it robust.Item) bool { return it.Code == indicator })
		if !known || i < 0 {
			return nil
		}
		if m.Items[i].Errors == nil {
			m.Items[i].Errors = make([]float64, len(m.Units))
		}
		m.Items[i].Errors[u] = size
		return nil
	})
}

// codedGroup is a group by the codes of its units.
type codedGroup struct {
	code  string
	units []string
	own   []bool
}

func readGroups(ctx context.Context, db *warehouse.DB, scheme string) ([]codedGroup, error) {
	var out []codedGroup
	if scheme == "" {
		return nil, nil
	}
	err := db.Each(ctx, groupsSQL, func(r *warehouse.Rows) error {
		var code, unit string
		var own bool
		if err := r.Scan(&code, &unit, &own); err != nil {
			return err
		}
		if len(out) == 0 || out[len(out)-1].code != code {
			out = append(out, codedGroup{code: code})
		}
		g := &out[len(out)-1]
		g.units, g.own = append(g.units, unit), append(g.own, own)
		return nil
	}, scheme)
	return out, err
}

func everybody(ranked []bool) robust.Group {
	var g robust.Group
	for u, yes := range ranked {
		if yes {
			g.Members, g.Own = append(g.Members, int32(u)), append(g.Own, true)
		}
	}
	return g
}

// groupsOf keeps the ranked units of a fiche, and the groups that have any.
func groupsOf(m *robust.Model, groups []codedGroup, ranked []bool) []robust.Group {
	var out []robust.Group
	for _, coded := range groups {
		g := robust.Group{Code: coded.code}
		for i, unit := range coded.units {
			if u, ok := slices.BinarySearch(m.Units, unit); ok && ranked[u] {
				g.Members, g.Own = append(g.Members, int32(u)), append(g.Own, coded.own[i])
			}
		}
		if len(g.Members) > 0 {
			out = append(out, g)
		}
	}
	return out
}
