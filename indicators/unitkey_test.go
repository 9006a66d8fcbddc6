package indicators_test

import (
	"errors"
	"testing"

	"miernik/indicators"
)

func TestUnitKeyText(t *testing.T) {
	for _, c := range []struct {
		key   indicators.UnitKey
		text  string
		label string
	}{
		{indicators.UnitKey{Gmina: "Kutno", Powiat: "kutnowski", Voivodeship: "ŁÓDZKIE", Kind: "1"}, "~kutno|kutnowski|łódzkie|1|gmina", "kutno, powiat kutnowski, województwo łódzkie, miejska"},
		{indicators.UnitKey{Gmina: "gm. w. Kutno"}, "~kutno|||2|gmina", "kutno, wiejska"},
		{indicators.UnitKey{Gmina: "m. Łódź", Powiat: "m. Łódź"}, "~łódź|łódź||14|gmina", "łódź, powiat łódź, miejska lub miasto w gminie miejsko-wiejskiej"},
		{indicators.UnitKey{Powiat: "Powiat m. st. Warszawa", Level: indicators.LevelPowiat}, "~|warszawa||1|powiat", "warszawa, miasto na prawach powiatu"},
		{indicators.UnitKey{Gmina: "Kutno", Powiat: "kutnowski", Level: indicators.LevelPowiat}, "~kutno|kutnowski|||powiat", "kutnowski"},
		{indicators.UnitKey{Voivodeship: "woj. Łódzkie"}, "~||łódzkie||województwo", "łódzkie"},
		{indicators.UnitKey{Gmina: "Powiat kutnowski"}, "~|kutnowski|||powiat", "kutnowski"},
		{indicators.UnitKey{Gmina: "Powiat kutnowski", Powiat: "x", Voivodeship: "łódzkie", Kind: "M", Level: indicators.LevelGmina}, "~|kutnowski|łódzkie||powiat", "kutnowski, województwo łódzkie"},
		{indicators.UnitKey{Voivodeship: "POLSKA", Level: indicators.LevelVoivodeship}, "~||||kraj", "Polska"},
		{indicators.UnitKey{Gmina: "Kutno", Powiat: "gmina Kutno"}, "~kutno|gmina kutno|||gmina", "kutno, powiat gmina kutno"}, // a context of another level fits nothing
		{indicators.UnitKey{Gmina: "Kutno", Kind: "Gmina Miejska"}, "~kutno|||1|gmina", "kutno, miejska"},
		{indicators.UnitKey{Gmina: "Kutno", Kind: "Sołectwo"}, "~kutno|||sołectwo|gmina", "kutno, rodzaj: sołectwo"}, // no kind: nothing fits
		{indicators.UnitKey{Gmina: "gm. w. Kutno", Kind: "M"}, "~kutno|||0|gmina", "kutno, rodzaj sprzeczny"},        // a contradiction
		{indicators.UnitKey{Gmina: "a|b~c"}, "~a b c||||gmina", "a b c"},
		{indicators.UnitKey{Level: indicators.LevelCountry}, "~||||kraj", "Polska"},
		{indicators.UnitKey{Voivodeship: "POLSKA - MIASTO", Level: indicators.LevelCountry}, "~||polska-miasto||kraj", "polska-miasto"},
	} {
		if got := c.key.String(); got != c.text || string(c.key.Code()) != c.text || c.key.Label() != c.label {
			t.Errorf("%+v: %q, %q; want %q, %q", c.key, got, c.key.Label(), c.text, c.label)
		}
		if got, err := indicators.ParseUnitKey(c.text); err != nil || got != c.key.Normal() {
			t.Errorf("ParseUnitKey(%q) = %+v, %v; want %+v", c.text, got, err, c.key.Normal())
		}
	}
	if got, err := indicators.ParseUnitKey("~Kutno|Powiat kutnowski|ŁÓDZKIE|MW|gmina"); err != nil || got.String() != "~kutno|kutnowski|łódzkie|3|gmina" {
		t.Errorf("printed names: %v, %v", got, err)
	}
	for _, s := range []string{"", "~", "kutno|||1|gmina", "~kutno|||gmina", "~kutno||||gmina|", "~kutno||||część", "~|kutnowski|||gmina", "~||||gmina", "~kutno||||x", "~||||", "1002011"} {
		if got, err := indicators.ParseUnitKey(s); !errors.Is(err, indicators.ErrUnitKey) || got != (indicators.UnitKey{}) {
			t.Errorf("ParseUnitKey(%q) = %+v, %v", s, got, err)
		}
	}
}

