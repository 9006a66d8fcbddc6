package indicators_test

import (
	"testing"

	"miernik/indicators"
)

func TestParseUnit(t *testing.T) {
	for in, want := range map[string]string{
		"os.": "os.", "zł/os.": "zł/os.", "%": "%", "pkt proc.": "%", "‰": "1/1000", "0/1": "1", "-": "1",
		"os./1000": "1/1000", "szt./1000": "1/1000 szt./os.", "szt./10 tys.": "1/10000 szt./os.", "wol./100": "1/100 wol./os.",
		"ob./1 000": "1/1000 ob./os.", "miejsca/100 dzieci": "1/100 miejsce/os.", "etat/100 uczniów": "1/100 etat/os.",
		"os./oddział": "os./oddział", "os./oddz.": "os./oddział", "km2/szkołę": "1000000 m2/szkoła", "m2/1000": "1/1000 m2/os.",
		"%·os.": "1/100 os.", "tys. zł": "1000 zł", "mln zł/km2": "zł/m2", "zł/os./mies.": "zł/miesiąc·os.", "OS.": "os.",
		"godz./tydz.": "h/tydzień", "os./impr.": "os./szt.", "dni·szt.": "dzień·szt.", "bajty": "bajty", "zł/1000 zł": "1/1000",
		"os./os.": "1", "1000 os.": "1000 os.", "kot/kot": "1",
	} {
		m, err := indicators.ParseUnit(in)
		if err != nil {
			t.Errorf("%q: %v", in, err)
			continue
		}
		if m.String() != want {
			t.Errorf("%q is %q, want %q", in, m, want)
		}
	}
	for _, in := range []string{"", " ", "/", "os./", "os.··zł", "1000", "tys."} {
		if m, err := indicators.ParseUnit(in); err == nil {
			t.Errorf("%q is %q, want an error", in, m)
		}
	}
}

// What a formula gives against what its card says.
func TestMeasurePer(t *testing.T) {
	for _, tt := range []struct {
		num, den, multiplier, unit string
		fits                       bool
	}{
		{"os.", "os.", "1000", "os./1000", true},
		{"os.", "os.", "100", "os./1000", false},
		{"os.", "os.", "100", "%", true},
		{"os.", "os.", "1", "%", false},
		{"zł", "zł", "100", "%", true},
		{"zł", "os.", "1", "zł/os.", true},
		{"zł", "os.", "1", "zł/wol.", false},
		{"zł", "os.", "1000", "zł/1000", true},
		{"tys. zł", "os.", "1000", "zł/os.", true},
		{"%·os.", "os.", "1", "%", true},
		{"%·os.", "os.", "100", "%", false},
		{"szt.", "os.", "10000", "szt./10 tys.", true},
		{"km2", "szkoła", "1", "km2/szkołę", true},
		{"m2", "szkoła", "0.000001", "km2/szkołę", true},
		{"miejsce", "os.", "100", "miejsca/100 dzieci", true},
		{"os.", "miejsce", "100", "%", false},
		{"dni·szt.", "szt.", "1", "dni", true},
	} {
		num, err := indicators.ParseUnit(tt.num)
		if err != nil {
			t.Fatal(err)
		}
		den, err := indicators.ParseUnit(tt.den)
		if err != nil {
			t.Fatal(err)
		}
		unit, err := indicators.ParseUnit(tt.unit)
		if err != nil {
			t.Fatal(err)
		}
		got := num.Per(den, rat(t, tt.multiplier))
		if got.Equal(unit) != tt.fits {
			t.Errorf("%s × %s / %s is %s, %s fits: %v", tt.multiplier, tt.num, tt.den, got, tt.unit, !tt.fits)
		}
	}
}

// FuzzParseUnit: what parses is never without a scale, and equals itself.
func FuzzParseUnit(f *testing.F) {
	for _, s := range []string{"os./1000", "%·os.", "zł/10 tys.", "0/1", ".", "1 000 os.", "tys. tys. zł", "/", "·", "10 000 000/km2"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		m, err := indicators.ParseUnit(s)
		if err != nil {
			return
		}
		if m.Scale.Sign() <= 0 || !m.Equal(m) || m.String() == "" {
			t.Errorf("%q: %v", s, m)
		}
		for base, p := range m.Powers {
			if p == 0 || base == "" {
				t.Errorf("%q: %q to the power %d", s, base, p)
			}
		}
	})
}
