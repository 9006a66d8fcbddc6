package synth

import (
	"math"

	"miernik/indicators"
)

// schools are the primary schools of a gmina. Pupils follow the residents of
// the age the school is for: six years until 2016, eight since 2018.
func (m *model) schools(u Unit) panel {
	p := m.newPanel("sp_uczniowie", "sp_uczniowie_mlodziez", "sp_oddzialy", "sp_szkoly", "sp_skolaryzacja_bdl",
		"sp_uczniowie_jst", "sp_etaty", "sp_etaty_dyplomowani")
	r := m.residents(u)
	attending := m.course(u, "sp_uczniowie", 0.08, 0.006)
	class := m.course(u, "sp_oddzialy", 0.10, 0.012)
	size := m.course(u, "sp_szkoly", 0.30, 0)
	ratio := m.course(u, "sp_etaty", 0.09, 0.015)
	chartered := m.course(u, "sp_etaty_dyplomowani", 0.10, 0.015)
	special := byKind{0.018, 0, 0.008}.of(u) * share(m.key("special schools", string(u.TERYT)))
	other := 0.0
	if !m.chance(byKind{0.1, 0.55, 0.4}.of(u), u, "no other schools") {
		other = byKind{0.10, 0.14, 0.09}.of(u) * (0.3 + share(m.key("other schools", string(u.TERYT))))
	}
	for i := range r.total {
		y := m.year(i)
		school := r.aged7to14[i] * schoolYears(y)
		pupils := math.Max(count(school*clamp(byKind{1.03, 0.92, 0.98}.of(u)*attending.at(y), 0.4, 1.6)), 12)
		regular := pupils - count(pupils*special)
		own := regular - count(regular*other)
		p["sp_uczniowie"][i] = pupils
		p["sp_skolaryzacja_bdl"][i] = decimals(clamp(100*pupils/school, 20, 300), 2)
		p["sp_uczniowie_mlodziez"][i] = regular
		p["sp_oddzialy"][i] = groups(regular, byKind{19.8, 14.8, 17}.of(u)*class.at(y), 28)
		p["sp_szkoly"][i] = clamp(count(math.Pow(pupils/byKind{330, 120, 180}.of(u), 0.95)*size.steady(y)), 1, 480)
		p["sp_uczniowie_jst"][i] = own
		p["sp_etaty"][i] = decimals(own/(byKind{9.6, 7.7, 8.6}.of(u)*ratio.at(y)), 2)
		p["sp_etaty_dyplomowani"][i] = decimals(p["sp_etaty"][i]*clamp(0.6*chartered.at(y), 0.25, 0.9), 2)
	}
	return p
}

// schoolYears is the part of the residents aged 7–14 that primary school was
// for: the reform of 2017 brought two more years.
func schoolYears(y indicators.Year) float64 {
	switch {
	case y <= 2016:
		return 0.75
	case y == 2017:
		return 0.875
	}
	return 1
}

func writeSchools(m *model) error {
	d := &dataset{
		profile: profile{
			id: "synt-szkoly", titlePL: "Szkoły podstawowe", titleEN: "Primary schools",
			files: "gus/SZKO_SYNT_CTAB_*.csv", format: "bdl-ctab", released: "09-30 of year+1",
		},
		columns: []column{
			{variable: "sp_szkoly", parts: []string{"szkoły", "dla dzieci i młodzieży"}, unit: "szkoła"},
			{variable: "sp_oddzialy", parts: []string{"oddziały", "dla dzieci i młodzieży bez specjalnych"}, unit: "oddział"},
			{variable: "sp_uczniowie", parts: []string{"uczniowie", "ogółem"}, unit: "osoba"},
			{variable: "sp_uczniowie_mlodziez", parts: []string{"uczniowie", "dla dzieci i młodzieży bez specjalnych"}, unit: "osoba"},
			{variable: "sp_skolaryzacja_bdl", parts: []string{"współczynnik skolaryzacji brutto", "ogółem"}, unit: "%", decimals: 2},
		},
		from: m.o.From, to: m.o.To, figures: (*model).schools,
		plain:  true,
		causes: []indicators.Status{indicators.NoInformation},
	}
	absent := func(u Unit) bool {
		return m.picked(pickAbsent, u) || m.chance(m.o.Gaps/2, u, "absent "+d.id)
	}
	if err := m.file(d.fileName(), m.crossTable(d, absent, nil)); err != nil {
		return err
	}
	return m.writeDatasetProfile(d, indicators.LevelGmina)
}
