package ingest

import (
	"math"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"

	"miernik/pipeline/sheet"
)

func TestParseNumberText(t *testing.T) {
	for _, c := range []struct {
		text     string
		want     float64
		decimals int8
	}{
		{"0", 0, 0}, {"7", 7, 0}, {"007", 7, 0}, {"1234", 1234, 0}, {" 12 ", 12, 0},
		{"12,5", 12.5, 1}, {"12,50", 12.5, 2}, {"0,125", 0.125, 3}, {"-0,5", -0.5, 1}, {"+3", 3, 0},
		{"1 234,5", 1234.5, 1}, {"1\u00a0234,5", 1234.5, 1}, {"1\u202f234\u202f567", 1234567, 0}, {"1\u2009234", 1234, 0}, {"12 345 678,90", 12345678.9, 2},
		{"12,5 %", 12.5, 1}, {"12,5%", 12.5, 1}, {"12,5\u00a0%", 12.5, 1}, {"100%", 100, 0},
		{"1.234,5", 1234.5, 1}, {"1.234.567", 1234567, 0}, {"1.234.567,8", 1234567.8, 1},
		{"1.234", 1.234, 3}, {"12.5", 12.5, 1}, {"1234.50", 1234.5, 2}, // a point alone is a decimal point
		{"−5", -5, 0}, {"–5,5", -5.5, 1},
		{"1e3", 1000, 0}, {"1.5E2", 150, 0}, {"1.25e-3", 0.00125, 5}, {"2E+2", 200, 0},
		{"9007199254740992", 1 << 53, 0},
	} {
		got, decimals, ok := parseNumber(c.text, sheet.Text)
		if !ok || got != c.want || decimals != c.decimals {
			t.Errorf("%q: got %v .%d %v, want %v .%d", c.text, got, decimals, ok, c.want, c.decimals)
		}
	}
	for _, text := range []string{
		"", " ", "-", "–", "x", ".", ",", ":", "%", "+", "12 34", "1 23", "1234 567", "1  234", "12,5,5", "1,234.5", "1,234,567", "1.23,4", "12.34.56",
		",5", "5,", ".5", "5.", "--5", "+-5", "12a", "a12", "1O5", "b.d.", "#", "<3", "12 zł", "12%%", "1e", "e3", "1,5e3", "1e400", "1e16", "99999999999999999999",
		"NaN", "Inf", "-inf", "Infinity", "0x10", "1_000", "²", "١٢", "2020-01-01", "TRUE", "5-",
	} {
		if got, _, ok := parseNumber(text, sheet.Text); ok {
			t.Errorf("%q is read as %v", text, got)
		}
	}
}

func TestParseNumberOfWorkbooks(t *testing.T) {
	for _, c := range []struct {
		text     string
		want     float64
		decimals int8
	}{
		{"12", 12, 0}, {"59.00952380952381", 59.00952380952381, 14}, {"-0.5", -0.5, 1}, {"1E3", 1000, 0}, {"1.2E-2", 0.012, 3}, {"4.4999999999999996", 4.4999999999999996, 16},
	} {
		got, decimals, ok := parseNumber(c.text, sheet.Number)
		if !ok || got != c.want || decimals != c.decimals {
			t.Errorf("%q: got %v .%d %v, want %v .%d", c.text, got, decimals, ok, c.want, c.decimals)
		}
	}
	for _, text := range []string{"", "1,5", "NaN", "Inf", "1e999", "1e300", "12 %", "x"} {
		if got, _, ok := parseNumber(text, sheet.Number); ok {
			t.Errorf("%q is read as %v", text, got)
		}
	}
}

func TestScaled(t *testing.T) {
	for _, c := range []struct{ v, scale, want float64 }{
		{4.35, 100, 435}, {1.1, 1000, 1100}, {0.1, 3, 0.3}, {1.005, 1000, 1005}, {2.675, 1, 2.675}, {0, 1000, 0}, {-8.41, 100, -841}, {5, 0.001, 0.005},
	} {
		if got := scaled(c.v, c.scale); got != c.want {
			t.Errorf("%v × %v is %v, want %v", c.v, c.scale, got, c.want)
		}
	}
}

// FuzzParseNumber: the short way to read a number gives what the general way
// gives, to the last bit, or leaves it to that.
func FuzzParseNumber(f *testing.F) {
	for _, s := range []string{"0", "-0", "+7,50", "1234,5", "1.234", "12.5", "999999999999999", "1000000000000000", "0000000000000000", "9007199254740993",
		"0,00000000000001", "123456789,123456", "12345678901234,5", "5,", ",5", "1,2,3", "-", "1 234", "0.1", "4.35", "1,5"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, kind := range []sheet.Kind{sheet.Text, sheet.Number, sheet.Date} {
			got, decimals, ok := parseDigits(s, kind)
			want, wantDecimals, known := parseWritten(s, kind)
			if ok && (!known || math.Float64bits(got) != math.Float64bits(want) || decimals != wantDecimals) {
				t.Errorf("%q as %v: %v .%d, in general %v .%d %v", s, kind, got, decimals, want, wantDecimals, known)
			}
			if _, _, ok := parseNumber(s, kind); ok != known {
				t.Errorf("%q as %v: a number %v, in general %v", s, kind, ok, known)
			}
		}
	})
}

// TestDigitsAreReadDirectly: the short way takes what figures look like, at
// random, and rounds as strconv does.
func TestDigitsAreReadDirectly(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 200_000 {
		digits := strconv.FormatInt(random.Int64N(int64(powersOfTen[1+random.IntN(15)])), 10)
		for _, mark := range []string{",", "."} {
			s, decimals := digits, 0
			if n := random.IntN(len(digits)); n > 0 {
				s, decimals = digits[:n]+mark+digits[n:], len(digits)-n
			}
			want, err := strconv.ParseFloat(strings.Replace(s, ",", ".", 1), 64)
			if err != nil {
				t.Fatal(err)
			}
			if got, d, ok := parseDigits(s, sheet.Text); !ok || got != want || int(d) != decimals {
				t.Fatalf("%s: %v .%d %v, want %v .%d", s, got, d, ok, want, decimals)
			}
		}
	}
}
