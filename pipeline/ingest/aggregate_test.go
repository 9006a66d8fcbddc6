package ingest

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"miernik/indicators"
)

// exam is a facility table: mean results weighted by the number of pupils; a
// school with few pupils shows its number and hides its mean.
const exam = `format: table
header: [Kod, Szkoła]
unit: {column: Kod, parts: gmina}
year: {value: 2022}
label: Szkoła
select:
  - {variable: a, column: liczba, require: wynik, aggregate: sum, cells: {"": suppressed_small_n}}
  - {variable: b, column: wynik, weight: liczba, aggregate: sum, cells: {"": suppressed_small_n}}
  - {variable: c, aggregate: count}
`

func TestWeightedSum(t *testing.T) {
	text := `Kod;Szkoła;liczba;wynik
1002011;SP 1;20;59,5
1002011;SP  2;30;40
1002011;SP 3;4;
1002022;SP Mała;3;
1002033;SP Inna;;
1002074;SP w mieście;10;50
1002075;SP na wsi;5;60
1002042;SP Zero;6;0
`
	expect(t, readData(t, profileOf(t, exam), "f.csv", []byte(text)), `
		a 1002011 2022 50 ok+incomplete @
		b 1002011 2022 2390 ok+incomplete @
		c 1002011 2022 3 ok @
		a 1002022 2022 - suppressed_small_n @
		b 1002022 2022 - suppressed_small_n @
		c 1002022 2022 1 ok @
		c 1002033 2022 1 ok @
		a 1002073 2022 15 ok @
		b 1002073 2022 800 ok @
		c 1002073 2022 2 ok @
		a 1002042 2022 6 ok @
		b 1002042 2022 0 true_zero @
		c 1002042 2022 1 ok @
		+ a 1002011 2022 20×1 @:2:3 w0 SP 1
		+ b 1002011 2022 59.5×20 @:2:4 w3 SP 1
		+ c 1002011 2022 1×1 @:2:1 w0 SP 1
		+ a 1002011 2022 30×1 @:3:3 w0 SP 2
		+ b 1002011 2022 40×30 @:3:4 w3 SP 2
		+ c 1002011 2022 1×1 @:3:1 w0 SP 2
		+ c 1002011 2022 1×1 @:4:1 w0 SP 3
		+ c 1002022 2022 1×1 @:5:1 w0 SP Mała
		+ c 1002033 2022 1×1 @:6:1 w0 SP Inna
		+ a 1002073 2022 10×1 @:7:3 w0 SP w mieście
		+ b 1002073 2022 50×10 @:7:4 w3 SP w mieście
		+ c 1002073 2022 1×1 @:7:1 w0 SP w mieście
		+ a 1002073 2022 5×1 @:8:3 w0 SP na wsi
		+ b 1002073 2022 60×5 @:8:4 w3 SP na wsi
		+ c 1002073 2022 1×1 @:8:1 w0 SP na wsi
		+ a 1002042 2022 6×1 @:9:3 w0 SP Zero
		+ b 1002042 2022 0×6 @:9:4 w3 SP Zero
		+ c 1002042 2022 1×1 @:9:1 w0 SP Zero
		rows 8 = 8 + 0 + 0`)
}

func TestWeightedSumOfOddCells(t *testing.T) {
	text := `Kod;Szkoła;liczba;wynik
1002011;bez wagi;;50
1002022;waga słowem;dużo;50
1002033;wynik słowem;10;n<5
1002042;kreska;10;-
`
	p := profileOf(t, strings.ReplaceAll(exam, `{"": suppressed_small_n}`, `{"": suppressed_small_n, "-": true_zero}`))
	expect(t, readData(t, p, "f.csv", []byte(text)), `
		a 1002011 2022 - suppressed_small_n @
		b 1002011 2022 - parse_error @
		c 1002011 2022 1 ok @
		a 1002022 2022 - parse_error @
		b 1002022 2022 - parse_error @
		c 1002022 2022 1 ok @
		a 1002033 2022 - parse_error @
		b 1002033 2022 - parse_error @
		c 1002033 2022 1 ok @
		a 1002042 2022 10 ok @
		b 1002042 2022 0 true_zero @
		c 1002042 2022 1 ok @
		+ c 1002011 2022 1×1 @:2:1 w0 bez wagi
		+ c 1002022 2022 1×1 @:3:1 w0 waga słowem
		+ c 1002033 2022 1×1 @:4:1 w0 wynik słowem
		+ a 1002042 2022 10×1 @:5:3 w0 kreska
		+ b 1002042 2022 0×10 @:5:4 w3 kreska
		+ c 1002042 2022 1×1 @:5:1 w0 kreska
		rows 4 = 4 + 0 + 0
		! f.csv:2:4 value without its weight ("50"); row not counted [weight-missing]
		! f.csv:3:3 "dużo" is not a number; such cells: 1 [cell-not-number]
		! f.csv:3:4 value without its weight ("50"); row not counted [weight-missing]
		! f.csv:4:4 "n<5" is not a number; such cells: 1 [cell-not-number]`)
}

