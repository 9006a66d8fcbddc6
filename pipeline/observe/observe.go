// Package observe brings staged observations into the warehouse: it maps
// their unit codes and names to the register in force, keeps every source's value, and
// chooses one per unit, variable and year.
package observe

import (
	"context"
	_ "embed"
	"fmt"
	"slices"
	"strings"

	"miernik/internal/diag"
	"miernik/pipeline/correction"
	"miernik/pipeline/ingest"
	"miernik/pipeline/register"
	"miernik/pipeline/warehouse"
)

//go:embed unmatched.sql
var unmatchedSQL string

//go:embed choose.sql
var chooseSQL string

//go:embed cells.sql
var cellsSQL string

//go:embed conflicts.sql
var conflictsSQL string

//go:embed plausible.sql
var plausibleSQL string

// File is a staged file with what identifies it.
type File struct {
	Source   string
	Name     string // relative to the workspace
	Snapshot string
	Staged   *ingest.Staged
}

// Run loads the files, in the given order, into observation,
// observation_cell and observation_unmatched, and applies the corrections.
func Run(ctx context.Context, db *warehouse.DB, reg *register.Register, files []File, corrections []correction.Correction) (diag.List, error) {
	if err := load(ctx, db, files); err != nil {
		return nil, err
	}
	found, err := mapUnits(ctx, db, reg)
	if err != nil {
		return nil, err
	}
	if err := db.Exec(ctx, unmatchedSQL); err != nil {
		return nil, err
	}
	if err := choose(ctx, db); err != nil {
		return nil, err
	}
	if err := db.Exec(ctx, conflictsSQL); err != nil {
		return nil, err
	}
	more, err := findings(ctx, db)
	if err != nil {
		return nil, err
	}
	applied, err := correct(ctx, db, corrections)
	if err != nil {
		return nil, err
	}
	odd, err := implausible(ctx, db)
	return slices.Concat(found, more, applied, odd), err
}

const stagedTables = `
CREATE SCHEMA IF NOT EXISTS work;
CREATE TABLE work.staged (variable VARCHAR, unit_code VARCHAR, unit_name VARCHAR, year SMALLINT, value DOUBLE, status VARCHAR, flags VARCHAR,
    decimals TINYINT, sheet VARCHAR, row INTEGER, col INTEGER, raw VARCHAR, sign VARCHAR, source VARCHAR, snapshot VARCHAR, file VARCHAR, member VARCHAR, file_ord INTEGER);
CREATE TABLE work.staged_cell (variable VARCHAR, unit_code VARCHAR, year SMALLINT, sheet VARCHAR, row INTEGER, col INTEGER, value DOUBLE, weight DOUBLE,
    weight_col INTEGER, label VARCHAR, source VARCHAR, snapshot VARCHAR, file VARCHAR, member VARCHAR);
CREATE TABLE work.code_map (unit_code VARCHAR, source VARCHAR, year SMALLINT, unit VARCHAR, mapped VARCHAR);`

func load(ctx context.Context, db *warehouse.DB, files []File) error {
	if err := db.Exec(ctx, stagedTables); err != nil {
		return err
	}
	for i, f := range files {
		obs := fmt.Sprintf(`INSERT INTO work.staged SELECT variable, unit, unit_name, year, value, status, flags, if(value IS NULL, NULL, decimals), sheet, nullif(row, 0), nullif(col, 0), raw, sign, ?, ?, ?, ?, ? FROM read_parquet(%s)`,
			warehouse.Quote(f.Staged.Observations))
		if err := db.Exec(ctx, obs, f.Source, f.Snapshot, f.Name, f.Staged.Member, i); err != nil {
			return err
		}
		if f.Staged.Counts.Contributions == 0 {
			continue
		}
		cells := fmt.Sprintf(`INSERT INTO work.staged_cell SELECT variable, unit, year, sheet, row, col, value, weight, nullif(weight_col, 0), label, ?, ?, ?, ? FROM read_parquet(%s)`,
			warehouse.Quote(f.Staged.Cells))
		if err := db.Exec(ctx, cells, f.Source, f.Snapshot, f.Name, f.Staged.Member); err != nil {
			return err
		}
	}
	return nil
}

// atOnce is how many staged observations and cells are put in order at a time.
const atOnce = 1_000_000

// stretch is a part of the units or variables, in order of their codes.
type stretch struct{ first, last string }

// stretches are the rows of a query that divides something; it is given how
// many rows may be dealt with at once.
func stretches(ctx context.Context, db *warehouse.DB, query string) (out []stretch, err error) {
	err = db.Each(ctx, query, func(r *warehouse.Rows) error {
		var s stretch
		err := r.Scan(&s.first, &s.last)
		out = append(out, s)
		return err
	}, atOnce)
	return out, err
}

// choose fills observation and observation_cell, in the order of the units.
func choose(ctx context.Context, db *warehouse.DB) error {
	list, err := stretches(ctx, db, `
		SELECT min(teryt), max(teryt) FROM (
			SELECT teryt, ntile((SELECT 1 + ((SELECT count(*) FROM work.staged) + (SELECT count(*) FROM work.staged_cell)) // ?)) OVER (ORDER BY teryt) AS part FROM unit)
		GROUP BY part ORDER BY part`)
	if err != nil {
		return err
	}
	for _, s := range list {
		if err := db.Exec(ctx, chooseSQL, s.first, s.last); err != nil {
			return err
		}
		if err := db.Exec(ctx, cellsSQL, s.first, s.last); err != nil {
			return err
		}
	}
	return nil
}

// findings reports what only all sources together show.
func findings(ctx context.Context, db *warehouse.DB) (diag.List, error) {
	var found diag.List
	err := db.Each(ctx, `SELECT code, file, sheet, row, col, unit, variable, year, a, b, chosen FROM work.conflict ORDER BY ALL`, func(r *warehouse.Rows) error {
		var code, file, sheet, unit, variable, a, b, chosen string
		var row, col *int
		var year int
		if err := r.Scan(&code, &file, &sheet, &row, &col, &unit, &variable, &year, &a, &b, &chosen); err != nil {
			return err
		}
		args := []any{unit, variable, year, trim(a), trim(b)}
		if code == string(diag.SourcesDiffer) {
			args = append(args, chosen)
		}
		found.Add(diag.Code(code), place(file, sheet, row, col), args...)
		return nil
	})
	if err != nil {
		return nil, err
	}
	err = db.Each(ctx, `SELECT file, sheet, row, col, variable, value, lo, hi, n FROM work.out_of_range ORDER BY ALL`, func(r *warehouse.Rows) error {
		var file, sheet, variable, value, lo, hi string
		var row, col *int
		var n int
		if err := r.Scan(&file, &sheet, &row, &col, &variable, &value, &lo, &hi, &n); err != nil {
			return err
		}
		found.Add(diag.CellOutOfRange, place(file, sheet, row, col), variable, trim(value), trim(lo), trim(hi), n)
		return nil
	})
	return found, err
}

func place(file, sheet string, row, col *int) diag.Place {
	p := diag.Place{File: file, Sheet: sheet}
	if row != nil && col != nil {
		p.Row, p.Col = *row, *col
	}
	return p
}

// trim drops the ".0" that the engine writes behind whole doubles.
func trim(s string) string { return strings.TrimSuffix(s, ".0") }
