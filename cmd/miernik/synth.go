package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"miernik/data"
	"miernik/indicators"
	"miernik/pipeline/register"
	"miernik/pipeline/sheet"
	"miernik/pipeline/synth"
	"miernik/pipeline/workspace"
)

func (a *app) synthCmd() *cobra.Command {
	var scope []string
	var from, to int16
	var seed uint64
	var gaps float64
	var real bool
	cmd := &cobra.Command{
		Use: "synth DIR", Args: a.exactly(1),
		Short: a.t("zapisz obszar roboczy z danymi zmyślonymi", "write a workspace of made-up data"),
		Long: a.t("Zapisuje pliki w układach źródeł (BDL, arkusze lokalne) z ich profilami. Dane są zmyślone i tak oznaczone w nazwach plików, profilach, bazie i raportach.",
			"Writes files in the layouts of real sources (BDL, local spreadsheets) with their profiles. The data are made up and marked so in file names, profiles, database and reports."),
		Example: "  miernik synth kraj --from 2014 --to 2023\n  miernik synth lodzkie --scope 10 --gaps 0.05",
		RunE: func(cmd *cobra.Command, args []string) error {
			units, err := sampleUnits(cmd.Context(), scope)
			if err != nil {
				return err
			}
			if len(units) == 0 {
				return a.usage("w zakresie nie ma jednostek", "no unit in scope")
			}
			opts := synth.Options{Dir: args[0], Units: units, From: indicators.Year(from), To: indicators.Year(to), Seed: seed, Gaps: gaps}
			if real {
				opts.KnownPopulationYear, opts.KnownExams = 2020, true
			}
			if err := layOutSynth(args[0], scope, from, to, real); err != nil {
				return err
			}
			sum, err := synth.Generate(cmd.Context(), opts)
			if err != nil {
				return err
			}
			for _, cause := range sortedCauses(sum.Gaps) {
				a.say("gaps", map[string]any{"cause": cause, "cells": sum.Gaps[cause]}, "  luki %s: %d", "  gaps %s: %d", cause, sum.Gaps[cause])
			}
			a.say("synthesised", map[string]any{"dir": args[0], "files": len(sum.Files), "cells": sum.Cells},
				"Zapisano %d plików z danymi zmyślonymi (%s komórek) w %s", "Wrote %d files of made-up data (%s cells) to %s", len(sum.Files), number(int64(sum.Cells)), args[0])
			return nil
		},
	}
	f := cmd.Flags()
	f.StringSliceVar(&scope, "scope", nil, a.t("kody TERYT lub ich początki, np. 10,26 (domyślnie cała Polska)", "TERYT codes or their beginnings, e.g. 10,26 (default the whole country)"))
	f.Int16Var(&from, "from", 2014, a.t("pierwszy rok", "first year"))
	f.Int16Var(&to, "to", 2023, a.t("ostatni rok", "last year"))
	f.Uint64Var(&seed, "seed", 1, a.t("ziarno losowania", "random seed"))
	f.Float64Var(&gaps, "gaps", 0.02, a.t("odsetek luk, od 0 do 0.5", "share of gaps, 0 to 0.5"))
	f.BoolVar(&real, "with-real", false, a.t("dołóż prawdziwe dane, które ma program: ludność 2020 i egzaminy", "add the real data the program holds: population of 2020 and exams"))
	return cmd
}

func sortedCauses(m map[string]int) []string {
	out := make([]string, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}

// sampleUnits reads the embedded register and the population of 2020.
func sampleUnits(ctx context.Context, scope []string) ([]synth.Unit, error) {
	book, err := openEmbedded("register/TERC_2025-01-01.csv")
	if err != nil {
		return nil, err
	}
	defer book.Close()
	dated, found, err := register.Read(ctx, "register", book)
	if err != nil || len(found) > 0 {
		return nil, fmt.Errorf("embedded register: %v %v", err, found)
	}
	population, err := populationOf2020()
	if err != nil {
		return nil, err
	}
	cfg := workspace.Config{Scope: scope}
	var units []synth.Unit
	for t, u := range dated.Units {
		if cfg.InScope(t) {
			units = append(units, synth.Unit{TERYT: t, Name: u.Name, Level: u.Level, Kind: u.Kind, Population: population[t]})
		}
	}
	slices.SortFunc(units, func(a, b synth.Unit) int { return strings.Compare(string(a.TERYT), string(b.TERYT)) })
	return units, nil
}

func openEmbedded(name string) (*sheet.Book, error) {
	text, err := data.Files().ReadFile(name)
	if err != nil {
		return nil, err
	}
	return sheet.OpenReader(bytes.NewReader(text), int64(len(text)), name, sheet.Options{})
}

// populationOf2020 is the compiled population, by the codes of 2020 and, for
// gminas whose kind changed since, by those in force.
func populationOf2020() (map[indicators.TERYT]int, error) {
	book, err := openEmbedded("gus/ludnosc_2020.csv")
	if err != nil {
		return nil, err
	}
	defer book.Close()
	out := map[indicators.TERYT]int{}
	for row, err := range book.Rows("") {
		if err != nil {
			return nil, err
		}
		n, err := strconv.Atoi(row.Cell(2).Text)
		if err != nil {
			continue // the header
		}
		code := row.Cell(1).Text
		out[indicators.TERYT(code)] = n
		for _, kind := range "123" {
			other := indicators.TERYT(code[:6] + string(kind))
			if _, ok := out[other]; !ok {
				out[other] = n
			}
		}
	}
	return out, nil
}

// layOutSynth writes what a workspace needs beside the made-up files: the
// configuration, the register and, on demand, the real files.
func layOutSynth(dir string, scope []string, from, to int16, real bool) error {
	quoted := make([]string, len(scope))
	for i, s := range scope {
		quoted[i] = strconv.Quote(s)
	}
	config := fmt.Sprintf("name: \"Dane zmyślone (przykładowe)\"\nperiod: {from: %d, to: %d}\nscope: [%s]\nregister: \"2025-01-01\"\nfail_on: error\n",
		from, to, strings.Join(quoted, ", "))
	files := data.Files()
	return errors.Join(
		os.MkdirAll(dir, 0o755),
		fs.WalkDir(files, ".", func(name string, e fs.DirEntry, err error) error {
			if err != nil || e.IsDir() {
				return err
			}
			register := strings.HasPrefix(name, "register/") || name == "sources/teryt.yaml"
			known := name == "gus/ludnosc_2020.csv" || name == "sources/gus-ludnosc-2020.yaml" || strings.HasPrefix(name, "oke/") || name == "sources/oke-e8.yaml"
			if !register && !(real && known) {
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
		}),
		writeNew(filepath.Join(dir, workspace.ConfigFile), []byte(config)),
	)
}