func TestNameKey(t *testing.T) {
	for _, c := range []struct {
		name  string
		level indicators.Level
		text  string
	}{
		{"Kutno (1)", indicators.LevelGmina, "~kutno|||1|gmina"},
		{"Kutno", indicators.LevelPowiat, "~|kutno|||powiat"},
		{"Powiat kutnowski", indicators.LevelGmina, "~|kutnowski|||powiat"}, // says so itself
		{"POLSKA", indicators.LevelVoivodeship, "~||||kraj"},
		{"Dolnośląskie", indicators.LevelVoivodeship, "~||dolnośląskie||województwo"},
		{"OGÓŁEM", indicators.LevelCountry, "~||ogółem||kraj"},
	} {
		if got := indicators.NameKey(c.name, c.level).String(); got != c.text {
			t.Errorf("NameKey(%q, %s) = %q, want %q", c.name, c.level, got, c.text)
		}
	}
}

func TestKeyAboveAndWhole(t *testing.T) {
	k := indicators.UnitKey{Gmina: "Żychlin", Powiat: "kutnowski", Voivodeship: "łódzkie", Kind: "4"}
	for level, want := range map[indicators.Level]string{
		indicators.LevelGmina: "~żychlin|kutnowski|łódzkie|4|gmina", indicators.LevelPowiat: "~|kutnowski|łódzkie||powiat",
		indicators.LevelVoivodeship: "~||łódzkie||województwo", indicators.LevelCountry: "~||||kraj",
	} {
		if got := k.At(level).String(); got != want {
			t.Errorf("at %s: %q, want %q", level, got, want)
		}
	}
	for text, want := range map[string]string{
		"~żychlin|kutnowski||4|gmina": "~żychlin|kutnowski||3|gmina",
		"~bemowo|warszawa||8|gmina":   "~warszawa|warszawa||1|gmina",
		"~bemowo|||8|gmina":           "~bemowo|||1|gmina",
		"~kutno|||14|gmina":           "~kutno|||13|gmina",
		"~kutno|||1|gmina":            "~kutno|||1|gmina",
		"~kutno|||sołectwo|gmina":     "~kutno|||sołectwo|gmina",
		"~|łódź||1|powiat":            "~|łódź||1|powiat",
		"1002044":                     "1002043",
		"1465028":                     "1465011",
		"100204":                      "100204",
	} {
		if got := indicators.UnitRef(text).Whole(); string(got) != want {
			t.Errorf("the whole of %s is %s, want %s", text, got, want)
		}
	}
}

func TestUnitRef(t *testing.T) {
	for text, level := range map[string]indicators.Level{
		"1002011": indicators.LevelGmina, "1002044": indicators.LevelPart, "1002000": indicators.LevelPowiat, "0000000": indicators.LevelCountry,
		"100201": indicators.LevelGmina, "201011?": indicators.LevelGmina, "~kutno||||gmina": indicators.LevelGmina, "~żychlin|||4|gmina": indicators.LevelPart,
		"~|kutnowski|||powiat": indicators.LevelPowiat, "~||||kraj": indicators.LevelCountry, "": "", "abc": "", "~x": "", "1002": "",
	} {
		r := indicators.UnitRef(text)
		_, isCode := r.TERYT()
		_, isKey := r.Key()
		_, unclear, isNumber := r.Number()
		forms := 0
		for _, is := range []bool{isCode, isKey, isNumber} {
			if is {
				forms++
			}
		}
		if r.Level() != level || (forms == 1) != (level != "") || forms > 1 || unclear != (text == "201011?") {
			t.Errorf("%q: level %q, code %v, key %v, number %v", text, r.Level(), isCode, isKey, isNumber)
		}
	}
}

func TestParseUnitRef(t *testing.T) {
	for _, c := range []struct {
		in   string
		want indicators.UnitRef
		form indicators.CodeForm
	}{
		{"1002011", "1002011", indicators.FormTERYT},
		{"020101", "020101", indicators.FormNumber},    // the zero is there, the kind is not
		{"100201", "100201", indicators.FormNumber},    // 01 is no województwo
		{"320101", "320101", indicators.FormNumber},    // nor is 03
		{"401011", "0401011", indicators.FormLostZero}, // 40 is no województwo
		{"211011", "0211011", indicators.FormLostZero}, // nor is 21
		{"201000", "0201000", indicators.FormLostZero}, // no gmina has the number 00
		{"200000", "0200000", indicators.FormLostZero},
		{"201016", "201016", indicators.FormNumber}, // 6 is no kind
		{"201011", "201011?", indicators.FormUnclear},
		{"261034", "261034?", indicators.FormUnclear},
		{"1101502011", "1002011", indicators.FormNTS},
		{"011212001011", "1201011", indicators.FormBDL},
	} {
		got, form, err := indicators.ParseUnitRef(c.in)
		if err != nil || got != c.want || form != c.form {
			t.Errorf("ParseUnitRef(%q) = %q, %q, %v; want %q, %q", c.in, got, form, err, c.want, c.form)
		}
	}
	for _, in := range []string{"", "119999", "990101", "340101", "20101", "2402", "24", "02010a", "000000", "020001"} {
		if got, _, err := indicators.ParseUnitRef(in); !errors.Is(err, indicators.ErrUnitCode) || got != "" {
			t.Errorf("ParseUnitRef(%q) = %q, %v", in, got, err)
		}
	}
	if _, _, err := indicators.ParseUnitRef("1000000000"); !errors.Is(err, indicators.ErrRegion) {
		t.Errorf("a region: %v", err)
	}
}

