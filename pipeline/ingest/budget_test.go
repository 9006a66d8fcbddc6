package ingest

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"miernik/indicators"
	"miernik/indicators/catalog"
	"miernik/internal/diag"
	"miernik/pipeline/profile"
)

// budgetVariables are what the tests of budget reports sum.
var budgetVariables = map[string]indicators.Budget{
	"biezace":   {Report: indicators.Rb28S, Amount: indicators.AmountExecuted, Chapters: []indicators.DatedChapter{{Code: "80101"}}, Without: []string{"6??"}},
	"plan":      {Report: indicators.Rb28S, Amount: indicators.AmountPlan, Chapters: []indicators.DatedChapter{{Code: "80101"}}, Without: []string{"6??"}},
	"majatkowe": {Report: indicators.Rb28S, Amount: indicators.AmountExecuted, Chapters: []indicators.DatedChapter{{Code: "801"}}, Only: []string{"6??"}},
	"swietlice": {Report: indicators.Rb28S, Amount: indicators.AmountExecuted, Chapters: []indicators.DatedChapter{{Code: "85401", To: 2021}, {Code: "80107", From: 2022}}},
	"place": {Report: indicators.Rb28S, Amount: indicators.AmountExecuted, Chapters: []indicators.DatedChapter{{Code: "80101"}},
		Groups: []string{"1400"}, Only: []string{"401", "411"}, P4: []string{"0"}},
	"wszystko": {Report: indicators.Rb28S, Amount: indicators.AmountExecuted, Chapters: []indicators.DatedChapter{{Code: "all"}}},
	"nowe":     {Report: indicators.Rb28S, Amount: indicators.AmountExecuted, Chapters: []indicators.DatedChapter{{Code: "80108", From: 2030}}},
	"wplywy":   {Report: indicators.Rb27S, Amount: indicators.AmountExecuted, Chapters: []indicators.DatedChapter{{Code: "80101"}}},
}

// budgetProfile reads a profile of format besti or rb that selects variables.
func budgetProfile(t testing.TB, keys string) *profile.Profile {
	t.Helper()
	cat := &catalog.Catalog{Variables: map[string]catalog.Entry[*indicators.Variable]{}}
	for code, b := range budgetVariables {
		cat.Variables[code] = catalog.Entry[*indicators.Variable]{Value: &indicators.Variable{Code: code, Unit: "zł", Budget: &b}}
	}
	text := "source: s\ntitle: {pl: S, en: S}\npublisher: MF\norigin: real\nfiles: [\"*\"]\n" + keys
	list, found := profile.Load(catalog.Layer{FS: fstest.MapFS{"p.yaml": {Data: []byte(text)}}}, cat)
	if len(found) > 0 || len(list) != 1 {
		t.Fatalf("profile: %v\n%s", found, text)
	}
	return list[0]
}

// bestiReport is a made-up report; its positions are "80101 1400 401 0 PL=10 WW=5".
type bestiReport struct {
	kind, name, regon, code, period, version, date string
	positions                                      []string
}

