package pages

import (
	"cmp"
	"fmt"
	"math/big"
	"slices"
	"strings"

	"miernik/indicators"
	"miernik/indicators/catalog"
	"miernik/internal/document"
	"miernik/internal/polish"
)

// card is the page of an indicator.
func (b *book) card(e catalog.Entry[*indicators.Card]) *page {
	c := e.Value
	p := b.page(cardPath(c.Code))
	p.Heading(1, append(document.Say(c.Name.PL), b.unchecked(c.Verified)...)...)
	p.trail(p.cardTrail(c)...)
	p.Paragraph(emph(c.Name.EN))
	p.Paragraph(text(c.Definition))
	p.List(
		said("Wymiar", b.wording.Of("dimension", string(c.Dimension))),
		said("Kierunek", b.better(c)+b.capped(c)),
		said("Jednostka", c.Unit+after(" (", c.UnitNote)+closing(c.UnitNote)),
		said("Dokładność", decimals(c.Precision)+"; mniejsza różnica nie jest różnicą"),
		said("Poziomy", levels(c.Levels)),
		said("Stan na", c.Reference),
		field("Kod", code(c.Code)),
	)
	p.part("Kogo liczy", capital(b.wording.Of("counted", c.Counted))+". "+c.CountedNote)
	p.formula(c)
	p.example(c)
	p.part("Jak czytać", c.Interpret)
	p.part("Czego nie mówi", c.Limits)
	p.cardSource(c)
	p.series(c)
	p.usesOf(c)
	p.unlike(c.Unlike)
	p.part("Na czym się opiera", c.Basis)
	if !c.Verified {
		p.Paragraph(strong("Niesprawdzone:"), text(" definicja opiera się na czymś, czego nikt nie porównał ze źródłem."))
	}
	p.origin(e.Doc.File)
	return p
}

// cardTrail leads back through the list of indicators and the first service.
func (p *page) cardTrail(c *indicators.Card) []document.Inline {
	steps := []document.Inline{p.link("Wskaźniki", cardsPath)}
	if uses := p.b.uses[c.Code]; len(uses) > 0 {
		steps = append(steps, p.link(uses[0].fiche.Name.PL, p.b.fichePath(uses[0].fiche)))
	}
	return steps
}

func (p *page) formula(c *indicators.Card) {
	b := p.b
	p.Heading(2, text("Wzór"))
	p.Paragraph(text(b.in.Catalog.Words(c)))
	p.Paragraph(code(c.Formula()))
	var rows [][]line
	side := func(name string, formulas indicators.Side) {
		for _, f := range formulas {
			for _, t := range f.Linear {
				v := b.in.Catalog.Variables[t.Variable].Value
				rows = append(rows, []line{
					{p.variable(t.Variable)}, document.Say(name), document.Say(coefficient(t.Coef)), document.Say(yearOf(t.Offset)), document.Say(b.years(f.From, f.To)),
					document.Say(v.Unit), append(document.Say(b.wording.Of("availability", string(v.Availability))), b.unchecked(v.Verified)...),
				})
			}
		}
	}
	side("licznik", c.Numerator)
	side("mianownik", c.Denominator)
	clear := func(column int, usual string) { // what is usual everywhere says nothing
		if !slices.ContainsFunc(rows, func(r []line) bool { return r[column].String() != usual }) {
			for _, r := range rows {
				r[column] = nil
			}
		}
	}
	clear(2, "1")
	clear(3, "t")
	p.Table([]string{"zmienna", "strona", "mnożona przez", "rok", "lata", "jednostka", "dostępność"}, rows...)
}

func coefficient(r *big.Rat) string {
	return strings.Replace(r.RatString(), "-", polish.Minus, 1)
}

// example works the example of the card out anew.
func (p *page) example(c *indicators.Card) {
	year := cmp.Or(c.LastYear, indicators.MaxYear)
	value, err := c.Compute(year, c.Example.Values)
	if err != nil {
		return // the catalogue does not load such a card
	}
	p.Heading(2, text("Przykład"))
	var given []line
	seen := map[string]bool{}
	sums := [2]string{}
	for i, side := range []indicators.Side{c.Numerator, c.Denominator} {
		f, _ := side.In(year)
		for _, t := range f.Linear {
			if !seen[t.Key()] {
				seen[t.Key()] = true
				name := line{p.variable(t.Variable)}
				if t.Offset != 0 {
					name = append(name, text(" (rok "+yearOf(t.Offset)+")"))
				}
				given = append(given, append(name, text(": "+polish.ShortRat(c.Example.Values[t.Key()], 6))))
			}
		}
		sums[i] = sum(f.Linear, c.Example.Values)
	}
	p.List(given...)
	way := calculation(c.Multiplier, sums[0], sums[1]) + " = "
	if strings.Trim(sums[0], "0123456789,"+polish.NBSP) == "" && len(given) == 1 && c.Multiplier.Cmp(big.NewRat(1, 1)) == 0 {
		way = "" // one figure, as the source gives it
	}
	p.Paragraph(text("Wynik: "+way), strong(polish.WithUnit(polish.Rat(value, c.Precision), c.Unit)))
}

