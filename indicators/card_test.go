package indicators_test

import (
	"errors"
	"math/big"
	"testing"

	"miernik/indicators"
)

// dated makes one formula of a side.
func dated(t *testing.T, text string, from, to indicators.Year) indicators.DatedFormula {
	t.Helper()
	l, err := indicators.ParseFormula(text)
	if err != nil {
		t.Fatal(err)
	}
	return indicators.DatedFormula{Text: text, Linear: l, From: from, To: to}
}

func TestCardCompute(t *testing.T) {
	always := func(text string) indicators.Side { return indicators.Side{dated(t, text, 0, 0)} }
	// Expenditure of after-school clubs: chapter 85401 until 2021, 80107 from 2022.
	clubs := indicators.Side{dated(t, "r85401", 0, 2021), dated(t, "r80107", 2022, 0)}
	values := map[string]*big.Rat{
		"czytelnicy": rat(t, "1250"), "ludnosc": rat(t, "10000"), "zero": new(big.Rat),
		"r85401": rat(t, "100"), "r80107": rat(t, "300"), "uczniowie": rat(t, "310"), "uczniowie[-1]": rat(t, "300"),
	}
	tests := []struct {
		name       string
		num, den   indicators.Side
		multiplier string
		year       indicators.Year
		want       string // exact; "" for an error
	}{
		{"ratio", always("czytelnicy"), always("ludnosc"), "1000", 2022, "125"},
		{"ratio without a finite decimal", always("czytelnicy"), always("3*ludnosc"), "100", 2022, "25/6"},
		{"plain count", always("czytelnicy"), nil, "1", 2022, "1250"},
		{"plain count in thousands", always("czytelnicy"), nil, "0.001", 2022, "5/4"},
		{"zero numerator", always("zero"), always("ludnosc"), "1000", 2022, "0"},
		{"budget year over school years", always("r80107"), always("8/12*uczniowie[-1] + 4/12*uczniowie"), "1", 2022, "90/91"},
		{"zero denominator", always("czytelnicy"), always("zero"), "1000", 2022, ""},
		{"zero over zero", always("zero"), always("zero"), "1000", 2022, ""},
		{"denominator that comes to zero", always("czytelnicy"), always("ludnosc - 8*czytelnicy"), "1", 2022, ""},
		{"numerator until 2021", clubs, nil, "1", 2021, "100"},
		{"numerator from 2022", clubs, nil, "1", 2022, "300"},
		{"long before", clubs, nil, "1", 1990, "100"},
		{"denominator by year", always("ludnosc"), clubs, "1", 2021, "100"},
		{"no numerator in force", clubs[1:], nil, "1", 2021, ""},
		{"no denominator in force", always("ludnosc"), clubs[:1], "1", 2022, ""},
		{"no numerator at all", nil, nil, "1", 2022, ""},
		{"missing value", always("brak"), nil, "1", 2022, ""},
		{"missing value below", always("ludnosc"), always("brak"), "1", 2022, ""},
	}
	for _, tt := range tests {
		c := indicators.Card{Numerator: tt.num, Denominator: tt.den, Multiplier: rat(t, tt.multiplier)}
		got, err := c.Compute(tt.year, values)
		if tt.want == "" {
			var ce *indicators.ComputeError
			if got != nil || !errors.As(err, &ce) || ce.Reason.PL == "" || ce.Reason.EN == "" {
				t.Errorf("%s: %v, %v; want a ComputeError alone", tt.name, got, err)
			}
			continue
		}
		if err != nil || got.Cmp(rat(t, tt.want)) != 0 {
			t.Errorf("%s: %v, %v; want %s", tt.name, got, err, tt.want)
		}
		if c.Multiplier.Cmp(rat(t, tt.multiplier)) != 0 {
			t.Errorf("%s: the multiplier changed to %v", tt.name, c.Multiplier)
		}
	}
	for k, want := range map[string]string{"czytelnicy": "1250", "ludnosc": "10000", "zero": "0"} {
		if values[k].RatString() != want {
			t.Errorf("Compute changed %s to %s", k, values[k].RatString())
		}
	}
}

func TestCardComputeTellsAZeroDenominatorApart(t *testing.T) {
	card := func(den string) *indicators.Card {
		return &indicators.Card{Numerator: indicators.Side{dated(t, "a", 0, 0)}, Denominator: indicators.Side{dated(t, den, 0, 0)}, Multiplier: big.NewRat(1, 1)}
	}
	values := map[string]*big.Rat{"a": big.NewRat(1, 1), "b": new(big.Rat)}
	if _, err := card("b").Compute(2022, values); !errors.Is(err, indicators.ErrDenominatorZero) {
		t.Errorf("zero denominator: %v", err)
	}
	if _, err := card("c").Compute(2022, values); err == nil || errors.Is(err, indicators.ErrDenominatorZero) {
		t.Errorf("a missing denominator is reported as %v", err)
	}
}

func TestSideIn(t *testing.T) {
	side := indicators.Side{dated(t, "a", 2015, 2017), dated(t, "b", 2018, 2018), dated(t, "c", 2020, 0)}
	for year, want := range map[indicators.Year]string{2014: "", 2015: "a", 2017: "a", 2018: "b", 2019: "", 2020: "c", 2100: "c"} {
		got, ok := side.In(year)
		if got.Text != want || ok != (want != "") {
			t.Errorf("%d: %q, %v; want %q", year, got.Text, ok, want)
		}
	}
}

func TestTextIn(t *testing.T) {
	both, polish := indicators.Text{PL: "luka", EN: "gap"}, indicators.Text{PL: "luka"}
	for _, tt := range []struct {
		text       indicators.Text
		lang, want string
	}{{both, "pl", "luka"}, {both, "en", "gap"}, {both, "de", "luka"}, {polish, "en", "luka"}} {
		if got := tt.text.In(tt.lang); got != tt.want {
			t.Errorf("%+v in %s: %q, want %q", tt.text, tt.lang, got, tt.want)
		}
	}
}
