package pipeline_test

import (
	"fmt"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"miernik/fiches"
	"miernik/indicators/catalog"
	"miernik/pipeline/warehouse"
)

// One run after another in which a source corrected a cell, the workspace
// corrected another one, gave one fiche other weights and one card another
// precision: every change has its own cause, and nothing else changed.
func TestRevision(t *testing.T) {
	first := sample(t)
	old := openDB(t, first)
	if got := one(t, old, "SELECT note FROM revision_run"); got != "first" {
		t.Errorf("note of the first run: %s", got)
	}
	if got := one(t, old, "SELECT (SELECT count(*) FROM revision) + (SELECT count(*) FROM revision_summary) + (SELECT count(*) FROM correction_log)"); got != "0" {
		t.Errorf("the first run has %s changes", got)
	}
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS(first)); err != nil {
		t.Fatal(err)
	}
	revised := reviseCell(t, old, dir, "sp_szkoly")
	corrected := one(t, old, "SELECT unit FROM observation WHERE chosen AND variable = 'bib_czytelnicy' AND year = 2023 AND status = 'ok' ORDER BY unit LIMIT 1")
	was := one(t, old, "SELECT value::BIGINT FROM observation WHERE chosen AND variable = 'bib_czytelnicy' AND year = 2023 AND unit = ?", corrected)
	write(t, filepath.Join(dir, "corrections", "x.yaml"), fmt.Sprintf("corrections:\n  - {unit: %q, variable: bib_czytelnicy, year: 2023, value: 77, expect: %s, reason: potwierdziła biblioteka}\n", corrected, was))
	override(t, fiches.Builtin(), "kultura/domy_kultury.yaml", filepath.Join(dir, "fiches", "dk.yaml"), swapWeights)
	override(t, catalog.Builtin(), "cards/biblioteki.yaml", filepath.Join(dir, "indicators", "karta.yaml"), func(doc string) string {
		card := doc[strings.Index(doc, "indicator: bib_wydatki_na_zbiory"):]
		card, _, _ = strings.Cut(card, "\n---")
		return strings.NewReplacer("\nprecision: 2\n", "\nprecision: 1\n", "value: 2.45}", "value: 2.5}").Replace(card)
	})
	run(t, dir, "2025-07-31")
	db := openDB(t, dir)
	if got := one(t, db, "SELECT coalesce(string_agg(message_pl, '; '), '') FROM finding WHERE severity = 'error'"); got != "" {
		t.Fatal(got)
	}
	for _, c := range []struct{ what, query, want string }{
		{"observations", "SELECT string_agg(variable || ' ' || cause, ', ' ORDER BY code) FROM (SELECT code AS variable, * FROM revision WHERE kind = 'observation')", "bib_czytelnicy correction, sp_szkoly source_revision"},
		{"unit of the source revision", "SELECT unit FROM revision WHERE kind = 'observation' AND cause = 'source_revision'", revised},
		{"definitions", "SELECT string_agg(kind || ' ' || code || ' ' || what, ', ' ORDER BY ALL) FROM revision_definition", "fiche domy_kultury weight, indicator bib_wydatki_na_zbiory formula"},
		{"causes of indicators", "SELECT string_agg(DISTINCT code || ' ' || cause, ', ' ORDER BY code || ' ' || cause) FILTER (WHERE NOT starts_with(code, 'sp_') AND code NOT IN (SELECT indicator FROM indicator_term WHERE variable = 'bib_czytelnicy')) FROM revision WHERE kind = 'indicator'", "bib_wydatki_na_zbiory formula"},
		{"indicators of the corrected figure without their cause", "SELECT count(*) FROM revision WHERE kind = 'indicator' AND cause <> 'correction' AND code IN (SELECT indicator FROM indicator_term WHERE variable = 'bib_czytelnicy')", "0"},
		{"scores of the re-weighted fiche with another cause", "SELECT count(*) FROM revision WHERE kind = 'score' AND code = 'domy_kultury' AND cause <> 'weight'", "0"},
		{"changes without a named cause", "SELECT count(*) FROM revision WHERE cause NOT IN (SELECT code FROM label WHERE grp = 'change') OR cause = 'method'", "0"},
		{"the log is of this run", "SELECT count(DISTINCT run) FROM correction_log", "1"},
	} {
		if got := one(t, db, c.query); got != c.want {
			t.Errorf("%s: %s, want %s", c.what, got, c.want)
		}
	}
	if got := one(t, db, "SELECT count(*) FROM revision WHERE kind = 'score' AND code = 'domy_kultury'"); got == "0" {
		t.Error("other weights changed no score")
	}
	parts(t, db)
}

