package indicators

import (
	"regexp"
	"strings"
	"unicode"
)

// FoldName makes names comparable: small letters, single plain spaces, one
// kind of dash without spaces around it, a space behind a dot, no quotes, soft
// hyphens or byte order marks. Letters keep their diacritics: Łęki and Leki are
// two places. Folding twice changes nothing.
func FoldName(s string) string {
	out := make([]rune, 0, len(s))
	last := func() rune {
		if len(out) == 0 {
			return 0
		}
		return out[len(out)-1]
	}
	space := false
	for _, r := range s {
		switch {
		case unicode.IsSpace(r) || r == '|' || r == '~': // the signs of a UnitKey
			space = len(out) > 0
			continue
		case strings.ContainsRune("\u00ad\u200b\u200c\u200d\ufeff\"'„”“«»‘’", r):
			continue
		case strings.ContainsRune("‐‑‒–—−", r):
			r = '-'
		case unicode.Is(unicode.Mn, r):
			if whole, ok := composed[[2]rune{last(), r}]; ok && !space {
				out[len(out)-1] = whole
			}
			continue
		}
		r = unicode.ToLower(r)
		if last() == '.' && unicode.IsLetter(r) {
			space = true
		}
		if space && last() != '-' && r != '-' {
			out = append(out, ' ')
		}
		out = append(out, r)
		space = false
	}
	return string(out)
}

// composed joins the letters that some programs write as a base and a mark.
var composed = map[[2]rune]rune{
	{'a', '\u0328'}: 'ą', {'e', '\u0328'}: 'ę', {'c', '\u0301'}: 'ć', {'n', '\u0301'}: 'ń',
	{'o', '\u0301'}: 'ó', {'s', '\u0301'}: 'ś', {'z', '\u0301'}: 'ź', {'z', '\u0307'}: 'ż',
}

// maxName bounds what is taken apart, in bytes; the longest name of the
// register with all the words around it has a hundred.
const maxName = 200

// UnitName is what a printed name says: the name itself, folded, and what the
// words and signs around it tell about level and kind.
type UnitName struct {
	Name  string
	Level Level // empty: the text does not say
	Kinds Kinds // empty: the text does not say
}

// namePrefixes are the words before a name, folded, the longer first where one
// begins another.
var namePrefixes = []struct {
	text  string
	level Level
	kinds Kinds
}{
	{"powiat m. st. ", LevelPowiat, "1"}, {"powiat m. ", LevelPowiat, "1"}, {"powiat ", LevelPowiat, ""}, {"pow. ", LevelPowiat, ""},
	{"województwo ", LevelVoivodeship, ""}, {"woj. ", LevelVoivodeship, ""},
	{"gmina miejsko-wiejska ", LevelGmina, "3"}, {"gm. miejsko-wiejska ", LevelGmina, "3"}, {"gm. m-w. ", LevelGmina, "3"}, {"gm. m.-w. ", LevelGmina, "3"}, {"gm. m-w ", LevelGmina, "3"},
	{"miasto i gmina ", LevelGmina, "3"}, {"gmina i miasto ", LevelGmina, "3"}, {"m. i gm. ", LevelGmina, "3"},
	{"gmina wiejska ", LevelGmina, "2"}, {"gm. wiejska ", LevelGmina, "2"}, {"gm. w. ", LevelGmina, "2"},
	{"gmina miejska ", LevelGmina, "1"}, {"gm. miejska ", LevelGmina, "1"}, {"gmina miasto ", LevelGmina, "1"}, {"gm. m. ", LevelGmina, "1"},
	{"gmina ", LevelGmina, ""}, {"gm. ", LevelGmina, ""},
	{"miasto na prawach powiatu ", "", "1"}, {"miasto stołeczne ", "", AnyTown}, {"miasto st. ", "", AnyTown}, {"m. st. ", "", AnyTown}, {"miasto ", "", AnyTown}, {"m. ", "", AnyTown},
}

// nameSuffixes are the parts of gminas as the BDL names them, folded.
var nameSuffixes = []struct {
	text  string
	kinds Kinds
}{{"-miasto", "4"}, {"-obszar wiejski", "5"}, {"-dzielnica", "8"}, {"-delegatura", "9"}}

var (
	bracket   = regexp.MustCompile(` ?\(([^()]*)\)$`)
	since     = regexp.MustCompile(` od (19|20)\d\d$`)        // "Powiat m.Wałbrzych od 2013"
	superior  = regexp.MustCompile(`[ *¹²³⁴⁵⁶⁷⁸⁹⁰ᵃᵇᶜᵈᵉ⁽⁾]+$`) // footnote marks
	footnote  = regexp.MustCompile(`( [0-9a-z]|[0-9])\)$`)    // "Kutno a)", "Radom1)"
	countries = map[string]bool{"polska": true, "poland": true, "polska poland": true, "p o l s k a": true, "p o l s k a p o l a n d": true, "p o l s k a poland": true}
)

// ParseUnitName takes a printed name apart: "Bolesławiec (1)", "Powiat
// m.Łódź", "M.st. Warszawa", "gm. w. Kutno", "Lądek-Zdrój - miasto (4)",
// "Powiat m.Wałbrzych od 2013", "Radom 1)". Only what is known to be no part
// of a name is taken off: "Dobra (Szczecińska)" keeps its bracket, "Powiat
// m.Wałbrzych do 2002", which is a unit of the past, keeps its year.
func ParseUnitName(s string) UnitName {
	n := UnitName{Name: FoldName(s)}
	if len(n.Name) > maxName {
		return n // a sentence
	}
	for n.suffix() || n.prefix() {
	}
	if countries[n.Name] && n.Level == "" && n.Kinds == "" {
		return UnitName{Name: "polska", Level: LevelCountry}
	}
	return n
}

// prefix takes the words before the name off and reports whether it did. The
// first word that tells a level is the one that counts.
func (n *UnitName) prefix() bool {
	for _, p := range namePrefixes {
		if rest, ok := strings.CutPrefix(n.Name, p.text); ok && rest != "" {
			n.Name, n.Kinds = rest, n.Kinds.and(p.kinds)
			if n.Level == "" {
				n.Level = p.level
			}
			return true
		}
	}
	return false
}

// suffix takes one thing off the end of the name and reports whether it did.
func (n *UnitName) suffix() bool {
	if m := bracket.FindStringSubmatchIndex(n.Name); m != nil && m[0] > 0 {
		if k, ok := ParseKinds(n.Name[m[2]:m[3]]); ok && k != "" {
			n.Name, n.Kinds = n.Name[:m[0]], n.Kinds.and(k)
			return true
		}
	}
	for _, s := range nameSuffixes {
		if rest, ok := strings.CutSuffix(n.Name, s.text); ok && rest != "" {
			n.Name, n.Kinds = rest, n.Kinds.and(s.kinds)
			return true
		}
	}
	for _, re := range []*regexp.Regexp{since, superior, footnote} {
		if re == footnote && strings.Contains(n.Name, "(") {
			continue
		}
		if at := re.FindStringIndex(n.Name); at != nil && at[0] > 0 {
			n.Name = n.Name[:at[0]]
			return true
		}
	}
	return false
}
