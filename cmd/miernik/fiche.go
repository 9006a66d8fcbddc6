package main

import (
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"miernik/fiches"
	"miernik/indicators/catalog"
	"miernik/internal/diag"
	"miernik/pipeline/warehouse"
	"miernik/pipeline/workspace"
)

func (a *app) ficheCmd() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "fiche",
		Short: a.t("fiszki usług: nowa, pokaż, testuj, porównaj wersje", "service fiches: new, show, test, compare versions"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) > 0 {
				return a.usage("nie ma polecenia fiche %s", "there is no verb fiche %s", args[0])
			}
			return cmd.Help()
		},
	}
	cmd.AddCommand(a.ficheNewCmd(), a.ficheShowCmd(), a.ficheTestCmd(), a.ficheDiffCmd())
	return cmd
}

// isFile tells a path of a definition from the id of a fiche.
func isFile(arg string) bool {
	return strings.HasSuffix(arg, ".yaml") || strings.HasSuffix(arg, ".yml")
}

// fileLayer is one file on disk as a layer of definitions.
func fileLayer(name string) (catalog.Layer, error) {
	if _, err := os.Stat(name); err != nil {
		return catalog.Layer{}, usageError{err}
	}
	dir, base := filepath.Split(name)
	if dir == "" {
		dir = "."
	}
	return catalog.Layer{FS: os.DirFS(dir), Prefix: filepath.ToSlash(filepath.Clean(dir)), Only: base}, nil
}

// definitions loads cards and fiches of the program, the workspace and the
// given files, in this order.
func (a *app) definitions(ws *workspace.Workspace, files ...string) (*catalog.Catalog, *fiches.Set, diag.List, error) {
	cat, found := catalog.Load(catalog.Builtin(), ws.Layer("indicators"))
	layers := []catalog.Layer{fiches.Builtin(), ws.Layer("fiches")}
	for _, name := range files {
		layer, err := fileLayer(name)
		if err != nil {
			return nil, nil, nil, err
		}
		layers = append(layers, layer)
	}
	set, more := fiches.Load(cat, layers...)
	return cat, set, append(found, more...), nil
}

// bench are the bounds of a warehouse in memory.
func bench(ws *workspace.Workspace) warehouse.Options {
	return warehouse.Options{MemoryMB: ws.Config.MemoryMB, Threads: ws.Config.Threads, TempDir: ws.State("tmp")}
}

// sameFile compares a place of a finding with a path as the user wrote it.
func sameFile(place, name string) bool {
	return filepath.Clean(filepath.FromSlash(place)) == filepath.Clean(name)
}

// chooseFiche finds a fiche by ID, ID@VERSION or the path of a file. Without a
// version it is the one in force in the period of the workspace, else the newest.
func (a *app) chooseFiche(ws *workspace.Workspace, cat *catalog.Catalog, set *fiches.Set, found diag.List, arg string) (fiches.Loaded, error) {
	if isFile(arg) {
		layer, err := fileLayer(arg)
		if err != nil {
			return fiches.Loaded{}, err
		}
		if set, found = fiches.Load(cat, layer); len(set.Fiches) != 1 {
			a.findings(found, diag.Error, 0)
			return fiches.Loaded{}, a.usage("%s: plik ma mieć jedną poprawną fiszkę, a ma %d", "%s: the file must hold one valid fiche, it holds %d", arg, len(set.Fiches))
		}
		return set.Fiches[0], nil
	}
	id, version, _ := strings.Cut(arg, "@")
	versions := set.Versions(id)
	for _, l := range slices.Backward(versions) {
		if version == strconv.Itoa(l.Value.Version) {
			return l, nil
		}
	}
	if len(versions) == 0 || version != "" {
		for _, f := range found { // a fiche that is left out has its reason there
			if f.Severity == diag.Error {
				a.finding(f)
			}
		}
		return fiches.Loaded{}, a.usage("nie ma fiszki %s", "there is no fiche %s", arg)
	}
	for _, l := range set.InForce(ws.Config.From, ws.Config.To) {
		if l.Value.ID == id {
			return l, nil
		}
	}
	return versions[len(versions)-1], nil
}
