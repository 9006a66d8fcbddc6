package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime/debug"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"miernik/internal/diag"
	"miernik/pipeline"
	"miernik/pipeline/workspace"
)

// Exit codes, in one place.
const (
	exitDone        = 0
	exitFindings    = 1   // done, but findings reached --fail-on
	exitUsage       = 2   // usage or definitions wrong
	exitFailed      = 3   // the run failed; the published file is untouched
	exitInterrupted = 130 // stopped by a signal
)

// app is one invocation: streams and clock are injected.
type app struct {
	stdout, stderr io.Writer
	now            func() time.Time

	dir       string // workspace
	lang      string
	logFormat string
	output    string // table, csv, json
	code      int    // exit code of a verb that did its work
}

// t picks the text in the language of the invocation.
func (a *app) t(pl, en string) string {
	if a.lang == "en" {
		return en
	}
	return pl
}

// usageError is wrong usage or wrong definitions: exit code 2.
type usageError struct{ error }

func (a *app) usage(pl, en string, args ...any) error {
	return usageError{fmt.Errorf(a.t(pl, en), args...)}
}

// main runs a command line and returns the exit code.
func (a *app) main(ctx context.Context, args []string) int {
	root := a.root(args)
	root.SetArgs(args)
	root.SetOut(a.stdout)
	root.SetErr(a.stderr)
	err := root.ExecuteContext(ctx)
	var ue usageError
	switch {
	case err == nil:
		return a.code
	case errors.Is(err, context.Canceled) || ctx.Err() != nil:
		a.errorLine(a.t("przerwano", "interrupted"), a.t("opublikowany plik jest nienaruszony", "the published file is untouched"))
		return exitInterrupted
	case errors.Is(err, workspace.ErrNotWorkspace):
		a.errorLine(err.Error(), a.t("utwórz obszar roboczy: miernik init KATALOG, albo wskaż go: -w KATALOG", "make a workspace: miernik init DIR, or name one: -w DIR"))
		return exitUsage
	case errors.As(err, &ue):
		a.errorLine(err.Error(), "")
		return exitUsage
	}
	a.errorLine(err.Error(), "")
	return exitFailed
}

// errorLine writes "error:" and "hint:" lines.
func (a *app) errorLine(msg, hint string) {
	fmt.Fprintln(a.stderr, a.t("błąd: ", "error: ")+msg)
	if hint != "" {
		fmt.Fprintln(a.stderr, a.t("wskazówka: ", "hint: ")+hint)
	}
}

func (a *app) root(args []string) *cobra.Command {
	// The language is needed before flags are parsed, for the help texts.
	a.lang = "pl"
	for i, arg := range args {
		if arg == "--lang=en" || (arg == "--lang" && i+1 < len(args) && args[i+1] == "en") {
			a.lang = "en"
		}
	}
	root := &cobra.Command{
		Use:           "miernik",
		Short:         a.t("porównuje usługi publiczne gmin i powiatów", "compares the public services of gminas and powiats"),
		SilenceUsage:  true,
		SilenceErrors: true,
		PersistentPreRunE: func(*cobra.Command, []string) error {
			if a.lang != "pl" && a.lang != "en" {
				return a.usage("--lang: pl albo en", "--lang: pl or en")
			}
			if a.output != "table" && a.output != "csv" && a.output != "json" {
				return a.usage("-o: table, csv albo json", "-o: table, csv or json")
			}
			if a.logFormat != "text" && a.logFormat != "json" {
				return a.usage("--log-format: text albo json", "--log-format: text or json")
			}
			return nil
		},
	}
	f := root.PersistentFlags()
	f.StringVarP(&a.dir, "workspace", "w", "data", a.t("obszar roboczy", "workspace"))
	f.StringVar(&a.lang, "lang", a.lang, a.t("język komunikatów: pl, en", "language of messages: pl, en"))
	f.StringVar(&a.logFormat, "log-format", "text", a.t("postać komunikatów: text, json", "form of messages: text, json"))
	f.StringVarP(&a.output, "output", "o", "table", a.t("postać wyników: table, csv, json", "form of results: table, csv, json"))
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return usageError{err} })
	root.AddCommand(a.runCmd(), a.checkCmd(), a.inspectCmd(), a.ficheCmd(), a.catalogueCmd(), a.queryCmd(), a.explainCmd(), a.compareCmd(), a.reportCmd(), a.gapsCmd(), a.unitsCmd(), a.fetchCmd(), a.sensitivityCmd(), a.diffCmd(), a.statusCmd(), a.initCmd(), a.synthCmd(), a.versionCmd())
	f.BoolP("help", "h", false, a.t("pomoc", "help"))
	root.CompletionOptions.HiddenDefaultCmd = true
	root.SetHelpCommand(&cobra.Command{Use: "help", Hidden: true})
	if a.lang == "pl" {
		root.SetUsageTemplate(strings.NewReplacer(
			"Usage:", "Użycie:", "Available Commands:", "Polecenia:", "Examples:", "Przykłady:", "Global Flags:", "Flagi wspólne:", "Flags:", "Flagi:",
			`Use "{{.CommandPath}} [command] --help" for more information about a command.`, `Więcej o poleceniu: {{.CommandPath}} POLECENIE --help`,
			"[command]", "POLECENIE", "[flags]", "[flagi]",
		).Replace(root.UsageTemplate()))
	}
	return root
}

