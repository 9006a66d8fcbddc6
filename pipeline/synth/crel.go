package synth

import (
	"io"
	"strconv"
	"strings"

	"miernik/indicators"
)

// crel writes the relational CSV of the Local Data Bank: UTF-8 without a mark,
// CRLF, one value a row, ";" also behind the last field; code and value stand
// bare, everything else in quotes.
type crel struct {
	w   io.Writer
	buf []byte
}

func newCREL(w io.Writer, dims []string) (*crel, error) {
	c := &crel{w: w}
	for _, name := range append(append([]string{"Kod", "Nazwa"}, dims...), "Rok", "Wartosc", "Jednostka miary", "Atrybut") {
		c.quoted(name)
	}
	return c, c.end()
}

func (c *crel) quoted(s string) {
	c.buf = append(c.buf, '"')
	c.buf = append(c.buf, strings.ReplaceAll(s, `"`, `""`)...)
	c.buf = append(c.buf, '"', ';')
}

func (c *crel) bare(s string) { c.buf = append(append(c.buf, s...), ';') }

func (c *crel) end() error {
	c.buf = append(c.buf, '\r', '\n')
	_, err := c.w.Write(c.buf)
	c.buf = c.buf[:0]
	return err
}

func (c *crel) row(u indicators.TERYT, name string, dims []string, y indicators.Year, value, unit, attribute string) error {
	c.bare(string(u))
	c.quoted(name)
	for _, d := range dims {
		c.quoted(d)
	}
	c.quoted(strconv.Itoa(int(y)))
	c.bare(value)
	c.quoted(unit)
	c.quoted(attribute)
	return c.end()
}

// relational writes a dataset as CREL.
func (m *model) relational(d *dataset) func(io.Writer) error {
	return func(w io.Writer) error {
		out, err := newCREL(w, d.dims)
		if err != nil {
			return err
		}
		return m.eachUnit(d, func(u Unit, p panel) error {
			name := u.printedName()
			return m.eachCell(d, u, p, func(c column, y indicators.Year, v cell) error {
				return out.row(u.TERYT, name, c.parts, y, v.text(), c.unit, v.attribute())
			})
		})
	}
}