// text writes the report as a delivery has it around one unit.
func (r bestiReport) text(id int) string {
	or := func(s, fallback string) string {
		if s == "" {
			return fallback
		}
		return s
	}
	kind, code, period := or(r.kind, "Rb-28s"), strings.Split(or(r.code, "98 02 01 1 0"), " "), strings.Split(or(r.period, "2022 Kwartal 4"), " ")
	unit := fmt.Sprintf("<Nazwa>%s</Nazwa><Typ>JB</Typ><Regon>%s     </Regon><WK>%s</WK><PK>%s</PK><GK>%s</GK><GT>%s</GT><PT>%s</PT>",
		r.name, or(r.regon, "1000"+r.name), code[0], code[1], code[2], code[3], code[4])
	var b strings.Builder
	fmt.Fprintf(&b, "<Jednostka>%s<Sprawozdania><%s Id=\"R%d\"><Okres><Rok>%s</Rok><TypOkresu>%s</TypOkresu><Okres>%s</Okres></Okres><Jednostka>%s</Jednostka>"+
		"<Naglowek><Wersja>%s</Wersja><DataSprawozdania>%s</DataSprawozdania></Naglowek><Pozycje>", unit, kind, id, period[0], period[1], period[2], unit, or(r.version, "0"), or(r.date, "2023-01-30"))
	for _, p := range r.positions {
		f := strings.Fields(p)
		fmt.Fprintf(&b, "<Pozycja><Dzial>%s</Dzial><Rozdzial>%s</Rozdzial>", f[0][:min(3, len(f[0]))], f[0])
		if f[1] != "-" {
			fmt.Fprintf(&b, "<Grupa>%s</Grupa>", f[1])
		}
		fmt.Fprintf(&b, "<Paragraf>%s</Paragraf><P4>%s</P4>", f[2], f[3])
		for _, a := range f[4:] {
			name, amount, _ := strings.Cut(a, "=")
			fmt.Fprintf(&b, "<%s>%s</%s>", name, amount, name)
		}
		b.WriteString("</Pozycja>")
	}
	fmt.Fprintf(&b, "</Pozycje></%s></Sprawozdania><Podpisy><Signature><R a=\"1\"/><R a=\"2\"/></Signature></Podpisy></Jednostka>", kind)
	return b.String()
}

func besti(reports ...bestiReport) []byte {
	var b strings.Builder
	b.WriteString("\xef\xbb\xbf<?xml version=\"1.0\" encoding=\"utf-8\"?><PaczkaSprawozdan Wersja=\"0.3\"><Okres><Rok>2022</Rok></Okres><Jednostki>")
	for i, r := range reports {
		b.WriteString(r.text(i))
	}
	b.WriteString("</Jednostki></PaczkaSprawozdan>")
	return []byte(b.String())
}

