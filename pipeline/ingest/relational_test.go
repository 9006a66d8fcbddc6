package ingest

import (
	"fmt"
	"strings"
	"testing"

	"miernik/indicators"
	"miernik/internal/diag"
)

const (
	crelHead    = "Kod;Nazwa;Wiek;Płeć;Rok;Wartosc;Jednostka miary;Atrybut;\n"
	crelProfile = `format: bdl-crel
select:
  - {variable: a, where: {Wiek: ogółem, Płeć: ogółem}}
  - {variable: b, where: {Wiek: 0-4}}
  - {variable: a, where: {Wiek: ogółem, Płeć: ogółem}, level: powiat}
`
)

func TestCREL(t *testing.T) {
	text := crelHead + `1002011;Kutno;ogółem;ogółem;2020;43 206;osoba;;
1002011;Kutno;0-4;kobiety;2021;1234,50;osoba;;
1002011;Kutno;0-4;kobiety;2022;"1 200";osoba;s;
1002011;Kutno;5-9;ogółem;2021;17;osoba;;
1002000;Powiat kutnowski;ogółem;ogółem;2020;96000;osoba;;
1000000;ŁÓDZKIE;ogółem;ogółem;2020;2400000;osoba;;
1002074;Krośniewice - miasto;ogółem;ogółem;2020;4000;osoba;;
`
	want := `
		a 1002011 2020 43206 ok @:2:6 "43 206"
		b 1002011 2021 1234.5 ok .2 @:3:6 "1234,50"
		b 1002011 2022 1200 ok+estimate @:4:6 "1 200" "s"
		a 1002000 2020 96000 ok @:6:6 "96000"
		rows 7 = 4 + 3 + 0`
	p := profileOf(t, crelProfile)
	noTrail := strings.ReplaceAll(text, ";\n", "\n")
	for name, text := range map[string]string{
		"LF": text, "CRLF": strings.ReplaceAll(text, "\n", "\r\n"), "without the last ;": noTrail, "header with, rows without": crelHead + noTrail[len(crelHead)-1:],
		"BOM": "\ufeff" + text, "no last line end": strings.TrimSuffix(text, "\n"), "quoted names": strings.Replace(text, "Kod;Nazwa", `"Kod";"Nazwa"`, 1),
	} {
		t.Run(name, func(t *testing.T) { expect(t, readData(t, p, "f.csv", []byte(text)), want) })
	}
}

// TestCRELOpenDimension: a selection that leaves a dimension open takes a total
// beside its parts; one text in it, or none, is fine.
func TestCRELOpenDimension(t *testing.T) {
	text := crelHead + "1002011;Kutno;0-4;kobiety;2020;1;osoba;;\n1002022;Bedlno;0-4;kobiety;2020;2;osoba;;\n1002011;Kutno;0-4;ogółem;2020;3;osoba;;\n1002011;Kutno;0-4;mężczyźni;2020;2;osoba;;\n"
	p := profileOf(t, "format: bdl-crel\nselect: [{variable: b, where: {Wiek: 0-4}}]")
	expect(t, readData(t, p, "f.csv", []byte(text)), `
		b 1002011 2020 1 ok @:2:6 "1"
		b 1002022 2020 2 ok @:3:6 "2"
		b 1002011 2020 3 ok @:4:6 "3"
		b 1002011 2020 2 ok @:5:6 "2"
		rows 4 = 4 + 0 + 0
		! f.csv:4:4 the selection of variable "b" leaves dimension "Płeć" open: it has "kobiety" and "ogółem" [dimension-open]`)
	p = profileOf(t, "format: bdl-crel\nselect: [{variable: b, where: {Wiek: 0-4, Płeć: \"!ogółem\"}}]")
	if r := readData(t, p, "f.csv", []byte(text)); len(r.obs) != 3 || len(r.found) != 1 {
		t.Errorf("two texts through a pattern:\n%s", r)
	}
}

