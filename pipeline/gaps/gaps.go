// Package gaps lays out the expected grid of the fiches and gives every cell
// of it that has no value one cause, an owner and an expected date.
package gaps

import (
	"context"
	_ "embed"

	"miernik/indicators"
	"miernik/internal/diag"
	"miernik/pipeline/warehouse"
)

//go:embed grid.sql
var gridSQL string

//go:embed gaps.sql
var gapsSQL string

// Run fills service_operation and gap, and leaves the grid for the stages
// after it. Units that a delivered file passes over become findings.
func Run(ctx context.Context, db *warehouse.DB) (diag.List, error) {
	if err := db.Exec(ctx, gridSQL); err != nil {
		return nil, err
	}
	if err := db.Exec(ctx, "SET VARIABLE price_index = "+warehouse.Quote(indicators.PriceIndex)); err != nil {
		return nil, err
	}
	if err := db.Exec(ctx, gapsSQL); err != nil {
		return nil, err
	}
	var found diag.List
	err := db.Each(ctx, `
		SELECT source, file, array_to_string(list_sort(list(DISTINCT variable)), ', '), CAST(min(year) AS INTEGER), CAST(max(year) AS INTEGER), count(DISTINCT unit)
		FROM gap WHERE cause = 'source_absent' AND file IS NOT NULL
		GROUP BY source, file ORDER BY source, file`,
		func(r *warehouse.Rows) error {
			var source, file, variables string
			var from, to, n int
			if err := r.Scan(&source, &file, &variables, &from, &to, &n); err != nil {
				return err
			}
			found.Add(diag.UnitsAbsent, diag.Place{File: file}, source, n, variables, from, to)
			return nil
		})
	return found, err
}
