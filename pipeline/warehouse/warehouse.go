// Package warehouse is the only package that knows DuckDB. It makes the
// database a run builds, runs the stages' SQL on it, and publishes it.
package warehouse

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"embed"
	"errors"
	"fmt"
	"strings"
	"time"

	duckdb "github.com/marcboeker/go-duckdb/v2"
)

//go:embed schema/*.sql
var schema embed.FS

//go:embed views.sql
var viewsSQL string

// DB is an open database. It is not safe for concurrent use by several
// stages: a run is one sequence of statements.
type DB struct {
	connector *duckdb.Connector
	sql       *sql.DB
}

// Options bound what the engine may use.
type Options struct {
	MemoryMB int
	Threads  int
	TempDir  string // where the engine spills; inside the workspace
}

// Create makes a new database file with the schema. The file must not exist;
// without a path the database lives in memory.
func Create(ctx context.Context, path string, o Options) (*DB, error) {
	db, err := open(path, "")
	if err != nil {
		return nil, err
	}
	// Variables and temporary tables belong to a connection: the stages share one.
	db.sql.SetMaxOpenConns(1)
	// Extensions are never fetched: what a run needs is linked in.
	for _, set := range []string{
		"SET autoinstall_known_extensions = false", "SET autoload_known_extensions = false",
		"SET preserve_insertion_order = true",
		fmt.Sprintf("SET threads = %d", max(o.Threads, 1)),
		fmt.Sprintf("SET memory_limit = '%dMB'", max(o.MemoryMB, 200)),
		"SET temp_directory = " + Quote(o.TempDir),
	} {
		if err := db.Exec(ctx, set); err != nil {
			return nil, errors.Join(err, db.Close())
		}
	}
	if err := db.createTables(ctx); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return db, nil
}

// createTables runs the scripts of the schema in the order of their names.
func (db *DB) createTables(ctx context.Context) error {
	files, err := schema.ReadDir("schema")
	if err != nil {
		return err
	}
	for _, f := range files {
		text, err := schema.ReadFile("schema/" + f.Name())
		if err != nil {
			return err
		}
		if err := db.Exec(ctx, string(text)); err != nil {
			return err
		}
	}
	return nil
}

// Views adds the views and table macros for analysts.
func (db *DB) Views(ctx context.Context) error { return db.Exec(ctx, viewsSQL) }

// Clear empties every table and drops what the stages left in schema work, so
// that one database serves many trials.
func (db *DB) Clear(ctx context.Context) error {
	var tables []string
	err := db.Each(ctx, `SELECT table_name FROM duckdb_tables() WHERE database_name = current_database() AND schema_name = 'main' AND NOT internal AND NOT temporary ORDER BY 1`,
		func(r *Rows) error {
			var name string
			err := r.Scan(&name)
			tables = append(tables, name)
			return err
		})
	if err != nil {
		return err
	}
	for _, name := range tables {
		if err := db.Exec(ctx, `DELETE FROM "`+name+`"`); err != nil {
			return err
		}
	}
	return db.Exec(ctx, "DROP SCHEMA IF EXISTS work CASCADE")
}

// OpenRead opens a published file read-only, without access to other files
// and with its configuration locked, so that a query typed by a user can
// neither write nor reach outside.
func OpenRead(path string) (*DB, error) {
	// The settings are part of opening: a second reader in the same process
	// shares the instance, whose configuration is locked by then.
	return open(path, "?access_mode=read_only&autoinstall_known_extensions=false&autoload_known_extensions=false"+
		"&enable_external_access=false&lock_configuration=true")
}

// OpenPair opens two published files read-only: the names of the newer one need
// no prefix, those of the older one begin with "old.". Temporary tables can be
// made; nothing can be written to either file, and no other file is reached.
func OpenPair(ctx context.Context, newer, older string) (*DB, error) {
	db, err := open(newer, "?access_mode=read_only&autoinstall_known_extensions=false&autoload_known_extensions=false")
	if err != nil {
		return nil, err
	}
	db.sql.SetMaxOpenConns(1) // temporary tables belong to a connection
	if err := db.Attach(ctx, older, "old"); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	if err := db.Exec(ctx, "SET enable_external_access = false; SET lock_configuration = true"); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return db, nil
}

// Attach opens another published file read-only beside this one.
func (db *DB) Attach(ctx context.Context, path, name string) error {
	return db.Exec(ctx, "ATTACH "+Quote(path)+" AS "+name+" (READ_ONLY)")
}

