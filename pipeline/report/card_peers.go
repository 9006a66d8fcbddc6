package report

import "fmt"

// Columns of a group of units side by side, before the units.
const peersBefore = 8

func (k *card) peerWidths() []float64 {
	w := []float64{20, 36, 6, 11, 11, 10, 11, 11}
	most := 0
	for _, g := range k.c.beside.groups {
		most = max(most, len(g.units), len(k.c.beside.context))
	}
	for range most {
		w = append(w, 13)
	}
	return w
}

// writePeers puts the unit beside its neighbours, the nearest units and named
// groups: monitoring indicators in rows, units in columns.
func (k *card) writePeers(p *page) {
	p.head(k.d.sheet("neighbours")+" – "+k.c.fullName,
		"Wartości stoją obok siebie, rok jak w arkuszach obszarów. Miejsce podaje się od trzech jednostek z danymi, liczy się w nim także ta jednostka. Mediany nie ma wśród sąsiadów ani w grupie mniejszej niż minimum.")
	for _, g := range k.c.beside.groups {
		p.heading(fmt.Sprintf("%s (N = %d)", capital(g.name), g.size))
		p.paragraph(g.explanation, style{font: muted})
		if g.scheme == "nearest" {
			k.writeLikeness(p, g)
		}
		k.peerTable(p, g)
		p.row++
	}
}

// peerTable writes the indicators of a group.
func (k *card) peerTable(p *page, g *peerGroup) {
	d := k.d
	titles := []string{d.header("service"), d.header("indicator"), d.header("year"), d.header("unit_of_measure"), k.c.name, d.header("rank") + " (z n)",
		d.header("ratio_of_sums"), d.header("median")}
	for _, u := range g.units {
		titles = append(titles, u.name)
	}
	p.header(titles)
	for _, f := range k.services("") {
		for _, i := range f.indicators {
			v := k.c.latest(i.code)
			if !i.monitoring() || v == nil {
				continue
			}
			key := yearKey{i.code, v.year}
			if len(g.values[key]) == 0 {
				continue
			}
			own, at := figures(numFmt(i.precision)), g.figures[key]
			rank := ""
			if at.rank.Valid {
				rank = fmt.Sprintf("%d z %d", at.rank.V, at.n)
			}
			for col, c := range []struct {
				v any
				s style
			}{{f.name, cellText}, {i.name, cellText.with(bold)}, {v.year, cellCentre}, {i.measure, cellCentre}, {v.figure, own.with(bold)}, {rank, cellCentre}, {at.ratio, own}, {at.median, own}} {
				p.set(col+1, p.row, c.v, c.s)
			}
			for n, u := range g.units {
				x, ok := g.values[key][u.teryt]
				p.set(peersBefore+1+n, p.row, num{V: x, Valid: ok}, own)
			}
			p.fit(p.row, f.name, i.name, "", i.measure)
			p.row++
		}
	}
	if g.synthetic {
		p.paragraph(capital(d.label("origin", synthetic))+".", style{font: muted})
	}
}

// writeLikeness says how near the nearest units are, and in what they differ.
func (k *card) writeLikeness(p *page, g *peerGroup) {
	titles := []string{"Kod TERYT", k.d.header("unit"), "", "", "Odległość", "Znana część wagi (%)", "", ""}
	for _, c := range k.c.beside.context {
		titles = append(titles, c[1]+" (% odległości)")
	}
	p.header(titles)
	for _, u := range g.units {
		p.set(1, p.row, u.teryt, cellText)
		p.set(2, p.row, u.name, cellText.with(bold))
		p.set(3, p.row, nil, cellText)
		p.set(4, p.row, nil, cellText)
		p.set(5, p.row, u.distance, figures("0.00"))
		p.set(6, p.row, num{V: 100 * u.known.V, Valid: u.known.Valid}, figures(fmtPercent))
		p.set(7, p.row, nil, cellText)
		p.set(8, p.row, nil, cellText)
		for n, c := range k.c.beside.context {
			s := k.c.beside.likeness[u.teryt][c[0]]
			p.set(peersBefore+1+n, p.row, num{V: 100 * s.V, Valid: s.Valid}, figures(fmtPercent))
		}
		p.fit(p.row, u.teryt, u.name)
		p.row++
	}
	p.row++
}
