package inspect

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/xuri/excelize/v2"

	"miernik/indicators/catalog"
	"miernik/internal/diag"
)

type page struct {
	name   string
	rows   [][]any
	merges [][2]string
}

func workbook(t *testing.T, pages ...page) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	for i, p := range pages {
		if i == 0 {
			f.SetSheetName("Sheet1", p.name)
		} else if _, err := f.NewSheet(p.name); err != nil {
			t.Fatal(err)
		}
		for y, row := range p.rows {
			for x, v := range row {
				if v == nil {
					continue
				}
				cell, err := excelize.CoordinatesToCellName(x+1, y+1)
				if err != nil {
					t.Fatal(err)
				}
				if err := f.SetCellValue(p.name, cell, v); err != nil {
					t.Fatal(err)
				}
			}
		}
		for _, m := range p.merges {
			if err := f.MergeCell(p.name, m[0], m[1]); err != nil {
				t.Fatal(err)
			}
		}
	}
	b, err := f.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// look writes a file and looks at it.
func look(t *testing.T, name string, data []byte) *Report {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, data, 0o644); err != nil {
		t.Fatal(err)
	}
	cat, found := catalog.Load(catalog.Builtin())
	if found.Count(diag.Error) > 0 {
		t.Fatal(found)
	}
	r, err := File(context.Background(), path, Options{Catalog: cat})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// proposal is a file and what must be proposed for it.
type proposal struct {
	file         string
	data         []byte
	format       string
	observations int
	profile      []string // texts of the profile
}

