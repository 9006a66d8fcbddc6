package register

import (
	"bufio"
	"context"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"miernik/data"
	"miernik/indicators"
	"miernik/indicators/catalog"
	"miernik/pipeline/sheet"
)

// reference is a file published by others, which is never part of the
// repository.
func reference(t *testing.T, elem ...string) string {
	t.Helper()
	root := os.Getenv("MIERNIK_REFERENCE")
	if root == "" {
		root = filepath.Join("..", "..", "..", "shared")
	}
	path := filepath.Join(append([]string{root, "real"}, elem...)...)
	if _, err := os.Stat(path); err != nil {
		t.Skipf("reference data not here (%v); set MIERNIK_REFERENCE", err)
	}
	return path
}

// readFile reads a register from a file; nil when the format of the file is
// not one that can be read.
func readFile(t *testing.T, path string) *Dated {
	t.Helper()
	book, err := sheet.Open(path, sheet.Options{})
	if err != nil {
		return nil
	}
	defer book.Close()
	d, found, err := Read(context.Background(), filepath.Base(path), book)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range found {
		if f.Code != "register-file-date" {
			t.Error(f.Line("en"))
		}
	}
	return d
}

// official is the register in force of 2025 with that of 2020 and the built-in
// mappings.
func official(t *testing.T) *Register {
	t.Helper()
	return withMappings(t, register(t, "",
		readFile(t, reference(t, "gus-teryt", "TERC_Urzedowy_2025-11-18.csv")), readFile(t, reference(t, "gus-teryt", "TERC_Urzedowy_2020-09-26.csv"))))
}

func withMappings(t *testing.T, r *Register) *Register {
	t.Helper()
	m, found := LoadMappings(catalog.Layer{FS: data.Mappings(), Prefix: "data/mappings"}, catalog.Layer{FS: os.DirFS(t.TempDir())})
	if found = append(found, r.Use(m)...); len(found) > 0 {
		t.Fatalf("built-in mappings: %v", found)
	}
	return r
}

func TestOfficialRegisters(t *testing.T) {
	r := official(t)
	kinds := map[string]int{}
	var named []string
	for _, c := range r.Changes {
		kinds[c.Kind]++
		if c.Kind != "kind" {
			named = append(named, fmt.Sprintf("%s %s %s", c.Kind, c.New, c.Reason))
		}
	}
	want := `renamed 0206000 zmiana nazwy: jeleniogórski → karkonoski
territory 1207052 zmiana obszaru: z gminy Kamienica wyłączono gminę Szczawa (niesprawdzone)
new 1207132 jednostka pojawiła się w rejestrze z 2025-01-01
territory 2002093 zmiana obszaru: z gminy Supraśl wyłączono gminę Grabówka (niesprawdzone)
new 2002162 jednostka pojawiła się w rejestrze z 2025-01-01
renamed 2212082 zmiana nazwy: Słupsk → Redzikowo
renamed 2604172 zmiana nazwy: Sitkówka-Nowiny → Nowiny`
	if got := strings.Join(named, "\n"); got != want || kinds["kind"] != 76 || kinds["gone"] != 0 {
		t.Errorf("%v\n%s", kinds, got)
	}
	for _, c := range r.Changes {
		if c.Kind == "kind" && (c.Old[6] != '2' || c.New[6] != '3') {
			t.Errorf("%s → %s: not from rural to urban-rural", c.Old, c.New)
		}
	}
}

// The XML of the register holds what its CSV holds. Without a reader of XML
// records its rows are brought into a CSV first.
func TestXMLIsTheCSV(t *testing.T) {
	csv, path := readFile(t, reference(t, "gus-teryt", "TERC_Urzedowy_2025-11-18.csv")), reference(t, "gus-teryt", "TERC_Urzedowy_2025-11-18.xml")
	d := readFile(t, path)
	if d == nil {
		d, _ = read(t, recordsAsCSV(t, path))
	}
	if n, example := difference(csv, d); n > 0 || !csv.Date.Equal(d.Date) || len(csv.Parts) != len(d.Parts) {
		t.Errorf("%d units differ, e.g. %s; %s and %s; %d and %d parts", n, example, csv.day(), d.day(), len(csv.Parts), len(d.Parts))
	}
	if len(csv.Units) != 2875 || len(csv.Parts) != 718+718+37 {
		t.Errorf("%d units, %d parts", len(csv.Units), len(csv.Parts))
	}
	if _, found, err := New([]*Dated{csv, d}, ""); err != nil || len(found) > 0 {
		t.Errorf("the pair as two deliveries: %v, %v", found, err)
	}
}

