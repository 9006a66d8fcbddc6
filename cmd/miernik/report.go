package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"miernik/internal/diag"
	"miernik/pipeline"
	"miernik/pipeline/report"
	"miernik/pipeline/warehouse"
	"miernik/pipeline/workspace"
)

func (a *app) reportCmd() *cobra.Command {
	var units []string
	var all, services, gaps, method, changes bool
	cmd := &cobra.Command{
		Use: "report", Args: a.exactly(0),
		Short: a.t("zapisz skoroszyty Excela z opublikowanej bazy", "write Excel workbooks from the published database"),
		Long: a.t("Bez flag: karty jednostek z miernik.yaml, fiszki wszystkich usług, rejestr luk, próba metody i dziennik zmian.",
			"Without flags: cards of the units in miernik.yaml, fiches of all services, the gap register, the test of the method and the log of changes."),
		Example: "  miernik report --unit 1002011 --unit 1061011\n  miernik report --all-units",
		RunE: func(cmd *cobra.Command, _ []string) error {
			ws, err := a.open()
			if err != nil {
				return err
			}
			o := report.Options{Dir: ws.Out("reports"), Units: units, AllUnits: all, Services: services, Gaps: gaps, Method: method, Changes: changes}
			if len(units) == 0 && !all && !services && !gaps && !method && !changes {
				o.Units, o.Services, o.Gaps, o.Method, o.Changes = ws.Config.CardUnits, true, true, true, true
			}
			files, err := a.writeReports(cmd, ws, o)
			if err != nil {
				return err
			}
			a.sayReports(files)
			return nil
		},
	}
	f := cmd.Flags()
	f.StringSliceVar(&units, "unit", nil, a.t("karta tej jednostki (kod TERYT); można powtarzać", "card of this unit (TERYT code); may be repeated"))
	f.BoolVar(&all, "all-units", false, a.t("karty wszystkich jednostek w zakresie", "cards of all units in scope"))
	f.BoolVar(&services, "services", false, a.t("fiszki wszystkich usług", "fiches of all services"))
	f.BoolVar(&method, "method", false, a.t("próba metody", "the test of the method"))
	f.BoolVar(&changes, "changes", false, a.t("dziennik zmian", "the log of changes"))
	f.BoolVar(&gaps, "gaps", false, a.t("rejestr luk", "the gap register"))
	return cmd
}

// writeReports writes workbooks; units that are not in scope are findings.
func (a *app) writeReports(cmd *cobra.Command, ws *workspace.Workspace, o report.Options) ([]report.File, error) {
	db, err := a.published(ws)
	if err != nil {
		return nil, err
	}
	defer db.Close()
	if o.Units, err = a.knownUnits(cmd, db, o.Units); err != nil {
		return nil, err
	}
	p := a.newProgress()
	defer p.end()
	o.Progress = func(done, total int) { p.report("report", done, total) }
	return report.Write(cmd.Context(), db, o)
}

func (a *app) knownUnits(cmd *cobra.Command, db *warehouse.DB, units []string) ([]string, error) {
	var known []string
	for _, u := range units {
		n, err := db.Count(cmd.Context(), "SELECT count(*) FROM unit WHERE teryt = ? AND in_scope", u)
		if err != nil {
			return nil, err
		}
		if n == 0 {
			a.finding(diag.New(diag.ReportUnit, diag.Place{}, u))
			a.code = max(a.code, exitFindings)
			continue
		}
		known = append(known, u)
	}
	return known, nil
}

// reportManifest remembers which run the workbooks of a run belong to.
type reportManifest struct {
	Run   string   `json:"run"`
	Units []string `json:"units"`
	Files []string `json:"files"`
}

// runReports writes the workbooks of a run, unless they are those of this
// very run already.
func (a *app) runReports(cmd *cobra.Command, ws *workspace.Workspace, res *pipeline.Result) error {
	path := ws.State("reports.json")
	want := reportManifest{Run: res.Run, Units: ws.Config.CardUnits}
	if old, ok := readManifest(path); ok && res.Unchanged && old.Run == want.Run && slices.Equal(old.Units, want.Units) && old.present() {
		a.say("reports-unchanged", map[string]any{"files": len(old.Files)}, "Skoroszyty bez zmian: %d w %s", "Workbooks unchanged: %d in %s", len(old.Files), a.rel(ws.Out("reports")))
		return nil
	}
	files, err := a.writeReports(cmd, ws, report.Options{Dir: ws.Out("reports"), Units: want.Units, Services: true, Gaps: true, Method: true, Changes: true})
	if err != nil {
		return err
	}
	for _, f := range files {
		want.Files = append(want.Files, f.Path)
	}
	text, err := json.Marshal(want)
	if err != nil {
		return err
	}
	a.sayReports(files)
	return os.WriteFile(path, text, 0o644)
}

func readManifest(path string) (reportManifest, bool) {
	var m reportManifest
	text, err := os.ReadFile(path)
	return m, err == nil && json.Unmarshal(text, &m) == nil
}

func (m reportManifest) present() bool {
	for _, f := range m.Files {
		if _, err := os.Stat(f); errors.Is(err, os.ErrNotExist) {
			return false
		}
	}
	return len(m.Files) > 0
}

func (a *app) sayReports(files []report.File) {
	if a.logFormat == "json" {
		for _, f := range files {
			a.logJSON(map[string]any{"event": "report", "kind": f.Kind, "path": a.rel(f.Path)})
		}
		return
	}
	names := make([]string, 0, len(files))
	for i, f := range files {
		if i == 12 {
			names = append(names, fmt.Sprintf("… +%d", len(files)-i))
			break
		}
		names = append(names, "  "+a.rel(f.Path))
	}
	fmt.Fprintf(a.stderr, "%s\n%s\n", a.t("Skoroszyty:", "Workbooks:"), strings.Join(names, "\n"))
}