func TestCountRequiresAndScales(t *testing.T) {
	p := profileOf(t, `format: table
unit: {column: Kod}
year: {column: Rok}
select:
  - {variable: a, aggregate: count, require: Uczniowie, where: {Typ: publiczna}}
  - {variable: b, column: Uczniowie, aggregate: sum, scale: 1000}
`)
	expect(t, readData(t, p, "f.csv", []byte("Kod;Rok;Typ;Uczniowie\n1002011;2020;publiczna;1,1\n1002011;2020;publiczna;\n1002011;2020;inna;2\n1002011;2021;publiczna;0\n")), `
		a 1002011 2020 1 ok @
		b 1002011 2020 3100 ok @
		a 1002011 2021 1 ok @
		b 1002011 2021 0 true_zero @
		+ a 1002011 2020 1×1 @:2:1 w0
		+ b 1002011 2020 1.1×1 @:2:4 w0
		+ b 1002011 2020 2×1 @:4:4 w0
		+ a 1002011 2021 1×1 @:5:1 w0
		+ b 1002011 2021 0×1 @:5:4 w0
		rows 4 = 4 + 0 + 0`)
}

// TestHiddenFacilities: a column that counts facilities whose figure is hidden
// makes the sum incomplete.
func TestHiddenFacilities(t *testing.T) {
	p := profileOf(t, "format: table\nunit: {column: Kod}\nyear: {value: 2020}\nselect: [{variable: a, column: X, aggregate: sum, hidden: Ukryte}]")
	expect(t, readData(t, p, "f.csv", []byte("Kod;X;Ukryte\n1002011;5;0\n1002022;5;2\n1002022;6;\n1002033;;1\n1002042;7;brak\n")), `
		a 1002011 2020 5 ok @
		a 1002022 2020 11 ok+incomplete @
		a 1002033 2020 - suppressed_small_n @
		a 1002042 2020 7 ok @
		+ a 1002011 2020 5×1 @:2:2 w0
		+ a 1002022 2020 5×1 @:3:2 w0
		+ a 1002022 2020 6×1 @:4:2 w0
		+ a 1002042 2020 7×1 @:6:2 w0
		rows 5 = 5 + 0 + 0`)
}

func TestNumbersThatAreNone(t *testing.T) {
	p := profileOf(t, "format: table\nunit: {column: Kod}\nyear: {value: 2020}\nselect: [{variable: a, column: X, aggregate: sum}]")
	data := workbook(t, page{name: "A", rows: [][]any{{"Kod", "X"}, {"1002011", "NaN"}, {"1002011", "1e300"}, {"1002011", 5}}})
	expect(t, readData(t, p, "f.xlsx", data), `
		a 1002011 2020 5 ok+incomplete @!A
		+ a 1002011 2020 5×1 @!A!B4 w0
		rows 3 = 3 + 0 + 0
		! f.xlsx!A!B2 "NaN" is not a number; such cells: 1 [cell-not-number]
		! f.xlsx!A!B3 "1e300" is not a number; such cells: 1 [cell-not-number]`)
}

// TestSumsDoNotDependOnTheOrderOfRows: figures whose sum in doubles depends on
// the order give one sum.
func TestSumsDoNotDependOnTheOrderOfRows(t *testing.T) {
	rows := []string{"1002011;x;0,1;9007199254740991", "1002011;x;0,3;0,7", "1002011;x;0,7;-9007199254740991", "1002011;x;123456,789;0,001", "1002022;x;1;0,1"}
	for range 40 {
		rows = append(rows, "1002011;x;0,1;0,1")
	}
	random := rand.New(rand.NewPCG(1, 2))
	figures := map[string]float64{}
	naive := map[float64]bool{}
	for range 50 {
		random.Shuffle(len(rows), func(i, j int) { rows[i], rows[j] = rows[j], rows[i] })
		r := readData(t, profileOf(t, exam), "f.csv", []byte("Kod;Szkoła;liczba;wynik\n"+strings.Join(rows, "\n")))
		sum := 0.0
		for _, c := range r.cells {
			if c.Variable == "b" && c.Unit == "1002011" {
				sum += c.Value * c.Weight
			}
		}
		naive[sum] = true
		for _, o := range r.obs {
			key := o.Variable + string(o.Unit)
			if before, ok := figures[key]; ok && before != o.Value {
				t.Fatalf("%s: %v, then %v", key, before, o.Value)
			}
			figures[key] = o.Value
		}
	}
	if len(naive) < 2 || len(figures) != 6 {
		t.Errorf("the figures do not test anything: %v, %v", naive, figures)
	}
}

func TestWorseReasonWins(t *testing.T) {
	all := []indicators.Status{indicators.ParseError, indicators.Pending, indicators.StructureChange, indicators.NoInformation, indicators.SuppressedSmallN, indicators.Secret, indicators.NotApplicable}
	for i, first := range all {
		for j, second := range all {
			a := &aggregate{}
			a.worse(first)
			a.worse(second)
			if a.status != all[min(i, j)] {
				t.Errorf("%s, then %s: %s", first, second, a.status)
			}
		}
	}
	if !slices.IsSorted([]int{causeRank(all[0]), causeRank(all[1]), causeRank(all[2]), causeRank("unknown")}) {
		t.Error("an unknown reason comes last")
	}
}