func TestCRELBlankLinesAndTitle(t *testing.T) {
	text := "Ludność\n\n" + crelHead + "\n;;;;;;;;\n1002011;Kutno;ogółem;ogółem;2020;1;osoba;;\n"
	expect(t, readData(t, profileOf(t, crelProfile), "f.csv", []byte(text)), `
		a 1002011 2020 1 ok @:6:6 "1"
		rows 1 = 1 + 0 + 0
		! f.csv profile "s": the selection of variable "b" matches no row [select-nothing]
		! f.csv profile "s": the selection of variable "a" matches no row [select-nothing]`)
}

func TestCRELEnglish(t *testing.T) {
	text := "Code;Name;Age;Year;Value;Measure Unit;Attribute;\n1002011;Kutno;total;2020;7;person;;\n1002011;Kutno;total;2021;0;person;n;\n"
	p := profileOf(t, "format: bdl-crel\nselect: [{variable: a, where: {Age: total}}]")
	want := `
		a 1002011 2020 7 ok @:2:5 "7"
		a 1002011 2021 - pending @:3:5 "0" "n"
		rows 2 = 2 + 0 + 0
		! f.csv:3:5 value 0 with sign "n" is taken as missing (pending) [cell-value-with-sign]`
	expect(t, readData(t, p, "f.csv", []byte(text)), want)
	expect(t, readData(t, p, "f.csv", []byte(strings.Replace(text, "Code;Name", "CODE;County", 1))), want)
}

// TestCRELAttributes reads a printed 0, a printed 7 and an empty cell under
// every attribute of the Local Data Bank.
func TestCRELAttributes(t *testing.T) {
	const gap = "-"
	for _, c := range []struct{ sign, zero, seven, empty string }{
		{"", "0 true_zero", "7 ok", "- structure_change"},
		{" ", "0 true_zero", "7 ok", "- structure_change"},
		{"k", "0 true_zero+incomplete", "7 ok+incomplete", "- structure_change"},
		{"x", "- no_information", "- no_information", "- no_information"},
		{"a", "0 below_format+low_precision", "7 below_format+low_precision", "- structure_change"},
		{"s", "0 true_zero+estimate", "7 ok+estimate", "- structure_change"},
		{"M", "0 true_zero+method_break", "7 ok+method_break", "- structure_change"},
		{"K", "0 true_zero+incomplete,method_break", "7 ok+incomplete,method_break", "- structure_change"},
		{"X", "- no_information+method_break", "- no_information+method_break", "- no_information+method_break"},
		{"A", "0 below_format+low_precision,method_break", "7 below_format+low_precision,method_break", "- structure_change"},
		{"v", "0 true_zero+low_precision", "7 ok+low_precision", "- structure_change"},
		{"n", "- pending", "- pending", "- pending"},
		{"z", "0 true_zero", "7 ok", "- structure_change"},
		{"p", "0 true_zero+joint_scope", "7 ok+joint_scope", "- structure_change"},
		{"Z", "0 true_zero+method_break", "7 ok+method_break", "- structure_change"},
	} {
		text := crelHead
		for _, v := range []string{"0", "7", "", "-"} {
			text += fmt.Sprintf("1002011;Kutno;ogółem;ogółem;2020;%s;osoba;%s;\n", v, c.sign)
		}
		r := readData(t, profileOf(t, "format: bdl-crel\nselect: [{variable: a, where: {Wiek: ogółem, Płeć: ogółem}}]"), "f.csv", []byte(text))
		for i, want := range []string{c.zero, c.seven, c.empty, c.empty} {
			o := r.obs[i]
			got := gap
			if o.HasValue {
				got = float(o.Value)
			}
			got += " " + string(o.Status)
			if o.Flags != 0 {
				got += "+" + o.Flags.String()
			}
			if got != want || o.Sign != strings.TrimSpace(c.sign) {
				t.Errorf("%q under %q: got %s, want %s", o.Raw, c.sign, got, want)
			}
		}
		// That a printed number is no number is said once a file and sign.
		said := 0
		for _, f := range r.found {
			if f.Code == diag.CellValueWithSign {
				said++
			}
		}
		if want := strings.HasPrefix(c.seven, gap); (said == 1) != want || said > 1 {
			t.Errorf("sign %q: said %d times", c.sign, said)
		}
	}
}

