package synth

import (
	"io"
	"strconv"
	"strings"

	"miernik/indicators"
)

// ctab writes the multidimensional CSV of the Local Data Bank: one unit a row,
// and header cells that hold all dimensions, year and unit of measure with
// semicolons inside the quotes. There are no attributes: a gap is an empty cell.
type ctab struct{ crel }

func newCTAB(w io.Writer, d *dataset) (*ctab, error) {
	c := &ctab{crel{w: w}}
	c.quoted("Kod")
	c.quoted("Nazwa")
	for _, col := range d.columns {
		for _, y := range d.years(col) {
			c.quoted(strings.Join(col.parts, ";") + ";" + strconv.Itoa(int(y)) + ";[" + col.unit + "]")
		}
	}
	return c, c.end()
}

func (c *ctab) row(u indicators.TERYT, name string, values []string) error {
	c.bare(string(u))
	c.quoted(name)
	for _, v := range values {
		c.bare(v)
	}
	return c.end()
}

// crossTable writes a dataset as CTAB. absent tells gminas whose row is not
// there; more prints rows that follow a gmina's own, for example its parts.
func (m *model) crossTable(d *dataset, absent func(Unit) bool, more func(*ctab, Unit, []string) error) func(io.Writer) error {
	return func(w io.Writer) error {
		out, err := newCTAB(w, d)
		if err != nil {
			return err
		}
		return m.eachUnit(d, func(u Unit, p panel) error {
			if absent != nil && absent(u) {
				n := d.width()
				m.summary.Cells += n
				m.gap(indicators.Cause(indicators.SourceAbsent), n)
				return nil
			}
			var values []string
			err := m.eachCell(d, u, p, func(_ column, _ indicators.Year, v cell) error {
				values = append(values, v.text())
				return nil
			})
			if err != nil {
				return err
			}
			if err := out.row(u.TERYT, u.printedName(), values); err != nil || more == nil {
				return err
			}
			return more(out, u, values)
		})
	}
}

// width is the number of data columns.
func (d *dataset) width() int {
	n := 0
	for _, c := range d.columns {
		n += len(d.years(c))
	}
	return n
}
