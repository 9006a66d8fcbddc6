// Package sensitivity tests the method on a warehouse that has its scores and
// comparison groups, fiche by fiche, in the latest year in which a fiche ranks
// anybody; ranked are units with all core indicators and no filled value. What
// is computed: miernik/indicators/robust.
package sensitivity

import (
	"context"
	"runtime"

	"golang.org/x/sync/errgroup"

	"miernik/indicators/robust"
	"miernik/pipeline/warehouse"
)

// Options of the test.
type Options struct {
	robust.Options
	Scheme  string // peer scheme of the comparison group; empty: places among all units only
	Threads int    // fiches tested at a time; 0: the number of processors
}

// Run tests every scored fiche and fills sensitivity_run, rank_range,
// fiche_sensitivity, sensitivity_variant, indicator_influence and
// indicator_correlation. Equal input and seed give equal rows.
func Run(ctx context.Context, db *warehouse.DB, o Options) error {
	if o.Draws == 0 {
		return nil
	}
	results, err := Test(ctx, db, o)
	if err != nil {
		return err
	}
	if err := db.Append(ctx, "sensitivity_run", [][]any{{int32(o.Draws), o.Noise, o.Seed, o.Scheme}}); err != nil {
		return err
	}
	return write(ctx, db, results)
}

// Test computes the results without writing them, fiche by fiche in the order
// of their codes. The warehouse has its scores and comparison groups.
func Test(ctx context.Context, db *warehouse.DB, o Options) ([]*robust.Result, error) {
	models, err := Models(ctx, db, o.Scheme)
	if err != nil {
		return nil, err
	}
	if o.Threads <= 0 {
		o.Threads = runtime.NumCPU()
	}
	results := make([]*robust.Result, len(models))
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(o.Threads)
	for i, m := range models {
		group.Go(func() error {
			if err := ctx.Err(); err != nil {
				return err
			}
			var err error
			results[i], err = m.Test(o.Options)
			return err
		})
	}
	return results, group.Wait()
}
