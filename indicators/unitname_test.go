package indicators_test

import (
	"testing"

	"miernik/indicators"
)

func TestFoldName(t *testing.T) {
	for in, want := range map[string]string{
		"Kutno":                          "kutno",
		"  Bielsko–Biała    ":            "bielsko-biała",
		"Bielsko - Biała":                "bielsko-biała",
		"GÓRA ŚW. MAŁGORZATY":            "góra św. małgorzaty",
		"Góra św.Małgorzaty":             "góra św. małgorzaty",
		"M.st. Warszawa\nCapital City":   "m. st. warszawa capital city",
		"Nowy\u00a0Sącz":                 "nowy sącz",
		"„Kutno”":                        "kutno",
		"Ła\u00adgów\ufeff":              "łagów",
		"Z\u0307o\u0301ra\u0328":         "żórą",
		"a|b~c":                          "a b c",
		"Wa\u0328brzez\u0301no":          "wąbrzeźno",
		"P O L S K A  P O L A N D":       "p o l s k a p o l a n d",
		"Dobra (Szczecińska)":            "dobra (szczecińska)",
		"GRABÓW n.PILICĄ":                "grabów n. pilicą",
		"\u0301":                         "",
		"":                               "",
		"warmińsko -mazurskie":           "warmińsko-mazurskie",
		"woj.  łódzkie":                  "woj. łódzkie",
		"Leki":                           "leki",
		"Łęki":                           "łęki",
		"Powiat m.Łódź":                  "powiat m. łódź",
		"Jastrzębie\u2011Zdrój\u202f":    "jastrzębie-zdrój",
		"Nowe Miasto\tnad\r\nPilicą  ":   "nowe miasto nad pilicą",
		"Wrocław-Psie Pole - delegatura": "wrocław-psie pole-delegatura",
	} {
		if got := indicators.FoldName(in); got != want {
			t.Errorf("FoldName(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestParseUnitName(t *testing.T) {
	for in, want := range map[string]indicators.UnitName{
		"Kutno":                      {Name: "kutno"},
		"Bolesławiec (1)":            {Name: "bolesławiec", Kinds: "1"},
		"Bolesławiec (M)":            {Name: "bolesławiec", Kinds: "1"},
		"Pieszyce (M-W)":             {Name: "pieszyce", Kinds: "3"},
		"Wałbrzych od 2013 (1)":      {Name: "wałbrzych", Kinds: "1"},
		"Dobra (Szczecińska) (2)":    {Name: "dobra (szczecińska)", Kinds: "2"},
		"Dobra (Szczecińska)":        {Name: "dobra (szczecińska)"},
		"Lądek-Zdrój - miasto (4)":   {Name: "lądek-zdrój", Kinds: "4"},
		"Łask - obszar wiejski (5)":  {Name: "łask", Kinds: "5"},
		"Bemowo - dzielnica (8)":     {Name: "bemowo", Kinds: "8"},
		"ŁÓDZKIE - GMINY WIEJSKIE":   {Name: "łódzkie-gminy wiejskie"},
		"Powiat kutnowski":           {Name: "kutnowski", Level: indicators.LevelPowiat},
		"pow. łódzki wschodni":       {Name: "łódzki wschodni", Level: indicators.LevelPowiat},
		"Powiat m.Łódź":              {Name: "łódź", Level: indicators.LevelPowiat, Kinds: "1"},
		"Powiat m. st. Warszawa":     {Name: "warszawa", Level: indicators.LevelPowiat, Kinds: "1"},
		"Powiat m.Wałbrzych od 2013": {Name: "wałbrzych", Level: indicators.LevelPowiat, Kinds: "1"},
		"Powiat m.Wałbrzych do 2002": {Name: "wałbrzych do 2002", Level: indicators.LevelPowiat, Kinds: "1"},
		"woj. łódzkie":               {Name: "łódzkie", Level: indicators.LevelVoivodeship},
		"Województwo ŁÓDZKIE":        {Name: "łódzkie", Level: indicators.LevelVoivodeship},
		"gm. w. Kutno":               {Name: "kutno", Level: indicators.LevelGmina, Kinds: "2"},
		"gm.w.Kutno":                 {Name: "kutno", Level: indicators.LevelGmina, Kinds: "2"},
		"gmina Kutno":                {Name: "kutno", Level: indicators.LevelGmina},
		"gmina miejska Kutno":        {Name: "kutno", Level: indicators.LevelGmina, Kinds: "1"},
		"Miasto i Gmina Żychlin":     {Name: "żychlin", Level: indicators.LevelGmina, Kinds: "3"},
		"m. Kraków":                  {Name: "kraków", Kinds: "14"},
		"MIASTO KUTNO":               {Name: "kutno", Kinds: "14"},
		"M. st. Warszawa":            {Name: "warszawa", Kinds: "14"},
		"miasto stołeczne Warszawa":  {Name: "warszawa", Kinds: "14"},
		"m. Kutno (1)":               {Name: "kutno", Kinds: "1"},
		"gm. w. Kutno (1)":           {Name: "kutno", Level: indicators.LevelGmina, Kinds: "0"},
		"Nowe Miasto":                {Name: "nowe miasto"},
		"Miasteczko Śląskie":         {Name: "miasteczko śląskie"},
		"Radom*":                     {Name: "radom"},
		"Radom ¹":                    {Name: "radom"},
		"Radomᵃ⁾":                    {Name: "radom"},
		"Radom 1)":                   {Name: "radom"},
		"Radom1)":                    {Name: "radom"},
		"Radom a)":                   {Name: "radom"},
		"Radoma)":                    {Name: "radoma)"}, // whose letter it is nobody can tell
		"Polska":                     {Name: "polska", Level: indicators.LevelCountry},
		"P O L S K A   P O L A N D":  {Name: "polska", Level: indicators.LevelCountry},
		"Polska Cerekiew":            {Name: "polska cerekiew"},
		"":                           {},
		"gmina":                      {Name: "gmina"},
		"(1)":                        {Name: "(1)"},
	} {
		if got := indicators.ParseUnitName(in); got != want {
			t.Errorf("ParseUnitName(%q) = %+v, want %+v", in, got, want)
		}
	}
}

func TestKinds(t *testing.T) {
	for text, want := range map[string]indicators.Kinds{
		"": "", "M": "1", "W": "2", "MW": "3", "M-W": "3", "m/w": "3", "1": "1", "5": "5", "Gmina miejska": "1", "Gmina wiejska": "2",
		"gmina  miejsko - wiejska": "3", "Obszar wiejski": "5", "Miasto": "4", "gmina miejska, miasto stołeczne": "1", "dzielnica": "8", "delegatura": "9",
	} {
		if got, ok := indicators.ParseKinds(text); !ok || got != want {
			t.Errorf("ParseKinds(%q) = %q, %v, want %q", text, got, ok, want)
		}
	}
	for _, text := range []string{"x", "6", "wieś", "powiat", "12"} {
		if got, ok := indicators.ParseKinds(text); ok {
			t.Errorf("ParseKinds(%q) = %q", text, got)
		}
	}
	for _, c := range []struct {
		k, whole indicators.Kinds
		part     bool
	}{{"", "", false}, {"1", "1", false}, {"3", "3", false}, {"4", "3", true}, {"5", "3", true}, {"45", "3", true}, {"14", "13", false}, {"8", "1", true}, {"9", "1", true}, {"0", "0", false}} {
		if c.k.Whole() != c.whole || c.k.Part() != c.part || c.whole.Whole() != c.whole {
			t.Errorf("%q: whole %q, part %v", c.k, c.k.Whole(), c.k.Part())
		}
	}
}

// FuzzUnitName: folding and taking apart are done once; what is left of a name
// is never taken for anything more.
func FuzzUnitName(f *testing.F) {
	for _, s := range []string{"Powiat m.Łódź", "gm. w. Kutno (2)", "m. m. m. (1)", "Radom 1)*", "Dobra (Szczecińska)", "Polska - miasto", "a\u0328.b", "- a -", "~|", "(1) (2)", "gmina powiat x", "İ"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		folded := indicators.FoldName(s)
		if again := indicators.FoldName(folded); again != folded {
			t.Fatalf("%q folds to %q, then to %q", s, folded, again)
		}
		n := indicators.ParseUnitName(s)
		if again := indicators.ParseUnitName(n.Name); again.Name != n.Name || n.Level != indicators.LevelCountry && (again.Kinds != "" || again.Level != "" && again.Level != indicators.LevelCountry) {
			t.Fatalf("%q gives %+v, its name %+v", s, n, again)
		}
	})
}
