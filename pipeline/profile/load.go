package profile

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"maps"
	"path"
	"reflect"
	"regexp"
	"slices"
	"strings"

	"miernik/indicators"
	"miernik/indicators/catalog"
	"miernik/internal/diag"
	"miernik/internal/yamldoc"
)

type profileDoc struct {
	Source string `yaml:"source,required"`
	Title  struct {
		PL string `yaml:"pl,required"`
		EN string `yaml:"en,required"`
	} `yaml:"title,required"`
	Publisher string   `yaml:"publisher"`
	OwnerKind string   `yaml:"owner_kind"`
	Licence   string   `yaml:"licence"`
	Origin    string   `yaml:"origin,required"`
	Note      string   `yaml:"note"`
	Priority  int      `yaml:"priority"`
	Files     []string `yaml:"files,required"`
	Format    string   `yaml:"format,required"`
	Encoding  string   `yaml:"encoding"`
	Delimiter string   `yaml:"delimiter"`
	Released  string   `yaml:"released"`
	Covers    struct {
		From int16 `yaml:"from"`
		To   int16 `yaml:"to"`
	} `yaml:"covers"`
	Every int `yaml:"every"`
	tableDoc
	Budget *budgetDoc        `yaml:"budget"`
	Tables []tableDoc        `yaml:"tables"`
	Signs  map[string]string `yaml:"signs"`
	Cells  map[string]string `yaml:"cells"`
}

// readerVersion changes when reading changes, so that staged files of an
// older program are not reused.
const readerVersion = 6

// Load reads every profile of a layer and checks it against the catalogue. A
// profile with an error is left out; a selection of an unknown variable costs
// that selection only. Profiles come in order of their id.
func Load(layer catalog.Layer, cat *catalog.Catalog) ([]*Profile, diag.List) {
	var out []*Profile
	var found diag.List
	docs := map[string]*yamldoc.Document{}
	found = append(found, catalog.EachDocument(layer, func(doc *yamldoc.Document) diag.List {
		p, problems, ok := decode(doc, cat)
		if !ok {
			return problems
		}
		if first, ok := docs[p.Source]; ok {
			return append(problems, diag.New(diag.DefDuplicate, doc.At("source"), diag.Phrase{PL: "źródło", EN: "source"}, p.Source).With(first.At("source")))
		}
		docs[p.Source] = doc
		out = append(out, p)
		return problems
	})...)
	slices.SortFunc(out, func(a, b *Profile) int { return strings.Compare(a.Source, b.Source) })
	return out, found
}

// Parse reads the profiles of one text, for instance one that was proposed
// and is not in a workspace.
func Parse(file string, text []byte, cat *catalog.Catalog) ([]*Profile, diag.List) {
	docs, found := yamldoc.Parse(file, text)
	var out []*Profile
	for _, doc := range docs {
		p, problems, ok := decode(doc, cat)
		found = append(found, problems...)
		if ok {
			out = append(out, p)
		}
	}
	return out, found
}

func decode(doc *yamldoc.Document, cat *catalog.Catalog) (*Profile, diag.List, bool) {
	var d profileDoc
	found := doc.Decode(&d)
	var soft diag.List
	b := builder{doc: doc, found: &found, soft: &soft, cat: cat}
	layout := Format(d.Format)
	var preset profileDoc
	if ps, ok := presets()[layout]; ok {
		layout, preset = ps.base, ps.doc
		inherit(&d, &preset, func(key string) bool { return doc.Has(key) })
	}
	b.oneOf("format", d.Format, formatNames()...)
	b.oneOf("origin", d.Origin, string(Real), string(Synthetic))
	b.oneOf("owner_kind", d.OwnerKind, string(OwnerPublisher), string(OwnerLocal))
	b.oneOf("encoding", d.Encoding, "utf-8", "cp1250", "iso-8859-2", "cp852")
	if d.Publisher == "" {
		found.Add(diag.YAMLMissingKey, doc.At(""), "publisher")
	}
	p := &Profile{
		Source: d.Source, Title: indicators.Text{PL: d.Title.PL, EN: d.Title.EN}, Publisher: d.Publisher,
		OwnerKind: OwnerKind(or(d.OwnerKind, string(OwnerPublisher))), Licence: d.Licence, Origin: Origin(d.Origin), Note: d.Note,
		Priority: d.Priority, Files: d.Files, Format: Format(d.Format), Layout: layout, Encoding: d.Encoding,
		Covers: Years{indicators.Year(d.Covers.From), indicators.Year(d.Covers.To)}, Every: max(d.Every, 1), File: doc.File,
	}
	b.source(p, d)
	b.marks(p, &d, &preset)
	b.content(p, &d)
	if found.Count(diag.Error) > 0 {
		return nil, append(found, soft...), false
	}
	p.Hash = budgetHash(hash(d, preset), p)
	return p, append(found, soft...), true
}

