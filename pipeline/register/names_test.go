package register

import (
	"io/fs"
	"strings"
	"testing"

	"miernik/data"
	"miernik/indicators"
)

// embedded is the register of 2025 with that of 2020, as the sample has them,
// without mappings.
func embedded(t *testing.T, date string) *Register {
	t.Helper()
	var list []*Dated
	for _, name := range []string{"register/TERC_2025-01-01.csv", "register/TERC_2020-01-01.csv"} {
		text, err := fs.ReadFile(data.Files(), name)
		if err != nil {
			t.Fatal(err)
		}
		d, found := read(t, string(text))
		if len(found) > 0 {
			t.Fatal(found)
		}
		list = append(list, d)
	}
	return register(t, date, list...)
}

// The whole register: a name alone, with its powiat, and with its kind too,
// gives the unit or says that several fit; never another unit.
func TestEveryUnitByName(t *testing.T) {
	r := embedded(t, "2025-01-01")
	got := map[string]int{}
	for code, u := range r.Units {
		if u.Level == indicators.LevelCountry {
			continue
		}
		if n := indicators.ParseUnitName(u.Name); n.Name != indicators.FoldName(u.Name) || n.Level != "" || n.Kinds != "" {
			t.Errorf("%s %q: the name itself is taken apart: %+v", code, u.Name, n)
		}
		full := r.keyOf(r.current, code)
		name := indicators.UnitKey{Gmina: full.Gmina, Level: u.Level}
		switch u.Level {
		case indicators.LevelPowiat:
			name.Powiat = full.Powiat
		case indicators.LevelVoivodeship:
			name.Voivodeship = full.Voivodeship
		}
		withKind := full
		if u.Level == indicators.LevelGmina {
			withKind.Kind = string(code[6:])
		}
		for what, k := range map[string]indicators.UnitKey{"name": name, "names above": full, "kind": withKind} {
			res := r.ResolveName(k, Context{})
			switch {
			case res.Unit == code:
				got[string(u.Level)+", "+what]++
			case res.Failure != Ambiguous || res.Unit != "":
				t.Errorf("%s, %s: %+v", code, what, res)
			default:
				fits := false
				for _, c := range res.Candidates {
					fits = fits || c.Unit == code
				}
				if !fits || len(res.Candidates) < 2 {
					t.Errorf("%s, %s: not among the candidates %v", code, what, res.Candidates)
				}
				got[string(u.Level)+", "+what+", ambiguous"]++
			}
		}
	}
	for what, want := range map[string]int{
		"województwo, name": 16, "powiat, name": 360, "powiat, name, ambiguous": 20, "powiat, names above": 380, "powiat, names above, ambiguous": 0,
		"gmina, name": 2010, "gmina, name, ambiguous": 469, "gmina, names above": 2193, "gmina, names above, ambiguous": 286,
		"gmina, kind": 2479, "gmina, kind, ambiguous": 0,
	} {
		if got[what] != want {
			t.Errorf("%s: %d, want %d", what, got[what], want)
		}
	}
}

