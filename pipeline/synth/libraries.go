package synth

import (
	"math"

	"miernik/indicators"
)

// libraries are the public libraries of a gmina. Levels are per resident; the
// number of outlets grows more slowly than the number of residents.
func (m *model) libraries(u Unit) panel {
	p := m.newPanel("bib_czytelnicy", "bib_wypozyczenia", "bib_ksiegozbior", "bib_placowki", "bib_placowki_wozki", "bib_komputery",
		"bib_nowosci", "bib_wydatki_zbiory", "bib_odwiedziny", "bib_uczestnicy_imprez", "bib_udostepnienia", "bib_dokumenty_el")
	r := m.residents(u)
	readers := m.course(u, "bib_czytelnicy", 0.33, 0.03)
	loans := m.course(u, "bib_wypozyczenia", 0.22, 0.03)
	stock := m.course(u, "bib_ksiegozbior", 0.28, 0.008)
	outlets := m.course(u, "bib_placowki", 0.28, 0)
	ramps := m.course(u, "bib_placowki_wozki", 0.45, 0)
	computers := m.course(u, "bib_komputery", 0.30, 0.02)
	bought := m.course(u, "bib_nowosci", 0.30, 0.08)
	price := m.course(u, "bib_wydatki_zbiory", 0.08, 0.03)
	visits := m.course(u, "bib_odwiedziny", 0.25, 0.05)
	guests := m.course(u, "bib_uczestnicy_imprez", 0.55, 0.15)
	inside := m.course(u, "bib_udostepnienia", 0.5, 0.08)
	online := m.course(u, "bib_dokumenty_el", 0.7, 0.15)
	for i := range r.total {
		y, people := m.year(i), r.total[i]
		reading := count(people * clamp(byKind{0.150, 0.112, 0.127}.of(u)*readersOf(y)*readers.at(y), 0.012, 0.6))
		lent := count(math.Min(reading*clamp(17.5*grown(1, -0.008, y)*loans.at(y), 3, 60), 19_000_000))
		places := math.Max(1, count(math.Pow(people/byKind{7200, 3300, 4000}.of(u), 0.85)*outlets.steady(y)))
		volumes := count(math.Min(people*clamp(byKind{2.9, 4.0, 3.4}.of(u)*grown(1, -0.008, y)*stock.at(y), 0.5, 12), 9_800_000))
		fresh := count(people * clamp(0.075*bought.at(y), 0.012, 0.4))
		p["bib_czytelnicy"][i] = reading
		p["bib_wypozyczenia"][i] = lent
		p["bib_ksiegozbior"][i] = volumes
		p["bib_placowki"][i] = places
		p["bib_placowki_wozki"][i] = count(places * clamp(0.42*grown(1, 0.03, y)*ramps.steady(y), 0, 1))
		p["bib_komputery"][i] = math.Max(1, count(math.Max(places*2.4, people/2600)*clamp(computers.at(y), 0.4, 2.2)))
		p["bib_nowosci"][i] = fresh
		p["bib_wydatki_zbiory"][i] = decimals(fresh*clamp(grown(27, 0.035, y)*price.at(y), 12, 60), 2)
		p["bib_odwiedziny"][i] = count(math.Min(reading*clamp(11.5*pandemic(y, 0.75, 0.85)*visits.at(y), 2, 40), 19_000_000))
		p["bib_uczestnicy_imprez"][i] = count(people * clamp(0.13*pandemic(y, 0.35, 0.55)*guests.at(y), 0.005, 1.5))
		p["bib_udostepnienia"][i] = count(lent * clamp(0.17*pandemic(y, 0.5, 0.7)*inside.at(y), 0.01, 0.9))
		p["bib_dokumenty_el"][i] = count(people * clamp(grown(0.025, 0.12, y)*online.at(y), 0.001, 1))
	}
	return p
}

// readersOf is the national level of readers relative to 2022: it fell for
// ten years, broke down in the pandemic and came back.
func readersOf(y indicators.Year) float64 {
	trend := 1 + 0.022*clamp(float64(2019-y), 0, 10) + 0.012*clamp(float64(y-2022), 0, 5)
	return trend * pandemic(y, 0.90, 0.93)
}

