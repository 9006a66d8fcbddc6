package ingest

import (
	"encoding/xml"
	"fmt"
	"math/big"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"miernik/indicators"
	"miernik/indicators/catalog"
	"miernik/internal/diag"
	"miernik/pipeline/profile"
	"miernik/pipeline/sheet"
)

// bestiFile is a published delivery of budget reports.
func bestiFile(t *testing.T, name string) (path string) {
	t.Helper()
	dir := os.Getenv("MIERNIK_REFERENCE")
	if dir == "" {
		dir = filepath.Join("..", "..", "..", "shared")
	}
	path = filepath.Join(dir, "real", "mf-besti", name)
	if _, err := os.Stat(path); err != nil {
		t.Skipf("no reference files (set MIERNIK_REFERENCE): %v", err)
	}
	return path
}

// bestiLine is a position as encoding/xml reads it.
type bestiLine struct {
	Chapter   string `xml:"Rozdzial"`
	Group     string `xml:"Grupa"`
	Paragraph string `xml:"Paragraf"`
	Plan      string `xml:"PL"`
	Spent     string `xml:"WW"`
	Received  string `xml:"DW"`
}

// linesOf decodes a whole delivery, by another way than the program's.
func linesOf(t *testing.T, path string) (out []bestiLine) {
	t.Helper()
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var doc struct {
		Spending []bestiLine `xml:"Jednostki>Jednostka>Sprawozdania>Rb-28s>Pozycje>Pozycja"`
		Revenue  []bestiLine `xml:"Jednostki>Jednostka>Sprawozdania>Rb-27s>Pozycje>Pozycja"`
	}
	if err := xml.Unmarshal(raw, &doc); err != nil {
		t.Fatal(err)
	}
	return append(doc.Spending, doc.Revenue...)
}

// regonClash is the one REGON that two schools of a delivery have, with their names.
func regonClash(t *testing.T, path string) string {
	t.Helper()
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var doc struct {
		Units []struct {
			Name  string `xml:"Nazwa"`
			Regon string `xml:"Regon"`
		} `xml:"Jednostki>Jednostka>Sprawozdania>Rb-28s>Jednostka"`
	}
	if err := xml.Unmarshal(raw, &doc); err != nil {
		t.Fatal(err)
	}
	var out []string
	names := map[string]string{}
	for _, u := range doc.Units {
		regon, name := strings.TrimSpace(u.Regon), strings.TrimSpace(u.Name)
		if before, ok := names[regon]; ok && before != name {
			out = append(out, fmt.Sprint([]any{regon, before, name}))
		}
		names[regon] = name
	}
	if len(out) != 1 {
		t.Fatalf("clashes: %v", out)
	}
	return out[0]
}

// total adds up, in decimals, what a choice of positions states.
func total(t *testing.T, lines []bestiLine, amount func(bestiLine) string, counts func(bestiLine) bool) *big.Rat {
	t.Helper()
	sum := new(big.Rat)
	for _, l := range lines {
		text := strings.TrimSpace(amount(l))
		if !counts(l) || text == "" {
			continue
		}
		v, ok := new(big.Rat).SetString(text)
		if !ok {
			t.Fatalf("%q is no amount", text)
		}
		sum.Add(sum, v)
	}
	return sum
}

// kutno reads a delivery by a profile that selects every given variable; those
// of the built-in catalogue are known by their codes.
func kutno(t *testing.T, name string, own map[string]indicators.Budget, codes ...string) *result {
	t.Helper()
	path := bestiFile(t, name)
	cat, found := catalog.Load(catalog.Builtin())
	if len(found) > 0 {
		t.Fatal(found)
	}
	text := "source: rb\ntitle: {pl: Rb, en: Rb}\npublisher: Kutno\norigin: real\nfiles: [\"*.xml\"]\nformat: besti\nselect:\n"
	for code, b := range own {
		cat.Variables[code] = catalog.Entry[*indicators.Variable]{Value: &indicators.Variable{Code: code, Budget: &b}}
		codes = append(codes, code)
	}
	slices.Sort(codes)
	for _, code := range codes {
		text += "  - {variable: " + code + "}\n"
	}
	list, found := profile.Load(catalog.Layer{FS: fstest.MapFS{"p.yaml": {Data: []byte(text)}}}, cat)
	if len(found) > 0 {
		t.Fatal(found)
	}
	book, err := sheet.Open(path, sheet.Options{Record: list[0].Record()})
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	return readBook(t, list[0], name, book)
}

