// Package catalog loads variables and indicator cards from YAML: the ones
// built into the program, and those a workspace adds or replaces.
package catalog

import (
	"embed"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"miernik/indicators"
	"miernik/internal/diag"
	"miernik/internal/yamldoc"
)

//go:embed variables cards chapters.yaml
var builtin embed.FS

// Layer is a folder of definitions. Later layers replace definitions of
// earlier ones by code.
type Layer struct {
	FS     fs.FS
	Prefix string // how the folder is called in places of findings
	Only   string // just this file of the folder; empty: all
}

// Builtin is the layer compiled into the program.
func Builtin() Layer { return Layer{FS: builtin, Prefix: "indicators/catalog"} }

// Entry is a definition with the document it came from, so that later rules
// can point at the line.
type Entry[T any] struct {
	Value T
	Doc   *yamldoc.Document
}

// Catalog is a consistent set of variables and cards: what could not be used
// is left out and has a finding.
type Catalog struct {
	Variables map[string]Entry[*indicators.Variable]
	Cards     map[string]Entry[*indicators.Card]
	Chapters  map[string]indicators.BudgetChapter // the budget classification
}

// VariableCodes in alphabetical order.
func (c *Catalog) VariableCodes() []string { return sorted(c.Variables) }

// CardCodes in alphabetical order.
func (c *Catalog) CardCodes() []string { return sorted(c.Cards) }

func sorted[T any](m map[string]Entry[T]) []string {
	out := make([]string, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}

// Load reads all layers. Every problem of every file is reported; a
// definition with an error is left out, the rest is usable. A broken
// definition also hides an earlier layer's definition of the same code:
// silently using the old one would be a surprise.
func Load(layers ...Layer) (*Catalog, diag.List) {
	c := &Catalog{Variables: map[string]Entry[*indicators.Variable]{}, Cards: map[string]Entry[*indicators.Card]{}, Chapters: map[string]indicators.BudgetChapter{}}
	var found diag.List
	for _, layer := range layers {
		vars, cards := map[string]Entry[*indicators.Variable]{}, map[string]Entry[*indicators.Card]{}
		chapters := newChapterLayer()
		found = append(found, EachDocument(layer, func(doc *yamldoc.Document) diag.List {
			if slices.Contains(doc.Keys(), "chapters") {
				return chapters.load(doc)
			}
			return c.loadDocument(doc, vars, cards)
		})...)
		found = append(found, merge("zmienna", "variable", c.Variables, vars)...)
		found = append(found, merge("wskaźnik", "indicator", c.Cards, cards)...)
		maps.Copy(c.Chapters, chapters.chapters) // a later layer knows better
	}
	found = append(found, c.apply()...)
	return c, append(found, c.checkChapters()...)
}

// EachDocument calls f for every YAML document of a layer, in order of file
// names.
func EachDocument(layer Layer, f func(*yamldoc.Document) diag.List) diag.List {
	var found diag.List
	err := fs.WalkDir(layer.FS, ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || (path.Ext(name) != ".yaml" && path.Ext(name) != ".yml") || layer.Only != "" && name != layer.Only {
			return err
		}
		file := path.Join(layer.Prefix, name)
		text, err := fs.ReadFile(layer.FS, name)
		if err != nil {
			found.Add(diag.FileUnreadable, diag.Place{File: file}, err.Error())
			return nil
		}
		docs, problems := yamldoc.Parse(file, text)
		found = append(found, problems...)
		for _, doc := range docs {
			found = append(found, f(doc)...)
		}
		return nil
	})
	if err != nil {
		found.Add(diag.FileUnreadable, diag.Place{File: layer.Prefix}, err.Error())
	}
	return found
}

func (c *Catalog) loadDocument(doc *yamldoc.Document, vars map[string]Entry[*indicators.Variable], cards map[string]Entry[*indicators.Card]) diag.List {
	switch keys := doc.Keys(); {
	case slices.Contains(keys, "indicator"):
		card, found := decodeCard(doc)
		return append(found, keep("wskaźnik", "indicator", c.Cards, cards, card, doc, found, func(c *indicators.Card) string { return c.Code })...)
	case slices.Contains(keys, "variable"):
		v, found := decodeVariable(doc)
		return append(found, keep("zmienna", "variable", c.Variables, vars, v, doc, found, func(v *indicators.Variable) string { return v.Code })...)
	case len(keys) == 0:
		return doc.Decode(&variableDoc{}) // no mapping, or an empty one
	default:
		return diag.List{diag.New(diag.YAMLUnknownKey, doc.At(""), strings.Join(keys, ", "), "variable, indicator, chapters")}
	}
}

// keep adds a definition without errors to its layer, once per code; one with
// errors removes the code from the layers before.
func keep[T any](pl, en string, before, into map[string]Entry[T], v T, doc *yamldoc.Document, found diag.List, code func(T) string) diag.List {
	if found.Count(diag.Error) > 0 {
		delete(before, code(v))
		return nil
	}
	if old, ok := into[code(v)]; ok {
		return diag.List{diag.New(diag.DefDuplicate, doc.At(""), diag.Phrase{PL: pl, EN: en}, code(v)).With(old.Doc.At(""))}
	}
	into[code(v)] = Entry[T]{v, doc}
	return nil
}

func merge[T any](pl, en string, into, layer map[string]Entry[T]) diag.List {
	var found diag.List
	for _, code := range sorted(layer) {
		if old, ok := into[code]; ok {
			found = append(found, diag.New(diag.DefOverride, layer[code].Doc.At(""), diag.Phrase{PL: pl, EN: en}, code).With(old.Doc.At("")))
		}
		into[code] = layer[code]
	}
	return found
}

// apply goes through the rules of single definitions and leaves out what has an error: variables first,
// then the cards, which may lack one by then.
func (c *Catalog) apply() diag.List {
	var found diag.List
	for _, code := range c.VariableCodes() {
		e := c.Variables[code]
		problems := diag.Apply(variableRules(), VariableSubject{e.Value, e.Doc})
		if found = append(found, problems...); problems.Count(diag.Error) > 0 {
			delete(c.Variables, code)
		}
	}
	for _, code := range c.CardCodes() {
		e := c.Cards[code]
		problems := diag.Apply(cardRules(), CardSubject{e.Value, e.Doc, c})
		if found = append(found, problems...); problems.Count(diag.Error) > 0 {
			delete(c.Cards, code)
		}
	}
	found.Sort()
	return found
}

// Check reports what only the whole catalogue shows: nothing of it keeps a
// definition from being used.
func (c *Catalog) Check() diag.List {
	found := diag.Apply(catalogRules(), c)
	found.Sort()
	return found
}

// formulaPlace points into the text of a formula.
func formulaPlace(doc *yamldoc.Document, side string, i, column int) diag.Place {
	return doc.Inside(fmt.Sprintf("%s[%d].formula", side, i), column)
}