func TestNamesOfFiles(t *testing.T) {
	r := withMappings(t, embedded(t, "2025-01-01"))
	for _, c := range []struct {
		level indicators.Level
		name  string
		want  string // unit, or failure
	}{
		{indicators.LevelVoivodeship, "ŁÓDZKIE", "1000000"},
		{indicators.LevelVoivodeship, " Kujawsko–Pomorskie  ", "0400000"},
		{indicators.LevelVoivodeship, "woj. śląskie", "2400000"},
		{indicators.LevelVoivodeship, "ŁÓDZKIE - WIEŚ", "unknown"},
		{indicators.LevelVoivodeship, "ŁÓDZKIE - MIASTO", "unknown"}, // the towns of it
		{indicators.LevelVoivodeship, "POLSKA   POLAND", "0000000"},
		{indicators.LevelCountry, "OGÓŁEM", "unknown"},
		{indicators.LevelPowiat, "Powiat kutnowski", "1002000"},
		{indicators.LevelPowiat, "Kutnowski", "1002000"},
		{indicators.LevelPowiat, "Powiat m.Łódź", "1061000"},
		{indicators.LevelPowiat, "Powiat m. st. Warszawa", "1465000"},
		{indicators.LevelPowiat, "Powiat m.Wałbrzych od 2013", "0265000"},
		{indicators.LevelPowiat, "Powiat m.Wałbrzych do 2002", "unknown"},
		{indicators.LevelPowiat, "m. kutnowski", "unknown"}, // no city
		{indicators.LevelPowiat, "Powiat brzeski", "ambiguous"},
		{indicators.LevelPowiat, "Powiat jeleniogórski", "0206000"}, // its name of 2020
		{indicators.LevelGmina, "M.st. Warszawa", "1465011"},
		{indicators.LevelGmina, "M.st. Warszawa\nCapital City", "1465011"},
		{indicators.LevelPowiat, "M. st. Warszawa Capital City", "1465000"},
		{indicators.LevelGmina, "  Bielsko–Biała       ", "2461011"},
		{indicators.LevelGmina, "m. Kraków", "1261011"},
		{indicators.LevelGmina, "Kutno", "ambiguous"},
		{indicators.LevelGmina, "Kutno (1)", "1002011"},
		{indicators.LevelGmina, "gm. w. Kutno", "1002062"},
		{indicators.LevelGmina, "Miasto Kutno", "1002011"},
		{indicators.LevelGmina, "Kutno (3)", "unknown"},
		{indicators.LevelGmina, "Żychlin - miasto (4)", "part"},
		{indicators.LevelGmina, "m. Żychlin", "part"},
		{indicators.LevelGmina, "m. Józefów", "ambiguous"}, // a city, or the town of another gmina
		{indicators.LevelGmina, "Dobra (Szczecińska)", "3211012"},
		{indicators.LevelGmina, "DOBRA SZCZECIŃSKA", "3211012"},
		{indicators.LevelGmina, "Dobra", "ambiguous"},
		{indicators.LevelGmina, "GRABÓW n.PILICĄ", "1407042"},
		{indicators.LevelGmina, "MIEDZYBÓRZ", "0214053"},
		{indicators.LevelGmina, "Redzikowo", "2212082"},
		{indicators.LevelGmina, "Słupsk (2)", "2212082"},
		{indicators.LevelGmina, "Słupsk", "ambiguous"}, // the city, or the gmina that had the name in 2020
		{indicators.LevelGmina, "Miękinia (2)", "0218033"},
		{indicators.LevelGmina, "Szczawa", "1207132"},
		{indicators.LevelGmina, "Nowhere", "unknown"},
		{indicators.LevelGmina, "", "unknown"},
	} {
		res := r.ResolveName(indicators.NameKey(c.name, c.level), Context{})
		got := string(res.Unit) + string(res.Failure)
		if got != c.want {
			t.Errorf("%q: %s (%s%s), want %s", c.name, got, res.Reason, res.Why.PL, c.want)
		}
		if (res.Unit != "") != (res.Reason != "") || (res.Failure != "") != (res.Why.PL != "" && res.Why.EN != "") {
			t.Errorf("%q: a unit needs its reason, a failure its words: %+v", c.name, res)
		}
	}
}

// A former name that another unit has today depends on the year.
func TestNamesOfTheirTime(t *testing.T) {
	r := withMappings(t, embedded(t, "2025-01-01"))
	for _, c := range []struct {
		key  string
		year indicators.Year
		want string
	}{
		{"~brzeg|brzeski|opolskie||gmina", 2000, "ambiguous"},
		{"~brzeg|brzeski|opolskie||gmina", 2020, "1601011"},
		{"~brzeg|brzeski|opolskie|2|gmina", 2000, "1601022"},
		{"~brzeg|brzeski|opolskie|2|gmina", 2020, "unknown"},
		{"~brzeg|brzeski|opolskie|1|gmina", 2000, "1601011"},
	} {
		res := r.Resolve(indicators.UnitRef(c.key), Context{Year: c.year})
		if got := string(res.Unit) + string(res.Failure); got != c.want {
			t.Errorf("%s in %d: %s (%s%s), want %s", c.key, c.year, got, res.Reason, res.Why.PL, c.want)
		}
	}
}

