package catalog_test

import (
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"miernik/indicators"
	"miernik/indicators/catalog"
	"miernik/internal/diag"
)

var update = flag.Bool("update", false, "rewrite testdata/err/*.out")

// files lists the YAML files of a folder of testdata.
func files(t *testing.T, folder string) []string {
	t.Helper()
	list, err := filepath.Glob("testdata/" + folder + "/*.yaml")
	if err != nil || len(list) == 0 {
		t.Fatalf("no files in testdata/%s (%v)", folder, err)
	}
	return list
}

// layer is a folder that holds one file of testdata.
func layer(t *testing.T, file string) catalog.Layer {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return catalog.Layer{FS: fstest.MapFS{filepath.Base(file): {Data: text}}}
}

func lines(found diag.List) string {
	var b strings.Builder
	for _, f := range found {
		b.WriteString(f.Line("pl") + "\n")
	}
	return b.String()
}

func TestOK(t *testing.T) {
	base := layer(t, "testdata/base.yaml")
	before, found := catalog.Load(base)
	if len(found) > 0 {
		t.Fatal(lines(found))
	}
	for _, file := range files(t, "ok") {
		cat, found := catalog.Load(base, layer(t, file))
		if found = append(found, cat.Check()...); len(found) > 0 {
			t.Errorf("%s is not silent:\n%s", file, lines(found))
		}
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		want := strings.Count("\n"+string(text), "\nindicator: ") + strings.Count("\n"+string(text), "\nvariable: ")
		if got := len(cat.Cards) + len(cat.Variables) - len(before.Variables); got != want || want == 0 {
			t.Errorf("%s: %d definitions, want %d", file, got, want)
		}
	}
}

// checkCodes are reported by Check: the other files of testdata/err use one
// name for everything.
var checkCodes = []diag.Code{diag.DefBDL, diag.DefParts, diag.DefSimilar, diag.DefUnlike}

