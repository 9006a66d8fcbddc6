package yamldoc

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"miernik/internal/diag"
)

// sample has a field of every type that definitions use.
type sample struct {
	Code  string `yaml:"code,required"`
	Names struct {
		PL string `yaml:"pl,required"`
		EN string `yaml:"en"`
	} `yaml:"names"`
	Weight  int16             `yaml:"weight"`
	Count   int               `yaml:"count"`
	Share   float64           `yaml:"share"`
	Done    bool              `yaml:"done"`
	Cap     *float64          `yaml:"cap"`
	Range   *[2]float64       `yaml:"range"`
	Tags    []string          `yaml:"tags"`
	Signs   map[string]string `yaml:"signs"`
	Sides   []side            `yaml:"sides"`
	Blocks  OneOrMore[side]   `yaml:"blocks"`
	Ignored string            // no key
}

type side struct {
	Formula string `yaml:"formula,required" short:"formula"`
	From    int16  `yaml:"from"`
}

// decode reads the only document of a text and lists what was found, one
// English line per finding, with related places behind an arrow.
func decode(t *testing.T, text string, v any) (*Document, []string) {
	t.Helper()
	docs, found := Parse("f.yaml", []byte(text))
	if len(found) > 0 || len(docs) != 1 {
		t.Fatalf("%d documents, %v", len(docs), lines(found))
	}
	return docs[0], lines(docs[0].Decode(v))
}

func lines(found diag.List) []string {
	out := []string{}
	for _, f := range found {
		s := f.Line("en")
		for _, p := range f.Related {
			s += " -> " + p.String()
		}
		out = append(out, s)
	}
	return out
}

func TestDecode(t *testing.T) {
	var got sample
	_, found := decode(t, `
code: "007"
names: {pl: Żłobki, en: Nurseries}
weight: -5
count: 70000
share: 1.5e-3
done: true
cap: 100
range: [0, 12.5]
tags: [a, 1, true]
signs: {x: no_information, "": structure_change}
sides:
  - a + b
  - {formula: c, from: 2022}
`, &got)
	if len(found) > 0 {
		t.Fatal(found)
	}
	hundred := 100.0
	want := sample{
		Code: "007", Weight: -5, Count: 70000, Share: 0.0015, Done: true, Cap: &hundred, Range: &[2]float64{0, 12.5},
		Tags: []string{"a", "1", "true"}, Signs: map[string]string{"x": "no_information", "": "structure_change"},
		Sides: []side{{Formula: "a + b"}, {Formula: "c", From: 2022}},
	}
	want.Names.PL, want.Names.EN = "Żłobki", "Nurseries"
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
}

func TestDecodeForms(t *testing.T) {
	tests := []struct {
		name, text string
		want       string // of the struct, by %+v
	}{
		{"scalar for a list", "code: a\ntags: x", `Tags:[x]`},
		{"scalar for a struct in a list", "code: a\nsides: a + b", `Sides:[{Formula:a + b From:0}]`},
		{"mapping where one may stand for a list", "code: a\nblocks: {formula: a + b, from: 2}", `Blocks:[{Formula:a + b From:2}]`},
		{"a list there as well", "code: a\nblocks: [{formula: a}, b]", `Blocks:[{Formula:a From:0} {Formula:b From:0}]`},
		{"empty list", "code: a\ntags: []", `Tags:[]`},
		{"null leaves a pointer nil", "code: a\ncap:\nrange: ~", `Cap:<nil> Range:<nil>`},
		{"null leaves a value alone", "code: a\nweight:\nshare: null", `Weight:0 Count:0 Share:0`},
		{"alias of a scalar", "code: &c abc\ntags: [*c, *c]", `Tags:[abc abc]`},
		{"alias of a list", "code: a\ntags: &t [x, y]\nsides: *t", `Sides:[{Formula:x From:0} {Formula:y From:0}]`},
		{"alias of a mapping", "code: a\nsigns: &m {pl: x}\nnames: *m", `Names:{PL:x EN:}`},
		{"alias of null", "code: a\nweight: &n\ncount: *n", `Count:0`},
		{"folded text", "code: >-\n  a\n  b\n", `Code:a b`},
		{"a leading zero is decimal", "code: a\nweight: 010", `Weight:10`},
		{"byte order mark", "\ufeffcode: a", `Code:a`},
		{"blank text where none is needed", "code: a\nsigns: {a: ''}", `Signs:map[a:]`},
	}
	for _, tt := range tests {
		var got sample
		_, found := decode(t, tt.text, &got)
		if len(found) > 0 {
			t.Errorf("%s: %v", tt.name, found)
		}
		if s := fmt.Sprintf("%+v", got); !strings.Contains(s, tt.want) {
			t.Errorf("%s: %s lacks %s", tt.name, s, tt.want)
		}
	}
}

