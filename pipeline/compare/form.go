package compare

import (
	"context"
	_ "embed"
	"strings"

	"miernik/indicators"
	"miernik/internal/diag"
	"miernik/pipeline/peers"
	"miernik/pipeline/warehouse"
)

//go:embed peers.sql
var peersSQL string

// population is the variable that size classes and groups of towns go by.
const population = "ludnosc"

// Form fills the tables peer_*: the groups of the wanted schemes. Values are
// there already, scores are not: they may be ranked within the groups. A scheme
// whose definition was left out is not formed; units of named groups that are in
// no register become findings.
func Form(ctx context.Context, db *warehouse.DB, plan peers.Plan) (diag.List, error) {
	if err := inputs(ctx, db, plan); err != nil {
		return nil, err
	}
	if err := db.Exec(ctx, peersSQL); err != nil {
		return nil, err
	}
	if err := nearest(ctx, db, plan); err != nil {
		return nil, err
	}
	return unknownUnits(ctx, db, plan)
}

// inputs lays the definitions out for the SQL.
func inputs(ctx context.Context, db *warehouse.DB, plan peers.Plan) error {
	var wanted []string
	var schemes, classes, pairs, named, roles [][]any
	for _, code := range plan.Schemes {
		s, ok := plan.Definitions.Schemes[code]
		if !ok {
			continue
		}
		wanted = append(wanted, warehouse.Quote(code))
		minimum := s.Minimum
		if minimum == 0 {
			minimum = plan.Minimum
		}
		schemes = append(schemes, []any{code, int32(s.Version), string(peers.FormOf(code)), s.Name.PL, s.Name.EN, s.Explanation, s.Why, s.Source, int32(minimum), nil})
		for class, cuts := range s.Classes {
			classes = append(classes, sizeClasses(class, cuts)...)
		}
		for _, p := range s.Pairs {
			pairs = append(pairs, []any{string(p.A), string(p.B)})
		}
		if code == peers.Named {
			for _, g := range plan.Groups {
				for _, u := range g.Units {
					named = append(named, []any{g.ID, g.Name.PL, string(g.Level), string(u)})
				}
			}
		}
	}
	if _, ok := plan.Definitions.Schemes[plan.Compare]; ok {
		roles = append(roles, []any{"comparison", int32(1), plan.Compare, ""})
	}
	for i, shown := range plan.Display {
		if _, ok := plan.Definitions.Schemes[shown.Scheme]; ok {
			roles = append(roles, []any{"display", int32(i + 1), shown.Scheme, shown.Group})
		}
	}
	err := db.Exec(ctx, `
		CREATE TABLE work.size_class (class VARCHAR, low INTEGER, high INTEGER, whole BOOLEAN);
		CREATE TABLE work.pair (a VARCHAR, b VARCHAR);
		CREATE TABLE work.named (grp VARCHAR, name VARCHAR, level VARCHAR, unit VARCHAR);
		SET VARIABLE schemes = [`+strings.Join(wanted, ", ")+`]::VARCHAR[];
		SET VARIABLE population = `+warehouse.Quote(population))
	if err != nil {
		return err
	}
	if err := db.Exec(ctx, "SET VARIABLE town_above = ?", plan.Definitions.Schemes[peers.SLZ].TownAbove); err != nil {
		return err
	}
	for _, t := range []struct {
		name string
		rows [][]any
	}{{"peer_scheme", schemes}, {"work.size_class", classes}, {"work.pair", pairs}, {"work.named", named}, {"peer_role", roles}} {
		if err := db.Append(ctx, t.name, t.rows); err != nil {
			return err
		}
	}
	return db.Exec(ctx, "UPDATE peer_scheme SET register_date = (SELECT register_date FROM run)")
}

// sizeClasses turns cut points into classes: up to the first, between two,
// from the last. Without cut points there is one class, whatever the population.
func sizeClasses(class string, cuts []int) [][]any {
	if len(cuts) == 0 {
		return [][]any{{class, nil, nil, true}}
	}
	out := [][]any{{class, int32(0), int32(cuts[0]), false}}
	for i, cut := range cuts {
		var high any
		if i+1 < len(cuts) {
			high = int32(cuts[i+1])
		}
		out = append(out, []any{class, int32(cut), high, false})
	}
	return out
}

// unknownUnits reports units of named groups that the register in force does
// not have under any kind.
func unknownUnits(ctx context.Context, db *warehouse.DB, plan peers.Plan) (diag.List, error) {
	place := map[string]diag.Place{}
	for _, g := range plan.Groups {
		place[g.ID] = g.Place
	}
	var found diag.List
	err := db.Each(ctx, `SELECT n.grp, n.unit FROM work.named n
		WHERE NOT EXISTS (FROM peer_member m WHERE m.scheme = 'named' AND m.grp = n.grp AND left(m.unit, 6) = left(n.unit, 6)) ORDER BY ALL`,
		func(r *warehouse.Rows) error {
			var grp string
			var unit indicators.TERYT
			err := r.Scan(&grp, (*string)(&unit))
			found.Add(diag.PeerUnit, place[grp], grp, string(unit))
			return err
		})
	return found, err
}