func proposals(t *testing.T) map[string]proposal {
	school := func(rspo, teryt, name string, rest ...any) []any { return append([]any{rspo, name, teryt}, rest...) }
	return map[string]proposal{
		"relational": {"LUDN_2137_CREL_20220407210714.csv",
			[]byte("\"Kod\";\"Nazwa\";\"Wiek\";\"Rok\";\"Wartosc\";\"Jednostka miary\";\"Atrybut\";\r\n1002011;\"Kutno\";\"ogółem\";\"2020\";100;\"osoba\";\"\";\r\n1002011;\"Kutno\";\"0-4\";\"2020\";7;\"osoba\";\"\";\r\n1002000;\"Powiat kutnowski\";\"ogółem\";\"2020\";900;\"osoba\";\"\";\r\n"),
			"bdl-crel", 3, []string{`files: ["gus/LUDN_2137_CREL_*.csv"]`, `variable: ludn_2137_ogolem, level: gmina, where: {"Wiek": "ogółem"}`, "variable: ludn_2137_ogolem, level: powiat", "variable: ludn_2137_0_4, level: gmina"}},
		"multidimensional": {"KULT_1_CTAB_20220211231432.csv",
			[]byte("\"Kod\";\"Nazwa\";\"stadiony;ogółem;2018;[ob.]\";\"stadiony;ogółem;2020;[ob.]\";\r\n0201000;\"Powiat bolesławiecki\";23;24;\r\n"),
			"bdl-ctab", 2, []string{`level: powiat, parts: ["stadiony", "ogółem"]`}},
		"header edited by hand": {"LUDN_2137_CTAB_20210625164329.csv",
			[]byte("\"Kod\";\"Nazwa\";\"ogółem\";\"0-4\";\r\n0201011;\"Bolesławiec (1)\";100;10;\r\n"),
			"bdl-ctab", 2, []string{"year: {value: 2020}   # w nagłówku nie ma roku; DO UZUPEŁNIENIA"}},
		"workbook": {"RYNE_1947_XREL_20161213173244.xlsx", workbook(t,
			page{name: "OPIS", rows: [][]any{{"Podgrupa:", "Bezrobotni wg płci"}, {"Przypisy:", "Znak '-' oznacza brak danych"}}},
			page{name: "DANE", rows: [][]any{{"Kod", "Nazwa", "Płeć", "Rok", "Wartosc", "Jednostka miary", "Atrybut"}, {"1101506000", "Powiat łódzki wschodni", "ogółem", "2000", 6809, "osoba", " "}, {"1101506000", "Powiat łódzki wschodni", "ogółem", "2001", "-", "osoba", " "}}}),
			"bdl-xlsx", 2, []string{`sheet: "DANE"`, `title: {pl: "Bezrobotni wg płci"`}},
		"old portal": {"zarobki.csv", []byte("Kod;Jednostka terytorialna;Okresy;Lata;Jednostka miary;Wartość\n1100000000; ŁÓDZKIE;rok;2014;zł;3805,28\n"),
			"bdl-old", 1, []string{`level: województwo, where: {"Okresy": "rok"}`}},
		"local table anywhere": {"nabor 2023.xlsx", workbook(t, page{name: "Nabór", rows: [][]any{{}, {nil, "Nabór do przedszkoli, stan na 1 września 2023 r."}, {},
			{nil, nil, nil, "Dzieci", nil}, {nil, "Kod TERYT", "Gmina", "zgłoszone", "przyjęte"}, {nil, "1002011", "Kutno", 100, "b.d."}, {nil, "1002022", "Bedlno", 20, 19}, {nil, "RAZEM", nil, 120, 19}}, merges: [][2]string{{"D4", "E4"}}}),
			"table", 4, []string{`unit: {column: "kod teryt"}`, `year: {text:`, `column: "zgłoszone"`, `cells: {"b.d.": no_information}`}},
		"two tables in a sheet of names": {"dane.csv", []byte("Województwo;Rok;Gospodarstwa\nłódzkie;2020;5\nśląskie;2020;6\n"),
			"table", 2, []string{`unit: {name: {voivodeship: "województwo"}, level: województwo}`, `year: {column: "rok"}`}},
		"dimension": {"zajecia.csv", []byte("TERYT;Gmina;Rok;Rodzaj;Liczba\n1002011;Kutno;2020;sport;5\n1002011;Kutno;2020;muzyka;6\n1002011;Kutno;2021;sport;7\n1002022;Bedlno;2020;sport;1\n"),
			"table", 4, []string{`where: {"rodzaj": "sport"}`, `where: {"rodzaj": "muzyka"}`}},
		"years in the header": {"uczniowie.csv", []byte("TERYT;Gmina;2020;2021\n1002011;Kutno;5;6\n1002022;Bedlno;1;2\n"),
			"table", 4, []string{"year: {header: true}"}},
		"register of schools": {"rspo_2023.csv", []byte("Numer RSPO;Typ;Nazwa;Kod terytorialny gmina;RSPO podmiotu nadrzędnego;Liczba uczniów\n1;Szkoła podstawowa;SP 1;1002011;;100\n2;Szkoła podstawowa;SP 2;1002011;;50\n3;Szkoła podstawowa;SP 3;1002022;;20\n"),
			"rspo", 2, []string{`column: "liczba uczniów", aggregate: sum`}},
		"exam": {"egzaminy.xlsx", workbook(t, page{name: "2023", rows: [][]any{{nil, nil, nil, "język polski", nil, "matematyka", nil}, {"RSPO", "Nazwa szkoły", "Kod teryt gminy", "liczba zdających", "wynik średni (%)", "liczba zdających", "wynik średni (%)"},
			school("1", "1002011", "SP 1", 20, 60.5, 20, 50), school("2", "1002011", "SP 2", 30, 40, 30, 45), school("3", "1002022", "SP 3", 4, nil, 4, nil)}, merges: [][2]string{{"D1", "E1"}, {"F1", "G1"}}}),
			"oke-e8", 8, []string{`column: "język polski / wynik średni (%)", aggregate: mean, weight: "język polski / liczba zdających"`}},
		"school list in pieces": {"SIO 30.09.2022.csv", []byte("Numer RSPO,Woj,Pow,Gmi,Nazwa szkoły/placówki,Woj,Pow,Gmi,Typ gminy,Liczba uczniów\n1,10,02,01,SP 1,10,02,01,M,100\n2,10,02,01,SP 2,10,02,01,M,200\n3,10,02,01,SP 3,10,02,01,M,50\n"),
			"sio", 1, []string{`unit: {code: "{woj#2}{pow#2}{gmi#2}", parts: gmina}`, `delimiter: ","`}},
		"budget reports": {"2022_WYDATKI.xml", []byte(`<?xml version="1.0"?><PaczkaSprawozdan><Jednostki><Jednostka><Nazwa>SP 1</Nazwa><Sprawozdania><Rb-28s Id="a"><Okres><Rok>2022</Rok><TypOkresu>Kwartal</TypOkresu><Okres>4</Okres></Okres><Jednostka><Nazwa>SP 1</Nazwa><Regon>1</Regon><WK>10</WK><PK>02</PK><GK>01</GK><GT>1</GT><PT>0</PT></Jednostka><Naglowek><Wersja>0</Wersja><DataSprawozdania>2023-01-31</DataSprawozdania></Naglowek><Pozycje>` +
			`<Pozycja><Dzial>801</Dzial><Rozdzial>80101</Rozdzial><Grupa>1400</Grupa><Paragraf>401</Paragraf><P4>0</P4><PL>100.00</PL><WW>90.50</WW></Pozycja><Pozycja><Dzial>801</Dzial><Rozdzial>80101</Rozdzial><Grupa>1600</Grupa><Paragraf>605</Paragraf><P4>0</P4><PL>10.00</PL><WW>7.00</WW></Pozycja></Pozycje></Rb-28s></Sprawozdania></Jednostka></Jednostki></PaczkaSprawozdan>`),
			"besti", 4, []string{"variable: sp_wydatki_80101, level: gmina"}},
		"projection": {"0201011 Bolesławiec (M).xlsx", workbook(t, page{name: "Tabl. 1", rows: [][]any{{nil, nil, "TABL. 1. LUDNOŚĆ"}, {"Bolesławiec (M)"}, {"Płeć Sex", "Wiek Age", "2022*", 2023},
			{"Ogółem Total", "Ogółem Total", 500, 490}, {nil, 0, 50, 49}, {nil, 1, 450, 441}, {"Kobiety Females", "Ogółem Total", 260, 255}, {nil, 0, 25, 24}, {nil, 1, 235, 231}}}),
			"gus-prognoza", 12, []string{`where: {"płeć sex": "Kobiety Females", "wiek age": "0"}`, `marks: {"*": ok}`}},
		"yearbook": {"urodzenia.xlsx", workbook(t, page{name: "Tabl. 1", rows: [][]any{{"URODZENIA W 2024 R."}, {"WOJEWÓDZTWA\nVOIVODSHIPS", "Żywe", nil}, {nil, "razem", "w tym małżeńskie"}, {nil, "w tysiącach"},
			{"P O L S K A", 30, 20}, {"Łódzkie", 10, 8}, {"Śląskie", 20, 12}, {"Miasta", 15, 9}, {"Łódzkie", 5, 4}, {"Śląskie", 10, 5}, {"a Uwaga."}}, merges: [][2]string{{"A2", "A3"}, {"B2", "C2"}}}),
			"gus-rocznik", 8, []string{`where: {"sekcja": "w tysiącach / Miasta"}`, "scale: 1000"}},
	}
}

