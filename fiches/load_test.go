package fiches_test

import (
	"flag"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"miernik/fiches"
	"miernik/indicators"
	"miernik/indicators/catalog"
	"miernik/internal/diag"
)

var update = flag.Bool("update", false, "rewrite testdata/err/*.out")

func read(t *testing.T, file string) string {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// layer is a folder with one file.
func layer(prefix, name, text string) catalog.Layer {
	return catalog.Layer{FS: fstest.MapFS{name: {Data: []byte(text)}}, Prefix: prefix}
}

// cards is the catalogue that the fiches of testdata refer to.
func cards(t *testing.T) *catalog.Catalog {
	t.Helper()
	cat, found := catalog.Load(layer("", "catalog.yaml", read(t, "testdata/catalog.yaml")))
	if len(found) > 0 {
		t.Fatal(lines(found))
	}
	return cat
}

func lines(found diag.List) string {
	var b strings.Builder
	for _, f := range found {
		b.WriteString(f.Line("pl") + "\n")
	}
	return b.String()
}

func ids(set *fiches.Set) []string {
	var out []string
	for _, l := range set.Fiches {
		out = append(out, l.Value.ID)
	}
	return out
}

func TestOK(t *testing.T) {
	files, _ := filepath.Glob("testdata/ok/*.yaml")
	if len(files) == 0 {
		t.Fatal("no files")
	}
	for _, file := range files {
		text := read(t, file)
		set, found := fiches.Load(cards(t), layer("", filepath.Base(file), text))
		if len(found) > 0 {
			t.Errorf("%s is not silent:\n%s", file, lines(found))
		}
		for kind, got := range map[string]int{"fiche": len(set.Fiches), "hierarchy": len(set.Hierarchies), "tests": len(set.Tests)} {
			if want := strings.Count("\n"+text, "\n"+kind+": "); got != want {
				t.Errorf("%s: %d of kind %s, want %d", file, got, kind, want)
			}
		}
	}
}

// checkCodes are reported by Check, over the whole catalogue: a file shows the
// findings of its own code.
var checkCodes = []diag.Code{diag.FicheCode, diag.CardOrphan, diag.VariableUnused, diag.FicheUntested, diag.HierarchyMissing, diag.SourceUnreachable, diag.SourceNone}

// findings are what a file of testdata/err gives for its code.
func findings(t *testing.T, file string) diag.List {
	t.Helper()
	code := diag.Code(strings.TrimSuffix(filepath.Base(file), ".yaml"))
	cat := cards(t)
	set, found := fiches.Load(cat, layer("", filepath.Base(file), read(t, file)))
	if slices.Contains(checkCodes, code) {
		all := fiches.Check(fiches.Everything{Catalog: cat, Set: set, Filled: func(v string, _ indicators.Level) bool { return v == "czytelnicy" }})
		found = append(found, slices.DeleteFunc(all, func(f diag.Finding) bool { return f.Code != code })...)
	}
	return found
}

// Every file of testdata/err is loaded with the cards of testdata/catalog.yaml;
// its findings, all and in order, are the lines of its .out.
func TestErr(t *testing.T) {
	files, _ := filepath.Glob("testdata/err/*.yaml")
	if len(files) == 0 {
		t.Fatal("no files")
	}
	for _, file := range files {
		got, golden := lines(findings(t, file)), strings.TrimSuffix(file, ".yaml")+".out"
		if *update {
			if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		if want := read(t, golden); got != want {
			t.Errorf("%s:\n%s\nwant\n%s", file, got, want)
		}
		// A file is named for the code it is about, and about that code alone.
		code := strings.TrimSuffix(filepath.Base(file), ".yaml")
		for line := range strings.Lines(got) {
			if !strings.HasSuffix(line, "["+code+"]\n") {
				t.Errorf("%s has a finding of another code: %s", file, line)
			}
		}
		if got == "" || strings.Contains(got, "%!") {
			t.Errorf("%s:\n%s", file, got)
		}
	}
}

// Every code that fiches can report has a file that shows it, and a sentence
// why in both languages.
func TestEveryCodeHasAnErrFile(t *testing.T) {
	reasons := map[diag.Code]bool{}
	for _, r := range fiches.Reasons() {
		reasons[r.Code] = true
		if _, err := os.Stat("testdata/err/" + string(r.Code) + ".yaml"); err != nil {
			t.Error(err)
		}
		if r.Why.PL == "" || r.Why.EN == "" || r.Why.PL == r.Why.EN {
			t.Errorf("%s: why %q, %q", r.Code, r.Why.PL, r.Why.EN)
		}
	}
	for _, code := range diag.Codes() {
		for _, prefix := range []string{"fiche-", "hierarchy-", "test-", "card-", "variable-"} {
			if strings.HasPrefix(string(code), prefix) && !reasons[code] {
				t.Errorf("%s is reported by no rule", code)
			}
		}
	}
	for _, code := range []diag.Code{
		diag.YAMLSyntax, diag.YAMLType, diag.YAMLUnknownKey, diag.YAMLMissingKey, diag.YAMLRepeatedKey, diag.DefValue, diag.DefValidity,
	} {
		if _, err := os.Stat("testdata/err/" + string(code) + ".yaml"); err != nil {
			t.Error(err)
		}
	}
}

// A fiche with an error is left out; one with a warning or an information is
// used.
func TestErrKeepsTheRest(t *testing.T) {
	for file, want := range map[string][]string{
		"yaml-syntax":          {"dobra"},
		"def-duplicate":        {"dwa_razy"},
		"def-value":            nil,
		"fiche-weights":        nil,
		"fiche-level":          nil,
		"fiche-condition":      nil,
		"fiche-dimensions":     {"jeden"},
		"fiche-indicators":     {"dwa"},
		"fiche-unverified":     {"niesprawdzona"},
		"yaml-repeated-key":    nil,
		"fiche-neutral-weight": nil,
		"fiche-versions":       {"zmienna", "zmienna"},
		"fiche-score":          nil,
		"fiche-history":        {"cofa_sie", "nowa"},
	} {
		set, _ := fiches.Load(cards(t), layer("", "a.yaml", read(t, "testdata/err/"+file+".yaml")))
		if got := ids(set); !slices.Equal(got, want) {
			t.Errorf("%s: fiches %q, want %q", file, got, want)
		}
	}
	for _, code := range []string{"hierarchy-unknown", "hierarchy-cycle", "hierarchy-weights", "hierarchy-unscored", "hierarchy-level", "hierarchy-scale"} {
		set, _ := fiches.Load(cards(t), layer("", "a.yaml", read(t, "testdata/err/"+code+".yaml")))
		if len(set.Hierarchies) != 0 || len(set.Fiches) == 0 {
			t.Errorf("%s: %d hierarchies, fiches %q", code, len(set.Hierarchies), ids(set))
		}
	}
}

// fiche cuts one fiche out of testdata/ok/fiche.yaml and edits it.
func fiche(t *testing.T, id string, edits ...string) string {
	t.Helper()
	for doc := range strings.SplitSeq(read(t, "testdata/ok/fiche.yaml"), "---\n") {
		i := strings.Index("\n"+doc, "\nfiche: "+id+"\n")
		if i < 0 {
			continue
		}
		doc = doc[i:]
		for i := 0; i < len(edits); i += 2 {
			if !strings.Contains(doc, edits[i]) {
				t.Fatalf("%s has no %q", id, edits[i])
			}
			doc = strings.Replace(doc, edits[i], edits[i+1], 1)
		}
		return doc
	}
	t.Fatalf("no fiche %s", id)
	return ""
}

func TestLayers(t *testing.T) {
	own := layer("fiches/catalog", "fiche.yaml", read(t, "testdata/ok/fiche.yaml"))
	all, _ := fiches.Load(cards(t), own)
	find := func(set *fiches.Set, id string) *fiches.Fiche {
		for _, l := range set.Versions(id) {
			return l.Value
		}
		return nil
	}

	t.Run("a good fiche replaces, with an info", func(t *testing.T) {
		list, found := fiches.Load(cards(t), own, layer("ws/fiches", "moja.yaml", fiche(t, "prosta", "version: 1\n", "version: 2\n", "{version: 1, year", "{version: 2, year")))
		if want := "ws/fiches/moja.yaml:1:8: informacja: fiszka „prosta” z obszaru roboczego zastępuje definicję wbudowaną [def-override]\n"; lines(found) != want {
			t.Errorf("got\n%swant\n%s", lines(found), want)
		}
		if len(found) == 1 && (len(found[0].Related) != 1 || found[0].Related[0].File != "fiches/catalog/fiche.yaml") {
			t.Errorf("related places %v", found[0].Related)
		}
		if f := find(list, "prosta"); len(list.Fiches) != len(all.Fiches) || f == nil || f.Version != 2 {
			t.Errorf("fiches %q, prosta %+v", ids(list), f)
		}
	})
	for name, edits := range map[string][]string{
		"a broken rule":  {"weight: 40", "weight: 41"},
		"a broken value": {"status: draft", "status: gotowa"},
		"a missing key":  {"purpose: Po co.\n", ""},
	} {
		t.Run(name+" removes", func(t *testing.T) {
			list, found := fiches.Load(cards(t), own, layer("ws/fiches", "moja.yaml", fiche(t, "prosta", edits...)))
			if find(list, "prosta") != nil {
				t.Error("the built-in fiche is used in place of the broken one")
			}
			if len(list.Fiches) != len(all.Fiches)-1 || found.Count(diag.Error) != 1 || len(found) != 1 {
				t.Errorf("fiches %q, findings:\n%s", ids(list), lines(found))
			}
		})
	}
	t.Run("a new fiche is added, in order of its code", func(t *testing.T) {
		list, found := fiches.Load(cards(t), own, layer("ws/fiches", "moja.yaml", fiche(t, "prosta", "fiche: prosta", "fiche: nowa", "code: KUL-90", "code: KUL-01")))
		if len(found) > 0 || len(list.Fiches) != len(all.Fiches)+1 || list.Fiches[0].Value.ID != "nowa" {
			t.Errorf("fiches %q, findings:\n%s", ids(list), lines(found))
		}
	})
	t.Run("a fiche twice in a workspace is a duplicate with both places", func(t *testing.T) {
		list, found := fiches.Load(cards(t), own, layer("ws", "a.yaml", fiche(t, "prosta")+"---\n"+fiche(t, "prosta")))
		if len(found) != 2 || found[0].Code != diag.DefOverride || found[1].Code != diag.DefDuplicate {
			t.Fatalf("findings:\n%s", lines(found))
		}
		if r := found[1].Related; len(r) != 1 || r[0].String() != "ws/a.yaml:1:8" {
			t.Errorf("related places %v", r)
		}
		if f := find(list, "prosta"); f == nil || f.Version != 1 {
			t.Errorf("prosta %+v", f)
		}
	})
}

func TestFields(t *testing.T) {
	list, _ := fiches.Load(cards(t), layer("", "a.yaml", fiche(t, "pelna")))
	if len(list.Fiches) != 1 {
		t.Fatal(ids(list))
	}
	f := list.Fiches[0].Value
	if f.Code != "KUL-90" || f.Name.PL != "Usługa" || f.Name.EN != "Service" || f.Area != "edukacja" || f.Version != 1 || f.ValidFrom != 2015 || f.ValidTo != 2030 ||
		f.Status != "in_force" || f.Task != (fiches.Task{Kind: "delegated", Obligation: "mixed", Note: "uwaga"}) || f.Purpose != "Po co." || f.Recipients != "Dla kogo." ||
		f.Provider != "Kto." || !slices.Equal(f.ScopeIn, []string{"to"}) || !slices.Equal(f.ScopeOut, []string{"tamto"}) || f.Interpret != "Jak czytać." ||
		f.Limits != "Czego nie mówi." || f.Basis != "Na czym oparto." || !slices.Equal(f.Authors, []string{"zespół"}) {
		t.Errorf("fiche %+v", f)
	}
	if f.Applies.Level != indicators.LevelGmina || len(f.Applies.Kinds) != 3 || f.Applies.Where == nil || *f.Applies.Where != (fiches.Condition{Variable: "ludnosc", Op: ">=", Value: 1000.5}) {
		t.Errorf("applies %+v", f.Applies)
	}
	if want := []fiches.Chapter{{Code: "85401", Name: "Świetlice", To: 2021, Verified: true}, {Code: "80107", Name: "Świetlice", From: 2022, Verified: true}}; !slices.Equal(f.Chapters, want) {
		t.Errorf("chapters %+v", f.Chapters)
	}
	if want := []fiches.Standard{{Text: "Norma.", Source: "rozporządzenie", Verified: true}}; !slices.Equal(f.Standards, want) {
		t.Errorf("standards %+v", f.Standards)
	}
	if want := []fiches.LegalBasis{{Act: "ustawa", Article: "art. 1", Text: "Zadanie własne.", Source: "tekst ustawy", Verified: true}}; !slices.Equal(f.LegalBasis, want) {
		t.Errorf("legal basis %+v", f.LegalBasis)
	}
	if want := []fiches.Change{{Version: 1, Year: 2026, Change: "Pierwsza wersja."}}; !slices.Equal(f.History, want) {
		t.Errorf("history %+v", f.History)
	}
	if want := (fiches.ScoreRule{Coverage: 66, MinIndicators: 3, MinDimensions: 2, Reference: "national", Years: "each",
		Settings: fiches.Settings{Normalise: "minmax", Scale: [2]float64{0, 100}, Treat: "none", Aggregate: "arithmetic"}}); !reflect.DeepEqual(f.Score, want) {
		t.Errorf("score %+v", f.Score)
	}
	if len(f.Indicators) != 4 || f.Indicators[0] != (fiches.Item{Indicator: "dostep_a", Role: fiches.Monitoring, Weight: 40, Core: true, Why: "Bo tak."}) || f.Indicators[3].Role != fiches.Context {
		t.Errorf("indicators %+v", f.Indicators)
	}
	if items := f.MonitoringItems(); len(items) != 3 || len(f.Indicators) != 4 || f.Indicators[3].Indicator != "tlo" {
		t.Errorf("monitoring items %+v of %+v", items, f.Indicators)
	}
	if f.Unverified() != 0 {
		t.Errorf("%d unverified references", f.Unverified())
	}
}

func TestParseCondition(t *testing.T) {
	for in, want := range map[string]string{
		"szkoly_lo > 0": "szkoly_lo > 0", "a>=1.50": "a >= 1.5", "  a <  -3 ": "a < -3", "a<=0": "a <= 0", "a = 1": "a = 1", "a != 2": "a != 2",
		"a > 1000000": "a > 1000000", // no exponent
	} {
		c, err := fiches.ParseCondition(in)
		if err != nil || c.String() != want {
			t.Errorf("ParseCondition(%q) = %q, %v; want %q", in, c.String(), err, want)
			continue
		}
		if again, err := fiches.ParseCondition(c.String()); err != nil || *again != *c {
			t.Errorf("%q does not read back: %+v, %v", c.String(), again, err)
		}
	}
	for _, in := range []string{"", "a", "a >", "> 0", "0 < a", "a => 0", "a == 0", "a <> 0", "A > 0", "ż > 0", "a > b", "a > 1,5", "a > .5", "a > 1.", "a > 1e3", "a > --1", "a > 0; b > 0", "a[-1] > 0", "a > 0 # x"} {
		if c, err := fiches.ParseCondition(in); err == nil || c != nil {
			t.Errorf("ParseCondition(%q) = %v, %v; want an error alone", in, c, err)
		}
	}
	if got := (*fiches.Condition)(nil).String(); got != "" {
		t.Errorf("no condition is written %q", got)
	}
}

// FuzzParseCondition: what is accepted reads back as itself.
func FuzzParseCondition(f *testing.F) {
	for _, s := range []string{"a > 0", "a>=-1.5", "a != 1", "a => 0", "", "a > 99999999999999999999999999", "żłobek > 0", "a\n> 0"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		c, err := fiches.ParseCondition(s)
		if err != nil {
			return
		}
		if again, err := fiches.ParseCondition(c.String()); err != nil || *again != *c {
			t.Fatalf("%q is %q, read back %+v, %v", s, c.String(), again, err)
		}
	})
}

// The examples of the schema document are the schema: each block is loaded,
// and nothing is said against any of them.
func TestSchemaDocument(t *testing.T) {
	text := read(t, "../docs/catalogue-schema.md")
	var definitions, services []string
	for block := range strings.SplitSeq(text, "```yaml\n") {
		body, _, ok := strings.Cut(block, "\n```")
		switch {
		case !ok || strings.HasPrefix(block, "# The catalogue"):
		case strings.HasPrefix(body, "variable:"), strings.HasPrefix(body, "indicator:"):
			definitions = append(definitions, body)
		default:
			services = append(services, body)
		}
	}
	cat, found := catalog.Load(layer("", "definitions.yaml", strings.Join(definitions, "\n---\n")))
	set, more := fiches.Load(cat, layer("", "services.yaml", strings.Join(services, "\n---\n")))
	found = append(append(found, more...), append(cat.Check(), fiches.Check(fiches.Everything{Catalog: cat, Set: set})...)...)
	for _, f := range found {
		if f.Code != diag.FicheUnverified { // one reference is there to show how it is marked
			t.Error(f.Line("pl"))
		}
	}
	if len(cat.Cards) != 4 || len(set.Fiches) != 1 || len(set.Hierarchies) != 1 || len(set.Tests) != 1 {
		t.Errorf("%d cards, fiches %q, %d hierarchies, %d tests", len(cat.Cards), ids(set), len(set.Hierarchies), len(set.Tests))
	}
	for kind, keys := range fiches.DocumentKeys() {
		for _, key := range keys {
			if !strings.Contains(text, key) {
				t.Errorf("the schema document does not mention %s of %s", key, kind)
			}
		}
	}
}

// The scaffold has every key, its structure is right, and all that is said of
// it is what a person has to write. Filled in, it is a fiche.
func TestScaffold(t *testing.T) {
	s := fiches.Scaffold{ID: "kina", Code: "KUL-08", Name: "Kina", Area: "kultura", Level: indicators.LevelGmina, Year: 2024}
	for kind, text := range map[string]string{"fiche": s.Fiche(), "tests": s.Tests()} {
		if strings.Contains(text, "{{") || strings.Contains(text, "}}}}}") {
			t.Errorf("a gap is left in\n%s", text)
		}
		for _, key := range fiches.DocumentKeys()[kind] {
			if !strings.Contains(text, key+":") {
				t.Errorf("the scaffold of %s has no key %s", kind, key)
			}
		}
		set, found := fiches.Load(cards(t), layer("", "a.yaml", text))
		if len(set.Fiches) != 0 || len(found) < 3 {
			t.Errorf("fiches %q, findings:\n%s", ids(set), lines(found))
		}
		for _, f := range found {
			if f.Code != diag.DefUnfinished && f.Code != diag.TestNames {
				t.Error(f.Line("pl"))
			}
		}
	}
	filled := s.Fiche()
	for _, code := range []string{"dostep_a", "ilosc_a", "jakosc_a", "tlo"} {
		filled = strings.Replace(filled, "{indicator: UZUPEŁNIJ,", "{indicator: "+code+",", 1)
	}
	set, found := fiches.Load(cards(t), layer("", "a.yaml", strings.ReplaceAll(filled, catalog.Unfinished, "Treść")))
	if len(set.Fiches) != 1 || found.Count(diag.Warning) > 0 {
		t.Errorf("fiches %q, findings:\n%s", ids(set), lines(found))
	}
	// One for powiats names units and kinds of that level.
	s.Level = indicators.LevelPowiat
	if text := s.Fiche() + s.Tests(); !strings.Contains(text, "level: powiat") || !strings.Contains(text, `alfa: "1001000"`) {
		t.Errorf("a scaffold for powiats:\n%s", text)
	}
}
