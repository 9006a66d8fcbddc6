package ingest

import (
	"strings"
	"testing"
)

// TestYearColumns: a projection has a column per year, its labels stand once,
// a star marks the year that is no projection.
func TestYearColumns(t *testing.T) {
	p := profileOf(t, `format: gus-prognoza
select:
  - {variable: a, where: {"Płeć*": "Ogółem*", "Grupa wieku*": "0-17"}}
  - {variable: b, where: {"Płeć*": "Kobiety*", "Grupa wieku*": "0-17"}}`)
	sheet := page{name: "Tabl. 2", rows: [][]any{
		{nil, nil, "TABL. 2. LUDNOŚĆ"}, {"Bolesławiec (M)", " "},
		{"Płeć Sex", "Grupa wieku   Age group", "2022*", 2023, "2024"},
		{"Ogółem Total", "Ogółem Total", 500, 490.5, 480}, {nil, "0-17", 50, 49.25, 48}, {nil, "   18-44", 200, 200, 200},
		{"Kobiety Females", "Ogółem Total", 260, 255, 250}, {nil, "0-17", 25, "-", nil},
	}}
	expect(t, readData(t, p, "in/0201011 Bolesławiec (M).xlsx", workbook(t, sheet)), `
		a 0201011 2022 50 ok @!Tabl. 2!C5 "50"
		a 0201011 2023 49.25 ok+estimate .2 @!Tabl. 2!D5 "49.25"
		a 0201011 2024 48 ok+estimate @!Tabl. 2!E5 "48"
		b 0201011 2022 25 ok @!Tabl. 2!C8 "25"
		b 0201011 2023 - parse_error @!Tabl. 2!D8 "-"
		b 0201011 2024 - no_information @!Tabl. 2!E8
		rows 5 = 2 + 3 + 0
		! in/0201011 Bolesławiec (M).xlsx!Tabl. 2!D8 "-" is not a number; such cells: 1 [cell-not-number]`)
	r := readData(t, p, "in/Bolesławiec.xlsx", workbook(t, sheet))
	if r.counts.Rejected != 5 || !strings.Contains(r.String(), "[file-unit-code]") {
		t.Errorf("without a code in the name:\n%s", r)
	}
	powiat := profileOf(t, "format: gus-prognoza\nselect: [{variable: a, level: powiat, where: {\"Płeć*\": \"Ogółem*\", \"Grupa*\": \"0-17\"}}]")
	if r := readData(t, powiat, "powiat_0201 bolesławiecki.xlsx", workbook(t, sheet)); len(r.obs) != 3 || r.obs[0].Unit != "0201000" {
		t.Errorf("a powiat by four digits:\n%s", r)
	}
}

// TestYearsUnderAndOverNames: groups of years under a name, names under a year.
func TestYearsUnderAndOverNames(t *testing.T) {
	p := profileOf(t, "format: table\nunit: {column: Kod}\nyear: {header: true}\nselect: [{variable: a, column: Uczniowie}, {variable: b, column: Etaty}]")
	expect(t, readData(t, p, "f.csv", []byte(";Uczniowie;;Etaty;\nKod;2020;2021;2020;2021\n1002011;1;2;3;4\n")), `
		a 1002011 2020 1 ok @:3:2 "1"
		a 1002011 2021 2 ok @:3:3 "2"
		b 1002011 2020 3 ok @:3:4 "3"
		b 1002011 2021 4 ok @:3:5 "4"
		rows 1 = 1 + 0 + 0`)
	expect(t, readData(t, p, "f.csv", []byte("Kod;2020;;2021;\n;Uczniowie;Etaty;Uczniowie;Etaty\n1002011;1;3;2;4\n")), `
		a 1002011 2020 1 ok @:3:2 "1"
		a 1002011 2021 2 ok @:3:4 "2"
		b 1002011 2020 3 ok @:3:3 "3"
		b 1002011 2021 4 ok @:3:5 "4"
		rows 1 = 1 + 0 + 0`)
}

