package report

import (
	"fmt"
	"strconv"

	"github.com/xuri/excelize/v2"

	"miernik/pipeline/warehouse"
)

// yearSpan is a range of years whose gaps go on one sheet.
type yearSpan struct {
	from, to int
	rows     int64
}

// spans groups years, oldest first, so that no sheet has more rows than fit.
// A single year with more is alone; its sheet is cut and says so.
func spans(years []yearSpan, limit int64) []yearSpan {
	var list []yearSpan
	for _, y := range years {
		if n := len(list); n > 0 && list[n-1].rows+y.rows <= limit {
			list[n-1].to, list[n-1].rows = y.to, list[n-1].rows+y.rows
			continue
		}
		list = append(list, y)
	}
	return list
}

type registerRow struct {
	year                                   int
	unit, name, kind, powiat, voivodeship  string
	variable, cause, owner                 string
	expected                               day
	overdue                                bool
	severity, indicators                   int
	extent                                 string
	source, file, sheet, cell, explanation string
	fill
}

func (r *registerRow) dest() []any {
	return []any{
		&r.year, &r.unit, &r.name, &r.kind, &r.powiat, &r.voivodeship, &r.variable, &r.cause, &r.owner, &r.expected, &r.overdue, &r.severity,
		&r.indicators, &r.extent, &r.source, &r.file, &r.sheet, &r.cell, &r.explanation, &r.fill.method, &r.fill.value, &r.fill.error, &r.fill.n,
	}
}

// writeRegister writes the gaps themselves, one row each.
func (g *register) writeRegister() {
	years := rows(g.l, "gaps_years", func(y *yearSpan) []any { return []any{&y.from, &y.rows} })
	for i := range years {
		years[i].to = years[i].from
	}
	list := spans(years, g.limit)
	if len(list) == 0 {
		list = []yearSpan{{from: g.d.run.first, to: g.d.run.last}}
	}
	for _, s := range list {
		name := g.d.sheet("gaps")
		if len(list) > 1 {
			name = fmt.Sprintf("%s %d–%d", name, s.from, s.to)
			if s.from == s.to {
				name = fmt.Sprintf("%s %d", g.d.sheet("gaps"), s.from)
			}
		}
		g.registerSheet(name, s, len(list) > 1)
	}
}

func (g *register) registerTitles() []string {
	d := g.d
	return []string{
		d.header("year"), d.header("teryt"), d.header("unit"), d.header("kind"), d.header("powiat"), d.header("voivodeship"), "Zmienna", d.header("cause"),
		d.header("owner"), d.header("expected"), d.header("overdue"), d.header("severity"), "Liczba wskaźników bez danej", d.header("source"), d.header("file"),
		d.header("sheet"), d.header("cell"), "Objaśnienie", "Kogo dotyczy", d.header("fill_option"), "Wartość, którą by dał", d.header("fill_error") + " (%)",
		"Sprawdzono na komórkach (n)", "Kod zmiennej",
	}
}

func (g *register) registerSheet(name string, s yearSpan, parted bool) {
	p := g.page(name, 2, 7, 10, 30, 14, 18, 16, 42, 26, 24, 12, 10, 10, 12, 26, 34, 12, 10, 70, 20, 26, 14, 12, 12, 26)
	note := fmt.Sprintf("Liczba luk: %s, lata %d–%d.", integer(int(s.rows)), s.from, s.to)
	if parted {
		note += " Rejestr jest podzielony na arkusze według lat, bo arkusz mieści najwyżej " + integer(int(g.limit)) + " wierszy."
	}
	if s.rows > g.limit {
		note += " UWAGA: arkusz obcięto do " + integer(int(g.limit)) + " wierszy."
	}
	p.head(g.d.sheet("gaps"), note)
	head := p.header(g.registerTitles())
	write, end := g.ordinary(p), func() {}
	if s.rows > g.stream {
		// What is set on a sheet after the stream is flushed is lost: all first.
		p.row = head + 1 + int(min(s.rows, g.limit))
		p.filter(head, len(p.widths))
		p.bars(12, head+1, p.row-1, 100)
		p.freeze(head, 3)
		write, end = g.streamed(p, head)
	}
	n := int64(0)
	g.each("gaps_register", func(r *registerRow) {
		if n++; n <= g.limit {
			write(g.cells(r))
		}
	}, s.from, s.to)
	end()
	if s.rows <= g.stream {
		table := "Rejestr_luk"
		if parted {
			table += fmt.Sprintf("_%d", s.from)
		}
		p.table(table, head, len(p.widths), 3)
		p.bars(12, head+1, p.row-1, 100)
	}
}

// each runs a statement without keeping its rows.
func (g *register) each(name string, f func(*registerRow), args ...any) {
	text, err := statements.ReadFile("sql/" + name + ".sql")
	g.try(err)
	if g.err != nil || g.l.err != nil {
		return
	}
	g.try(g.l.db.Each(g.l.ctx, string(text), func(r *warehouse.Rows) error {
		var v registerRow
		if err := r.Scan(v.dest()...); err != nil {
			return err
		}
		f(&v)
		return g.err
	}, args...))
}