func TestBesti(t *testing.T) {
	a := bestiReport{name: "A", positions: []string{"80101 1400 401 0 PL=10.00 WW=0.10", "80101 1100 421 0 PL=5.00", "80101 1600 605 0 PL=9.00 WW=9.00", "80107 1400 401 0 WW=7.00"}}
	later := a
	later.version, later.date, later.positions = "1", "2023-02-10", []string{"80101 1400 401 0 PL=10.00 WW=0.30"}
	b := bestiReport{name: "B", positions: []string{"80101 1400 401 0 PL=20.00 WW=0.20", "85401 1400 401 0 WW=1.00"}}
	half := bestiReport{name: "A", period: "2023 Kwartal 2", positions: []string{"80101 1400 401 0 WW=4.00"}}
	for _, tt := range []struct {
		name, profile string
		reports       []bestiReport
		want          string
	}{
		{"summed to the city", "select: [{variable: biezace}, {variable: plan}, {variable: majatkowe}, {variable: swietlice}]", []bestiReport{a, b}, `
			biezace 9802011 2022 0.3 ok @!Pozycja
			plan 9802011 2022 35 ok @!Pozycja
			majatkowe 9802011 2022 9 ok @!Pozycja
			swietlice 9802011 2022 7 ok @!Pozycja
			+ biezace 9802011 2022 0.1×1 @!Pozycja!G2 w0 A
			+ plan 9802011 2022 10×1 @!Pozycja!F2 w0 A
			+ biezace 9802011 2022 0×1 @!Pozycja!G3 w0 A
			+ plan 9802011 2022 5×1 @!Pozycja!F3 w0 A
			+ majatkowe 9802011 2022 9×1 @!Pozycja!G4 w0 A
			+ swietlice 9802011 2022 7×1 @!Pozycja!G5 w0 A
			+ biezace 9802011 2022 0.2×1 @!Pozycja!G6 w0 B
			+ plan 9802011 2022 20×1 @!Pozycja!F6 w0 B
			rows 6 = 5 + 1 + 0`},
		{"the highest version counts", "select: [{variable: biezace}]", []bestiReport{later, b, a}, `
			biezace 9802011 2022 0.5 ok @!Pozycja
			+ biezace 9802011 2022 0.3×1 @!Pozycja!G2 w0 A
			+ biezace 9802011 2022 0.2×1 @!Pozycja!G3 w0 B
			rows 7 = 2 + 5 + 0
			! f!Pozycja!5 "A": version 0 of the report is replaced by version 1; the older one is not counted [budget-version]`},
		{"the same report twice", "select: [{variable: biezace}]", []bestiReport{b, a, b}, `
			biezace 9802011 2022 0.3 ok @!Pozycja
			+ biezace 9802011 2022 0.1×1 @!Pozycja!G4 w0 A
			+ biezace 9802011 2022 0×1 @!Pozycja!G5 w0 A
			+ biezace 9802011 2022 0.2×1 @!Pozycja!G8 w0 B
			rows 8 = 3 + 5 + 0
			! f!Pozycja!2 "B": the same report is there twice; counted once [budget-twice]`},
		{"two reports of one version", "select: [{variable: biezace}]", []bestiReport{
			{name: "A", date: "2023-02-01", positions: []string{"80101 1400 401 0 WW=2.00"}}, {name: "A", date: "2023-01-01", positions: []string{"80101 1400 401 0 WW=1.00"}},
		}, `
			biezace 9802011 2022 2 ok @!Pozycja
			+ biezace 9802011 2022 2×1 @!Pozycja!F2 w0 A
			rows 2 = 1 + 1 + 0
			! f!Pozycja!3 "A": two different reports of version 0; the earlier one (2023-01-01) is left out, the one dated 2023-02-01 taken [budget-differs]`},
		{"a classification twice in a report", "select: [{variable: biezace}]", []bestiReport{
			{name: "A", positions: []string{"80101 1400 401 0 WW=1.00", "80101 1400 401 0 WW=2.00"}},
		}, `
			biezace 9802011 2022 3 ok @!Pozycja
			+ biezace 9802011 2022 1×1 @!Pozycja!F2 w0 A
			+ biezace 9802011 2022 2×1 @!Pozycja!F3 w0 A
			rows 2 = 2 + 0 + 0
			! f!Pozycja!3 "A": a classification is there twice in the report; both positions are counted [budget-repeated]`},
		{"two units of one REGON", "select: [{variable: biezace}]", []bestiReport{
			{name: "A", regon: "000000017", positions: []string{"80101 1400 401 0 WW=1.00"}}, {name: "B", regon: "000000017", positions: []string{"80101 1400 401 0 WW=1.00"}},
		}, `
			biezace 9802011 2022 2 ok @!Pozycja
			+ biezace 9802011 2022 1×1 @!Pozycja!F2 w0 A
			+ biezace 9802011 2022 1×1 @!Pozycja!F3 w0 B
			rows 2 = 2 + 0 + 0
			! f!Pozycja!3 the number REGON 000000017 belongs to two units: "A" and "B"; both are counted [budget-regon]`},
		{"a half-year is no year", "select: [{variable: biezace}]\nbudget: {complete: true}", []bestiReport{half}, `
			rows 1 = 0 + 1 + 0
			! f reports of another period (Kwartal 2, year 2023) are no figures of a year; rows left out: 1 [budget-period]`},
		{"a half-year beside the year", "select: [{variable: biezace}]", []bestiReport{half, b}, `
			biezace 9802011 2022 0.2 ok @!Pozycja
			+ biezace 9802011 2022 0.2×1 @!Pozycja!F3 w0 B
			rows 3 = 1 + 2 + 0
			! f reports of another period (Kwartal 2, year 2023) are no figures of a year; rows left out: 1 [budget-period]`},
		{"a half-year that is asked for", "select: [{variable: biezace}]\nbudget: {period: 2}", []bestiReport{half}, `
			biezace 9802011 2023 4 ok @!Pozycja
			+ biezace 9802011 2023 4×1 @!Pozycja!F2 w0 A
			rows 1 = 1 + 0 + 0`},
		{"nothing in a chapter", "select: [{variable: biezace}, {variable: swietlice}]", []bestiReport{{name: "A", positions: []string{"80101 1400 401 0 WW=1.00"}}}, `
			biezace 9802011 2022 1 ok @!Pozycja
			+ biezace 9802011 2022 1×1 @!Pozycja!F2 w0 A
			rows 1 = 1 + 0 + 0
			! f profile "s": the selection of variable "swietlice" matches no row [select-nothing]`},
		{"nothing in a chapter of a complete delivery", "select: [{variable: biezace}, {variable: swietlice}, {variable: nowe}]\nbudget: {complete: true}",
			[]bestiReport{{name: "A", positions: []string{"80101 1400 401 0 WW=1.00"}}}, `
			swietlice 9802011 2022 0 true_zero @!Pozycja
			biezace 9802011 2022 1 ok @!Pozycja
			+ biezace 9802011 2022 1×1 @!Pozycja!F2 w0 A
			rows 1 = 1 + 0 + 0`},
		{"an amount that nothing has", "select: [{variable: biezace}]", []bestiReport{{name: "A", positions: []string{"80101 1400 401 0 PL=1.00"}}}, `
			biezace 9802011 2022 0 true_zero @!Pozycja
			+ biezace 9802011 2022 0×1 @!Pozycja!D2 w0 A
			rows 1 = 1 + 0 + 0`},
		{"an amount that is none", "select: [{variable: biezace}]", []bestiReport{{name: "A", positions: []string{"80101 1400 401 0 WW=x", "80101 1400 411 0 WW=2.00"}}}, `
			biezace 9802011 2022 2 ok+incomplete @!Pozycja
			+ biezace 9802011 2022 2×1 @!Pozycja!F3 w0 A
			rows 2 = 2 + 0 + 0
			! f!Pozycja!F2 "x" is not a number; such cells: 1 [cell-not-number]`},
		{"by group, and the list of paragraphs disagrees", "select: [{variable: place}]", []bestiReport{
			{name: "A", positions: []string{"80101 1400 479 0 WW=1.00", "80101 1400 401 0 WW=2.00", "80101 1100 411 0 WW=4.00", "80101 1400 401 7 WW=8.00"}},
		}, `
			place 9802011 2022 3 ok @!Pozycja
			+ place 9802011 2022 1×1 @!Pozycja!F2 w0 A
			+ place 9802011 2022 2×1 @!Pozycja!F3 w0 A
			rows 4 = 2 + 2 + 0
			! f!Pozycja!C2 variable "place": its list of paragraphs disagrees with its group (par. 479, group 1400); such positions: 2 [budget-groups]`},
		{"two kinds of reports", "select: [{variable: biezace}, {variable: wplywy}]", []bestiReport{
			{name: "A", positions: []string{"80101 1400 401 0 WW=1.00"}}, {kind: "Rb-27s", name: "A", positions: []string{"80101 - 083 0 DW=2.00"}},
		}, `
			biezace 9802011 2022 1 ok @!Rb-28s/Pozycje/Pozycja
			wplywy 9802011 2022 2 ok @!Rb-27s/Pozycje/Pozycja
			+ biezace 9802011 2022 1×1 @!Rb-28s/Pozycje/Pozycja!F2 w0 A
			+ wplywy 9802011 2022 2×1 @!Rb-27s/Pozycje/Pozycja!E2 w0 A
			rows 2 = 2 + 0 + 0`},
		{"the other kind of report", "select: [{variable: wplywy}, {variable: biezace}]", []bestiReport{{kind: "Rb-27s", name: "A", positions: []string{"80101 - 083 0 DW=2.00"}}}, `
			wplywy 9802011 2022 2 ok @!Pozycja
			+ wplywy 9802011 2022 2×1 @!Pozycja!E2 w0 A
			rows 1 = 1 + 0 + 0`},
		{"a city with powiat rights", "select: [{variable: biezace}, {variable: biezace, level: powiat}]", []bestiReport{{name: "A", code: "98 61 00 0 2", positions: []string{"80101 1400 401 0 WW=1.00"}}}, `
			biezace 9861011 2022 1 ok @!Pozycja
			biezace 9861000 2022 1 ok @!Pozycja
			+ biezace 9861011 2022 1×1 @!Pozycja!F2 w0 A
			+ biezace 9861000 2022 1×1 @!Pozycja!F2 w0 A
			rows 1 = 1 + 0 + 0`},
		{"by rules of the profile", "select: [{variable: biezace}]\nbudget:\n  units:\n    - {level: gmina, where: {wk: \"98\", Jednostka/Typ: JB}, code: \"9902{gk}2\"}", []bestiReport{
			b, {name: "C", code: "97 02 01 1 0", positions: []string{"80101 1400 401 0 WW=1.00"}},
		}, `
			biezace 9902012 2022 0.2 ok @!Pozycja
			+ biezace 9902012 2022 0.2×1 @!Pozycja!G2 w0 B
			rows 3 = 1 + 1 + 1
			! f!Pozycja!Y4 a unit that no rule of the profile describes (Jednostka/Typ JB, gk 01, wk 97); rows rejected: 1 [budget-unit-unknown]`},
		{"of one kind of unit only", "select: [{variable: biezace, where: {\"{report}/Jednostka/Nazwa\": B}}]", []bestiReport{a, b}, `
			biezace 9802011 2022 0.2 ok @!Pozycja
			+ biezace 9802011 2022 0.2×1 @!Pozycja!G6 w0 B
			rows 6 = 1 + 5 + 0`},
		{"no year and no classification", "select: [{variable: biezace}]", []bestiReport{
			{name: "A", period: "22 Kwartal 4", positions: []string{"80101 1400 401 0 WW=1.00"}}, {name: "B", positions: []string{"801 1400 401 0 WW=1.00", "80101 1400 401 0 WW=1.00", "80101 1400 4010 0 WW=1.00"}},
		}, `
			biezace 9802011 2022 1 ok @!Pozycja
			+ biezace 9802011 2022 1×1 @!Pozycja!F4 w0 B
			rows 4 = 1 + 0 + 3
			! f!Pozycja!R2 "22" is not a year; rows rejected: 1 [budget-year]
			! f!Pozycja!B3 a row without chapter, paragraph or its fourth digit ("801 401"); rows rejected: 2 [budget-unclear]`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			expect(t, readData(t, budgetProfile(t, "format: besti\n"+tt.profile), "f", besti(tt.reports...)), tt.want)
		})
	}
}

