package yamldoc

import (
	"fmt"
	"maps"
	"math"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"miernik/internal/diag"
)

// Decode fills the struct pointed to by v. Fields are named by the tag
// `yaml:"key"` or `yaml:"key,required"`; pointers are optional values; the keys
// of an embedded struct are keys of the struct itself. The findings are every
// problem met; the struct holds what could be read.
func (d *Document) Decode(v any) diag.List {
	dec := decoder{doc: d}
	dec.value(d.root, reflect.ValueOf(v).Elem(), "")
	return dec.found
}

type decoder struct {
	doc   *Document
	found diag.List
}

func (d *decoder) place(n *yaml.Node) diag.Place { return d.doc.place(n) }

var (
	aMapping = diag.Phrase{PL: "zbiór kluczy", EN: "a mapping"}
	aList    = diag.Phrase{PL: "lista", EN: "a list"}
	aScalar  = diag.Phrase{PL: "pojedyncza wartość", EN: "a single value"}
	aBool    = diag.Phrase{PL: "true lub false", EN: "true or false"}
	anInt    = diag.Phrase{PL: "liczba całkowita", EN: "a whole number"}
	aNumber  = diag.Phrase{PL: "liczba", EN: "a number"}
)

func (d *decoder) wrongType(n *yaml.Node, path string, want diag.Phrase) {
	got := diag.Phrase{PL: "„" + n.Value + "”", EN: strconv.Quote(n.Value)}
	switch n.Kind {
	case yaml.MappingNode:
		got = aMapping
	case yaml.SequenceNode:
		got = aList
	}
	name := diag.Phrase{PL: path, EN: path}
	if path == "" {
		name = diag.Phrase{PL: "dokument", EN: "document"}
	}
	d.found.Add(diag.YAMLType, d.place(n), name, want, got)
}

func (d *decoder) value(n *yaml.Node, v reflect.Value, path string) {
	if n.Kind == yaml.AliasNode {
		n = n.Alias
	}
	d.doc.nodes[path] = n
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

// OneOrMore is a list of mappings that may be written as one mapping alone,
// without the list around it.
type OneOrMore[T any] []T

func (OneOrMore[T]) oneOrMore() {}

var oneOrMore = reflect.TypeFor[interface{ oneOrMore() }]()

func (d *decoder) list(n *yaml.Node, v reflect.Value, path string) {
	items := n.Content
	if n.Kind == yaml.ScalarNode && n.Tag != "!!null" || n.Kind == yaml.MappingNode && v.Type().Implements(oneOrMore) {
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
		d.wrongType(n, path, diag.Phrase{PL: fmt.Sprintf("lista %d wartości", v.Len()), EN: fmt.Sprintf("a list of %d values", v.Len())})
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
	seen := map[string]diag.Place{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key := n.Content[i]
		kv := reflect.ValueOf(key.Value)
		if d.repeated(seen, key) {
			continue
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
		if d.repeated(seen, key) {
			continue
		}
		f, ok := fields[key.Value]
		if !ok {
			d.found.Add(diag.YAMLUnknownKey, d.place(key), key.Value, expectedKeys(key.Value, fields))
			continue
		}
		item := n.Content[i+1]
		if item.Kind == yaml.AliasNode {
			item = item.Alias
		}
		null := item.Tag == "!!null" // a key left out
		if f.required && (null || item.Kind == yaml.ScalarNode && strings.TrimSpace(item.Value) == "") {
			d.found.Add(diag.YAMLMissingKey, d.place(key), key.Value)
			continue
		}
		if null {
			continue
		}
		d.value(item, v.FieldByIndex(f.index), join(path, key.Value))
	}
	for _, name := range sortedKeys(fields) {
		if _, ok := seen[name]; !ok && fields[name].required {
			d.found.Add(diag.YAMLMissingKey, d.place(n), name)
		}
	}
}

// repeated notes the place of a key and reports the second one, with both
// places; the first value stays.
func (d *decoder) repeated(seen map[string]diag.Place, key *yaml.Node) bool {
	first, ok := seen[key.Value]
	if ok {
		d.found = append(d.found, diag.New(diag.YAMLRepeatedKey, d.place(key), key.Value).With(first))
		return true
	}
	seen[key.Value] = d.place(key)
	return false
}

type field struct {
	index    []int
	required bool
}

func fieldsOf(t reflect.Type) map[string]field {
	out := map[string]field{}
	for _, f := range reflect.VisibleFields(t) {
		tag := f.Tag.Get("yaml")
		if tag == "" || tag == "-" {
			continue
		}
		name, opt, _ := strings.Cut(tag, ",")
		out[name] = field{f.Index, opt == "required"}
	}
	return out
}

// Keys lists every key a document of v's type may have, those of its parts too,
// in alphabetical order: documentation and scaffolds are held against it.
func Keys(v any) []string {
	found := map[string]bool{}
	var walk func(t reflect.Type)
	walk = func(t reflect.Type) {
		switch t.Kind() {
		case reflect.Pointer, reflect.Slice, reflect.Map:
			walk(t.Elem())
		case reflect.Struct:
			for _, f := range reflect.VisibleFields(t) {
				if name, _, _ := strings.Cut(f.Tag.Get("yaml"), ","); name != "" && name != "-" {
					found[name] = true
					walk(f.Type)
				}
			}
		}
	}
	walk(reflect.TypeOf(v))
	return slices.Sorted(maps.Keys(found))
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
	best, least := "", 3
	for _, n := range names {
		if d := distance(got, n); d < least {
			best, least = n, d
		}
	}
	if best != "" {
		return best
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
		if f, err = strconv.ParseFloat(n.Value, 64); err == nil && !math.IsNaN(f) && !math.IsInf(f, 0) {
			v.SetFloat(f)
		} else {
			d.wrongType(n, path, aNumber)
		}
	default:
		panic("yamldoc: unsupported field type " + v.Type().String()) // a mistake in the struct, not in the input
	}
}