func recordsAsCSV(t *testing.T, path string) string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var doc struct {
		Rows []struct {
			Woj   string `xml:"WOJ"`
			Pow   string `xml:"POW"`
			Gmi   string `xml:"GMI"`
			Rodz  string `xml:"RODZ"`
			Nazwa string `xml:"NAZWA"`
			Dod   string `xml:"NAZWA_DOD"`
			Stan  string `xml:"STAN_NA"`
		} `xml:"catalog>row"`
	}
	if err := xml.Unmarshal(text, &doc); err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	b.WriteString(head)
	for _, r := range doc.Rows {
		b.WriteString(strings.Join([]string{r.Woj, r.Pow, r.Gmi, r.Rodz, r.Nazwa, r.Dod, r.Stan}, ";") + "\n")
	}
	return b.String()
}

// Every local government of the Ministry of Finance is found by its code and,
// with its powiat and kind, by the name the Ministry prints.
func TestMinistryOfFinance(t *testing.T) {
	r := official(t)
	text, err := os.ReadFile(reference(t, "mf-jst", "municipalities.v1.json"))
	if err != nil {
		t.Fatal(err)
	}
	var doc struct {
		Entities []struct{ Code, Name string }
	}
	if err := json.Unmarshal(text, &doc); err != nil {
		t.Fatal(err)
	}
	codes, names := map[string]int{}, map[Via]int{}
	units := map[indicators.TERYT]bool{}
	for _, e := range doc.Entities {
		ref, err := indicators.ParseDeclaredCode(e.Code, indicators.FormMinistry)
		if err != nil {
			t.Fatal(err)
		}
		res := r.Resolve(ref, Context{Source: "mf", Name: e.Name})
		u := r.Units[res.Unit]
		if u.Level != indicators.LevelGmina {
			t.Errorf("%s %s: %+v", e.Code, e.Name, res)
			continue
		}
		units[u.TERYT] = true
		how := string(res.Via)
		if string(ref) != e.Code {
			how = "city"
		}
		codes[how]++
		k := r.keyOf(r.holding(u.TERYT), u.TERYT)
		k.Gmina, k.Kind = e.Name, string(u.TERYT[6:])
		byName := r.ResolveName(k, Context{Source: "mf"})
		if names[byName.Via]++; byName.Unit != u.TERYT {
			t.Errorf("%s, named %q: %+v", u.TERYT, e.Name, byName)
		}
	}
	t.Logf("codes %v, names %v", codes, names)
	if len(doc.Entities) != 2486 || codes["city"] != 66 || codes["kind"] != 7 || len(units) != 2479 || names[ByMapping] != 8 {
		t.Errorf("%d entities: codes %v, names %v, %d units", len(doc.Entities), codes, names, len(units))
	}
}

