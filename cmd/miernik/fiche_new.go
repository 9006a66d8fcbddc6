package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/spf13/cobra"

	"miernik/fiches"
	"miernik/indicators"
	"miernik/pipeline/workspace"
)

// serviceCode is the form of codes in the list of services.
var serviceCode = regexp.MustCompile(`^(EDU|KUL)-[0-9A-Z]+$`)

func (a *app) ficheNewCmd() *cobra.Command {
	var id, name, level string
	cmd := &cobra.Command{
		Use: "new KOD", Args: a.exactly(1),
		Short:   a.t("załóż szkielet fiszki i jej testów", "make the scaffold of a fiche and of its tests"),
		Example: `  miernik fiche new KUL-08 --id kina --name "Kina"`,
		RunE: func(_ *cobra.Command, args []string) error {
			ws, err := a.open()
			if err != nil {
				return err
			}
			code := args[0]
			if !serviceCode.MatchString(code) {
				return a.usage("%s: kod usługi ma postać EDU-01 albo KUL-01", "%s: a service code is EDU-01 or KUL-01", code)
			}
			if level != string(indicators.LevelGmina) && level != string(indicators.LevelPowiat) {
				return a.usage("--level: gmina albo powiat", "--level: gmina or powiat")
			}
			if id == "" {
				id = strings.ToLower(strings.ReplaceAll(code, "-", "_"))
			}
			if !indicators.VariableID.MatchString(id) {
				return a.usage("--id: małe litery, cyfry i _", "--id: lower-case letters, digits and _")
			}
			if name == "" {
				name = "UZUPEŁNIJ: nazwa usługi"
			}
			area := "edukacja"
			if strings.HasPrefix(code, "KUL") {
				area = "kultura"
			}
			s := fiches.Scaffold{ID: id, Code: code, Name: name, Area: area, Level: indicators.Level(level), Year: a.now().Year()}
			return a.scaffold(ws, s)
		},
	}
	f := cmd.Flags()
	f.StringVar(&id, "id", "", a.t("identyfikator (domyślnie z kodu)", "id (default from the code)"))
	f.StringVar(&name, "name", "", a.t("nazwa usługi", "name of the service"))
	f.StringVar(&level, "level", string(indicators.LevelGmina), a.t("poziom: gmina, powiat", "level: gmina, powiat"))
	return cmd
}

// scaffold writes the two files into the workspace and overwrites nothing, be
// it a file or a fiche of the same id elsewhere.
func (a *app) scaffold(ws *workspace.Workspace, s fiches.Scaffold) error {
	_, set, _, err := a.definitions(ws)
	if err != nil {
		return err
	}
	if old := set.Versions(s.ID); len(old) > 0 {
		return a.usage("fiszka %s już jest (%s); podaj inny --id", "there is a fiche %s already (%s); give another --id", s.ID, old[0].Doc.File)
	}
	dir := ws.Path(filepath.Join("fiches", s.Area))
	files := []struct{ path, text string }{
		{filepath.Join(dir, s.ID+".yaml"), s.Fiche()}, {filepath.Join(dir, s.ID+".test.yaml"), s.Tests()},
	}
	for _, f := range files {
		if _, err := os.Lstat(f.path); !errors.Is(err, fs.ErrNotExist) {
			return a.usage("%s już istnieje; niczego nie zapisano", "%s is there already; nothing was written", a.rel(f.path))
		}
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	for _, f := range files {
		if err := writeNew(f.path, []byte(f.text)); err != nil {
			return err
		}
		fmt.Fprintln(a.stdout, a.rel(f.path))
	}
	a.say("scaffold", map[string]any{"fiche": s.ID, "code": s.Code},
		"Uzupełnij oba pliki, potem: miernik check, miernik fiche test %s", "Fill both files in, then: miernik check, miernik fiche test %s", s.ID)
	return nil
}
