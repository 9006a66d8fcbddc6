package register

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"miernik/indicators"
	"miernik/internal/diag"
	"miernik/pipeline/sheet"
)

// workbook is a SpreadsheetML file with the given sheets: name, rows of cells.
func workbook(sheets ...[]string) string {
	var b strings.Builder
	b.WriteString(`<?xml version="1.0" encoding="UTF-8"?><?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">`)
	for _, s := range sheets {
		fmt.Fprintf(&b, `<Worksheet ss:Name="%s"><Table>`, s[0])
		for line := range strings.Lines(s[1]) {
			b.WriteString("<Row>")
			for _, cell := range strings.Split(strings.TrimSpace(line), ";") {
				if cell == "" {
					b.WriteString("<Cell/>")
					continue
				}
				b.WriteString(`<Cell><Data ss:Type="String">` + cell + "</Data></Cell>")
			}
			b.WriteString("</Row>")
		}
		b.WriteString("</Table></Worksheet>")
	}
	b.WriteString("</Workbook>")
	return b.String()
}

// The header may be on any sheet, whatever its name, and on several.
func TestReadSheets(t *testing.T) {
	lines := strings.SplitAfter(small, "\n")
	rest := head + strings.Join(lines[8:], "")
	for name, text := range map[string]string{
		"records":        workbook([]string{"row", small}),
		"among others":   workbook([]string{"Opis", "Rejestr;TERC\n"}, []string{"pusty", ""}, []string{"dane", "TERC\n" + small}, []string{"SIMC", "WOJ;POW;GMI;RODZ_GMI;RM;MZ;NAZWA;SYM;SYMPOD;STAN_NA\n02;01;01;1;01;1;Wieś;1;1;2025-01-01\n"}),
		"over two":       workbook([]string{"a", strings.Join(lines[:8], "")}, []string{"b", rest}),
		"other order":    workbook([]string{"row", "RODZ;STAN_NA;WOJ;POW;GMI;NAZWA;NAZWA_DOD\n" + reordered(small)}),
		"an empty sheet": workbook([]string{"a", ""}, []string{"row", small}),
	} {
		d, found := read(t, text)
		if len(found) > 0 || d == nil {
			t.Errorf("%s: %v", name, found)
			continue
		}
		if got := units(d.Units); got != smallUnits || len(d.Parts) != 4 || d.day() != "2025-01-02" {
			t.Errorf("%s: got\n%s\nwith %d parts, of %s", name, got, len(d.Parts), d.day())
		}
	}
	d, found := read(t, workbook([]string{"row", small + "10;02;9;1;Kutno;gmina;2025-01-01\n"}))
	if d == nil || len(found) != 1 || found[0].Place.String() != "register/TERC.csv!row!15" {
		t.Errorf("a bad row of a sheet: %v", found)
	}
	if d, found := read(t, workbook([]string{"a", "x;y\n"}, []string{"b", ""})); d != nil || len(found) != 1 || found[0].Code != diag.HeaderNotFound {
		t.Errorf("no sheet with the header: %v, %v", d, found)
	}
}

func TestFileDate(t *testing.T) {
	for name, want := range map[string]string{
		"TERC_Urzedowy_2025-11-18.csv": "data w nazwie pliku (2025-11-18) nie jest dniem stanu rejestru (2025-01-02); liczy się ten drugi",
		"TERC_2025-01-02.csv":          "", "2020-01-01/TERC.csv": "", "TERC.csv": "",
	} {
		book, err := sheet.OpenReader(strings.NewReader(small), int64(len(small)), name, sheet.Options{})
		if err != nil {
			t.Fatal(err)
		}
		_, found, err := Read(context.Background(), name, book)
		book.Close()
		if err != nil || len(found) > 1 || (len(found) == 1) != (want != "") || want != "" && found[0].Message("pl") != want {
			t.Errorf("%s: %v, %v", name, found, err)
		}
	}
}

