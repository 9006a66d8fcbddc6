package document

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Inline is a piece of a line.
type Inline interface {
	plain() string    // for a terminal
	markdown() string // escaped
}

// Line is the text of a paragraph, heading, item or cell.
type Line []Inline

// Text is plain text, Strong and Emph are stressed, Mark is a warning that has
// to be seen on a terminal too, Code is a name of a machine.
type (
	Text   string
	Strong string
	Emph   string
	Mark   string
	Code   string
)

// Link leads to another page or place; without To it is just its text.
type Link struct{ Text, To string }

// Say is a line of plain text.
func Say(s string) Line { return Line{Text(s)} }

// Join puts a separator between lines.
func Join(separator string, lines ...Line) Line {
	var out Line
	for _, l := range lines {
		if l.Empty() {
			continue
		}
		if len(out) > 0 {
			out = append(out, Text(separator))
		}
		out = append(out, l...)
	}
	return out
}

// Empty reports whether the line has no text.
func (l Line) Empty() bool { return strings.TrimSpace(l.String()) == "" }

// String is the text without marks and links, on one line.
func (l Line) String() string {
	var b strings.Builder
	for _, part := range l {
		b.WriteString(part.plain())
	}
	return oneLine(b.String())
}

func (l Line) markdown() string {
	var b strings.Builder
	for _, part := range l {
		b.WriteString(part.markdown())
	}
	return atStart(oneLine(b.String()))
}

// oneLine folds line breaks and runs of blanks; a no-break space stays.
func oneLine(s string) string {
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool { return r == ' ' || r == '\n' || r == '\r' || r == '\t' }), " ")
}

func (t Text) plain() string   { return string(t) }
func (t Strong) plain() string { return string(t) }
func (t Emph) plain() string   { return string(t) }
func (t Mark) plain() string   { return "[" + string(t) + "]" }
func (t Code) plain() string   { return string(t) }
func (l Link) plain() string   { return l.Text }

func (t Text) markdown() string   { return escape(string(t)) }
func (t Strong) markdown() string { return around("**", string(t)) }
func (t Emph) markdown() string   { return around("*", string(t)) }
func (t Mark) markdown() string   { return around("**", string(t)) }

func (t Code) markdown() string {
	if t == "" {
		return ""
	}
	return "`" + strings.ReplaceAll(string(t), "`", "'") + "`"
}

func (l Link) markdown() string {
	if l.To == "" {
		return escape(l.Text)
	}
	return "[" + escape(l.Text) + "](" + l.To + ")"
}

// around stresses a text; a mark beside a blank would stand for itself.
func around(mark, s string) string {
	inner := strings.TrimSpace(s)
	if inner == "" {
		return s
	}
	return strings.Replace(s, inner, mark+escape(inner)+mark, 1)
}

var entity = regexp.MustCompile(`^&#?[0-9A-Za-z]+;`)

// escape keeps Markdown from reading its marks in a text. An underscore within
// a word is none.
func escape(s string) string {
	var b strings.Builder
	before := ' '
	for i, r := range s {
		_, width := utf8.DecodeRuneInString(s[i:])
		after, _ := utf8.DecodeRuneInString(s[i+width:])
		switch {
		case strings.ContainsRune("\\`*[]<~$", r),
			r == '_' && !(isWord(before) && isWord(after)),
			r == '&' && entity.MatchString(s[i:]):
			b.WriteByte('\\')
		}
		b.WriteRune(r)
		before = r
	}
	return b.String()
}

func isWord(r rune) bool {
	return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r) || r == '_')
}

var (
	blockMark = regexp.MustCompile(`^(#{1,6}( |$)|[-+]( |$)|>|=+$|-+$)`)
	numbering = regexp.MustCompile(`^[0-9]{1,9}([.)])( |$)`)
)

// atStart escapes what would make a heading, quotation, list, rule or
// numbering of the beginning of a line.
func atStart(s string) string {
	if blockMark.MatchString(s) {
		return "\\" + s
	}
	if m := numbering.FindStringSubmatchIndex(s); m != nil {
		return s[:m[2]] + "\\" + s[m[2]:]
	}
	return s
}
