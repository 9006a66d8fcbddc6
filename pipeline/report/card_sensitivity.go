package report

import "fmt"

// rangeRow is where a unit lies under one factor of the test of the method.
type rangeRow struct {
	fiche          string
	year           int
	scheme, factor string
	rank, n        int
	low, high      float64
	moved          bool
}

// weightSetRow is a place under one weight set.
type weightSetRow struct {
	fiche, scheme, set string
	rank               whole
	n                  int
	score              num
}

// nodeRow is the score of an area or of the whole.
type nodeRow struct {
	node, kind          string
	year                int
	score               num
	status, reason      string
	coverage, known, of int
	origin              string
}

// robust is what the test of the method says about a unit.
type robust struct {
	ranges []rangeRow
	sets   []weightSetRow
	nodes  []nodeRow
}

func (c *unitData) loadRobust(l *loader) {
	c.robust.ranges = rows(l, "card_ranges", func(r *rangeRow) []any {
		return []any{&r.fiche, &r.year, &r.scheme, &r.factor, &r.rank, &r.n, &r.low, &r.high, &r.moved}
	}, c.teryt)
	c.robust.sets = rows(l, "card_weight_sets", func(r *weightSetRow) []any {
		return []any{&r.fiche, &r.scheme, &r.set, &r.rank, &r.n, &r.score}
	}, c.teryt)
	c.robust.nodes = rows(l, "card_nodes", func(r *nodeRow) []any {
		return []any{&r.node, &r.kind, &r.year, &r.score, &r.status, &r.reason, &r.coverage, &r.known, &r.of, &r.origin}
	}, c.teryt)
}

// rangeOf is the range of a service in a scheme under a factor, if there is one.
func (c *unitData) rangeOf(fiche, scheme, factor string, year int) (rangeRow, bool) {
	for _, r := range c.robust.ranges {
		if r.fiche == fiche && r.scheme == scheme && r.factor == factor && r.year == year {
			return r, true
		}
	}
	return rangeRow{}, false
}

// span writes a range of places: „3.–9.”, one place where both ends agree.
func span(low, high float64) string {
	a, b := number(low, 0), number(high, 0)
	if a == b {
		return a + "."
	}
	return a + ".–" + b + "."
}

func sensitivityWidths() []float64 { return []float64{36, 8, 26, 10, 10, 16, 18, 18, 18, 14, 22, 22} }

// writeSensitivity says how firm the places of the unit are, and gives the
// scores above the services.
func (k *card) writeSensitivity(p *page) {
	d := k.d
	p.head(d.sheet("sensitivity")+" – "+k.c.fullName,
		"Przedział miejsc obejmuje 5–95% prób. Wagi: tysiąc losowań wag o najwyżej ±25%, jeśli w miernik.yaml nie podano inaczej. Metoda: po jednej innej decyzji naraz. Bez wskaźnika: każdy wskaźnik po kolei pominięty. "+
			"Wszystko razem: wagi, metoda i błąd losowy zmieniane jednocześnie; ten przedział trzeba podawać obok miejsca.")
	p.heading("Przedziały miejsc")
	titles := []string{d.header("service"), d.header("year"), "Wśród kogo", d.header("rank"), d.header("n"), "Wagi", "Metoda", "Bez wskaźnika", "Wszystko razem", "Miejsce pewne?", "Miejsce przy równych wagach", "Miejsce przy równych wagach wymiarów"}
	head := p.header(titles)
	var factors = []string{"weights", "method", "without", "all"}
	for _, r := range k.c.robust.ranges {
		if r.factor != factors[0] {
			continue
		}
		name, among := k.ficheName(r.fiche), d.placeScheme(r.scheme)
		p.set(1, p.row, name, cellText.with(bold))
		p.set(2, p.row, r.year, cellCentre)
		p.set(3, p.row, among, cellText)
		p.set(4, p.row, r.rank, figures(fmtWhole))
		p.set(5, p.row, r.n, figures(fmtWhole))
		sure := "tak"
		for i, factor := range factors {
			text := ""
			if x, ok := k.c.rangeOf(r.fiche, r.scheme, factor, r.year); ok {
				text = span(x.low, x.high)
				if factor == "all" && x.moved {
					sure = "nie"
				}
			}
			p.set(6+i, p.row, text, cellCentre)
		}
		p.set(10, p.row, sure, cellCentre)
		for i, set := range []string{"equal", "by_dimension"} {
			p.set(11+i, p.row, k.placeUnder(r, set), figures(fmtWhole))
		}
		p.fit(p.row, name, "", among)
		p.row++
	}
	p.table("Przedzialy", head, len(titles), 1)
	p.row++
	k.nodeTable(p)
}

// placeUnder is the place of a range's service under another weight set.
// Places among all units are kept for the ranges only.
func (k *card) placeUnder(r rangeRow, set string) whole {
	for _, s := range k.c.robust.sets {
		if s.fiche == r.fiche && s.scheme == r.scheme && s.set == set {
			return s.rank
		}
	}
	return whole{}
}

func (k *card) nodeTable(p *page) {
	d := k.d
	p.heading("Obszary i ogółem")
	p.paragraph("Ocena obszaru jest średnią ocen usług z wagami hierarchii. Podaje się ją, gdy ocenę ma dość usług; do rozmowy lepsze są oceny usług.", style{font: muted})
	titles := []string{"Obszar", d.header("year"), d.header("status"), d.header("score"), d.header("coverage_w") + " (%)", "Części z oceną", "Części, które jednostki dotyczą", "Pochodzenie"}
	head := p.header(titles)
	for _, n := range k.c.robust.nodes {
		status := d.label("score_status", n.status)
		if n.reason != "" {
			status = fmt.Sprintf("%s: %s", status, d.label("withheld", n.reason))
		}
		p.set(1, p.row, d.label("node", n.node), cellText.with(bold))
		p.set(2, p.row, n.year, cellCentre)
		p.set(3, p.row, status, cellText)
		p.set(4, p.row, n.score, figures(fmtScore))
		p.set(5, p.row, n.coverage, figures(fmtWhole))
		p.set(6, p.row, n.known, figures(fmtWhole))
		p.set(7, p.row, n.of, figures(fmtWhole))
		p.set(8, p.row, d.label("origin", n.origin), cellCentre)
		p.fit(p.row, d.label("node", n.node), "", status)
		p.row++
	}
	p.table("Obszary", head, len(titles), -1)
}