func TestBestiOtherXML(t *testing.T) {
	p := budgetProfile(t, "format: besti\nselect: [{variable: biezace}]")
	expect(t, readData(t, p, "f", []byte(`<?xml version="1.0"?><a><Pozycja><Rozdzial>80101</Rozdzial></Pozycja></a>`)), `
		rows 0 = 0 + 0 + 0
		! f table header not found; looked for columns: Rozdzial, Paragraf, {report}/Jednostka/GK, {report}/Jednostka/GT, {report}/Jednostka/PK, {report}/Jednostka/PT, {report}/Jednostka/WK [header-not-found]
		error: table header not found`)
	noYear := strings.Replace(string(besti(bestiReport{name: "A", positions: []string{"80101 1400 401 0 WW=1.00"}})), "<Rok>2022</Rok><TypOkresu>", "<TypOkresu>", 1)
	res := readData(t, p, "f", []byte(noYear))
	if res.err == nil || len(res.found) != 1 || res.found[0].Code != diag.ColumnNotFound {
		t.Errorf("a report without a year:\n%s", res)
	}
}

// A year that the name of the file contradicts is noticed even where no figure
// is taken from the file.
func TestBestiYearOfOtherPeriod(t *testing.T) {
	p := budgetProfile(t, "format: besti\nselect: [{variable: biezace}]")
	st, _ := stage(t, t.TempDir(), source(t, "local/2021_WYDATKI.xml", besti(bestiReport{name: "A", period: "2023 Kwartal 2", positions: []string{"80101 1400 401 0 WW=4.00"}})), p)
	f, ok := YearContradiction("local/2021_WYDATKI.xml", st)
	if !ok || fmt.Sprint(f.Args) != "[2021 2023]" || st.Counts.Observations != 0 {
		t.Errorf("%v %v, %+v", ok, f.Args, st.Counts)
	}
}
