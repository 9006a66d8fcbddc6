// Package compare forms the comparison groups and puts each unit beside its
// groups: both group figures, quartiles, rank, percentile, class, changes,
// standard errors, the cost ladder, leaders.
package compare

import (
	"context"
	_ "embed"

	"miernik/indicators"
	"miernik/pipeline/warehouse"
)

var (
	//go:embed figures.sql
	figuresSQL string
	//go:embed noise.sql
	noiseSQL string
	//go:embed change.sql
	changeSQL string
	//go:embed compare.sql
	compareSQL string
	//go:embed ladder.sql
	ladderSQL string
	//go:embed leader.sql
	leaderSQL string
)

// Run fills group_figure, comparison, indicator_change, sampling_error,
// ladder_value, cost_ladder and leader for the groups that Form
// made. Of schemes of form own and named it computes nothing: macros of the
// published file do, for the units they are asked about.
func Run(ctx context.Context, db *warehouse.DB) error {
	if err := db.Exec(ctx, "SET VARIABLE price_index = "+warehouse.Quote(indicators.PriceIndex)); err != nil {
		return err
	}
	for _, script := range []string{figuresSQL, noiseSQL, changeSQL} {
		if err := db.Exec(ctx, script); err != nil {
			return err
		}
	}
	schemes, err := partitions(ctx, db)
	if err != nil {
		return err
	}
	for _, scheme := range schemes {
		if err := db.Exec(ctx, "SET VARIABLE scheme = "+warehouse.Quote(scheme)); err != nil {
			return err
		}
		if err := db.Exec(ctx, compareSQL); err != nil {
			return err
		}
	}
	for _, script := range []string{"DROP TABLE figure; DROP TABLE IF EXISTS placed; DROP TABLE IF EXISTS placed_row; DROP TABLE IF EXISTS slot_figure", ladderSQL, leaderSQL} {
		if err := db.Exec(ctx, script); err != nil {
			return err
		}
	}
	return nil
}

func partitions(ctx context.Context, db *warehouse.DB) ([]string, error) {
	var out []string
	err := db.Each(ctx, `SELECT scheme FROM peer_scheme WHERE form = 'partition' ORDER BY scheme`, func(r *warehouse.Rows) error {
		var s string
		err := r.Scan(&s)
		out = append(out, s)
		return err
	})
	return out, err
}
