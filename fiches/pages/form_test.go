package pages_test

import (
	"path"
	"regexp"
	"strings"
	"testing"
	"unicode"

	"miernik/fiches/pages"
)

// widest is the number of columns that still reads on a page.
const widest = 8

var (
	headingForm = regexp.MustCompile(`^(#{1,6}) (.+)$`)
	linkForm    = regexp.MustCompile(`\[((?:[^\[\]\\]|\\.)*)\]\(([^()\s]+)\)`)
	linkMarks   = regexp.MustCompile(`\[((?:[^\[\]\\]|\\.)*)\]\([^()\s]+\)`)
)

// wellFormed checks what a host and a reader stumble over: a title on every
// page, no heading with nothing under it, tables of equal rows that are not too
// wide, links and anchors that lead somewhere. outside tells whether a path
// that leaves the folder of pages exists.
func wellFormed(t *testing.T, all []pages.Page, outside func(string) bool) {
	t.Helper()
	anchors := map[string]map[string]bool{}
	for _, p := range all {
		if anchors[p.Path] != nil {
			t.Errorf("%s is there twice", p.Path)
		}
		anchors[p.Path] = anchorsOf(p.Text)
	}
	linked := map[string]bool{"README.md": true}
	for _, p := range all {
		headings(t, p)
		tables(t, p)
		for _, m := range linkForm.FindAllStringSubmatch(p.Text, -1) {
			file, anchor, _ := strings.Cut(m[2], "#")
			target := p.Path
			if file != "" {
				target = path.Join(path.Dir(p.Path), file)
			}
			if file != "" {
				linked[target] = true
			}
			switch known, ok := anchors[target]; {
			case m[1] == "":
				t.Errorf("%s: a link to %s without a text", p.Path, m[2])
			case !ok && strings.HasPrefix(target, "../"):
				if !outside(target) {
					t.Errorf("%s: %s leads to no file", p.Path, m[2])
				}
			case !ok:
				t.Errorf("%s: %s leads to no page", p.Path, m[2])
			case anchor != "" && !known[anchor]:
				t.Errorf("%s: %s leads to no heading", p.Path, m[2])
			}
		}
	}
	for _, p := range all {
		if !linked[p.Path] {
			t.Errorf("nothing leads to %s", p.Path)
		}
	}
}

// anchorsOf lists what hosts make of the headings of a page.
func anchorsOf(text string) map[string]bool {
	out := map[string]bool{}
	for _, l := range strings.Split(text, "\n") {
		if m := headingForm.FindStringSubmatch(l); m != nil {
			out[slug(linkMarks.ReplaceAllString(m[2], "$1"))] = true
		}
	}
	return out
}

// slug is the anchor of a heading as Git hosts make it: lower case, blanks are
// hyphens, other marks are dropped.
func slug(heading string) string {
	var b strings.Builder
	for _, r := range strings.ToLower(heading) {
		switch {
		case r == ' ':
			b.WriteByte('-')
		case r == '-' || r == '_' || unicode.IsLetter(r) || unicode.IsDigit(r):
			b.WriteRune(r)
		}
	}
	return b.String()
}

func headings(t *testing.T, p pages.Page) {
	t.Helper()
	titles, open, last := 0, "", 0
	for _, l := range strings.Split(p.Text, "\n") {
		m := headingForm.FindStringSubmatch(l)
		switch {
		case m != nil:
			level := len(m[1])
			if level == 1 {
				titles++
			}
			if open != "" && level <= last {
				t.Errorf("%s: nothing under %q", p.Path, open)
			}
			if level > last+1 {
				t.Errorf("%s: %q is more than one level below the heading before", p.Path, l)
			}
			open, last = l, level
		case strings.TrimSpace(l) != "":
			open = ""
		}
	}
	if open != "" {
		t.Errorf("%s: nothing under %q", p.Path, open)
	}
	if titles != 1 {
		t.Errorf("%s has %d titles", p.Path, titles)
	}
}

func tables(t *testing.T, p pages.Page) {
	t.Helper()
	cells := 0
	for _, l := range strings.Split(p.Text, "\n") {
		if !strings.HasPrefix(l, "| ") && !strings.HasPrefix(l, "|-") {
			cells = 0
			continue
		}
		n := strings.Count(strings.ReplaceAll(l, `\|`, ""), "|") - 1
		if cells != 0 && n != cells {
			t.Errorf("%s: %d cells instead of %d: %s", p.Path, n, cells, l)
		}
		if cells = n; n > widest {
			t.Errorf("%s: a table of %d columns", p.Path, n)
		}
	}
}

// The check itself must be able to fail.
func TestWellFormedSeesWhatIsWrong(t *testing.T) {
	for name, text := range map[string]string{
		"dead link":    "# T\n\n[a](b.md)\n",
		"dead anchor":  "# T\n\n[a](#b)\n",
		"empty":        "# T\n\n## A\n\n## B\n\nx\n",
		"ragged table": "# T\n\n| a | b |\n|---|---|\n| c |\n",
		"no title":     "x\n",
		"outside":      "# T\n\n[a](../b.md)\n",
	} {
		t.Run(name, func(outer *testing.T) {
			var inner testing.T
			wellFormed(&inner, []pages.Page{{Path: "README.md", Text: text}}, func(string) bool { return false })
			if !inner.Failed() {
				outer.Error("nothing is said")
			}
		})
	}
}
