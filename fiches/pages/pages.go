// Package pages writes the catalogue for people to read: an index, a page per
// area, service and indicator, lists of variables, chapters and sources, what
// public sources cannot give, a glossary. The pages are Polish, as the texts of
// the catalogue are.
package pages

import (
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"miernik/fiches"
	"miernik/indicators"
	"miernik/indicators/catalog"
	"miernik/internal/document"
)

// Input is the catalogue to write.
type Input struct {
	Catalog *catalog.Catalog
	Set     *fiches.Set
	Sources []Source // of a workspace; none: the catalogue of the program alone
	// File gives the path of a file of definitions, or of the documentation, as
	// seen from the folder of the pages; "" when it cannot be linked to. May be nil.
	File func(name string) string
}

// Source is a source as its profile declares it.
type Source struct {
	ID, Title, Publisher, Licence, Note string
	Release                             *Release        // nil: not stated
	From, To                            indicators.Year // what it is about; 0 is open
	Every                               int             // a survey every n years; 1 yearly
	Synthetic                           bool            // made-up figures
	Variables                           []Filled
}

// Release is a yearly day of publication: of year t+Lag for the figures of t.
type Release struct {
	Month time.Month
	Day   int
	Lag   int
}

// Filled is a variable that a source gives at a level.
type Filled struct {
	Variable string
	Level    indicators.Level
}

// Page is a file of Markdown. Path is relative to the folder of the pages, with
// slashes.
type Page struct{ Path, Text string }

// Fixed places of the pages.
const (
	indexPath     = "README.md"
	cardsPath     = "wskazniki/README.md"
	variablesPath = "zmienne/README.md"
	chaptersPath  = "rozdzialy.md"
	treesPath     = "hierarchia.md"
	sourcesPath   = "zrodla.md"
	dataPath      = "dane.md"
	glossaryPath  = "slownik.md"
)

// All writes every page, in order of paths. Equal input gives equal text.
func All(in Input) []Page {
	b := newBook(in, "pl")
	pages := []*page{b.index(), b.cardList(), b.variableList(), b.chapterList(), b.treeList(), b.sourceList(), b.dataPage(), b.glossary()}
	for _, area := range b.areas() {
		pages = append(pages, b.area(area))
	}
	for _, l := range in.Set.Fiches {
		pages = append(pages, b.fichePage(l))
	}
	for _, code := range in.Catalog.CardCodes() {
		pages = append(pages, b.card(in.Catalog.Cards[code]))
	}
	for _, g := range b.groups {
		pages = append(pages, b.variableGroup(g))
	}
	var out []Page
	for _, p := range pages {
		if text := p.Markdown(); text != "" {
			out = append(out, Page{p.path, marker + "\n\n" + text})
		}
	}
	slices.SortFunc(out, func(a, b Page) int { return strings.Compare(a.Path, b.Path) })
	return out
}

// Fiche writes one fiche in a language, without links: for a terminal, or as
// Markdown that stands alone.
func Fiche(in Input, f *fiches.Fiche, lang string) *document.Document {
	b := newBook(in, lang)
	p := &page{Document: &document.Document{}, b: b}
	p.fiche(f)
	return p.Document
}

// page is a document at its place; without a path it stands alone and has no links.
type page struct {
	*document.Document
	b    *book
	path string
}

func (b *book) page(at string) *page {
	return &page{Document: &document.Document{}, b: b, path: at}
}

// link leads to another page, given by its path in the folder of pages.
func (p *page) link(text, to string) document.Inline {
	if p.path == "" || to == "" {
		return document.Text(text)
	}
	return document.Link{Text: text, To: p.relative(to)}
}

func (p *page) relative(to string) string {
	file, anchor, _ := strings.Cut(to, "#")
	if anchor != "" {
		anchor = "#" + anchor
	}
	if file == p.path && anchor != "" {
		return anchor
	}
	rel, err := filepath.Rel(filepath.FromSlash(path.Dir(p.path)), filepath.FromSlash(file))
	if err != nil {
		return to // both are relative: it does not happen
	}
	return filepath.ToSlash(rel) + anchor
}

// trail leads back: the index, then the pages between.
func (p *page) trail(steps ...document.Inline) {
	if p.path == "" {
		return
	}
	line := document.Line{p.link("Katalog", indexPath)}
	for _, s := range steps {
		line = append(line, document.Text(" › "), s)
	}
	p.Paragraph(line...)
}

// origin says which files a page is made of.
func (p *page) origin(files ...string) {
	if p.path == "" || len(files) == 0 {
		return
	}
	line := document.Line{document.Text("Strona powstała z definicji: ")}
	for i, f := range files {
		if i > 0 {
			line = append(line, document.Text(", "))
		}
		line = append(line, p.fileLink(f))
	}
	p.Paragraph(append(line, document.Text(". Poprawia się definicję, nie stronę."))...)
}

// fileLink names a file outside the pages, with a link where it can be reached.
func (p *page) fileLink(name string) document.Inline {
	if p.b.in.File != nil && p.path != "" {
		if to := p.b.in.File(name); to != "" {
			return document.Link{Text: name, To: p.relative(to)}
		}
	}
	return document.Code(name)
}
