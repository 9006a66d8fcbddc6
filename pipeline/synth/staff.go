package synth

import (
	"strconv"
	"strings"

	"miernik/indicators"
)

// staffColumn is a column of the second local layout: a label under the label
// of a group of columns.
type staffColumn struct {
	variable, group, label string
	decimals               int
}

func staffColumns() []staffColumn {
	const preschool, school = "Wychowanie przedszkolne", "Szkoły podstawowe"
	return []staffColumn{
		{"pp_dzieci_jst", preschool, "Dzieci", 0},
		{"pp_etaty", preschool, "Etaty nauczycieli", 2},
		{"sp_uczniowie_jst", school, "Uczniowie", 0},
		{"sp_etaty", school, "Etaty nauczycieli", 2},
		{"sp_etaty_dyplomowani", school, "w tym dyplomowani", 2},
	}
}

// writeStaff writes what gminas know about their own facilities: one sheet a
// year, two header rows with merged groups, some numbers typed as text.
func writeStaff(m *model) error {
	p := profile{
		id: "synt-kadry", titlePL: "Dzieci, uczniowie i etaty w placówkach prowadzonych przez gminę",
		titleEN: "Children, pupils and posts in facilities run by the gmina", local: true,
		files: "local/kadry_SYNT_*.xlsx", format: "table", released: "04-15 of year+1",
		extra: []string{
			`header: ["Kod TERYT", "Nazwa gminy", "Uczniowie"]`,
			`unit: {column: "Kod TERYT"}`,
			`year: {sheet: true}`,
			`skip: ["RAZEM"]`,
		},
	}
	err := m.build(p.fileName(), p.titlePL, func(b *workbook) error {
		if err := b.sheet("OPIS", m.localNote); err != nil {
			return err
		}
		for y := m.first; y <= m.o.To; y++ {
			err := b.sheet(strconv.Itoa(int(y)), func(g *grid) error { return m.staffSheet(g, y) })
			if err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	var selects []string
	for _, c := range staffColumns() {
		selects = append(selects, "{variable: "+c.variable+", level: gmina, column: "+strconv.Quote(c.group+" / "+c.label)+"}")
	}
	return m.writeProfile(p, selects)
}

// staff joins the figures of the gmina's own facilities.
func (m *model) staff(u Unit) panel {
	pp, sp := m.preschool(u), m.schools(u)
	p := panel{}
	for _, c := range staffColumns() {
		if p[c.variable] = pp[c.variable]; p[c.variable] == nil {
			p[c.variable] = sp[c.variable]
		}
	}
	return p
}

func (m *model) staffSheet(g *grid, y indicators.Year) error {
	columns := staffColumns()
	if err := g.sw.SetColWidth(2, 2, 28); err != nil {
		return err
	}
	if err := m.staffHeader(g, columns, y); err != nil {
		return err
	}
	row := 4
	sums := make([]float64, len(columns))
	for _, u := range m.gminas {
		if err := m.ctx.Err(); err != nil {
			return err
		}
		m.summary.Cells += len(columns)
		if m.noAnswer(u, y) {
			m.gap(indicators.LocalMissing, len(columns))
			continue
		}
		p := m.staff(u)
		values := []any{string(u.TERYT), u.Name}
		for i, c := range columns {
			v := p[c.variable][m.index(y)]
			sums[i] += v
			values = append(values, m.typed(u, c.variable, c.decimals, y, v))
		}
		row++
		if err := g.row(1, row, values...); err != nil {
			return err
		}
	}
	total := []any{"RAZEM", nil}
	for i, c := range columns {
		total = append(total, decimals(sums[i], c.decimals))
	}
	return g.heading(1, row+1, total...)
}

// staffHeader writes the title and the two header rows.
func (m *model) staffHeader(g *grid, columns []staffColumn, y indicators.Year) error {
	upper, lower := []any{"Gmina", nil}, []any{"Kod TERYT", "Nazwa gminy"}
	start := 3
	for i, c := range columns {
		lower = append(lower, c.label)
		if i > 0 && columns[i-1].group == c.group {
			upper = append(upper, nil)
			continue
		}
		upper = append(upper, c.group)
		end := i
		for end+1 < len(columns) && columns[end+1].group == c.group {
			end++
		}
		if err := g.merge(start+i, 3, start+end, 3); err != nil {
			return err
		}
	}
	if err := g.merge(1, 3, 2, 3); err != nil {
		return err
	}
	if err := g.merge(1, 1, len(lower), 1); err != nil {
		return err
	}
	if err := g.heading(1, 1, "Placówki prowadzone przez gminę, 30 IX "+strconv.Itoa(int(y))+" r. "+note); err != nil {
		return err
	}
	if err := g.heading(1, 3, upper...); err != nil {
		return err
	}
	return g.heading(1, 4, lower...)
}

// noAnswer tells gminas that left out a year. Those whose answer has a typing
// error did answer.
func (m *model) noAnswer(u Unit, y indicators.Year) bool {
	if m.picked(pickNoData, u) || m.picked(pickLetter, u) {
		return false
	}
	return share(mix(m.key("silent staff", string(u.TERYT)), uint64(y))) < m.o.Gaps
}

// typed is a cell as clerks leave it: a number, now and then a text with a
// decimal comma and no-break spaces, and twice something that is no number.
func (m *model) typed(u Unit, variable string, places int, y indicators.Year, v float64) any {
	if y == m.o.To {
		switch {
		case m.picked(pickNoData, u) && variable == "pp_etaty":
			m.gap(indicators.Cause(indicators.ParseError), 1)
			return "b.d."
		case m.picked(pickLetter, u) && variable == "sp_etaty":
			m.gap(indicators.Cause(indicators.ParseError), 1)
			return "1O5"
		}
	}
	if share(mix(m.key("typed", variable, string(u.TERYT)), uint64(y))) < 0.03 {
		return polishText(v, places)
	}
	return v
}

// polishText writes 1234.5 as "1 234,5" with a no-break space.
func polishText(v float64, decimals int) string {
	text := strconv.FormatFloat(v, 'f', decimals, 64)
	whole, fraction, has := strings.Cut(text, ".")
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "\u00a0" + whole[i:]
	}
	if has {
		return whole + "," + fraction
	}
	return whole
}
