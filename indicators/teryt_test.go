package indicators_test

import (
	"errors"
	"testing"

	"miernik/indicators"
)

func TestParseUnitCode(t *testing.T) {
	tests := []struct {
		in   string
		want indicators.TERYT
		form indicators.CodeForm
	}{
		{"1002011", "1002011", indicators.FormTERYT},
		{"0000000", "0000000", indicators.FormTERYT},
		{"0201011", "0201011", indicators.FormTERYT},
		{"201011", "0201011", indicators.FormLostZero},
		{"200000", "0200000", indicators.FormLostZero},
		{"1101506000", "1006000", indicators.FormNTS},
		{"1101502011", "1002011", indicators.FormNTS},
		{"011212001011", "1201011", indicators.FormBDL},
		{"011212001000", "1201000", indicators.FormBDL},
		{"011200000000", "1200000", indicators.FormBDL},
		{"000000000000", "0000000", indicators.FormBDL},
		{"11212001011", "1201011", indicators.FormLostZero}, // of a BDL id
		{"0", "0000000", indicators.FormLostZero},           // the country
		{"0000000000", "0000000", indicators.FormNTS},
	}
	for _, tt := range tests {
		got, form, err := indicators.ParseUnitCode(tt.in)
		if err != nil || got != tt.want || form != tt.form {
			t.Errorf("ParseUnitCode(%q) = %q, %q, %v; want %q, %q", tt.in, got, form, err, tt.want, tt.form)
		}
	}
}

// Statistical regions stand between województwo and powiat in NTS and BDL
// codes; taken for their województwo they would collide with it.
func TestParseUnitCodeRegions(t *testing.T) {
	for _, in := range []string{
		"010000000000", // macroregion
		"011210000000", // region
		"011212000000", // subregion
		"11210000000",  // region, the zero lost
		"1101500000",   // subregion of the NTS
		"1000000000",   // region of the NTS, not the country
	} {
		if got, _, err := indicators.ParseUnitCode(in); !errors.Is(err, indicators.ErrRegion) || got != "" {
			t.Errorf("ParseUnitCode(%q) = %q, %v; want a region", in, got, err)
		}
	}
}

func TestParseUnitCodeRefuses(t *testing.T) {
	for _, in := range []string{
		"", "1", "12345", "12345678", "123456789", "1234567890123",
		"020101",   // the zero is there, the kind is not
		"100201a",  // letter
		"1002-11",  // sign
		" 1002011", // the reader trims, not the parser
		"1002011 ",
		"1002011\n",
		"+100201",
		"1002,01",
		"100201.0",
		"١٠٠٢٠١١", // digits of another script
		"1002\x0011",
	} {
		if got, form, err := indicators.ParseUnitCode(in); !errors.Is(err, indicators.ErrUnitCode) || got != "" || form != "" {
			t.Errorf("ParseUnitCode(%q) = %q, %q, %v; want ErrUnitCode alone", in, got, form, err)
		}
	}
}

func TestParseTERYT(t *testing.T) {
	if got, err := indicators.ParseTERYT("1002011"); err != nil || got != "1002011" {
		t.Errorf("ParseTERYT = %q, %v", got, err)
	}
	for _, in := range []string{"", "201011", "10020110", "1002o11", "011212001011", "śśś1"} {
		if got, err := indicators.ParseTERYT(in); !errors.Is(err, indicators.ErrUnitCode) || got != "" {
			t.Errorf("ParseTERYT(%q) = %q, %v; want ErrUnitCode alone", in, got, err)
		}
	}
}

