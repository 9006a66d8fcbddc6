package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"miernik/data"
	"miernik/indicators"
	"miernik/indicators/catalog"
	"miernik/internal/diag"
	"miernik/pipeline/ingest"
	"miernik/pipeline/inspect"
	"miernik/pipeline/register"
	"miernik/pipeline/sheet"
	"miernik/pipeline/workspace"
)

func (a *app) inspectCmd() *cobra.Command {
	var member, encoding string
	var onlyProfile, write bool
	cmd := &cobra.Command{
		Use: a.t("inspect PLIK", "inspect FILE"), Args: a.exactly(1),
		Short: a.t("co jest w pliku i jaki profil go wczyta", "what is in a file and which profile reads it"),
		Long: a.t("Pokazuje arkusze, rozpoznaną tabelę i proponuje profil źródła, wypróbowany na tym pliku.\nZmienne, których nie ma w katalogu, proponuje obok.",
			"Shows the sheets, the table that was recognised, and proposes a source profile, tried on the file.\nVariables the catalogue lacks are proposed beside it."),
		Example: "  miernik inspect gus/LUDN_2137_CREL_20220407210714.csv\n  miernik inspect --write -w gmina local/nabor.xlsx",
		RunE: func(cmd *cobra.Command, args []string) error {
			ws, cat := a.surroundings()
			known, err := knownUnits(cmd.Context())
			if err != nil {
				return err
			}
			o := inspect.Options{Member: member, Sheet: sheet.Options{Encoding: encoding}, Catalog: cat, Name: nameIn(ws, args[0]), Known: known}
			r, err := inspect.File(cmd.Context(), args[0], o)
			var se *sheet.Error
			if errors.As(err, &se) || errors.Is(err, os.ErrNotExist) {
				a.finding(sheet.Unreadable(args[0], err))
				a.code = exitUsage
				return nil
			}
			if err != nil {
				return err
			}
			if write {
				return a.writeProposal(ws, r)
			}
			if a.output == "json" {
				return a.inspectJSON(r)
			}
			if !onlyProfile {
				a.inspectText(r)
			}
			fmt.Fprint(a.stdout, r.Profile)
			return nil
		},
	}
	f := cmd.Flags()
	f.StringVar(&member, "member", "", a.t("plik wewnątrz ZIP-a", "file inside a ZIP"))
	f.StringVar(&encoding, "encoding", "", "utf-8, cp1250, iso-8859-2, cp852")
	f.BoolVar(&onlyProfile, "profile", false, a.t("wypisz sam profil", "print the profile only"))
	f.BoolVar(&write, "write", false, a.t("zapisz profil i zmienne w obszarze roboczym", "write profile and variables into the workspace"))
	return cmd
}

// surroundings are the workspace and the catalogue when there are any: a file
// can be looked at anywhere.
func (a *app) surroundings() (*workspace.Workspace, *catalog.Catalog) {
	ws, _, err := workspace.Open(a.dir)
	if err != nil || ws == nil {
		cat, _ := catalog.Load(catalog.Builtin())
		return nil, cat
	}
	cat, _ := catalog.Load(catalog.Builtin(), ws.Layer("indicators"))
	return ws, cat
}

// knownUnits tells names of units by the register that the program carries. A
// city that is a gmina and a powiat is taken for a gmina.
func knownUnits(ctx context.Context) (func(string) (indicators.Level, bool), error) {
	text, err := data.Files().ReadFile("register/TERC_2025-01-01.csv")
	if err != nil {
		return nil, err
	}
	book, err := sheet.OpenReader(bytes.NewReader(text), int64(len(text)), "TERC", sheet.Options{})
	if err != nil {
		return nil, err
	}
	reg, _, err := register.Read(ctx, "TERC", book)
	if err != nil {
		return nil, err
	}
	levels := map[string]indicators.Level{}
	for _, u := range reg.Units {
		name := indicators.ParseUnitName(u.Name).Name
		if _, taken := levels[name]; !taken || u.Level == indicators.LevelGmina {
			levels[name] = u.Level
		}
	}
	return func(name string) (indicators.Level, bool) {
		l, ok := levels[indicators.ParseUnitName(name).Name]
		return l, ok
	}, nil
}

// nameIn is the name of a file as profiles of the workspace would match it;
// its base name when it lies elsewhere.
func nameIn(ws *workspace.Workspace, file string) string {
	abs, err := filepath.Abs(file)
	if ws != nil && err == nil {
		if rel, err := filepath.Rel(ws.Dir, abs); err == nil && filepath.IsLocal(rel) {
			return filepath.ToSlash(rel)
		}
	}
	return filepath.ToSlash(filepath.Base(file))
}

