package synth

import (
	"io"
	"math"
	"strings"

	"miernik/indicators"
)

// residents are the people living in a gmina on 31 December.
type residents struct {
	total, men, aged3to6, aged7to14 []float64
}

// population of the base year: the one given, else drawn by kind.
func (m *model) population(u Unit) float64 {
	if u.Population > 0 {
		return float64(u.Population)
	}
	r := generator(m.key("population", string(u.TERYT)), 0)
	median, spread := byKind{15000, 5900, 11300}.of(u), byKind{0.8, 0.45, 0.6}.of(u)
	if u.city() {
		median, spread = 105000, 0.6
	}
	return count(clamp(median*math.Exp(spread*bounded(r)), 1400, 800000))
}

// residents follow one rate of growth a gmina and swing a little around it;
// in the base year they are exactly the population given.
func (m *model) residents(u Unit) residents {
	n := m.length()
	out := residents{make([]float64, n), make([]float64, n), make([]float64, n), make([]float64, n)}
	base := m.population(u)
	rate := byKind{-0.007, -0.001, -0.003}.of(u) + 0.006*bounded(generator(m.key("growth", string(u.TERYT)), 0))
	swing := m.course(u, "ludnosc", 0.02, 0.001)
	men := m.course(u, "ludnosc men", 0.01, 0.001)
	toddlers := m.course(u, "ludnosc_3_6", 0.10, 0.015)
	pupils := m.course(u, "ludnosc_7_14", 0.08, 0.008)
	for i := range n {
		y := m.year(i)
		t := clamp(float64(y-baseYear), -12, 12)
		out.total[i] = count(clamp(base*math.Exp(rate*t)*swing.at(y)/swing.at(baseYear), 600, 1990000))
		out.men[i] = count(out.total[i] * clamp(byKind{0.476, 0.496, 0.488}.of(u)*men.at(y), 0.4, 0.6))
		// The cohorts of 2008–2010 were large, those since 2019 are small.
		small := 0.0395 + 0.005*math.Exp(-math.Pow(float64(y)-2013, 2)/18) - 0.0008*clamp(float64(y)-2021, 0, 5)
		school := 0.079 + 0.006*math.Exp(-math.Pow(float64(y)-2019, 2)/40)
		out.aged3to6[i] = count(math.Max(out.total[i]*byKind{0.96, 1.02, 1.0}.of(u)*small*toddlers.at(y), 20))
		out.aged7to14[i] = count(math.Max(out.total[i]*byKind{0.93, 1.05, 1.0}.of(u)*school*pupils.at(y), 40))
	}
	return out
}

// writePopulation writes residents by sex for gminas and the sums of powiats
// and województwa.
func writePopulation(m *model) error {
	const total = "ogółem"
	d := &dataset{
		profile: profile{
			id: "synt-ludnosc", titlePL: "Ludność według płci, stan na 31 XII", titleEN: "Population by sex, 31 December",
			files: "gus/LUDN_SYNT_CREL_*.zip", format: "bdl-crel", released: "05-15 of year+1",
		},
		dims:    []string{"Wiek", "Płeć"},
		columns: []column{{variable: "ludnosc", parts: []string{total, total}, unit: "osoba"}},
		from:    m.first, to: m.o.To,
	}
	err := m.zipped(d.fileName(), ".csv", func(w io.Writer) error {
		out, err := newCREL(w, d.dims)
		if err != nil {
			return err
		}
		sums, err := m.sumResidents()
		if err != nil {
			return err
		}
		print := func(u Unit, r residents) error {
			for i := range r.total {
				if m.year(i) == m.o.KnownPopulationYear {
					continue
				}
				for _, line := range []struct {
					sex   string
					value float64
				}{{total, r.total[i]}, {"mężczyźni", r.men[i]}, {"kobiety", r.total[i] - r.men[i]}} {
					v := cell{value: line.value}
					if err := out.row(u.TERYT, u.printedName(), []string{total, line.sex}, m.year(i), v.text(), "osoba", ""); err != nil {
						return err
					}
				}
				if u.Level != indicators.LevelVoivodeship {
					m.summary.Cells++
				}
			}
			return nil
		}
		return m.inOrder(func(u Unit) error {
			if u.Level == indicators.LevelGmina {
				return print(u, m.residents(u))
			}
			return print(u, sums[u.TERYT]) // nothing, without gminas in scope
		})
	})
	if err != nil {
		return err
	}
	return m.writeDatasetProfile(d, m.levels()...)
}

