package synth

import (
	"strconv"

	"miernik/indicators"
)

// relationalBook writes a dataset as XREL: sheets OPIS and DANE, one value a
// row, "-" for no value and a blank for no attribute.
func (m *model) relationalBook(d *dataset, b *workbook) error {
	return b.sheet("DANE", func(g *grid) error {
		header := []any{"Kod", "Nazwa"}
		for _, dim := range d.dims {
			header = append(header, dim)
		}
		if err := g.row(1, 1, append(header, "Rok", "Wartosc", "Jednostka miary", "Atrybut")...); err != nil {
			return err
		}
		row := 1
		return m.eachUnit(d, func(u Unit, p panel) error {
			return m.eachCell(d, u, p, func(c column, y indicators.Year, v cell) error {
				values := []any{string(u.TERYT), u.printedName()}
				for _, part := range c.parts {
					values = append(values, part)
				}
				attribute := v.attribute()
				if attribute == "" {
					attribute = " "
				}
				row++
				return g.row(1, row, append(values, strconv.Itoa(int(y)), v.printed(), c.unit, attribute)...)
			})
		})
	})
}

// printed is the cell of a workbook: a number, 0 under a sign of absence, or
// the dash.
func (c cell) printed() any {
	switch c.status {
	case indicators.StructureChange:
		return "-"
	case indicators.NoInformation, indicators.Pending:
		return 0
	}
	return c.value
}

// stackedBook writes a dataset as XTAB: sheets OPIS and TABLICA, where the
// dimensions, the year and the unit of measure stand in rows above the data
// and a label is written once over the columns it covers.
func (m *model) stackedBook(d *dataset, b *workbook) error {
	return b.sheet("TABLICA", func(g *grid) error {
		if err := d.stackedHeader(g); err != nil {
			return err
		}
		row := len(d.dims) + 2
		return m.eachUnit(d, func(u Unit, p panel) error {
			values := []any{string(u.TERYT), u.printedName()}
			err := m.eachCell(d, u, p, func(_ column, _ indicators.Year, v cell) error {
				values = append(values, v.printed())
				return nil
			})
			if err != nil {
				return err
			}
			row++
			return g.row(1, row, values...)
		})
	})
}

func (d *dataset) stackedHeader(g *grid) error {
	last := len(d.dims) + 2
	rows := make([][]any, last)
	rows[0] = []any{"Kod", "Nazwa"}
	for i := range rows[1:] {
		rows[i+1] = []any{nil, nil}
	}
	for _, c := range d.columns {
		years := d.years(c)
		if len(years) == 0 {
			continue
		}
		start := len(rows[0]) + 1
		for k, y := range years {
			for i, part := range c.parts {
				var label any
				if k == 0 {
					label = part
				}
				rows[i] = append(rows[i], label)
			}
			rows[last-2] = append(rows[last-2], strconv.Itoa(int(y)))
			rows[last-1] = append(rows[last-1], "["+c.unit+"]")
		}
		for i := range c.parts {
			if err := g.merge(start, i+1, len(rows[0]), i+1); err != nil {
				return err
			}
		}
	}
	for col := 1; col <= 2; col++ {
		if err := g.merge(col, 1, col, last); err != nil {
			return err
		}
	}
	for i, values := range rows {
		if err := g.row(1, i+1, values...); err != nil {
			return err
		}
	}
	return nil
}
