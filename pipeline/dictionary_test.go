package pipeline_test

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"miernik/pipeline/warehouse"
)

var update = flag.Bool("update", false, "rewrite generated files")

const dictionaryPath = "../docs/data-dictionary.md"

// The data dictionary is made from the comments in the published database, so
// that it cannot say anything else.
func TestDataDictionary(t *testing.T) {
	db := openDB(t, sample(t))
	var b strings.Builder
	b.WriteString("# Data dictionary\n\nMade from the comments in the published database by `make docs`; do not edit.\nTables of `miernik.duckdb`, schema `main`. A missing figure is NULL with a status.\n")
	section := func(title, query string) {
		fmt.Fprintf(&b, "\n## %s\n", title)
		err := db.Each(t.Context(), query, func(r *warehouse.Rows) error {
			var name, comment string
			if err := r.Scan(&name, &comment); err != nil {
				return err
			}
			fmt.Fprintf(&b, "\n### %s\n\n%s\n", name, comment)
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	fmt.Fprintf(&b, "\n## Tables\n")
	type column struct{ table, name, kind, comment string }
	columns := map[string][]column{}
	err := db.Each(t.Context(), `SELECT table_name, column_name, data_type, coalesce(comment, '') FROM duckdb_columns() WHERE schema_name = 'main' AND NOT internal ORDER BY table_name, column_index`, func(r *warehouse.Rows) error {
		var c column
		err := r.Scan(&c.table, &c.name, &c.kind, &c.comment)
		columns[c.table] = append(columns[c.table], c)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	err = db.Each(t.Context(), `SELECT table_name, comment FROM duckdb_tables() WHERE schema_name = 'main' ORDER BY table_name`, func(r *warehouse.Rows) error {
		var name, comment string
		if err := r.Scan(&name, &comment); err != nil {
			return err
		}
		fmt.Fprintf(&b, "\n### %s\n\n%s\n\n| column | type | meaning |\n|---|---|---|\n", name, comment)
		for _, c := range columns[name] {
			fmt.Fprintf(&b, "| `%s` | %s | %s |\n", c.name, c.kind, c.comment)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	section("Views", `SELECT view_name, coalesce(comment, '') FROM duckdb_views() WHERE NOT internal AND schema_name = 'main' ORDER BY view_name`)
	b.WriteString("\n## Table macros\n\n| macro | parameters |\n|---|---|\n")
	err = db.Each(t.Context(), `SELECT DISTINCT function_name, array_to_string(parameters, ', ') FROM duckdb_functions() WHERE NOT internal AND function_type = 'table_macro' ORDER BY 1`, func(r *warehouse.Rows) error {
		var name, params string
		if err := r.Scan(&name, &params); err != nil {
			return err
		}
		fmt.Fprintf(&b, "| `%s` | %s |\n", name, params)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if *update {
		if err := os.WriteFile(dictionaryPath, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	old, err := os.ReadFile(dictionaryPath)
	if err != nil || string(old) != b.String() {
		t.Errorf("%s is not what the database says (%v); make docs", dictionaryPath, err)
	}
}
