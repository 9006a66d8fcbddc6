// Package values evaluates indicator cards: value = multiplier × numerator /
// denominator, both linear, over the expected grid. What cannot be computed
// gets the status and cause of its worst term.
package values

import (
	"context"
	_ "embed"

	"miernik/indicators"
	"miernik/pipeline/warehouse"
)

//go:embed values.sql
var valuesSQL string

// Run fills indicator_value.
func Run(ctx context.Context, db *warehouse.DB) error {
	if err := db.Exec(ctx, `CREATE TABLE work.cause_order (cause VARCHAR, ord INTEGER)`); err != nil {
		return err
	}
	for i, c := range indicators.Causes() {
		if err := db.Exec(ctx, `INSERT INTO work.cause_order VALUES (?, ?)`, string(c), i); err != nil {
			return err
		}
	}
	return db.Exec(ctx, valuesSQL)
}