func TestCRELUnknownSignAndNoNumber(t *testing.T) {
	text := crelHead + `1002011;Kutno;0-4;ogółem;2020;5;osoba;Q;
1002011;Kutno;0-4;ogółem;2021;b.d.;osoba;;
1002011;Kutno;0-4;ogółem;2022;b.d.;osoba;s;
1002011;Kutno;0-4;ogółem;2023;#;osoba;;
`
	p := profileOf(t, "format: bdl-crel\ncells: {\"#\": secret}\nselect: [{variable: b, where: {Wiek: 0-4}}]")
	expect(t, readData(t, p, "f.csv", []byte(text)), `
		b 1002011 2020 - no_information @:2:6 "5" "Q"
		b 1002011 2021 - parse_error @:3:6 "b.d."
		b 1002011 2022 - parse_error @:4:6 "b.d." "s"
		b 1002011 2023 - secret @:5:6 "#"
		rows 4 = 4 + 0 + 0
		! f.csv:2:6 unknown attribute "Q" beside value "5"; taken as no information [cell-unknown-sign]
		! f.csv:2:6 value 5 with sign "Q" is taken as missing (no_information) [cell-value-with-sign]
		! f.csv:3:6 "b.d." is not a number; such cells: 2 [cell-not-number]`)
}

func TestCRELCodesAndYears(t *testing.T) {
	row := func(code, name, year string) string {
		return code + ";" + name + ";0-4;ogółem;" + year + ";1;osoba;;\n"
	}
	text := crelHead +
		row("210011", "zero lost", "2020") +
		row("0210011", "zero kept", "2021") +
		row("1051002011", "NTS", "2020") +
		row("051012002011", "BDL id", "2021") +
		row("10020", "short", "2020") +
		row("021001", "kind lost", "2020") +
		row("", "no code", "2020") +
		row("Kutno", "a name", "2020") +
		row("1002011", "Kutno", "2020/2021") +
		row("1002011", "Kutno", "") +
		row("1002011", "Kutno", "1949") +
		row(" 1002022 ", "spaces", " 2020 ")
	p := profileOf(t, "format: bdl-crel\nselect: [{variable: b, where: {Wiek: 0-4}}]")
	expect(t, readData(t, p, "f.csv", []byte(text)), `
		b 0210011 2020 1 ok @:2:6 "1"
		b 0210011 2021 1 ok @:3:6 "1"
		b 0502011 2020 1 ok @:4:6 "1"
		b 1002011 2021 1 ok @:5:6 "1"
		b 1002022 2020 1 ok @:13:6 "1"
		rows 12 = 5 + 0 + 7
		! f.csv:6:1 "10020" is not a unit code; row rejected [row-unit-code]
		! f.csv:7:1 "021001" is not a unit code; row rejected [row-unit-code]
		! f.csv:8:1 "" is not a unit code; row rejected [row-unit-code]
		! f.csv:9:1 "Kutno" is not a unit code; row rejected [row-unit-code]
		! f.csv:10:5 "2020/2021" is not a year; row rejected [row-year]
		! f.csv:11:5 "" is not a year; row rejected [row-year]
		! f.csv:12:5 "1949" is not a year; row rejected [row-year]
		! f.csv codes without their leading zero: 1; restored [code-leading-zero]`)
}

func TestCRELAggregateRows(t *testing.T) {
	var b strings.Builder
	b.WriteString(crelHead)
	for _, name := range []string{"ŁÓDZKIE", "ŁÓDZKIE - WIEŚ", "ŁÓDZKIE - miasto", "ŁÓDZKIE - MIASTA NA PRAWACH POWIATU", "ŁÓDZKIE - GMINY WIEJSKIE", "Bielsko-Biała", "ŁÓDZKIE - URBAN AREAS"} {
		fmt.Fprintf(&b, "1000000;%s;0-4;ogółem;2020;1;osoba;;\n", name)
	}
	for _, name := range []string{"Kutno - północ", "Kutno - miasto"} { // gminas may be called so
		fmt.Fprintf(&b, "1002011;%s;0-4;ogółem;2020;1;osoba;;\n", name)
	}
	p := profileOf(t, "format: bdl-crel\nselect: [{variable: b, where: {Wiek: 0-4}, level: województwo}, {variable: b, where: {Wiek: 0-4}}]")
	expect(t, readData(t, p, "f.csv", []byte(b.String())), `
		b 1000000 2020 1 ok @:2:6 "1"
		b 1000000 2020 1 ok @:7:6 "1"
		b 1002011 2020 1 ok @:9:6 "1"
		rows 9 = 3 + 6 + 0
		! f.csv aggregate rows that repeat a code: 6; left out [aggregate-row]`)
}