// TestProposals: what is proposed for a file reads it, and every figure of it
// once.
func TestProposals(t *testing.T) {
	for name, want := range proposals(t) {
		t.Run(name, func(t *testing.T) {
			r := look(t, want.file, want.data)
			if r.Trial == nil || string(r.Layout) != want.format {
				t.Fatalf("layout %q, want %q:\n%+v\n%s", r.Layout, want.format, r.Sheets, r.Profile)
			}
			for _, f := range r.Trial.Findings {
				if f.Severity > diag.Info {
					t.Errorf("%s", f.Line("en"))
				}
			}
			if got := r.Trial.Counts; got.Observations != want.observations || got.Rejected > 0 {
				t.Errorf("%+v, want %d observations", got, want.observations)
			}
			for _, text := range want.profile {
				if !strings.Contains(r.Profile, text) {
					t.Errorf("%q is not in", text)
				}
			}
			if t.Failed() {
				t.Log(r.Profile)
			}
			// The variables are documents of a catalogue.
			cat, found := catalog.Load(catalog.Builtin(), catalog.Layer{FS: fstest.MapFS{"v.yaml": {Data: []byte(r.Variables)}}})
			if found.Count(diag.Error) > 0 {
				t.Errorf("%v\n%s", found, r.Variables)
			}
			for _, code := range proposedVariables(r.Variables) {
				if _, ok := cat.Variables[code]; !ok {
					t.Errorf("variable %s is not loaded", code)
				}
			}
		})
	}
}