// marks gathers what signs and texts mean: those of the layout, of the preset,
// and of the profile.
func (b builder) marks(p *Profile, d, preset *profileDoc) {
	p.Signs, p.Cells, p.Stated = map[string]Sign{}, map[string]Sign{}, map[string]bool{}
	switch {
	case p.Layout == BDLAPI:
		p.Signs, p.Cells = BDLAttributes(), BDLCells()
	case p.Layout == BDLOld:
		p.Signs, p.Cells = BDLSigns(), OldBDLCells()
	case p.Layout.IsBDL():
		p.Signs, p.Cells = BDLSigns(), BDLCells()
		if p.Layout == BDLCTAB || d.Sheet == "TABLICA" {
			p.Cells[""] = Sign{Status: indicators.NoInformation} // without attributes an empty cell does not say why
		}
	}
	b.signs("signs", p.Signs, preset.Signs)
	b.signs("cells", p.Cells, preset.Cells)
	b.signs("signs", p.Signs, d.Signs)
	b.signs("cells", p.Cells, d.Cells)
	for mark := range d.Cells {
		p.Stated[mark] = true
	}
}

// source reads what says where files come from and when.
func (b builder) source(p *Profile, d profileDoc) {
	if len(d.Delimiter) == 1 {
		p.Delimiter = rune(d.Delimiter[0])
	} else if d.Delimiter != "" {
		b.bad("delimiter", d.Delimiter, `; , \t |`)
	}
	if d.Released != "" {
		r, err := ParseRelease(d.Released)
		if err != nil {
			b.bad("released", d.Released, "MM-DD of year+N")
		}
		p.Released = r
	}
	if d.Files != nil && len(d.Files) == 0 {
		b.bad("files", "[]", "*.csv, *.xlsx")
	}
	for i, f := range d.Files {
		if _, err := path.Match(f, ""); err != nil {
			b.found.Add(diag.ProfileGlob, b.doc.At(fmt.Sprintf("files[%d]", i)), d.Source, f, err.Error())
		}
	}
}

// content reads what says which cells mean what.
func (b builder) content(p *Profile, d *profileDoc) {
	if p.Layout == TERC {
		return
	}
	b.budget(p, d)
	known := slices.Contains(Layouts(), p.Layout)
	if p.Layout == AnyTable || !known && (b.doc.Has("unit") || b.doc.Has("tables")) {
		b.tables(p, d)
	} else {
		p.Sheet, p.Year = d.Sheet, indicators.Year(d.Year.Value)
		for i, s := range d.Select {
			if sel, ok := b.selection("", i, s, p, nil); ok {
				p.Select = append(p.Select, sel)
			}
		}
	}
	if len(p.Select) == 0 && len(*b.soft) == 0 && b.found.Count(diag.Error) == 0 {
		b.found.Add(diag.YAMLMissingKey, b.doc.At(""), "select")
	}
	for i := range p.Select {
		if p.Select[i].Every == 0 {
			p.Select[i].Every = p.Every
		}
	}
}

func or(s, fallback string) string {
	if s == "" {
		return fallback
	}
	return s
}

// inherit copies the keys that a document does not give from another one.
func inherit[T any](into, from *T, has func(key string) bool) {
	a, b := reflect.ValueOf(into).Elem(), reflect.ValueOf(from).Elem()
	for _, f := range reflect.VisibleFields(a.Type()) {
		key, _, _ := strings.Cut(f.Tag.Get("yaml"), ",")
		if key != "" && key != "signs" && key != "cells" && !has(key) {
			a.FieldByIndex(f.Index).Set(b.FieldByIndex(f.Index))
		}
	}
}

// hash covers what decides how a file is read; titles, dates and priorities
// may change without reading the source again.
func hash(d, preset profileDoc) string {
	d.Title.PL, d.Title.EN, d.Publisher, d.OwnerKind, d.Licence, d.Origin, d.Note = "", "", "", "", "", "", ""
	d.Priority, d.Files, d.Released, d.Every = 0, nil, "", 0
	d.Covers.From, d.Covers.To = 0, 0
	text, err := json.Marshal([]any{readerVersion, d, preset.Signs, preset.Cells})
	if err != nil {
		panic(err) // plain data always marshals
	}
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:])
}

type builder struct {
	doc   *yamldoc.Document
	found *diag.List // what makes the profile unusable
	soft  *diag.List // what costs one selection only
	cat   *catalog.Catalog
}

func (b builder) bad(path, got, want string) {
	b.found.Add(diag.DefValue, b.doc.At(path), path, got, want)
}

func (b builder) oneOf(path, got string, allowed ...string) {
	if got != "" && !slices.Contains(allowed, got) {
		b.bad(path, got, strings.Join(allowed, ", "))
	}
}

// regexp compiles a pattern with exactly one group.
func (b builder) regexp(path, text, example string) *regexp.Regexp {
	if text == "" {
		return nil
	}
	re, err := regexp.Compile(text)
	if err != nil || re.NumSubexp() != 1 {
		b.bad(path, text, example)
		return nil
	}
	return re
}

// signs reads marks: "x: no_information", "s: ok+estimate", "M: method_break".
func (b builder) signs(path string, into map[string]Sign, texts map[string]string) {
	for _, mark := range slices.Sorted(maps.Keys(texts)) {
		var s Sign
		for word := range strings.SplitSeq(texts[mark], "+") {
			word = strings.TrimSpace(word)
			if st, err := indicators.ParseStatus(word); err == nil {
				s.Status = st
			} else if f, err := indicators.ParseFlag(word); err == nil {
				s.Flags |= f
			} else {
				b.bad(path+"."+mark, word, "status, flag")
			}
		}
		if s.Status == "" {
			s.Status = indicators.OK
		}
		into[mark] = s
	}
}
