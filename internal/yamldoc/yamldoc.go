// Package yamldoc decodes YAML documents into structs strictly and reports
// every problem of a file in one go, each with line and column: unknown keys
// with the expected ones, wrong types, missing and repeated keys. It keeps
// the position of every value so that later rules can point at it.
package yamldoc

import (
	"bytes"
	"cmp"
	"errors"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"miernik/internal/diag"
)

// Document is one YAML document of a file.
type Document struct {
	File  string
	root  *yaml.Node
	nodes map[string]*yaml.Node // by path, filled by Decode
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
		docs = append(docs, &Document{File: file, root: n.Content[0], nodes: map[string]*yaml.Node{}})
	}
}

var yamlLine = regexp.MustCompile(`^yaml: line (\d+): (.*)$`)

// Complaints of the library's parser (not its scanner) carry a line counted
// from 0, and every complaint about the first line carries none; those of the
// third kind concern the whole file.
var (
	yamlParser = regexp.MustCompile(`^did not find expected (<|node content|key|'-' indicator|',' or)`)
	yamlFile   = regexp.MustCompile(`^unknown anchor|^control characters|UTF-|Unicode`)
)

func syntaxPlace(file string, err error) (diag.Place, string) {
	p, msg := diag.Place{File: file, Row: 1}, strings.TrimPrefix(err.Error(), "yaml: ")
	if m := yamlLine.FindStringSubmatch(err.Error()); m != nil {
		p.Row, _ = strconv.Atoi(m[1])
		msg = m[2]
		if yamlParser.MatchString(msg) {
			p.Row++
		}
	} else if yamlFile.MatchString(msg) {
		p.Row = 0
	}
	return p, msg
}

// Has reports whether the document itself gives a value for a path. It is
// known after Decode.
func (d *Document) Has(path string) bool {
	_, ok := d.nodes[path]
	return ok
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
// not in the document. Positions are known after Decode.
func (d *Document) At(path string) diag.Place { return d.place(d.nearest(path)) }

// Inside returns the place of a character of a scalar, by its 1-based column
// in the value: behind the quote of a quoted one, the start of a block one,
// whose lines are not kept.
func (d *Document) Inside(path string, column int) diag.Place {
	n := d.nearest(path)
	p := d.place(n)
	if d.nodes[path] != n || n.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0 {
		return p
	}
	if n.Style&(yaml.SingleQuotedStyle|yaml.DoubleQuotedStyle) != 0 {
		p.Col++
	}
	p.Col += max(column-1, 0)
	return p
}

// Scalar is a single value of a document with its path and place.
type Scalar struct {
	Path, Value string
	Place       diag.Place
}

// Scalars lists the single values that Decode read, in the order of the file.
func (d *Document) Scalars() []Scalar {
	var out []Scalar
	for path, n := range d.nodes {
		if n.Kind == yaml.ScalarNode {
			out = append(out, Scalar{path, n.Value, d.place(n)})
		}
	}
	slices.SortFunc(out, func(a, b Scalar) int {
		return cmp.Or(cmp.Compare(a.Place.Row, b.Place.Row), cmp.Compare(a.Place.Col, b.Place.Col), cmp.Compare(a.Path, b.Path))
	})
	return out
}

func (d *Document) nearest(path string) *yaml.Node {
	for path != "" {
		if n, ok := d.nodes[path]; ok {
			return n
		}
		path = path[:max(strings.LastIndexAny(path, ".["), 0)]
	}
	return d.root
}

func (d *Document) place(n *yaml.Node) diag.Place {
	return diag.Place{File: d.File, Row: n.Line, Col: n.Column}
}
