package main

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"miernik/pipeline/revision"
	"miernik/pipeline/warehouse"
)

// errNotComparable is returned for files made by programs with other tables.
var errNotComparable = errors.New("files with other tables")

func (a *app) diffCmd() *cobra.Command {
	var kind, unit, code, cause string
	var limit int
	cmd := &cobra.Command{
		Use: "diff OLD.duckdb [NEW.duckdb]", Args: cobra.RangeArgs(1, 2),
		Short: a.t("co zmieniło się między dwiema opublikowanymi bazami i dlaczego", "what changed between two published files, and why"),
		Long: a.t(`Porównuje dane, wskaźniki, oceny i miejsca dwóch plików; bez drugiego: z bazą tej przestrzeni roboczej. Bez filtrów: zestawienie według
rodzaju i przyczyny. Z filtrami: poszczególne zmiany. To samo po każdym przetworzeniu jest w tabelach revision*.`,
			`Compares data, indicators, scores and places of two files; without the second: with the file of this workspace. Without filters: counts by
kind and cause. With filters: the changes. After every run the same is in the tables revision*.`),
		Example: "  miernik diff archiwum/2025-06.duckdb\n  miernik diff stara.duckdb nowa.duckdb --kind score --unit 1002011",
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 1 {
				ws, err := a.open()
				if err != nil {
					return err
				}
				args = append(args, ws.Database())
			}
			db, err := warehouse.OpenPair(cmd.Context(), args[1], args[0])
			if err != nil {
				return err
			}
			defer db.Close()
			ok, lacking, err := revision.Comparable(cmd.Context(), db)
			if err != nil {
				return err
			}
			if !ok {
				return fmt.Errorf("%w: %s: %s", errNotComparable, args[0], lacking)
			}
			if err := revision.Compare(cmd.Context(), db); err != nil {
				return err
			}
			name := a.t("l.pl", "l.en")
			if kind == "" && unit == "" && code == "" && cause == "" {
				return a.printQuery(cmd, db, `SELECT s.kind, s.cause, `+name+` AS name, sum(s.changes) AS changes, count(DISTINCT s.code) AS codes, min(s.year) AS first_year, max(s.year) AS last_year, max(s.largest) AS largest
					FROM change_summary s LEFT JOIN label l ON l.grp = 'change' AND l.code = s.cause GROUP BY s.kind, s.cause, name ORDER BY list_position(['observation', 'indicator', 'score', 'rank'], s.kind), changes DESC, s.cause`)
			}
			return a.printQuery(cmd, db, `SELECT c.kind, c.unit, c.code, c.year, c.scheme, c.old_value, c.new_value, c.old_status, c.new_status, c.cause, `+name+` AS name, c.detail
				FROM change_row c LEFT JOIN label l ON l.grp = 'change' AND l.code = c.cause
				WHERE ? IN ('', c.kind) AND ? IN ('', c.unit) AND ? IN ('', c.code) AND ? IN ('', c.cause)
				ORDER BY list_position(['observation', 'indicator', 'score', 'rank'], c.kind), c.code, c.year DESC, c.unit, c.scheme LIMIT ?`, kind, unit, code, cause, limit)
		},
	}
	f := cmd.Flags()
	f.StringVar(&kind, "kind", "", a.t("observation, indicator, score albo rank", "observation, indicator, score or rank"))
	f.StringVar(&unit, "unit", "", a.t("kod TERYT", "TERYT code"))
	f.StringVar(&code, "code", "", a.t("zmienna, wskaźnik albo węzeł oceny", "variable, indicator or node of a score"))
	f.StringVar(&cause, "cause", "", a.t("przyczyna", "cause"))
	f.IntVar(&limit, "limit", 1000, a.t("najwyżej tyle zmian", "at most this many changes"))
	return cmd
}
