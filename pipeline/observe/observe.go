// Package observe brings staged observations into the warehouse: it maps
// their unit codes and names to the register in force, keeps every source's value, and
// chooses one per unit, variable and year.
package observe

import (
	"context"
	_ "embed"
	"slices"
	"strings"

	"miernik/internal/diag"
	"miernik/pipeline/correction"
	"miernik/pipeline/ingest"
	"miernik/pipeline/register"
	"miernik/pipeline/warehouse"
)

//go:embed staged.sql
var stagedSQL string

//go:embed unmatched.sql
var unmatchedSQL string

//go:embed contested.sql
var contestedSQL string

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
	if err := choose(ctx, db, files); err != nil {
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

// stagedFile names the staged Parquet of a file, by which its rows find the
// source again.
const stagedFile = `
CREATE SCHEMA IF NOT EXISTS work;
CREATE TABLE work.staged_file (observations VARCHAR, cells VARCHAR, source VARCHAR, snapshot VARCHAR, file VARCHAR, member VARCHAR, file_ord INTEGER);
CREATE TABLE work.code_map (unit_code VARCHAR, source VARCHAR, year SMALLINT, unit VARCHAR, mapped VARCHAR);`

// load makes the views work.staged and work.staged_cell over the Parquet of all
// files. Reading a column of it again costs less than keeping a copy.
func load(ctx context.Context, db *warehouse.DB, files []File) error {
	if err := db.Exec(ctx, stagedFile); err != nil {
		return err
	}
	var rows [][]any
	var observations, cells []string
	for i, f := range files {
		rows = append(rows, []any{f.Staged.Observations, f.Staged.Cells, f.Source, f.Snapshot, f.Name, f.Staged.Member, int32(i)})
		observations = append(observations, f.Staged.Observations)
		if f.Staged.Counts.Contributions > 0 {
			cells = append(cells, f.Staged.Cells)
		}
	}
	if err := db.Append(ctx, "work.staged_file", rows); err != nil {
		return err
	}
	staged := strings.NewReplacer("read_observations", parquet(observations, "work.no_observation"), "read_cells", parquet(cells, "work.no_cell")).Replace(stagedSQL)
	return db.Exec(ctx, staged)
}

// parquet reads files, each once, or the empty table where there is none.
func parquet(paths []string, empty string) string {
	if len(paths) == 0 {
		return empty
	}
	quoted := make([]string, len(paths))
	for i, p := range paths {
		quoted[i] = warehouse.Quote(p)
	}
	slices.Sort(quoted)
	return "read_parquet([" + strings.Join(slices.Compact(quoted), ", ") + "], filename = true, file_row_number = true)"
}

// atOnce is how many staged observations and cells are put in order at a time:
// as many as fit in memory, since the files are read once a turn.
const atOnce = 2_000_000

// choose fills observation and observation_cell, in the order of the units.
func choose(ctx context.Context, db *warehouse.DB, files []File) error {
	n := 0
	for _, f := range files {
		n += f.Staged.Counts.Observations + f.Staged.Counts.Contributions
	}
	type span struct{ first, last string }
	var spans []span
	err := db.Each(ctx, `SELECT min(teryt), max(teryt) FROM (SELECT teryt, ntile(CAST(? AS BIGINT)) OVER (ORDER BY teryt) AS part FROM unit) GROUP BY part ORDER BY part`,
		func(r *warehouse.Rows) error {
			var s span
			err := r.Scan(&s.first, &s.last)
			spans = append(spans, s)
			return err
		}, 1+n/atOnce)
	if err != nil {
		return err
	}
	if err := db.Exec(ctx, contestedSQL); err != nil {
		return err
	}
	for _, s := range spans {
		if err := db.Exec(ctx, chooseSQL, s.first, s.last); err != nil {
			return err
		}
		if err := db.Exec(ctx, cellsSQL, s.first, s.last); err != nil {
			return err
		}
	}
	return db.Exec(ctx, `DROP TABLE work.contested; DROP VIEW placed; DROP TYPE word`)
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
