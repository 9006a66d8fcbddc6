package pages

import (
	"fmt"
	"math/big"

	"miernik/fiches"
	"miernik/internal/document"
)

// cardList is the list of indicators, service by service.
func (b *book) cardList() *page {
	p := b.page(cardsPath)
	p.Heading(1, text("Wskaźniki"))
	p.trail()
	p.Paragraph(text("Wskaźnik, którego używa kilka usług, stoi przy każdej z nich. Kierunek mówi, które wartości są korzystne; wskaźnik kontekstowy nie ma wagi."))
	for _, f := range b.newest() {
		p.Heading(2, p.link(f.Code+" "+f.Name.PL, b.fichePath(f)))
		points := b.expert(f)
		var rows [][]line
		for _, it := range f.Indicators {
			c := b.in.Catalog.Cards[it.Indicator].Value
			weight := "kontekst"
			if r := points[it.Indicator]; r != nil {
				weight = b.points(r, 2)
			}
			rows = append(rows, []line{{p.cardLink(it.Indicator)}, document.Say(b.wording.Of("dimension", string(c.Dimension))), document.Say(b.better(c)), document.Say(c.Unit), document.Say(weight)})
		}
		p.Table([]string{"wskaźnik", "wymiar", "kierunek", "jednostka", "waga"}, rows...)
	}
	p.Heading(2, text("Poza usługami"))
	var rest []line
	for _, code := range b.in.Catalog.CardCodes() {
		if len(b.uses[code]) == 0 {
			rest = append(rest, line{p.cardLink(code)})
		}
	}
	p.List(rest...)
	return p
}

// treeList shows the hierarchies with the weights on every level, and what
// each indicator weighs in the whole.
func (b *book) treeList() *page {
	p := b.page(treesPath)
	if len(b.in.Set.Hierarchies) == 0 {
		return p
	}
	p.Heading(1, text("Hierarchia usług i wagi"))
	p.trail()
	p.Paragraph(text("Usługi składają się na obszary, obszary na całość. Wagi pod każdym węzłem sumują się do 100; udział w całości to iloczyn wag na drodze w górę."))
	for _, e := range b.in.Set.Hierarchies {
		p.tree(e.Value)
		p.origin(e.Doc.File)
	}
	return p
}

func (p *page) tree(h *fiches.Hierarchy) {
	b := p.b
	p.Heading(2, text(h.Name.PL))
	p.Paragraph(emph(h.Name.EN))
	p.Paragraph(text("Jednostki: " + string(h.Level) + ". " + h.Basis))
	var rows [][]line
	var down func(n fiches.Node, depth int, part *big.Rat)
	down = func(n fiches.Node, depth int, part *big.Rat) {
		name := line{text(indent(depth))}
		if f := b.ficheOf(n.ID); n.Kind == fiches.NodeService && f != nil {
			name = append(name, p.link(f.Name.PL, b.fichePath(f)))
		} else {
			name = append(name, text(n.Name.PL))
		}
		weight, rule := "", ""
		if n.Parent != "" {
			weight = fmt.Sprint(n.Weight)
		}
		if n.Kind != fiches.NodeService {
			rule = fmt.Sprintf("%s; ocena od %d%% znanej wagi", b.wording.Of("aggregate", n.Aggregate), n.Coverage)
		}
		rows = append(rows, []line{name, document.Say(weight), document.Say(b.percent(part)), document.Say(rule), document.Say(n.Why)})
		for _, child := range h.Children(n.ID) {
			down(child, depth+1, new(big.Rat).Mul(part, big.NewRat(int64(child.Weight), 100)))
		}
	}
	for _, top := range h.Children("") {
		down(top, 0, big.NewRat(1, 1))
	}
	p.Table([]string{"węzeł", "waga", "udział w całości", "łączenie", "dlaczego"}, rows...)
	p.effective(h)
}

// indent is drawn with dashes: blanks at the beginning of a cell are lost.
func indent(depth int) string {
	out := ""
	for range depth {
		out += "– "
	}
	return out
}

func (b *book) ficheOf(id string) *fiches.Fiche {
	for _, f := range b.newest() {
		if f.ID == id {
			return f
		}
	}
	return nil
}
