package pages

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// marker begins every page: what does not begin so was not written here.
const marker = "<!-- Strona katalogu Miernika: powstaje z definicji, nie zmieniać ręcznie. -->"

// Change counts what Write did.
type Change struct{ Written, Same, Removed int }

// ForeignError says that a page would replace a file that is none.
type ForeignError struct{ File string }

func (e *ForeignError) Error() string { return e.File + " is no page of the catalogue" }

// Write makes a folder hold exactly these pages: new and changed ones are
// written, pages of what is no longer in the catalogue removed. Other files
// stay; a page never replaces one.
func Write(dir string, pages []Page) (Change, error) {
	var c Change
	wanted := map[string]bool{}
	for _, p := range pages { // look at all before touching any
		wanted[p.Path] = true
		old, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(p.Path)))
		if err == nil && !isPage(old) {
			return c, &ForeignError{filepath.Join(dir, filepath.FromSlash(p.Path))}
		}
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return c, err
		}
	}
	for _, p := range pages {
		name := filepath.Join(dir, filepath.FromSlash(p.Path))
		if old, err := os.ReadFile(name); err == nil && string(old) == p.Text {
			c.Same++
			continue
		}
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			return c, err
		}
		if err := replace(name, p.Text); err != nil {
			return c, err
		}
		c.Written++
	}
	stale, err := Stale(dir, wanted)
	for _, path := range stale {
		if err := os.Remove(filepath.Join(dir, filepath.FromSlash(path))); err != nil {
			return c, err
		}
		c.Removed++
	}
	return c, err
}

// replace writes a file beside its place first, so that it is never half there.
func replace(name, text string) error {
	next := name + ".next"
	if err := os.WriteFile(next, []byte(text), 0o644); err != nil {
		return errors.Join(err, os.Remove(next))
	}
	return os.Rename(next, name)
}

// Stale lists the pages in a folder that are not wanted, by their paths. It
// looks where pages are: in the folder and in the folders right in it.
func Stale(dir string, wanted map[string]bool) ([]string, error) {
	var out []string
	for _, pattern := range []string{"*.md", "*/*.md"} {
		files, err := fs.Glob(os.DirFS(dir), pattern)
		if err != nil {
			return nil, err
		}
		for _, name := range files {
			if wanted[name] {
				continue
			}
			text, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(name)))
			if err != nil {
				return nil, err
			}
			if isPage(text) {
				out = append(out, name)
			}
		}
	}
	return out, nil
}

func isPage(text []byte) bool { return strings.HasPrefix(string(text), marker) }
