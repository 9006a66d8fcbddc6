package compare

import (
	"context"
	"math"
	"slices"

	"miernik/indicators/method"
	"miernik/pipeline/peers"
	"miernik/pipeline/warehouse"
)

// contextUnit is a unit with its values of the context indicators.
type contextUnit struct {
	code, name, kind string
	values           []float64 // as published sources give them, NaN missing
}

// nearest finds the units that are most alike, level by level: values of one
// year an indicator, standardised over all units of the level, the method in
// indicators/method. Fills peer_indicator, peer_distance, peer_distance_part
// and the groups of the scheme.
func nearest(ctx context.Context, db *warehouse.DB, plan peers.Plan) error {
	s, ok := plan.Definitions.Schemes[peers.Nearest]
	if !ok || !slices.Contains(plan.Schemes, peers.Nearest) {
		return nil
	}
	for _, level := range []string{"gmina", "powiat"} {
		likenesses, err := yearsOf(ctx, db, level)
		if err != nil {
			return err
		}
		units, err := contextOf(ctx, db, level, likenesses)
		if err != nil {
			return err
		}
		if err := alike(ctx, db, s, level, likenesses, units); err != nil {
			return err
		}
	}
	return nil
}

// likeness is a context indicator with the year it is compared in.
type likeness struct {
	indicator string
	weight    float64
	log       bool
	year      *int
}

// yearsOf reads the context indicators of a level, each with the latest year
// in which half of the units have a value.
func yearsOf(ctx context.Context, db *warehouse.DB, level string) ([]likeness, error) {
	var out []likeness
	err := db.Each(ctx, `
		SELECT p.indicator, p.weight, p.log, CAST(max(y.year) AS INTEGER)
		FROM peer_indicator p LEFT JOIN (
			SELECT v.indicator, v.year FROM indicator_value v JOIN work.candidate c USING (unit)
			WHERE c.level = $1 AND v.value IS NOT NULL AND NOT contains(v.flags, 'imputed')
			GROUP BY ALL HAVING 2 * count(*) >= (SELECT count(*) FROM work.candidate WHERE level = $1)) y USING (indicator)
		WHERE p.scheme = 'nearest' AND p.level = $1
		GROUP BY p.indicator, p.weight, p.log, p.ord ORDER BY p.ord`, func(r *warehouse.Rows) error {
		var l likeness
		err := r.Scan(&l.indicator, &l.weight, &l.log, &l.year)
		out = append(out, l)
		return err
	}, level)
	return out, err
}

// contextOf reads the units in scope, by code, with their values.
func contextOf(ctx context.Context, db *warehouse.DB, level string, likenesses []likeness) ([]contextUnit, error) {
	var units []contextUnit
	at := map[string]int{}
	err := db.Each(ctx, `SELECT c.unit, u.full_name, c.kind FROM work.candidate c JOIN unit u ON u.teryt = c.unit WHERE c.level = ? ORDER BY c.unit`, func(r *warehouse.Rows) error {
		u := contextUnit{values: make([]float64, len(likenesses))}
		for j := range u.values {
			u.values[j] = math.NaN()
		}
		err := r.Scan(&u.code, &u.name, &u.kind)
		at[u.code] = len(units)
		units = append(units, u)
		return err
	}, level)
	if err != nil {
		return nil, err
	}
	for j, l := range likenesses {
		if l.year == nil {
			continue
		}
		err := db.Each(ctx, `SELECT v.unit, v.value FROM indicator_value v JOIN work.candidate c USING (unit)
			WHERE c.level = ? AND v.indicator = ? AND v.year = ? AND v.value IS NOT NULL AND NOT contains(v.flags, 'imputed')`, func(r *warehouse.Rows) error {
			var unit string
			var value float64
			err := r.Scan(&unit, &value)
			units[at[unit]].values[j] = value
			return err
		}, level, l.indicator, *l.year)
		if err != nil {
			return nil, err
		}
	}
	return units, nil
}

