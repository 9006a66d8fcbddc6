// Package report writes the workbooks an analyst sends on: a card for each
// unit, a fiche for each service, the gap register, the test of the method and
// the log of changes. Its only input is the
// published database; equal databases give byte-identical files.
package report

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"

	"miernik/pipeline/warehouse"
)

// Kinds of workbooks, as in the label group "workbook".
const (
	KindCard    = "karta_jednostki"
	KindFiche   = "fiszka_uslugi"
	KindGaps    = "luki"
	KindMethod  = "proba_metody"
	KindChanges = "dziennik_zmian"
)

// Options say what to write.
type Options struct {
	Dir      string   // folder of the workbooks; made if missing
	Units    []string // TERYT codes of the units that get a card
	AllUnits bool     // a card for every unit in scope that a service applies to
	Services bool     // a fiche for every service
	Gaps     bool     // the gap register
	Method   bool     // the test of the method
	Changes  bool     // what changed since the last publication
	Progress func(done, total int)
}

// File is a workbook that was written.
type File struct {
	Path string
	Kind string
}

// Write writes the workbooks that o asks for, one after the other. Each file
// is either whole or untouched; on an error the files written before it stay
// and are returned.
func Write(ctx context.Context, db *warehouse.DB, o Options) ([]File, error) {
	if err := os.MkdirAll(o.Dir, 0o755); err != nil {
		return nil, fmt.Errorf("report: %w", err)
	}
	d, err := load(ctx, db)
	if err != nil {
		return nil, fmt.Errorf("report: %w", err)
	}
	units, err := d.chosenUnits(o)
	if err != nil {
		return nil, fmt.Errorf("report: %w", err)
	}
	var jobs []func() (File, error)
	for _, u := range units {
		jobs = append(jobs, func() (File, error) { return writeCard(ctx, db, d, u, o.Dir) })
	}
	if o.Services {
		for _, f := range d.fiches {
			jobs = append(jobs, func() (File, error) { return writeFiche(ctx, db, d, f, o.Dir) })
		}
	}
	if o.Gaps {
		jobs = append(jobs, func() (File, error) { return writeGaps(ctx, db, d, o.Dir, usual) })
	}
	if o.Method {
		jobs = append(jobs, func() (File, error) { return writeMethod(ctx, db, d, o.Dir) })
	}
	if o.Changes {
		jobs = append(jobs, func() (File, error) { return writeChanges(ctx, db, d, o.Dir) })
	}
	var files []File
	for i, job := range jobs {
		if err := ctx.Err(); err != nil {
			return files, fmt.Errorf("report: %w", err)
		}
		f, err := job()
		if err != nil {
			return files, fmt.Errorf("report: %w", err)
		}
		files = append(files, f)
		if o.Progress != nil {
			o.Progress(i+1, len(jobs))
		}
	}
	return files, nil
}

// chosenUnits are the units that get a card, in the order of their names. A
// code that is no unit in scope is an error that names every such code.
func (d *data) chosenUnits(o Options) ([]*unit, error) {
	var list []*unit
	var errs []error
	for _, code := range o.Units {
		if d.unit[code] == nil {
			errs = append(errs, fmt.Errorf("unit %s is no gmina or powiat in scope", code))
		}
	}
	for _, u := range d.units {
		if slices.Contains(o.Units, u.teryt) || o.AllUnits && d.served(u) {
			list = append(list, u)
		}
	}
	return list, errors.Join(errs...)
}

// served tells whether any service is meant for units of this level.
func (d *data) served(u *unit) bool {
	return slices.ContainsFunc(d.fiches, func(f *fiche) bool { return f.level == u.level })
}
