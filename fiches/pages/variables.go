package pages

import (
	"fmt"
	"slices"
	"strings"

	"miernik/indicators"
	"miernik/internal/document"
)

// variableList is the list of variables with where they come from.
func (b *book) variableList() *page {
	p := b.page(variablesPath)
	p.Heading(1, text("Zmienne"))
	p.trail()
	p.Paragraph(text("Zmienna to wielkość, którą źródło podaje dla jednostki i roku; z nich liczy się wskaźniki. Opis każdej zmiennej, z pułapkami, jest za jej nazwą."))
	for _, g := range b.groups {
		p.Heading(2, p.link(g.title, g.path))
		var rows [][]line
		for _, id := range g.variables {
			v := b.in.Catalog.Variables[id].Value
			rows = append(rows, []line{
				append(line{p.variable(id)}, b.unchecked(v.Verified)...), document.Say(v.Unit), document.Say(levels(v.Levels)), document.Say(v.System + after("; ", b.budgetSpan(v))),
				document.Say(b.wording.Of("availability", string(v.Availability))), document.Say(strings.Join(b.filledBy(id), ", ")),
			})
		}
		p.Table([]string{"zmienna", "jednostka", "poziom", "skąd", "dostępność", "wypełnia profil"}, rows...)
	}
	return p
}

// budgetSpan names the chapters of an amount with their years.
func (b *book) budgetSpan(v *indicators.Variable) string {
	if v.Budget == nil {
		return ""
	}
	return "rozdz. " + b.datedChapters(v.Budget.Chapters)
}

func (b *book) datedChapters(list []indicators.DatedChapter) string {
	var out []string
	for _, c := range list {
		name := c.Code
		switch {
		case c.Code == indicators.WholeBudget:
			name = "wszystkie"
		case len(c.Code) == 3:
			name = "dział " + c.Code
		}
		out = append(out, name+after(" (", b.years(c.From, c.To))+closing(b.years(c.From, c.To)))
	}
	return strings.Join(out, ", ")
}

// filledBy lists the sources of the workspace that give a variable.
func (b *book) filledBy(id string) []string {
	var out []string
	for _, s := range b.in.Sources {
		if slices.ContainsFunc(s.Variables, func(f Filled) bool { return f.Variable == id }) {
			out = append(out, s.ID)
		}
	}
	return out
}

// variableGroup describes the variables of a group one by one.
func (b *book) variableGroup(g *group) *page {
	p := b.page(g.path)
	title := line{text("Zmienne: " + g.title)}
	if g.fiche == nil {
		title = document.Say(g.title)
	}
	p.Heading(1, title...)
	steps := []document.Inline{p.link("Zmienne", variablesPath)}
	if g.fiche != nil {
		steps = append(steps, p.link(g.fiche.Name.PL, b.fichePath(g.fiche)))
	}
	p.trail(steps...)
	p.Paragraph(text(g.about))
	for _, id := range g.variables {
		p.describe(b.in.Catalog.Variables[id].Value)
	}
	var files []string
	for _, id := range g.variables {
		if f := b.in.Catalog.Variables[id].Doc.File; !slices.Contains(files, f) {
			files = append(files, f)
		}
	}
	slices.Sort(files)
	p.origin(files...)
	return p
}

// describe is the section of a variable; its heading is the code, which every
// host makes the same anchor of.
func (p *page) describe(v *indicators.Variable) {
	b := p.b
	p.Heading(2, text(v.Code))
	p.Paragraph(append(line{strong(v.Name.PL)}, b.unchecked(v.Verified)...)...)
	p.Paragraph(emph(v.Name.EN))
	items := []line{
		said("Jednostka", v.Unit+"; "+b.wording.Of("variable_kind", v.Kind)+", "+v.Reference),
		said("Kogo liczy", b.wording.Of("counted", v.Counted)),
		said("Poziomy", levels(v.Levels)),
		said("Dostępność", b.wording.Of("availability", string(v.Availability))),
		said("Skąd", v.System),
	}
	for _, o := range v.Origins {
		if o.Field != "" || !o.Verified || o.Label() != v.System { // else it is said above
			items = append(items, b.standsIn(o))
		}
	}
	items = append(items, b.budget(v.Budget)...)
	items = append(items, said("Wypełnia profil", strings.Join(b.filledBy(v.Code), ", ")), said("Spodziewany zakres dla gminy", b.between(v.Range)), p.usedBy(v))
	for _, u := range v.Unlike {
		items = append(items, field("Nie mylić z", p.variable(u.Code), text(": "+u.Why)))
	}
	p.List(append(items, said("Uwagi", v.Note))...)
}

// standsIn is one place of a variable in a source system.
func (b *book) standsIn(o indicators.Origin) line {
	parts := []string{o.Label()}
	if o.Kind == indicators.OriginSIO && o.Table != "" {
		parts = append(parts, o.Table)
	}
	if o.Field != "" {
		parts = append(parts, "pole „"+o.Field+"”")
	}
	return append(field("Miejsce w źródle", text(strings.Join(parts, ", "))), b.unchecked(o.Verified)...)
}

// budget says which positions of a budget report an amount is the sum of.
func (b *book) budget(x *indicators.Budget) []line {
	if x == nil {
		return nil
	}
	amounts := map[indicators.BudgetAmount]string{
		indicators.AmountPlan: "plan po zmianach", indicators.AmountExecuted: "wykonanie", indicators.AmountCommitments: "zaangażowanie",
		indicators.AmountLiabilities: "zobowiązania", indicators.AmountReceivables: "należności",
	}
	return []line{
		said("Sprawozdanie", fmt.Sprintf("%s, %s", x.Report, amounts[x.Amount])),
		said("Rozdziały", b.datedChapters(x.Chapters)),
		said("Bez rozdziałów", b.datedChapters(x.Except)),
		said("Tylko paragrafy", paragraphs(x.Only)),
		said("Bez paragrafów", paragraphs(x.Without)),
		said("Grupa paragrafów (tam, gdzie plik ją podaje)", strings.Join(x.Groups, ", ")),
		said("Czwarta cyfra paragrafu", strings.Join(x.P4, ", ")),
	}
}

// paragraphs writes patterns as clerks do: 6xx for any paragraph of six hundred.
func paragraphs(patterns []string) string {
	return strings.ReplaceAll(strings.Join(patterns, ", "), "?", "x")
}

// mostUses is how many indicators are named beside a variable; more are
// counted by service.
const mostUses = 8

// usedBy lists the indicators made of a variable and the services it decides about.
func (p *page) usedBy(v *indicators.Variable) line {
	n := p.b.needs[v.Code]
	var out []line
	if len(n.cards) <= mostUses {
		for _, c := range n.cards {
			out = append(out, line{p.cardLink(c)})
		}
	} else {
		out = p.usesByService(n.cards)
	}
	for _, f := range n.decides {
		out = append(out, line{text("rozstrzyga, kogo dotyczy "), p.link(f.Name.PL, p.b.fichePath(f))})
	}
	return field("Używa jej", document.Join("; ", out...)...)
}

// usesByService counts indicators by the services that use them.
func (p *page) usesByService(cards []string) []line {
	out := []line{document.Say(fmt.Sprintf("liczba wskaźników: %d", len(cards)))}
	for _, f := range p.b.newest() {
		n := 0
		for _, it := range f.Indicators {
			if slices.Contains(cards, it.Indicator) {
				n++
			}
		}
		if n > 0 {
			out = append(out, line{p.link(f.Name.PL, p.b.fichePath(f)), text(fmt.Sprintf(" %d", n))})
		}
	}
	return out
}
