// Package gaps lays out the expected grid of the fiches and gives every cell
// of it that has no value one cause, an owner and an expected date.
package gaps

import (
	"context"
	_ "embed"

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
	if err := db.Exec(ctx, gapsSQL); err != nil {
		return nil, err
	}
	var found diag.List
	err := db.Each(ctx, `
		SELECT g.source, g.variable, CAST(g.year AS INTEGER), min(g.file), count(*), (SELECT count(*) FROM work.cell c WHERE c.variable = g.variable AND c.year = g.year)
		FROM gap g WHERE g.cause = 'source_absent' AND g.file IS NOT NULL
		GROUP BY g.source, g.variable, g.year ORDER BY 1, 2, 3`,
		func(r *warehouse.Rows) error {
			var source, variable, file string
			var year, n, of int
			if err := r.Scan(&source, &variable, &year, &file, &n, &of); err != nil {
				return err
			}
			found.Add(diag.UnitsAbsent, diag.Place{File: file}, source, variable, year, n, of)
			return nil
		})
	return found, err
}