func TestDecodeFindings(t *testing.T) {
	tests := []struct {
		name, text string
		want       []string
	}{
		{"mistyped key", "code: a\nwieght: 5", []string{`f.yaml:2:1: error: unknown key "wieght"; expected: weight [yaml-unknown-key]`}},
		{"the nearest key is suggested, not the first near one", "code: a\ntag: x", []string{`f.yaml:2:1: error: unknown key "tag"; expected: tags [yaml-unknown-key]`}},
		{"strange key", "code: a\nsomething: 5", []string{`f.yaml:2:1: error: unknown key "something"; expected: blocks, cap, code, count, done, names, range, share, sides, signs, tags, weight [yaml-unknown-key]`}},
		{"a field without a tag is no key", "code: a\nIgnored: x", []string{`f.yaml:2:1: error: unknown key "Ignored"; expected: blocks, cap, code, count, done, names, range, share, sides, signs, tags, weight [yaml-unknown-key]`}},
		{"a merge key is not understood", "code: a\nnames: {<<: {}, pl: x}", []string{`f.yaml:2:9: error: unknown key "<<"; expected: en [yaml-unknown-key]`}},
		{"missing key", "weight: 5", []string{`f.yaml:1:1: error: required key "code" is missing [yaml-missing-key]`}},
		{"missing key below", "code: a\nnames:\n  en: x", []string{`f.yaml:3:3: error: required key "pl" is missing [yaml-missing-key]`}},
		{"missing key of a list item", "code: a\nsides:\n  - a\n  - {from: 3}", []string{`f.yaml:4:5: error: required key "formula" is missing [yaml-missing-key]`}},
		{"required and null", "weight: 5\ncode:", []string{`f.yaml:2:1: error: required key "code" is missing [yaml-missing-key]`}},
		{"required and blank", `code: "  "`, []string{`f.yaml:1:1: error: required key "code" is missing [yaml-missing-key]`}},
		{"repeated key", "code: a\nweight: 1\ncode: b\ncode: c", []string{
			`f.yaml:3:1: error: key "code" appears twice [yaml-repeated-key] -> f.yaml:1:1`,
			`f.yaml:4:1: error: key "code" appears twice [yaml-repeated-key] -> f.yaml:1:1`}},
		{"repeated key of a map", "code: a\nsigns:\n  x: a\n  'x': b", []string{`f.yaml:4:3: error: key "x" appears twice [yaml-repeated-key] -> f.yaml:3:3`}},
		{"text for a number", "code: a\nweight: dużo", []string{`f.yaml:2:9: error: weight: expected a whole number, got "dużo" [yaml-type]`}},
		{"fraction for a whole number", "code: a\ncount: 1.0", []string{`f.yaml:2:8: error: count: expected a whole number, got "1.0" [yaml-type]`}},
		{"too large", "code: a\nweight: 40000", []string{`f.yaml:2:9: error: weight: expected a whole number, got "40000" [yaml-type]`}},
		{"decimal comma", "code: a\nshare: 0,5", []string{`f.yaml:2:8: error: share: expected a number, got "0,5" [yaml-type]`}},
		{"not a number", "code: a\nshare: NaN\ncap: inf\nrange: [0, .inf]", []string{
			`f.yaml:2:8: error: share: expected a number, got "NaN" [yaml-type]`,
			`f.yaml:3:6: error: cap: expected a number, got "inf" [yaml-type]`,
			`f.yaml:4:12: error: range[1]: expected a number, got ".inf" [yaml-type]`}},
		{"Polish for a bool", "code: a\ndone: tak", []string{`f.yaml:2:7: error: done: expected true or false, got "tak" [yaml-type]`}},
		{"list for text", "code: [a]", []string{`f.yaml:1:7: error: code: expected a single value, got a list [yaml-type]`}},
		{"mapping for text", "code: {a: b}", []string{`f.yaml:1:7: error: code: expected a single value, got a mapping [yaml-type]`}},
		{"mapping for a list", "code: a\ntags: {a: b}", []string{`f.yaml:2:7: error: tags: expected a list, got a mapping [yaml-type]`}},
		{"mapping for a list of mappings", "code: a\nsides: {formula: a}", []string{`f.yaml:2:8: error: sides: expected a list, got a mapping [yaml-type]`}},
		{"list for a mapping", "code: a\nsigns: [a]", []string{`f.yaml:2:8: error: signs: expected a mapping, got a list [yaml-type]`}},
		{"scalar for a struct", "code: a\nnames: b", []string{`f.yaml:2:8: error: names: expected a mapping, got "b" [yaml-type]`}},
		{"three values for two", "code: a\nrange: [1, 2, 3]", []string{`f.yaml:2:8: error: range: expected a list of 2 values, got a list [yaml-type]`}},
		{"one value for two", "code: a\nrange: 1", []string{`f.yaml:2:8: error: range: expected a list of 2 values, got "1" [yaml-type]`}},
		{"list for the document", "- a\n- b", []string{`f.yaml:1:1: error: document: expected a mapping, got a list [yaml-type]`}},
		{"scalar for the document", "abc", []string{`f.yaml:1:1: error: document: expected a mapping, got "abc" [yaml-type]`}},
		{"an anchor that holds itself", "code: a\ntags: &t [*t]", []string{`f.yaml:2:7: error: tags[0]: expected a single value, got a list [yaml-type]`}},
		{"columns count characters", "names: {pl: żółć, weigth: 1, en: [x]}\ncode: a", []string{
			`f.yaml:1:19: error: unknown key "weigth"; expected: en, pl [yaml-unknown-key]`,
			`f.yaml:1:34: error: names.en: expected a single value, got a list [yaml-type]`}},
		{"everything at once", "wieght: 5\nshare: x\nshare: 2\nsides: [{from: y}]", []string{
			`f.yaml:1:1: error: unknown key "wieght"; expected: weight [yaml-unknown-key]`,
			`f.yaml:2:8: error: share: expected a number, got "x" [yaml-type]`,
			`f.yaml:3:1: error: key "share" appears twice [yaml-repeated-key] -> f.yaml:2:1`,
			`f.yaml:4:16: error: sides[0].from: expected a whole number, got "y" [yaml-type]`,
			`f.yaml:4:9: error: required key "formula" is missing [yaml-missing-key]`,
			`f.yaml:1:1: error: required key "code" is missing [yaml-missing-key]`}},
	}
	for _, tt := range tests {
		var v sample
		if _, got := decode(t, tt.text, &v); !reflect.DeepEqual(got, tt.want) {
			t.Errorf("%s:\n%s\nwant\n%s", tt.name, strings.Join(got, "\n"), strings.Join(tt.want, "\n"))
		}
	}
}