func TestRegistersOfOneDay(t *testing.T) {
	full := dated(t, "2025-01-01", "1000000 ŁÓDZKIE", "1002000 kutnowski", "1002011 Kutno", "1002022 Bedlno")
	full.File = "full.csv"
	again := dated(t, "2025-01-01", "1000000 ŁÓDZKIE", "1002000 kutnowski", "1002011 Kutno", "1002022 Bedlno")
	again.File = "again.xml"
	cut := dated(t, "2025-01-01", "1000000 ŁÓDZKIE", "1002000 kutnowski", "1002011 Kutnowo")
	cut.File = "cut.csv"
	old := dated(t, "2020-01-01", "1000000 ŁÓDZKIE", "1002000 kutnowski", "1002011 Kutno")
	for _, order := range [][]*Dated{{full, again, old}, {old, again, full}} {
		r, found, err := New(order, "")
		if err != nil || len(found) > 0 || len(r.Changes) != 1 {
			t.Errorf("identical registers of one day: %v, %v, %v", r.Changes, found, err)
		}
	}
	for _, order := range [][]*Dated{{full, cut, old}, {cut, old, full}} {
		r, found, err := New(order, "")
		if err != nil || len(found) != 1 || found[0].Line("pl") != "cut.csv: ostrzeżenie: dwa różne rejestry z dnia 2025-01-01; przyjęto full.csv; różniących się jednostek: 2, np. 1002011 [register-conflict]" ||
			found[0].Related[0].File != "full.csv" || r.Units["1002011"].Name != "Kutno" {
			t.Errorf("different registers of one day: %v, %v", found, err)
		}
	}
}

// A code newer than the register in force is led back to it.
func TestOlderRegisterInForce(t *testing.T) {
	r, found, err := New([]*Dated{
		dated(t, "2025-01-01", "1000000 ŁÓDZKIE", "1002000 kutnowski", "1002013 Stara Nazwa", "1002023 Dwa", "1002092 Nowa", "1002031 Trzy"),
		dated(t, "2015-01-01", "1000000 ŁÓDZKIE", "1002000 kutnowski", "1002011 Stara", "1002022 Dwa", "1002042 Zniesiona", "1002032 Trzy"),
		dated(t, "2022-01-01", "1000000 ŁÓDZKIE", "1002000 kutnowski zach.", "1002013 Stara", "1002022 Dwa", "1002052 Chwilowa", "1002033 Trzy"),
		dated(t, "2020-01-01", "1000000 ŁÓDZKIE", "1002000 kutnowski", "1002012 Stara", "1002022 Dwa", "1002032 Trzy"),
	}, "2020-01-01")
	if err != nil || len(found) != 1 || found[0].Code != diag.RegisterNewer {
		t.Fatal(found, err)
	}
	if got := changes(r); got != `kind 1002011→1002012 2015→2020 zmiana rodzaju gminy: miejska → wiejska
gone 1002042→ 2015→2020 jednostki nie ma w rejestrze z 2020-01-01` {
		t.Errorf("changes up to the register in force:\n%s", got)
	}
	for _, c := range []struct {
		ref        indicators.UnitRef
		to, reason string
		years      string
	}{
		{"1002011", "1002012", "zmiana rodzaju gminy: miejska → wiejska", "2015–2020"},
		{"1002013", "1002012", "kod z rejestru z 2022-01-01, nowszego niż rejestr w mocy; zmiana rodzaju gminy: wiejska → miejsko-wiejska", "2020–2022"},
		{"1002023", "1002022", "kod z rejestru z 2025-01-01, nowszego niż rejestr w mocy; zmiana rodzaju gminy: wiejska → miejsko-wiejska", "2022–2025"},
		{"1002031", "1002032", "kod z rejestru z 2025-01-01, nowszego niż rejestr w mocy; zmiana rodzaju gminy: miejsko-wiejska → miejska; " +
			"kod z rejestru z 2022-01-01, nowszego niż rejestr w mocy; zmiana rodzaju gminy: wiejska → miejsko-wiejska", "2020–2025"},
		{"~stara nazwa||||gmina", "1002012", "nazwa: stara nazwa; nazwa z rejestru z 2025-01-01, w mocy: Stara; kod z rejestru z 2022-01-01, nowszego niż rejestr w mocy; zmiana rodzaju gminy: wiejska → miejsko-wiejska", ""},
		{"~trzy|kutnowski zach.||3|gmina", "1002032", "nazwa: trzy, powiat kutnowski zach., miejsko-wiejska; kod z rejestru z 2022-01-01, nowszego niż rejestr w mocy; zmiana rodzaju gminy: wiejska → miejsko-wiejska", ""},
		{"~|kutnowski zach.|||powiat", "1002000", "nazwa: kutnowski zach.; nazwa z rejestru z 2022-01-01, w mocy: kutnowski", ""},
		{"1002092", "newer", "jednostka nowsza niż rejestr w mocy z 2020-01-01 (w rejestrze z 2025-01-01: gmina wiejska Nowa)", ""},
		{"1002052", "newer", "jednostka nowsza niż rejestr w mocy z 2020-01-01 (w rejestrze z 2022-01-01: gmina wiejska Chwilowa)", ""},
		{"~nowa||||gmina", "newer", "jednostka nowsza niż rejestr w mocy z 2020-01-01 (w rejestrze z 2025-01-01: gmina wiejska Nowa)", ""},
		{"1002042", "gone", "jednostki nie ma w rejestrze z 2020-01-01 (w rejestrze z 2015-01-01: gmina wiejska Zniesiona)", ""},
		{"~zniesiona||||gmina", "gone", "jednostki nie ma w rejestrze z 2020-01-01 (w rejestrze z 2015-01-01: gmina wiejska Zniesiona)", ""},
	} {
		res := r.Resolve(c.ref, Context{})
		if got := string(res.Unit) + string(res.Failure); got != c.to || res.Reason+res.Why.PL != c.reason {
			t.Errorf("%s: %s\n%s\nwant %s\n%s", c.ref, got, res.Reason+res.Why.PL, c.to, c.reason)
		}
		if got := res.From.Format("2006") + "–" + res.To.Format("2006"); c.years != "" && (got != c.years || res.Via != ByKind) {
			t.Errorf("%s: %s, %s, want %s", c.ref, res.Via, got, c.years)
		}
	}
}

