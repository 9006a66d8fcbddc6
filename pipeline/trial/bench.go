// Package trial runs the real stages on a warehouse in memory: the tests of
// fiches on observations given by hand, and two versions of a fiche on the data
// of a published file.
package trial

import (
	"context"
	"time"

	"miernik/indicators"
	"miernik/pipeline/warehouse"
)

// Bench is a warehouse in memory on which one trial follows another.
type Bench struct{ db *warehouse.DB }

// Open makes a bench. temp is a folder for what does not fit into memory.
func Open(ctx context.Context, o warehouse.Options) (*Bench, error) {
	db, err := warehouse.Create(ctx, "", o)
	if err != nil {
		return nil, err
	}
	return &Bench{db}, nil
}

// Close gives the memory back.
func (b *Bench) Close() error { return b.db.Close() }

// period is what the table run says of a trial.
type period struct {
	from, to indicators.Year
	asOf     time.Time
	minGroup int
}

// describe writes the one row of the table run.
func (b *Bench) describe(ctx context.Context, p period) error {
	return b.db.Exec(ctx, `INSERT INTO run (run, workspace, as_of, program, first_year, last_year, min_group, synthetic) VALUES ('trial', 'trial', ?, '', ?, ?, ?, FALSE)`,
		warehouse.Date(p.asOf), int(p.from), int(p.to), p.minGroup)
}
