package pages_test

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"miernik/fiches/pages"
)

func TestWrite(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "a", "b")
	all := pages.All(full(t))
	write := func(list []pages.Page, want pages.Change) {
		t.Helper()
		got, err := pages.Write(dir, list)
		if err != nil || got != want {
			t.Errorf("%+v, %v; want %+v", got, err, want)
		}
	}
	write(all, pages.Change{Written: len(all)})
	write(all, pages.Change{Same: len(all)})
	for _, p := range all {
		if text, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(p.Path))); err != nil || string(text) != p.Text {
			t.Errorf("%s: %v", p.Path, err)
		}
	}

	// A page of what is gone goes; a file of the user's stays, wherever it is.
	mine := filepath.Join(dir, "kultura", "moje.md")
	deep := filepath.Join(dir, "a", "b", "c.md")
	for _, name := range []string{mine, deep} {
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte("# Moje\n"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	gone := all[len(all)-1]
	rest := append([]pages.Page(nil), all[:len(all)-1]...)
	rest[0].Text += "\nzmiana\n"
	write(rest, pages.Change{Written: 1, Same: len(rest) - 1, Removed: 1})
	if _, err := os.Stat(filepath.Join(dir, filepath.FromSlash(gone.Path))); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("%s is still there (%v)", gone.Path, err)
	}
	for _, name := range []string{mine, deep} {
		if _, err := os.Stat(name); err != nil {
			t.Error(err)
		}
	}

	// A file of the user's in the place of a page: nothing is touched.
	taken := filepath.Join(dir, filepath.FromSlash(rest[1].Path))
	if err := os.WriteFile(taken, []byte("# Moje\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	_, err := pages.Write(dir, all)
	if foreign := (*pages.ForeignError)(nil); !errors.As(err, &foreign) || foreign.File != taken {
		t.Errorf("%v", err)
	}
	if text, _ := os.ReadFile(filepath.Join(dir, filepath.FromSlash(rest[0].Path))); string(text) != rest[0].Text {
		t.Error("a page was written before the look at all of them")
	}
}