// levels of units that residents are selected for.
func (m *model) levels() []indicators.Level {
	if !m.hasPowiats {
		return []indicators.Level{indicators.LevelGmina}
	}
	return []indicators.Level{indicators.LevelGmina, indicators.LevelPowiat}
}

// inOrder calls f for all units in the order of their codes, as the portal
// lists them: a województwo, its powiats, each followed by its gminas.
func (m *model) inOrder(f func(Unit) error) error {
	for _, u := range m.all {
		if err := m.ctx.Err(); err != nil {
			return err
		}
		if err := f(u); err != nil {
			return err
		}
	}
	return nil
}

// sumResidents adds up the gminas in scope by powiat and województwo.
func (m *model) sumResidents() (map[indicators.TERYT]residents, error) {
	sums := map[indicators.TERYT]residents{}
	for _, u := range m.gminas {
		if err := m.ctx.Err(); err != nil {
			return nil, err
		}
		r := m.residents(u)
		for _, code := range []indicators.TERYT{u.TERYT.Powiat(), u.TERYT.Voivodeship()} {
			s, ok := sums[code]
			if !ok {
				s = residents{total: make([]float64, m.length()), men: make([]float64, m.length())}
				sums[code] = s
			}
			for i := range r.total {
				s.total[i] += r.total[i]
				s.men[i] += r.men[i]
			}
		}
	}
	return sums, nil
}

// writeAges writes the age groups that services of gminas refer to. Some urban-rural
// gminas are followed by their town and rural area, which must not be counted.
func writeAges(m *model) error {
	d := &dataset{
		profile: profile{
			id: "synt-ludnosc-wiek", titlePL: "Ludność w wieku przedszkolnym i szkolnym", titleEN: "Population of pre-school and school age",
			files: "gus/LUDN_SYNT_CTAB_*.csv", format: "bdl-ctab", released: "05-15 of year+1",
		},
		columns: []column{
			{variable: "ludnosc_3_6", parts: []string{"3-6", "ogółem"}, unit: "osoba"},
			{variable: "ludnosc_7_14", parts: []string{"7-14", "ogółem"}, unit: "osoba"},
			{variable: "ludnosc_15_19", parts: []string{"15-19", "ogółem"}, unit: "osoba"},
		},
		from: m.o.From, to: m.o.To,
		figures: func(m *model, u Unit) panel {
			return m.figuresOf(u).panel([]string{"ludnosc_3_6", "ludnosc_7_14", "ludnosc_15_19"})
		},
	}
	parts := func(out *ctab, u Unit, values []string) error {
		if u.TERYT.Kind() != indicators.KindUrbanRural || !m.chance(0.4, u, "parts") {
			return nil
		}
		inTown := 0.25 + 0.4*share(m.key("town", string(u.TERYT)))
		town, rural := split(values, inTown)
		if err := out.row(u.TERYT[:6]+"4", u.Name+" - miasto (4)", town); err != nil {
			return err
		}
		return out.row(u.TERYT[:6]+"5", u.Name+" - obszar wiejski (5)", rural)
	}
	if err := m.file(d.fileName(), m.crossTable(d, nil, parts)); err != nil {
		return err
	}
	return m.writeDatasetProfile(d, indicators.LevelGmina)
}

// split divides printed whole numbers between a town and its rural area.
func split(values []string, part float64) (town, rural []string) {
	for _, text := range values {
		n := 0.0
		for _, digit := range strings.TrimSpace(text) {
			n = n*10 + float64(digit-'0')
		}
		t := count(n * part)
		town = append(town, cell{value: t}.text())
		rural = append(rural, cell{value: n - t}.text())
	}
	return town, rural
}
