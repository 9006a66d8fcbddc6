package register

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"miernik/data"
	"miernik/indicators"
	"miernik/indicators/catalog"
	"miernik/internal/diag"
)

var update = flag.Bool("update", false, "rewrite testdata/err/*.out")

func layer(prefix, text string) catalog.Layer {
	fsys := fstest.MapFS{}
	if text != "" {
		fsys["m.yaml"] = &fstest.MapFile{Data: []byte(text)}
	}
	return catalog.Layer{FS: fsys, Prefix: prefix}
}

func printed(m *Mappings) string {
	var out []string
	for _, e := range m.Entries {
		out = append(out, e.Printed()+" → "+string(e.Unit))
	}
	for _, t := range m.Territory {
		out = append(out, "territory "+string(t.Unit)+" "+t.Date.Format("2006"))
	}
	return strings.Join(out, "; ")
}

func lines(found diag.List) string {
	var b strings.Builder
	for _, f := range found {
		b.WriteString(f.Line("pl") + "\n")
	}
	return b.String()
}

func TestMappingsOK(t *testing.T) {
	m, found := LoadMappings(layer("builtin", ""), catalog.Layer{FS: os.DirFS("testdata/ok"), Prefix: "mappings"})
	if len(found) > 0 {
		t.Errorf("not silent:\n%s", lines(found))
	}
	want := "krosniewice, powiat kutnowski, województwo łódzkie, miejsko-wiejska, arkusz → 1002073; krosniewice, powiat kutnowski, miejsko-wiejska, arkusz → 1002073; " +
		"kutnowsky → 1002000; lodzkie → 1000000; 1002991 → 1002011; 100299 → 1002011; territory 1002052 2021; territory 1002011 2022"
	if strings.ReplaceAll(printed(m), "rodzaj sprzeczny", "miejsko-wiejska") != want {
		t.Errorf("got\n%s\nwant\n%s", printed(m), want)
	}
	if e := m.Entries[0]; e.From != 2010 || e.To != 2015 || !e.Verified || e.Basis == "" || e.Reason != "literówka" || e.Builtin || e.Place.String() != "mappings/all.yaml:2:5" {
		t.Errorf("%+v", e)
	}
}

