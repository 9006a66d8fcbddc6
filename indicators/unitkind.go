package indicators

import "strings"

// Kinds is a set of kinds (digits R of the register, ascending) that a text
// leaves possible: "2" for "wiejska". Empty says nothing about the kind.
type Kinds string

// AnyTown is what "m." or "miasto" before a name can mean: an urban gmina or
// the town of an urban-rural one.
const AnyTown Kinds = "14"

// noKind is a contradiction: two texts that exclude each other.
const noKind Kinds = "0"

// kindWords are the ways files write the kind of a gmina, folded. "miasto" is
// the register's word for the town of an urban-rural gmina.
var kindWords = map[string]Kinds{
	"1": "1", "m": "1", "miejska": "1", "gmina miejska": "1", "gm. miejska": "1", "gm. m.": "1", "gmina miejska, miasto stołeczne": "1",
	"miasto na prawach powiatu": "1", "miasto stołeczne, na prawach powiatu": "1",
	"2": "2", "w": "2", "wiejska": "2", "gmina wiejska": "2", "gm. wiejska": "2", "gm. w.": "2",
	"3": "3", "mw": "3", "m-w": "3", "m/w": "3", "miejsko-wiejska": "3", "gmina miejsko-wiejska": "3", "gm. miejsko-wiejska": "3", "gm. m-w": "3", "gm. m-w.": "3", "gm. m.-w.": "3",
	"4": "4", "miasto": "4", "miasto w gminie miejsko-wiejskiej": "4",
	"5": "5", "obszar wiejski": "5", "obszar wiejski w gminie miejsko-wiejskiej": "5",
	"8": "8", "dzielnica": "8", "9": "9", "delegatura": "9",
}

// ParseKinds reads the kind of a gmina as files write it: the digit of the
// register, M, W, MW, "Gmina miejska", "Obszar wiejski" … An empty text says
// nothing; ok is false for a text that is no kind.
func ParseKinds(text string) (k Kinds, ok bool) {
	folded := FoldName(text)
	if folded == "" {
		return "", true
	}
	k, ok = kindWords[folded]
	return k, ok
}

// Has reports whether the kind with this digit is possible.
func (k Kinds) Has(digit byte) bool { return k == "" || strings.IndexByte(string(k), digit) >= 0 }

// Part reports that only parts of gminas are possible, which are never counted
// beside their gmina.
func (k Kinds) Part() bool { return k != "" && strings.Trim(string(k), "4589") == "" }

// Whole replaces the parts by the kind of the gmina they belong to, for
// facilities that lie in a part and count to its gmina.
func (k Kinds) Whole() Kinds {
	var out []byte
	for _, digit := range []byte("123") {
		for i := range len(k) {
			if d := k[i]; d == digit || digit == '3' && (d == '4' || d == '5') || digit == '1' && (d == '8' || d == '9') {
				out = append(out, digit)
				break
			}
		}
	}
	if len(out) == 0 {
		return k
	}
	return Kinds(out)
}

// and is what two texts about one unit leave possible together.
func (k Kinds) and(other Kinds) Kinds {
	if k == "" {
		return other
	}
	var out []byte
	for i := range len(k) {
		if other.Has(k[i]) {
			out = append(out, k[i])
		}
	}
	if len(out) == 0 {
		return noKind
	}
	return Kinds(out)
}

// label names the kinds in Polish.
func (k Kinds) label() string {
	var words []string
	for i := range len(k) {
		switch k[i] {
		case '1':
			words = append(words, string(KindUrban))
		case '2':
			words = append(words, string(KindRural))
		case '3':
			words = append(words, string(KindUrbanRural))
		case '4':
			words = append(words, "miasto w gminie miejsko-wiejskiej")
		case '5':
			words = append(words, "obszar wiejski")
		case '8':
			words = append(words, "dzielnica")
		case '9':
			words = append(words, "delegatura")
		}
	}
	return strings.Join(words, " lub ")
}
