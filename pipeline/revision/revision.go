// Package revision says what changed between two published files, and why:
// observations, indicator values, scores and places, each with its cause. A
// score's change is split among indicators and causes without a remainder.
package revision

import (
	"context"
	_ "embed"
	"fmt"
	"slices"
	"strings"

	"miernik/pipeline/warehouse"
)

//go:embed definitions.sql
var definitionsSQL string

//go:embed observations.sql
var observationsSQL string

//go:embed scores.sql
var scoresSQL string

//go:embed collect.sql
var collectSQL string

//go:embed fill.sql
var fillSQL string

// Notes of revision_run: why nothing was compared.
const (
	First       = "first"
	OtherTables = "other_tables"
	Unreadable  = "unreadable"
)

// read names the tables that are compared.
var read = []string{"run", "unit", "snapshot", "observation", "indicator", "indicator_term", "indicator_value", "fiche", "fiche_dimension", "fiche_indicator",
	"fiche_weight", "hierarchy_node", "peer_member", "score", "contribution", "score_comparison", "correction_log"}

// Compare makes the temporary tables change_row, change_summary, changed_part
// and changed_definition of the session. The new file is the open database, the
// older one is attached as old.
func Compare(ctx context.Context, db *warehouse.DB) error {
	for _, script := range []string{definitionsSQL, observationsSQL, scoresSQL, collectSQL} {
		if err := db.Exec(ctx, script); err != nil {
			return err
		}
	}
	return nil
}

// Comparable reports whether the attached file has the tables and columns that
// are compared; else which are lacking.
func Comparable(ctx context.Context, db *warehouse.DB) (bool, string, error) {
	var lacking []string
	err := db.Each(ctx, `
		SELECT n.table_name || '.' || n.column_name
		FROM duckdb_columns() n
		WHERE n.database_name = current_database() AND n.schema_name = 'main' AND list_contains(['`+strings.Join(read, "', '")+`'], n.table_name)
		  AND NOT EXISTS (FROM duckdb_columns() o WHERE o.database_name = 'old' AND o.schema_name = 'main' AND o.table_name = n.table_name AND o.column_name = n.column_name)`,
		func(r *warehouse.Rows) error {
			var name string
			err := r.Scan(&name)
			lacking = append(lacking, name)
			return err
		})
	slices.Sort(lacking)
	return len(lacking) == 0, strings.Join(lacking, ", "), err
}

// Run compares the file that is being made with the one at path and fills
// revision_run, revision, revision_part, revision_definition, revision_summary
// and correction_log. An empty path: nothing was published before. note is why
// nothing was compared, or empty.
func Run(ctx context.Context, db *warehouse.DB, path string) (note string, err error) {
	leave := func(note string) (string, error) {
		return note, db.Append(ctx, "revision_run", [][]any{{nil, nil, nil, note}})
	}
	if path == "" {
		return leave(First)
	}
	if err := db.Attach(ctx, path, "old"); err != nil {
		return leave(Unreadable)
	}
	note, err = attached(ctx, db)
	if err == nil && note != "" {
		_, err = leave(note)
	}
	if detach := db.Exec(ctx, "DETACH old"); err == nil {
		err = detach
	}
	return note, err
}

func attached(ctx context.Context, db *warehouse.DB) (string, error) {
	ok, _, err := Comparable(ctx, db)
	if err != nil {
		return "", err
	}
	if !ok {
		return OtherTables, nil
	}
	if err := Compare(ctx, db); err != nil {
		return "", err
	}
	if err := db.Exec(ctx, fillSQL); err != nil {
		return "", err
	}
	for _, table := range []string{"change_row", "change_summary", "changed_definition", "observation_pair", "changed_observation", "changed_value", "changed_part", "changed_service", "changed_score", "changed_rank", "score_pair",
		"indicator_formula", "fiche_method", "fiche_points", "node_weight", "group_change"} {
		if err := db.Exec(ctx, fmt.Sprintf("DROP TABLE temp.main.%s", table)); err != nil {
			return "", err
		}
	}
	return "", nil
}
