package main

import (
	"maps"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"miernik/pipeline/warehouse"
	"miernik/pipeline/workspace"
)

// gapQueries are the tables of --by.
var gapQueries = map[string]string{
	"source": `SELECT source, cells, known, completeness, due, overdue, delivered, years_due, years_delivered, punctuality, last_year, next_year, next_on, next_overdue, days_late,
		timeliness, corrected, contested, estimate, weak, imputed FROM quality_source ORDER BY source`,
	"service": `SELECT fiche, year, units, values_expected, values_known, completeness, values_imputed, gaps, scores, withheld, scored, withheld_alone FROM quality_service ORDER BY fiche, year`,
	"fill": `SELECT o.variable, o.level, o.method, o.reach, o.n, o.tried, o.median_percentage_error, o.median_absolute_error, o.relative_error, o.relative_bias, o.verdict,
		coalesce(o.method = a.method AND o.reach <= 1, FALSE) AS best, a.reason_LANG AS advice
		FROM fill_option o JOIN fill_advice a USING (variable, level) WHERE o.kind = '' ORDER BY o.variable, o.level, o.relative_error NULLS LAST, o.method, o.reach`,
	"first": `SELECT kind, rank, code, level, cells, units, severity, scores_alone, scores_added, scores_added_latest, scores_total FROM source_value ORDER BY kind DESC, rank`,
}

func (a *app) gapsCmd() *cobra.Command {
	var unit, fiche, variable, cause, by string
	var year int
	var overdue bool
	cmd := &cobra.Command{
		Use: "gaps", Args: a.exactly(0),
		Short: a.t("rejestr luk: przyczyna, kto może uzupełnić, termin", "gap register: cause, owner, expected date"),
		Long: a.t("Bez filtrów: zestawienie luk według przyczyny. Z filtrami: poszczególne komórki, każda z najlepszym sposobem uzupełnienia.\n"+
			"Z --by: źródła i ich terminowość, kompletność usług, sposoby uzupełniania z błędami albo co uzupełnić najpierw.",
			"Without filters: gaps by cause. With filters: the cells, each with the best way of filling it.\n"+
				"With --by: sources and their punctuality, completeness of services, ways of filling with their errors, or what to fill first."),
		Example: "  miernik gaps --unit 1002011 --year 2023\n  miernik gaps --by first",
		RunE: func(cmd *cobra.Command, _ []string) error {
			if by != "" && gapQueries[by] == "" {
				return a.usage("nieznane zestawienie %q; dozwolone: %s", "unknown table %q; allowed: %s", by, strings.Join(slices.Sorted(maps.Keys(gapQueries)), ", "))
			}
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
			if by != "" && len(where) > 0 {
				return a.usage("--by podaje zestawienie; filtry wybierają komórki", "--by gives a table; filters choose cells")
			}
			return a.read(func(_ *workspace.Workspace, db *warehouse.DB) error {
				if by != "" {
					return a.printQuery(cmd, db, strings.ReplaceAll(gapQueries[by], "_LANG", a.t("_pl", "_en")))
				}
				explanation := a.t("explanation_pl", "explanation_en")
				if len(where) == 0 {
					return a.printQuery(cmd, db, `SELECT g.cause, `+a.t("l.pl", "l.en")+` AS name, g.owner_kind, count(*) AS cells, count(DISTINCT g.unit) AS units,
					count(DISTINCT g.variable) AS variables, count(*) FILTER (WHERE g.overdue) AS overdue, min(g.expected_on) AS expected_from
					FROM gap g LEFT JOIN label l ON l.grp = 'cause' AND l.code = g.cause GROUP BY ALL ORDER BY cells DESC, g.cause`)
				}
				return a.printQuery(cmd, db, `SELECT g.unit, g.variable, g.year, g.cause, g.owner, g.expected_on, g.overdue, g.severity, g.`+explanation+` AS explanation,
				f.method AS fill_method, f.fill_value, f.median_percentage_error AS fill_error
				FROM gap g JOIN v_gap_fill f USING (unit, variable, year) WHERE `+strings.Join(where, " AND ")+` ORDER BY g.severity DESC, g.unit, g.variable, g.year`, args...)
			})
		},
	}
	f := cmd.Flags()
	f.StringVar(&unit, "unit", "", a.t("kod TERYT", "TERYT code"))
	f.StringVar(&fiche, "fiche", "", a.t("fiszka", "fiche"))
	f.StringVar(&variable, "variable", "", a.t("zmienna", "variable"))
	f.StringVar(&cause, "cause", "", a.t("przyczyna", "cause"))
	f.StringVar(&by, "by", "", a.t("zestawienie: source, service, fill, first", "table: source, service, fill, first"))
	f.IntVar(&year, "year", 0, a.t("rok zmiennej", "year of the variable"))
	f.BoolVar(&overdue, "overdue", false, a.t("tylko po terminie", "only overdue"))
	return cmd
}
