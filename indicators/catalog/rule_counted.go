package catalog

import (
	"slices"
	"strings"

	"miernik/internal/diag"
)

// ruleCounted: a card says who is counted as its variables do; one that mixes
// says so, with a note.
func ruleCounted() diag.Rule[CardSubject] {
	return diag.Rule[CardSubject]{
		Code: diag.DefCounted,
		Why: diag.Phrase{PL: "Uczęszczający podzieleni przez zamieszkałych mogą przekroczyć 100%: czytelnik musi wiedzieć, kogo liczy licznik, a kogo mianownik.",
			EN: "Attending over resident may exceed 100%: the reader must know whom the numerator counts and whom the denominator."},
		Check: checkCounted,
	}
}

func checkCounted(s CardSubject) (found diag.List) {
	var who []string
	for t := range s.terms() {
		if v := s.variable(t.Variable); v != nil && v.Counted != "none" && !slices.Contains(who, v.Counted) {
			who = append(who, v.Counted)
		}
	}
	report := func(pl, en string) {
		found.Add(diag.DefCounted, s.Doc.At("counted"), s.Card.Code, diag.Phrase{PL: pl, EN: en})
	}
	switch c := s.Card.Counted; {
	case c == "mixed" && s.Card.CountedNote == "":
		report("miesza populacje; brak objaśnienia counted_note", "mixes populations; counted_note is missing")
	case c == "mixed":
	case len(who) > 1:
		report("zmienne liczą różne osoby ("+strings.Join(who, ", ")+"); potrzebne counted: mixed i counted_note",
			"the variables count different persons ("+strings.Join(who, ", ")+"); counted: mixed and counted_note are needed")
	case len(who) == 1 && who[0] != c:
		report("zmienne liczą "+who[0]+", a karta mówi "+c, "the variables count "+who[0]+", the card says "+c)
	}
	return found
}
