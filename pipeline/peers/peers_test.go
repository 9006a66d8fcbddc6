package peers_test

import (
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"miernik/indicators"
	"miernik/indicators/catalog"
	"miernik/internal/diag"
	"miernik/pipeline/peers"
)

var update = flag.Bool("update", false, "rewrite testdata/err/*.out")

func builtinCatalog(t *testing.T) *catalog.Catalog {
	t.Helper()
	cat, found := catalog.Load(catalog.Builtin())
	if len(found) > 0 {
		t.Fatal(found)
	}
	return cat
}

// folder is a layer of one YAML file of testdata and the CSV files beside it.
func folder(t *testing.T, file string) catalog.Layer {
	t.Helper()
	files := fstest.MapFS{}
	csv, err := filepath.Glob(filepath.Join(filepath.Dir(file), "*.csv"))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range append(csv, file) {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		files[filepath.Base(name)] = &fstest.MapFile{Data: text}
	}
	return catalog.Layer{FS: files}
}

func lines(found diag.List) string {
	var b strings.Builder
	for _, f := range found {
		b.WriteString(f.Line("pl") + "\n")
	}
	return b.String()
}

func TestBuiltin(t *testing.T) {
	d, found := peers.Load(builtinCatalog(t), peers.Builtin())
	if len(found) > 0 || len(d.Groups) > 0 || len(d.Schemes) != len(peers.Schemes()) {
		t.Fatalf("%d schemes, %d groups\n%s", len(d.Schemes), len(d.Groups), lines(found))
	}
	for _, code := range peers.Schemes() {
		s := d.Schemes[code]
		if s.Version < 1 || s.Name.PL == "" || s.Name.EN == "" || s.Explanation == "" {
			t.Errorf("%s: %+v", code, s)
		}
	}
	if s := d.Schemes[peers.Nearest]; s.Count != 10 || len(d.Likened(peers.Schemes())) != len(s.Indicators) || len(d.Likened([]string{peers.Kind})) != 0 {
		t.Errorf("nearest: %+v", s)
	}
}

// The pairs that the program brings along: 7,050, of 2,477 gminas, of which 509
// have fewer than five neighbours (511 of the 2,479 in force, with the two that
// have none) and 137 one or two.
func TestBuiltinNeighbours(t *testing.T) {
	d, _ := peers.Load(builtinCatalog(t), peers.Builtin())
	pairs := d.Schemes[peers.Neighbours].Pairs
	count := map[indicators.TERYT]int{}
	for _, p := range pairs {
		if p.A >= p.B {
			t.Errorf("%v", p)
		}
		count[p.A]++
		count[p.B]++
	}
	few, least := 0, 0
	for _, n := range count {
		if n < 5 {
			few++
		}
		if n < 3 {
			least++
		}
	}
	if len(pairs) != 7050 || len(count) != 2477 || few != 509 || least != 137 {
		t.Errorf("%d pairs of %d gminas, %d with fewer than five, %d with one or two", len(pairs), len(count), few, least)
	}
}

func TestOK(t *testing.T) {
	d, found := peers.Load(builtinCatalog(t), peers.Builtin(), folder(t, "testdata/ok/all.yaml"))
	for _, f := range found {
		if f.Code != diag.DefOverride {
			t.Error(f.Line("pl"))
		}
	}
	if len(found) != 5 {
		t.Errorf("%d schemes replaced", len(found))
	}
	if s := d.Schemes[peers.Size]; s.Version != 2 || s.Minimum != 8 || !slices.Equal(s.Classes["gmina"], []int{7500}) || len(s.Classes) != 2 {
		t.Errorf("%+v", s)
	}
	if got := d.Schemes[peers.Neighbours].Pairs; !slices.Equal(got, []peers.Pair{{A: "1002011", B: "1002032"}, {A: "1002011", B: "1002042"}}) {
		t.Errorf("%v", got)
	}
	want := []peers.Likeness{{Indicator: "kon_gestosc", Weight: 1.5, Log: true, Why: "Rozproszenie."}}
	if s := d.Schemes[peers.Nearest]; s.Count != 3 || s.Within != "level" || s.Known != 100 || !slices.Equal(s.Indicators, want) {
		t.Errorf("%+v", s)
	}
	if d.Schemes[peers.SLZ].TownAbove != 40000 || d.Schemes[peers.Voivodeship].Version != 1 {
		t.Error("a layer changes another scheme, or does not change its own")
	}
	if len(d.Groups) != 2 || d.Groups[0].ID != "miasta_centralne" || len(d.Groups[0].Units) != 3 || d.Groups[1].Level != indicators.LevelPowiat {
		t.Errorf("%+v", d.Groups)
	}
}

func TestErr(t *testing.T) {
	files, err := filepath.Glob("testdata/err/*.yaml")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	for _, file := range files {
		d, found := peers.Load(builtinCatalog(t), peers.Builtin(), folder(t, file))
		got, golden := lines(found), strings.TrimSuffix(file, ".yaml")+".out"
		if *update {
			if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(golden)
		if err != nil || got != string(want) {
			t.Errorf("%s:\n%s\nwant\n%s%v", file, got, want, err)
		}
		if len(d.Schemes) != len(peers.Schemes()) {
			t.Errorf("%s: %d schemes are left", file, len(d.Schemes))
		}
	}
}

func TestParseShown(t *testing.T) {
	for text, want := range map[string]peers.Shown{"kind": {Scheme: "kind"}, "nearest": {Scheme: "nearest"}, "named:moje_miasta": {Scheme: "named", Group: "moje_miasta"}} {
		if got, ok := peers.ParseShown(text); !ok || got != want {
			t.Errorf("%s: %v %v", text, got, ok)
		}
	}
	for _, text := range []string{"", "named", "named:", "named:Moje", "kinds"} {
		if got, ok := peers.ParseShown(text); ok {
			t.Errorf("%q: %v", text, got)
		}
	}
}
