package fiches_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"miernik/fiches"
	"miernik/indicators/catalog"
	"miernik/internal/diag"
)

const (
	checksPath = "../docs/checks.md"
	mostLines  = 5 // of the output of a rule
)

// The documentation of the checks is made of the rules, their reasons and what
// they really say about testdata/err.
func TestChecksDocument(t *testing.T) {
	var b strings.Builder
	b.WriteString(`# Checks

Made of the rules and of what they say about ` + "`testdata/err`" + ` by ` + "`make docs`" + `; do not edit. ` + "`miernik check`" + ` applies them to the
catalogue of the program and of a workspace: variables, indicator cards, fiches, hierarchies and tests. What has an *error* is
left out and the rest is used; exit code 2. A *warning* may change a figure; an *info* is worth knowing. The rules under "Whole
catalogue" give advice in ` + "`check`" + ` only; the others hold in every run. Source profiles have checks of their own ([profiles.md](profiles.md)).

Each rule is a file: ` + "`indicators/catalog/rule_*.go`, `fiches/rule_*.go`" + `.
`)
	seen := map[diag.Code]bool{}
	for _, s := range sections() {
		fmt.Fprintf(&b, "\n## %s\n", s.title)
		for _, r := range s.reasons {
			if seen[r.Code] {
				continue
			}
			seen[r.Code] = true
			f := diag.New(r.Code, diag.Place{})
			fmt.Fprintf(&b, "\n### `%s` (%s)\n\n%s\n\n*%s*\n", r.Code, f.Severity, r.Why.PL, r.Why.EN)
			if f.Hint("pl") != "" {
				fmt.Fprintf(&b, "\nCo zrobić: %s. *%s.*\n", f.Hint("pl"), f.Hint("en"))
			}
			if out := output(t, r.Code); out != "" {
				fmt.Fprintf(&b, "\n```\n%s```\n", out)
			} else if r.Code != diag.DefOverride { // needs two layers: TestLayers
				t.Errorf("%s says nothing about its file", r.Code)
			}
		}
	}
	for _, r := range append(catalog.Reasons(), fiches.Reasons()...) {
		if !seen[r.Code] {
			t.Errorf("%s is in no section", r.Code)
		}
	}
	if *update {
		if err := os.WriteFile(checksPath, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if got := read(t, checksPath); got != b.String() {
		t.Errorf("%s is not what the rules say; make docs", checksPath)
	}
}

type section struct {
	title   string
	reasons []diag.Reason
}

// sections groups the codes by what they are about.
func sections() []section {
	all := append(catalog.Reasons(), fiches.Reasons()...)
	whole := map[diag.Code]bool{diag.DefBDL: true, diag.DefParts: true, diag.DefSimilar: true, diag.DefUnlike: true}
	for _, c := range checkCodes {
		whole[c] = true
	}
	pick := func(want func(diag.Code) bool) (out []diag.Reason) {
		for _, r := range all {
			if want(r.Code) {
				out = append(out, r)
			}
		}
		return out
	}
	has := func(prefixes ...string) func(diag.Code) bool {
		return func(c diag.Code) bool {
			for _, p := range prefixes {
				if strings.HasPrefix(string(c), p) && !whole[c] {
					return true
				}
			}
			return false
		}
	}
	return []section{
		{"Files", pick(has("yaml-"))},
		{"Definitions", pick(has("def-", "chapter-"))},
		{"Fiches", pick(has("fiche-"))},
		{"Hierarchies", pick(has("hierarchy-"))},
		{"Tests", pick(has("test-"))},
		{"Whole catalogue", pick(func(c diag.Code) bool { return whole[c] })},
	}
}

// output is what a rule says about its files, the first lines of each package.
func output(t *testing.T, code diag.Code) string {
	t.Helper()
	var b strings.Builder
	for _, dir := range []string{"../indicators/catalog/testdata/err/", "testdata/err/"} {
		text, err := os.ReadFile(dir + string(code) + ".out")
		if err != nil {
			continue
		}
		n := 0
		for line := range strings.Lines(string(text)) {
			if n++; n > mostLines {
				b.WriteString("…\n")
				break
			}
			b.WriteString(line)
		}
		if b.Len() > 0 && code != diag.DefText && code != diag.DefUnfinished && code != diag.DefDuplicate {
			break // one package is enough for a rule that both have
		}
	}
	return b.String()
}
