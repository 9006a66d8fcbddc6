// Package yamldoc decodes YAML documents into structs strictly and reports
// every problem of a file in one go, each with line and column: unknown keys
// with the expected ones, wrong types, missing and repeated keys. It keeps
// the position of every value so that later rules can point at it.
package yamldoc

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"miernik/internal/diag"
)

// Document is one YAML document of a file.
type Document struct {
	File      string
	root      *yaml.Node
	positions map[string]diag.Place
}

// Parse splits a file into its documents. A syntax error ends the file with a
// finding; the documents before it are returned.
func Parse(file string, text []byte) ([]*Document, diag.List) {
	var docs []*Document
	var found diag.List
	dec := yaml.NewDecoder(bytes.NewReader(text))
	for {
		var n yaml.Node
		err := dec.Decode(&n)
		if errors.Is(err, io.EOF) {
			return docs, found
		}
		if err != nil {
			place, msg := syntaxPlace(file, err)
			found.Add(diag.YAMLSyntax, place, msg)
			return docs, found
		}
		if len(n.Content) == 0 || n.Content[0].Tag == "!!null" {
			continue
		}
		docs = append(docs, &Document{File: file, root: n.Content[0], positions: map[string]diag.Place{}})
	}
}

var yamlLine = regexp.MustCompile(`^yaml: line (\d+): (.*)$`)

func syntaxPlace(file string, err error) (diag.Place, string) {
	if m := yamlLine.FindStringSubmatch(err.Error()); m != nil {
		line, _ := strconv.Atoi(m[1])
		return diag.Place{File: file, Row: line}, m[2]
	}
	return diag.Place{File: file}, strings.TrimPrefix(err.Error(), "yaml: ")
}

// Keys lists the top-level keys of the document, to tell what kind it is.
func (d *Document) Keys() []string {
	if d.root.Kind != yaml.MappingNode {
		return nil
	}
	var out []string
	for i := 0; i+1 < len(d.root.Content); i += 2 {
		out = append(out, d.root.Content[i].Value)
	}
	return out
}

// At returns the place of a value by its path, for example
// "indicators[2].weight"; the nearest enclosing value when the path itself is
// not in the document.
func (d *Document) At(path string) diag.Place {
	for path != "" {
		if p, ok := d.positions[path]; ok {
			return p
		}
		i := strings.LastIndexAny(path, ".[")
		if i < 0 {
			break
		}
		path = path[:i]
	}
	return diag.Place{File: d.File, Row: d.root.Line, Col: d.root.Column}
}

// Decode fills the struct pointed to by v. Fields are named by the tag
// `yaml:"key"` or `yaml:"key,required"`; pointers are optional values. The
// findings are every problem met; the struct holds what could be read.
func (d *Document) Decode(v any) diag.List {
	dec := decoder{doc: d}
	dec.value(d.root, reflect.ValueOf(v).Elem(), "")
	return dec.found
}

type decoder struct {
	doc   *Document
	found diag.List
}

func (d *decoder) place(n *yaml.Node) diag.Place {
	return diag.Place{File: d.doc.File, Row: n.Line, Col: n.Column}
}

var (
	aMapping = diag.Phrase{PL: "zbiór kluczy", EN: "a mapping"}
	aList    = diag.Phrase{PL: "listę", EN: "a list"}
	aScalar  = diag.Phrase{PL: "pojedynczą wartość", EN: "a single value"}
	aBool    = diag.Phrase{PL: "true lub false", EN: "true or false"}
	anInt    = diag.Phrase{PL: "liczbę całkowitą", EN: "a whole number"}
	aNumber  = diag.Phrase{PL: "liczbę", EN: "a number"}
)

func (d *decoder) wrongType(n *yaml.Node, path string, want diag.Phrase) {
	got := diag.Phrase{PL: "„" + n.Value + "”", EN: strconv.Quote(n.Value)}
	switch n.Kind {
	case yaml.MappingNode:
		got = aMapping
	case yaml.SequenceNode:
		got = aList
	}
	d.found.Add(diag.YAMLType, d.place(n), path, want, got)
}

func (d *decoder) value(n *yaml.Node, v reflect.Value, path string) {
	if n.Kind == yaml.AliasNode {
		n = n.Alias
	}
	d.doc.positions[path] = d.place(n)
	switch v.Kind() {
	case reflect.Pointer:
		p := reflect.New(v.Type().Elem())
		d.value(n, p.Elem(), path)
		v.Set(p)
	case reflect.Struct:
		d.structure(n, v, path)
	case reflect.Slice:
		d.list(n, v, path)
	case reflect.Array:
		d.array(n, v, path)
	case reflect.Map:
		d.mapping(n, v, path)
	default:
		d.scalar(n, v, path)
	}
}

func (d *decoder) list(n *yaml.Node, v reflect.Value, path string) {
	items := n.Content
	if n.Kind == yaml.ScalarNode && n.Tag != "!!null" {
		items = []*yaml.Node{n} // one value where a list may stand
	} else if n.Kind != yaml.SequenceNode {
		d.wrongType(n, path, aList)
		return
	}
	out := reflect.MakeSlice(v.Type(), len(items), len(items))
	for i, item := range items {
		d.value(item, out.Index(i), fmt.Sprintf("%s[%d]", path, i))
	}
	v.Set(out)
}

