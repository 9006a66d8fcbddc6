package pipeline_test

import (
	"cmp"
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"miernik/data"
	"miernik/indicators"
	"miernik/indicators/catalog"
	"miernik/internal/diag"
	"miernik/pipeline/define"
	"miernik/pipeline/ingest"
	"miernik/pipeline/observe"
	"miernik/pipeline/profile"
	"miernik/pipeline/register"
	"miernik/pipeline/sheet"
	"miernik/pipeline/warehouse"
	"miernik/pipeline/workspace"
)

// sampleRegister is the register of the sample with the built-in mappings and
// those of a text.
func sampleRegister(t *testing.T, date, mappings string) *register.Register {
	t.Helper()
	var list []*register.Dated
	for _, name := range []string{"register/TERC_2020-01-01.csv", "register/TERC_2025-01-01.csv"} {
		text, err := fs.ReadFile(data.Files(), name)
		if err != nil {
			t.Fatal(err)
		}
		book, err := sheet.OpenReader(strings.NewReader(string(text)), int64(len(text)), name, sheet.Options{})
		if err != nil {
			t.Fatal(err)
		}
		d, found, err := register.Read(t.Context(), name, book)
		book.Close()
		if err != nil || len(found) > 0 {
			t.Fatal(found, err)
		}
		list = append(list, d)
	}
	r, _, err := register.New(list, date)
	if err != nil {
		t.Fatal(err)
	}
	m, found := register.LoadMappings(catalog.Layer{FS: data.Mappings(), Prefix: "data/mappings"}, catalog.Layer{FS: fstest.MapFS{"m.yaml": {Data: []byte(mappings)}}, Prefix: "mappings"})
	if found = append(found, r.Use(m)...); len(found) > 0 {
		t.Fatal(found)
	}
	return r
}

// staged is a row as ingest leaves it: unit, year, value; an aggregated one
// has no row of its own.
type staged struct {
	unit, name string
	year       int
	value      any
	row        any
	variable   string // v unless given
	flags      string
}