// Names by year with numbers that lost their zeros: a name never means another
// gmina than the one whose number stands beside it.
func TestNamesByYear(t *testing.T) {
	r := official(t)
	f, err := os.Open(reference(t, "gus-teryt", "nazwy2teryt.csv"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	got := map[string]int{}
	seen := map[string]bool{}
	for lines := bufio.NewScanner(f); lines.Scan(); {
		row := strings.Split(strings.TrimPrefix(lines.Text(), "\ufeff"), ";")
		if row[0] == "rok" || seen[lines.Text()] {
			continue
		}
		seen[lines.Text()] = true
		var year int
		if _, err := fmt.Sscan(row[0], &year); err != nil {
			t.Fatal(lines.Text())
		}
		ref, err := indicators.ParseDeclaredCode(strings.TrimSpace(row[4]), indicators.FormNumber)
		if err != nil {
			t.Fatal(lines.Text(), err)
		}
		c := Context{Year: indicators.Year(year)}
		code := r.Resolve(ref, c)
		name := r.ResolveName(indicators.UnitKey{Gmina: row[3], Powiat: row[2], Voivodeship: row[1], Level: indicators.LevelGmina}, c)
		switch {
		case code.Unit == "":
			got["number stale: "+string(code.Failure)]++
		case name.Unit == code.Unit:
			got["agree by "+string(name.Via)]++
		case name.Unit != "":
			t.Errorf("%s: the number is of %s, the name means %s (%s)", lines.Text(), code.Unit, name.Unit, name.Reason)
		default:
			got["name "+string(name.Failure)]++
			if name.Failure == Unknown && (len(name.Candidates) == 0 || name.Candidates[0].Unit != code.Unit) {
				t.Errorf("%s: the first suggestion is not %s: %s", lines.Text(), code.Unit, name.Why.EN)
			}
		}
	}
	want := map[string]int{
		"agree by name": 36800, "agree by mapping": 121, "name ambiguous": 4896, "name unknown": 156,
		"number stale: unknown": 194, "number stale: part": 252,
	}
	if !maps.Equal(got, want) || len(seen) != 42419 {
		t.Errorf("%d distinct rows: %v, want %v", len(seen), got, want)
	}
}

// Names beside codes in files of Statistics Poland: a name never means another
// unit than its code, and never one at all for an aggregate or a part.
func TestNamesBesideCodes(t *testing.T) {
	r := official(t)
	got := map[string]int{}
	for _, pattern := range []string{"gus-bdl-crel/*.csv", "gus-bdl-ctab/*.csv", "gus-bdl-old/*.csv", "gus-bdl-xlsx/*.xlsx"} {
		files, err := filepath.Glob(filepath.Join(reference(t), filepath.FromSlash(pattern)))
		if err != nil || len(files) == 0 {
			t.Fatal(pattern, err)
		}
		for _, file := range files {
			for _, pair := range codesAndNames(t, file) {
				ref, _, err := indicators.ParseUnitRef(pair[0])
				if err != nil {
					if !errors.Is(err, indicators.ErrRegion) {
						t.Errorf("%s: %v", file, err)
					}
					continue
				}
				code, name := r.Resolve(ref, Context{}), pair[1]
				res := r.ResolveName(indicators.NameKey(name, ref.Level()), Context{})
				if ref.Level() == indicators.LevelPart {
					res = r.ResolveName(indicators.NameKey(name, indicators.LevelGmina), Context{})
				}
				switch {
				case res.Unit == "":
					got[string(ref.Level())+" "+string(res.Failure)]++
				case strings.Contains(name, " - ") || res.Unit != code.Unit:
					t.Errorf("%s: %s is %s, its name %q means %s", file, pair[0], code.Unit, name, res.Unit)
				default:
					got[string(ref.Level())+" found"]++
				}
			}
		}
	}
	want := map[string]int{ // unknown: aggregates, "do 2002", a powiat that is gone, a kind that the registers do not have any more
		"kraj found": 6, "kraj unknown": 5, "województwo found": 161, "województwo unknown": 80,
		"powiat found": 2154, "powiat ambiguous": 120, "powiat unknown": 4,
		"gmina found": 4747, "gmina ambiguous": 214, "gmina unknown": 1, "część part": 1302,
	}
	if !maps.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

// codesAndNames are the distinct first two columns of the rows with a code.
func codesAndNames(t *testing.T, file string) [][2]string {
	t.Helper()
	book, err := sheet.Open(file, sheet.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	seen := map[[2]string]bool{}
	var out [][2]string
	for _, s := range book.Sheets() {
		for row, err := range book.Rows(s.Name) {
			if err != nil {
				t.Fatal(err)
			}
			pair := [2]string{strings.TrimSpace(row.Cell(1).Text), row.Cell(2).Text}
			if strings.Trim(pair[0], "0123456789") != "" || pair[0] == "" || seen[pair] {
				continue
			}
			seen[pair] = true
			out = append(out, pair)
		}
	}
	return out
}