// TestCodeFromColumns puts a code together from its parts, by name or, where
// a name stands twice, by its number.
func TestCodeFromColumns(t *testing.T) {
	text := "Wykaz szkół\nrok szkolny 2022/2023\nOrgan;;;Położenie;;;;\nWoj;Pow;Gmi;Woj;Pow;Gmi;Typ gminy;Uczniowie\n10;00;00;10;02;01;M;5\n10;00;00;10;2;1;X;6\n10;00;00;;;;;11\n10;00;00;;;;;12\n"
	keys := "format: table\nheader: [Gmi]\nyear: {text: 'rok szkolny (\\d{4})/'}\nselect: [{variable: a, column: Uczniowie, aggregate: sum}]\nunit: "
	expect(t, readData(t, profileOf(t, keys+`{code: "{Woj#2}{Pow#2}{Gmi#2}{Typ gminy}", map: {Typ gminy: {M: "1", W: "2"}}}`), "f.csv", []byte(text)), `
		a 1002011 2022 5 ok @
		+ a 1002011 2022 5×1 @:5:8 w0
		rows 4 = 1 + 0 + 3
		! f.csv:6:4 "100201X" is not a unit code; row rejected [row-unit-code]
		! f.csv:7:4 "" is not a unit code; row rejected [row-unit-code]
		! f.csv:8:4 "" is not a unit code; row rejected [row-unit-code]`)
	// Without the kind the register has to tell; the last row does not add up
	// and is no total, the one before does.
	expect(t, readData(t, profileOf(t, keys+`{code: "{Położenie / Woj}{Położenie / Pow}{Położenie / Gmi}"}`), "f.csv", []byte(text)), `
		a 100201 2022 11 ok @
		+ a 100201 2022 5×1 @:5:8 w0
		+ a 100201 2022 6×1 @:6:8 w0
		rows 4 = 2 + 1 + 1
		! f.csv:8:4 "" is not a unit code; row rejected [row-unit-code]`)
}

// TestNamedUnits: units told by names become keys that the register resolves.
func TestNamedUnits(t *testing.T) {
	p := profileOf(t, "format: table\nunit: {name: {gmina: Gmina, powiat: Powiat, kind: Typ}}\nyear: {value: 2020}\nselect: [{variable: a, column: X}]")
	expect(t, readData(t, p, "f.csv", []byte("Powiat;Gmina;Typ;X\nkutnowski;Kutno;M;1\nkutnowski; Kutno ;W;2\n;;;3\n;2020;;4\n;uwaga;;\n")), `
		a ~kutno|kutnowski||1|gmina 2020 1 ok @:2:4 "1"
		a ~kutno|kutnowski||2|gmina 2020 2 ok @:3:4 "2"
		rows 5 = 2 + 2 + 1
		! f.csv:5:2 "2020" is not a unit code; row rejected [row-unit-code]`)
}

const yearbook = `format: gus-rocznik
select:
  - {variable: a, column: "Żywe* / razem*", where: {sekcja: "ogółem*"}}
  - {variable: b, column: "Żywe* / razem*", where: {sekcja: "mężczyźni*"}}
  - {variable: c, column: "Martwe*"}`

// TestYearbook: three header rows with merges, sections, footnote letters,
// signs of the yearbook, years in the title.
func TestYearbook(t *testing.T) {
	p := page{name: "Tabl. 1", at: "A2", rows: [][]any{
		{"TABL. 1. URODZENIAa W 2024 R."}, {"Powrót do spisu tablic"},
		{"WOJEWÓDZTWA\nVOIVODSHIPS", "Żywe   Live births", nil, "Martwe\nStillbirths"},
		{nil, "razem\ntotal", "poza-\nmałżeńskie", nil},
		{nil, "w tysiącach  in thousands"},
		{nil, "OGÓŁEM  TOTAL"},
		{"P O L S K A  P O L A N D", 5, 3, 2},
		{"Dolnośląskie", "23767b", 1, "-"}, {"Łódzkie", "1 234", 1, "0"}, {"Lubuskie", ".", "x", "#"},
		{nil, "MĘŻCZYŹNI  MALES"},
		{"Dolnośląskie", "12,5*", 1, 1},
		{"a Bez dzieci zmarłych."},
	}, merges: []string{"A4:A6", "B4:C4", "D4:D5", "B6:D6", "B7:D7", "B12:D12"}}
	expect(t, readData(t, profileOf(t, yearbook), "r.xlsx", workbook(t, p)), `
		a ~||dolnośląskie||województwo 2024 23767 ok @!Tabl. 1!B9 "23767b"
		c ~||dolnośląskie||województwo 2024 0 true_zero @!Tabl. 1!D9 "-"
		a ~||łódzkie||województwo 2024 1234 ok @!Tabl. 1!B10 "1 234"
		c ~||łódzkie||województwo 2024 0 below_format @!Tabl. 1!D10 "0"
		a ~||lubuskie||województwo 2024 - no_information @!Tabl. 1!B11 "."
		c ~||lubuskie||województwo 2024 - secret @!Tabl. 1!D11 "#"
		b ~||dolnośląskie||województwo 2024 12.5 ok .1 @!Tabl. 1!B13 "12,5*"
		c ~||dolnośląskie||województwo 2024 1 ok @!Tabl. 1!D13 "1"
		rows 9 = 4 + 5 + 0
		! r.xlsx!Tabl. 1!B9 footnote mark "b" beside value 23767; the value counts [cell-footnote]
		! r.xlsx!Tabl. 1!B13 footnote mark "*" beside value 12,5; the value counts [cell-footnote]`)
	// A mark that the profile explains is no surprise.
	explained := profileOf(t, yearbook+"\nsigns: {b: method_break, \"*\": estimate}")
	if r := readData(t, explained, "r.xlsx", workbook(t, p)); len(r.found) != 0 || !strings.Contains(r.String(), `23767 ok+method_break @!Tabl. 1!B9 "23767b" "b"`) {
		t.Errorf("explained footnotes:\n%s", r)
	}
}

