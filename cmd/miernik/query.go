package main

import (
	"errors"
	"io/fs"
	"os"

	"github.com/spf13/cobra"

	"miernik/pipeline/warehouse"
	"miernik/pipeline/workspace"
)

// read opens the workspace and its published file for a verb that only reads.
func (a *app) read(f func(*workspace.Workspace, *warehouse.DB) error) error {
	ws, err := a.open()
	if err != nil {
		return err
	}
	db, err := a.published(ws)
	if err != nil {
		return err
	}
	defer db.Close()
	return f(ws, db)
}

// published opens the published file of a workspace for reading.
func (a *app) published(ws *workspace.Workspace) (*warehouse.DB, error) {
	if _, err := os.Stat(ws.Database()); errors.Is(err, fs.ErrNotExist) {
		return nil, a.usage("nie ma jeszcze bazy %s: wykonaj najpierw miernik run", "there is no database %s yet: execute miernik run first", a.rel(ws.Database()))
	}
	return warehouse.OpenRead(ws.Database())
}

func (a *app) queryCmd() *cobra.Command {
	return &cobra.Command{
		Use: "query SQL", Args: a.exactly(1),
		Short: a.t("zapytaj opublikowaną bazę (tylko odczyt)", "query the published database (read-only)"),
		Example: `  miernik query "FROM v_gap_summary LIMIT 10"
  miernik query "FROM unit_report('1002011', 2023)"`,
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.read(func(_ *workspace.Workspace, db *warehouse.DB) error { return a.printQuery(cmd, db, args[0]) })
		},
	}
}

// printQuery runs a query and prints its rows in the chosen form.
func (a *app) printQuery(cmd *cobra.Command, db *warehouse.DB, query string, args ...any) error {
	rows, err := db.Query(cmd.Context(), query, args...)
	if err != nil {
		return usageError{err}
	}
	t := &table{columns: rows.Columns}
	for rows.Next() {
		values, err := rows.Values()
		if err != nil {
			return errors.Join(err, rows.Close())
		}
		t.add(values)
	}
	if err := rows.Close(); err != nil {
		return usageError{err}
	}
	return t.write(a.stdout, a.output)
}

// exactly is cobra.ExactArgs as a usage error in the user's language.
func (a *app) exactly(n int) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) != n {
			return a.usage("użycie: miernik %s", "usage: miernik %s", cmd.Use)
		}
		return nil
	}
}
