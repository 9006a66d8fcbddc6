package synth

import (
	"io"
	"math"

	"miernik/indicators"
)

// area of a gmina in km². It does not change over the years.
func (m *model) area(u Unit) float64 {
	r := generator(m.key("area", string(u.TERYT)), 0)
	spread := math.Exp(0.4 * bounded(r))
	if u.TERYT.Kind() == indicators.KindUrban {
		return decimals(clamp(m.population(u)/1100*spread, 3, 560), 2)
	}
	return decimals(clamp(byKind{0, 118, 150}.of(u)*spread, 15, 600), 2)
}

// writeArea writes the area of powiats and gminas. The profile reads gminas:
// nothing is computed from the area of powiats.
func writeArea(m *model) error {
	d := &dataset{
		profile: profile{
			id: "synt-powierzchnia", titlePL: "Powierzchnia geodezyjna", titleEN: "Geodetic area",
			files: "gus/PODZ_SYNT_CTAB_*.csv", format: "bdl-ctab", released: "06-30 of year+1",
		},
		columns: []column{{variable: "powierzchnia_km2", parts: []string{"powierzchnia", "ogółem"}, unit: "km2", decimals: 2}},
		from:    m.o.From, to: m.o.To,
	}
	sums := map[indicators.TERYT]float64{}
	for _, u := range m.gminas {
		sums[u.TERYT.Powiat()] += m.area(u)
	}
	err := m.file(d.fileName(), func(w io.Writer) error {
		out, err := newCTAB(w, d)
		if err != nil {
			return err
		}
		return m.inOrder(func(u Unit) error {
			value := sums[u.TERYT]
			if u.Level == indicators.LevelGmina {
				value = m.area(u)
				m.summary.Cells += d.width()
			}
			if value == 0 { // a województwo, or a powiat without gminas in scope
				return nil
			}
			values := make([]string, d.width())
			for i := range values {
				values[i] = cell{value: value, decimals: 2}.text()
			}
			return out.row(u.TERYT, u.printedName(), values)
		})
	})
	if err != nil {
		return err
	}
	return m.writeDatasetProfile(d, indicators.LevelGmina)
}
