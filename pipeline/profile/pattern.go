package profile

import (
	"slices"
	"strings"
)

// Fold makes texts of headers and labels comparable: case, runs of spaces and
// line breaks, hyphenation at a line end and the dashes that publishers mix.
func Fold(s string) string {
	if plain(s) {
		return s
	}
	s = dashes.Replace(s)
	return strings.ToLower(strings.Join(strings.Fields(s), " "))
}

// dashes also joins a word broken at a line end, as narrow headers have it.
var dashes = strings.NewReplacer("-\r\n", "", "-\n", "", "–", "-", "—", "-", "\u2010", "-", "\u2011", "-", "\u00ad", "", "\u200b", "")

// plain tells a text that Fold leaves as it is, without allocating.
func plain(s string) bool {
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c >= 'A' && c <= 'Z' || c >= 0x80 || c == '\n' || c == '\r' || c == '\t' || c == ' ' && (i == 0 || i == len(s)-1 || s[i+1] == ' ') {
			return false
		}
	}
	return true
}

// Pattern tells which texts a condition accepts: "a" the text a, "a | b" one
// of both, "a*" what begins so (also "*a" and "a*b"), "!a" everything else,
// "" the empty cell. Case, spaces and kinds of dashes do not matter.
type Pattern struct {
	negate bool
	parts  [][]string // per alternative: the pieces between its stars
	cut    int        // texts are cut by the publisher after so many characters, 0: not
}

// NewPattern reads a condition. A cut above 0 says that the file's texts end
// after so many characters.
func NewPattern(text string, cut int) Pattern {
	p := Pattern{cut: cut}
	if rest, ok := strings.CutPrefix(text, "!"); ok {
		p.negate, text = true, rest
	}
	for alt := range strings.SplitSeq(text, "|") {
		alt = Fold(alt)
		if cut > 0 && !strings.Contains(alt, "*") {
			if r := []rune(alt); len(r) > cut {
				alt = strings.TrimRight(string(r[:cut]), " ")
			}
		}
		p.parts = append(p.parts, strings.Split(alt, "*"))
	}
	return p
}

// Match reports whether the text of a cell is accepted.
func (p Pattern) Match(text string) bool { return p.MatchFolded(Fold(text)) }

// MatchFolded is Match for a text that went through Fold.
func (p Pattern) MatchFolded(text string) bool {
	return slices.ContainsFunc(p.parts, func(pieces []string) bool { return glob(pieces, text) }) != p.negate
}

// Exact is the one text the pattern accepts, folded; ok is false when there
// are several.
func (p Pattern) Exact() (text string, ok bool) {
	if p.negate || len(p.parts) != 1 || len(p.parts[0]) != 1 {
		return "", false
	}
	return p.parts[0][0], true
}

// Key identifies the pattern: equal keys accept the same texts.
func (p Pattern) Key() string {
	var b strings.Builder
	if p.negate {
		b.WriteByte('!')
	}
	for i, pieces := range p.parts {
		if i > 0 {
			b.WriteByte('|')
		}
		b.WriteString(strings.Join(pieces, "*"))
	}
	return b.String()
}

func glob(pieces []string, text string) bool {
	if len(pieces) == 1 {
		return pieces[0] == text
	}
	first, last := pieces[0], pieces[len(pieces)-1]
	if !strings.HasPrefix(text, first) || len(text) < len(first)+len(last) || !strings.HasSuffix(text, last) {
		return false
	}
	text = text[len(first) : len(text)-len(last)]
	for _, piece := range pieces[1 : len(pieces)-1] {
		i := strings.Index(text, piece)
		if i < 0 {
			return false
		}
		text = text[i+len(piece):]
	}
	return true
}
