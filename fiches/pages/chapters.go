package pages

import (
	"slices"

	"miernik/indicators"
	"miernik/internal/document"
)

// chapterList is the part of the budget classification that the catalogue
// knows, division by division.
func (b *book) chapterList() *page {
	p := b.page(chaptersPath)
	codes := b.in.Catalog.ChapterCodes()
	if len(codes) == 0 {
		return p
	}
	p.Heading(1, text("Rozdziały klasyfikacji budżetowej"))
	p.trail()
	p.Paragraph(text("Działy i rozdziały, które zna katalog, z latami, w których obowiązują. Puste lata: jest w każdym z przejrzanych tekstów rozporządzenia. Kwoty sumuje się po rozdziałach i paragrafach, jak opisano przy zmiennych."))
	used := map[string][]string{} // variables by chapter
	for _, id := range b.in.Catalog.VariableCodes() {
		if x := b.in.Catalog.Variables[id].Value.Budget; x != nil {
			for _, c := range x.Chapters {
				used[c.Code] = append(used[c.Code], id)
			}
		}
	}
	var divisions []string
	for _, c := range codes {
		if d := c[:3]; !slices.Contains(divisions, d) {
			divisions = append(divisions, d)
		}
	}
	for _, d := range divisions {
		title := "Dział " + d
		if c, ok := b.in.Catalog.Chapters[d]; ok {
			title += ". " + c.Name
		}
		p.Heading(2, text(title))
		if c, ok := b.in.Catalog.Chapters[d]; ok {
			p.Paragraph(slices.Concat(line{text(c.Note)}, b.unchecked(c.Verified))...)
			p.Paragraph(p.amounts("Cały dział sumują: ", used[d])...)
		}
		var rows [][]line
		for _, code := range codes {
			if c := b.in.Catalog.Chapters[code]; len(code) == 5 && code[:3] == d {
				rows = append(rows, p.chapterRow(c, used[code]))
			}
		}
		p.Table([]string{"rozdział", "nazwa", "lata", "sumują go zmienne", "uwagi"}, rows...)
	}
	return p
}

func (p *page) chapterRow(c indicators.BudgetChapter, variables []string) []line {
	return []line{
		document.Say(c.Code), document.Say(c.Name), document.Say(p.b.years(c.From, c.To)), p.amounts("", variables), append(document.Say(c.Note), p.b.unchecked(c.Verified)...),
	}
}

// amounts lists variables by code, which is shorter than their names.
func (p *page) amounts(before string, variables []string) line {
	if len(variables) == 0 {
		return nil
	}
	var out []line
	for _, id := range variables {
		out = append(out, line{p.link(id, p.b.variablePath(id))})
	}
	return append(line{text(before)}, document.Join(", ", out...)...)
}
