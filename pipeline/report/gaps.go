package report

import (
	"context"
	"strconv"

	"github.com/xuri/excelize/v2"

	"miernik/pipeline/warehouse"
)

// register is the workbook of the gaps of all units.
type register struct {
	*book
	l *loader
	sizes
}

// sizes of the register's sheets, in rows: the most one takes, and from how
// many it is streamed to disk.
type sizes struct{ limit, stream int64 }

var usual = sizes{limit: 1_000_000, stream: 20_000}

// writeGaps writes the gap register into dir.
func writeGaps(ctx context.Context, db *warehouse.DB, d *data, dir string, s sizes) (File, error) {
	g := &register{
		book: newBook(d, dir, d.label("workbook", KindGaps), d.run.workspace, d.run.synthetic), l: &loader{ctx: ctx, db: db}, sizes: s,
	}
	g.writeCoverage(g.page(d.sheet("coverage"), 1, 52, 12, 12, 12, 12, 14, 14, 14, 14, 14, 14, 14))
	g.writeCauses(g.page(d.header("cause"), 1, 36, 24, 12, 12, 12, 12, 14, 14))
	g.writeFirst()
	g.writeRegister()
	g.writeFill()
	g.writeQuality()
	g.writeWho()
	g.try(g.l.err)
	return g.save(dir, KindGaps, KindGaps)
}

type serviceCoverage struct {
	name       string
	year       int
	units, has int
	mean       num
	synthetic  bool
}

// writeCoverage writes the coverage of services, sources and indicators.
func (g *register) writeCoverage(p *page) {
	d := g.d
	p.head(d.sheet("coverage"), "Jednostki, których usługa nie dotyczy, nie są liczone. n to jednostki z daną, N to jednostki, od których się jej oczekuje.")
	p.heading("Usługi i lata")
	titles := []string{
		d.header("service"), d.header("year"), "Jednostki z oceną (n)", "Jednostki oceniane (N)", "Udział jednostek z oceną", "Średnie pokrycie wagami (%)",
	}
	head := p.header(titles)
	list := rows(g.l, "gaps_services", func(c *serviceCoverage) []any {
		return []any{&c.name, &c.year, &c.units, &c.has, &c.mean, &c.synthetic}
	})
	type span struct{ first, last int }
	spans, order := map[string]span{}, []string{}
	for _, c := range list {
		if _, ok := spans[c.name]; !ok {
			spans[c.name] = span{p.row, p.row}
			order = append(order, c.name)
		}
		spans[c.name] = span{spans[c.name].first, p.row}
		p.set(1, p.row, c.name, cellText.with(bold))
		p.set(2, p.row, c.year, cellCentre)
		p.set(3, p.row, c.has, figures(fmtWhole))
		p.set(4, p.row, c.units, figures(fmtWhole))
		p.set(5, p.row, float64(c.has)/float64(max(c.units, 1)), figures(fmtShare))
		p.set(6, p.row, c.mean, figures(fmtScore))
		p.row++
	}
	p.table("Pokrycie_uslug", head, len(titles), -1)
	p.bars(6, head+1, p.row-1, 100)
	var series []excelize.ChartSeries
	for n, name := range order {
		at := spans[name]
		series = append(series, bar(ref(p.name, 1, at.first, 1, at.first), ref(p.name, 2, at.first, 2, at.last), ref(p.name, 5, at.first, 5, at.last), palette(n)))
	}
	p.row++
	if len(series) > 0 {
		const height = 280
		p.draw(1, p.row, picture{
			kind: excelize.Col, title: "Udział jednostek z oceną", synthetic: g.synthetic, series: series,
			y:     excelize.ChartAxis{Minimum: bound(0), Maximum: bound(1), MajorGridLines: true, NumFmt: excelize.ChartNumFmt{CustomNumFmt: fmtShare}},
			width: 900, height: height, gap: 80,
		})
		p.below(height)
	}
	g.sourceCoverage(p)
	g.indicatorCoverage(p)
}