func (a *app) inspectText(r *inspect.Report) {
	w := a.stderr
	line := func(pl, en string, args ...any) { fmt.Fprintf(w, a.t(pl, en)+"\n", args...) }
	line("Plik: %s, %s bajtów, format %s", "File: %s, %s bytes, format %s", r.File, number(r.Size), r.Format)
	if r.Encoding != "" {
		guessed := ""
		if r.Guessed {
			guessed = a.t(" (odgadnięte)", " (guessed)")
		}
		line("Kodowanie: %s%s", "Encoding: %s%s", r.Encoding, guessed)
	}
	if len(r.Members) > 1 {
		line("Pliki w ZIP-ie: %s; oglądany: %s", "Files in the ZIP: %s; shown: %s", strings.Join(r.Members, ", "), r.Member)
	}
	for _, s := range r.Sheets {
		a.inspectSheet(w, s)
	}
	if r.Profile == "" && r.Why.PL != "" {
		line("Rozpoznano: %s. Katalog nie ma zmiennych, które by je czytały.", "Recognised: %s. The catalogue has no variables that would read them.", r.Why.In(a.lang))
		return
	}
	if r.Profile == "" {
		line("Nie rozpoznano tabeli z jednostkami samorządu.", "No table of local governments was recognised.")
		return
	}
	line("Rozpoznano: %s", "Recognised: %s", r.Why.In(a.lang))
	if t := r.Trial; t != nil {
		line("Próba profilu: wierszy %d = wczytane %d + pominięte %d + odrzucone %d; obserwacji %d, ustaleń %d",
			"Profile tried: rows %d = used %d + ignored %d + rejected %d; observations %d, findings %d",
			t.Counts.Rows, t.Counts.Used, t.Counts.Ignored, t.Counts.Rejected, t.Counts.Observations, len(t.Findings))
		a.findings(t.Findings, diag.Info, 10)
	}
	if r.Variables != "" {
		line("\nZmienne do katalogu obszaru roboczego (indicators/):", "\nVariables for the catalogue of the workspace (indicators/):")
		fmt.Fprint(w, r.Variables)
	}
	line("\nProfil (sources/):", "\nProfile (sources/):")
}

func (a *app) inspectSheet(w io.Writer, s inspect.Sheet) {
	name := s.Name
	if name == "" {
		name = a.t("(tekst)", "(text)")
	}
	fmt.Fprintf(w, a.t("Arkusz %s: wierszy %d, kolumn %d, komórek %d", "Sheet %s: rows %d, columns %d, cells %d"), name, s.Rows, s.Cols, s.Cells)
	for _, part := range []struct {
		n      int
		pl, en string
	}{
		{s.Merges, "scaleń %d", "merges %d"}, {s.Formulas, "formuł %d", "formulas %d"},
		{s.NoResult, "formuł bez wyniku %d", "formulas without result %d"}, {s.HiddenRows, "ukrytych wierszy %d", "hidden rows %d"},
	} {
		if part.n > 0 {
			fmt.Fprintf(w, ", "+a.t(part.pl, part.en), part.n)
		}
	}
	if s.Hidden {
		fmt.Fprint(w, a.t(", arkusz ukryty", ", hidden sheet"))
	}
	if s.Table != "" {
		fmt.Fprintf(w, a.t("; tabela: %s, nagłówek do wiersza %d", "; table: %s, header down to row %d"), s.Table, s.Header)
	}
	fmt.Fprintln(w)
}

func (a *app) inspectJSON(r *inspect.Report) error {
	t := &table{columns: []string{"file", "format", "encoding", "layout", "sheets", "rows", "used", "ignored", "rejected", "observations", "findings", "profile", "variables"}}
	counts := ingest.Counts{}
	findings := 0
	if r.Trial != nil {
		counts, findings = r.Trial.Counts, len(r.Trial.Findings)
	}
	t.add([]any{r.File, r.Format, r.Encoding, string(r.Layout), len(r.Sheets), counts.Rows, counts.Used, counts.Ignored, counts.Rejected, counts.Observations, findings, r.Profile, r.Variables})
	return t.write(a.stdout, "json")
}

// writeProposal puts the proposal into the workspace; nothing is overwritten.
func (a *app) writeProposal(ws *workspace.Workspace, r *inspect.Report) error {
	if ws == nil {
		return a.usage("--write wymaga obszaru roboczego (-w)", "--write needs a workspace (-w)")
	}
	if r.Profile == "" {
		return a.usage("nie rozpoznano tabeli; nie ma czego zapisać", "no table was recognised; nothing to write")
	}
	id := r.SourceID()
	for _, f := range []struct{ name, text string }{{"sources/" + id + ".yaml", r.Profile}, {"indicators/" + id + ".yaml", r.Variables}} {
		if f.text == "" {
			continue
		}
		path := ws.Path(f.name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return err
		}
		out, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
		if errors.Is(err, os.ErrExist) {
			return a.usage("plik %s już jest; usuń go albo zmień nazwę", "file %s exists; remove or rename it", f.name)
		}
		if err != nil {
			return err
		}
		if _, err := io.WriteString(out, f.text); err != nil {
			return errors.Join(err, out.Close())
		}
		if err := out.Close(); err != nil {
			return err
		}
		fmt.Fprintln(a.stdout, f.name)
	}
	return nil
}