// TestSeveralTables: two tables under one another and two side by side.
func TestSeveralTables(t *testing.T) {
	p := profileOf(t, `format: table
unit: {column: Kod}
year: {value: 2021}
tables:
  - {header: [Kod, Dzieci], select: [{variable: a, column: Dzieci}]}
  - {header: [Kod, Uczniowie], select: [{variable: b, column: Uczniowie}], year: {value: 2022}}
  - {header: [Gmina, Etaty], unit: {column: "Kod#2"}, select: [{variable: c, column: Etaty}]}`)
	text := "Przedszkola\nKod;Nazwa;Dzieci;;Gmina;Kod;Etaty\n1002011;Kutno;1;;Kutno;1002011;1,5\n1002022;Bedlno;2;;Bedlno;1002022;2,5\n\nSzkoły\nKod;Nazwa;Uczniowie\n1002011;Kutno;10\n1002022;Bedlno;b.d.\n"
	expect(t, readData(t, p, "f.csv", []byte(text)), `
		b 1002011 2022 10 ok @:8:3 "10"
		b 1002022 2022 - parse_error @:9:3 "b.d."
		c 1002011 2021 1.5 ok .1 @:3:7 "1,5"
		c 1002022 2021 2.5 ok .1 @:4:7 "2,5"
		rows 5 = 4 + 1 + 0
		! f.csv:2 column name "Kod" stands 2 times [column-ambiguous]
		! f.csv:9:3 "b.d." is not a number; such cells: 1 [cell-not-number]
		! f.csv profile "s": the selection of variable "a" matches no row [select-nothing]`)
	p = profileOf(t, `format: table
unit: {column: "Kod#1"}
year: {value: 2021}
tables:
  - {header: [Kod, Dzieci], select: [{variable: a, column: Dzieci}]}
  - {header: [Kod, Uczniowie], select: [{variable: b, column: Uczniowie}]}
  - {header: [Kod, Brak], select: [{variable: c, column: Brak}]}`)
	expect(t, readData(t, p, "f.csv", []byte(text)), `
		a 1002011 2021 1 ok @:3:3 "1"
		a 1002022 2021 2 ok @:4:3 "2"
		b 1002011 2021 10 ok @:8:3 "10"
		b 1002022 2021 - parse_error @:9:3 "b.d."
		rows 5 = 4 + 1 + 0
		! f.csv:9:3 "b.d." is not a number; such cells: 1 [cell-not-number]
		! f.csv table header not found; looked for columns: Kod, Brak [header-not-found]
		! f.csv profile "s": the selection of variable "c" matches no row [select-nothing]`)
	until := profileOf(t, "format: table\nheader: [Kod, Dzieci]\nunit: {column: \"Kod#1\"}\nyear: {value: 2021}\nuntil: [szkoły]\nselect: [{variable: a, column: Dzieci}]")
	if r := readData(t, until, "f.csv", []byte(text)); r.counts.Rows != 2 {
		t.Errorf("the table goes on behind its end:\n%s", r)
	}
}

