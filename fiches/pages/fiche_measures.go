package pages

import (
	"fmt"
	"math/big"
	"slices"
	"strings"

	"miernik/fiches"
	"miernik/indicators"
	"miernik/internal/document"
)

// weights lists the indicators of a fiche with what they weigh in it.
func (p *page) weights(f *fiches.Fiche) {
	b := p.b
	p.Heading(2, text(b.t("Wskaźniki", "Indicators")))
	if !f.Scored() {
		p.Paragraph(text(b.t("Fiszka nie ma oceny: ", "The fiche has no score: ") + f.Score.None))
	}
	points := b.expert(f)
	core := false
	var rows [][]line
	for _, it := range f.Indicators {
		c := b.in.Catalog.Cards[it.Indicator].Value
		name := line{p.cardLink(it.Indicator)}
		if it.Core {
			core = true
			name = append(name, text(" *"))
		}
		weight := b.t("kontekst", "context")
		if r := points[it.Indicator]; r != nil {
			weight = b.points(r, 2)
		}
		rows = append(rows, []line{name, document.Say(weight), document.Say(b.wording.Of("dimension", string(c.Dimension))), document.Say(b.better(c)), document.Say(c.Unit), document.Say(b.dataMark(c))})
	}
	p.Table([]string{b.t("wskaźnik", "indicator"), b.t("waga", "weight"), b.t("wymiar", "dimension"), b.t("kierunek", "direction"), b.t("jednostka", "unit"), b.t("dane", "data")}, rows...)
	var notes []string
	if core {
		notes = append(notes, b.t("* Konieczny do rankingu: bez niego jednostka ma ocenę, ale stoi poza rankingiem.", "* Core: without it a unit has a score but stands outside the ranking."))
	}
	if slices.ContainsFunc(f.Indicators, func(it fiches.Item) bool { return it.Role == fiches.Context }) {
		notes = append(notes, b.t("Kontekst: bez wagi, opisuje warunki.", "Context: no weight, it describes conditions."))
	}
	p.Paragraph(text(strings.Join(notes, " ")))
	var why []line
	for _, d := range f.Dimensions {
		why = append(why, field(fmt.Sprintf(b.t("Wymiar %s, waga %d", "Dimension %s, weight %d"), b.wording.Of("dimension", string(d.Dimension)), d.Weight), text(d.Why)))
	}
	p.List(why...)
}

// itemByItem says of each indicator what it counts and why it weighs so much.
func (p *page) itemByItem(f *fiches.Fiche) {
	b := p.b
	p.Heading(2, text(b.t("Wskaźniki po kolei", "Indicators one by one")))
	for _, it := range f.Indicators {
		c := b.in.Catalog.Cards[it.Indicator].Value
		p.Heading(3, append(line{p.cardLink(it.Indicator)}, b.unchecked(c.Verified)...)...)
		p.Paragraph(text(c.Definition))
		p.List(
			p.purposeOf(f, it),
			said(b.t("Wzór", "Formula"), b.in.Catalog.Words(c)),
			said(b.t("Kogo liczy", "Who is counted"), b.wording.Of("counted", c.Counted)+after(". ", c.CountedNote)),
			said(b.t("Kierunek", "Direction"), b.better(c)+b.capped(c)),
			said(b.t("Granice skali", "Goalposts"), b.posts(it)),
			said(b.t("Stan na", "Reference"), c.Reference),
			said(b.t("Źródło", "Source"), sourceText(c)),
			said(b.t("Luki", "Gaps"), b.fill(f.FillOf(it))),
			said(b.t("Ograniczenia", "Limits"), c.Limits),
		)
	}
}

// purposeOf is what an indicator does in the fiche, and why.
func (p *page) purposeOf(f *fiches.Fiche, it fiches.Item) line {
	b := p.b
	if it.Role != fiches.Monitoring {
		return said(b.t("Kontekst", "Context"), it.Why)
	}
	weight := fmt.Sprintf(b.t("Waga %d", "Weight %d"), it.Weight)
	if len(f.Dimensions) > 0 {
		weight += b.t(" w swoim wymiarze", " within its dimension")
	}
	return said(weight, it.Why)
}

// expert are the fiche's own weights, in points of the 100 of the fiche; empty
// without a score.
func (b *book) expert(f *fiches.Fiche) map[string]*big.Rat {
	for _, s := range f.Weights(b.in.Catalog) {
		if s.ID == fiches.SetExpert {
			return s.Points
		}
	}
	return nil
}

func (b *book) capped(c *indicators.Card) string {
	if c.Cap == nil {
		return ""
	}
	return fmt.Sprintf(b.t("; do oceny przycinany do %s", "; cut to %s for the score"), b.number(*c.Cap))
}

func (b *book) posts(it fiches.Item) string {
	switch {
	case it.Posts != nil:
		return fmt.Sprintf(b.t("od %s (najmniej punktów) do %s (pełna ocena)", "from %s (no marks) to %s (full marks)"), b.number(it.Posts[0]), b.number(it.Posts[1]))
	case it.Target != nil:
		return fmt.Sprintf(b.t("wartość docelowa %s", "target %s"), b.number(*it.Target))
	}
	return ""
}

func (b *book) fill(f *fiches.Fill) string {
	if f == nil {
		return ""
	}
	var ways []string
	for _, m := range f.Methods {
		ways = append(ways, b.wording.Of("fill", m))
	}
	out := b.t("do oceny własnej wolno uzupełnić: ", "may be filled for the unit's own score: ") + strings.Join(ways, ", ")
	if f.LimitYears > 0 {
		out += fmt.Sprintf(b.t("; najwyżej przez lata: %d", "; over at most %d years"), f.LimitYears)
	}
	return out
}