// registerCell is a cell of the register: a value that may be missing and its style.
type registerCell struct {
	v any
	s style
}

func (g *register) cells(r *registerRow) []registerCell {
	d, t := g.d, cellTight
	owner := r.owner
	if owner == "" {
		owner = d.label("owner", "nobody")
	}
	var until any = "bez terminu"
	if r.expected.Valid {
		until = r.expected
	}
	return []registerCell{
		{r.year, t}, {r.unit, t}, {r.name, t}, {r.kind, t}, {r.powiat, t}, {r.voivodeship, t}, {d.variableName(r.variable), t}, {d.label("cause", r.cause), t},
		{owner, t}, {until, style{grid: true, format: fmtDate, align: "center"}}, {yesNo(r.overdue), t}, {r.severity, figures(fmtWhole)},
		{r.indicators, figures(fmtWhole)}, {r.source, t}, {r.file, t}, {r.sheet, t}, {r.cell, t}, {polishDates(r.explanation), t},
		{d.label("extent", r.extent), t}, {r.fill.method, t}, {r.fill.value, figures(fmtScore)}, {r.fill.error, figures(fmtScore)}, {positive(r.fill.n), figures(fmtWhole)}, {r.variable, t.with(muted)},
	}
}

// ordinary writes rows cell by cell.
func (g *register) ordinary(p *page) func([]registerCell) {
	return func(cells []registerCell) {
		for i, c := range cells {
			p.set(i+1, p.row, c.v, c.s)
		}
		p.row++
	}
}

// streamed writes rows through the stream writer, which repeats the rows that
// are already on the sheet. Flush ends it.
func (g *register) streamed(p *page, head int) (func([]registerCell), func()) {
	sw, err := p.f.NewStreamWriter(p.name)
	g.try(err)
	if g.err != nil {
		return func([]registerCell) {}, func() {}
	}
	for i, w := range p.widths {
		g.try(sw.SetColWidth(i+1, i+1, w))
	}
	g.repeatTop(p, sw, head)
	row := head
	write := func(cells []registerCell) {
		row++
		values := make([]any, len(cells))
		for i, c := range cells {
			values[i] = excelize.Cell{StyleID: g.style(c.s), Value: present(c.v)}
		}
		g.try(sw.SetRow(at(1, row), values))
	}
	return write, func() { g.try(sw.Flush()) }
}

// repeatTop copies the rows above the table into the stream.
func (g *register) repeatTop(p *page, sw *excelize.StreamWriter, head int) {
	for row := 1; row <= head; row++ {
		values := make([]any, len(p.widths))
		for i := range values {
			text, err := p.f.GetCellValue(p.name, at(i+1, row))
			g.try(err)
			id, err := p.f.GetCellStyle(p.name, at(i+1, row))
			g.try(err)
			c := excelize.Cell{StyleID: id}
			if text != "" {
				c.Value = text
			}
			values[i] = c
		}
		height, err := p.f.GetRowHeight(p.name, row)
		g.try(err)
		g.try(sw.SetRow(at(1, row), values, excelize.RowOpts{Height: height}))
	}
}

// writeWho counts the units each source gives each variable for.
func (g *register) writeWho() {
	d := g.d
	type counted struct {
		source, variable string
		year             int
		units            int64
	}
	list := rows(g.l, "gaps_sources", func(c *counted) []any { return []any{&c.source, &c.variable, &c.year, &c.units} })
	first, last := d.run.last, d.run.first
	for _, c := range list {
		first, last = min(first, c.year), max(last, c.year)
	}
	widths := []float64{46, 50, 14, 22}
	titles := []string{d.header("source"), "Zmienna", d.header("unit_of_measure"), "Pochodzenie"}
	for y := first; y <= last; y++ {
		widths, titles = append(widths, 8), append(titles, strconv.Itoa(y))
	}
	p := g.page(d.sheet("who_reports"), 1, append(widths, 26)...)
	p.head(d.sheet("who_reports"), "Liczba jednostek z wartością, dla każdego źródła, zmiennej i roku. Puste pole: źródło nie wymienia tego roku; 0: wymienia, lecz bez wartości.")
	head := p.header(append(titles, "Kod zmiennej"))
	var at [2]string
	for _, c := range list {
		if key := [2]string{c.source, c.variable}; key != at {
			if at[0] != "" {
				p.row++
			}
			at = key
			s := d.source(c.source)
			name := d.variableName(c.variable)
			p.set(1, p.row, s.title, cellText)
			p.set(2, p.row, name, cellText.with(bold))
			p.set(3, p.row, d.variables[c.variable].measure, cellCentre)
			p.set(4, p.row, d.label("origin", s.origin), cellText)
			for col := 5; col <= len(titles); col++ {
				p.set(col, p.row, nil, figures(fmtWhole))
			}
			p.set(len(titles)+1, p.row, c.variable, cellText.with(muted))
			p.fit(p.row, s.title, name)
		}
		p.set(5+c.year-first, p.row, c.units, figures(fmtWhole))
	}
	if at[0] != "" {
		p.row++
	}
	p.table("Kto_co_podaje", head, len(titles)+1, 2)
}