func open(path, params string) (*DB, error) {
	c, err := duckdb.NewConnector(path+params, nil)
	if err != nil {
		return nil, fmt.Errorf("open %s: %w", path, err)
	}
	return &DB{connector: c, sql: sql.OpenDB(c)}, nil
}

// Close closes the file; a database that was written is checkpointed into it.
func (db *DB) Close() error {
	return errors.Join(db.sql.Close(), db.connector.Close())
}

// Exec runs a statement, or a script of several when there are no arguments.
func (db *DB) Exec(ctx context.Context, query string, args ...any) error {
	if _, err := db.sql.ExecContext(ctx, query, args...); err != nil {
		return fmt.Errorf("%w\nin: %s", err, head(query))
	}
	return nil
}

// head is the beginning of a statement, to name it in an error.
func head(query string) string {
	lines := strings.Split(strings.TrimSpace(query), "\n")
	if len(lines) > 3 {
		lines = append(lines[:3], "…")
	}
	return strings.Join(lines, "\n    ")
}

// Rows is a result; see Query.
type Rows struct {
	Columns []string
	rows    *sql.Rows
	values  []any
}

// Query runs a statement that gives rows. Close the result.
func (db *DB) Query(ctx context.Context, query string, args ...any) (*Rows, error) {
	rows, err := db.sql.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, fmt.Errorf("%w\nin: %s", err, head(query))
	}
	cols, err := rows.Columns()
	if err != nil {
		return nil, errors.Join(err, rows.Close())
	}
	return &Rows{Columns: cols, rows: rows, values: make([]any, len(cols))}, nil
}

// Next moves to the next row.
func (r *Rows) Next() bool { return r.rows.Next() }

// Scan reads the row into pointers, as database/sql does.
func (r *Rows) Scan(dest ...any) error { return r.rows.Scan(dest...) }

// Values reads the row as plain Go values; the slice is reused.
func (r *Rows) Values() ([]any, error) {
	ptrs := make([]any, len(r.values))
	for i := range r.values {
		ptrs[i] = &r.values[i]
	}
	return r.values, r.rows.Scan(ptrs...)
}

// Close ends the result and returns the first error met while reading it.
func (r *Rows) Close() error { return errors.Join(r.rows.Err(), r.rows.Close()) }

// Each calls f for every row of a query.
func (db *DB) Each(ctx context.Context, query string, f func(r *Rows) error, args ...any) error {
	rows, err := db.Query(ctx, query, args...)
	if err != nil {
		return err
	}
	for rows.Next() {
		if err := f(rows); err != nil {
			return errors.Join(err, rows.Close())
		}
	}
	return rows.Close()
}

// Count runs a query that gives one whole number.
func (db *DB) Count(ctx context.Context, query string, args ...any) (int64, error) {
	var n int64
	err := db.sql.QueryRowContext(ctx, query, args...).Scan(&n)
	if err != nil {
		err = fmt.Errorf("%w\nin: %s", err, head(query))
	}
	return n, err
}

// Append adds rows to a table, "name" or "schema.name", through the engine's
// appender. Values are strings, integers, floats, booleans, time.Time, []string, or nil.
func (db *DB) Append(ctx context.Context, table string, rows [][]any) error {
	if len(rows) == 0 {
		return nil
	}
	conn, err := db.sql.Conn(ctx)
	if err != nil {
		return err
	}
	defer conn.Close()
	return conn.Raw(func(c any) error {
		schema, name, ok := strings.Cut(table, ".")
		if !ok {
			schema, name = "", table
		}
		app, err := duckdb.NewAppenderFromConn(c.(driver.Conn), schema, name)
		if err != nil {
			return err
		}
		values := make([]driver.Value, 0, 32)
		for _, row := range rows {
			values = values[:0]
			for _, v := range row {
				values = append(values, v)
			}
			if err := app.AppendRow(values...); err != nil {
				return errors.Join(fmt.Errorf("append to %s: %w (%v)", table, err, row), app.Close())
			}
		}
		return app.Close()
	})
}

// Quote writes a string as an SQL literal, for the places where the engine
// takes no parameters.
func Quote(s string) string { return "'" + strings.ReplaceAll(s, "'", "''") + "'" }

// Date is a calendar day as the engine stores it.
func Date(t time.Time) time.Time {
	return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC)
}