// calculation writes a formula with figures in place of variables.
func calculation(multiplier *big.Rat, numerator, denominator string) string {
	out := numerator
	if strings.ContainsAny(out, "+×"+polish.Minus) && (denominator != "" || multiplier.Cmp(big.NewRat(1, 1)) != 0) {
		out = "(" + out + ")"
	}
	if multiplier.Cmp(big.NewRat(1, 1)) != 0 {
		out = polish.ShortRat(multiplier, 6) + " × " + out
	}
	if denominator == "" {
		return out
	}
	if strings.ContainsAny(denominator, "+×"+polish.Minus) {
		denominator = "(" + denominator + ")"
	}
	return out + " / " + denominator
}

// sum writes a side of a formula with its figures.
func sum(l indicators.Linear, values map[string]*big.Rat) string {
	var b strings.Builder
	for i, t := range l {
		switch {
		case t.Coef.Sign() < 0 && i == 0:
			b.WriteString(polish.Minus)
		case t.Coef.Sign() < 0:
			b.WriteString(" " + polish.Minus + " ")
		case i > 0:
			b.WriteString(" + ")
		}
		if abs := new(big.Rat).Abs(t.Coef); abs.Cmp(big.NewRat(1, 1)) != 0 {
			b.WriteString(abs.RatString() + " × ")
		}
		b.WriteString(polish.ShortRat(values[t.Key()], 6))
	}
	return b.String()
}

func (p *page) cardSource(c *indicators.Card) {
	p.Heading(2, text("Źródło i termin"))
	p.List(
		said("System", c.SourceSystem),
		said("Formularz lub zbiór", c.SourceForm),
		said("Część", c.SourcePart),
		said("Dane za rok t są znane", fmt.Sprintf("%s (%s)", releaseDay(c.LagDays), daysFromYearEnd(c.LagDays))),
		said("Jak często", every(c.Frequency)),
		said("Znane luki", c.KnownGaps),
	)
}

func daysFromYearEnd(lag int) string {
	if lag < 0 {
		return fmt.Sprintf("%d dni przed 31 grudnia", -lag)
	}
	return fmt.Sprintf("%d dni po 31 grudnia", lag)
}

// series says which years can be compared.
func (p *page) series(c *indicators.Card) {
	b := p.b
	p.Heading(2, text("Szereg i porównania"))
	p.List(
		said("Lata", b.years(c.FirstYear, c.LastYear)),
		said("Spodziewany zakres", b.between(c.Range)),
		said("Dla grupy podaje się", b.wording.Of("group_figure", string(c.GroupFigure))),
	)
	if len(c.Breaks) > 0 {
		p.Paragraph(text("Przerwy w szeregu (pierwszy rok nowej definicji; przez tę granicę zmiany się nie liczy):"))
		var list []line
		for _, x := range c.Breaks {
			list = append(list, said(fmt.Sprint(x.Year), x.Note))
		}
		p.List(list...)
	}
}

// usesOf lists the services that use an indicator, with what it weighs.
func (p *page) usesOf(c *indicators.Card) {
	b := p.b
	p.Heading(2, text("W których usługach"))
	var rows [][]line
	for _, u := range b.uses[c.Code] {
		role, weight := b.wording.Of("role", string(u.item.Role)), ""
		var whole []line
		if points := b.expert(u.fiche)[c.Code]; points != nil {
			weight = b.points(points, 2)
			for _, s := range b.shares[u.fiche.ID] {
				part := new(big.Rat).Mul(s.part, new(big.Rat).Quo(points, big.NewRat(100, 1)))
				whole = append(whole, document.Say(b.percent(part)+" ("+b.quoted(s.top.Name.PL)+")"))
			}
		}
		if u.item.Core {
			role += ", konieczny do rankingu"
		}
		rows = append(rows, []line{{p.link(u.fiche.Name.PL, b.fichePath(u.fiche))}, document.Say(role), document.Say(weight), document.Join("; ", whole...), document.Say(u.item.Why)})
	}
	if len(rows) == 0 {
		p.Paragraph(text("Nie używa go żadna usługa w najnowszej wersji fiszki."))
	}
	p.Table([]string{"usługa", "rola", "waga w usłudze", "waga w całości", "po co"}, rows...)
}

// unlike lists definitions of a similar name that are another thing.
func (p *page) unlike(list []indicators.Unlike) {
	p.Heading(2, text("Nie mylić z"))
	var items []line
	for _, u := range list {
		items = append(items, line{p.cardLink(u.Code), text(": " + u.Why)})
	}
	p.List(items...)
}