func TestRenamedWithItsKind(t *testing.T) {
	r := register(t, "", dated(t, "2020-01-01", "1002012 Wieś"), dated(t, "2025-01-01", "1002013 Miasteczko"))
	if got := changes(r); got != "kind 1002012→1002013 2020→2025 zmiana rodzaju gminy: wiejska → miejsko-wiejska\nrenamed 1002012→1002013 2020→2025 zmiana nazwy: Wieś → Miasteczko" {
		t.Error(got)
	}
	// Another gmina that took the number beside the old one is no change of kind.
	r = register(t, "", dated(t, "2020-01-01", "1002012 A", "1002013 B"), dated(t, "2025-01-01", "1002013 B"))
	if got := changes(r); got != "gone 1002012→ 2020→2025 jednostki nie ma w rejestrze z 2025-01-01" {
		t.Error(got)
	}
}

func TestNumbers(t *testing.T) {
	older := dated(t, "2020-01-01", "0200000 DOLNOŚLĄSKIE", "0201000 bolesławiecki", "0201011 Bolesławiec", "0201022 Zniesiona", "2000000 PODLASKIE", "2010000 siemiatycki")
	now, found := read(t, head+`02;;;;DOLNOŚLĄSKIE;województwo;2025-01-01
02;01;;;bolesławiecki;powiat;2025-01-01
02;01;01;1;Bolesławiec;gmina miejska;2025-01-01
02;01;04;3;Nowogrodziec;gmina miejsko-wiejska;2025-01-01
02;01;04;4;Nowogrodziec;miasto;2025-01-01
02;01;05;2;Dwie;gmina wiejska;2025-01-01
02;01;05;1;Dwie;gmina miejska;2025-01-01
20;;;;PODLASKIE;województwo;2025-01-01
20;10;;;siemiatycki;powiat;2025-01-01
20;10;43;2;Siemiatycze;gmina wiejska;2025-01-01
20;10;44;2;Drohiczyn;gmina wiejska;2025-01-01
14;65;;;Warszawa;miasto stołeczne, na prawach powiatu;2025-01-01
14;65;01;1;Warszawa;gmina miejska, miasto stołeczne;2025-01-01
14;65;02;8;Bemowo;dzielnica;2025-01-01
`)
	if len(found) > 0 {
		t.Fatal(found)
	}
	r := register(t, "", older, now)
	for _, c := range []struct {
		ref  indicators.UnitRef
		to   string
		via  Via
		why  string
		code string
	}{
		{ref: "020101", to: "0201011", via: ByNumber, why: "numer gminy bez cyfry rodzaju"},
		{ref: "201011?", to: "0201011", via: ByNumber, why: "kod bez zera wiodącego: 0201011"},
		{ref: "201012?", to: "0201011", via: ByCode, why: "kod bez zera wiodącego: 0201012; kodu nie ma w rejestrze z 2025-01-01; ten sam numer gminy, inny rodzaj: wiejska → miejska"},
		{ref: "201015?", to: "part"},               // the rural area of a gmina that has none
		{ref: "201044?", to: "ambiguous", why: ""}, // a town, or Drohiczyn
		{ref: "201043?", to: "ambiguous", why: "sześć cyfr to kod bez zera wiodącego albo numer gminy bez rodzaju; pasują: 0201043 gmina miejsko-wiejska Nowogrodziec (powiat bolesławiecki), 2010432 gmina wiejska Siemiatycze (powiat siemiatycki)"},
		{ref: "201099?", to: "unknown"},
		{ref: "020105", to: "ambiguous", why: "numer ma kilka gmin; pasują: 0201051 gmina miejska Dwie (powiat bolesławiecki), 0201052 gmina wiejska Dwie (powiat bolesławiecki)"},
		{ref: "020102", to: "gone"},
		{ref: "020199", to: "unknown", why: "numeru gminy nie ma w żadnym dostarczonym rejestrze"},
		{ref: "146502", to: "part", why: "Bemowo to część gminy, której nie liczy się obok całości; całość: 1465011 miasto Warszawa"},
		{ref: "1465028", to: "part", why: "1465028 to część gminy, której nie liczy się obok całości; całość: 1465011 miasto Warszawa"},
		{ref: "~bemowo|warszawa||8|gmina", to: "part", why: "bemowo, powiat warszawa, dzielnica to część gminy, której nie liczy się obok całości; całość: 1465011 miasto Warszawa"},
		{ref: "~warszawa|warszawa||1|gmina", to: "1465011", via: ByName, why: "nazwa: warszawa, powiat warszawa, miejska"},
		{ref: "0201044", to: "part"},
		{ref: "0201043", to: "0201043", via: InForce},
		{ref: "xyz", to: "unknown", why: "to nie jest kod ani nazwa jednostki"},
		{ref: "", to: "unknown"},
		{ref: "~x", to: "unknown"},
	} {
		res := r.Resolve(c.ref, Context{})
		if got := string(res.Unit) + string(res.Failure); got != c.to || res.Via != c.via || c.why != "" && res.Reason+res.Why.PL != c.why {
			t.Errorf("%s: %s %s\n%s\nwant %s\n%s", c.ref, got, res.Via, res.Reason+res.Why.PL, c.to, c.why)
		}
	}
}