// Every file of testdata/err is loaded over testdata/base.yaml; its findings,
// all and in order, are the lines of its .out.
func TestErr(t *testing.T) {
	base := layer(t, "testdata/base.yaml")
	for _, file := range files(t, "err") {
		code := strings.TrimSuffix(filepath.Base(file), ".yaml")
		cat, found := catalog.Load(base, layer(t, file))
		if slices.Contains(checkCodes, diag.Code(code)) {
			found = append(found, cat.Check()...)
		}
		got, golden := lines(found), strings.TrimSuffix(file, ".yaml")+".out"
		if *update {
			if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(golden)
		if err != nil {
			t.Fatal(err)
		}
		if got != string(want) {
			t.Errorf("%s:\n%s\nwant\n%s", file, got, want)
		}
		// A file is named for the code it is about, and about that code alone.
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

// The findings of both sides of a card come in the order of the file, not of
// a map.
func TestLoadIsRepeatable(t *testing.T) {
	base, bad := layer(t, "testdata/base.yaml"), layer(t, "testdata/err/def-unknown-variable.yaml")
	_, first := catalog.Load(base, bad)
	for range 30 {
		if _, found := catalog.Load(base, bad); lines(found) != lines(first) {
			t.Fatalf("%s\nthen\n%s", lines(first), lines(found))
		}
	}
}

// Every code that the catalogue can report has a file that shows it, and a
// sentence why in both languages.
func TestEveryCodeHasAnErrFile(t *testing.T) {
	for _, r := range catalog.Reasons() {
		if _, err := os.Stat("testdata/err/" + string(r.Code) + ".yaml"); err != nil && r.Code != diag.DefOverride { // TestLayers
			t.Error(err)
		}
		if r.Why.PL == "" || r.Why.EN == "" || r.Why.PL == r.Why.EN {
			t.Errorf("%s: why %q, %q", r.Code, r.Why.PL, r.Why.EN)
		}
	}
}

// What is right in a file with errors stays, what is wrong is left out.
func TestErrKeepsTheRest(t *testing.T) {
	base := layer(t, "testdata/base.yaml")
	for file, want := range map[string][]string{
		"def-unknown-variable": {"dobry"},
		"def-duplicate":        {"dwa_razy"},
		"def-example":          {"zaokraglony"},
		"def-nominant":         {"punkt"},
		"def-value":            nil,
		"def-formula":          nil,
		"def-validity":         nil,
		"yaml-repeated-key":    nil,
	} {
		cat, _ := catalog.Load(base, layer(t, "testdata/err/"+file+".yaml"))
		if got := cat.CardCodes(); !slices.Equal(got, want) {
			t.Errorf("%s: cards %q, want %q", file, got, want)
		}
	}
	cat, _ := catalog.Load(base, layer(t, "testdata/err/def-duplicate.yaml"))
	if got := cat.Cards["dwa_razy"].Value.Unit; got != "os./1000" {
		t.Errorf("the second card of a code won: unit %s", got)
	}
}

func TestDuplicateNamesBothPlaces(t *testing.T) {
	_, found := catalog.Load(layer(t, "testdata/base.yaml"), layer(t, "testdata/base.yaml"), layer(t, "testdata/err/def-duplicate.yaml"))
	n := 0
	for _, f := range found {
		if f.Code != diag.DefDuplicate {
			continue
		}
		n++
		if len(f.Related) != 1 || f.Related[0].Row >= f.Place.Row || f.Related[0].Row == 0 {
			t.Errorf("%s: related %v", f.Line("en"), f.Related)
		}
	}
	if n != 3 {
		t.Errorf("%d duplicates", n)
	}
}

// pick cuts one document out of a file of testdata and edits it.
func pick(t *testing.T, file, head string, edits ...string) string {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	for doc := range strings.SplitSeq(string(text), "---\n") {
		if i := strings.Index("\n"+doc, "\n"+head+"\n"); i >= 0 {
			doc = doc[i:]
			for i := 0; i < len(edits); i += 2 {
				if !strings.Contains(doc, edits[i]) {
					t.Fatalf("%q has no %q", head, edits[i])
				}
				doc = strings.Replace(doc, edits[i], edits[i+1], 1)
			}
			return doc
		}
	}
	t.Fatalf("%s has no %q", file, head)
	return ""
}

func text(prefix, yaml string) catalog.Layer {
	return catalog.Layer{FS: fstest.MapFS{"a.yaml": {Data: []byte(yaml)}}, Prefix: prefix}
}

func TestLayers(t *testing.T) {
	const cards, card = "testdata/ok/card.yaml", "indicator: prosty"
	base, own := layer(t, "testdata/base.yaml"), layer(t, cards)

	t.Run("a good definition replaces, with an info", func(t *testing.T) {
		cat, found := catalog.Load(base, own, text("ws/indicators", pick(t, cards, card, "unit: os./1000", "unit: \"‰\"")))
		if want := "ws/indicators/a.yaml:1:1: informacja: wskaźnik „prosty” z obszaru roboczego zastępuje definicję wbudowaną [def-override]\n"; lines(found) != want {
			t.Errorf("got\n%swant\n%s", lines(found), want)
		}
		if len(found) == 1 && (len(found[0].Related) != 1 || found[0].Related[0].File != "card.yaml") {
			t.Errorf("related places %v", found[0].Related)
		}
		if got := cat.Cards["prosty"].Value.Unit; got != "‰" {
			t.Errorf("unit %q", got)
		}
	})
	t.Run("a chapter of the workspace replaces and adds", func(t *testing.T) {
		own := text("ws/indicators", "chapters:\n  - {code: \"80107\", name: Inna, from: 2020, verified: true}\n  - {code: \"92107\", name: Nowa, verified: false}\n")
		cat, found := catalog.Load(layer(t, "testdata/ok/variable.yaml"), own)
		if len(found) > 0 || len(cat.Chapters) != 7 || cat.Chapters["80107"].From != 2020 || cat.Chapters["92107"].Name != "Nowa" {
			t.Errorf("%v\n%s", cat.Chapters, lines(found))
		}
	})
	t.Run("a broken definition removes", func(t *testing.T) {
		before, _ := catalog.Load(base, own)
		cat, found := catalog.Load(base, own, text("ws/indicators", pick(t, cards, card, "value: 125.0", "value: 126")))
		if found.Count(diag.Error) != 1 || len(found) != 2 || found[0].Code != diag.DefOverride || found[1].Code != diag.DefExample {
			t.Errorf("findings:\n%s", lines(found))
		}
		if _, ok := cat.Cards["prosty"]; ok {
			t.Error("the built-in card is used in place of the broken one")
		}
		if len(cat.Cards) != len(before.Cards)-1 {
			t.Errorf("%d cards of %d are left", len(cat.Cards), len(before.Cards))
		}
	})
	t.Run("a definition with an unknown variable removes", func(t *testing.T) {
		cat, found := catalog.Load(base, own, text("ws/indicators", pick(t, cards, card, "numerator: czytelnicy", "numerator: nie_ma", "{czytelnicy:", "{nie_ma:")))
		if _, ok := cat.Cards["prosty"]; ok || found.Count(diag.Error) != 1 {
			t.Errorf("card there: %v, findings:\n%s", ok, lines(found))
		}
	})
	t.Run("a broken variable removes, and the cards that use it", func(t *testing.T) {
		cat, found := catalog.Load(base, own, text("ws/indicators", pick(t, "testdata/base.yaml", "variable: r80107", "kind: stock", "kind: quota")))
		if _, ok := cat.Variables["r80107"]; ok {
			t.Error("the built-in variable is used in place of the broken one")
		}
		if _, ok := cat.Cards["lata"]; ok {
			t.Error("a card without its variable is kept")
		}
		if _, ok := cat.Cards["prosty"]; !ok || found.Count(diag.Error) != 2 {
			t.Errorf("findings:\n%s", lines(found))
		}
	})
	t.Run("a variable of a later layer serves cards of an earlier one", func(t *testing.T) {
		_, found := catalog.Load(own, base)
		if len(found) > 0 {
			t.Error(lines(found))
		}
	})
}

func TestLoadReadsFoldersInOrder(t *testing.T) {
	bad := &fstest.MapFile{Data: []byte("x: 1\n")}
	cat, found := catalog.Load(catalog.Layer{Prefix: "ws", FS: fstest.MapFS{
		"b.yml": bad, "a/z.yaml": bad, "a/b/c.yaml": bad, "notes.txt": bad, "a/README.md": bad, "c.YAML": bad,
	}})
	var places []string
	for _, f := range found {
		places = append(places, f.Place.File)
	}
	if want := []string{"ws/a/b/c.yaml", "ws/a/z.yaml", "ws/b.yml"}; !slices.Equal(places, want) {
		t.Errorf("files %q, want %q", places, want)
	}
	if len(cat.Cards)+len(cat.Variables) != 0 {
		t.Errorf("something was loaded: %q %q", cat.CardCodes(), cat.VariableCodes())
	}
}

// locked is a folder with a file that cannot be read.
type locked struct{ fstest.MapFS }

func (l locked) Open(name string) (fs.File, error) {
	if name == "b.yaml" {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrPermission}
	}
	return l.MapFS.Open(name)
}

func (l locked) ReadFile(name string) ([]byte, error) {
	if _, err := l.Open(name); err != nil {
		return nil, err
	}
	return l.MapFS.ReadFile(name)
}

func TestLoadGoesOnBehindAnUnreadableFile(t *testing.T) {
	base, err := os.ReadFile("testdata/base.yaml")
	if err != nil {
		t.Fatal(err)
	}
	cat, found := catalog.Load(catalog.Layer{Prefix: "ws", FS: locked{fstest.MapFS{"b.yaml": {Data: []byte("x: 1")}, "c.yaml": {Data: base}}}})
	if len(found) != 1 || found[0].Code != diag.FileUnreadable || found[0].Place.String() != "ws/b.yaml" || len(cat.Variables) != 4 {
		t.Errorf("%d variables, findings:\n%s", len(cat.Variables), lines(found))
	}
	_, found = catalog.Load(catalog.Layer{Prefix: "ws", FS: os.DirFS("testdata/no-such-folder")})
	if len(found) != 1 || found[0].Code != diag.FileUnreadable {
		t.Errorf("a folder that is not there:\n%s", lines(found))
	}
}

// Every field of a card and of a variable arrives where it belongs.
func TestFields(t *testing.T) {
	cat, _ := catalog.Load(layer(t, "testdata/base.yaml"), layer(t, "testdata/ok/card.yaml"), layer(t, "testdata/ok/variable.yaml"))
	c := cat.Cards["lata"].Value
	if c.Name.PL != "Wzór zależny od roku" || c.Name.EN != "Formula by year" || c.Definition != "Czytelnicy na 1000 mieszkańców." || c.Dimension != indicators.Accessibility ||
		c.Direction != indicators.Stimulant || c.Precision != 2 || c.Counted != "resident" || c.Multiplier.RatString() != "1" || c.Frequency != 1 ||
		c.GroupFigure != indicators.RatioOfSums || !slices.Equal(c.Levels, []indicators.Level{indicators.LevelGmina}) || c.FirstYear != 2015 || c.LastYear != 0 ||
		c.Reference != "rok t" || c.SourceSystem != "GUS" || c.LagDays != 180 || len(c.Breaks) != 1 || c.Breaks[0].Year != 2022 || c.Interpret == "" || c.Limits == "" || c.Basis != "K-03" || !c.Verified {
		t.Errorf("card %+v", c)
	}
	for year, want := range map[indicators.Year]string{2021: "r85401", 2022: "r80107"} {
		if got, ok := c.Numerator.In(year); !ok || got.Text != want {
			t.Errorf("numerator of %d: %q", year, got.Text)
		}
	}
	if c.Example.Value.RatString() != "99/100" || len(c.Example.Values) != 3 {
		t.Errorf("example %+v", c.Example)
	}
	n := cat.Cards["nominanta"].Value
	if n.Direction != indicators.Nominant || n.Target == nil || *n.Target != [2]float64{100, 150} || n.Cap == nil || *n.Cap != 200 || n.Range == nil || *n.Range != [2]float64{0, 500} {
		t.Errorf("nominant %+v", n)
	}
	if s := cat.Cards["licznik_sam"].Value; len(s.Denominator) != 0 || s.Multiplier.RatString() != "1" || s.Cap != nil || s.Range != nil {
		t.Errorf("plain count %+v", s)
	}
	if c := cat.Cards["ulamek"].Value; c.UnitNote != "Ułamek tylko na próbę." {
		t.Errorf("unit note %q", c.UnitNote)
	}
	v := cat.Variables["pelna"].Value
	if v.Name.PL != "Wszystkie pola zmiennej opisane" || v.Unit != "os." || len(v.Levels) != 4 || v.Kind != "stock" || v.Counted != "resident" || v.Availability != indicators.Public ||
		v.System != "GUS BDL" || !v.Verified || v.Range == nil || *v.Range != [2]float64{0, 1e7} || v.Note != "Uwaga w dwóch wierszach." {
		t.Errorf("variable %+v", v)
	}
	want := []indicators.Origin{
		{Kind: indicators.OriginBDL, ID: 72305, Code: "P2137", Verified: true},
		{Kind: indicators.OriginSIO, Code: "SIO 04", Field: "pole"},
		{Kind: indicators.OriginExam, Code: "OKE", Table: "wykaz wyników szkół", Field: "język polski / liczba zdających", Verified: true},
		{Kind: indicators.OriginForm, Code: "K-03", Table: "Dział 1", Field: "wiersz 2"},
		{Kind: indicators.OriginForm, Code: "AFBP", Verified: true},
		{Kind: indicators.OriginRegister, Code: "RSPO", Field: "Typ", Verified: true},
	}
	if !slices.Equal(v.Origins, want) {
		t.Errorf("origins %+v", v.Origins)
	}
	if !slices.Equal(v.Unlike, []indicators.Unlike{{Code: "v_local", Why: "inna rzecz"}}) {
		t.Errorf("unlike %+v", v.Unlike)
	}
	// Without a written label the origins name the system.
	cat, _ = catalog.Load(layer(t, "testdata/err/def-origin.yaml"))
	if got := cat.Variables["dobra"].Value.System; got != "K-03, Dział 2" {
		t.Errorf("system %q", got)
	}
}

func TestSchemaDocumentNamesEveryKey(t *testing.T) {
	text, err := os.ReadFile("../../docs/catalogue-schema.md")
	if err != nil {
		t.Fatal(err)
	}
	for kind, keys := range catalog.DocumentKeys() {
		for _, key := range keys {
			if !strings.Contains(string(text), key) {
				t.Errorf("the schema document does not mention %s of %s", key, kind)
			}
		}
	}
}

func TestWords(t *testing.T) {
	cat, _ := catalog.Load(layer(t, "testdata/base.yaml"), layer(t, "testdata/ok/card.yaml"))
	for code, want := range map[string]string{
		"prosty":      "1000 × Czytelnicy / Ludność",
		"licznik_sam": "Czytelnicy",
		"lata":        "(do 2021 r.: Świetlice do 2021; od 2022 r.: Świetlice od 2022) / (2/3 × Ludność (rok t−1) + 1/3 × Ludność)",
		"ulamek":      "1/2 × Czytelnicy / Ludność",
	} {
		if got := cat.Words(cat.Cards[code].Value); got != want {
			t.Errorf("%s: %q, want %q", code, got, want)
		}
	}
}

func TestBudgetFields(t *testing.T) {
	cat, _ := catalog.Load(layer(t, "testdata/base.yaml"), layer(t, "testdata/ok/variable.yaml"))
	v := cat.Variables["pelna"].Value
	want := indicators.Budget{
		Report: indicators.Rb28S, Amount: indicators.AmountExecuted,
		Chapters: []indicators.DatedChapter{{Code: "80101"}, {Code: "85401", To: 2021}, {Code: "80107", From: 2022}, {Code: "854", From: 2022}},
		Except:   []indicators.DatedChapter{{Code: "85415", From: 2018}},
		Only:     []string{"401", "41?"}, Without: []string{"6??", "254"}, Groups: []string{"1400"}, P4: []string{"0"},
	}
	if got := cat.Variables["v_budget"].Value.Budget; v.Budget != nil || got == nil || !reflect.DeepEqual(*got, want) {
		t.Errorf("budget %+v", got)
	}
	revenue := indicators.Budget{Report: indicators.Rb27S, Amount: indicators.AmountReceivables, Chapters: []indicators.DatedChapter{{Code: indicators.WholeBudget}}}
	if got := cat.Variables["v_budget_revenue"].Value.Budget; got == nil || !reflect.DeepEqual(*got, revenue) {
		t.Errorf("budget %+v", got)
	}
	if got := cat.Chapters["80107"]; len(cat.Chapters) != 6 || got != (indicators.BudgetChapter{Code: "80107", Name: "Świetlice szkolne", From: 2022, Verified: true, Note: "Z 85401."}) {
		t.Errorf("chapters %v", cat.Chapters)
	}
}
