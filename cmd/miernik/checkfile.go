package main

import (
	"context"
	"fmt"
	"path"
	"path/filepath"
	"slices"

	"miernik/internal/diag"
	"miernik/pipeline"
	"miernik/pipeline/define"
	"miernik/pipeline/ingest"
	"miernik/pipeline/profile"
	"miernik/pipeline/workspace"
)

// checkFiles tests profiles against files without a run: what each selection
// finds, what is left out, what is noticed. Nothing is written.
func (a *app) checkFiles(ctx context.Context, ws *workspace.Workspace, defs define.Definitions, files []string, source string) error {
	t := &table{columns: []string{"file", "source", "variable", "level", "observations", "missing", "units", "from", "to", "example_cell", "example"}}
	var found diag.List
	for _, file := range files {
		name := nameIn(ws, file)
		matched := false
		for _, p := range defs.Profiles {
			if source != "" && p.Source != source || source == "" && !matchesFile(p, name) || p.Layout == profile.TERC {
				continue
			}
			matched = true
			members, err := ingest.Members(file)
			if err != nil {
				members = []string{""}
			}
			for _, m := range members {
				trial, err := ingest.Try(ctx, ingest.Source{Name: name, Path: file, Member: m}, p)
				if err != nil {
					return err
				}
				found = append(found, trial.Findings...)
				a.trialRows(t, path.Join(name, m), p, trial)
			}
		}
		if !matched && source != "" {
			return a.usage("nie ma profilu „%s”, który czyta pliki", "no profile %q that reads files", source)
		}
		if !matched {
			return a.usage("żaden profil nie czyta pliku %s; wskaż go: --profile ŹRÓDŁO, albo zob. miernik inspect", "no profile reads %s; name one: --profile SOURCE, or see miernik inspect", name)
		}
	}
	found.Sort()
	a.findings(found, diag.Info, 0)
	if n := found.Count(diag.Error); n > 0 {
		a.code = exitFindings
	}
	return t.write(a.stdout, a.output)
}

// matchesFile reports whether a profile reads a file of this name; of a file
// outside the workspace only the base name is compared.
func matchesFile(p *profile.Profile, name string) bool {
	return slices.ContainsFunc(p.Files, func(pattern string) bool {
		full, _ := path.Match(pattern, name)
		base, _ := path.Match(path.Base(pattern), path.Base(name))
		return full || base && path.Dir(name) == "."
	})
}

func (a *app) trialRows(t *table, name string, p *profile.Profile, trial *ingest.Trial) {
	c := trial.Counts
	a.say("tried", map[string]any{"file": name, "source": p.Source, "rows": c.Rows, "used": c.Used, "ignored": c.Ignored, "rejected": c.Rejected, "observations": c.Observations},
		"%s (%s): wierszy %d = wczytane %d + pominięte %d + odrzucone %d; obserwacji %d",
		"%s (%s): rows %d = used %d + ignored %d + rejected %d; observations %d",
		name, p.Source, c.Rows, c.Used, c.Ignored, c.Rejected, c.Observations)
	for _, s := range trial.Selections {
		row := []any{filepath.ToSlash(name), p.Source, s.Variable, string(s.Level), s.Observations, s.Missing, s.Units, nil, nil, nil, nil}
		if s.Observations > 0 {
			e := s.Example
			row[7], row[8] = int(s.FromYear), int(s.ToYear)
			row[9] = diag.Place{Sheet: e.Sheet, Row: e.Row, Col: e.Col}.String()
			if e.HasValue {
				row[10] = fmt.Sprintf("%s %d: %s", e.Unit, e.Year, text(e.Value))
			} else {
				row[10] = fmt.Sprintf("%s %d: %s", e.Unit, e.Year, e.Status)
			}
		}
		t.add(row)
	}
}

// loaded reads the definitions of a workspace and says how many there are.
func (a *app) loaded(ws *workspace.Workspace) define.Definitions {
	defs, found := pipeline.LoadDefinitions(ws)
	found = append(found, pipeline.CheckDefinitions(defs)...)
	found.Sort()
	a.findings(found, diag.Info, 0)
	n := found.Count(diag.Error)
	a.say("checked", map[string]any{"variables": len(defs.Catalog.Variables), "cards": len(defs.Catalog.Cards), "fiches": len(defs.Fiches.Fiches), "profiles": len(defs.Profiles), "errors": n},
		"Zmienne: %d, karty: %d, fiszki: %d, profile: %d; błędów: %d", "Variables: %d, cards: %d, fiches: %d, profiles: %d; errors: %d",
		len(defs.Catalog.Variables), len(defs.Catalog.Cards), len(defs.Fiches.Fiches), len(defs.Profiles), n)
	if n > 0 {
		a.code = exitUsage
	}
	return defs
}