func (g *register) sourceCoverage(p *page) {
	d := g.d
	p.heading("Źródła")
	titles := []string{
		d.header("source"), "Pliki", "Wiersze", "Wiersze użyte", "Wiersze odrzucone", "Obserwacje", "Od roku", "Do roku", "Pochodzenie", "Wydawca",
	}
	head := p.header(titles)
	for _, s := range d.sources {
		p.set(1, p.row, s.title, cellText.with(bold))
		for i, n := range []int64{s.files, s.rows, s.used, s.rejected, s.seen} {
			p.set(2+i, p.row, n, figures(fmtWhole))
		}
		p.set(7, p.row, s.first, cellCentre)
		p.set(8, p.row, s.last, cellCentre)
		p.set(9, p.row, d.label("origin", s.origin), cellText)
		p.set(10, p.row, s.publisher, cellText)
		p.fit(p.row, s.title, "", "", "", "", "", "", "", d.label("origin", s.origin), s.publisher)
		p.row++
	}
	p.table("Zrodla", head, len(titles), -1)
	p.row++
}

func (g *register) indicatorCoverage(p *page) {
	d := g.d
	p.heading("Wskaźniki: jednostki z wartością")
	type counted struct {
		indicator string
		year      int
		n, of     int
	}
	list := rows(g.l, "gaps_indicators", func(c *counted) []any { return []any{&c.indicator, &c.year, &c.n, &c.of} })
	cells, span := map[yearKey]counted{}, []int{}
	for _, c := range list {
		cells[yearKey{c.indicator, c.year}] = c
	}
	for y := d.run.first; y <= d.run.last; y++ {
		span = append(span, y)
	}
	titles := []string{d.header("indicator"), d.header("N") + " – najwięcej"}
	for _, y := range span {
		titles = append(titles, "n w "+strconv.Itoa(y)+" r.")
	}
	head := p.header(titles)
	for _, f := range d.fiches {
		for _, i := range f.indicators {
			most := 0
			p.set(1, p.row, i.name, cellText)
			for n, y := range span {
				c, ok := cells[yearKey{i.code, y}]
				most = max(most, c.of)
				p.set(3+n, p.row, whole{V: int64(c.n), Valid: ok}, figures(fmtWhole))
			}
			p.set(2, p.row, positive(most), figures(fmtWhole))
			p.fit(p.row, i.name)
			p.row++
		}
	}
	p.table("Pokrycie_wskaznikow", head, len(titles), -1)
}

// writeCauses counts the gaps by cause.
func (g *register) writeCauses(p *page) {
	d := g.d
	p.head(d.header("cause"), "Każda luka ma dokładnie jedną przyczynę i jednego, kto może ją usunąć.")
	titles := []string{d.header("cause"), d.header("owner"), "Luki", "Jednostki", "Zmienne", d.header("overdue"), "Najbliższy termin", "Suma znaczenia"}
	head := p.header(titles)
	type caused struct {
		cause, owner                     string
		cells, units, variables, overdue int64
		expected                         day
		severity                         whole
	}
	list := rows(g.l, "gaps_causes", func(c *caused) []any {
		return []any{&c.cause, &c.owner, &c.cells, &c.units, &c.variables, &c.overdue, &c.expected, &c.severity}
	})
	for _, c := range list {
		p.set(1, p.row, d.label("cause", c.cause), cellText.with(bold))
		p.set(2, p.row, d.label("owner", c.owner), cellText)
		for i, n := range []int64{c.cells, c.units, c.variables, c.overdue} {
			p.set(3+i, p.row, n, figures(fmtWhole))
		}
		p.set(7, p.row, c.expected, style{grid: true, format: fmtDate, align: "center"})
		p.set(8, p.row, c.severity, figures(fmtWhole))
		p.row++
	}
	last := p.row - 1
	p.table("Przyczyny", head, len(titles), 1)
	p.row++
	if len(list) > 0 {
		p.draw(1, p.row, picture{
			kind: excelize.Bar, title: "Luki według przyczyny", synthetic: g.synthetic, legend: "none",
			series: []excelize.ChartSeries{bar(ref(p.name, 3, head, 3, head), ref(p.name, 1, head+1, 1, last), ref(p.name, 3, head+1, 3, last), colourUnit)},
			x:      excelize.ChartAxis{ReverseOrder: true},
			y:      excelize.ChartAxis{MajorGridLines: true, NumFmt: excelize.ChartNumFmt{CustomNumFmt: fmtWhole}},
			width:  900, height: uint(120 + 26*len(list)), gap: 40,
		})
	}
}