// TestKutnoSpending recomputes the figures of the schools of one city by
// another way, and those that were published about them.
func TestKutnoSpending(t *testing.T) {
	current := func(chapters ...string) indicators.Budget {
		b := indicators.Budget{Report: indicators.Rb28S, Amount: indicators.AmountExecuted, Without: []string{"6??"}}
		for _, c := range chapters {
			b.Chapters = append(b.Chapters, indicators.DatedChapter{Code: c})
		}
		return b
	}
	own := map[string]indicators.Budget{}
	for _, c := range []string{"80101", "80107", "80146", "80148", "80150", "80153", "85416", "92601"} {
		own["w_"+c] = current(c)
	}
	food := current("80148")
	food.Only = []string{"422"}
	own["zywnosc"] = food
	clubs := current("80107")
	clubs.Chapters = []indicators.DatedChapter{{Code: "85401", To: 2021}, {Code: "80107", From: 2022}}
	own["swietlice"] = clubs
	plan := current("all")
	plan.Amount, plan.Without = indicators.AmountPlan, nil
	own["plan"] = plan
	capital := current("801")
	capital.Only, capital.Without = []string{"6??"}, nil
	own["majatkowe"] = capital

	res := kutno(t, "2022_WYDATKI.xml", own, "sp_wydatki_80101", "sp_wydatki_80150", "sp_wynagrodzenia")
	got := map[string]float64{}
	for _, o := range res.obs {
		if o.Unit != "1002011" || o.Year != 2022 || o.Status != indicators.OK || o.Flags != 0 {
			t.Errorf("%+v", o)
		}
		got[o.Variable] = o.Value
	}
	lines := linesOf(t, bestiFile(t, "2022_WYDATKI.xml"))
	spent := func(l bestiLine) string { return l.Spent }
	isCapital := func(l bestiLine) bool { return strings.HasPrefix(strings.TrimSpace(l.Paragraph), "6") }
	want := map[string]*big.Rat{
		"plan":      total(t, lines, func(l bestiLine) string { return l.Plan }, func(bestiLine) bool { return true }),
		"majatkowe": total(t, lines, spent, func(l bestiLine) bool { return isCapital(l) && strings.HasPrefix(strings.TrimSpace(l.Chapter), "801") }),
		"zywnosc":   total(t, lines, spent, func(l bestiLine) bool { return l.Chapter == "80148" && l.Paragraph == "422" }),
		"sp_wynagrodzenia": total(t, lines, spent, func(l bestiLine) bool {
			return l.Group == "1400" && (l.Chapter == "80101" || l.Chapter == "80150")
		}),
	}
	for _, c := range []string{"80101", "80107", "80146", "80148", "80150", "80153", "85416", "92601"} {
		want["w_"+c] = total(t, lines, spent, func(l bestiLine) bool { return l.Chapter == c && !isCapital(l) })
	}
	want["swietlice"], want["sp_wydatki_80101"], want["sp_wydatki_80150"] = want["w_80107"], want["w_80101"], want["w_80150"]
	if len(got) != len(want) {
		t.Errorf("%d sums, want %d", len(got), len(want))
	}
	for code, sum := range want {
		if v, _ := sum.Float64(); got[code] != v || v == 0 {
			t.Errorf("%s is %v, want %s", code, got[code], sum.FloatString(2))
		}
	}

	// The published figures: złoty per pupil of the city's schools (2955), the
	// share of food in canteens, of wages in schools, capital spending.
	per := func(codes ...string) string {
		sum := 0.0
		for _, c := range codes {
			sum += got["w_"+c]
		}
		return fmt.Sprintf("%.2f", sum/2955)
	}
	for _, tt := range [][2]string{
		{per("80101"), "11263.66"}, {per("80101", "80150"), "12576.14"},
		{per("80101", "80150", "80107", "80146", "80148", "80153"), "14475.86"},
		{fmt.Sprintf("%.1f", 100*got["zywnosc"]/got["w_80148"]), "44.6"},
		{fmt.Sprintf("%.1f", 100*got["sp_wynagrodzenia"]/(got["w_80101"]+got["w_80150"])), "85.8"},
		{fmt.Sprintf("%.2f", got["w_92601"]), "887832.87"},
	} {
		if tt[0] != tt[1] {
			t.Errorf("%s, want %s", tt[0], tt[1])
		}
	}
	var codes []diag.Code
	for _, f := range res.found {
		codes = append(codes, f.Code)
	}
	if clash := regonClash(t, bestiFile(t, "2022_WYDATKI.xml")); !slices.Equal(codes, []diag.Code{diag.BudgetRegon}) || fmt.Sprint(res.found[0].Args) != clash {
		t.Errorf("want the clash %s, findings: %v", clash, res)
	}
	labels := map[string]bool{}
	for _, c := range res.cells {
		labels[c.Label] = true
	}
	if len(labels) != 7 {
		t.Errorf("reporting units %v", labels)
	}
}

// The pretty-printed report of revenue.
func TestKutnoRevenue(t *testing.T) {
	own := map[string]indicators.Budget{
		"stolowki": {Report: indicators.Rb27S, Amount: indicators.AmountExecuted, Chapters: []indicators.DatedChapter{{Code: "80148"}}, Only: []string{"083"}},
		"wydatki":  {Report: indicators.Rb28S, Amount: indicators.AmountExecuted, Chapters: []indicators.DatedChapter{{Code: "all"}}},
	}
	res := kutno(t, "2022_DOCHODY.xml", own)
	sum := total(t, linesOf(t, bestiFile(t, "2022_DOCHODY.xml")), func(l bestiLine) string { return l.Received }, func(l bestiLine) bool {
		return strings.TrimSpace(l.Chapter) == "80148" && strings.TrimSpace(l.Paragraph) == "083"
	})
	want, _ := sum.Float64()
	if len(res.obs) != 1 || res.obs[0].Value != want || want != 1626325.10 || len(res.found) != 1 || res.found[0].Code != diag.BudgetRegon {
		t.Errorf("want %v, got\n%s", want, res)
	}
}

// A file whose name says 2021 holds the first half of 2023: no figure of a
// year, and the contradiction is told.
func TestKutnoHalfYear(t *testing.T) {
	path := bestiFile(t, "2021_WYDATKI.xml")
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	p := budgetProfile(t, "format: besti\nbudget: {complete: true}\nselect: [{variable: biezace}, {variable: wszystko}]")
	st, found := stage(t, t.TempDir(), source(t, "local/2021_WYDATKI.xml", data), p)
	if st == nil || st.Counts.Observations != 0 || st.Counts.Rows != 307 || st.Counts.Ignored != 307 || len(found) != 1 || found[0].Code != diag.BudgetPeriod {
		t.Fatalf("%+v %v", st, found)
	}
	if f, ok := YearContradiction("local/2021_WYDATKI.xml", st); !ok || fmt.Sprint(f.Args) != "[2021 2023]" {
		t.Errorf("%v %v", ok, f.Args)
	}
}