func (d *decoder) array(n *yaml.Node, v reflect.Value, path string) {
	if n.Kind != yaml.SequenceNode || len(n.Content) != v.Len() {
		d.wrongType(n, path, diag.Phrase{PL: fmt.Sprintf("listę %d wartości", v.Len()), EN: fmt.Sprintf("a list of %d values", v.Len())})
		return
	}
	for i, item := range n.Content {
		d.value(item, v.Index(i), fmt.Sprintf("%s[%d]", path, i))
	}
}

func (d *decoder) mapping(n *yaml.Node, v reflect.Value, path string) {
	if n.Kind != yaml.MappingNode {
		d.wrongType(n, path, aMapping)
		return
	}
	out := reflect.MakeMapWithSize(v.Type(), len(n.Content)/2)
	for i := 0; i+1 < len(n.Content); i += 2 {
		key := n.Content[i]
		kv := reflect.ValueOf(key.Value)
		if out.MapIndex(kv).IsValid() {
			d.found.Add(diag.YAMLRepeatedKey, d.place(key), key.Value)
		}
		item := reflect.New(v.Type().Elem()).Elem()
		d.value(n.Content[i+1], item, join(path, key.Value))
		out.SetMapIndex(kv, item)
	}
	v.Set(out)
}

func join(path, key string) string {
	if path == "" {
		return key
	}
	return path + "." + key
}

func (d *decoder) structure(n *yaml.Node, v reflect.Value, path string) {
	fields := fieldsOf(v.Type())
	if n.Kind == yaml.ScalarNode {
		// A struct whose first key is enough may be written as that value
		// alone: "numerator: a + b" for "numerator: {formula: a + b}".
		if f, ok := shorthand(v.Type()); ok {
			d.value(n, v.Field(f), join(path, v.Type().Field(f).Tag.Get("short")))
			return
		}
	}
	if n.Kind != yaml.MappingNode {
		d.wrongType(n, path, aMapping)
		return
	}
	seen := map[string]diag.Place{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key := n.Content[i]
		if first, ok := seen[key.Value]; ok {
			d.found = append(d.found, diag.New(diag.YAMLRepeatedKey, d.place(key), key.Value).With(first))
			continue
		}
		seen[key.Value] = d.place(key)
		f, ok := fields[key.Value]
		if !ok {
			d.found.Add(diag.YAMLUnknownKey, d.place(key), key.Value, expectedKeys(key.Value, fields))
			continue
		}
		if n.Content[i+1].Tag == "!!null" {
			continue // an empty value is a key left out
		}
		d.value(n.Content[i+1], v.Field(f.index), join(path, key.Value))
	}
	for _, name := range sortedKeys(fields) {
		if _, ok := seen[name]; !ok && fields[name].required {
			d.found.Add(diag.YAMLMissingKey, d.place(n), name)
		}
	}
}

type field struct {
	index    int
	required bool
}

func fieldsOf(t reflect.Type) map[string]field {
	out := map[string]field{}
	for i := range t.NumField() {
		tag := t.Field(i).Tag.Get("yaml")
		if tag == "" || tag == "-" {
			continue
		}
		name, opt, _ := strings.Cut(tag, ",")
		out[name] = field{i, opt == "required"}
	}
	return out
}

// shorthand finds the field that may stand for the whole struct.
func shorthand(t reflect.Type) (int, bool) {
	for i := range t.NumField() {
		if t.Field(i).Tag.Get("short") != "" {
			return i, true
		}
	}
	return 0, false
}

func sortedKeys(m map[string]field) []string {
	out := make([]string, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}

// expectedKeys names the likeliest key where one is close, else all of them.
func expectedKeys(got string, fields map[string]field) string {
	names := sortedKeys(fields)
	for _, n := range names {
		if distance(got, n) <= 2 {
			return n
		}
	}
	return strings.Join(names, ", ")
}

// distance is the Levenshtein distance, to suggest a key for a mistyped one.
func distance(a, b string) int {
	ra, rb := []rune(a), []rune(b)
	prev := make([]int, len(rb)+1)
	for j := range prev {
		prev[j] = j
	}
	for i, ca := range ra {
		cur := make([]int, len(rb)+1)
		cur[0] = i + 1
		for j, cb := range rb {
			cost := 1
			if ca == cb {
				cost = 0
			}
			cur[j+1] = min(prev[j]+cost, prev[j+1]+1, cur[j]+1)
		}
		prev = cur
	}
	return prev[len(rb)]
}

func (d *decoder) scalar(n *yaml.Node, v reflect.Value, path string) {
	if n.Kind != yaml.ScalarNode {
		d.wrongType(n, path, aScalar)
		return
	}
	var err error
	switch v.Kind() {
	case reflect.String:
		v.SetString(n.Value)
	case reflect.Bool:
		var b bool
		if b, err = strconv.ParseBool(n.Value); err == nil {
			v.SetBool(b)
		} else {
			d.wrongType(n, path, aBool)
		}
	case reflect.Int, reflect.Int16, reflect.Int64:
		var i int64
		if i, err = strconv.ParseInt(n.Value, 10, v.Type().Bits()); err == nil {
			v.SetInt(i)
		} else {
			d.wrongType(n, path, anInt)
		}
	case reflect.Float64:
		var f float64
		if f, err = strconv.ParseFloat(n.Value, 64); err == nil {
			v.SetFloat(f)
		} else {
			d.wrongType(n, path, aNumber)
		}
	default:
		panic("yamldoc: unsupported field type " + v.Type().String()) // a mistake in the struct, not in the input
	}
}