// TestCompounds: an institution is not counted beside its parts, unless no
// part is counted.
func TestCompounds(t *testing.T) {
	p := profileOf(t, `format: rspo
year: {value: 2023}
select:
  - {variable: a, column: "Liczba uczniów", where: {Typ: "Szkoła podstawowa | Zespół*", "Data likwidacji": ""}, aggregate: sum}
  - {variable: b, where: {Typ: "!Zespół*"}, aggregate: count}`)
	text := `Numer RSPO;Typ;Nazwa;Kod terytorialny gmina;Data likwidacji;RSPO podmiotu nadrzędnego;Liczba uczniów
"1";"Zespół szkół i placówek oświatowych";"ZS 1";"1002011";"";"";"300"
"2";"Szkoła podstawowa";"SP 1";"1002011";"";"1";"200"
"3";"Technikum";"T 1";"1002011";"";"1";"100"
"4";"Zespół szkół i placówek oświatowych";"ZS 2";"1002011";"";"";"40"
"5";"Szkoła podstawowa";"SP 9";"1002011";"2020.08.31";"";"9"
`
	expect(t, readData(t, p, "f.csv", []byte(text)), `
		a 1002011 2023 240 ok @
		b 1002011 2023 3 ok @
		+ a 1002011 2023 200×1 @:3:7 w0 SP 1
		+ b 1002011 2023 1×1 @:3:4 w0 SP 1
		+ b 1002011 2023 1×1 @:4:4 w0 T 1
		+ a 1002011 2023 40×1 @:5:7 w0 ZS 2
		+ b 1002011 2023 1×1 @:6:4 w0 SP 9
		rows 5 = 4 + 1 + 0
		! f.csv compound institutions whose parts are counted: 1; their own rows are not [compound-rows]`)
}

// TestTotals: total rows are told by their words or by their sums, compared,
// and reported when they were counted.
func TestTotals(t *testing.T) {
	p := profileOf(t, "format: table\nunit: {column: Kod}\nyear: {value: 2020}\nselect: [{variable: a, column: X, aggregate: sum}, {variable: b, column: Y, aggregate: sum}]")
	expect(t, readData(t, p, "f.csv", []byte("Kod;X;Y\n1002011;1;2\n1002011;3;4\n;4;6\n;Razem;9\n")), `
		a 1002011 2020 4 ok @
		b 1002011 2020 6 ok @
		+ a 1002011 2020 1×1 @:2:2 w0
		+ b 1002011 2020 2×1 @:2:3 w0
		+ a 1002011 2020 3×1 @:3:2 w0
		+ b 1002011 2020 4×1 @:3:3 w0
		rows 4 = 2 + 2 + 0
		! f.csv:5:3 the total row says 9, the rows above add up to 6 [total-differs]`)
	r := readData(t, p, "f.csv", []byte("Kod;X;Y\n1002011;1;2\n1002011;3;4\n1002011;4;6\n"))
	if s := r.String(); !strings.Contains(s, "! f.csv:4:2 the row looks like the total of the rows above") || !strings.Contains(s, "a 1002011 2020 8") {
		t.Errorf("a total that was counted:\n%s", s)
	}
}

// TestMergedCells: a code merged over its rows is the code of each; a value
// merged over rows of several units belongs to none of them alone.
func TestMergedCells(t *testing.T) {
	p := profileOf(t, "format: table\nunit: {column: Kod}\nyear: {column: Rok}\nselect: [{variable: a, column: X}]")
	sheet := page{name: "D", rows: [][]any{{"Kod", "Rok", "X"}, {"1002011", 2020, 1}, {nil, 2021, 2}, {"1002022", 2020, 7}, {"1002033", 2020, nil}, {"1002042", 2020, nil}},
		merges: []string{"A2:A3", "C4:C5"}}
	expect(t, readData(t, p, "f.xlsx", workbook(t, sheet)), `
		a 1002011 2020 1 ok @!D!C2 "1"
		a 1002011 2021 2 ok @!D!C3 "2"
		a 1002022 2020 7 ok+joint_scope @!D!C4 "7"
		a 1002033 2020 - parse_error @!D!C5
		a 1002042 2020 - no_information @!D!C6
		rows 5 = 5 + 0 + 0
		! f.xlsx!D!C4 a value is merged over several rows; nobody says how it divides: it stays with the first [cell-merged]`)
}

func TestHiddenFormulasAndDates(t *testing.T) {
	p := profileOf(t, "format: table\nunit: {column: Kod}\nyear: {column: Data}\nselect: [{variable: a, column: X}]")
	sheet := page{name: "D", rows: [][]any{{"Kod", "Data", "X"}, {1, 2, 3}, {"1002011", "2020-12-31", 1}, {"1002022", "31.12.2020", formula("1+1")}, {"Kod", "Data", "X"}, {"1002033", "2020.12.31", 3}},
		hide: []int{3, 5}, hidden: true}
	expect(t, readData(t, p, "f.xlsx", workbook(t, page{name: "Inny"}, sheet)), `
		a 1002011 2020 1 ok @!D!C3 "1"
		a 1002022 2020 - parse_error @!D!C4
		a 1002033 2020 3 ok @!D!C6 "3"
		rows 3 = 3 + 0 + 0
		! f.xlsx!D!C4 formula without a stored result: 1+1; such cells are unreadable [formula-without-value]
		! f.xlsx!D the sheet is hidden; it was read like the others [sheet-hidden]
		! f.xlsx!D hidden rows were read: 1 [rows-hidden]`)
}

