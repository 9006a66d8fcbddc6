package main

import (
	"encoding/json"
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"miernik/fiches"
	"miernik/indicators/catalog"
	"miernik/internal/diag"
	"miernik/pipeline/trial"
)

func (a *app) ficheTestCmd() *cobra.Command {
	return &cobra.Command{
		Use:   "test [ID|PLIK.yaml]…",
		Short: a.t("wykonaj testy fiszek (pliki .test.yaml)", "run the tests of fiches (files .test.yaml)"),
		Long: a.t("Każdy przypadek podaje obserwacje i oczekiwane wartości, luki i oceny; liczą je te same etapy, co w miernik run.\nBez argumentów: testy wszystkich fiszek. Kod wyjścia 1, gdy któryś zawiódł; 2, gdy plik jest błędny.",
			"Each case gives observations and expects values, gaps and scores; the same stages compute them as in miernik run.\nWithout arguments: the tests of all fiches. Exit code 1 when one failed, 2 when a file is wrong."),
		RunE: func(cmd *cobra.Command, args []string) error {
			ws, err := a.open()
			if err != nil {
				return err
			}
			files := slices.DeleteFunc(slices.Clone(args), func(s string) bool { return !isFile(s) })
			cat, set, found, err := a.definitions(ws, files...)
			if err != nil {
				return err
			}
			tests, err := a.chosenTests(set, args, files)
			if err != nil {
				return err
			}
			b, err := trial.Open(cmd.Context(), bench(ws))
			if err != nil {
				return err
			}
			defer b.Close()
			out, more, err := b.Tests(cmd.Context(), cat, set, tests)
			if err != nil {
				return err
			}
			return a.printOutcome(out, append(found, more...))
		},
	}
}

// chosenTests are the tests of the named fiches and files, all without names.
func (a *app) chosenTests(set *fiches.Set, args, files []string) ([]catalog.Entry[*fiches.TestFile], error) {
	if len(args) == 0 {
		return set.Tests, nil
	}
	wanted := map[string]bool{}
	for _, arg := range args {
		if isFile(arg) {
			continue
		}
		if len(set.Versions(arg)) == 0 {
			return nil, a.usage("nie ma fiszki %s", "there is no fiche %s", arg)
		}
		wanted[arg] = true
	}
	var out []catalog.Entry[*fiches.TestFile]
	for _, t := range set.Tests {
		if wanted[t.Value.Fiche] || slices.ContainsFunc(files, func(name string) bool { return sameFile(t.Doc.File, name) }) {
			out = append(out, t)
		}
	}
	return out, nil
}

func (a *app) printOutcome(out trial.Outcome, found diag.List) error {
	found.Sort()
	a.findings(found, diag.Error, 0)
	switch a.output {
	case "json":
		enc := json.NewEncoder(a.stdout)
		enc.SetIndent("", "  ")
		if err := enc.Encode(out); err != nil {
			return err
		}
	case "csv":
		t := &table{columns: []string{"place", "fiche", "case", "what", "want", "got"}}
		for _, f := range out.Failures {
			t.add([]any{f.At, f.Fiche, f.Case, f.What, f.Want, f.Got})
		}
		if err := t.write(a.stdout, "csv"); err != nil {
			return err
		}
	default:
		for _, f := range out.Failures {
			fmt.Fprintf(a.stdout, "%s: %s „%s”\n    %s\n    %s %s\n    %s %s\n", f.At, a.t("NIE ZGADZA SIĘ", "FAILED"), f.Case, f.What,
				a.t("oczekiwano:", "want:"), f.Want, a.t("jest:      ", "got: "), f.Got)
		}
	}
	a.say("tested", map[string]any{"files": out.Files, "cases": out.Cases, "checked": out.Checked, "failed": len(out.Failures)},
		"Pliki testów: %d, przypadki: %d, sprawdzone wartości: %d, niezgodne: %d", "Test files: %d, cases: %d, values checked: %d, failed: %d",
		out.Files, out.Cases, out.Checked, len(out.Failures))
	switch {
	case found.Count(diag.Error) > 0:
		a.code = exitUsage
	case len(out.Failures) > 0:
		a.code = exitFindings
	}
	return nil
}