// FuzzParseUnitCode: any code that is accepted is a TERYT code again, and
// every question may be asked of it.
func FuzzParseUnitCode(f *testing.F) {
	for _, s := range []string{"1002011", "201011", "1101506000", "011212001011", "", "020101", "ą", "0000000"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got, form, err := indicators.ParseUnitCode(s)
		if err != nil {
			if !errors.Is(err, indicators.ErrUnitCode) {
				t.Fatalf("%q: %v does not wrap ErrUnitCode", s, err)
			}
			return
		}
		if again, err := indicators.ParseTERYT(string(got)); err != nil || again != got {
			t.Fatalf("%q gave %q, which is no TERYT code: %v", s, got, err)
		}
		if form == indicators.FormTERYT && string(got) != s {
			t.Fatalf("%q changed to %q", s, got)
		}
		if w := got.Whole(); w.Whole() != w {
			t.Fatalf("Whole of %q is %q, whose whole is %q", got, w, w.Whole())
		}
		if (got.Kind() != "") != (got.Level() == indicators.LevelGmina) {
			t.Fatalf("%q: level %q with kind %q", got, got.Level(), got.Kind())
		}
	})
}

func TestTERYTQuestions(t *testing.T) {
	tests := []struct {
		code                       indicators.TERYT
		level                      indicators.Level
		kind                       indicators.GminaKind
		whole, powiat, voivodeship indicators.TERYT
	}{
		{"0000000", indicators.LevelCountry, "", "0000000", "0000000", "0000000"},
		{"1000000", indicators.LevelVoivodeship, "", "1000000", "1000000", "1000000"},
		{"1002000", indicators.LevelPowiat, "", "1002000", "1002000", "1000000"},
		{"1002011", indicators.LevelGmina, indicators.KindUrban, "1002011", "1002000", "1000000"},
		{"1002032", indicators.LevelGmina, indicators.KindRural, "1002032", "1002000", "1000000"},
		{"1002093", indicators.LevelGmina, indicators.KindUrbanRural, "1002093", "1002000", "1000000"},
		{"1002094", indicators.LevelPart, "", "1002093", "1002000", "1000000"},
		{"1002095", indicators.LevelPart, "", "1002093", "1002000", "1000000"},
		{"1465011", indicators.LevelGmina, indicators.KindUrban, "1465011", "1465000", "1400000"},
		{"1465028", indicators.LevelPart, "", "1465011", "1465000", "1400000"}, // Bemowo
		{"1465198", indicators.LevelPart, "", "1465011", "1465000", "1400000"},
		{"1061029", indicators.LevelPart, "", "1061011", "1061000", "1000000"}, // Łódź-Bałuty
		{"1261059", indicators.LevelPart, "", "1261011", "1261000", "1200000"}, // Kraków
		{"1002017", indicators.LevelPart, "", "1002017", "1002000", "1000000"}, // no such kind: left as it is
	}
	for _, tt := range tests {
		if got := tt.code.Level(); got != tt.level {
			t.Errorf("%s: level %q, want %q", tt.code, got, tt.level)
		}
		if got := tt.code.Kind(); got != tt.kind {
			t.Errorf("%s: kind %q, want %q", tt.code, got, tt.kind)
		}
		if got := tt.code.Whole(); got != tt.whole {
			t.Errorf("%s: whole %q, want %q", tt.code, got, tt.whole)
		}
		if got := tt.code.Powiat(); got != tt.powiat {
			t.Errorf("%s: powiat %q, want %q", tt.code, got, tt.powiat)
		}
		if got := tt.code.Voivodeship(); got != tt.voivodeship {
			t.Errorf("%s: województwo %q, want %q", tt.code, got, tt.voivodeship)
		}
	}
}

func TestParseLevel(t *testing.T) {
	for _, l := range []indicators.Level{indicators.LevelCountry, indicators.LevelVoivodeship, indicators.LevelPowiat, indicators.LevelGmina} {
		if got, err := indicators.ParseLevel(string(l)); err != nil || got != l {
			t.Errorf("ParseLevel(%q) = %q, %v", l, got, err)
		}
	}
	// A part is never a level one asks for.
	for _, s := range []string{"", "część", "Gmina", "gminy", "wojewodztwo"} {
		if got, err := indicators.ParseLevel(s); err == nil || got != "" {
			t.Errorf("ParseLevel(%q) = %q without an error", s, got)
		}
	}
}