func TestParseDeclaredCode(t *testing.T) {
	for _, c := range []struct {
		in   string
		form indicators.CodeForm
		want indicators.UnitRef
	}{
		{"201011", indicators.FormNumber, "201011"},
		{"20103", indicators.FormNumber, "020103"},
		{"2402", indicators.FormPowiat, "2402000"},
		{"201", indicators.FormPowiat, "0201000"},
		{"24", indicators.FormVoivodeship, "2400000"},
		{"2", indicators.FormVoivodeship, "0200000"},
		{"1061000", indicators.FormMinistry, "1061011"},
		{"1465000", indicators.FormMinistry, "1465011"},
		{"1002000", indicators.FormMinistry, "1002000"}, // a powiat of the country
		{"1002011", indicators.FormMinistry, "1002011"},
		{"1000000", indicators.FormMinistry, "1000000"},
		{"261000", indicators.FormMinistry, "0261011"}, // without its zero
		{"1002011", indicators.FormTERYT, "1002011"},
		{"201011", indicators.FormTERYT, "201011?"},
	} {
		if got, err := indicators.ParseDeclaredCode(c.in, c.form); err != nil || got != c.want {
			t.Errorf("%q as %s: %q, %v, want %q", c.in, c.form, got, err, c.want)
		}
	}
	for in, form := range map[string]indicators.CodeForm{
		"1002011": indicators.FormNumber, "0102": indicators.FormNumber, "2022": indicators.FormVoivodeship, "3500": indicators.FormPowiat,
		"20a1": indicators.FormPowiat, "": indicators.FormPowiat, "abc": indicators.FormMinistry, "99": indicators.FormVoivodeship,
	} {
		if got, err := indicators.ParseDeclaredCode(in, form); !errors.Is(err, indicators.ErrUnitCode) || got != "" {
			t.Errorf("%q as %s: %q, %v", in, form, got, err)
		}
	}
}

func TestJoinCode(t *testing.T) {
	for _, c := range []struct{ woj, pow, gmi, kind, want string }{
		{"10", "02", "01", "M", "1002011"}, {"10", "02", "06", "W", "1002062"}, {"10", "02", "04", "MW", "1002043"},
		{"2", "1", "1", "1", "0201011"}, {"10", "02", "04", "Miasto", "1002044"}, {"10", "02", "01", "", "100201"},
		{"10", "02", "", "", "1002000"}, {"10", "02", "00", "M", "1002000"}, {"10", "", "", "", "1000000"}, {"10", "00", "00", "", "1000000"},
	} {
		if got, err := indicators.JoinCode(c.woj, c.pow, c.gmi, c.kind); err != nil || string(got) != c.want {
			t.Errorf("%v: %q, %v", c, got, err)
		}
	}
	for _, c := range [][4]string{{"", "", "", ""}, {"11", "02", "01", "M"}, {"10", "", "01", "M"}, {"10", "02", "01", "x"}, {"10", "002", "01", "M"}, {"10", "0a", "01", "M"}, {"ŁÓ", "02", "01", "M"}} {
		if got, err := indicators.JoinCode(c[0], c[1], c[2], c[3]); !errors.Is(err, indicators.ErrUnitCode) || got != "" {
			t.Errorf("%v: %q, %v", c, got, err)
		}
	}
}

// FuzzUnitKey: the text of a key gives the key back, and is taken for no code.
func FuzzUnitKey(f *testing.F) {
	f.Add("Kutno", "kutnowski", "łódzkie", "1", "gmina")
	f.Add("Powiat m.Łódź", "", "", "", "powiat")
	f.Add("~|~", "m. m.", "(1)", "45", "")
	f.Add("", "", "Polska - miasto", "", "kraj")
	f.Fuzz(func(t *testing.T, gmina, powiat, voivodeship, kinds, level string) {
		k := indicators.UnitKey{Gmina: gmina, Powiat: powiat, Voivodeship: voivodeship, Kind: kinds, Level: indicators.Level(level)}
		if n := k.Normal(); n != n.Normal() {
			t.Fatalf("%+v: %+v, again %+v", k, n, n.Normal())
		}
		text := k.String()
		got, err := indicators.ParseUnitKey(text)
		if err != nil {
			return // no level, or no name of it
		}
		if got != k.Normal() || got.String() != text {
			t.Fatalf("%+v: %q gives %+v", k, text, got)
		}
		if _, _, err := indicators.ParseUnitRef(text); err == nil {
			t.Fatalf("%q is a code", text)
		}
		if back, ok := indicators.UnitRef(text).Key(); !ok || back != got {
			t.Fatalf("%q: %+v, %v", text, back, ok)
		}
		_, _, _ = got.Label(), got.Whole(), got.At(indicators.LevelPowiat)
	})
}
