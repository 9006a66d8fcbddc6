// Package compare forms the comparison groups and puts each unit beside its
// group: ratio of sums, median, quartiles, rank, percentile, class, change.
package compare

import (
	"context"
	_ "embed"
	"slices"
	"strings"

	"miernik/pipeline/warehouse"
)

//go:embed peers.sql
var peersSQL string

//go:embed before.sql
var beforeSQL string

//go:embed compare.sql
var compareSQL string

// Groups fills peer_scheme, peer_group and peer_member for the wanted schemes.
func Groups(ctx context.Context, db *warehouse.DB, schemes []string) error {
	wanted := make([]string, len(schemes))
	for i, scheme := range schemes {
		wanted[i] = warehouse.Quote(scheme)
	}
	if err := db.Exec(ctx, "SET VARIABLE schemes = ["+strings.Join(wanted, ", ")+"]"); err != nil {
		return err
	}
	return db.Exec(ctx, peersSQL)
}

// Run fills group_figure and comparison for the wanted schemes.
func Run(ctx context.Context, db *warehouse.DB, schemes []string) error {
	if err := db.Exec(ctx, beforeSQL); err != nil {
		return err
	}
	for _, scheme := range slices.Sorted(slices.Values(schemes)) {
		if err := db.Exec(ctx, "SET VARIABLE scheme = "+warehouse.Quote(scheme)); err != nil {
			return err
		}
		if err := db.Exec(ctx, compareSQL); err != nil {
			return err
		}
	}
	return nil
}