// What can be read is read: rules go on with it.
func TestDecodeKeepsTheRest(t *testing.T) {
	var v sample
	if _, found := decode(t, "code: a\nweight: x\ncode: b\nsides: [{formula: a, from: y}, b]\nsigns: {k: 1, k: 2}", &v); len(found) != 4 {
		t.Fatal(found)
	}
	if v.Code != "a" || v.Weight != 0 || len(v.Sides) != 2 || v.Sides[0].Formula != "a" || v.Sides[1].Formula != "b" || v.Signs["k"] != "1" {
		t.Errorf("got %+v", v)
	}
}

func TestAt(t *testing.T) {
	doc, found := decode(t, `code: a
names:
    pl: ż
sides:
  - a + b
  - formula: c
    from: 2022
signs: {x.y: a}
`, new(sample))
	if len(found) > 0 {
		t.Fatal(found)
	}
	for path, want := range map[string]string{
		"":                 "f.yaml:1:1",
		"code":             "f.yaml:1:7",
		"names":            "f.yaml:3:5",
		"names.pl":         "f.yaml:3:9",
		"names.en":         "f.yaml:3:5", // not there: what encloses it
		"sides":            "f.yaml:5:3",
		"sides[0]":         "f.yaml:5:5",
		"sides[0].formula": "f.yaml:5:5",
		"sides[0].from":    "f.yaml:5:5",
		"sides[1]":         "f.yaml:6:5",
		"sides[1].formula": "f.yaml:6:14",
		"sides[1].from":    "f.yaml:7:11",
		"sides[7].from":    "f.yaml:5:3",
		"signs.x.y":        "f.yaml:8:14",
		"cap":              "f.yaml:1:1",
		"no.such[3].path":  "f.yaml:1:1",
	} {
		if got := doc.At(path).String(); got != want {
			t.Errorf("At(%q) = %s, want %s", path, got, want)
		}
	}
}

