package main

import (
	"errors"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"miernik/fiches"
	"miernik/fiches/pages"
	"miernik/indicators/catalog"
	"miernik/internal/diag"
	"miernik/pipeline"
	"miernik/pipeline/define"
	"miernik/pipeline/profile"
)

func (a *app) catalogueCmd() *cobra.Command {
	var builtin bool
	cmd := &cobra.Command{
		Use: a.t("catalogue KATALOG", "catalogue DIR"), Args: a.exactly(1),
		Short: a.t("zapisz katalog usług i wskaźników jako strony Markdown", "write the catalogue of services and indicators as Markdown pages"),
		Long: a.t("Zapisuje strony katalogu obszaru roboczego, po polsku: usługi, wskaźniki, zmienne, źródła, pokrycie danymi, słownik. Strony tego, czego w katalogu już nie ma, usuwa; innych plików nie rusza.",
			"Writes the pages of the catalogue of the workspace, in Polish: services, indicators, variables, sources, coverage by data, glossary. Pages of what is no longer there are removed; other files are left alone."),
		Example: "  miernik catalogue -w gmina gmina/out/katalog\n  miernik catalogue --builtin docs/catalogue",
		RunE: func(_ *cobra.Command, args []string) error {
			in, found, err := a.pagesInput(args[0], builtin)
			if err != nil {
				return err
			}
			a.findings(found, diag.Error, 0)
			change, err := pages.Write(args[0], pages.All(in))
			if foreign := (*pages.ForeignError)(nil); errors.As(err, &foreign) {
				return a.usage("%s nie jest stroną katalogu: wskaż inny folder albo usuń ten plik", "%s is no page of the catalogue: name another folder, or remove the file", foreign.File)
			}
			if err != nil {
				return err
			}
			a.say("catalogue", map[string]any{"dir": args[0], "written": change.Written, "same": change.Same, "removed": change.Removed},
				"Strony w %s: zapisane %d, bez zmian %d, usunięte %d", "Pages in %s: %d written, %d unchanged, %d removed", args[0], change.Written, change.Same, change.Removed)
			if found.Count(diag.Error) > 0 {
				a.code = exitUsage
			}
			return nil
		},
	}
	cmd.Flags().BoolVar(&builtin, "builtin", false, a.t("sam katalog wbudowany, bez obszaru roboczego", "the built-in catalogue alone, without a workspace"))
	return cmd
}

// pagesInput is the catalogue of the program, or of the workspace with its
// sources. Links to definitions lead to the files that are there.
func (a *app) pagesInput(dir string, builtin bool) (pages.Input, diag.List, error) {
	if builtin {
		cat, found := catalog.Load(catalog.Builtin())
		set, more := fiches.Load(cat, fiches.Builtin())
		return pages.Input{Catalog: cat, Set: set, File: linkTo(dir, ".")}, append(found, more...), nil
	}
	ws, err := a.open()
	if err != nil {
		return pages.Input{}, nil, err
	}
	defs, found := pipeline.LoadDefinitions(ws)
	return pages.Input{Catalog: defs.Catalog, Set: defs.Fiches, Sources: declared(defs), File: linkTo(dir, ws.Dir, ".")}, found, nil
}

// linkTo finds a file below a root that dir too lies in, so that both move
// together, and gives its path as seen from dir.
func linkTo(dir string, roots ...string) func(string) string {
	return func(name string) string {
		for _, root := range roots {
			inside, ok := within(root, dir)
			if !ok {
				continue
			}
			name := filepath.FromSlash(name)
			if _, err := os.Stat(filepath.Join(root, name)); err != nil {
				continue
			}
			if rel, err := filepath.Rel(inside, name); err == nil {
				return filepath.ToSlash(rel)
			}
		}
		return ""
	}
}

// within gives the path of dir as seen from root; ok: it lies in root.
func within(root, dir string) (string, bool) {
	from, err := filepath.Abs(root)
	if err != nil {
		return "", false
	}
	to, err := filepath.Abs(dir)
	if err != nil {
		return "", false
	}
	rel, err := filepath.Rel(from, to)
	return rel, err == nil && filepath.IsLocal(rel)
}

// declared are the sources of the workspace that give variables.
func declared(defs define.Definitions) []pages.Source {
	var out []pages.Source
	for _, p := range defs.Profiles {
		s := pages.Source{
			ID: p.Source, Title: p.Title.PL, Publisher: p.Publisher, Licence: p.Licence, Note: p.Note,
			From: p.Covers.From, To: p.Covers.To, Every: p.Every, Synthetic: p.Origin == profile.Synthetic,
		}
		if r := p.Released; r != nil {
			s.Release = &pages.Release{Month: r.Month, Day: r.Day, Lag: r.Lag}
		}
		for _, sel := range p.Select {
			s.Variables = append(s.Variables, pages.Filled{Variable: sel.Variable, Level: sel.Level})
		}
		if len(s.Variables) > 0 {
			out = append(out, s)
		}
	}
	return out
}
