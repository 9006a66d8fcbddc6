package profile

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"miernik/indicators"
	"miernik/indicators/catalog"
	"miernik/internal/diag"
	"miernik/internal/yamldoc"
)

type selectDoc struct {
	Variable  string            `yaml:"variable,required"`
	Level     string            `yaml:"level"`
	Where     map[string]string `yaml:"where"`
	Parts     []string          `yaml:"parts"`
	Column    string            `yaml:"column"`
	Weight    string            `yaml:"weight"`
	Require   string            `yaml:"require"`
	Hidden    string            `yaml:"hidden"`
	Every     int               `yaml:"every"`
	Aggregate string            `yaml:"aggregate"`
	Scale     float64           `yaml:"scale"`
	Cells     map[string]string `yaml:"cells"`
}

type profileDoc struct {
	Source string `yaml:"source,required"`
	Title  struct {
		PL string `yaml:"pl,required"`
		EN string `yaml:"en,required"`
	} `yaml:"title,required"`
	Publisher string   `yaml:"publisher,required"`
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
	Every  int      `yaml:"every"`
	Sheet  string   `yaml:"sheet"`
	Header []string `yaml:"header"`
	Unit   struct {
		Column string `yaml:"column"`
		Parts  string `yaml:"parts"`
	} `yaml:"unit"`
	Year struct {
		Column   string `yaml:"column"`
		Value    int16  `yaml:"value"`
		Sheet    bool   `yaml:"sheet"`
		Filename string `yaml:"filename"`
	} `yaml:"year"`
	Label  string            `yaml:"label"`
	Skip   []string          `yaml:"skip"`
	Select []selectDoc       `yaml:"select"`
	Signs  map[string]string `yaml:"signs"`
	Cells  map[string]string `yaml:"cells"`
	Budget *budgetDoc        `yaml:"budget"`
}

// readerVersion changes when reading changes, so that staged files of an
// older program are not reused.
const readerVersion = 4

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

func decode(doc *yamldoc.Document, cat *catalog.Catalog) (*Profile, diag.List, bool) {
	var d profileDoc
	found := doc.Decode(&d)
	var soft diag.List
	b := builder{doc: doc, found: &found, soft: &soft, cat: cat}
	b.oneOf("format", d.Format, string(TERC), string(BDLCREL), string(BDLCTAB), string(BDLXLSX), string(BDLAPI), string(Table), string(Besti), string(Rb))
	b.oneOf("origin", d.Origin, string(Real), string(Synthetic))
	b.oneOf("owner_kind", d.OwnerKind, string(OwnerPublisher), string(OwnerLocal))
	b.oneOf("unit.parts", d.Unit.Parts, "skip", "gmina")
	b.oneOf("encoding", d.Encoding, "utf-8", "cp1250", "iso-8859-2", "cp852")
	p := &Profile{
		Source: d.Source, Title: indicators.Text{PL: d.Title.PL, EN: d.Title.EN}, Publisher: d.Publisher,
		OwnerKind: OwnerKind(or(d.OwnerKind, string(OwnerPublisher))), Licence: d.Licence, Origin: Origin(d.Origin), Note: d.Note,
		Priority: d.Priority, Files: d.Files, Format: Format(d.Format), Encoding: d.Encoding,
		Covers: Years{indicators.Year(d.Covers.From), indicators.Year(d.Covers.To)}, Every: max(d.Every, 1), Sheet: d.Sheet,
		Header: d.Header, Unit: Unit{d.Unit.Column, or(d.Unit.Parts, "skip")}, Label: d.Label, Skip: d.Skip, File: doc.File,
	}
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
			found.Add(diag.ProfileGlob, doc.At(fmt.Sprintf("files[%d]", i)), d.Source, f, err.Error())
		}
	}
	b.year(p, d)
	p.Signs, p.Cells = map[string]Sign{}, map[string]Sign{}
	if p.Format != Table && p.Format != TERC && !p.Format.IsBudget() {
		p.Signs, p.Cells = BDLSigns(), BDLCells()
		if p.Format == BDLCTAB || p.Sheet == "TABLICA" {
			p.Cells[""] = Sign{Status: indicators.NoInformation} // without attributes an empty cell does not say why
		}
	}
	if p.Format == BDLAPI {
		p.Signs = BDLAttributes()
	}
	b.signs("signs", p.Signs, d.Signs)
	b.signs("cells", p.Cells, d.Cells)
	b.budget(p, d)
	for i, s := range d.Select {
		sel, ok := b.selection(i, s, p.Format)
		if ok && p.Format.IsBudget() {
			ok = b.budgetSelection(&sel, i, s, p)
		}
		if ok {
			if sel.Every == 0 {
				sel.Every = p.Every
			}
			p.Select = append(p.Select, sel)
		}
	}
	b.shape(p)
	if found.Count(diag.Error) > 0 {
		return nil, append(found, soft...), false
	}
	p.Hash = budgetHash(hash(d), p)
	return p, append(found, soft...), true
}

