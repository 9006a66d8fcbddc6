package ingest

import (
	"slices"
	"strings"
	"testing"
)

const ctabProfile = `format: bdl-ctab
select:
  - {variable: a, parts: [ogółem, miasta]}
  - {variable: a, parts: [ogółem, miasta], level: powiat}
  - {variable: b, parts: [stadiony]}
`

func TestCTAB(t *testing.T) {
	text := `Kod;Nazwa;"ogółem;miasta;2019;[osoba]";"ogółem;miasta;2020;[osoba]";"ogółem;wieś;2020;[osoba]";"stadiony;2020;[szt.];"
1002011;Kutno;43 000;43206;1;2
1002000;Powiat kutnowski;96000;;3;
1002022;"Bedlno";;"12,5";;-
1000000;ŁÓDZKIE;1;2;3;4
1002000;Powiat kutnowski - GMINY WIEJSKIE;1;2;3;4
Razem;;1;2;3;4
`
	want := `
		a 1002011 2019 43000 ok @:2:3 "43 000"
		a 1002011 2020 43206 ok @:2:4 "43206"
		b 1002011 2020 2 ok @:2:6 "2"
		a 1002000 2019 96000 ok @:3:3 "96000"
		a 1002000 2020 - no_information @:3:4
		a 1002022 2019 - no_information @:4:3
		a 1002022 2020 12.5 ok .1 @:4:4 "12,5"
		b 1002022 2020 - structure_change @:4:6 "-"
		rows 6 = 3 + 2 + 1
		! f.csv:7:1 "Razem" is not a unit code; row rejected [row-unit-code]
		! f.csv aggregate rows that repeat a code: 1; left out [aggregate-row]`
	p := profileOf(t, ctabProfile)
	expect(t, readData(t, p, "f.csv", []byte(text)), want)
	expect(t, readData(t, p, "f.csv", []byte("\ufeff"+strings.ReplaceAll(text, "\n", "\r\n"))), want)
	english := strings.Replace(text, "Kod;Nazwa", "Code;Name", 1)
	expect(t, readData(t, p, "f.csv", []byte(english)), want)
}

func TestCTABYearOfTheProfile(t *testing.T) {
	text := "Kod;Nazwa;ogółem;\"ogółem;2019\"\n210011;Bolesławiec;5;4\n"
	expect(t, readData(t, profileOf(t, "format: bdl-ctab\nyear: {value: 2020}\nselect: [{variable: a, parts: [ogółem]}]"), "f.csv", []byte(text)), `
		a 0210011 2020 5 ok @:2:3 "5"
		a 0210011 2019 4 ok @:2:4 "4"
		rows 1 = 1 + 0 + 0
		! f.csv codes without their leading zero: 1; restored [code-leading-zero]`)
	expect(t, readData(t, profileOf(t, "format: bdl-ctab\nselect: [{variable: a, parts: [ogółem]}]"), "f.csv", []byte(text)), `
		a 0210011 2019 4 ok @:2:4 "4"
		rows 1 = 1 + 0 + 0
		! f.csv codes without their leading zero: 1; restored [code-leading-zero]`)
}

func TestCTABWithoutHeaderOrColumn(t *testing.T) {
	p := profileOf(t, ctabProfile)
	expect(t, readData(t, p, "f.csv", []byte("Kod;2020\n1002011;5\n")), `
		rows 0 = 0 + 0 + 0
		! f.csv table header not found; looked for columns: Kod, Nazwa [header-not-found]
		error: table header not found`)
	expect(t, readData(t, p, "f.csv", []byte("Kod;Nazwa;\"osoby;2020\"\n1002011;Kutno;5\n")), `
		rows 1 = 0 + 1 + 0
		! f.csv profile "s": the selection of variable "a" matches no row [select-nothing]
		! f.csv profile "s": the selection of variable "a" matches no row [select-nothing]
		! f.csv profile "s": the selection of variable "b" matches no row [select-nothing]`)
	expect(t, readData(t, p, "f.csv", []byte("Kod;Nazwa;\"stadiony;2020\"\n")), `
		rows 0 = 0 + 0 + 0
		! f.csv the file holds no data rows [file-empty]`)
}

