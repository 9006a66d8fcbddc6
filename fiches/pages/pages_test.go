package pages_test

import (
	"flag"
	"math/big"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/txtar"

	"miernik/fiches"
	"miernik/fiches/pages"
	"miernik/indicators"
	"miernik/indicators/catalog"
	"miernik/internal/diag"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// load reads the catalogue of a folder of testdata.
func load(t *testing.T, indicatorsDir, fichesDir string) pages.Input {
	t.Helper()
	cat, found := catalog.Load(catalog.Layer{FS: os.DirFS(indicatorsDir), Prefix: "indicators"})
	set, more := fiches.Load(cat, catalog.Layer{FS: os.DirFS(fichesDir), Prefix: "fiches"})
	for _, f := range append(found, more...) {
		if f.Severity == diag.Error {
			t.Error(f.Line("en"))
		}
	}
	return pages.Input{Catalog: cat, Set: set}
}

// full is a made-up catalogue with every optional field somewhere. What the
// rules do not let through in this version is set here.
func full(t *testing.T) pages.Input {
	in := load(t, "testdata/indicators", "testdata/fiches")
	versions := in.Set.Versions("swietlice")
	if len(versions) != 2 {
		t.Fatalf("%d versions", len(versions))
	}
	old := versions[0].Value
	old.Dimensions = []fiches.DimensionWeight{{Dimension: indicators.Quantity, Weight: 50, Why: "Zasięg."}, {Dimension: indicators.Quality, Weight: 30, Why: "Jakość."}, {Dimension: indicators.Effectiveness, Weight: 20, Why: "Koszt."}}
	target := 25.0
	old.Indicators[0].Weight, old.Indicators[0].Posts = 100, &[2]float64{10, 150.5}
	old.Indicators[1].Weight, old.Indicators[1].Target = 100, &target
	old.Indicators[2].Weight = 100
	old.Score.Combine, old.Score.Reference, old.Score.Scheme, old.Score.Years, old.Score.Unit = "geometric", "peer", "kind", "pooled", "1002011"
	old.Score.Dimensions = []fiches.DimensionSettings{{Dimension: indicators.Quality, Settings: fiches.Settings{Normalise: "goalposts", Scale: [2]float64{1, 10}, Treat: "winsorise", Aggregate: "harmonic"}}}
	in.Sources = []pages.Source{
		{ID: "gus", Title: "Uczniowie", Publisher: "GUS", Licence: "CC BY 4.0", Note: "Uwaga.", Release: &pages.Release{Month: time.May, Day: 15, Lag: 1}, From: 2016, To: 2024, Every: 2,
			Variables: []pages.Filled{{Variable: "uczniowie", Level: indicators.LevelGmina}, {Variable: "uczniowie", Level: indicators.LevelPowiat}}},
		{ID: "zmyslone", Title: "Etaty", Publisher: "urząd", Every: 1, Synthetic: true, Variables: []pages.Filled{{Variable: "etaty", Level: indicators.LevelGmina}}},
	}
	in.File = func(name string) string {
		if strings.HasPrefix(name, "docs/") {
			return ""
		}
		return "../" + name
	}
	return in
}

// The pages of a small catalogue, word by word.
func TestGolden(t *testing.T) {
	in := full(t)
	archive := &txtar.Archive{Comment: []byte("The pages of testdata/indicators and testdata/fiches; go test ./fiches/pages -update\n")}
	for _, p := range pages.All(in) {
		archive.Files = append(archive.Files, txtar.File{Name: p.Path, Data: []byte(p.Text)})
	}
	newest := in.Set.Versions("swietlice")[1].Value
	for name, text := range map[string]string{
		"show.pl.txt": pages.Fiche(in, newest, "pl").Plain(),
		"show.en.md":  pages.Fiche(in, newest, "en").Markdown(),
	} {
		if strings.Contains(text, "](") {
			t.Errorf("%s has links, which lead nowhere", name)
		}
		golden(t, filepath.Join("testdata", name), text)
	}
	golden(t, "testdata/pages.txtar", string(txtar.Format(archive)))
}

func golden(t *testing.T, name, text string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	got, expected := strings.Split(text, "\n"), strings.Split(string(want), "\n")
	for i := range max(len(got), len(expected)) {
		if i >= len(got) || i >= len(expected) || got[i] != expected[i] {
			t.Fatalf("%s differs from line %d on:\n%s\nwant\n%s\nread it, then go test ./fiches/pages -update", name, i+1, strings.Join(got[min(i, len(got)):min(i+3, len(got))], "\n"), strings.Join(expected[min(i, len(expected)):min(i+3, len(expected))], "\n"))
		}
	}
}

// Equal input gives equal pages, whatever the order of maps.
func TestDeterminism(t *testing.T) {
	in := full(t)
	first := pages.All(in)
	for range 20 {
		again := pages.All(in)
		for i := range max(len(first), len(again)) {
			if i >= len(first) || i >= len(again) || first[i] != again[i] {
				t.Fatal("the pages differ from one time to the next")
			}
		}
	}
}

// An example is worked out from its values: what the card says it gives is not
// copied.
func TestExampleIsComputed(t *testing.T) {
	in := full(t)
	in.Catalog.Cards["na_etat"].Value.Example.Value = big.NewRat(99, 1)
	for _, p := range pages.All(in) {
		if p.Path == "wskazniki/na_etat.md" {
			if want := "Wynik: (2/3 × 975 + 1/3 × 930) / 80 = **12,00\u00a0os./etat**"; !strings.Contains(p.Text, want) {
				t.Errorf("no %q in\n%s", want, p.Text)
			}
			return
		}
	}
	t.Error("no page of na_etat")
}

// A catalogue with nothing in it has an index and a glossary, and no page that
// is only a heading.
func TestEmptyCatalogue(t *testing.T) {
	cat, _ := catalog.Load()
	set, _ := fiches.Load(cat)
	all := pages.All(pages.Input{Catalog: cat, Set: set})
	names := map[string]bool{}
	for _, p := range all {
		names[p.Path] = true
	}
	if !names["README.md"] || !names["slownik.md"] || names["hierarchia.md"] || names["rozdzialy.md"] {
		t.Errorf("pages %v", names)
	}
	wellFormed(t, all, func(string) bool { return false })
}

// Each optional field may be absent: what is left of a fiche still makes pages
// without empty headings, brackets or dead links.
func TestBareFiche(t *testing.T) {
	in := full(t)
	in.Sources, in.File = nil, nil
	for _, l := range in.Set.Fiches {
		f := l.Value
		f.Name.EN, f.Task.Note, f.Purpose, f.Recipients, f.Provider, f.Interpret, f.Limits, f.Basis = "", "", "", "", "", "", "", ""
		f.LegalBasis, f.ScopeIn, f.ScopeOut, f.Chapters, f.Standards, f.Authors, f.History, f.WeightSets, f.Dimensions, f.Fill = nil, nil, nil, nil, nil, nil, nil, nil, nil, nil
		f.Applies.Where, f.Applies.Kinds = nil, nil
		for i := range f.Indicators {
			f.Indicators[i].Why, f.Indicators[i].Fill, f.Indicators[i].Core = "", nil, false
		}
	}
	for _, code := range in.Catalog.CardCodes() {
		c := in.Catalog.Cards[code].Value
		c.Name.EN, c.Definition, c.UnitNote, c.CountedNote, c.SourceForm, c.SourcePart, c.KnownGaps, c.Interpret, c.Limits, c.Basis, c.Reference = "", "", "", "", "", "", "", "", "", "", ""
		c.Breaks, c.Range, c.Target, c.Cap, c.Unlike = nil, nil, nil, nil, nil
	}
	for _, code := range in.Catalog.VariableCodes() {
		v := in.Catalog.Variables[code].Value
		v.Name.EN, v.System, v.Note = "", "źródło", ""
		v.Origins, v.Range, v.Unlike, v.Budget = nil, nil, nil, nil
	}
	in.Catalog.Chapters, in.Set.Hierarchies = nil, nil
	all := pages.All(in)
	wellFormed(t, all, func(string) bool { return false })
	for _, p := range all {
		for _, bad := range []string{"()", "( ", " :", "„”", "; \n", "niesprawdzone** **"} {
			if strings.Contains(p.Text, bad) {
				t.Errorf("%s has %q", p.Path, bad)
			}
		}
	}
}
