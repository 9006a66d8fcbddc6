package synth

import (
	"cmp"
	"strconv"
	"strings"

	"miernik/indicators"
)

// column is one variable of a BDL export.
type column struct {
	variable string
	parts    []string // texts of the dimensions
	unit     string   // unit of measure as printed
	decimals int
	from     indicators.Year // first year, 0: as the dataset
	every    int             // asked every n years of the dataset, 0 or 1: yearly
	solid    bool            // never a gap
}

// panel holds the figures of one unit: a value per year by variable.
type panel map[string][]float64

// newPanel makes room for the years of the model.
func (m *model) newPanel(variables ...string) panel {
	p := panel{}
	for _, v := range variables {
		p[v] = make([]float64, m.length())
	}
	return p
}

// dataset is one BDL export: what the writer prints and its profile selects.
type dataset struct {
	profile
	dims     []string
	columns  []column
	level    indicators.Level // "" gminas
	from, to indicators.Year
	figures  func(*model, Unit) panel
	// causes are the gaps the layout can show; one named twice is twice as
	// frequent. Without causes the export is complete.
	causes  []indicators.Status
	pending bool // some units have not delivered the last year
	plain   bool // the layout has no attributes
	picks   map[purpose]string
	flag    func(m *model, u Unit, c column, y indicators.Year) string // attribute of a value
}

func (d *dataset) years(c column) []indicators.Year {
	var out []indicators.Year
	for y := d.from; y <= d.to; y++ {
		if y >= c.from && int(y-cmp.Or(d.covers, d.from))%max(c.every, 1) == 0 {
			out = append(out, y)
		}
	}
	return out
}

// cell is a figure as it will be printed.
type cell struct {
	value    float64
	decimals int
	status   indicators.Status
	flag     string
	plain    bool // the layout has no attributes: a gap is an empty cell
}

// text prints the value with a decimal comma. Under x and n the portal prints
// a zero that is none.
func (c cell) text() string {
	v := c.value
	switch {
	case c.status == indicators.StructureChange, c.plain && (c.status == indicators.NoInformation || c.status == indicators.Pending):
		return ""
	case c.status == indicators.NoInformation, c.status == indicators.Pending:
		v = 0
	}
	return strings.Replace(strconv.FormatFloat(v, 'f', c.decimals, 64), ".", ",", 1)
}

// attribute is the sign beside the value, "" for none.
func (c cell) attribute() string {
	switch c.status {
	case indicators.NoInformation:
		return "x"
	case indicators.Pending:
		return "n"
	case indicators.TrueZero:
		return "z"
	case indicators.OK:
		return c.flag
	}
	return ""
}

// cell decides whether a figure becomes a gap and counts it. A true zero
// stays one: telling zeros from gaps is what the sample is for.
func (m *model) cell(d *dataset, u Unit, c column, y indicators.Year, value float64) cell {
	out := cell{value: value, decimals: c.decimals, status: indicators.OK, plain: d.plain}
	if value == 0 {
		out.status = indicators.TrueZero
	}
	if d.flag != nil {
		out.flag = d.flag(m, u, c, y)
	}
	m.summary.Cells++
	if s := m.missing(d, u, c, y, value); s != "" {
		out.status = s
		m.gap(indicators.Cause(s), 1)
	}
	return out
}

// missing is the status of a deliberate gap, "" where the figure stays.
func (m *model) missing(d *dataset, u Unit, c column, y indicators.Year, value float64) indicators.Status {
	if m.o.Gaps == 0 || c.solid || len(d.causes) == 0 {
		return ""
	}
	for p, variable := range d.picks {
		if y == m.o.To && variable == c.variable && m.picked(p, u) {
			return indicators.Status(p)
		}
	}
	if value == 0 {
		return ""
	}
	if d.pending && y == m.o.To && m.chance(m.o.Gaps, u, "pending "+d.id) {
		return indicators.Pending
	}
	k := mix(m.key("gap", d.id, c.variable, string(u.TERYT)), uint64(y))
	if share(k) >= m.o.Gaps {
		return ""
	}
	return d.causes[mix(k, 1)%uint64(len(d.causes))]
}

// eachUnit calls f with the figures of every unit, in order of codes.
func (m *model) eachUnit(d *dataset, f func(u Unit, p panel) error) error {
	for _, u := range m.units(d.level) {
		if err := m.ctx.Err(); err != nil {
			return err
		}
		if err := f(u, d.figures(m, u)); err != nil {
			return err
		}
	}
	return nil
}

// eachCell calls f for every cell of a gmina: by column, then by year.
func (m *model) eachCell(d *dataset, u Unit, p panel, f func(c column, y indicators.Year, v cell) error) error {
	for _, c := range d.columns {
		for _, y := range d.years(c) {
			if err := f(c, y, m.cell(d, u, c, y, p[c.variable][m.index(y)])); err != nil {
				return err
			}
		}
	}
	return nil
}
