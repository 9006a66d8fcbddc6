package pages

import (
	"math/big"
	"slices"

	"miernik/fiches"
	"miernik/internal/document"
)

// effective lists what the indicators weigh in the whole of a tree, the
// heaviest first.
func (p *page) effective(h *fiches.Hierarchy) {
	b := p.b
	type weighed struct {
		fiche *fiches.Fiche
		code  string
		part  *big.Rat
	}
	var all []weighed
	for _, f := range b.newest() {
		points := b.expert(f)
		for _, s := range b.shares[f.ID] {
			if s.tree != h || points == nil {
				continue
			}
			for _, it := range f.MonitoringItems() {
				part := new(big.Rat).Mul(s.part, new(big.Rat).Quo(points[it.Indicator], big.NewRat(100, 1)))
				all = append(all, weighed{f, it.Indicator, part})
			}
		}
	}
	if len(all) == 0 {
		return
	}
	slices.SortStableFunc(all, func(x, y weighed) int { return y.part.Cmp(x.part) })
	var rows [][]line
	for _, w := range all {
		rows = append(rows, []line{{p.cardLink(w.code)}, {p.link(w.fiche.Name.PL, b.fichePath(w.fiche))}, document.Say(b.percent(w.part))})
	}
	p.Paragraph(strong("Co naprawdę waży każdy wskaźnik"), text(" (wagi fiszek, od największej):"))
	p.Table([]string{"wskaźnik", "usługa", "udział w całości"}, rows...)
}
