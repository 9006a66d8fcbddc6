// Package score makes the scores of dimensions, services, areas and the whole in
// each unit, with their coverage, withholds them where too little is known, and
// gives them their places among others. What a fiche can ask for in bulk is SQL,
// held against indicators/method by a test on random data; treatment of
// outliers and the methods that look at a whole reference set run from there.
package score

import (
	"context"
	_ "embed"
	"fmt"

	"miernik/pipeline/warehouse"
)

//go:embed cells.sql
var cellsSQL string

//go:embed scale.sql
var scaleSQL string

//go:embed sums.sql
var sumsSQL string

//go:embed contributions.sql
var contributionsSQL string

//go:embed nodes.sql
var nodesSQL string

//go:embed basis.sql
var basisSQL string

//go:embed rated.sql
var ratedSQL string

//go:embed ranks.sql
var ranksSQL string

// Run fills treatment, score, contribution and node_contribution. The peer
// groups are there.
func Run(ctx context.Context, db *warehouse.DB) error {
	if err := db.Exec(ctx, cellsSQL); err != nil {
		return err
	}
	if err := treat(ctx, db); err != nil {
		return err
	}
	if err := db.Exec(ctx, scaleSQL); err != nil {
		return err
	}
	if err := checkPositive(ctx, db); err != nil {
		return err
	}
	if err := patterns(ctx, db); err != nil {
		return err
	}
	sets, err := db.Count(ctx, "SELECT coalesce(max(ord), 0) FROM work.weight")
	if err != nil {
		return err
	}
	for ord := range sets {
		if err := bound(ctx, db, "ord", ord+1, sumsSQL); err != nil {
			return err
		}
		if ord == 0 { // the weights of the fiche
			if err := db.Exec(ctx, contributionsSQL); err != nil {
				return err
			}
		}
	}
	deepest, err := db.Count(ctx, "SELECT coalesce(max(depth), 0) FROM work.tree")
	if err != nil {
		return err
	}
	for depth := deepest; depth > 0; depth-- {
		if err := bound(ctx, db, "depth", depth, nodesSQL); err != nil {
			return err
		}
	}
	// Those of sums.sql are not there when no fiche has a score.
	return db.Exec(ctx, `DROP TABLE operation; DROP TABLE not_applicable; DROP TABLE marked;
		DROP TABLE IF EXISTS weight_now; DROP TABLE IF EXISTS known_part; DROP TABLE IF EXISTS absent_part; DROP TABLE IF EXISTS sum_part;
		DROP TABLE IF EXISTS known_service; DROP TABLE IF EXISTS absent_service; DROP TABLE IF EXISTS combined; DROP TABLE IF EXISTS sum_service`)
}

// Rank fills score_comparison for the schemes that were formed, one after the
// other: all at once needs several times the memory.
func Rank(ctx context.Context, db *warehouse.DB) error {
	for _, script := range []string{basisSQL, ratedSQL} {
		if err := db.Exec(ctx, script); err != nil {
			return err
		}
	}
	var schemes []string
	err := db.Each(ctx, "SELECT scheme FROM peer_scheme WHERE form = 'partition' ORDER BY scheme", func(r *warehouse.Rows) error {
		var scheme string
		err := r.Scan(&scheme)
		schemes = append(schemes, scheme)
		return err
	})
	if err != nil {
		return err
	}
	for _, scheme := range schemes {
		if err := bound(ctx, db, "scheme", warehouse.Quote(scheme), ranksSQL); err != nil {
			return err
		}
	}
	return db.Exec(ctx, `DROP TABLE rated; DROP TABLE rated_change;
		DROP TABLE IF EXISTS placed_group; DROP TABLE IF EXISTS placed; DROP TABLE IF EXISTS field; DROP TABLE IF EXISTS placed_row`)
}

// bound runs a script with a variable of the session.
func bound(ctx context.Context, db *warehouse.DB, name string, value any, script string) error {
	if err := db.Exec(ctx, fmt.Sprintf("SET VARIABLE %s = %v", name, value)); err != nil {
		return err
	}
	return db.Exec(ctx, script)
}

// checkPositive refuses marks that a geometric or harmonic mean is not defined
// for, naming the indicator. The rules of fiches do not let it come to that.
func checkPositive(ctx context.Context, db *warehouse.DB) error {
	return db.Each(ctx, `SELECT it.fiche, it.indicator, it.aggregate, min(m.mark) FROM marked m JOIN work.item it USING (item)
		WHERE it.aggregate IN ('geometric', 'harmonic') AND m.mark <= 0 GROUP BY ALL ORDER BY ALL LIMIT 1`, func(r *warehouse.Rows) error {
		var fiche, indicator, aggregate string
		var mark float64
		if err := r.Scan(&fiche, &indicator, &aggregate, &mark); err != nil {
			return err
		}
		return fmt.Errorf("fiche %s, indicator %s: a %s mean is not defined for the mark %v: begin the scale above 0", fiche, indicator, aggregate, mark)
	})
}
