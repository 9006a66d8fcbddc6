package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"miernik/data"
	"miernik/pipeline/workspace"
)

func (a *app) initCmd() *cobra.Command {
	var sample bool
	cmd := &cobra.Command{
		Use: "init DIR", Args: a.exactly(1),
		Short: a.t("utwórz nowy obszar roboczy", "make a new workspace"),
		Long: a.t("Tworzy konfigurację, rejestr jednostek i foldery na pliki. Z --sample: cały obszar próbny (dane w większości zmyślone).",
			"Makes the configuration, the register of units and folders for files. With --sample: the whole sample workspace (mostly made-up data)."),
		RunE: func(_ *cobra.Command, args []string) error {
			dir := args[0]
			if _, err := os.Stat(filepath.Join(dir, workspace.ConfigFile)); err == nil {
				return a.usage("%s już jest obszarem roboczym", "%s is a workspace already", dir)
			}
			if err := layOut(dir, sample, a.skeleton()); err != nil {
				return err
			}
			a.say("initialised", map[string]any{"dir": dir},
				"Utworzono %s. Dalej: dopisz profile w sources/, dostarcz pliki, potem miernik run -w %s", "Made %s. Next: add profiles to sources/, deliver files, then miernik run -w %s", dir, dir)
			return nil
		},
	}
	cmd.Flags().BoolVar(&sample, "sample", false, a.t("obszar próbny z danymi", "the sample workspace with data"))
	return cmd
}

// skeleton is the configuration of an empty workspace.
func (a *app) skeleton() string {
	return a.t(`# Obszar roboczy Miernika. Opis kluczy: docs/runbook.md
name: "Mój obszar"
period: {from: 2018, to: 2023}
# Jednostki w zakresie: kody TERYT lub ich początki; puste = cała Polska.
scope: []
reports:
  units: []        # jednostki, których karty powstają przy każdym przetworzeniu
fail_on: error
`, `# A Miernik workspace. The keys are described in docs/runbook.md
name: "My workspace"
period: {from: 2018, to: 2023}
# Units in scope: TERYT codes or their beginnings; empty = the whole country.
scope: []
reports:
  units: []        # units whose cards every run makes
fail_on: error
`)
}

func layOut(dir string, sample bool, config string) error {
	for _, folder := range []string{"register", "sources", "gus", "oke", "local", "indicators", "fiches", "mappings", "peers", "practices"} {
		if err := os.MkdirAll(filepath.Join(dir, folder), 0o755); err != nil {
			return err
		}
	}
	files := data.Files()
	err := fs.WalkDir(files, ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		if !sample && !strings.HasPrefix(name, "register/") && name != "sources/teryt.yaml" {
			return nil
		}
		text, err := files.ReadFile(name)
		if err != nil {
			return err
		}
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return err
		}
		return writeNew(path, text)
	})
	if err != nil || sample {
		return err
	}
	return writeNew(filepath.Join(dir, workspace.ConfigFile), []byte(config))
}

// writeNew never replaces a file of the user.
func writeNew(path string, text []byte) error {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o644)
	if errors.Is(err, fs.ErrExist) {
		return nil
	}
	if err != nil {
		return err
	}
	if _, err := f.Write(text); err != nil {
		return errors.Join(err, f.Close())
	}
	if err := f.Close(); err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	return nil
}
