package pipeline_test

import (
	"fmt"
	"maps"
	"math/big"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"miernik/fiches"
	"miernik/indicators"
	"miernik/indicators/catalog"
	"miernik/pipeline/trial"
	"miernik/pipeline/warehouse"
)

func bench(t *testing.T) *trial.Bench {
	t.Helper()
	b, err := trial.Open(t.Context(), warehouse.Options{MemoryMB: 500, Threads: 2, TempDir: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { b.Close() })
	return b
}

// builtinFiches are the definitions of the program, which are free of findings
// (tests of their packages).
func builtinFiches(t *testing.T) (*catalog.Catalog, *fiches.Set) {
	t.Helper()
	cat, _ := catalog.Load(catalog.Builtin())
	set, _ := fiches.Load(cat, fiches.Builtin())
	return cat, set
}

func tests(t *testing.T, b *trial.Bench, cat *catalog.Catalog, set *fiches.Set, files []catalog.Entry[*fiches.TestFile]) trial.Outcome {
	t.Helper()
	out, found, err := b.Tests(t.Context(), cat, set, files)
	if err != nil || len(found) > 0 {
		t.Fatal(err, found)
	}
	return out
}

func failures(out trial.Outcome) string {
	var b strings.Builder
	for _, f := range out.Failures {
		b.WriteString(f.At + " " + f.Case + ": " + f.What + ": want " + f.Want + ", got " + f.Got + "\n")
	}
	return b.String()
}

// The tests of the built-in fiches, worked by hand, hold on the real stages.
func TestBuiltinFicheTests(t *testing.T) {
	cat, set := builtinFiches(t)
	out := tests(t, bench(t), cat, set, set.Tests)
	if len(out.Failures) > 0 {
		t.Errorf("\n%s", failures(out))
	}
	if out.Files < 4 || out.Cases < 25 || out.Checked < 350 {
		t.Errorf("%d files, %d cases, %d figures", out.Files, out.Cases, out.Checked)
	}
}

// Cases run together and do not meet: alone each comes out the same.
func TestCasesOfAFicheTestDoNotMeet(t *testing.T) {
	cat, set := builtinFiches(t)
	b := bench(t)
	for _, e := range set.Tests {
		if e.Value.Fiche != "biblioteki" {
			continue
		}
		for _, c := range e.Value.Cases {
			alone := *e.Value
			alone.Cases = []fiches.TestCase{c}
			if out := tests(t, b, cat, set, []catalog.Entry[*fiches.TestFile]{{Value: &alone, Doc: e.Doc}}); len(out.Failures) > 0 || out.Cases != 1 {
				t.Errorf("%s alone:\n%s", c.Name, failures(out))
			}
		}
	}
}

// A definition that changes makes its tests fail: they look at directions,
// weights, multipliers, caps, target ranges and conditions.
func TestFicheTestsNoticeChanges(t *testing.T) {
	b := bench(t)
	card := func(code string, change func(*indicators.Card)) func(*catalog.Catalog, *fiches.Set) {
		return func(cat *catalog.Catalog, _ *fiches.Set) {
			c := *cat.Cards[code].Value
			change(&c)
			e := cat.Cards[code]
			e.Value = &c
			cat.Cards[code] = e
		}
	}
	fiche := func(id string, change func(*fiches.Fiche)) func(*catalog.Catalog, *fiches.Set) {
		return func(_ *catalog.Catalog, set *fiches.Set) {
			change(set.Versions(id)[0].Value)
		}
	}
	for name, tt := range map[string]struct {
		fiche  string
		change func(*catalog.Catalog, *fiches.Set)
		want   string // of what fails first
	}{
		"direction":  {"biblioteki", card("bib_ludnosc_na_placowke", func(c *indicators.Card) { c.Direction = indicators.Stimulant }), "bib_ludnosc_na_placowke"},
		"multiplier": {"biblioteki", card("bib_nowosci_100", func(c *indicators.Card) { c.Multiplier = big.NewRat(1000, 1) }), "bib_nowosci_100"},
		"cap":        {"wychowanie_przedszkolne", card("pp_upowszechnienie_3_6", func(c *indicators.Card) { c.Cap = nil }), "score"},
		"target":     {"szkoly_podstawowe", card("sp_uczniowie_na_oddzial", func(c *indicators.Card) { c.Target = &[2]float64{13, 24} }), "sp_uczniowie_na_oddzial"},
		"weights": {"domy_kultury", fiche("domy_kultury", func(f *fiches.Fiche) {
			f.Indicators[0].Weight, f.Indicators[2].Weight = f.Indicators[2].Weight, f.Indicators[0].Weight
		}), "score"},
		"condition": {"domy_kultury", fiche("domy_kultury", func(f *fiches.Fiche) { f.Applies.Where = nil }), "dk_imprezy"},
		"core":      {"szkoly_podstawowe", fiche("szkoly_podstawowe", func(f *fiches.Fiche) { f.Indicators[1].Core = false }), "score"},
		"threshold": {"biblioteki", fiche("biblioteki", func(f *fiches.Fiche) { f.Score.Coverage = 71 }), "score"},
	} {
		cat, set := builtinFiches(t)
		tt.change(cat, set)
		var files []catalog.Entry[*fiches.TestFile]
		for _, e := range set.Tests {
			if e.Value.Fiche == tt.fiche {
				files = append(files, e)
			}
		}
		out := tests(t, b, cat, set, files)
		if len(out.Failures) == 0 || !strings.Contains(failures(out), tt.want) {
			t.Errorf("%s of %s changed and the tests say %q", name, tt.fiche, failures(out))
		}
	}
}

// The example of the schema document passes its own tests.
func TestSchemaDocumentExample(t *testing.T) {
	text, err := os.ReadFile("../docs/catalogue-schema.md")
	if err != nil {
		t.Fatal(err)
	}
	var definitions, services []string
	for part := range strings.SplitSeq(string(text), "```yaml\n") {
		body, _, ok := strings.Cut(part, "\n```")
		switch {
		case !ok || strings.HasPrefix(part, "#"):
		case strings.HasPrefix(body, "variable:"), strings.HasPrefix(body, "indicator:"):
			definitions = append(definitions, body)
		default:
			services = append(services, body)
		}
	}
	layer := func(docs []string) catalog.Layer {
		return catalog.Layer{FS: fstest.MapFS{"a.yaml": {Data: []byte(strings.Join(docs, "\n---\n"))}}}
	}
	cat, _ := catalog.Load(layer(definitions))
	set, _ := fiches.Load(cat, layer(services))
	out := tests(t, bench(t), cat, set, set.Tests)
	if len(out.Failures) > 0 || out.Cases != 2 {
		t.Errorf("%d cases\n%s", out.Cases, failures(out))
	}
}

// A version computed again on the published data gives what the run gave:
// scores, coverage and places.
func TestVersionsAgreeWithTheRun(t *testing.T) {
	dir := sample(t)
	db := openDB(t, dir)
	cat, set := builtinFiches(t)
	b := bench(t)
	if err := b.Attach(t.Context(), filepath.Join(dir, "out", "miernik.duckdb")); err != nil {
		t.Fatal(err)
	}
	libraries := set.Versions("biblioteki")[0].Value
	same, err := b.Versions(t.Context(), cat, libraries, libraries, libraries.ValidFrom, 0)
	if err != nil {
		t.Fatal(err)
	}
	if len(same.Units) > 0 || len(same.Groups) == 0 || !same.Synthetic {
		t.Errorf("a version against itself: %d groups, %d units differ", len(same.Groups), len(same.Units))
	}
	// One fiche applies to all gminas, one under a condition.
	for _, old := range []*fiches.Fiche{libraries, set.Versions("domy_kultury")[0].Value} {
		// Nobody reaches a threshold of 101: every unit with a score loses it
		// and is told of.
		strict := *old
		strict.Score.Coverage = 101
		lost, err := b.Versions(t.Context(), cat, old, &strict, old.ValidFrom, 0)
		if err != nil {
			t.Fatal(err)
		}
		published := map[string]string{}
		err = db.Each(t.Context(), `SELECT s.unit, format('{:.9f} {} {}', s.score, s.coverage_weight, coalesce(CAST(c.rank AS VARCHAR), 'none'))
			FROM score s LEFT JOIN score_comparison c ON c.unit = s.unit AND c.node = s.node AND c.year = s.year AND c.weight_set = s.weight_set AND c.scheme = 'kind'
			WHERE s.kind = 'service' AND s.weight_set = 'expert' AND s.fiche = ? AND s.year = ? AND s.status = 'ok'`, func(r *warehouse.Rows) error {
			var unit, text string
			err := r.Scan(&unit, &text)
			published[unit] = text
			return err
		}, old.ID, lost.Year)
		if err != nil {
			t.Fatal(err)
		}
		computed := map[string]string{}
		for _, u := range lost.Units {
			if u.ScoreOld == nil {
				continue
			}
			computed[u.Unit] = fmt.Sprintf("%.9f %d %s", *u.ScoreOld, u.CoverageOld, rank(u.RankOld))
			if u.StatusNew != "below_coverage" || u.ScoreNew != nil {
				t.Errorf("%s, %s: %+v", old.ID, u.Unit, u)
			}
		}
		if !maps.Equal(computed, published) || len(published) == 0 {
			t.Errorf("%s, %d: %d scores, the run has %d, or they differ", old.ID, lost.Year, len(computed), len(published))
		}
	}
}

func rank(n *int) string {
	if n == nil {
		return "none"
	}
	return strconv.Itoa(*n)
}
