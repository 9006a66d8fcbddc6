package catalog

import (
	"regexp"
	"slices"
	"strings"

	"miernik/indicators"
	"miernik/internal/yamldoc"
)

// named is a definition as the rules about names see it.
type named struct {
	code   string
	words  map[string]bool // trigrams of the Polish name, word by word
	number string          // what must be equal besides
	unlike []indicators.Unlike
	doc    *yamldoc.Document
}

func (a named) unlikes(b named) bool {
	return slices.ContainsFunc(a.unlike, func(u indicators.Unlike) bool { return u.Code == b.code })
}

// similarity is the Jaccard coefficient of the trigrams, 0–1.
func (a named) similarity(b named) float64 {
	if a.number != b.number {
		return 0
	}
	common := 0
	for t := range a.words {
		if b.words[t] {
			common++
		}
	}
	return float64(common) / float64(max(len(a.words)+len(b.words)-common, 1))
}

func (c *Catalog) namedCards() []named {
	var out []named
	for _, code := range c.CardCodes() {
		e := c.Cards[code]
		out = append(out, named{code, trigrams(e.Value.Name.PL), "", e.Value.Unlike, e.Doc})
	}
	return out
}

var digits = regexp.MustCompile(`[0-9]+`)

// namedVariables: numbers tell variables apart (chapters, ages), so they must
// be equal before names are compared.
func (c *Catalog) namedVariables() []named {
	var out []named
	for _, code := range c.VariableCodes() {
		e := c.Variables[code]
		name := e.Value.Name.PL
		out = append(out, named{code, trigrams(name), strings.Join(digits.FindAllString(name, -1), " "), e.Value.Unlike, e.Doc})
	}
	return out
}

var notWord = regexp.MustCompile(`[^\p{L}0-9]+`)

// trigrams are the sequences of three characters of each word, the beginning
// of a word padded by two blanks and its end by one: word order does not count.
func trigrams(name string) map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.Fields(notWord.ReplaceAllString(strings.ToLower(name), " ")) {
		r := []rune("  " + w + " ")
		for i := 0; i+3 <= len(r); i++ {
			out[string(r[i:i+3])] = true
		}
	}
	return out
}
