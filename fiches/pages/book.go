package pages

import (
	"math/big"
	"slices"
	"strconv"

	"miernik/fiches"
	"miernik/indicators"
	"miernik/indicators/catalog"
)

// book is the catalogue with what the pages look up in it.
type book struct {
	in      Input
	lang    string
	wording catalog.Wording
	uses    map[string][]use  // of a card, by fiche
	needs   map[string]*need  // of a variable
	groups  []*group          // of variables
	groupOf map[string]*group // of a variable
	shares  map[string][]share
}

// use is an indicator in a fiche.
type use struct {
	fiche *fiches.Fiche
	item  fiches.Item
}

// need is what wants a variable.
type need struct {
	fiches  []string // ids
	cards   []string // in alphabetical order
	decides []*fiches.Fiche
}

// group is the variables of one service, or what is left over.
type group struct {
	path, title string
	about       string
	fiche       *fiches.Fiche // nil: shared or unused
	variables   []string
}

// share is what a service weighs in the whole of a tree.
type share struct {
	tree *fiches.Hierarchy
	top  fiches.Node
	part *big.Rat
}

func newBook(in Input, lang string) *book {
	b := &book{
		in: in, lang: lang, wording: catalog.WordingIn(lang), uses: map[string][]use{}, needs: map[string]*need{},
		groupOf: map[string]*group{}, shares: map[string][]share{},
	}
	for _, code := range in.Catalog.VariableCodes() {
		b.needs[code] = &need{}
	}
	for _, f := range b.newest() {
		for _, it := range f.Indicators {
			b.uses[it.Indicator] = append(b.uses[it.Indicator], use{f, it})
			for _, code := range cardVariables(in.Catalog.Cards[it.Indicator].Value) {
				b.wants(code, f)
			}
		}
		if w := f.Applies.Where; w != nil {
			b.wants(w.Variable, f)
			b.needs[w.Variable].decides = append(b.needs[w.Variable].decides, f)
		}
	}
	for _, code := range in.Catalog.CardCodes() {
		for _, v := range cardVariables(in.Catalog.Cards[code].Value) {
			b.needs[v].cards = append(b.needs[v].cards, code)
		}
	}
	b.gather()
	for _, e := range in.Set.Hierarchies {
		for id, s := range e.Value.Shares() {
			top := e.Value.Nodes[slices.IndexFunc(e.Value.Nodes, func(n fiches.Node) bool { return n.ID == s.Top })]
			b.shares[id] = append(b.shares[id], share{e.Value, top, s.Share})
		}
	}
	return b
}

func (b *book) wants(variable string, f *fiches.Fiche) {
	if n := b.needs[variable]; !slices.Contains(n.fiches, f.ID) {
		n.fiches = append(n.fiches, f.ID)
	}
}

// t picks the text in the language of the book.
func (b *book) t(pl, en string) string {
	if b.lang == "en" {
		return en
	}
	return pl
}

// cardVariables lists the variables of a card, each once, in the order of the
// formula.
func cardVariables(c *indicators.Card) []string {
	var out []string
	for _, f := range slices.Concat(c.Numerator, c.Denominator) {
		for _, t := range f.Linear {
			if !slices.Contains(out, t.Variable) {
				out = append(out, t.Variable)
			}
		}
	}
	return out
}

// newest is the last version of each fiche, in the order of codes.
func (b *book) newest() []*fiches.Fiche {
	var out []*fiches.Fiche
	for _, l := range b.in.Set.Fiches {
		versions := b.in.Set.Versions(l.Value.ID)
		if versions[len(versions)-1].Value == l.Value {
			out = append(out, l.Value)
		}
	}
	return out
}

// areas lists the areas that have fiches, in the order of their codes.
func (b *book) areas() []string {
	var out []string
	for _, f := range b.newest() {
		if !slices.Contains(out, f.Area) {
			out = append(out, f.Area)
		}
	}
	return out
}

// gather puts variables into groups: those of one service, those of several,
// those of none.
func (b *book) gather() {
	byFiche := map[string]*group{}
	for _, f := range b.newest() {
		byFiche[f.ID] = &group{path: "zmienne/" + f.ID + ".md", title: f.Name.PL, fiche: f, about: "Zmienne, z których korzysta tylko ta usługa."}
		b.groups = append(b.groups, byFiche[f.ID])
	}
	// A hyphen keeps these names apart from ids of fiches.
	shared := &group{path: "zmienne/wspolne-zmienne.md", title: "Zmienne wspólne", about: "Zmienne, z których korzysta więcej niż jedna usługa."}
	unused := &group{path: "zmienne/bez-uslugi.md", title: "Zmienne bez usługi", about: "Zmienne, z których nie korzysta żadna fiszka."}
	b.groups = append(b.groups, shared, unused)
	for _, code := range b.in.Catalog.VariableCodes() {
		g := shared
		switch ids := b.needs[code].fiches; len(ids) {
		case 0:
			g = unused
		case 1:
			g = byFiche[ids[0]]
		}
		g.variables = append(g.variables, code)
		b.groupOf[code] = g
	}
	b.groups = slices.DeleteFunc(b.groups, func(g *group) bool { return len(g.variables) == 0 })
}

// Places of pages.

func areaPath(area string) string { return area + "/README.md" }

func cardPath(code string) string { return "wskazniki/" + code + ".md" }

func (b *book) variablePath(code string) string { return b.groupOf[code].path + "#" + code }

// fichePath: the newest version has the plain name; a hyphen keeps the names
// of older ones apart from ids.
func (b *book) fichePath(f *fiches.Fiche) string {
	versions := b.in.Set.Versions(f.ID)
	name := f.ID
	if len(versions) > 0 && versions[len(versions)-1].Value.Version != f.Version {
		name += "-w" + strconv.Itoa(f.Version)
	}
	return f.Area + "/" + name + ".md"
}
