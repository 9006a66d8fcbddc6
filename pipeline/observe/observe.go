// Package observe brings staged observations into the warehouse: it maps
// their unit codes to the register in force, keeps every source's value, and
// chooses one per unit, variable and year.
package observe

import (
	"context"
	_ "embed"
	"fmt"
	"slices"
	"strings"

	"miernik/indicators"
	"miernik/internal/diag"
	"miernik/pipeline/correction"
	"miernik/pipeline/ingest"
	"miernik/pipeline/register"
	"miernik/pipeline/warehouse"
)

//go:embed observe.sql
var observeSQL string

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
	found, err := mapCodes(ctx, db, reg)
	if err != nil {
		return nil, err
	}
	if err := db.Exec(ctx, observeSQL); err != nil {
		return nil, err
	}
	more, err := findings(ctx, db)
	if err != nil {
		return nil, err
	}
	applied, err := correct(ctx, db, corrections)
	return slices.Concat(found, more, applied), err
}

const stagedTables = `
CREATE SCHEMA IF NOT EXISTS work;
CREATE TABLE work.staged (variable VARCHAR, unit_code VARCHAR, unit_name VARCHAR, year SMALLINT, value DOUBLE, status VARCHAR, flags VARCHAR,
    decimals TINYINT, sheet VARCHAR, row INTEGER, col INTEGER, raw VARCHAR, sign VARCHAR, source VARCHAR, snapshot VARCHAR, file VARCHAR, member VARCHAR, file_ord INTEGER);
CREATE TABLE work.staged_cell (variable VARCHAR, unit_code VARCHAR, year SMALLINT, sheet VARCHAR, row INTEGER, col INTEGER, value DOUBLE, weight DOUBLE,
    weight_col INTEGER, label VARCHAR, source VARCHAR, snapshot VARCHAR, file VARCHAR, member VARCHAR);
CREATE TABLE work.code_map (unit_code VARCHAR PRIMARY KEY, unit VARCHAR, mapped VARCHAR);`

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

// mapCodes resolves the codes that are not in force: mapped ones go to
// unit_change with their reason, the others become findings.
func mapCodes(ctx context.Context, db *warehouse.DB, reg *register.Register) (diag.List, error) {
	var found diag.List
	var changes, mapped [][]any
	err := db.Each(ctx, `SELECT s.unit_code, min(s.unit_name), count(*), min(s.file), (SELECT count(*) FROM unit_change c WHERE c.old_teryt = s.unit_code)
		FROM work.staged s WHERE s.unit_code NOT IN (SELECT teryt FROM unit) GROUP BY s.unit_code ORDER BY s.unit_code`,
		func(r *warehouse.Rows) error {
			var code, name, file string
			var n, known int
			if err := r.Scan(&code, &name, &n, &file, &known); err != nil {
				return err
			}
			c, ok := reg.Resolve(indicators.TERYT(code))
			if !ok {
				found.Add(diag.UnitUnknown, diag.Place{File: file}, code, name, n)
				return nil
			}
			mapped = append(mapped, []any{code, string(c.New), c.Reason})
			found.Add(diag.UnitMapped, diag.Place{File: file}, code, string(c.New), c.Reason, n)
			if known == 0 {
				changes = append(changes, []any{code, string(c.New), c.Kind, c.Reason, nil, warehouse.Date(c.To)})
			}
			return nil
		})
	if err != nil {
		return nil, err
	}
	if err := db.Append(ctx, "unit_change", changes); err != nil {
		return nil, err
	}
	for _, m := range mapped {
		if err := db.Exec(ctx, `INSERT INTO work.code_map VALUES (?, ?, ?)`, m...); err != nil {
			return nil, err
		}
	}
	return found, nil
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