// version is the module version or the revision the program was built from.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "dev"
	}
	if v := info.Main.Version; v != "" && v != "(devel)" {
		return v
	}
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" {
			return "dev-" + s.Value[:min(12, len(s.Value))]
		}
	}
	return "dev"
}

// build is the version with a hash of the program file: another build of the
// same version may compute differently, so it is other input to a run.
func build() string {
	path, err := os.Executable()
	if err != nil {
		return version()
	}
	f, err := os.Open(path)
	if err != nil {
		return version()
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return version()
	}
	return version() + "+" + hex.EncodeToString(h.Sum(nil)[:6])
}

func (a *app) versionCmd() *cobra.Command {
	return &cobra.Command{
		Use: "version", Args: cobra.NoArgs,
		Short: a.t("wersja programu", "version of the program"),
		RunE: func(*cobra.Command, []string) error {
			_, err := fmt.Fprintln(a.stdout, "miernik", version())
			return err
		},
	}
}

// open opens the workspace; errors in its configuration end the command.
func (a *app) open() (*workspace.Workspace, error) {
	ws, found, err := workspace.Open(a.dir)
	if err != nil {
		return nil, err
	}
	if found.Count(diag.Error) > 0 {
		a.findings(found, diag.Info, 0)
		return nil, a.usage("konfiguracja %s ma błędy", "configuration %s has errors", workspace.ConfigFile)
	}
	return ws, nil
}

// asOf reads --as-of; today without it.
func (a *app) asOf(s string) (time.Time, error) {
	if s == "" {
		return a.now(), nil
	}
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return t, a.usage("--as-of: %q nie jest datą RRRR-MM-DD", "--as-of: %q is not a date YYYY-MM-DD", s)
	}
	return t, nil
}

// findings prints findings of at least a severity, worst first, at most limit
// lines (0: all). It returns how many were left out.
func (a *app) findings(list diag.List, min diag.Severity, limit int) int {
	shown, left := 0, 0
	for sev := diag.Error; ; sev-- {
		for _, f := range list {
			if f.Severity != sev || sev < min {
				continue
			}
			if limit > 0 && shown >= limit {
				left++
				continue
			}
			shown++
			a.finding(f)
		}
		if sev == diag.Info {
			return left
		}
	}
}

func (a *app) finding(f diag.Finding) {
	if a.logFormat == "json" {
		a.logJSON(map[string]any{"event": "finding", "severity": f.Severity.String(), "code": string(f.Code), "place": f.Place.String(),
			"message": f.Message(a.lang), "hint": f.Hint(a.lang)})
		return
	}
	fmt.Fprintln(a.stderr, f.Line(a.lang))
	if h := f.Hint(a.lang); h != "" {
		fmt.Fprintln(a.stderr, "    "+a.t("wskazówka: ", "hint: ")+h)
	}
	for _, p := range f.Related {
		fmt.Fprintln(a.stderr, "    "+a.t("zob. ", "see ")+p.String())
	}
}

// exitFor turns left-out definitions into exit code 2, and findings of at
// least failOn into 1.
func (a *app) exitFor(res *pipeline.Result, failOn string) int {
	if res.BadDefs {
		return exitUsage
	}
	if failOn == "never" {
		return exitDone
	}
	sev, err := diag.ParseSeverity(failOn)
	if err == nil && res.Counts.AtLeast(sev) > 0 {
		return exitFindings
	}
	return exitDone
}

// number writes a whole number with spaces between thousands.
func number(n int64) string {
	s := fmt.Sprint(n)
	var b strings.Builder
	for i, r := range s {
		if i > 0 && (len(s)-i)%3 == 0 && s[i-1] != '-' {
			b.WriteRune('\u00a0')
		}
		b.WriteRune(r)
	}
	return b.String()
}
