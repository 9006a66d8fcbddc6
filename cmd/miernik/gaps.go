package main

import (
	"strings"

	"github.com/spf13/cobra"

	"miernik/pipeline/warehouse"
	"miernik/pipeline/workspace"
)

func (a *app) gapsCmd() *cobra.Command {
	var unit, fiche, variable, cause string
	var year int
	var overdue bool
	cmd := &cobra.Command{
		Use: "gaps", Args: a.exactly(0),
		Short: a.t("rejestr luk: przyczyna, kto może uzupełnić, termin", "gap register: cause, owner, expected date"),
		Long: a.t("Bez filtrów: zestawienie luk według przyczyny. Z filtrami: poszczególne komórki.",
			"Without filters: gaps by cause. With filters: the cells."),
		Example: "  miernik gaps --unit 1002011 --year 2023",
		RunE: func(cmd *cobra.Command, _ []string) error {
			var where []string
			var args []any
			filter := func(on bool, condition string, arg any) {
				if on {
					where = append(where, condition)
					args = append(args, arg)
				}
			}
			filter(unit != "", "g.unit = ?", unit)
			filter(variable != "", "g.variable = ?", variable)
			filter(cause != "", "g.cause = ?", cause)
			filter(year != 0, "g.year = ?", year)
			filter(overdue, "g.overdue = ?", true)
			filter(fiche != "", "EXISTS (FROM indicator_term t JOIN fiche_indicator fi USING (indicator) WHERE t.variable = g.variable AND fi.fiche = ?)", fiche)
			return a.read(func(_ *workspace.Workspace, db *warehouse.DB) error {
				explanation := a.t("explanation_pl", "explanation_en")
				if len(where) == 0 {
					return a.printQuery(cmd, db, `SELECT g.cause, `+a.t("l.pl", "l.en")+` AS name, g.owner_kind, count(*) AS cells, count(DISTINCT g.unit) AS units,
					count(DISTINCT g.variable) AS variables, count(*) FILTER (WHERE g.overdue) AS overdue, min(g.expected_on) AS expected_from
					FROM gap g LEFT JOIN label l ON l.grp = 'cause' AND l.code = g.cause GROUP BY ALL ORDER BY cells DESC, g.cause`)
				}
				return a.printQuery(cmd, db, `SELECT g.unit, g.variable, g.year, g.cause, g.owner, g.expected_on, g.overdue, g.severity, g.`+explanation+` AS explanation
				FROM gap g WHERE `+strings.Join(where, " AND ")+` ORDER BY g.severity DESC, g.unit, g.variable, g.year`, args...)
			})
		},
	}
	f := cmd.Flags()
	f.StringVar(&unit, "unit", "", a.t("kod TERYT", "TERYT code"))
	f.StringVar(&fiche, "fiche", "", a.t("fiszka", "fiche"))
	f.StringVar(&variable, "variable", "", a.t("zmienna", "variable"))
	f.StringVar(&cause, "cause", "", a.t("przyczyna", "cause"))
	f.IntVar(&year, "year", 0, a.t("rok zmiennej", "year of the variable"))
	f.BoolVar(&overdue, "overdue", false, a.t("tylko po terminie", "only overdue"))
	return cmd
}