func TestKeys(t *testing.T) {
	want := []string{"blocks", "cap", "code", "count", "done", "en", "formula", "from", "names", "pl", "range", "share", "sides", "signs", "tags", "weight"}
	if got := Keys(sample{}); !reflect.DeepEqual(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestScalars(t *testing.T) {
	doc, _ := decode(t, "tags: [b, a]\nnames: {pl: ż, en: x}\ncode: a\nother: y\n", new(sample))
	var got []string
	for _, s := range doc.Scalars() {
		got = append(got, s.Place.String()+" "+s.Path+"="+s.Value)
	}
	want := []string{"f.yaml:1:8 tags[0]=b", "f.yaml:1:11 tags[1]=a", "f.yaml:2:13 names.pl=ż", "f.yaml:2:20 names.en=x", "f.yaml:3:7 code=a"}
	if !reflect.DeepEqual(got, want) { // a key that is not understood is not read
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestInside(t *testing.T) {
	doc, found := decode(t, `code: a
sides:
  - a + b
  - "a + b"
  - 'a + b'
  - >-
    a +
    b
  - |
    a + b
`, new(sample))
	if len(found) > 0 {
		t.Fatal(found)
	}
	for _, tt := range []struct {
		path   string
		column int
		want   string
	}{
		{"sides[0].formula", 1, "f.yaml:3:5"},
		{"sides[0].formula", 5, "f.yaml:3:9"},
		{"sides[0].formula", 0, "f.yaml:3:5"},
		{"sides[1].formula", 5, "f.yaml:4:10"}, // behind the quote
		{"sides[2].formula", 5, "f.yaml:5:10"},
		{"sides[3].formula", 5, "f.yaml:6:5"}, // a block: its start
		{"sides[4].formula", 5, "f.yaml:9:5"},
		{"sides[9].formula", 5, "f.yaml:3:3"}, // not there: what encloses it
	} {
		if got := doc.Inside(tt.path, tt.column).String(); got != tt.want {
			t.Errorf("Inside(%q, %d) = %s, want %s", tt.path, tt.column, got, tt.want)
		}
	}
}

func TestParseDocuments(t *testing.T) {
	docs, found := Parse("f.yaml", []byte("# nic\n---\ncode: a\n---\n---\nnull\n---\ncode: b\nweight: 1\n...\n"))
	if len(found) > 0 || len(docs) != 2 {
		t.Fatalf("%d documents, %v", len(docs), lines(found))
	}
	if got := docs[1].At("").String(); got != "f.yaml:8:1" {
		t.Errorf("the second document is at %s", got)
	}
	if got := docs[1].Keys(); !reflect.DeepEqual(got, []string{"code", "weight"}) {
		t.Errorf("keys %q", got)
	}
	for _, text := range []string{"", "\n", "# only a comment\n", "---\n---\n"} {
		if docs, found := Parse("f.yaml", []byte(text)); len(docs)+len(found) > 0 {
			t.Errorf("%q: %d documents, %v", text, len(docs), lines(found))
		}
	}
	docs, _ = Parse("f.yaml", []byte("[a, b]"))
	if len(docs) != 1 || docs[0].Keys() != nil {
		t.Error("a list has keys")
	}
}

func TestParseSyntax(t *testing.T) {
	for _, tt := range []struct {
		name, text string
		docs       int
		want       string // place of the only finding
	}{
		{"first line", "code: a: b", 0, "f.yaml:1"},
		{"tab on the first line", "\tcode: a", 0, "f.yaml:1"},
		{"indentation", "code: a\n names: b\n", 0, "f.yaml:2"},
		{"tab", "code: a\nnames:\n\tpl: b\n", 0, "f.yaml:3"},
		{"reserved sign", "code: a\nweight: 1\nshare: @x\n", 0, "f.yaml:3"},
		{"open bracket", "code: a\nweight: 1\ntags: [a, b\n", 0, "f.yaml:3"},
		{"open brace, noticed at the end", "code: {a: 1, b: 2", 0, "f.yaml:2"},
		{"list item among keys", "code: a\ntags:\n  - a\n b: 1\n", 0, "f.yaml:4"},
		{"unknown anchor", "code: a\nweight: *w\n", 0, "f.yaml"},
		{"another encoding", "code: \xbf\xf3\xb3w\n", 0, "f.yaml"},
		{"control character", "code: a\x01\n", 0, "f.yaml"},
		{"documents before it stay", "code: a\n---\ncode: b\n---\ncode: @\n---\ncode: d\n", 2, "f.yaml:5"},
	} {
		docs, found := Parse("f.yaml", []byte(tt.text))
		if len(docs) != tt.docs || len(found) != 1 || found[0].Code != diag.YAMLSyntax || found[0].Severity != diag.Error || found[0].Place.String() != tt.want {
			t.Errorf("%s: %d documents, %v; want %d and a finding at %s", tt.name, len(docs), lines(found), tt.docs, tt.want)
			continue
		}
		if msg := found[0].Args[0].(string); msg == "" || strings.HasPrefix(msg, "yaml:") || strings.HasPrefix(msg, "line") {
			t.Errorf("%s: message %q", tt.name, msg)
		}
	}
}

func TestDistance(t *testing.T) {
	for _, tt := range []struct {
		a, b string
		want int
	}{
		{"", "", 0}, {"a", "", 1}, {"", "abc", 3}, {"weight", "weight", 0}, {"wieght", "weight", 2},
		{"zółw", "żółw", 1}, {"kitten", "sitting", 3},
	} {
		if got := distance(tt.a, tt.b); got != tt.want || distance(tt.b, tt.a) != got {
			t.Errorf("distance(%q, %q) = %d, want %d", tt.a, tt.b, got, tt.want)
		}
	}
}

func TestDecodePanicsOnAMistakeOfTheStruct(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("a field type that cannot be read is left empty in silence")
		}
	}()
	decode(t, "a: 1", &struct {
		A complex128 `yaml:"a"`
	}{})
}

// FuzzDecode: nothing panics, every finding is an error with texts and a
// place inside the file, and reading is repeatable.
func FuzzDecode(f *testing.F) {
	for _, s := range []string{
		"code: a\nweight: 5", "code: [a]", "code: &a [*a]", "sides: [a, {from: x}]", "a: b: c", "\t", "code: a\n---\ncode: b\n---\n@", "? [a]\n: b",
		"signs: {? {a: b} : c, *x : d}", "code: !!binary x", "<<: {code: a}", "range: [1, 2]\nrange: 3", "code: >-\n  a\n", "- a", "''", "code: \xff", "%TAG ! x\n--- a",
		"&a code: *a", "sides: &s [*s, a]", "names: &n {pl: *n}", "tags: ~\ncap: .nan", "{code: a, code: b}", "code: 2022-01-01", "&x a: 1\n*x : 2", "signs: {1: 2, 1: 3}",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		run := func() (out []string) {
			docs, found := Parse("f.yaml", []byte(text))
			for _, d := range docs {
				var v sample
				found = append(found, d.Decode(&v)...)
				d.Keys()
				out = append(out, d.At("sides[0].from").String(), d.Inside("sides[0].formula", 3).String())
			}
			rows := strings.Count(text, "\n") + strings.Count(text, "\r") + strings.Count(text, "\u0085") + strings.Count(text, "\u2028") + strings.Count(text, "\u2029") + 2
			for _, x := range found {
				if x.Severity != diag.Error || x.Place.File != "f.yaml" || x.Place.Row < 0 || x.Place.Row > rows {
					t.Fatalf("%q: %+v", text, x)
				}
				for _, lang := range []string{"pl", "en"} {
					if strings.Contains(x.Line(lang), "%!") && !strings.Contains(text, "%!") {
						t.Fatalf("%q: %s", text, x.Line(lang))
					}
				}
			}
			return append(out, lines(found)...)
		}
		if a, b := run(), run(); !reflect.DeepEqual(a, b) {
			t.Fatalf("%q read twice:\n%q\n%q", text, a, b)
		}
	})
}