// parts checks that the parts of every changed score of a service sum to its
// change, up to the decimal that is published.
func parts(t *testing.T, db *warehouse.DB) {
	t.Helper()
	n := 0
	err := db.Each(t.Context(), `SELECT p.unit, p.fiche, p.year, sum(p.delta), any_value(r.new_value - r.old_value) FROM revision_part p
		JOIN revision r ON r.kind = 'score' AND r.unit = p.unit AND r.code = p.fiche AND r.year = p.year WHERE r.old_status = 'ok' AND r.new_status = 'ok' GROUP BY ALL`, func(r *warehouse.Rows) error {
		var unit, fiche string
		var year int16
		var sum, change float64
		if err := r.Scan(&unit, &fiche, &year, &sum, &change); err != nil {
			return err
		}
		if n++; math.Abs(sum-change) > 0.1001 {
			t.Errorf("%s %s %d: parts sum to %v, the score changed by %v", unit, fiche, year, sum, change)
		}
		return nil
	})
	if err != nil || n == 0 {
		t.Errorf("%d changed scores have parts (%v)", n, err)
	}
}

// reviseCell changes the cell of a figure of 2023 in its CSV file and returns
// the unit.
func reviseCell(t *testing.T, db *warehouse.DB, dir, variable string) string {
	t.Helper()
	const where = ` FROM observation WHERE chosen AND variable = ? AND year = 2023 AND status = 'ok' AND file LIKE '%.csv' ORDER BY unit LIMIT 1`
	path := filepath.Join(dir, filepath.FromSlash(one(t, db, "SELECT file"+where, variable)))
	var line, column int
	fmt.Sscan(one(t, db, "SELECT row"+where, variable), &line)
	fmt.Sscan(one(t, db, "SELECT col"+where, variable), &column)
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(string(text), "\n")
	cells := strings.Split(lines[line-1], ";")
	if want := one(t, db, "SELECT raw"+where, variable); strings.Trim(cells[column-1], `"`) != want {
		t.Fatalf("cell %d:%d of %s holds %s, not %s", line, column, path, cells[column-1], want)
	}
	cells[column-1] = "1234567,89"
	lines[line-1] = strings.Join(cells, ";")
	if err := os.Chmod(path, 0o644); err != nil {
		t.Fatal(err)
	}
	write(t, path, strings.Join(lines, "\n"))
	return one(t, db, "SELECT unit"+where, variable)
}

// swapWeights exchanges the weights of the first two monitoring indicators of
// a fiche and gives it a new version.
func swapWeights(doc string) string {
	doc, _, _ = strings.Cut(doc, "\n---")
	var at [2][2]int
	n, from := 0, 0
	for n < 2 {
		i := strings.Index(doc[from:], "role: monitoring, weight: ")
		start := from + i + len("role: monitoring, weight: ")
		end := start + strings.IndexAny(doc[start:], ",}")
		from = end
		if n == 0 || doc[start:end] != doc[at[0][0]:at[0][1]] {
			at[n] = [2]int{start, end}
			n++
		}
	}
	a, b := doc[at[0][0]:at[0][1]], doc[at[1][0]:at[1][1]]
	doc = doc[:at[0][0]] + b + doc[at[0][1]:at[1][0]] + a + doc[at[1][1]:]
	return strings.Replace(doc, "\nversion: 1\n", "\nversion: 2\n", 1)
}

// override puts a changed built-in definition into the workspace.
func override(t *testing.T, from catalog.Layer, name, to string, change func(string) string) {
	t.Helper()
	text, err := fs.ReadFile(from.FS, name)
	if err != nil {
		t.Fatal(err)
	}
	write(t, to, change(string(text)))
}

// write puts a file into a workspace.
func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}
