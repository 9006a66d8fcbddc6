package synth

import (
	"math"

	"miernik/indicators"
)

// preschool figures of a gmina. Children in the gmina's own facilities are
// all children less those in facilities of other bodies; groups, places,
// facilities and teachers follow from the children.
func (m *model) preschool(u Unit) panel {
	p := m.newPanel("pp_dzieci_3_6", "pp_odsetek_3_5", "pp_dzieci_ogolem", "pp_dzieci_inne", "pp_dzieci_niepubliczne",
		"pp_dzieci_jst", "pp_dzieci_przedszkola_jst", "pp_dzieci_oddzialy", "pp_oddzialy", "pp_miejsca", "pp_placowki", "pp_etaty")
	r := m.residents(u)
	attending := m.course(u, "pp_dzieci_3_6", 0.11, 0.012)
	younger := m.course(u, "pp_dzieci_ogolem", 0.4, 0.08)
	other := m.course(u, "pp_dzieci_inne", 0.45, 0.03)
	hasOther := !m.chance(byKind{0.04, 0.60, 0.30}.of(u), u, "no other bodies")
	private := 0.75 + 0.25*share(m.key("pp_dzieci_niepubliczne", string(u.TERYT)))
	points := m.course(u, "pp_dzieci_oddzialy", 0.6, 0.05)
	group := m.course(u, "pp_oddzialy", 0.10, 0.015)
	places := m.course(u, "pp_miejsca", 0.05, 0.01)
	size := m.course(u, "pp_placowki", 0.30, 0)
	ratio := m.course(u, "pp_etaty", 0.10, 0.02)
	inSchools := m.course(u, "pp_wydatki_80103", 0.35, 0.03)
	for i := range r.total {
		y := m.year(i)
		rate := clamp(byKind{0.99, 0.80, 0.89}.of(u)*enrolment(y)*attending.at(y), 0.35, 1.45)
		kids := count(clamp(r.aged3to6[i]*rate, 8, 90_000))
		all := kids + count(kids*clamp(0.035*younger.at(y), 0, 0.12))
		others := 0.0
		if hasOther {
			others = count(all * clamp(byKind{0.30, 0.16, 0.18}.of(u)*other.at(y), 0.02, 0.7))
			others = clamp(others, all-78_000, 48_000) // no city is larger on either side
		}
		inGroups := all - count(all*clamp(0.012*points.at(y), 0, 0.08))
		p["pp_dzieci_3_6"][i] = kids
		p["pp_odsetek_3_5"][i] = decimals(clamp(100*rate*(0.97+0.02*share(mix(m.key("pp_odsetek_3_5", string(u.TERYT)), uint64(y)))), 20, 250), 1)
		p["pp_dzieci_ogolem"][i] = all
		p["pp_dzieci_inne"][i] = others
		p["pp_dzieci_niepubliczne"][i] = count(others * private)
		p["pp_dzieci_jst"][i] = all - others
		p["pp_dzieci_oddzialy"][i] = inGroups
		p["pp_oddzialy"][i] = math.Min(groups(inGroups, byKind{21.5, 18.5, 20}.of(u)*group.at(y), 25), 4900)
		p["pp_miejsca"][i] = count(all * clamp(1.07*places.at(y), 0.98, 1.3))
		p["pp_placowki"][i] = clamp(count(math.Pow(all/byKind{95, 55, 65}.of(u), 0.96)*size.steady(y)), 1, 1450)
		// Posts are of preschools alone; who spends more on classes at schools has more children there.
		p["pp_dzieci_przedszkola_jst"][i] = count((all - others) * (1 - clamp(byKind{0.08, 0.38, 0.24}.of(u)*inSchools.at(y), 0.02, 0.7)))
		p["pp_etaty"][i] = decimals(p["pp_dzieci_przedszkola_jst"][i]/(byKind{9.6, 9.0, 9.3}.of(u)*ratio.at(y)), 2)
	}
	return p
}

// enrolment of children 3–6 relative to 2021: it grew by a third since 2010.
func enrolment(y indicators.Year) float64 {
	return 1 - 0.25*clamp(float64(2021-y)/11, 0, 1) + 0.006*clamp(float64(y-2021), 0, 6)
}

// groups divides children into groups of about a size and at most a maximum.
func groups(children, size, most float64) float64 {
	if children <= 0 {
		return 0
	}
	fewest := math.Ceil(children / most)
	return math.Max(fewest, math.Min(count(children/size), math.Max(fewest, math.Floor(children/6))))
}

func writePreschool(m *model) error {
	const all = "ogółem"
	d := &dataset{
		profile: profile{
			id: "synt-przedszkola", titlePL: "Wychowanie przedszkolne", titleEN: "Pre-school education",
			files: "gus/WYCH_SYNT_CREL_*.zip", format: "bdl-crel", released: "09-30 of year+1",
		},
		dims: []string{"Wyszczególnienie"},
		columns: []column{
			{variable: "pp_placowki", parts: []string{"placówki wychowania przedszkolnego"}, unit: "ob."},
			{variable: "pp_miejsca", parts: []string{"miejsca"}, unit: "miejsce"},
			{variable: "pp_oddzialy", parts: []string{"oddziały w przedszkolach i przy szkołach podstawowych"}, unit: "oddział"},
			{variable: "pp_dzieci_ogolem", parts: []string{"dzieci " + all}, unit: "osoba"},
			{variable: "pp_dzieci_oddzialy", parts: []string{"dzieci w przedszkolach i oddziałach przy szkołach podstawowych"}, unit: "osoba"},
			{variable: "pp_dzieci_3_6", parts: []string{"dzieci w wieku 3 - 6 lat"}, unit: "osoba"},
			{variable: "pp_dzieci_inne", parts: []string{"dzieci w placówkach innych podmiotów"}, unit: "osoba"},
			{variable: "pp_dzieci_niepubliczne", parts: []string{"dzieci w placówkach niepublicznych"}, unit: "osoba"},
			{variable: "pp_odsetek_3_5", parts: []string{"odsetek dzieci w wieku 3 - 5 lat objętych wychowaniem przedszkolnym"}, unit: "%", decimals: 1},
		},
		from: m.first, to: m.o.To, figures: (*model).preschool,
		causes:  []indicators.Status{indicators.NoInformation, indicators.NoInformation, indicators.StructureChange},
		pending: true,
		flag: func(m *model, u Unit, c column, y indicators.Year) string {
			if c.variable == "pp_miejsca" && m.chance(0.02, u, "incomplete places") {
				return "k"
			}
			return ""
		},
	}
	if err := m.zipped(d.fileName(), ".csv", m.relational(d)); err != nil {
		return err
	}
	return m.writeDatasetProfile(d, indicators.LevelGmina)
}
