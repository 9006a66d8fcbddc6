package pages_test

import (
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"

	"miernik/fiches"
	"miernik/fiches/pages"
	"miernik/indicators/catalog"
)

const (
	root    = "../.."
	docsDir = "docs/catalogue"
)

// builtin is the catalogue of the program as make docs writes it.
func builtin(t *testing.T) []pages.Page {
	t.Helper()
	cat, _ := catalog.Load(catalog.Builtin())
	set, _ := fiches.Load(cat, fiches.Builtin())
	if len(set.Fiches) < 4 || len(cat.Cards) < 40 {
		t.Fatalf("%d fiches, %d cards", len(set.Fiches), len(cat.Cards))
	}
	return pages.All(pages.Input{Catalog: cat, Set: set, File: func(name string) string {
		rel, err := filepath.Rel(filepath.FromSlash(docsDir), filepath.FromSlash(name))
		if err != nil || !exists(name) {
			return ""
		}
		return filepath.ToSlash(rel)
	}})
}

func exists(name string) bool {
	_, err := os.Stat(filepath.Join(root, filepath.FromSlash(name)))
	return err == nil
}

// Every link of the built-in catalogue leads to a page, a heading or a file of
// the repository.
func TestBuiltinIsWellFormed(t *testing.T) {
	wellFormed(t, builtin(t), func(target string) bool { return exists(path.Join(docsDir, target)) })
}

// The pages in the repository are what the catalogue says, no more and no less.
func TestBuiltinPagesAreCommitted(t *testing.T) {
	wanted := map[string]bool{}
	for _, p := range builtin(t) {
		wanted[p.Path] = true
		text, err := os.ReadFile(filepath.Join(root, docsDir, filepath.FromSlash(p.Path)))
		if err != nil || string(text) != p.Text {
			t.Errorf("%s/%s is not what the catalogue says; make docs", docsDir, p.Path)
		}
	}
	stale, err := pages.Stale(filepath.Join(root, docsDir), wanted)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range stale {
		t.Errorf("%s/%s is a page of something that is no longer in the catalogue; make docs", docsDir, name)
	}
}

// What nobody has checked is said plainly on the page of its service.
func TestUncheckedIsMarked(t *testing.T) {
	cat, _ := catalog.Load(catalog.Builtin())
	set, _ := fiches.Load(cat, fiches.Builtin())
	unverified := map[string]int{}
	for _, l := range set.Fiches {
		unverified[l.Value.Area+"/"+l.Value.ID+".md"] = l.Value.Unverified()
	}
	for _, p := range builtin(t) {
		want, ok := unverified[p.Path]
		if !ok {
			continue
		}
		references, _, _ := strings.Cut(p.Text, "\n## Wskaźniki\n")
		if got := strings.Count(references, "**niesprawdzone**"); got != want {
			t.Errorf("%s marks %d references, %d are not verified", p.Path, got, want)
		}
		delete(unverified, p.Path)
	}
	if len(unverified) > 0 {
		t.Errorf("no pages of %v", unverified)
	}
}