func TestCRELWithoutHeaderOrRows(t *testing.T) {
	p := profileOf(t, crelProfile)
	expect(t, readData(t, p, "f.csv", []byte("Kod;Nazwa;Rok\n1002011;Kutno;2020\n")), `
		rows 0 = 0 + 0 + 0
		! f.csv table header not found; looked for columns: Kod, Nazwa, Rok, Wartosc [header-not-found]
		error: table header not found`)
	expect(t, readData(t, p, "f.csv", []byte(crelHead)), `
		rows 0 = 0 + 0 + 0
		! f.csv the file holds no data rows [file-empty]`)
	far := strings.Repeat("tekst\n", 60) + crelHead
	if r := readData(t, p, "f.csv", []byte(far)); r.err == nil {
		t.Error("a header in line 61 is found")
	}
}

// TestDamagedFileIsNotCalledEmpty: what was not read to its end is neither
// empty nor without matching rows.
func TestDamagedFileIsNotCalledEmpty(t *testing.T) {
	for _, text := range []string{crelHead + "\"1002011;Kutno", crelHead + "1002011;Kutno;5-9;ogółem;2020;1;osoba;;\n\"1002011;Kutno"} {
		r := readData(t, profileOf(t, crelProfile), "f.csv", []byte(text))
		if r.err == nil || len(r.found) > 0 {
			t.Errorf("error %v, findings %v", r.err, r.found)
		}
	}
}

func TestCRELEncodings(t *testing.T) {
	text := strings.NewReplacer("ł", "\xb3", "ó", "\xf3", "ć", "\xe6").Replace(crelHead + "1002011;Kutno;ogółem;ogółem;2020;1;osoba;;\n")
	r := readData(t, profileOf(t, crelProfile), "f.csv", []byte(text))
	if len(r.obs) != 1 || len(r.found) == 0 || r.found[len(r.found)-1].Code != diag.EncodingGuessed {
		t.Errorf("guessed: %s", r)
	}
	r = readData(t, profileOf(t, "encoding: cp1250\n"+crelProfile), "f.csv", []byte(text))
	for _, f := range r.found {
		if f.Code == diag.EncodingGuessed {
			t.Errorf("declared: %s", r)
		}
	}
	if len(r.obs) != 1 {
		t.Errorf("declared: %s", r)
	}
}

func TestScaleAndCellsOfASelection(t *testing.T) {
	text := crelHead + "1002011;Kutno;0-4;ogółem;2020;4,35;tys. zł;;\n1002011;Kutno;0-4;ogółem;2021;-;tys. zł;;\n1002011;Kutno;0-4;ogółem;2022;0;tys. zł;;\n"
	p := profileOf(t, `format: bdl-crel
cells: {"-": no_information}
select: [{variable: b, where: {Wiek: 0-4}, scale: 100, cells: {"-": true_zero, "0": below_format}}]`)
	expect(t, readData(t, p, "f.csv", []byte(text)), `
		b 1002011 2020 435 ok .2 @:2:6 "4,35"
		b 1002011 2021 0 true_zero @:3:6 "-"
		b 1002011 2022 0 below_format @:4:6 "0"
		rows 3 = 3 + 0 + 0`)
}

func TestYearsSeen(t *testing.T) {
	var r reader
	for _, y := range []indicators.Year{2019, 2015, 2023, 2018} {
		r.seenYear(y)
	}
	if r.minYear != 2015 || r.maxYear != 2023 {
		t.Errorf("%d–%d", r.minYear, r.maxYear)
	}
}
