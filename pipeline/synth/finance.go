package synth

import (
	"miernik/indicators"
)

// moneyFigures are the amounts of the budget that finance works out.
var moneyFigures = []string{"sp_wydatki_80101", "sp_wydatki_80150", "sp_wynagrodzenia",
	"pp_wydatki_80103", "pp_wydatki_80104", "pp_wydatki_80105", "pp_wydatki_80106", "pp_wydatki_80149", "pp_dotacje",
	"bib_wydatki_92116", "dk_wydatki_92109", "dk_wydatki_92113", "dk_dotacja_92109", "wydatki_pozostale"}

// finance is the current spending of a gmina on its first services, in zł.
// Costs follow the children and pupils of the gmina's own facilities, eight
// months of the earlier school year and four of the later one.
func (m *model) finance(u Unit) panel {
	p := m.newPanel(moneyFigures...)
	r, pp, sp := m.residents(u), m.preschool(u), m.schools(u)
	m.schoolSpending(u, p, sp)
	m.preschoolSpending(u, p, pp)
	library := m.course(u, "bib_wydatki_92116", 0.25, 0.03)
	centre := m.course(u, "dk_wydatki_92109", 0.35, 0.04)
	arts := m.course(u, "dk_wydatki_92113", 0.40, 0.05)
	rest := m.course(u, "wydatki_biezace", 0.15, 0.02)
	grant := 0.86 + 0.14*share(m.key("dk_dotacja_92109", string(u.TERYT)))
	hasArts := !m.noCulture(u) && m.chance(byKind{0.15, 0.03, 0.06}.of(u), u, "arts centre")
	for i := range r.total {
		y, people := m.year(i), r.total[i]
		p["bib_wydatki_92116"][i] = decimals(people*clamp(grown(33, 0.055, y)*library.at(y), 6, 200), 2)
		if !m.noCulture(u) {
			p["dk_wydatki_92109"][i] = decimals(people*clamp(grown(72, 0.06, y)*centre.at(y), 10, 350), 2)
			p["dk_dotacja_92109"][i] = decimals(p["dk_wydatki_92109"][i]*grant, 2)
		}
		if hasArts {
			p["dk_wydatki_92113"][i] = decimals(people*clamp(grown(22, 0.06, y)*arts.at(y), 4, 120), 2)
		}
		// Benefits, roads and administration go by residents.
		p["wydatki_pozostale"][i] = decimals(people*byKind{4100, 3500, 3600}.of(u)*grown(1, 0.065, y)*rest.at(y), 2)
	}
	return p
}

// budgetYear is what two school years make in a budget year.
func budgetYear(v []float64, i int) float64 { return (8*v[max(i-1, 0)] + 4*v[i]) / 12 }

func (m *model) schoolSpending(u Unit, p, sp panel) {
	cost := m.course(u, "sp_wydatki_80101", 0.10, 0.02)
	special := m.course(u, "sp_wydatki_80150", 0.35, 0.04)
	wages := m.course(u, "sp_wynagrodzenia", 0.035, 0.008)
	for i := range p["sp_wydatki_80101"] {
		y := m.year(i)
		// Small classes are dear: a village pays a fifth more per pupil.
		level := byKind{0.93, 1.14, 1.02}.of(u) * grown(13000, 0.08, y)
		total := budgetYear(sp["sp_uczniowie_jst"], i) * clamp(level*cost.at(y), 4500, 58000)
		part := clamp(0.10*grown(1, 0.04, y)*special.at(y), 0.02, 0.25)
		p["sp_wydatki_80150"][i] = decimals(total*part, 2)
		p["sp_wydatki_80101"][i] = decimals(total*(1-part), 2)
		p["sp_wynagrodzenia"][i] = decimals(total*clamp(0.82*wages.at(y), 0.65, 0.93), 2)
	}
}

func (m *model) preschoolSpending(u Unit, p, pp panel) {
	cost := m.course(u, "pp_wydatki_80104", 0.12, 0.02)
	inSchool := m.course(u, "pp_wydatki_80103", 0.35, 0.03)
	support := m.course(u, "pp_wydatki_80149", 0.40, 0.05)
	grants := m.course(u, "pp_dotacje", 0.10, 0.02)
	otherForms := m.chance(byKind{0.08, 0.18, 0.15}.of(u), u, "other forms")
	special := u.TERYT.Kind() == indicators.KindUrban && m.population(u) > 60000
	for i := range p["sp_wydatki_80101"] {
		y := m.year(i)
		level := byKind{1.10, 0.92, 0.97}.of(u) * grown(13500, 0.07, y)
		total := budgetYear(pp["pp_dzieci_jst"], i) * clamp(level*cost.at(y), 5000, 40000)
		classes := clamp(byKind{0.08, 0.38, 0.24}.of(u)*inSchool.at(y), 0.02, 0.7)
		helped := clamp(0.045*grown(1, 0.05, y)*support.at(y), 0, 0.15)
		if y < 2015 {
			helped = 0 // the chapter did not exist
		}
		forms := 0.0
		if otherForms {
			forms = 0.03
		}
		p["pp_wydatki_80103"][i] = decimals(total*classes*(1-helped), 2)
		p["pp_wydatki_80106"][i] = decimals(total*forms, 2)
		p["pp_wydatki_80149"][i] = decimals(total*helped, 2)
		p["pp_wydatki_80104"][i] = decimals(total*(1-classes-forms)*(1-helped), 2)
		if special {
			p["pp_wydatki_80105"][i] = decimals(total*0.025, 2)
		}
		p["pp_dotacje"][i] = decimals(budgetYear(pp["pp_dzieci_inne"], i)*clamp(0.78*level*grants.at(y), 3000, 35000), 2)
	}
}

// writeFinance writes what the Local Data Bank has of the budgets: whole
// divisions, summed from the same positions as the reports.
func writeFinance(m *model) error {
	const all = "ogółem"
	division := func(variable, name string) column {
		return column{variable: variable, parts: []string{name, all}, unit: "zł", decimals: 2}
	}
	codes := map[string]string{"wydatki_ogolem": "", "ed_wydatki_801": "801", "ed_wydatki_854": "854", "kul_wydatki_921": "921", "spo_wydatki_926": "926"}
	d := &dataset{
		profile: profile{
			id: "synt-wydatki", titlePL: "Wydatki budżetów gmin według działów", titleEN: "Spending of gminas by division of the budget",
			files: "gus/FINA_SYNT_CREL_*.zip", format: "bdl-crel", released: "06-15 of year+1",
		},
		dims: []string{"Działy", "Rodzaj wydatków"},
		columns: []column{
			{variable: "wydatki_ogolem", parts: []string{all, all}, unit: "zł", decimals: 2, solid: true},
			division("ed_wydatki_801", "Dział 801 - Oświata i wychowanie"),
			division("ed_wydatki_854", "Dział 854 - Edukacyjna opieka wychowawcza"),
			division("kul_wydatki_921", "Dział 921 - Kultura i ochrona dziedzictwa narodowego"),
			division("spo_wydatki_926", "Dział 926 - Kultura fizyczna"),
		},
		from: m.o.From, to: m.o.To,
		figures: func(m *model, u Unit) panel {
			p := panel{}
			r := m.report(u)
			for variable, code := range codes {
				p[variable] = r.division(code)
			}
			return p
		},
		causes:  []indicators.Status{indicators.NoInformation, indicators.StructureChange},
		pending: true,
	}
	if err := m.zipped(d.fileName(), ".csv", m.relational(d)); err != nil {
		return err
	}
	return m.writeDatasetProfile(d, indicators.LevelGmina)
}