func TestSheetsAreCounted(t *testing.T) {
	r := look(t, "a.xlsx", workbook(t, page{name: "Pusty"}, page{name: "Dane", rows: [][]any{{"tekst"}, {}, {1, 2, nil, 4}}, merges: [][2]string{{"A1", "B1"}}}))
	if len(r.Sheets) != 2 || r.Sheets[0].Rows != 0 {
		t.Fatalf("%+v", r.Sheets)
	}
	if s := r.Sheets[1]; s.Rows != 2 || s.Cols != 4 || s.Cells != 4 || s.Merges != 1 || s.Table != "" {
		t.Errorf("%+v", s)
	}
	if r.Profile != "" || r.Trial != nil {
		t.Errorf("a profile for nothing:\n%s", r.Profile)
	}
}

func TestRegisterOfUnits(t *testing.T) {
	r := look(t, "TERC_Urzedowy_2025.csv", []byte("\ufeffWOJ;POW;GMI;RODZ;NAZWA;NAZWA_DOD;STAN_NA\n10;;;;ŁÓDZKIE;województwo;2025-01-01\n"))
	if r.Layout != "terc" || !strings.Contains(r.Profile, `files: ["register/TERC_Urzedowy_2025.csv"]`) {
		t.Errorf("%s\n%s", r.Layout, r.Profile)
	}
}

func TestSlug(t *testing.T) {
	for text, want := range map[string]string{"Żółta łódź – 12,5 %": "zolta_lodz_12_5_proc", "  ": "", "Ąę/Ćż": "ae_cz"} {
		if got := slug(text, 40); got != want {
			t.Errorf("%q becomes %q, want %q", text, got, want)
		}
	}
	v := newVariables("", nil)
	for _, want := range []string{"func_2", "func_2_2", "z_2020"} {
		name := map[string]string{"func_2": "func", "func_2_2": "func 2", "z_2020": "2020"}[want]
		if got := v.add(newVariable{name: name}); got != want {
			t.Errorf("%q becomes %q, want %q", name, got, want)
		}
	}
}

func FuzzFile(f *testing.F) {
	f.Add("a.csv", []byte("Kod;Rok;X\n1002011;2020;5\n"))
	f.Add("0201011.csv", []byte("Płeć;2020;2021\nOgółem;1;2\n"))
	f.Add("LUDN_1_CREL_20200101000000.csv", []byte("Kod;Nazwa;Rok;Wartosc\n1002011;K;2020;1\n"))
	f.Add("x.csv", []byte("Województwo;X\nłódzkie;1\nMiasta;2\nłódzkie;1\n"))
	f.Fuzz(func(t *testing.T, name string, data []byte) {
		if name == "" || strings.ContainsAny(name, "/\\\x00") || len(name) > 60 || name == "." || name == ".." {
			return
		}
		path := filepath.Join(t.TempDir(), "f")
		if err := os.WriteFile(path, data, 0o644); err != nil {
			t.Fatal(err)
		}
		r, err := File(context.Background(), path, Options{Name: name})
		if err != nil || r.Profile == "" {
			return
		}
		for _, found := range r.findings() {
			if strings.HasPrefix(string(found.Code), "yaml-") || strings.HasPrefix(string(found.Code), "def-") {
				t.Fatalf("the proposed profile is refused: %s\n%s", found.Line("en"), r.Profile)
			}
		}
	})
}

func (r *Report) findings() diag.List {
	if r.Trial == nil {
		return nil
	}
	return r.Trial.Findings
}
