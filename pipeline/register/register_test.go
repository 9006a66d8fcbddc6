package register

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"miernik/indicators"
	"miernik/internal/diag"
	"miernik/pipeline/sheet"
)

const head = "WOJ;POW;GMI;RODZ;NAZWA;NAZWA_DOD;STAN_NA\n"

// read reads a register of CSV text.
func read(t *testing.T, text string) (*Dated, diag.List) {
	t.Helper()
	book, err := sheet.OpenReader(strings.NewReader(text), int64(len(text)), "TERC.csv", sheet.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	d, found, err := Read(context.Background(), "register/TERC.csv", book)
	if err != nil {
		t.Fatal(err)
	}
	return d, found
}

// dated makes a register of codes and names: "1002011 Kutno".
func dated(t *testing.T, date string, units ...string) *Dated {
	t.Helper()
	var b bytes.Buffer
	b.WriteString(head)
	for _, u := range units {
		c, name, _ := strings.Cut(u, " ")
		pow, gmi, rodz, dod := c[2:4], c[4:6], c[6:], "gmina"
		if gmi == "00" {
			gmi, rodz, dod = "", "", "powiat"
		}
		if pow == "00" {
			pow, dod = "", "województwo"
		}
		fmt.Fprintf(&b, "%s;%s;%s;%s;%s;%s;%s\n", c[:2], pow, gmi, rodz, name, dod, date)
	}
	d, found := read(t, b.String())
	if len(found) > 0 {
		t.Fatalf("findings: %v", found)
	}
	return d
}

func register(t *testing.T, date string, list ...*Dated) *Register {
	t.Helper()
	r, _, err := New(list, date)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func units(d map[indicators.TERYT]Unit) string {
	var out []string
	for t, u := range d {
		s := fmt.Sprintf("%s %s|%s|%s", t, u.FullName(), u.Level, u.Kind)
		if u.TERYT != t {
			s += " but " + string(u.TERYT)
		}
		if u.CityPowiat {
			s += "|city"
		}
		out = append(out, s)
	}
	slices.Sort(out)
	return strings.Join(out, "\n")
}

const small = head + `10;;;;ŁÓDZKIE;województwo;2025-01-01
10;02;;;kutnowski;powiat;2025-01-01
10;02;01;1;Kutno;gmina miejska;2025-01-01
10;02;05;2;Kutno;gmina wiejska;2025-01-01
10;02;07;3;Krośniewice;gmina miejsko-wiejska;2025-01-02
10;02;07;4;Krośniewice;miasto;2025-01-02
10;02;07;5;Krośniewice;obszar wiejski;2025-01-01
10;61;;;Łódź;miasto na prawach powiatu;2025-01-01
10;61;01;1;Łódź;gmina miejska;2025-01-01
10;61;02;9;Łódź-Bałuty;delegatura;2025-01-01
14;65;;;Warszawa;miasto stołeczne, na prawach powiatu;2025-01-01
14;65;01;1;Warszawa;gmina miejska, miasto stołeczne;2025-01-01
14;65;02;8;Bemowo;dzielnica;2025-01-01
`

const smallUnits = `1000000 województwo łódzkie|województwo|województwo
1002000 powiat kutnowski|powiat|powiat
1002011 gmina miejska Kutno|gmina|miejska
1002052 gmina wiejska Kutno|gmina|wiejska
1002073 gmina miejsko-wiejska Krośniewice|gmina|miejsko-wiejska
1061000 miasto na prawach powiatu Łódź|powiat|miasto na prawach powiatu|city
1061011 miasto Łódź|gmina|miejska|city
1465000 miasto na prawach powiatu Warszawa|powiat|miasto na prawach powiatu|city
1465011 miasto Warszawa|gmina|miejska|city`

func TestRead(t *testing.T) {
	for name, text := range map[string]string{
		"LF": small, "BOM and CRLF": "\ufeff" + strings.ReplaceAll(small, "\n", "\r\n"), "no last line end": strings.TrimSuffix(small, "\n"),
		"quoted":        quoted(small),
		"a title above": "TERC;;\n" + small, "blank lines": strings.ReplaceAll(small, "\n", "\n\n"), "small letters, spaces": strings.Replace(small, "WOJ;POW", " woj ;Pow", 1),
		"other order": "RODZ;STAN_NA;" + "WOJ;POW;GMI;NAZWA;NAZWA_DOD\n" + reordered(small),
	} {
		d, found := read(t, text)
		if len(found) > 0 {
			t.Errorf("%s: %v", name, found)
			continue
		}
		if got := units(d.Units); got != smallUnits {
			t.Errorf("%s: got\n%s\nwant\n%s", name, got, smallUnits)
		}
		if d.Date.Format("2006-01-02") != "2025-01-02" || d.File != "register/TERC.csv" {
			t.Errorf("%s: of %s, file %s", name, d.Date, d.File)
		}
	}
}

func quoted(text string) string {
	var b strings.Builder
	for line := range strings.Lines(text) {
		b.WriteString(`"` + strings.ReplaceAll(strings.TrimSuffix(line, "\n"), ";", `";"`) + "\"\r\n")
	}
	return b.String()
}

func reordered(text string) string {
	var b strings.Builder
	for line := range strings.Lines(text[len(head):]) {
		f := strings.Split(strings.TrimSuffix(line, "\n"), ";")
		b.WriteString(strings.Join([]string{f[3], f[6], f[0], f[1], f[2], f[4], f[5]}, ";") + "\n")
	}
	return b.String()
}

func TestBadRows(t *testing.T) {
	rows := []string{
		"10;;;;ŁÓDZKIE;województwo;2025-01-01", // 2: good
		"2;;;;DOLNOŚLĄSKIE;województwo;2025-01-01",
		"2;1;1;1;Bolesławiec;gmina miejska;2025-01-01",   // 2111 is no powiat
		"02;1;01;1;Bolesławiec;gmina miejska;2025-01-01", // zero lost in one field
		"02;01;1;;Bolesławiec;gmina;2025-01-01",
		"02;01;01;;Bolesławiec;gmina;2025-01-01", // no kind
		"02;;01;1;Bolesławiec;gmina;2025-01-01",
		"10;02;011;;Kutno;gmina;2025-01-01",
		"10;02;01;x;Kutno;gmina;2025-01-01",
		"10;02;01;1;Kutno;gmina;1 stycznia",
		"10;02;01;1;Kutno;gmina;",
		";;;;Polska;kraj;2025-01-01",
		"koniec",
	}
	d, found := read(t, head+strings.Join(rows, "\n")+"\n")
	if got := units(d.Units); got != "1000000 województwo łódzkie|województwo|województwo" {
		t.Errorf("units:\n%s", got)
	}
	if len(found) != len(rows)-1 {
		t.Errorf("%d findings for %d bad rows", len(found), len(rows)-1)
	}
	for i, f := range found {
		if want := fmt.Sprintf("register/TERC.csv:%d", i+3); f.Code != diag.RowUnitCode || f.Place.String() != want {
			t.Errorf("%s, want a unit code at %s", f.Line("pl"), want)
		}
	}
}

func TestWrongHeader(t *testing.T) {
	for _, text := range []string{"Kod;Nazwa\n1002011;Kutno\n", "WOJ;POW;GMI;RODZ;NAZWA;STAN_NA\n10;;;;Ł;2025-01-01\n", strings.Repeat("tytuł\n", maxHeaderRow) + small} {
		d, found := read(t, text)
		if d != nil || len(found) != 1 || found[0].Code != diag.HeaderNotFound || found[0].Place.String() != "register/TERC.csv" {
			t.Errorf("%.20q: got %v, %v", text, d, found)
		}
	}
	if d, found := read(t, head); len(found) > 0 || len(d.Units) > 0 || !d.Date.IsZero() {
		t.Errorf("a header alone: %v %v", d, found)
	}
}

func TestReadFails(t *testing.T) {
	text := small + "10;02;01;1;\"Kutno;gmina;2025-01-01\n"
	d, found := read(t, text)
	if d != nil || len(found) != 1 || found[0].Code != diag.FileUnreadable {
		t.Errorf("an open quote: %v, %v", d, found)
	}
	book, err := sheet.OpenReader(strings.NewReader(small), int64(len(small)), "TERC.csv", sheet.Options{})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, _, err := Read(ctx, "TERC.csv", book); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
}

func TestFullNameAndParent(t *testing.T) {
	for _, c := range []struct {
		u            Unit
		name, parent string
	}{
		{Unit{TERYT: "0000000", Level: indicators.LevelCountry, Name: "Polska"}, "Polska", "0000000"},
		{Unit{TERYT: "1000000", Level: indicators.LevelVoivodeship, Name: "ŁÓDZKIE"}, "województwo łódzkie", "0000000"},
		{Unit{TERYT: "1002000", Level: indicators.LevelPowiat, Name: "kutnowski"}, "powiat kutnowski", "1000000"},
		{Unit{TERYT: "1061000", Level: indicators.LevelPowiat, Name: "Łódź", CityPowiat: true}, "miasto na prawach powiatu Łódź", "1000000"},
		{Unit{TERYT: "1061011", Level: indicators.LevelGmina, Kind: "miejska", Name: "Łódź", CityPowiat: true}, "miasto Łódź", "1061000"},
		{Unit{TERYT: "1002052", Level: indicators.LevelGmina, Kind: "wiejska", Name: "Kutno"}, "gmina wiejska Kutno", "1002000"},
	} {
		if c.u.FullName() != c.name || string(c.u.Parent()) != c.parent {
			t.Errorf("%s: %q below %s, want %q below %s", c.u.TERYT, c.u.FullName(), c.u.Parent(), c.name, c.parent)
		}
	}
}

func three(t *testing.T) []*Dated {
	return []*Dated{
		dated(t, "2025-01-01", "1000000 ŁÓDZKIE", "1002000 kutnowski", "1002011 Kutno", "1002042 Stała", "1002053 Wraca", "1002102 Później"),
		dated(t, "2020-01-01", "1000000 ŁÓDZKIE", "1002000 kutnowski", "1002011 Kutno", "1002022 Stara", "1002042 Stała", "1002052 Wraca", "1002062 Znika"),
		dated(t, "2022-01-01", "1000000 ŁÓDZKIE", "1002000 kutnowski zach.", "1002011 Kutno", "1002023 Stara", "1002042 Stała", "1002053 Wraca", "1002072 Chwilowa", "1003000 nowy"),
	}
}

func changes(r *Register) string {
	var out []string
	for _, c := range r.Changes {
		out = append(out, fmt.Sprintf("%s %s→%s %s→%s %s", c.Kind, c.Old, c.New, c.From.Format("2006"), c.To.Format("2006"), c.Reason))
	}
	return strings.Join(out, "\n")
}

func TestChanges(t *testing.T) {
	want := `renamed 1002000→1002000 2020→2022 zmiana nazwy: kutnowski → kutnowski zach.
kind 1002022→1002023 2020→2022 zmiana rodzaju gminy: wiejska → miejsko-wiejska
kind 1002052→1002053 2020→2022 zmiana rodzaju gminy: wiejska → miejsko-wiejska
gone 1002062→ 2020→2022 jednostki nie ma w rejestrze z 2022-01-01
new 1002072→1002072 2020→2022 jednostka pojawiła się w rejestrze z 2022-01-01
new 1003000→1003000 2020→2022 jednostka pojawiła się w rejestrze z 2022-01-01
renamed 1002000→1002000 2022→2025 zmiana nazwy: kutnowski zach. → kutnowski
gone 1002023→ 2022→2025 jednostki nie ma w rejestrze z 2025-01-01
gone 1002072→ 2022→2025 jednostki nie ma w rejestrze z 2025-01-01
new 1002102→1002102 2022→2025 jednostka pojawiła się w rejestrze z 2025-01-01
gone 1003000→ 2022→2025 jednostki nie ma w rejestrze z 2025-01-01`
	for range 3 {
		r := register(t, "", three(t)...)
		if got := changes(r); got != want {
			t.Fatalf("got\n%s\nwant\n%s", got, want)
		}
	}
}

func TestFirst(t *testing.T) {
	r := register(t, "", three(t)...)
	for code, want := range map[indicators.TERYT]string{
		"1002011": "0001-01-01", "1002042": "0001-01-01", "1002053": "0001-01-01", "1002102": "2025-01-01", "0000000": "0001-01-01",
	} {
		if got := r.Units[code].First.Format("2006-01-02"); got != want {
			t.Errorf("%s first in %s, want %s", code, got, want)
		}
	}
	if u := r.Units["1002102"]; u.LastWithout.Format("2006-01-02") != "2022-01-01" || !r.Units["1002011"].LastWithout.IsZero() {
		t.Errorf("last without %s: %s", u.TERYT, u.LastWithout)
	}
	if country := r.Units["0000000"]; country.FullName() != "Polska" || country.Level != indicators.LevelCountry {
		t.Errorf("the country is %+v", country)
	}
}

func TestNewTakesTheDate(t *testing.T) {
	for date, want := range map[string]string{"": "2025-01-01", "2025-01-01": "2025-01-01", "2022-01-01": "2022-01-01", "2020-01-01": "2020-01-01"} {
		r := register(t, date, three(t)...)
		if r.Date.Format("2006-01-02") != want {
			t.Errorf("%q: %s", date, r.Date)
		}
		for _, c := range r.Changes {
			if c.To.After(r.Date) {
				t.Errorf("%q: a change after it: %+v", date, c)
			}
		}
	}
	for _, date := range []string{"2021-01-01", "2025", "x"} {
		_, _, err := New(three(t), date)
		var noDate *DateError
		if !errors.As(err, &noDate) || noDate.Date != date || strings.Join(noDate.Delivered, " ") != "2020-01-01 2022-01-01 2025-01-01" {
			t.Errorf("%q: %v", date, err)
		}
	}
	for _, date := range []string{"", "2025-01-01"} {
		if _, _, err := New(nil, date); !errors.Is(err, ErrNoRegister) {
			t.Errorf("no register, %q: %v", date, err)
		}
	}
}

func TestResolve(t *testing.T) {
	r := register(t, "",
		dated(t, "2018-01-01", "1002011 M", "1002022 A", "1002032 B", "1002041 C", "1002052 D", "1002062 E", "1002081 F"),
		dated(t, "2020-01-01", "1002011 M", "1002023 A", "1002033 B", "1002042 C", "1002053 D", "1002082 F"),
		dated(t, "2022-01-01", "1002011 M", "1002023 A", "1002032 B", "1002043 C", "1002081 F"),
		dated(t, "2024-01-01", "1002011 M", "1002023 A", "1002032 B", "1002043 C", "1002071 G", "1002072 H"),
	)
	for _, c := range []struct {
		code      indicators.UnitRef
		to, kind  string
		from, end string // years of the change
		reason    string
	}{
		{"1002022", "1002023", "kind", "2018", "2020", "zmiana rodzaju gminy: wiejska → miejsko-wiejska"},
		{"1002041", "1002043", "kind", "2018", "2022", "zmiana rodzaju gminy: miejska → wiejska; zmiana rodzaju gminy: wiejska → miejsko-wiejska"},
		{"1002042", "1002043", "kind", "2020", "2022", "zmiana rodzaju gminy: wiejska → miejsko-wiejska"},
		{"1002033", "1002032", "kind", "2020", "2022", "zmiana rodzaju gminy: miejsko-wiejska → wiejska"}, // there and back
		{"1002012", "1002011", "code", "0001", "2024", "kodu nie ma w rejestrze z 2024-01-01; ten sam numer gminy, inny rodzaj: wiejska → miejska"},
		{"1002081", "", "gone", "", "", ""}, // there, back and gone: must end
		{"1002082", "", "gone", "", "", ""},
		{"1002052", "", "gone", "", "", ""}, // changed its kind, then gone
		{"1002062", "", "gone", "", "", ""},
		{"1002073", "", "unknown", "", "", ""}, // two gminas have the number
		{"1002992", "", "unknown", "", "", ""}, // never was
		{"1002014", "", "part", "", "", ""},
		{"1099000", "", "unknown", "", "", ""},
		{"9900000", "", "unknown", "", "", ""},
		{"1002011", "1002011", "in_force", "0001", "0001", ""},
	} {
		got := r.Resolve(c.code, Context{})
		if string(got.Unit) != c.to {
			t.Errorf("%s: got %+v, want %s", c.code, got, c.to)
			continue
		}
		if c.to == "" {
			if string(got.Failure) != c.kind || got.Why.PL == "" || got.Why.EN == "" || got.Reason != "" {
				t.Errorf("%s: %+v, want the failure %s", c.code, got, c.kind)
			}
			continue
		}
		if string(got.Via) != c.kind || got.From.Format("2006") != c.from || got.To.Format("2006") != c.end || got.Reason != c.reason {
			t.Errorf("%s: got %+v, want %+v", c.code, got, c)
		}
	}
}
