package ingest

import (
	"strings"
	"testing"
)

const twoRowProfile = `format: table
header: [Kod TERYT, Uczniowie]
unit: {column: Kod TERYT}
skip: [RAZEM, "Uwaga"]
select:
  - {variable: a, column: Przedszkola / Dzieci}
  - {variable: b, column: szkoły / dzieci}
  - {variable: c, column: Uczniowie}
year: `

// twoRows is a table at B9 with merged groups over its columns.
func twoRows(upperCode bool) page {
	p := page{name: "2021", at: "B9", rows: [][]any{
		{nil, nil, "Przedszkola", nil, "Szkoły", nil},
		{"Kod\nTERYT", "Gmina", "Dzieci", "Etaty", "Dzieci", "uczniowie "},
		{"1002011", "Kutno", 100, 9.5, 900, "1 234"},
		{"1002022", "Bedlno", nil, 1, "b.d.", "12,5"},
		{"RAZEM", nil, 100, 10.5, 900, 2},
		{},
		{nil, "RAZEM gmina", 1, 2, 3},
		{nil, "Źródło: urząd gminy"},
		{"Uwaga: dane wstępne"},
	}, merges: []string{"D9:E9", "F9:G9"}}
	if upperCode {
		p.rows[0][0], p.rows[0][1], p.rows[1][0], p.rows[1][1] = p.rows[1][0], p.rows[1][1], nil, nil
		p.merges = append(p.merges, "B9:B10", "C9:C10")
	}
	return p
}

const twoRowsWant = `
	a 1002011 2021 100 ok @!2021!D11 "100"
	b 1002011 2021 900 ok @!2021!F11 "900"
	c 1002011 2021 1234 ok @!2021!G11 "1 234"
	a 1002022 2021 - no_information @!2021!D12
	b 1002022 2021 - parse_error @!2021!F12 "b.d."
	c 1002022 2021 12.5 ok .1 @!2021!G12 "12,5"
	rows 6 = 2 + 4 + 0
	! f 2021.xlsx!2021!F12 "b.d." is not a number; such cells: 1 [cell-not-number]`

func TestTableAnywhere(t *testing.T) {
	title := page{name: "Opis", at: "C3", rows: [][]any{{"Kod TERYT wyjaśniono w arkuszu"}}}
	for name, upper := range map[string]bool{"code in the lower row": false, "code merged over both rows": true} {
		for _, year := range []string{"{sheet: true}", "{value: 2021}", `{filename: '(\d{4})'}`} {
			t.Run(name+year, func(t *testing.T) {
				expect(t, readData(t, profileOf(t, twoRowProfile+year), "in/f 2021.xlsx", workbook(t, title, twoRows(upper))), strings.ReplaceAll(twoRowsWant, "! f", "! in/f"))
			})
		}
	}
}

func TestTableYearColumnAndSheets(t *testing.T) {
	p := profileOf(t, "format: table\nunit: {column: Kod}\nyear: {column: Rok}\nselect: [{variable: a, column: X}]")
	one := page{name: "Ziemia", rows: [][]any{{"Kod", "Rok", "X"}, {"1002011", 2020, 1}, {"1002011", "2021", 2}, {"1002011", "rok", 3}, {"1002011", nil, 4}}}
	two := page{name: "Woda", at: "D4", rows: [][]any{{"X", "Rok", "Kod"}, {5, 2022, "1002022"}}}
	other := page{name: "Wykres", rows: [][]any{{"Kod", "X"}, {"1002011", 9}}}
	expect(t, readData(t, p, "f.xlsx", workbook(t, one, other, two)), `
		a 1002011 2020 1 ok @!Ziemia!C2 "1"
		a 1002011 2021 2 ok @!Ziemia!C3 "2"
		a 1002022 2022 5 ok @!Woda!D5 "5"
		rows 5 = 3 + 0 + 2
		! f.xlsx!Ziemia!B4 "rok" is not a year; row rejected [row-year]
		! f.xlsx!Ziemia!B5 "" is not a year; row rejected [row-year]`)
	p = profileOf(t, "format: table\nsheet: Woda\nunit: {column: Kod}\nyear: {column: Rok}\nselect: [{variable: a, column: X}]")
	expect(t, readData(t, p, "f.xlsx", workbook(t, one, other, two)), `
		a 1002022 2022 5 ok @!Woda!D5 "5"
		rows 1 = 1 + 0 + 0`)
}

