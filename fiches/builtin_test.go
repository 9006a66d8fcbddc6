package fiches_test

import (
	"io/fs"
	"regexp"
	"strings"
	"testing"

	"miernik/fiches"
	"miernik/indicators"
	"miernik/indicators/catalog"
	"miernik/internal/diag"
	"miernik/pipeline/peers"
)

func TestBuiltin(t *testing.T) {
	cat, found := catalog.Load(catalog.Builtin())
	if len(found) > 0 {
		t.Fatal(lines(found))
	}
	set, found := fiches.Load(cat, fiches.Builtin())
	groups, more := peers.Load(cat, peers.Builtin())
	found = append(found, more...)
	found = append(found, fiches.Check(fiches.Everything{Catalog: cat, Set: set, Likened: groups.Likened(peers.Schemes())})...)
	for _, f := range found {
		if f.Severity > diag.Info { // what nobody has checked is said openly, in every report
			t.Error(f.Line("pl"))
		}
	}
	// Every file is a fiche, a tree or tests, and nothing was left out.
	fichesIn, testsIn := 0, 0
	err := fs.WalkDir(fiches.Builtin().FS, ".", func(name string, e fs.DirEntry, err error) error {
		switch {
		case err != nil || e.IsDir():
		case strings.HasSuffix(name, ".test.yaml"):
			testsIn++
		case name != "hierarchia.yaml":
			fichesIn++
		}
		return err
	})
	if err != nil || fichesIn < 4 || len(set.Fiches) != fichesIn || len(set.Tests) != testsIn || len(set.Hierarchies) != 2 {
		t.Errorf("%d files of fiches, %d of tests, fiches %q, %d tests, %d hierarchies (%v)", fichesIn, testsIn, ids(set), len(set.Tests), len(set.Hierarchies), err)
	}
	stimulants, destimulants := 0, 0
	for _, l := range set.Fiches {
		f := l.Value
		complete(t, f)
		if dir := "/" + f.Area + "/"; !strings.Contains(l.Doc.File, dir) {
			t.Errorf("%s is of area %s in %s", f.ID, f.Area, l.Doc.File)
		}
		if f.Scored() {
			s, d := balance(t, f, cat)
			stimulants, destimulants = stimulants+s, destimulants+d
		}
	}
	if stimulants < 10 || destimulants < 4 {
		t.Errorf("%d stimulants and %d destimulants in all", stimulants, destimulants)
	}
}

var serviceCode = regexp.MustCompile(`^(EDU|KUL)-[0-9]{2}$`)

// complete: no text of a fiche is empty.
func complete(t *testing.T, f *fiches.Fiche) {
	t.Helper()
	texts := map[string]string{
		"name": f.Name.PL, "English name": f.Name.EN, "purpose": f.Purpose, "recipients": f.Recipients, "provider": f.Provider,
		"interpretation": f.Interpret, "limits": f.Limits, "basis": f.Basis, "task": f.Task.Kind + f.Task.Obligation,
	}
	add := func(what string, list ...string) {
		if len(list) == 0 {
			t.Errorf("%s: no %s", f.ID, what)
		}
		for _, s := range list {
			texts[what+" "+s] = s
		}
	}
	add("scope in", f.ScopeIn...)
	add("scope out", f.ScopeOut...)
	add("authors", f.Authors...)
	if len(f.LegalBasis) == 0 || len(f.Chapters) == 0 || len(f.History) == 0 {
		t.Errorf("%s: legal basis %d, chapters %d, history %d", f.ID, len(f.LegalBasis), len(f.Chapters), len(f.History))
	}
	for _, l := range f.LegalBasis {
		add("act", l.Act)
		add("article", l.Article)
		add("text", l.Text)
	}
	for _, c := range f.Chapters {
		add("chapter name", c.Name)
		if !regexp.MustCompile(`^[0-9]{5}$`).MatchString(c.Code) {
			t.Errorf("%s: chapter %q", f.ID, c.Code)
		}
	}
	for _, s := range f.Standards {
		add("standard", s.Text, s.Source)
	}
	for _, it := range f.Indicators {
		add("why of "+it.Indicator, it.Why)
	}
	for what, s := range texts {
		if s == "" || s != strings.TrimSpace(s) {
			t.Errorf("%s: %s is %q", f.ID, what, s)
		}
	}
	if !serviceCode.MatchString(f.Code) || f.Version < 1 || f.ValidFrom < 2000 {
		t.Errorf("%s: code %q, version %d, valid from %d", f.ID, f.Code, f.Version, f.ValidFrom)
	}
	if f.Scored() && f.Score.Coverage < 50 || f.Score.Coverage > 100 {
		t.Errorf("%s: coverage %d", f.ID, f.Score.Coverage)
	}
}

// balance: enough indicators and dimensions for a score, no indicator that
// decides alone, a core.
func balance(t *testing.T, f *fiches.Fiche, cat *catalog.Catalog) (stimulants, destimulants int) {
	t.Helper()
	core := 0
	dims := map[indicators.Dimension]int{}
	items := f.MonitoringItems()
	for _, it := range items {
		c := cat.Cards[it.Indicator].Value
		dims[c.Dimension] += it.Weight
		switch c.Direction {
		case indicators.Stimulant:
			stimulants++
		case indicators.Destimulant:
			destimulants++
		}
		if it.Core {
			core++
		}
		if it.Weight >= 50 {
			t.Errorf("%s: %s alone weighs %d", f.ID, it.Indicator, it.Weight)
		}
	}
	if len(items) < 3 || len(dims) < 2 || core == 0 {
		t.Errorf("%s: %d monitoring indicators, dimensions %v, %d core", f.ID, len(items), dims, core)
	}
	return stimulants, destimulants
}