// alike writes what is nearest to whom.
func alike(ctx context.Context, db *warehouse.DB, s peers.Scheme, level string, likenesses []likeness, units []contextUnit) error {
	scores, weights := make([][]float64, len(units)), make([]float64, len(likenesses))
	for u := range scores {
		scores[u] = make([]float64, len(likenesses))
	}
	for j, l := range likenesses {
		weights[j] = l.weight
		z, mean, sd, n := standardise(units, j, l.log)
		for u := range units {
			scores[u][j] = z[u]
		}
		if err := db.Exec(ctx, `UPDATE peer_indicator SET year = ?, n = ?, mean = ?, deviation = ? WHERE scheme = 'nearest' AND level = ? AND indicator = ?`,
			l.year, n, number(mean), number(sd), level, l.indicator); err != nil {
			return err
		}
	}
	var members, groups, distances, parts, without [][]any
	mayBe := candidates(units, s.Within)
	for u, unit := range units {
		near := method.Nearest(scores, weights, u, mayBe[unit.kind], s.Count, float64(s.Known)/100)
		if len(near) == 0 {
			without = append(without, []any{peers.Nearest, unit.code, unlike(scores[u], weights, s.Known)})
			continue
		}
		groups = append(groups, []any{peers.Nearest, unit.code, level, "jednostki najbardziej podobne: " + unit.name, int32(len(near)), nil})
		for rank, n := range near {
			peer := units[n.Unit]
			members = append(members, []any{peers.Nearest, unit.code, peer.code, false, ""})
			distances = append(distances, []any{unit.code, peer.code, int32(rank + 1), method.RoundSignificant(n.Distance, 12), n.Known})
			for j, l := range likenesses {
				var share any
				if square := n.Distance * n.Distance; square > 0 && !math.IsNaN(n.Parts[j]) {
					share = method.RoundSignificant(n.Parts[j]/square, 12)
				}
				parts = append(parts, []any{unit.code, peer.code, l.indicator, number(unit.values[j]), number(peer.values[j]), number(method.RoundSignificant(n.Parts[j], 12)), share})
			}
		}
	}
	for _, t := range []struct {
		name string
		rows [][]any
	}{{"peer_member", members}, {"peer_group", groups}, {"peer_distance", distances}, {"peer_distance_part", parts}, {"peer_unassigned", without}} {
		if err := db.Append(ctx, t.name, t.rows); err != nil {
			return err
		}
	}
	return nil
}

// standardise gives the z-scores of an indicator over the units, with the mean,
// the deviation and the number of units they rest on. An indicator in which
// nobody differs tells units apart no more than a missing one.
func standardise(units []contextUnit, j int, log bool) (z []float64, mean, sd float64, n int) {
	xs := make([]float64, len(units))
	for u := range units {
		xs[u] = units[u].values[j]
	}
	if log {
		for u, x := range xs {
			if xs[u] = math.Log(x); !(x > 0) {
				xs[u] = math.NaN()
			}
		}
	}
	_, _, n = method.Extent(xs)
	z, _ = method.ZScore(xs, 0, 1) // a constant gives no scores
	return z, method.RoundSignificant(method.Mean(xs), 12), method.RoundSignificant(method.SD(xs), 12), n
}

// candidates are the units that a unit of a kind may be like, by kind.
func candidates(units []contextUnit, within string) map[string][]int {
	all := make([]int, len(units))
	byKind := map[string][]int{}
	for u, unit := range units {
		all[u] = u
		byKind[unit.kind] = append(byKind[unit.kind], u)
	}
	if within != "kind" {
		for kind := range byKind {
			byKind[kind] = all
		}
	}
	return byKind
}

// unlike says why a unit has no nearest ones.
func unlike(z, weights []float64, known int) string {
	var has, all float64
	for j, w := range weights {
		all += w
		if !math.IsNaN(z[j]) {
			has += w
		}
	}
	if 100*has < float64(known)*all || has == 0 {
		return "za mało znanych wskaźników kontekstowych"
	}
	return "nie ma innych jednostek z dość znanymi wskaźnikami kontekstowymi"
}

// number is a value of the engine; a missing one is NULL.
func number(x float64) any {
	if math.IsNaN(x) {
		return nil
	}
	return x
}
