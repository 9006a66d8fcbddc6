package inspect

import (
	"fmt"
	"go/token"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/text/runes"
	"golang.org/x/text/transform"
	"golang.org/x/text/unicode/norm"
	"unicode"

	"miernik/indicators"
	"miernik/indicators/catalog"
)

// quote writes a YAML string.
func quote(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\t':
			b.WriteString(`\t`)
		case r < 0x20 || r == 0x7f || r == 0x85 || r == 0x2028 || r == 0x2029 || r == 0xfeff:
			fmt.Fprintf(&b, `\u%04x`, r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String() + `"`
}

func quoteAll(list []string) string {
	out := make([]string, len(list))
	for i, s := range list {
		out[i] = quote(s)
	}
	return "[" + strings.Join(out, ", ") + "]"
}

var (
	notASCII = transform.Chain(norm.NFD, runes.Remove(runes.In(unicode.Mn)), norm.NFC)
	notWord  = regexp.MustCompile(`[^a-z0-9]+`)
)

// slug turns a text into an identifier: lower case, without diacritics.
func slug(s string, limit int) string {
	s = strings.NewReplacer("ł", "l", "Ł", "l", "%", " proc ").Replace(s)
	if t, _, err := transform.String(notASCII, s); err == nil {
		s = t
	}
	s = strings.Trim(notWord.ReplaceAllString(strings.ToLower(s), "_"), "_")
	if len(s) > limit {
		s = strings.TrimRight(s[:limit], "_")
	}
	return s
}

var timestamp = regexp.MustCompile(`[_-]?\d{8,14}`)

// sourceID names a source after its file: without timestamp and ending.
func sourceID(file string) string {
	base, _, _ := strings.Cut(file, ".")
	id := strings.ReplaceAll(slug(timestamp.ReplaceAllString(base, ""), 40), "_", "-")
	if id == "" {
		return "zrodlo"
	}
	return id
}

// filePattern is the pattern that will also match the next delivery.
func filePattern(name string) string {
	dir, base := "", name
	if i := strings.LastIndexByte(name, '/'); i >= 0 {
		dir, base = name[:i+1], name[i+1:]
	}
	base = strings.NewReplacer(`\`, `\\`, "*", `\*`, "?", `\?`, "[", `\[`).Replace(base)
	return dir + bdlStamp.ReplaceAllString(base, "${1}*")
}

// bdlStamp is the timestamp of a portal export.
var bdlStamp = regexp.MustCompile(`(_(?:CREL|CTAB|XREL|XPIV|XTAB)_)\d{14}`)

// variables collects the variables that a proposal needs: those of the
// catalogue that are meant, and new ones with codes of their own.
type variables struct {
	prefix string
	used   map[string]bool
	new    []newVariable
}

type newVariable struct {
	code, name, unit, kind, system string
	level                          indicators.Level
	local                          bool
}

func newVariables(prefix string, cat *catalog.Catalog) *variables {
	v := &variables{prefix: prefix, used: map[string]bool{}}
	if cat != nil {
		for code := range cat.Variables {
			v.used[code] = true // a new variable never takes the code of another
		}
	}
	return v
}

// add makes a code for a variable out of what it is called.
func (v *variables) add(n newVariable) string {
	if strings.TrimSpace(n.name) == "" {
		n.name = strings.TrimSpace(strings.ReplaceAll(v.prefix, "-", " ") + " (wartość)")
	}
	base := strings.TrimLeft(slug(v.prefix, 24), "0123456789_")
	base = strings.Trim(base+"_"+slug(n.name, 40), "_")
	if base == "" || base[0] < 'a' || base[0] > 'z' {
		base = "z_" + base
	}
	code := base
	for i := 2; v.used[code] || token.IsKeyword(code); i++ {
		code = fmt.Sprintf("%s_%d", base, i)
	}
	v.used[code] = true
	n.code = code
	v.new = append(v.new, n)
	return code
}

// yaml writes the new variables as documents of a catalogue.
func (v *variables) yaml() string {
	var b strings.Builder
	for i, n := range v.new {
		if i > 0 {
			b.WriteString("---\n")
		}
		availability := "public"
		if n.local {
			availability = "local"
		}
		unit := n.unit
		if unit == "" {
			unit = "?"
		}
		fmt.Fprintf(&b, "variable: %s\nname: {pl: %s, en: %s}\nunit: %s\nlevels: [%s]\nkind: %s\nreference: \"?\"\ncounted: none\navailability: %s\nsystem: %s\nverified: false\n",
			n.code, quote(n.name), quote(n.name), quote(unit), n.level, n.kind, availability, quote(n.system))
	}
	return b.String()
}

var variableLine = regexp.MustCompile(`(?m)^variable: (\S+)$`)

func proposedVariables(yaml string) []string {
	var out []string
	for _, m := range variableLine.FindAllStringSubmatch(yaml, -1) {
		out = append(out, m[1])
	}
	return out
}

// kindOf guesses what a variable is from its unit of measure: ratios are never summed.
func kindOf(unit, name string) string {
	text := strings.ToLower(unit + " " + name)
	if slices.ContainsFunc([]string{"%", "na 1 ", "na 10", "na 100", "odsetek", "wskaźnik", "średni", "przecięt", "/"}, func(s string) bool { return strings.Contains(text, s) }) {
		return "ratio"
	}
	return "stock"
}
