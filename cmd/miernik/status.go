package main

import (
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"miernik/pipeline"
	"miernik/pipeline/warehouse"
)

func (a *app) statusCmd() *cobra.Command {
	var runs int
	cmd := &cobra.Command{
		Use: "status", Args: a.exactly(0),
		Short: a.t("świeżość źródeł i ostatnie przetworzenia", "freshness of sources and last runs"),
		RunE: func(cmd *cobra.Command, _ []string) error {
			ws, err := a.open()
			if err != nil {
				return err
			}
			history, err := pipeline.History(ws)
			if err != nil {
				return err
			}
			if runs > 0 {
				return a.historyTable(history, runs).write(a.stdout, a.output)
			}
			db, err := a.published(ws)
			if err != nil {
				return err
			}
			defer db.Close()
			if len(history) > 0 {
				last := history[len(history)-1]
				a.say("last-run", map[string]any{"run": last.Run, "started": last.Started, "as_of": last.AsOf},
					"Ostatnie przetworzenie: %s, stan danych na dzień %s; błędów: %d, ostrzeżeń: %d",
					"Last run: %s, data as of %s; errors: %d, warnings: %d",
					last.Started.Local().Format(time.DateTime), last.AsOf, last.Findings.Errors, last.Findings.Warnings)
			}
			if err := a.firmness(cmd, db); err != nil {
				return err
			}
			// next_release is the first publication that no delivered file holds.
			return a.printQuery(cmd, db, `
				SELECT source, publisher, origin, files, bad, first_year, last_year, observations, next_release,
				       coalesce(next_release < (SELECT as_of FROM run), FALSE) AS overdue
				FROM (
					SELECT s.source, s.publisher, s.origin, count(sn.file) FILTER (WHERE sn.state = 'read') AS files,
					       count(sn.file) FILTER (WHERE sn.state IN ('unreadable', 'missing')) AS bad,
					       min(sn.first_year) AS first_year, max(sn.last_year) AS last_year, CAST(coalesce(sum(sn.observations), 0) AS BIGINT) AS observations,
					       CASE WHEN any_value(s.release_month) IS NOT NULL AND max(sn.last_year) < coalesce(any_value(s.covers_to), 9999)
					            THEN make_date(max(sn.last_year) + 1 + any_value(s.release_lag), any_value(s.release_month), any_value(s.release_day)) END AS next_release
					FROM source s LEFT JOIN snapshot sn USING (source)
					GROUP BY s.source, s.publisher, s.origin
				) ORDER BY overdue DESC, source`)
		},
	}
	cmd.Flags().IntVar(&runs, "runs", 0, a.t("pokaż tyle ostatnich przetworzeń z czasami etapów", "show this many last runs with the times of their stages"))
	return cmd
}

func (a *app) historyTable(history []pipeline.HistoryEntry, n int) *table {
	t := &table{columns: []string{"started", "run", "as_of", "files_read", "files_kept", "observations", "errors", "warnings", "stage", "seconds", "rows"}}
	for _, h := range history[max(0, len(history)-n):] {
		for _, s := range h.Stages {
			t.add([]any{h.Started.UTC().Format(time.RFC3339), h.Run, h.AsOf, h.FilesRead, h.FilesKept, h.Observations,
				h.Findings.Errors, h.Findings.Warnings, s.Stage, s.Elapsed.Seconds(), s.Rows})
		}
	}
	return t
}

// firmness says how far the last run's test of the method moves places.
func (a *app) firmness(cmd *cobra.Command, db *warehouse.DB) error {
	return db.Each(cmd.Context(), `
		SELECT s.factor, count(*), avg(s.share_moved), arg_max(s.fiche, s.share_moved), max(s.share_moved), any_value(r.noise)
		FROM fiche_sensitivity s CROSS JOIN sensitivity_run r
		WHERE s.scheme = 'national' AND s.factor IN ('weights', 'all')
		GROUP BY s.factor ORDER BY s.factor DESC`, func(r *warehouse.Rows) error {
		var factor, weakest string
		var fiches int64
		var mean, most, noise float64
		if err := r.Scan(&factor, &fiches, &mean, &weakest, &most, &noise); err != nil {
			return err
		}
		pl, en := fmt.Sprintf("wagach zmienionych o ±%.0f%%", 100*noise), fmt.Sprintf("weights changed by ±%.0f%%", 100*noise)
		if factor == "all" {
			pl, en = "wagach, normalizacji, agregacji i brakach zmienionych razem", "weights, normalisation, aggregation and gaps changed together"
		}
		data := map[string]any{"factor": factor, "fiches": fiches, "share_moved": mean, "weakest": weakest, "weakest_share_moved": most}
		if most == 0 {
			a.say("sensitivity", data, "Próba metody: przy %s nikt nie przesuwa się o ponad ćwierć stawki (fiszek: %d)",
				"Test of the method: with %s nobody moves by more than a quarter of the field (fiches: %d)", a.t(pl, en), fiches)
			return nil
		}
		a.say("sensitivity", data,
			"Próba metody: przy %s o ponad ćwierć stawki przesuwa się średnio %s jednostek (fiszek: %d; najwięcej: %s, %s)",
			"Test of the method: with %s, %s of units move by more than a quarter of the field (fiches: %d; most: %s, %s)",
			a.t(pl, en), percent(mean), fiches, weakest, percent(most))
		return nil
	})
}

func percent(share float64) string { return fmt.Sprintf("%.0f%%", 100*share) }