// A code nobody knows is suggested by the name printed beside it, which
// decides nothing.
func TestPrintedName(t *testing.T) {
	r := register(t, "", dated(t, "2025-01-01", "1000000 ŁÓDZKIE", "1002000 kutnowski", "1002011 Kutno", "1002052 Kutno", "1061000 Łódź"))
	res := r.Resolve("1002991", Context{Name: "Kutno (1)"})
	if res.Failure != Unknown || res.Why.PL != "kodu nie ma w żadnym dostarczonym rejestrze; podobne: 1002011 gmina miejska Kutno (powiat kutnowski) (100%), 1002052 gmina wiejska Kutno (powiat kutnowski) (90%)" {
		t.Errorf("%+v", res)
	}
	if res := r.Resolve("1099000", Context{Name: "Powiat kutnowsky"}); len(res.Candidates) != 1 || res.Candidates[0].Unit != "1002000" {
		t.Errorf("%+v", res)
	}
}

func TestOf(t *testing.T) {
	whole := register(t, "", dated(t, "2025-01-01", "1000000 ŁÓDZKIE", "1002000 kutnowski", "1002011 Kutno"))
	var list []Unit
	for _, u := range whole.Units {
		list = append(list, u)
	}
	r := Of(whole.Date, list)
	if units(r.Units) != units(whole.Units) || !r.Date.Equal(whole.Date) || len(r.Changes) > 0 {
		t.Errorf("%s of %s", units(r.Units), r.Date)
	}
	if res := r.ResolveName(indicators.NameKey("Kutno", indicators.LevelGmina), Context{}); res.Unit != "1002011" {
		t.Errorf("%+v", res)
	}
}