// observed runs the stage over one file of each source.
func observed(t *testing.T, reg *register.Register, sources map[string][]staged) (*warehouse.DB, diag.List) {
	t.Helper()
	ctx := t.Context()
	db, err := warehouse.Create(ctx, filepath.Join(t.TempDir(), "m.duckdb"), warehouse.Options{MemoryMB: 300, Threads: 1, TempDir: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	defs := define.Definitions{Register: reg, Catalog: &catalog.Catalog{Variables: map[string]catalog.Entry[*indicators.Variable]{
		"v": {Value: &indicators.Variable{Code: "v", Kind: "stock"}}, "mean": {Value: &indicators.Variable{Code: "mean", Kind: "ratio"}},
	}}}
	var files []observe.File
	if err := db.Exec(ctx, `CREATE TABLE s (variable VARCHAR, unit VARCHAR, unit_name VARCHAR, year SMALLINT, value DOUBLE, status VARCHAR, flags VARCHAR,
		decimals TINYINT, sheet VARCHAR, row INTEGER, col INTEGER, raw VARCHAR, sign VARCHAR)`); err != nil {
		t.Fatal(err)
	}
	for _, source := range []string{"a", "b"} {
		if sources[source] == nil {
			continue
		}
		defs.Profiles = append(defs.Profiles, &profile.Profile{Source: source, Origin: profile.Real, Every: 1})
		var rows [][]any
		for _, s := range sources[source] {
			status, col := "ok", any(int32(3))
			if s.value == nil {
				status = "suppressed_small_n"
			}
			if s.row == nil {
				col = nil
			}
			rows = append(rows, []any{cmp.Or(s.variable, "v"), s.unit, s.name, int16(s.year), s.value, status, s.flags, int8(0), "", s.row, col, "", ""})
		}
		path := filepath.Join(t.TempDir(), source+".parquet")
		if err := db.Append(ctx, "s", rows); err != nil {
			t.Fatal(err)
		}
		if err := db.Exec(ctx, `COPY s TO `+warehouse.Quote(path)+` (FORMAT parquet)`); err != nil {
			t.Fatal(err)
		}
		if err := db.Exec(ctx, `DELETE FROM s`); err != nil {
			t.Fatal(err)
		}
		files = append(files, observe.File{Source: source, Name: "local/" + source + ".csv", Snapshot: source, Staged: &ingest.Staged{Observations: path}})
	}
	if err := define.Run(ctx, db, defs, workspace.Config{}); err != nil {
		t.Fatal(err)
	}
	found, err := observe.Run(ctx, db, reg, files, nil)
	if err != nil {
		t.Fatal(err)
	}
	found.Sort()
	return db, found
}

func rowsOf(t *testing.T, db *warehouse.DB, query string) string {
	t.Helper()
	var out []string
	err := db.Each(t.Context(), query, func(r *warehouse.Rows) error {
		v, err := r.Values()
		line := make([]string, len(v))
		for i, x := range v {
			if d, ok := x.(time.Time); ok {
				x = d.Format(time.DateOnly)
			}
			line[i] = fmt.Sprint(x)
		}
		out = append(out, strings.Join(line, " | "))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return strings.Join(out, "\n")
}

func messages(found diag.List) string {
	var out []string
	for _, f := range found {
		out = append(out, f.Line("pl"))
	}
	return strings.Join(out, "\n")
}

// Names, numbers and stale codes reach their units with a reason; what has
// none is kept with the words why.
func TestUnitsByNameAndCode(t *testing.T) {
	db, found := observed(t, sampleRegister(t, "", `
mappings:
  - {name: "Kutno i okolice", source: a, years: {to: 2021}, unit: "1002062", reason: "nazwa własna arkusza", verified: true}
  - {name: "Nigdzie", unit: "1002011", reason: "nieużywany"}
  - {code: "1009991", unit: "1002011", reason: "literówka w kodzie"}
`), map[string][]staged{
		"a": {
			{unit: "1002011", year: 2020, value: 1.0, row: int32(2)},
			{unit: "~kutno|kutnowski|łódzkie|2|gmina", year: 2020, value: 2.0, row: int32(3)},
			{unit: "~słupia jędrzejowska||||gmina", name: "SŁUPIA JĘDRZEJOWSKA", year: 2020, value: 3.0, row: int32(4)},
			{unit: "~kutno i okolice||||gmina", year: 2021, value: 4.0, row: int32(5)},
			{unit: "~kutno i okolice||||gmina", year: 2022, value: 5.0, row: int32(6)}, // the entry ends in 2021
			{unit: "~kutno|kutnowski|||gmina", name: "Kutno", year: 2020, value: 6.0, row: int32(7)},
			{unit: "~kutno|kutnowski|||gmina", name: "Kutno", year: 2021, value: 6.5, row: int32(8)},
			{unit: "~krośnewice|||3|gmina", name: "Krośnewice", year: 2020, value: 7.0, row: int32(9)},
			{unit: "020101", year: 2020, value: 8.0, row: int32(10)},
			{unit: "201022?", year: 2020, value: 9.0, row: int32(11)},
			{unit: "~żychlin|kutnowski||4|gmina", year: 2020, value: 10.0, row: int32(12)},
		},
		"b": {
			{unit: "1002032", name: "Dąbrowice (2)", year: 2020, value: 11.0, row: int32(2)},
			{unit: "1009991", year: 2020, value: 12.0, row: int32(3)},
			{unit: "1009992", name: "Kutno (1)", year: 2020, value: 13.0, row: int32(4)},
			{unit: "~|karkonoski|||powiat", year: 2020, value: 14.0, row: int32(5)},
			{unit: "~|jeleniogórski|||powiat", year: 2021, value: 15.0, row: int32(6)},
			{unit: "~||||kraj", year: 2020, value: 16.0, row: int32(7)},
		},
	})
	want := `0000000 | 2020 | 16 | ~||||kraj | nazwa: Polska
0201011 | 2020 | 8 | 020101 | numer gminy bez cyfry rodzaju
0201022 | 2020 | 9 | 201022? | kod bez zera wiodącego: 0201022
0206000 | 2020 | 14 | ~|karkonoski|||powiat | nazwa: karkonoski
0206000 | 2021 | 15 | ~|jeleniogórski|||powiat | nazwa: jeleniogórski; nazwa z rejestru z 2020-01-01, w mocy: karkonoski
1002011 | 2020 | 1 | 1002011 | 
1002011 | 2020 | 12 | 1009991 | przypisanie mappings/m.yaml:5:5: literówka w kodzie (niesprawdzone)
1002033 | 2020 | 11 | 1002032 | zmiana rodzaju gminy: wiejska → miejsko-wiejska
1002062 | 2020 | 2 | ~kutno|kutnowski|łódzkie|2|gmina | nazwa: kutno, powiat kutnowski, województwo łódzkie, wiejska
1002062 | 2021 | 4 | ~kutno i okolice||||gmina | przypisanie mappings/m.yaml:3:5: nazwa własna arkusza
2602072 | 2020 | 3 | ~słupia jędrzejowska||||gmina | przypisanie data/mappings/ministry-of-finance.yaml:39:5: Ministerstwo Finansów dodaje przymiotnik powiatu`
	if got := rowsOf(t, db, `SELECT unit, year, value, unit_code, mapped FROM observation ORDER BY unit, year, value`); got != want {
		t.Errorf("observations:\n%s\nwant\n%s", got, want)
	}
	want = `1009992 | 2020 | kodu nie ma w żadnym dostarczonym rejestrze; podobne: 1002011 gmina miejska Kutno (powiat kutnowski) (100%), 1002062 gmina wiejska Kutno (powiat kutnowski) (90%), 2607053 gmina miejsko-wiejska Kunów (powiat ostrowiecki) (55%)
~krośnewice|||3|gmina | 2020 | nazwy nie ma w żadnym dostarczonym rejestrze; podobne: 1002043 gmina miejsko-wiejska Krośniewice (powiat kutnowski) (87%), 0213022 gmina wiejska Krośnice (powiat milicki) (74%), 1206063 gmina miejsko-wiejska Krzeszowice (powiat krakowski) (66%)
~kutno i okolice||||gmina | 2022 | nazwy nie ma w żadnym dostarczonym rejestrze; podobne: 1002011 gmina miejska Kutno (powiat kutnowski) (71%), 1002062 gmina wiejska Kutno (powiat kutnowski) (71%)
~kutno|kutnowski|||gmina | 2020 | nazwa może oznaczać kilka jednostek (nie podano powiatu albo rodzaju); pasują: 1002011 gmina miejska Kutno (powiat kutnowski), 1002062 gmina wiejska Kutno (powiat kutnowski)
~kutno|kutnowski|||gmina | 2021 | nazwa może oznaczać kilka jednostek (nie podano powiatu albo rodzaju); pasują: 1002011 gmina miejska Kutno (powiat kutnowski), 1002062 gmina wiejska Kutno (powiat kutnowski)
~żychlin|kutnowski||4|gmina | 2020 | żychlin, powiat kutnowski, miasto w gminie miejsko-wiejskiej to część gminy, której nie liczy się obok całości; całość: 1002113 gmina miejsko-wiejska Żychlin (powiat kutnowski)`
	if got := rowsOf(t, db, `SELECT unit_code, year, reason FROM observation_unmatched ORDER BY ALL`); got != want {
		t.Errorf("unmatched:\n%s\nwant\n%s", got, want)
	}
	want = `1009991 | 1002011 | mapping | przypisanie mappings/m.yaml:5:5: literówka w kodzie (niesprawdzone) | false`
	if got := rowsOf(t, db, `SELECT old_teryt, new_teryt, change, reason, verified FROM unit_change WHERE change IN ('mapping', 'code', 'number', 'name')`); got != want {
		t.Errorf("changes:\n%s\nwant\n%s", got, want)
	}
	if got := rowsOf(t, db, `SELECT count(*) FROM unit_change WHERE old_teryt = '1002032'`); got != "1" {
		t.Errorf("the recorded change of 1002032 stands %s times", got)
	}
	want = `local/a.csv: informacja: „kutno i okolice” przypisano do 1002062: przypisanie mappings/m.yaml:3:5: nazwa własna arkusza; obserwacji: 1 [unit-mapped]
local/a.csv: informacja: „słupia jędrzejowska” przypisano do 2602072: przypisanie data/mappings/ministry-of-finance.yaml:39:5: Ministerstwo Finansów dodaje przymiotnik powiatu; obserwacji: 1 [unit-mapped]
local/a.csv: informacja: źródło „a”: nazwy i numery wskazujące dokładnie jedną jednostkę: 3; obserwacji: 3 [units-named]
local/a.csv:6: błąd: nieznana jednostka „kutno i okolice”; obserwacji: 1; ` + "…" + `
local/a.csv:7: błąd: niejednoznaczna jednostka „kutno, powiat kutnowski” (Kutno); obserwacji: 2; ` + "…" + `
local/a.csv:9: błąd: nieznana jednostka „krośnewice, miejsko-wiejska” (Krośnewice); obserwacji: 1; ` + "…" + `
local/a.csv:12: błąd: nieznana jednostka „żychlin, powiat kutnowski, miasto w gminie miejsko-wiejskiej”; obserwacji: 1; ` + "…" + `
local/b.csv: informacja: „1002032” przypisano do 1002033: zmiana rodzaju gminy: wiejska → miejsko-wiejska; obserwacji: 1 [unit-mapped]
local/b.csv: informacja: „1009991” przypisano do 1002011: przypisanie mappings/m.yaml:5:5: literówka w kodzie (niesprawdzone); obserwacji: 1 [unit-mapped]
local/b.csv: informacja: źródło „b”: nazwy i numery wskazujące dokładnie jedną jednostkę: 3; obserwacji: 3 [units-named]
local/b.csv:3:3: ostrzeżenie: źródła podają różne wartości (1002011, v, 2020): 1 i 12; przyjęto źródło „a” [sources-differ]
local/b.csv:4: błąd: nieznana jednostka „1009992” (Kutno (1)); obserwacji: 1; ` + "…" + `
mappings/m.yaml:4:5: informacja: przypisania „nigdzie” nie użyto [mapping-unused]`
	got := messages(found)
	for i, line := range strings.Split(want, "\n") {
		beginning, rest, long := strings.Cut(line, "…")
		if lines := strings.Split(got, "\n"); i >= len(lines) || !strings.HasPrefix(lines[i], beginning) || !long && lines[i] != line || rest != "" {
			t.Errorf("findings:\n%s\nwant\n%s", got, want)
			break
		}
	}
}

// With an older register in force newer codes are led back; what is newer
// altogether stays without a unit.
func TestUnitsOfOlderRegister(t *testing.T) {
	db, found := observed(t, sampleRegister(t, "2020-01-01", ""), map[string][]staged{"a": {
		{unit: "1002033", year: 2025, value: 1.0, row: int32(2)},
		{unit: "~redzikowo|słupski||2|gmina", year: 2025, value: 2.0, row: int32(3)},
		{unit: "1207132", year: 2025, value: 3.0, row: int32(4)},
	}})
	if got, want := rowsOf(t, db, `SELECT unit, mapped FROM observation ORDER BY unit`), `1002032 | kod z rejestru z 2025-01-01, nowszego niż rejestr w mocy; zmiana rodzaju gminy: wiejska → miejsko-wiejska
2212082 | nazwa: redzikowo, powiat słupski, wiejska; nazwa z rejestru z 2025-01-01, w mocy: Słupsk`; got != want {
		t.Errorf("observations:\n%s\nwant\n%s", got, want)
	}
	if got, want := rowsOf(t, db, `SELECT * FROM unit_change`), `1002033 | 1002032 | kind | kod z rejestru z 2025-01-01, nowszego niż rejestr w mocy; zmiana rodzaju gminy: wiejska → miejsko-wiejska | 2020-01-01 | 2025-01-01 | true`; got != want {
		t.Errorf("changes:\n%s\nwant\n%s", got, want)
	}
	if got := rowsOf(t, db, `SELECT unit_code FROM observation_unmatched WHERE reason LIKE 'jednostka nowsza niż rejestr w mocy z 2020-01-01 (w rejestrze z 2025-01-01: gmina wiejska Szczawa); zmiana obszaru: z gminy Kamienica wyłączono gminę Szczawa (niesprawdzone); podobne: 1207052 gmina wiejska Kamienica (powiat limanowski)%'`); got != "1207132" {
		t.Errorf("unmatched: %s; %s", got, messages(found))
	}
}

// Facilities of one unit that a file lists under two spellings make one sum;
// a single value that stands twice stays a conflict.
func TestSumsUnderSeveralNames(t *testing.T) {
	db, found := observed(t, sampleRegister(t, "", ""), map[string][]staged{
		"a": {
			{unit: "2602072", year: 2020, value: 0.1},
			{unit: "~słupia|jędrzejowski|||gmina", year: 2020, value: 0.2},
			{unit: "~słupia jędrzejowska||||gmina", year: 2020}, // hidden
			{unit: "~słupia jędrzejowska||||gmina", year: 2021, value: 5.0},
			{unit: "1002032", year: 2020, value: 0.0, flags: "incomplete,estimate"},
			{unit: "1002033", year: 2020, value: 0.0, flags: "estimate"},
			{unit: "1002011", year: 2020, value: 7.0},
			{unit: "1002032", year: 2021, value: 20.0, variable: "mean"},
			{unit: "1002033", year: 2021, value: 30.0, variable: "mean"},
		},
		"b": {{unit: "1002032", year: 2022, value: 1.0, row: int32(2)}, {unit: "1002033", year: 2022, value: 2.0, row: int32(3)}, {unit: "2602072", year: 2020, value: 9.0}},
	})
	want := `1002011 | 2020 | 7 | ok |  | a | true
1002033 | 2020 | 0 | true_zero | estimate,incomplete | a | true
1002033 | 2021 | 20 | ok |  | a | true
1002033 | 2021 | 30 | ok |  | a | false
1002033 | 2022 | 1 | ok |  | b | true
1002033 | 2022 | 2 | ok |  | b | false
2602072 | 2020 | 0.3 | ok | incomplete | a | true
2602072 | 2020 | 9 | ok |  | b | false
2602072 | 2021 | 5 | ok |  | a | true`
	if got := rowsOf(t, db, `SELECT unit, year, value, status, flags, source, chosen FROM observation ORDER BY unit, year, value`); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	conflicts := 0
	for _, f := range found {
		if f.Code == diag.KeyConflict {
			conflicts++
		}
	}
	if conflicts != 2 {
		t.Errorf("%d conflicts:\n%s", conflicts, messages(found))
	}
}

// A file full of names nobody knows gives a few findings and a count.
func TestUnresolvedAreCapped(t *testing.T) {
	var rows []staged
	for i := range 100 {
		rows = append(rows, staged{unit: fmt.Sprintf("~wioska %d||||gmina", i), year: 2020, value: 1.0, row: int32(i + 2)}, staged{unit: fmt.Sprintf("~wioska %d||||gmina", i), year: 2021, value: 1.0, row: int32(i + 2)})
	}
	db, found := observed(t, sampleRegister(t, "", ""), map[string][]staged{"a": rows})
	single := 0
	for _, f := range found {
		if f.Code == diag.UnitUnknown {
			single++
		}
	}
	if single != 30 || !strings.Contains(messages(found), "źródło „a”: dalszych nierozpoznanych kodów i nazw: 70; obserwacji: 140") {
		t.Errorf("%d single findings:\n%s", single, messages(found))
	}
	if got := rowsOf(t, db, `SELECT count(*) FROM observation_unmatched`); got != "200" {
		t.Errorf("%s unmatched observations are kept", got)
	}
}
