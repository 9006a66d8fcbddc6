package pipeline_test

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"miernik/pipeline/warehouse"
)

const dictionaryIntro = "# Data dictionary\n" + `
Made from the schema and the comments in the published database by ` + "`make docs`" + `; do not edit. Everything is in schema ` + "`main`" + ` of
` + "`miernik.duckdb`" + `; open it read-only with any DuckDB client, or ask with ` + "`miernik query`" + `.

- A missing figure is NULL with a status; it is never 0. A type followed by "null" may be NULL, anything else never is.
- Values, medians and differences are in the unit of measure of their indicator or variable (` + "`unit_of_measure`" + `); differences of
  percentages in percentage points. Shares and percentiles are 0–1, coverage is in per cent, weights are points of 100,
  scores 0–100.
- ` + "`year`" + ` is the reference year; a school year t/t+1 is t. Codes of units are TERYT, always text.
- Names and explanations for people are Polish, in English too where a column ends in ` + "`_en`" + `. What codes mean is in [label](#label) and in the
  [glossary](catalogue/slownik.md).
- An arrow leads to the table a column refers to.
`

// dictionary writes the data dictionary.
func dictionary(t *testing.T, db *warehouse.DB) string {
	t.Helper()
	all, list := relations(t, db), subjects(t)
	d := writer{all: all, targets: targets(all, list)}
	d.WriteString(dictionaryIntro)
	d.WriteString("\n| subject | tables |\n|---|---|\n")
	seen := map[string]bool{}
	for _, s := range list {
		var links []string
		for _, name := range s.tables {
			if all[name] == nil {
				t.Fatalf("%s is in %s, not in the database", name, s.file)
			}
			seen[name] = true
			links = append(links, fmt.Sprintf("[%s](#%s)", name, name))
		}
		fmt.Fprintf(&d, "| %s | %s |\n", upper(s.title), strings.Join(links, ", "))
	}
	views := sortedNames(all, func(name string) bool { return !seen[name] })
	var links []string
	for _, name := range views {
		if !strings.HasPrefix(name, "v_") {
			t.Errorf("table %s is in no file of %s", name, schemaDir)
		}
		links = append(links, fmt.Sprintf("[%s](#%s)", name, name))
	}
	fmt.Fprintf(&d, "| Views and macros | %s, [macros](#macros) |\n", strings.Join(links, ", "))
	for _, s := range list {
		fmt.Fprintf(&d, "\n## %s\n", upper(s.title))
		d.examples(examples(t, s.file))
		for _, name := range s.tables {
			d.table(all[name])
		}
	}
	d.WriteString("\n## Views\n\nThe usual questions in one line each.\n")
	d.examples(examples(t, "views.sql"))
	for _, name := range views {
		d.view(all[name])
	}
	d.macros(t, db)
	return d.String()
}

func upper(s string) string { return strings.ToUpper(s[:1]) + s[1:] }

type writer struct {
	strings.Builder
	all     map[string]*relation
	targets map[string]string // column name to the table it is the key of
}

// targets are the tables with a primary key of one column, by the name of the
// column in other tables; where several share a key, the first of the schema.
func targets(all map[string]*relation, list []subject) map[string]string {
	out := map[string]string{"unit": "unit"} // its key is called teryt
	for _, s := range list {
		for _, name := range s.tables {
			if r := all[name]; r != nil && len(r.primary) == 1 && out[r.primary[0]] == "" {
				out[r.primary[0]] = name
			}
		}
	}
	return out
}

func (d *writer) examples(list []example) {
	for _, e := range list {
		fmt.Fprintf(d, "\n%s\n\n```sql\n%s\n```\n", e.question, e.query)
	}
}

func (d *writer) table(r *relation) {
	fmt.Fprintf(d, "\n### %s\n\n%s\n", r.name, cell(r.comment))
	if key := r.key(); len(key) > 0 {
		fmt.Fprintf(d, "\nOne row per %s (key).\n", codes(key))
	} else if len(r.grain) > 0 {
		fmt.Fprintf(d, "\nOne row per %s.\n", strings.Join(r.grain, ", "))
	}
	d.WriteString("\n| column | type | meaning |\n|---|---|---|\n")
	for _, c := range r.columns {
		meaning := cell(strings.TrimSuffix(c.comment, " (unit.teryt)."))
		if to := d.targets[c.name]; to != "" && to != r.name {
			meaning = strings.TrimSuffix(meaning, ".") + fmt.Sprintf(" → [%s](#%s)", to, to)
		}
		fmt.Fprintf(d, "| `%s` | %s | %s |\n", c.name, cell(c.kind), meaning)
	}
}

// view lists the columns of a view in one line: they are those of its tables.
func (d *writer) view(r *relation) {
	fmt.Fprintf(d, "\n### %s\n\n%s\n", r.name, cell(r.comment))
	if len(r.grain) > 0 {
		fmt.Fprintf(d, "\nOne row per %s.\n", strings.Join(r.grain, ", "))
	}
	var columns []string
	for _, c := range r.columns {
		columns = append(columns, fmt.Sprintf("`%s` %s", c.name, cell(c.kind)))
	}
	fmt.Fprintf(d, "\nColumns: %s.\n", strings.Join(columns, ", "))
}

func (d *writer) macros(t *testing.T, db *warehouse.DB) {
	t.Helper()
	d.WriteString("\n## Macros\n\nA table macro stands where a table does, the others where a value does.\n\n| macro | gives |\n|---|---|\n")
	each(t, db, `SELECT function_name || '(' || array_to_string(parameters, ', ') || ')', coalesce(comment, ''), function_type
		FROM duckdb_functions() WHERE NOT internal AND schema_name = 'main' ORDER BY function_type DESC, function_name`, 3, func(v []string) {
		if v[1] == "" {
			t.Errorf("macro %s has no comment", v[0])
		}
		kind := "a table"
		if v[2] == "macro" {
			kind = "a value"
		}
		fmt.Fprintf(d, "| `%s` | %s: %s |\n", v[0], kind, cell(v[1]))
	})
}

var blanks = regexp.MustCompile(`\s+`)

// cell fits a text into a table.
func cell(s string) string {
	return strings.ReplaceAll(blanks.ReplaceAllString(s, " "), "|", `\|`)
}

func codes(names []string) string {
	out := slices.Clone(names)
	for i, n := range out {
		out[i] = "`" + n + "`"
	}
	return strings.Join(out, ", ")
}