func or(s, fallback string) string {
	if s == "" {
		return fallback
	}
	return s
}

// hash covers what decides how a file is read; titles, dates and priorities
// may change without reading the source again.
func hash(d profileDoc) string {
	d.Title.PL, d.Title.EN, d.Publisher, d.OwnerKind, d.Licence, d.Origin, d.Note = "", "", "", "", "", "", ""
	d.Priority, d.Files, d.Released, d.Every = 0, nil, "", 0
	d.Covers.From, d.Covers.To = 0, 0
	text, err := json.Marshal(d)
	if err != nil {
		panic(err) // plain data always marshals
	}
	sum := sha256.Sum256(fmt.Appendf(nil, "%d %s", readerVersion, text))
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

func (b builder) year(p *Profile, d profileDoc) {
	p.Year = YearSource{Column: d.Year.Column, Value: indicators.Year(d.Year.Value), Sheet: d.Year.Sheet}
	if d.Year.Filename != "" {
		re, err := regexp.Compile(d.Year.Filename)
		if err != nil || re.NumSubexp() != 1 {
			b.bad("year.filename", d.Year.Filename, `(\d{4})`)
			return
		}
		p.Year.Filename = re
	}
	if y := p.Year; p.Format == Table && y.Column == "" && y.Value == 0 && !y.Sheet && y.Filename == nil {
		b.found.Add(diag.YAMLMissingKey, b.doc.At("year"), "year")
	}
}

// signs reads marks: "x: no_information", "s: ok+estimate", "M: method_break".
func (b builder) signs(path string, into map[string]Sign, texts map[string]string) {
	for _, mark := range slices.Sorted(maps.Keys(texts)) {
		var s Sign
		for _, word := range strings.Split(texts[mark], "+") {
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

func (b builder) selection(i int, d selectDoc, f Format) (Select, bool) {
	at := func(key string) string { return fmt.Sprintf("select[%d].%s", i, key) }
	if _, ok := b.cat.Variables[d.Variable]; !ok && d.Variable != "" {
		b.soft.Add(diag.ProfileVariable, b.doc.At(at("variable")), d.Variable)
		return Select{}, false
	}
	b.oneOf(at("aggregate"), d.Aggregate, "sum", "count")
	s := Select{
		Variable: d.Variable, Where: d.Where, Parts: d.Parts, Column: d.Column, Weight: d.Weight, Require: d.Require, Hidden: d.Hidden, Every: d.Every,
		Aggregate: d.Aggregate, Scale: d.Scale, Line: b.doc.At(at("variable")).Row,
	}
	if s.Scale == 0 {
		s.Scale = 1
	}
	if !(s.Scale > 0) || math.IsInf(s.Scale, 0) {
		b.bad(at("scale"), strconv.FormatFloat(d.Scale, 'g', -1, 64), "> 0")
	}
	s.Level = indicators.LevelGmina
	if d.Level != "" {
		l, err := indicators.ParseLevel(d.Level)
		if err != nil {
			b.bad(at("level"), d.Level, "kraj, województwo, powiat, gmina")
		}
		s.Level = l
	}
	if d.Cells != nil {
		s.Cells = map[string]Sign{}
		b.signs(at("cells"), s.Cells, d.Cells)
	}
	if f == BDLAPI {
		if id, err := strconv.Atoi(d.Where["variable"]); err != nil || id <= 0 || len(d.Where) != 1 {
			b.bad(at("where"), d.Where["variable"], "{variable: \"72305\"}")
		}
	}
	if f == Table && d.Column == "" && d.Aggregate != "count" {
		b.found.Add(diag.YAMLMissingKey, b.doc.At(at("variable")), "column")
	}
	return s, true
}

// shape checks that a profile says what its format needs.
func (b builder) shape(p *Profile) {
	if p.Format == TERC {
		return
	}
	if len(p.Select) == 0 && len(*b.soft) == 0 {
		b.found.Add(diag.YAMLMissingKey, b.doc.At(""), "select")
	}
	if p.Format != Table {
		return
	}
	if p.Unit.Column == "" {
		b.found.Add(diag.YAMLMissingKey, b.doc.At("unit"), "unit.column")
	}
}
