package report

import (
	"fmt"

	"github.com/xuri/excelize/v2"
)

// Columns of the sheet of distributions that charts refer to.
const (
	spreadGroup = 4
	spreadQ1    = 10
)

// writeSpread writes the figures of every group with a chart of the quartiles
// for each monitoring indicator, and the distribution of the scores.
func (s *service) writeSpread(p *page) {
	d := s.d
	p.head(fmt.Sprintf("%s – %s, %d", d.sheet("distribution"), s.fiche.name, s.year),
		fmt.Sprintf("Iloraz sum opisuje grupę jako całość, mediana – przeciętną jednostkę. Mediany i kwartyli nie podaje się w grupach mniejszych niż %d.", d.run.minGrp))
	titles := []string{
		d.header("indicator"), d.header("unit_of_measure"), "Sposób porównania", capital(d.label("scheme", "comparison")), d.header("year"), d.header("n"), d.header("N"),
		d.header("ratio_of_sums"), "Suma w grupie", d.header("q1"), d.header("median"), d.header("q3"), d.header("mean"), d.header("min"), d.header("max"), "Pochodzenie",
	}
	head := p.header(titles)
	type span struct {
		i           ficheIndicator
		first, last int
		syn         bool
	}
	var spans []span
	for _, i := range s.fiche.indicators {
		for at, sch := range d.schemes {
			part := span{i: i, first: p.row}
			for _, g := range d.groups[sch.code] {
				f, ok := d.figures[figureKey{sch.code, g.code, i.code, s.year}]
				if !ok {
					continue
				}
				part.syn = part.syn || f.origin == synthetic
				s.spreadRow(p, i, sch, g, f)
			}
			part.last = p.row - 1
			if at == 0 && i.monitoring() && part.last >= part.first {
				spans = append(spans, part)
			}
		}
	}
	p.table("Rozklady", head, len(titles), 1)
	p.row++
	s.scoreSpread(p)
	const width, height = 520, 270
	for n, part := range spans {
		col, shift := chartColumn(n%3*(width+14), p.widths)
		groups := ref(p.name, spreadGroup, part.first, spreadGroup, part.last)
		var series []excelize.ChartSeries
		for at, colour := range []string{"9DB7DD", colourUnit, "5B84C4"} {
			c := spreadQ1 + at
			series = append(series, bar(ref(p.name, c, head, c, head), groups, ref(p.name, c, part.first, c, part.last), colour))
		}
		p.drawAt(col, p.row, shift, picture{
			kind: excelize.Col, title: part.i.name + " (" + part.i.measure + ")", synthetic: part.syn, series: series,
			y:     excelize.ChartAxis{MajorGridLines: true, NumFmt: excelize.ChartNumFmt{CustomNumFmt: numFmt(part.i.precision)}},
			width: width, height: height, gap: 80,
		})
		if n%3 == 2 || n == len(spans)-1 {
			p.below(height)
		}
	}
}

func (s *service) spreadRow(p *page, i ficheIndicator, sch scheme, g group, f figure) {
	own := figures(numFmt(i.precision))
	for col, c := range []struct {
		v any
		s style
	}{
		{i.name, cellText.with(bold)}, {i.measure, cellCentre}, {sch.name, cellText}, {g.name, cellText}, {s.year, cellCentre},
		{f.n, figures(fmtWhole)}, {f.nGroup, figures(fmtWhole)}, {f.ratio, own}, {f.total, own}, {f.q1, own}, {f.median, own}, {f.q3, own}, {f.mean, own},
		{f.minimum, own}, {f.maximum, own}, {s.d.label("origin", f.origin), cellText},
	} {
		p.set(col+1, p.row, c.v, c.s)
	}
	p.fit(p.row, i.name, i.measure, sch.name, g.name)
	p.row++
}

// scoreSpread counts the scores in tens for each group of the main scheme.
func (s *service) scoreSpread(p *page) {
	d := s.d
	if len(d.schemes) == 0 {
		return
	}
	main := d.schemes[0]
	count := map[string]*[10]int{}
	total := 0
	for _, u := range s.units {
		if sc := s.scores[u.teryt]; sc.score.Valid {
			code := d.member[[2]string{main.code, u.teryt}]
			if count[code] == nil {
				count[code] = new([10]int)
			}
			count[code][min(max(int(sc.score.V/10), 0), 9)]++
			total++
		}
	}
	p.heading("Rozkład ocen")
	if total == 0 {
		p.paragraph("Za ten rok nie podano żadnej oceny.", style{})
		return
	}
	head := p.row
	p.set(1, head, "Liczba jednostek z oceną w przedziale", cellHeader)
	var groups []group
	for _, g := range d.groups[main.code] {
		if count[g.code] != nil {
			groups = append(groups, g)
			p.set(1+len(groups), head, g.name, cellHeader)
		}
	}
	p.try(p.f.SetRowHeight(p.name, head, lineHeight*3))
	for n := range 10 {
		name := fmt.Sprintf("%d–%d", n*10, n*10+9)
		if n == 9 {
			name = "90–100"
		}
		p.set(1, head+1+n, name, cellCentre)
		for c, g := range groups {
			p.set(2+c, head+1+n, count[g.code][n], figures(fmtWhole))
		}
	}
	const height = 260
	categories := ref(p.name, 1, head+1, 1, head+10)
	var series []excelize.ChartSeries
	for c := range groups {
		series = append(series, bar(ref(p.name, 2+c, head, 2+c, head), categories, ref(p.name, 2+c, head+1, 2+c, head+10), palette(c)))
	}
	p.draw(6, head, picture{
		kind: excelize.ColStacked, title: "Liczba jednostek według oceny", synthetic: s.synthetic, series: series,
		y: excelize.ChartAxis{MajorGridLines: true}, width: 640, height: height, gap: 30,
	})
	p.row = head + 1
	p.below(height)
}

// palette is a colour for each of some series.
func palette(n int) string {
	colours := [...]string{colourUnit, colourGroup, "7A9E3A", "8E63A8", "4AA3A2", "9C6B4A"}
	return colours[n%len(colours)]
}
