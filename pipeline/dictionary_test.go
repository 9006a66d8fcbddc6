package pipeline_test

import (
	"cmp"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"miernik/pipeline/warehouse"
)

var update = flag.Bool("update", false, "rewrite generated files")

const (
	dictionaryPath = "../docs/data-dictionary.md"
	schemaDir      = "warehouse/schema"
	exampleDir     = "testdata/dictionary"
)

// relation is a table or view with its columns.
type relation struct {
	name, comment string
	grain         []string // what a row is about, as the comment says
	primary       []string // its primary key, when it has one
	columns       []column
}

type column struct{ name, kind, comment string }

// subject is a file of the schema: what its tables are about.
type subject struct {
	file, title string
	tables      []string
}

var (
	purposeLine = regexp.MustCompile(`(?m)^-- purpose: (.+)$`)
	createTable = regexp.MustCompile(`(?m)^CREATE TABLE (\w+)`)
	grainText   = regexp.MustCompile(`\s*Grain: ([^.]+)\.`)
	bracketed   = regexp.MustCompile(`\s*\([^)]*\)`)
)

// subjects reads the files of the schema in their order.
func subjects(t *testing.T) []subject {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(schemaDir, "*.sql"))
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	var out []subject
	for _, f := range files {
		text, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		s := subject{file: filepath.Base(f)}
		if m := purposeLine.FindSubmatch(text); m != nil {
			s.title = string(m[1])
		}
		for _, m := range createTable.FindAllSubmatch(text, -1) {
			s.tables = append(s.tables, string(m[1]))
		}
		if len(s.tables) > 0 {
			out = append(out, s)
		}
	}
	return out
}

// relations reads the tables and views of a database by name.
func relations(t *testing.T, db *warehouse.DB) map[string]*relation {
	t.Helper()
	out := map[string]*relation{}
	each(t, db, `SELECT table_name, coalesce(comment, '') FROM duckdb_tables() WHERE schema_name = 'main' AND NOT internal
		UNION ALL SELECT view_name, coalesce(comment, '') FROM duckdb_views() WHERE schema_name = 'main' AND NOT internal`, 2, func(v []string) {
		r := &relation{name: v[0], comment: strings.TrimSpace(grainText.ReplaceAllString(v[1], ""))}
		if m := grainText.FindStringSubmatch(v[1]); m != nil {
			r.grain = strings.Split(bracketed.ReplaceAllString(m[1], ""), ", ")
		}
		out[v[0]] = r
	})
	each(t, db, `SELECT table_name, column_name, data_type, CASE WHEN is_nullable THEN 'yes' ELSE '' END, coalesce(comment, '') FROM duckdb_columns()
		WHERE schema_name = 'main' AND NOT internal ORDER BY table_name, column_index`, 5, func(v []string) {
		c := column{v[1], v[2], v[4]}
		if v[3] != "" && c.comment != "" { // a view does not say
			c.kind += ", null"
		}
		out[v[0]].columns = append(out[v[0]].columns, c)
	})
	primaryKeys(t, db, out)
	return out
}

// primaryKeys gives the tables their primary keys.
func primaryKeys(t *testing.T, db *warehouse.DB, all map[string]*relation) {
	t.Helper()
	each(t, db, `SELECT table_name, array_to_string(constraint_column_names, ',') FROM duckdb_constraints()
		WHERE schema_name = 'main' AND constraint_type = 'PRIMARY KEY'`, 2, func(v []string) { all[v[0]].primary = strings.Split(v[1], ",") })
}

// each calls f for every row of a query of texts.
func each(t *testing.T, db *warehouse.DB, query string, n int, f func([]string)) {
	t.Helper()
	err := db.Each(t.Context(), query, func(r *warehouse.Rows) error {
		values, ptrs := make([]string, n), make([]any, n)
		for i := range values {
			ptrs[i] = &values[i]
		}
		err := r.Scan(ptrs...)
		f(values)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// key is the primary key, else the grain where every part of it is a column.
func (r *relation) key() []string {
	if len(r.primary) > 0 {
		return r.primary
	}
	for _, part := range r.grain {
		if !slices.ContainsFunc(r.columns, func(c column) bool { return c.name == part }) {
			return nil
		}
	}
	return r.grain
}

// example is a question with the query that answers it.
type example struct{ question, query string }

// examples reads a file of questions.
func examples(t *testing.T, name string) []example {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(exampleDir, name))
	if err != nil {
		t.Fatalf("every subject has example queries: write %s/%s (%v)", exampleDir, name, err)
	}
	var out []example
	for _, part := range strings.Split(string(text), ";\n") {
		if part = strings.TrimSpace(part); part == "" {
			continue
		}
		question, query, _ := strings.Cut(part, "\n")
		question, ok := strings.CutPrefix(question, "-- ")
		if !ok || query == "" {
			t.Fatalf("%s: a query without a question: %s", name, part)
		}
		out = append(out, example{question, strings.TrimSuffix(query, ";")})
	}
	return out
}

// The data dictionary is made from the schema and the comments in the published
// database, so that it cannot say anything else.
func TestDataDictionary(t *testing.T) {
	text := dictionary(t, openDB(t, sample(t)))
	if *update {
		if err := os.WriteFile(dictionaryPath, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	old, err := os.ReadFile(dictionaryPath)
	if err != nil || string(old) != text {
		t.Errorf("%s is not what the database says (%v); make docs", dictionaryPath, err)
	}
}

// Every example of the dictionary runs on the sample and finds something.
func TestDictionaryExamples(t *testing.T) {
	db := openDB(t, sample(t))
	files := []string{"views.sql"}
	for _, s := range subjects(t) {
		files = append(files, s.file)
	}
	for _, f := range files {
		for _, e := range examples(t, f) {
			rows := 0
			err := db.Each(t.Context(), e.query, func(*warehouse.Rows) error { rows++; return nil })
			if err != nil || rows == 0 {
				t.Errorf("%s: %s: %d rows (%v)", f, e.question, rows, err)
			}
		}
	}
}

// A grain that names columns is a key of its table.
func TestGrainsAreKeys(t *testing.T) {
	db := openDB(t, sample(t))
	all := relations(t, db)
	checked := 0
	for _, s := range subjects(t) {
		for _, name := range s.tables {
			r := all[name]
			if r == nil {
				t.Fatalf("%s is not in the database", name)
			}
			if len(r.grain) == 0 {
				t.Errorf("%s: the comment of the table does not say its grain", name)
			}
			key := r.key()
			if len(key) == 0 {
				continue
			}
			checked++
			twice := one(t, db, fmt.Sprintf("SELECT count(*) FROM (SELECT %s FROM %s GROUP BY ALL HAVING count(*) > 1)", quoted(key), name))
			if twice != "0" {
				t.Errorf("%s: %s keys of %v stand for several rows", name, twice, key)
			}
		}
	}
	if checked < 30 {
		t.Errorf("only %d tables have a key", checked)
	}
}

func quoted(names []string) string {
	out := make([]string, len(names))
	for i, n := range names {
		out[i] = `"` + n + `"`
	}
	return strings.Join(out, ", ")
}

func sortedNames(all map[string]*relation, keep func(string) bool) []string {
	var out []string
	for name := range all {
		if keep(name) {
			out = append(out, name)
		}
	}
	slices.SortFunc(out, cmp.Compare)
	return out
}