func writeLibraries(m *model) error {
	d := &dataset{
		profile: profile{
			id: "synt-biblioteki", titlePL: "Biblioteki publiczne", titleEN: "Public libraries",
			files: "gus/KULT_SYNT_CREL_*.zip", format: "bdl-crel", released: "07-15 of year+1",
		},
		dims: []string{"Biblioteki publiczne"},
		columns: []column{
			{variable: "bib_placowki", parts: []string{"placówki biblioteczne"}, unit: "ob."},
			{variable: "bib_placowki_wozki", parts: []string{"placówki z wejściem dostępnym dla osób na wózkach"}, unit: "ob."},
			{variable: "bib_ksiegozbior", parts: []string{"księgozbiór"}, unit: "wol."},
			{variable: "bib_czytelnicy", parts: []string{"czytelnicy w ciągu roku"}, unit: "osoba"},
			{variable: "bib_wypozyczenia", parts: []string{"wypożyczenia na zewnątrz"}, unit: "wol."},
			{variable: "bib_komputery", parts: []string{"komputery z dostępem do internetu dla czytelników"}, unit: "szt."},
		},
		from: m.o.From, to: m.o.To, figures: (*model).libraries,
		causes:  []indicators.Status{indicators.NoInformation, indicators.StructureChange},
		pending: true,
		picks: map[purpose]string{
			pickNoInformation: "bib_komputery", pickPending: "bib_czytelnicy", pickStructureChange: "bib_ksiegozbior",
		},
		flag: libraryFlag,
	}
	if err := m.zipped(d.fileName(), ".csv", m.relational(d)); err != nil {
		return err
	}
	return m.writeDatasetProfile(d, indicators.LevelGmina)
}

// libraryFlag marks the year computers were counted in a new way, and the
// gminas whose stock leaves out a branch.
func libraryFlag(m *model, u Unit, c column, y indicators.Year) string {
	switch {
	case c.variable == "bib_komputery" && y == min(m.o.From+1, m.o.To):
		return "M"
	case c.variable == "bib_ksiegozbior" && m.chance(0.02, u, "incomplete stock"):
		return "k"
	}
	return ""
}

// writeReading writes what the survey of library efficiency collects. With
// gaps asked for, it is delivered from the third year of the period on, and
// asks for visitors of events every second year only.
func writeReading(m *model) error {
	from, rarely := m.readingFrom, 1
	if m.o.Gaps > 0 {
		rarely = 2
	}
	d := &dataset{
		profile: profile{
			id: "synt-biblioteki-badanie", titlePL: "Efektywność bibliotek publicznych", titleEN: "Efficiency of public libraries",
			files: "gus/KULT_SYNT_XTAB_*.xlsx", format: "bdl-xlsx", released: "10-31 of year+1", covers: from,
			extra: []string{"sheet: TABLICA"},
		},
		dims: []string{"Wyszczególnienie", "Biblioteki"},
		columns: []column{
			{variable: "bib_nowosci", parts: []string{"woluminy zakupione", "biblioteki publiczne"}, unit: "wol."},
			{variable: "bib_wydatki_zbiory", parts: []string{"wydatki na materiały biblioteczne", "biblioteki publiczne"}, unit: "zł", decimals: 2},
			{variable: "bib_odwiedziny", parts: []string{"odwiedziny", "biblioteki publiczne"}, unit: "odw."},
			{variable: "bib_uczestnicy_imprez", parts: []string{"uczestnicy imprez stacjonarnych", "biblioteki publiczne"}, unit: "osoba", every: rarely},
			{variable: "bib_udostepnienia", parts: []string{"udostępnienia na miejscu", "biblioteki publiczne"}, unit: "wol."},
			{variable: "bib_dokumenty_el", parts: []string{"pobrane dokumenty elektroniczne", "biblioteki publiczne"}, unit: "szt.", from: 2020},
		},
		from: from, to: m.o.To, figures: (*model).libraries,
		causes: []indicators.Status{indicators.StructureChange},
	}
	err := m.build(d.fileName(), d.titlePL, func(b *workbook) error {
		if err := m.description(b, d, "KULTURA", "BIBLIOTEKI", "Wyszczególnienie; Biblioteki; Rok"); err != nil {
			return err
		}
		return m.stackedBook(d, b)
	})
	if err != nil {
		return err
	}
	for _, c := range d.columns {
		// Documents were collected from 2020 on in any case.
		before := max(0, int(min(from, m.o.To+1)-max(m.o.From, c.from))) * len(m.gminas)
		asked := max(0, int(m.o.To-max(from, c.from))+1)
		off := (asked - len(d.years(c))) * len(m.gminas)
		m.gap(indicators.Cause(indicators.SourceAbsent), before)
		m.gap(indicators.Cause(indicators.NotCollected), off)
		m.summary.Cells += before + off
	}
	return m.writeDatasetProfile(d, indicators.LevelGmina)
}