func TestDANE(t *testing.T) {
	rows := [][]any{
		{"Kod", "Nazwa", "Wyszczególnienie", "Rok", "Wartosc", "Jednostka miary", "Atrybut"},
		{"1002011", "Kutno", "placówki", "2020", 12, "ob.", " "},
		{"1002011", "Kutno", "placówki", 2021, 12.25, "ob.", "s"},
		{1002022, "Bedlno", "placówki", 2021, 0, "ob.", "x"},
		{"0210011", "Bolesławiec", "placówki", 2021, "-", "ob.", " "},
		{210022, "Osiecznica", "placówki", 2021, "-", "ob.", nil},
		{"1002011", "Kutno", "obiekty", 2021, 7, "ob.", " "},
		{"1002011", "Kutno", "placówki", 2022, "1 234,5", "ob.", " "},
	}
	keys := "format: bdl-xlsx\nselect: [{variable: a, where: {Wyszczególnienie: placówki}}]\n"
	data := workbook(t, page{name: "OPIS", rows: [][]any{{"Kod", "x"}, {"Nazwa", "y"}}}, page{name: "DANE", rows: rows})
	want := `
		a 1002011 2020 12 ok @!DANE!E2 "12"
		a 1002011 2021 12.25 ok+estimate .2 @!DANE!E3 "12.25" "s"
		a 1002022 2021 - no_information @!DANE!E4 "0" "x"
		a 0210011 2021 - structure_change @!DANE!E5 "-"
		a 0210022 2021 - structure_change @!DANE!E6 "-"
		a 1002011 2022 1234.5 ok .1 @!DANE!E8 "1 234,5"
		rows 7 = 6 + 1 + 0
		! f.xlsx!DANE!E4 value 0 with sign "x" is taken as missing (no_information) [cell-value-with-sign]
		! f.xlsx codes without their leading zero: 1; restored [code-leading-zero]`
	expect(t, readData(t, profileOf(t, keys), "f.xlsx", data), want)
	expect(t, readData(t, profileOf(t, keys+`cells: {"-": no_information}`), "f.xlsx", data), strings.ReplaceAll(want, "structure_change", "no_information"))

	absent := readData(t, profileOf(t, keys), "f.xlsx", workbook(t, page{name: "OPIS", rows: rows}))
	if absent.err == nil || !strings.Contains(absent.err.Error(), "missing-sheet") {
		t.Errorf("neither DANE nor TABLICA: %v", absent)
	}
	named := readData(t, profileOf(t, keys+"sheet: Arkusz\n"), "f.xlsx", workbook(t, page{name: "DANE"}, page{name: "Arkusz", rows: rows}))
	if len(named.obs) != 6 {
		t.Errorf("a named sheet: %s", named)
	}
}

// TestTABLICA: labels written once over the columns they cover, a row of
// years, a row of units; Kod and Nazwa in the first header row or in the last.
func TestTABLICA(t *testing.T) {
	keys := `format: bdl-xlsx
select:
  - {variable: a, parts: [czytelnicy, ogółem]}
  - {variable: b, parts: [czytelnicy, dzieci]}
  - {variable: c, parts: [wypożyczenia, ogółem]}
`
	header := [][]any{
		{nil, nil, "czytelnicy", nil, nil, "wypożyczenia", nil},
		{nil, nil, "ogółem", nil, "dzieci", "ogółem", nil},
		{nil, nil, "2019", "2020", "2020", 2019, 2020},
		{nil, nil, "[osoba]", nil, nil, "[wol.]", nil},
	}
	data := [][]any{
		{"1002011", "Kutno", 10, "-", 3, 100, 1000.5},
		{"1002000", "Powiat kutnowski", 20, 21, 22, 23, 24},
		{"1002022", "Bedlno", 0, nil, 5},
		{},
		{"1002033", "ŁÓDZKIE - WIEŚ", 1, 1, 1, 1, 1},
	}
	want := `
		a 1002011 2019 10 ok @!TABLICA!C5 "10"
		a 1002011 2020 - structure_change @!TABLICA!D5 "-"
		b 1002011 2020 3 ok @!TABLICA!E5 "3"
		c 1002011 2019 100 ok @!TABLICA!F5 "100"
		c 1002011 2020 1000.5 ok .1 @!TABLICA!G5 "1000.5"
		a 1002022 2019 0 true_zero @!TABLICA!C7 "0"
		a 1002022 2020 - structure_change @!TABLICA!D7
		b 1002022 2020 5 ok @!TABLICA!E7 "5"
		c 1002022 2019 - structure_change @!TABLICA!F7
		c 1002022 2020 - structure_change @!TABLICA!G7
		rows 4 = 2 + 2 + 0
		! f.xlsx aggregate rows that repeat a code: 1; left out [aggregate-row]`
	for name, at := range map[string]int{"first": 0, "last": 3, "second": 1} {
		t.Run(name, func(t *testing.T) {
			rows := make([][]any, 0, len(header)+len(data))
			for i, row := range header {
				row = slices.Clone(row)
				if i == at {
					row[0], row[1] = "Kod", "Nazwa"
				}
				rows = append(rows, row)
			}
			merges := []string{"C1:E1", "F1:G1", "C2:D2", "F2:G2", "C4:E4", "F4:G4"}
			if at == 0 {
				merges = append(merges, "A1:A4", "B1:B4")
			}
			book := workbook(t, page{name: "OPIS"}, page{name: "TABLICA", rows: append(rows, data...), merges: merges})
			expect(t, readData(t, profileOf(t, keys), "f.xlsx", book), want)
		})
	}
	// A single dimension, the year in the profile.
	book := workbook(t, page{name: "TABLICA", rows: [][]any{{"Kod", "Nazwa", "ogółem"}, {nil, nil, "[szt.]"}, {"1002011", "Kutno", 5}}})
	expect(t, readData(t, profileOf(t, "format: bdl-xlsx\nyear: {value: 2021}\nselect: [{variable: a, parts: [ogółem]}]"), "f.xlsx", book), `
		a 1002011 2021 5 ok @!TABLICA!C3 "5"
		rows 1 = 1 + 0 + 0`)
}