func TestReasonsOfNames(t *testing.T) {
	r := withMappings(t, embedded(t, "2025-01-01"))
	for name, want := range map[string]string{
		"Kutno (1)":            "nazwa: kutno, miejska",
		"Miękinia (2)":         "nazwa: miękinia, wiejska; zmiana rodzaju gminy: wiejska → miejsko-wiejska",
		"Słupsk (2)":           "nazwa: słupsk, wiejska; nazwa z rejestru z 2020-01-01, w mocy: Redzikowo",
		"MIEDZYBÓRZ":           "przypisanie data/mappings/ministry-of-finance.yaml:29:5: Ministerstwo Finansów pisze „Miedzybórz” bez ogonka",
		"Kutno":                "nazwa może oznaczać kilka jednostek (nie podano powiatu albo rodzaju); pasują: 1002011 gmina miejska Kutno (powiat kutnowski), 1002062 gmina wiejska Kutno (powiat kutnowski)",
		"Żychlin - miasto (4)": "żychlin, miasto w gminie miejsko-wiejskiej to część gminy, której nie liczy się obok całości; całość: 1002113 gmina miejsko-wiejska Żychlin (powiat kutnowski)",
		"Krośnewice":           "nazwy nie ma w żadnym dostarczonym rejestrze; podobne: 1002043 gmina miejsko-wiejska Krośniewice (powiat kutnowski) (87%), 0213022 gmina wiejska Krośnice (powiat milicki) (82%), 3018052 gmina wiejska Kraszewice (powiat ostrzeszowski) (72%)",
	} {
		res := r.ResolveName(indicators.NameKey(name, indicators.LevelGmina), Context{})
		if got := res.Reason + res.Why.PL; got != want {
			t.Errorf("%q:\n%s\nwant\n%s", name, got, want)
		}
	}
}

func TestSuggest(t *testing.T) {
	r := embedded(t, "2025-01-01")
	for _, c := range []struct {
		key  indicators.UnitKey
		want string
	}{
		{indicators.UnitKey{Gmina: "Miedzyborz"}, "0214053"},
		{indicators.UnitKey{Gmina: "SŁUPIA JĘDRZEJOWSKA", Powiat: "jędrzejowski", Voivodeship: "świętokrzyskie"}, "2602072"},
		{indicators.UnitKey{Gmina: "Kutno", Powiat: "kutnowsky", Kind: "2"}, "1002062 1002011"},
		{indicators.UnitKey{Powiat: "kutnowski m."}, "1002000"},
		{indicators.UnitKey{Voivodeship: "zachodnio-pomorskie"}, "3200000 0400000"},
		{indicators.UnitKey{Voivodeship: "lodzkie"}, "1000000"},
		{indicators.UnitKey{Gmina: "x"}, ""},
		{indicators.UnitKey{Level: indicators.LevelCountry}, ""},
		// The named powiat first, though another gmina has the very name.
		{indicators.UnitKey{Gmina: "Czarna", Powiat: "dębicki", Voivodeship: "podkarpackie"}, "1803032 1801032 1810032"},
	} {
		for range 3 {
			var units []string
			last := 1.0
			for _, s := range r.Suggest(c.key, 3) {
				if s.Score > last || s.Score < minScore || s.Name == "" {
					t.Errorf("%v: %+v after %v", c.key, s, last)
				}
				last = s.Score
				units = append(units, string(s.Unit))
			}
			if got := strings.Join(units, " "); !strings.HasPrefix(got+" ", strings.TrimSuffix(c.want+" ", " ")) || (got == "") != (c.want == "") {
				t.Errorf("%s: %s, want %s", c.key, got, c.want)
			}
		}
	}
}

func TestJaroWinkler(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want float64
	}{{"martha", "marhta", 0.961111}, {"dwayne", "duane", 0.84}, {"dixon", "dicksonx", 0.813333}, {"kutno", "kutno", 1}, {"abc", "xyz", 0}, {"", "a", 0}, {"a", "a", 1}} {
		got, back := jaroWinkler([]rune(c.a), []rune(c.b)), jaroWinkler([]rune(c.b), []rune(c.a))
		if diff := got - c.want; diff > 1e-6 || diff < -1e-6 || got-back > 1e-12 || back-got > 1e-12 {
			t.Errorf("%s, %s: %v and %v, want %v", c.a, c.b, got, back, c.want)
		}
	}
}

// Over the whole register a code without its zero, and the number of a gmina
// without its kind, mean one unit.
func TestEveryUnitByIncompleteCode(t *testing.T) {
	r := embedded(t, "2025-01-01")
	forms := map[indicators.CodeForm]int{}
	for code, u := range r.Units {
		var texts []string
		if code[0] == '0' && code != country {
			texts = append(texts, string(code[1:]))
		}
		if u.Level == indicators.LevelGmina {
			texts = append(texts, string(code[:6]))
		}
		for _, text := range texts {
			ref, form, err := indicators.ParseUnitRef(text)
			if res := r.Resolve(ref, Context{}); err != nil || res.Unit != code {
				t.Errorf("%s as %s: %s, %+v, %v", code, text, ref, res, err)
			}
			forms[form]++
		}
	}
	if forms[indicators.FormUnclear] < 100 || forms[indicators.FormLostZero] < 100 || forms[indicators.FormNumber] < 2000 {
		t.Errorf("%v", forms)
	}
}