func TestMappingsErr(t *testing.T) {
	names, _ := filepath.Glob("testdata/err/*.yaml")
	if len(names) < 4 {
		t.Fatalf("only %d files", len(names))
	}
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		m, found := LoadMappings(layer("builtin", ""), catalog.Layer{FS: fstest.MapFS{filepath.Base(name): {Data: text}}, Prefix: "mappings"})
		got := lines(found) + "loaded: " + printed(m) + "\n"
		out := strings.TrimSuffix(name, ".yaml") + ".out"
		if *update {
			if err := os.WriteFile(out, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(out)
		if err != nil {
			t.Fatal(err)
		}
		if got != string(want) {
			t.Errorf("%s: got\n%s\nwant\n%s", name, got, want)
		}
	}
}

// What the workspace says about a name takes the place of the built-in entry;
// the same entry once more is nothing new.
func TestLayersOfMappings(t *testing.T) {
	builtin := layer("builtin", `
mappings:
  - {name: a, unit: "1002011", reason: x}
  - {name: b, unit: "1002011", reason: x}
  - {name: c, unit: "1002011", reason: x}
territory:
  - {unit: "1002011", date: "2021-01-01", reason: recalled}
`)
	m, found := LoadMappings(builtin, layer("mappings", `
mappings:
  - {name: A, unit: "1002011", reason: x}
  - {name: b, unit: "1002011", reason: checked, verified: true}
  - {name: c, unit: "1002052", reason: x}
territory:
  - {unit: "1002011", date: "2021-01-01", reason: checked, verified: true}
`))
	want := `mappings/m.yaml:4:5: informacja: przypisanie „b” z obszaru roboczego zastępuje definicję wbudowaną [def-override]
mappings/m.yaml:5:5: informacja: przypisanie „c” z obszaru roboczego zastępuje definicję wbudowaną [def-override]
`
	if lines(found) != want || printed(m) != "a → 1002011; b → 1002011; c → 1002052; territory 1002011 2021" {
		t.Errorf("%s%s", lines(found), printed(m))
	}
	var builtins []bool
	for _, e := range m.Entries {
		builtins = append(builtins, e.Builtin)
	}
	if !slices.Equal(builtins, []bool{true, false, false}) || m.Territory[0].Builtin || !m.Territory[0].Verified {
		t.Errorf("built in: %v, %+v", builtins, m.Territory)
	}
}

// used is a register of two dates with mappings of a workspace.
func used(t *testing.T, date, text string) (*Register, diag.List) {
	t.Helper()
	r := register(t, date,
		dated(t, "2020-01-01", "1000000 ŁÓDZKIE", "1002000 kutnowski", "1002011 Kutno", "1002052 Kutno", "1002072 Krośniewice", "1002082 Znika", "1003000 łaski", "1003012 Buczek"),
		dated(t, "2025-01-01", "1000000 ŁÓDZKIE", "1002000 kutnowski", "1002011 Kutno", "1002052 Kutno", "1002073 Krośniewice", "1002092 Nowa", "1003000 łaski", "1003012 Buczek"))
	m, found := LoadMappings(layer("builtin", ""), layer("mappings", text))
	if len(found) > 0 {
		t.Fatal(lines(found))
	}
	return r, r.Use(m)
}

func TestUseMappings(t *testing.T) {
	r, found := used(t, "", `
mappings:
  - {name: Krośn., unit: "1002072", reason: skrót, verified: true}
  - {name: Stare, unit: "1002082", reason: x}
  - {code: "1002011", unit: "1002052", reason: x}
  - {name: Buczek, unit: "1002011", reason: x}
  - {name: Buczek, source: arkusz, unit: "1002011", reason: "arkusz myli nazwy"}
  - {code: "1002072", unit: "1002073", reason: "znana zmiana", verified: true}
  - {code: "1009991", unit: "1002011", reason: "literówka"}
  - {code: "100999", unit: "1002011", reason: "numer"}
territory:
  - {unit: "1002011", date: "2022-01-01", reason: "przyłączono część", verified: true}
  - {unit: "1002011", date: "2026-01-01", reason: "jeszcze nie"}
  - {unit: "1002072", date: "2019-01-01", reason: "przed rejestrami"}
  - {unit: "9999992", date: "2022-01-01", reason: "nie ma jej"}
`)
	want := `mappings/m.yaml:4:5: błąd: „stare” wskazuje jednostkę 1002082, której nie ma w rejestrze z 2025-01-01; wpis pominięto [mapping-target]
mappings/m.yaml:5:5: błąd: kod 1002011 jest w mocy (gmina miejska Kutno); wpis pominięto [mapping-in-force]
mappings/m.yaml:6:5: ostrzeżenie: „buczek” przypisano do 1002011, a w rejestrze nazwę tę ma tylko 1003012 gmina wiejska Buczek (powiat łaski) [mapping-contradicts]
mappings/m.yaml:15:5: błąd: „nie ma jej” wskazuje jednostkę 9999992, której nie ma w rejestrze z 2025-01-01; wpis pominięto [mapping-target]
`
	if lines(found) != want {
		t.Errorf("got\n%s\nwant\n%s", lines(found), want)
	}
	var territory []string
	for _, c := range r.Changes {
		if c.Kind == "territory" {
			territory = append(territory, fmt.Sprintf("%s %s %s–%s %v", c.New, c.Reason, c.From.Format("2006"), c.To.Format("2006"), c.Verified))
		}
	}
	if got := strings.Join(territory, "; "); got != "1002073 zmiana obszaru: przed rejestrami (niesprawdzone) 0001–2019 false; 1002011 zmiana obszaru: przyłączono część 2020–2022 true" {
		t.Error(got)
	}
	used := map[*Mapping]bool{}
	for _, c := range []struct {
		ref    indicators.UnitRef
		source string
		unit   string
		reason string
	}{
		{"~krośn.||||gmina", "", "1002073", "przypisanie mappings/m.yaml:3:5: skrót; zmiana rodzaju gminy: wiejska → miejsko-wiejska"},
		{"~buczek|łaski|||gmina", "arkusz", "1002011", "przypisanie mappings/m.yaml:7:5: arkusz myli nazwy (niesprawdzone)"},
		{"~buczek||||gmina", "inny", "1002011", "przypisanie mappings/m.yaml:6:5: x (niesprawdzone)"},
		{"1002072", "", "1002073", "przypisanie mappings/m.yaml:8:5: znana zmiana"},
		{"1009991", "", "1002011", "przypisanie mappings/m.yaml:9:5: literówka (niesprawdzone)"},
		{"100999", "", "1002011", "przypisanie mappings/m.yaml:10:5: numer (niesprawdzone)"},
		{"~stare||||gmina", "", "", ""},
	} {
		res := r.Resolve(c.ref, Context{Source: c.source, Year: 2020})
		if string(res.Unit) != c.unit || res.Reason != c.reason || c.unit != "" && (res.Via != ByMapping || res.Mapping == nil) {
			t.Errorf("%s: %+v", c.ref, res)
		}
		used[res.Mapping] = true
	}
	if unused := r.Unused(used); len(unused) != 0 {
		t.Errorf("unused: %s", unused[0].Printed())
	}
	if unused := r.Unused(nil); len(unused) != 6 {
		t.Errorf("%d unused of 6", len(unused))
	}
}

// An entry that asks for more than a key gives is one more unit that may be
// meant; of those that decide the narrowest counts.
func TestNarrowMappings(t *testing.T) {
	r, found := used(t, "", `
mappings:
  - {name: Kutno, kind: W, powiat: łaski, unit: "1003012", years: {to: 2001}, reason: "dawna nazwa"}
  - {name: Nazwa, unit: "1002011", reason: ogólnie}
  - {name: Nazwa, powiat: łaski, unit: "1003012", reason: w powiecie}
  - {name: Nazwa, source: a, unit: "1002052", reason: w źródle}
  - {name: Spór, powiat: łaski, unit: "1003012", reason: x}
  - {name: Spór, voivodeship: łódzkie, unit: "1002011", reason: x}
  - {name: Spór, source: a, years: {to: 2010}, unit: "1002011", reason: x}
  - {name: Spór, source: a, kind: W, unit: "1003012", reason: x}
`)
	if len(found) > 0 {
		t.Error(lines(found))
	}
	for _, c := range []struct {
		key    string
		source string
		year   indicators.Year
		want   string
	}{
		{"~kutno|kutnowski||1|gmina", "", 2000, "1002011"},
		{"~kutno|łaski||2|gmina", "", 2000, "1003012"},
		{"~kutno|łaski|||gmina", "", 2000, "1003012"}, // nobody else is there
		{"~kutno|łaski||2|gmina", "", 2002, "unknown"},
		{"~kutno||łódzkie|2|gmina", "", 2002, "1002052"},
		{"~kutno||łódzkie|2|gmina", "", 2000, "ambiguous"}, // or the former name
		{"~kutno||łódzkie|2|gmina", "", 0, "ambiguous"},    // in a year that is not known
		{"~nazwa||||gmina", "", 0, "1002011"},
		{"~nazwa|łaski|||gmina", "", 0, "1003012"},
		{"~nazwa|kutnowski|||gmina", "", 0, "1002011"},
		{"~nazwa|łaski|||gmina", "a", 0, "1002052"},
		{"~spór|łaski|łódzkie||gmina", "", 0, "1003012"}, // a powiat says more
		{"~spór||||gmina", "", 0, "ambiguous"},
		{"~spór|||2|gmina", "a", 2005, "ambiguous"}, // equally narrow
		{"~spór|||2|gmina", "a", 2015, "1003012"},
	} {
		res := r.Resolve(indicators.UnitRef(c.key), Context{Source: c.source, Year: c.year})
		if got := string(res.Unit) + string(res.Failure); got != c.want {
			t.Errorf("%s, %s, %d: %s (%s%s), want %s", c.key, c.source, c.year, got, res.Reason, res.Why.PL, c.want)
		}
	}
	scopes := map[string]bool{}
	for _, c := range []Context{{}, {Source: "a"}, {Year: 2000}} {
		scopes[r.Scope("~buczek||||gmina", c)] = true
	}
	if len(scopes) != 1 || r.Scope("~kutno||||gmina", Context{Year: 2000}) == r.Scope("~kutno||||gmina", Context{Year: 2002}) ||
		r.Scope("~nazwa||||gmina", Context{Source: "a"}) == r.Scope("~nazwa||||gmina", Context{}) {
		t.Error("the scope of an answer")
	}
}

// Every built-in entry has its unit in the registers of the sample, and says
// something the registers do not.
func TestBuiltinMappings(t *testing.T) {
	m, found := LoadMappings(catalog.Layer{FS: data.Mappings(), Prefix: "data/mappings"}, layer("", ""))
	if len(found) > 0 {
		t.Fatal(lines(found))
	}
	r := embedded(t, "")
	latest := register(t, "", r.dated[r.current])
	for _, e := range m.Entries {
		if res := latest.ResolveName(e.Key, Context{}); res.Unit == e.Unit {
			t.Errorf("%s: %s needs no mapping", e.Place, e.Printed())
		}
		e.Builtin = false
	}
	for i := range m.Territory {
		m.Territory[i].Builtin = false
	}
	if found := r.Use(m); len(found) > 0 {
		t.Error(lines(found))
	}
	for _, e := range m.Entries {
		if e.Basis == "" {
			t.Errorf("%s: no basis", e.Place)
		}
		if res := r.ResolveName(e.Key, Context{Year: 2000}); res.Unit != e.Unit || res.Mapping != e {
			t.Errorf("%s: %+v", e.Place, res)
		}
	}
	if len(m.Entries) < 30 || len(m.Territory) != 2 {
		t.Errorf("%d entries, %d territory", len(m.Entries), len(m.Territory))
	}
}

// A line that is pasted leads the reference it was made for to its unit.
func TestPaste(t *testing.T) {
	for _, c := range []struct {
		ref  indicators.UnitRef
		name string
		unit indicators.TERYT
		want string
	}{
		{"~krośnewice|kutnowski|łódzkie|3|gmina", "Krośnewice (3)", "1002073", `  - {name: "Krośnewice (3)", powiat: "kutnowski", kind: "3", voivodeship: "łódzkie", source: "a b", unit: "1002073", reason: "podobieństwo nazwy 87%, do sprawdzenia", verified: false}`},
		{"~krośnewice|||14|gmina", "", "1002073", `  - {name: "m. krośnewice", source: "a b", unit: "1002073", reason: "podobieństwo nazwy 87%, do sprawdzenia", verified: false}`},
		{"~krośnewice||||gmina", "inna nazwa", "1002073", ""},
		{"~\"kut\\no\" #||||gmina", "", "1002011", ""},
		{"~|kutnowsky|łódzkie||powiat", "Powiat  kutnowsky", "1002000", `  - {name: "Powiat kutnowsky", voivodeship: "łódzkie", source: "a b", unit: "1002000", reason: "podobieństwo nazwy 87%, do sprawdzenia", verified: false}`},
		{"~||lodzkie||województwo", "", "1000000", ""},
		{"1009991", "Kutno", "1002011", `  - {code: "1009991", source: "a b", unit: "1002011", reason: "podobieństwo nazwy 87%, do sprawdzenia", verified: false}`},
		{"100299", "", "1002011", ""},
		{"201099?", "", "1002011", `  - {code: "201099", source: "a b", unit: "1002011", reason: "podobieństwo nazwy 87%, do sprawdzenia", verified: false}`},
	} {
		line := Paste(c.ref, "a b", c.name, Candidate{Unit: c.unit, Score: 0.874})
		if c.want != "" && line != c.want {
			t.Errorf("got\n%s\nwant\n%s", line, c.want)
		}
		r, found := used(t, "", "mappings:\n"+line+"\n")
		if res := r.Resolve(c.ref, Context{Source: "a b"}); res.Unit != c.unit || res.Via != ByMapping || len(found) > 0 {
			t.Errorf("%s: %+v\n%s", line, res, lines(found))
		}
	}
	if got := Paste("1009991", "a", "", Candidate{}); got != `  - {code: "1009991", source: "a", unit: "", reason: "do uzupełnienia", verified: false}` {
		t.Error(got)
	}
	if got := Paste("1009991", "a", "", Candidate{Unit: "1002011"}); !strings.Contains(got, `reason: "jedna z możliwych jednostek, do sprawdzenia"`) {
		t.Error(got)
	}
}
