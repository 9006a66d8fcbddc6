// Package score makes the score of each service in each unit, with its
// coverage, and withholds it where too little is known.
package score

import (
	"context"
	_ "embed"

	"miernik/pipeline/warehouse"
)

//go:embed score.sql
var scoreSQL string

// Run fills contribution and score.
func Run(ctx context.Context, db *warehouse.DB) error { return db.Exec(ctx, scoreSQL) }
