package synth

import (
	"math"

	"miernik/indicators"
)

// culture are the cultural centres, clubs and community rooms of a gmina.
// Some rural gminas have none: then every figure is a true zero.
func (m *model) culture(u Unit) panel {
	p := m.newPanel("dk_placowki", "dk_imprezy", "dk_uczestnicy", "dk_czlonkowie_kol", "dk_czlonkowie_grup",
		"dk_absolwenci_kursow", "dk_obiekty", "dk_obiekty_przystosowane", "dk_powierzchnia")
	if m.noCulture(u) {
		return p
	}
	r := m.residents(u)
	houses := m.course(u, "dk_placowki", 0.35, 0)
	events := m.course(u, "dk_imprezy", 0.40, 0.08)
	crowd := m.course(u, "dk_uczestnicy", 0.40, 0.12)
	circles := m.course(u, "dk_czlonkowie_kol", 0.40, 0.06)
	artists := m.course(u, "dk_czlonkowie_grup", 0.40, 0.06)
	courses := m.course(u, "dk_absolwenci_kursow", 0.60, 0.15)
	premises := m.course(u, "dk_obiekty", 0.15, 0)
	adapted := m.course(u, "dk_obiekty_przystosowane", 0.40, 0)
	floor := m.course(u, "dk_powierzchnia", 0.35, 0)
	for i := range r.total {
		y, people := m.year(i), r.total[i]
		places := math.Max(1, count(math.Pow(people/byKind{12000, 4200, 5500}.of(u), 0.85)*houses.steady(y)))
		held := math.Max(2, count(people*clamp(byKind{0.0062, 0.0075, 0.0070}.of(u)*pandemic(y, 0.42, 0.62)*events.at(y), 0.0008, 0.0150)))
		circle := count(people * clamp(0.014*pandemic(y, 0.75, 0.8)*circles.at(y), 0.001, 0.024))
		group := count(people * clamp(0.0085*pandemic(y, 0.8, 0.85)*artists.at(y), 0.001, 0.0145))
		buildings := math.Max(places, math.Min(count(places*1.15*premises.steady(y)), 300))
		p["dk_placowki"][i] = places
		p["dk_imprezy"][i] = held
		guests := held * clamp(140*pandemic(y, 0.7, 0.8)*crowd.at(y), 15, 600)
		p["dk_uczestnicy"][i] = count(clamp(guests, 0.22*people, 4_900_000))
		p["dk_czlonkowie_kol"][i] = circle
		p["dk_czlonkowie_grup"][i] = group
		p["dk_absolwenci_kursow"][i] = count(people * clamp(0.0032*pandemic(y, 0.5, 0.7)*courses.at(y), 0, 0.015))
		p["dk_obiekty"][i] = buildings
		p["dk_obiekty_przystosowane"][i] = count(buildings * clamp(0.45*grown(1, 0.03, y)*adapted.steady(y), 0, 1))
		p["dk_powierzchnia"][i] = count(buildings * clamp(byKind{850, 420, 520}.of(u)*floor.steady(y), 120, 900))
	}
	return p
}

// noCulture tells gminas without a cultural centre.
func (m *model) noCulture(u Unit) bool {
	return u.TERYT.Kind() == indicators.KindRural && m.chance(0.07, u, "no culture")
}

func writeCulture(m *model) error {
	d := &dataset{
		profile: profile{
			id: "synt-kultura", titlePL: "Centra, domy i ośrodki kultury, kluby i świetlice", titleEN: "Cultural centres, clubs and community rooms",
			files: "gus/KULT_SYNT_XREL_*.xlsx", format: "bdl-xlsx", released: "07-15 of year+1",
			extra: []string{"sheet: DANE"},
		},
		dims: []string{"Wyszczególnienie"},
		columns: []column{
			{variable: "dk_placowki", parts: []string{"placówki"}, unit: "ob."},
			{variable: "dk_obiekty", parts: []string{"obiekty"}, unit: "ob."},
			{variable: "dk_obiekty_przystosowane", parts: []string{"obiekty przystosowane dla osób z niepełnosprawnościami"}, unit: "ob."},
			{variable: "dk_powierzchnia", parts: []string{"powierzchnia całkowita"}, unit: "m2"},
			{variable: "dk_imprezy", parts: []string{"imprezy"}, unit: "szt."},
			{variable: "dk_uczestnicy", parts: []string{"uczestnicy imprez"}, unit: "osoba"},
			{variable: "dk_czlonkowie_kol", parts: []string{"członkowie kół, klubów i sekcji"}, unit: "osoba"},
			{variable: "dk_czlonkowie_grup", parts: []string{"członkowie grup artystycznych"}, unit: "osoba"},
			{variable: "dk_absolwenci_kursow", parts: []string{"absolwenci kursów"}, unit: "osoba"},
		},
		from: m.o.From, to: m.o.To, figures: (*model).culture,
		causes: []indicators.Status{indicators.NoInformation, indicators.NoInformation, indicators.StructureChange},
	}
	err := m.build(d.fileName(), d.titlePL, func(b *workbook) error {
		if err := m.description(b, d, "KULTURA", "CENTRA, DOMY, OŚRODKI KULTURY, KLUBY I ŚWIETLICE", "Wyszczególnienie; Rok"); err != nil {
			return err
		}
		return m.relationalBook(d, b)
	})
	if err != nil {
		return err
	}
	if m.o.Gaps > 0 {
		for _, u := range m.gminas {
			if m.noCulture(u) {
				m.gap(indicators.DenominatorZero, int(m.o.To-m.o.From)+1)
			}
		}
	}
	return m.writeDatasetProfile(d, indicators.LevelGmina)
}