func TestMeansAndCutTexts(t *testing.T) {
	p := profileOf(t, "format: table\ncut: 10\nunit: {value: \"1002011\"}\nyear: {value: 2020}\nheader: [Typ, Wynik]\nselect: [{variable: a, column: Wynik, weight: N, aggregate: mean, where: {Typ: Szkoła podstawowa}}]")
	expect(t, readData(t, p, "f.csv", []byte("Typ;Wynik;N\nSzkoła pod;50;1\nSzkoła pod;80;3\nTechnikum;9;9\n")), `
		a 1002011 2020 72.5 ok @
		+ a 1002011 2020 50×1 @:2:2 w3
		+ a 1002011 2020 80×3 @:3:2 w3
		rows 3 = 2 + 1 + 0`)
	expect(t, readData(t, p, "f.csv", []byte("Typ;Wynik;N\nSzkoła pod;50;0\n")), `
		a 1002011 2020 - not_applicable @
		+ a 1002011 2020 50×0 @:2:2 w3
		rows 1 = 1 + 0 + 0`)
}

// TestOldPortal: exports before 2016 of both kinds, lines ended by CR or LF.
func TestOldPortal(t *testing.T) {
	multi := "\"Okres:\";\"Dane roczne\";\n\"Wymiary:\";\"Zakres, Lata\";\n\n\"Kod\";\"Jednostka terytorialna\";\"pomieszczenia szkolne\";\"pomieszczenia szkolne\";\n;;\"2007\";\"2008\";\n;;\"[pom.]\";\"[pom.]\";\n" +
		"\"1100000000\";\" ŁÓDZKIE\";\"10941\";\":\";\r\"1101506000\";\"Powiat łódzki wschodni\";\"254\";\"-\";\r"
	p := profileOf(t, "format: bdl-old\nselect: [{variable: a, level: powiat, parts: [pomieszczenia szkolne]}, {variable: b, level: województwo, parts: [pomieszczenia szkolne]}]")
	expect(t, readData(t, p, "f.csv", []byte(multi)), `
		b 1000000 2007 10941 ok @:7:3 "10941"
		b 1000000 2008 - no_information @:7:4 ":"
		a 1006000 2007 254 ok @:8:3 "254"
		a 1006000 2008 - no_information @:8:4 "-"
		rows 2 = 2 + 0 + 0`)
	rel := "Kod;Jednostka terytorialna;Okresy;Lata;Jednostka miary;Wartość\n0;POLSKA;rok;2014;zł;3805,28\n1100000000; ŁÓDZKIE;rok;2014;zł;:\n1100000000; ŁÓDZKIE;luty;2014;zł;1\n"
	p = profileOf(t, "format: bdl-old\nselect: [{variable: a, level: kraj, where: {Okresy: rok}}, {variable: b, level: województwo, where: {Okresy: rok}}]")
	expect(t, readData(t, p, "f.csv", []byte(rel)), `
		a 0000000 2014 3805.28 ok .2 @:2:6 "3805,28"
		b 1000000 2014 - no_information @:3:6 ":"
		rows 3 = 2 + 1 + 0
		! f.csv codes without their leading zero: 1; restored [code-leading-zero]`)
}

// TestDescribedDash: the sheet OPIS of older workbooks says what a dash is.
func TestDescribedDash(t *testing.T) {
	opis := page{name: "OPIS", rows: [][]any{{"Przypisy:", "Znak '-' oznacza brak danych"}}}
	dane := page{name: "DANE", rows: [][]any{{"Kod", "Nazwa", "Rok", "Wartosc", "Atrybut"}, {"1002011", "Kutno", "2010", "-", " "}}}
	keys := "format: bdl-xlsx\nselect: [{variable: a}]"
	for cells, status := range map[string]string{"": "no_information", "\ncells: {\"-\": structure_change}": "structure_change", "\ncells: {x: secret}": "no_information"} {
		r := readData(t, profileOf(t, keys+cells), "f.xlsx", workbook(t, opis, dane))
		if len(r.obs) != 1 || string(r.obs[0].Status) != status {
			t.Errorf("%q: %s", cells, r)
		}
	}
	if r := readData(t, profileOf(t, keys), "f.xlsx", workbook(t, dane)); string(r.obs[0].Status) != "structure_change" {
		t.Errorf("without OPIS: %s", r)
	}
}