func TestTableWithoutYear(t *testing.T) {
	text := "Kod;X\n1002011;5\n"
	expect(t, readData(t, profileOf(t, "format: table\nunit: {column: Kod}\nyear: {filename: '_(\\d{4})'}\nselect: [{variable: a, column: X}]"), "in/x_20.csv", []byte(text)), `
		rows 1 = 0 + 0 + 1
		! in/x_20.csv "x_20.csv" is not a year; row rejected [row-year]
		! in/x_20.csv profile "s": the selection of variable "a" matches no row [select-nothing]`)
	expect(t, readData(t, profileOf(t, "format: table\nunit: {column: Kod}\nyear: {sheet: true}\nselect: [{variable: a, column: X}]"), "f.xlsx",
		workbook(t, page{name: "Dane", rows: [][]any{{"Kod", "X"}, {"1002011", 5}}})), `
		rows 1 = 0 + 0 + 1
		! f.xlsx!Dane "Dane" is not a year; row rejected [row-year]
		! f.xlsx profile "s": the selection of variable "a" matches no row [select-nothing]`)
}

func TestTableHeaders(t *testing.T) {
	csv := "Tytuł\nKod;Gmina;Dzieci;Dzieci\n1002011;Kutno;1;2\n"
	keys := "format: table\nunit: {column: Kod}\nyear: {value: 2020}\nselect: [{variable: a, column: %c}, {variable: b, column: Etaty, weight: Waga, require: Próg, where: {Typ: x, Rodzaj: y}}]"
	expect(t, readData(t, profileOf(t, strings.ReplaceAll(keys, "%c", "Uczniowie")), "f.csv", []byte(csv)), `
		rows 0 = 0 + 0 + 0
		! f.csv:2 column "Uczniowie" not found [column-not-found]
		! f.csv:2 column "Etaty" not found [column-not-found]
		! f.csv:2 column "Waga" not found [column-not-found]
		! f.csv:2 column "Próg" not found [column-not-found]
		! f.csv:2 column "Rodzaj" not found [column-not-found]
		! f.csv:2 column "Typ" not found [column-not-found]
		error: table header not found`)
	// A name that stands over two columns names neither.
	expect(t, readData(t, profileOf(t, "format: table\nunit: {column: Kod}\nyear: {value: 2020}\nselect: [{variable: a, column: Dzieci}]"), "f.csv", []byte(csv)), `
		rows 0 = 0 + 0 + 0
		! f.csv:2 column name "Dzieci" stands 2 times [column-ambiguous]
		error: table header not found`)
	expect(t, readData(t, profileOf(t, "format: table\nheader: [Kod gminy, RSPO]\nunit: {column: Kod}\nyear: {value: 2020}\nselect: [{variable: a, column: Dzieci}]"), "f.csv", []byte(csv)), `
		rows 0 = 0 + 0 + 0
		! f.csv table header not found; looked for columns: Kod gminy, RSPO [header-not-found]
		error: table header not found`)
	expect(t, readData(t, profileOf(t, "format: table\nsheet: Brak\nunit: {column: Kod}\nyear: {column: Rok}\nselect: [{variable: a, column: Dzieci}]"), "f.xlsx", workbook(t, twoRows(false))), `
		rows 0 = 0 + 0 + 0
		! f.xlsx!Brak table header not found; looked for columns: Kod, Rok [header-not-found]
		error: table header not found`)
}

// TestRowWithoutCode: a figure without a code is not taken for a note.
func TestRowWithoutCode(t *testing.T) {
	p := profileOf(t, "format: table\nunit: {column: Kod}\nyear: {value: 2020}\nskip: [Ogółem]\nselect: [{variable: a, column: X}]")
	expect(t, readData(t, p, "f.csv", []byte("Kod;Gmina;X\n1002011;Kutno;1\n;Bedlno;5\n;;6\n;ogółem  powiat;12\n;Źródło: GUS;\n;;*\nKutno;;7\n;;;;;\n")), `
		a 1002011 2020 1 ok @:2:3 "1"
		rows 7 = 1 + 3 + 3
		! f.csv:3:1 "" is not a unit code; row rejected [row-unit-code]
		! f.csv:4:1 "" is not a unit code; row rejected [row-unit-code]
		! f.csv:8:1 "Kutno" is not a unit code; row rejected [row-unit-code]`)
}

