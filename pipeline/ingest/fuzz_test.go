package ingest

import (
	"bytes"
	"testing"

	"miernik/pipeline/profile"
	"miernik/pipeline/sheet"
)

// fuzzRead reads any bytes twice: what readBook checks must hold, and the
// second reading must give what the first gave.
func fuzzRead(t *testing.T, data []byte, profiles []*profile.Profile) {
	for _, p := range profiles {
		var before string
		for i := range 2 {
			book, err := sheet.OpenReader(bytes.NewReader(data), int64(len(data)), "f_2020.csv", sheet.Options{Encoding: p.Encoding, Delimiter: p.Delimiter, Record: p.Record()})
			if err != nil {
				return
			}
			got := readBook(t, p, "f_2020.csv", book).String()
			book.Close()
			if i > 0 && got != before {
				t.Errorf("first\n%s\nthen\n%s", before, got)
			}
			before = got
		}
	}
}

func FuzzRelational(f *testing.F) {
	profiles := []*profile.Profile{
		profileOf(f, "format: bdl-crel\nselect: [{variable: a, where: {Wiek: 0-4}, scale: 1000}, {variable: b}, {variable: c, level: powiat}, {variable: d, level: kraj}]"),
		profileOf(f, "format: bdl-ctab\nyear: {value: 2020}\nselect: [{variable: a, parts: [x]}, {variable: b, parts: [x, y]}, {variable: b, parts: [x, y], level: powiat}, {variable: c}]"),
	}
	for _, text := range []string{
		someCREL, crelHead, "\ufeff" + crelHead + "1002000;\"a;b\";0-4;;2020;1 234,5;;Z;\r\n", "Code;Name;Year;Value;Attribute\n051012002011;x;2020;-;n\n",
		"Kod;Rok;Wartosc\n1051002011;2020;NaN\n0000000;2020;1e300\n1002011;2020;9007199254740992\n", "Kod;Nazwa;\"x;2020;[szt.]\";x\n1002011;Kutno;1;2\n;;2019\n1002000;P - WIEŚ;;\n",
		"Kod;Nazwa;x\n;;y\n;;2021\n;;[os.]\n1002011;Kutno;12 %\n",
	} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, data []byte) { fuzzRead(t, data, profiles) })
}

func FuzzTable(f *testing.F) {
	selects := `select:
  - {variable: a, column: X}
  - {variable: a, column: X, level: powiat, scale: 0.001}
  - {variable: b, column: X, weight: W, require: X, aggregate: sum, cells: {"": suppressed_small_n, "-": true_zero, "0": below_format}}
  - {variable: c, column: W, aggregate: sum, scale: 1000}
  - {variable: d, aggregate: count, require: W}
  - {variable: e, column: X, require: W, where: {Typ: y}}
label: Typ
skip: [RAZEM]
`
	profiles := []*profile.Profile{
		profileOf(f, "format: table\nunit: {column: Kod, parts: gmina}\nyear: {column: Rok}\n"+selects),
		profileOf(f, "format: table\nheader: [X, W]\nunit: {column: Kod}\nyear: {filename: '_(\\d{4})'}\ncells: {\"#\": secret, \"-\": true_zero}\n"+selects),
	}
	for _, text := range []string{
		"Kod;Rok;Typ;X;W\n1002011;2020;y;5;3\n1002014;2020;y;;4\n1002000;2020;;-;#\nRAZEM;;;1;2\n;nota\n;;;7\n",
		"Tytuł\n;;grupa;;\nKod;Rok;Typ;;\n;;;X;W\n1002011;2020;y;1,5 %;\n", "X;W;Kod;Typ;Rok\n0;0;1002073;y;2020\n1e300;NaN;1002011;y;2020\nx;9007199254740992;1002011;;2021\n",
		"Kod\tRok\tTyp\tX\tW\r\n1002011\t2020\ty\t\"1\u00a0234,5\"\t-5\r\n", "Kod;Kod;Rok;Typ;X;X;W\n1;2;3;4;5\n",
	} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, data []byte) { fuzzRead(t, data, profiles) })
}

func FuzzBudget(f *testing.F) {
	profiles := []*profile.Profile{
		budgetProfile(f, "format: besti\nbudget: {complete: true}"+rbSelect),
		budgetProfile(f, "format: rb\nyear: {filename: '_(\\d{4})'}\nlabel: NAZWA\nbudget: {report: Rb-28S}\nselect: [{variable: biezace, where: {TYP: x}}, {variable: place, level: powiat}]"),
		budgetProfile(f, "format: rb\nbudget: {report: Rb-28S, complete: false, columns: {year: \"\", period: \"\"}}\nyear: {value: 2020}\nselect: [{variable: biezace}, {variable: nowe}]"),
	}
	report := bestiReport{name: "A", regon: "000000017", positions: []string{"80101 1400 401 0 WW=1.00", "80101 1400 401 0 WW=1.10", "80107 1700 605 7 PL=-2"}}
	next := report
	next.version = "2"
	f.Add(besti(report, next))
	for _, text := range []string{
		"NAZWA;TYP;WK;PK;GK;GT;PT;ROK;KWARTAL;ROZDZIAL;PAR;PAR4;R1;R4\nA;x;98;02;01;1;0;2022;4;80101;401;0;10,00;1 234,50\nB;;98;61;00;0;2;2022;3;80101;4010;;-;#\nB;;98;61;00;0;2;;4;01095;4010;;1e300;NaN\nC;;98;02;01;Z;8;2022;4;80101;401;0;1;1\n",
		"WK;PK;GK;GT;PT;ROZDZIAL;PAR;R1;R4\n98;02;01;7;0;80101;401;1;1\n\"00000000000000000000000000000000000000000000000000000000000000000000000000000", // ends in a quotation
		"WK;PK;GK;GT;PT;ROZDZIAL;PAR;R4\n8;2;1;1;0;1095;4010;5\n8;2;1;1;0;80101;4017;7\n;;;;;;;\n8;2;1;7;0;;4010;9\n",
	} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, data []byte) { fuzzRead(t, data, profiles) })
}
