package main

import (
	"path/filepath"

	"github.com/spf13/cobra"

	"miernik/internal/diag"
	"miernik/pipeline"
)

func (a *app) runCmd() *cobra.Command {
	var asOf, failOn string
	var verify, force, noReports bool
	cmd := &cobra.Command{
		Use: "run", Args: cobra.NoArgs,
		Short: a.t("wykonaj przetwarzanie: źródła → baza DuckDB → raporty", "run the batch: sources → DuckDB file → reports"),
		RunE: func(cmd *cobra.Command, _ []string) error {
			ws, err := a.open()
			if err != nil {
				return err
			}
			day, err := a.asOf(asOf)
			if err != nil {
				return err
			}
			if failOn == "" {
				failOn = ws.Config.FailOn
			} else if _, err := diag.ParseSeverity(failOn); err != nil && failOn != "never" {
				return a.usage("--fail-on: info, warning, error albo never", "--fail-on: info, warning, error or never")
			}
			p := a.newProgress()
			res, err := pipeline.Run(cmd.Context(), ws, pipeline.Options{AsOf: day, Program: build(), Verify: verify, Force: force, Progress: p.report, Now: a.now})
			p.end()
			if res != nil {
				if left := a.findings(res.Findings, diag.Warning, 40); left > 0 {
					a.say("findings-left", map[string]any{"count": left}, "… i %d dalszych: miernik query \"FROM finding\"", "… and %d more: miernik query \"FROM finding\"", left)
				}
			}
			if err != nil {
				return err
			}
			a.summary(ws.Database(), res)
			a.code = a.exitFor(res, failOn)
			if noReports {
				return nil
			}
			return a.runReports(cmd, ws, res)
		},
	}
	f := cmd.Flags()
	f.StringVar(&asOf, "as-of", "", a.t("stan danych na dzień RRRR-MM-DD (domyślnie dziś)", "data as of YYYY-MM-DD (default today)"))
	f.StringVar(&failOn, "fail-on", "", a.t("kod wyjścia 1 od tej wagi ustaleń: info, warning, error, never", "exit code 1 from this severity: info, warning, error, never"))
	f.BoolVar(&verify, "verify", false, a.t("policz sumy kontrolne wszystkich źródeł od nowa", "hash every source again"))
	f.BoolVar(&force, "force", false, a.t("zbuduj bazę, nawet gdy nic się nie zmieniło", "build even when nothing changed"))
	f.BoolVar(&noReports, "no-reports", false, a.t("tylko baza, bez skoroszytów", "the database only, no workbooks"))
	return cmd
}

func (a *app) summary(database string, res *pipeline.Result) {
	db := a.rel(database)
	if res.Unchanged {
		a.say("unchanged", map[string]any{"run": res.Run, "database": db, "files_kept": res.FilesKept},
			"Bez zmian: %d źródeł bez zmian, żadnego nie czytano ponownie; %s jest aktualny.", "Unchanged: %d sources unchanged, none read again; %s is current.", res.FilesKept, db)
		return
	}
	a.say("published", map[string]any{"run": res.Run, "database": db, "observations": res.Observations, "files_read": res.FilesRead, "files_kept": res.FilesKept,
		"errors": res.Counts.Errors, "warnings": res.Counts.Warnings, "infos": res.Counts.Infos},
		"Wczytano plików: %d, bez zmian: %d; obserwacji: %s; ustalenia: %d błędów, %d ostrzeżeń, %d informacji.\nBaza: %s",
		"Files read: %d, unchanged: %d; observations: %s; findings: %d errors, %d warnings, %d infos.\nDatabase: %s",
		res.FilesRead, res.FilesKept, number(res.Observations), res.Counts.Errors, res.Counts.Warnings, res.Counts.Infos, db)
}

// rel shortens a path to the folder the user is in.
func (a *app) rel(path string) string {
	wd, err := filepath.Abs(".")
	if err != nil {
		return path
	}
	if r, err := filepath.Rel(wd, path); err == nil && len(r) < len(path) {
		return r
	}
	return path
}