func TestTableLevelsPartsAndWhere(t *testing.T) {
	text := `Kod;Typ;X
1002073;a;1
1002074;a;2
1002075;b;3
1465011;a;4
1465028;a;5
1002000;a;6
`
	keys := "format: table\nyear: {value: 2020}\nselect: [{variable: a, column: X, where: {Typ: a}}, {variable: b, column: X, level: powiat}]\nunit: {column: Kod"
	expect(t, readData(t, profileOf(t, keys+"}"), "f.csv", []byte(text)), `
		a 1002073 2020 1 ok @:2:3 "1"
		a 1465011 2020 4 ok @:5:3 "4"
		b 1002000 2020 6 ok @:7:3 "6"
		rows 6 = 3 + 3 + 0`)
	expect(t, readData(t, profileOf(t, keys+", parts: gmina}"), "f.csv", []byte(text)), `
		a 1002073 2020 1 ok @:2:3 "1"
		a 1002073 2020 2 ok @:3:3 "2"
		a 1465011 2020 4 ok @:5:3 "4"
		a 1465011 2020 5 ok @:6:3 "5"
		b 1002000 2020 6 ok @:7:3 "6"
		rows 6 = 5 + 1 + 0`)
}

func TestTableRequireOfAPlainSelection(t *testing.T) {
	p := profileOf(t, "format: table\nunit: {column: Kod}\nyear: {value: 2020}\ncells: {\"-\": true_zero, x: no_information}\nselect: [{variable: a, column: X, require: N}]")
	expect(t, readData(t, p, "f.csv", []byte("Kod;X;N\n1002011;1;5\n1002022;2;\n1002033;3;-\n1002042;4;x\n1002052;x;7\n")), `
		a 1002011 2020 1 ok @:2:2 "1"
		a 1002033 2020 3 ok @:4:2 "3"
		a 1002052 2020 - no_information @:6:2 "x"
		rows 5 = 5 + 0 + 0`)
}

// The same column, once typed as text and once as numbers with a format, is the
// same figure.
func TestTablePercentages(t *testing.T) {
	doc := `<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
		<Styles><Style ss:ID="p"><NumberFormat ss:Format="0.0%"/></Style></Styles><Worksheet ss:Name="S"><Table>
		<Row><Cell><Data ss:Type="String">Kod</Data></Cell><Cell><Data ss:Type="String">Odsetek</Data></Cell></Row>
		<Row><Cell><Data ss:Type="String">1002011</Data></Cell><Cell><Data ss:Type="String">12,5 %</Data></Cell></Row>
		<Row><Cell><Data ss:Type="String">1002022</Data></Cell><Cell ss:StyleID="p"><Data ss:Type="Number">0.125</Data></Cell></Row>
		<Row><Cell><Data ss:Type="String">1002032</Data></Cell><Cell ss:StyleID="p"><Data ss:Type="Number">0.14000000000000001</Data></Cell></Row>
		<Row><Cell><Data ss:Type="String">1002042</Data></Cell><Cell ss:StyleID="p"><Data ss:Type="Number">1</Data></Cell></Row>
		</Table></Worksheet></Workbook>`
	p := profileOf(t, "format: table\nunit: {column: Kod}\nyear: {value: 2023}\nselect: [{variable: a, column: Odsetek}]")
	expect(t, readData(t, p, "f.xml", []byte(doc)), `
		a 1002011 2023 12.5 ok .1 @!S!B2 "12,5 %"
		a 1002022 2023 12.5 ok .1 @!S!B3 "12.5%"
		a 1002032 2023 14 ok @!S!B4 "14%"
		a 1002042 2023 100 ok @!S!B5 "100%"
		rows 4 = 4 + 0 + 0`)
}
