package pages

import (
	"fmt"
	"math/big"

	"miernik/fiches"
	"miernik/indicators"
	"miernik/internal/document"
)

// index is the first page.
func (b *book) index() *page {
	p := b.page(indexPath)
	p.Heading(1, text("Katalog usług i wskaźników"))
	p.Paragraph(text("Catalogue of services and indicators. The pages are in Polish; for names and codes in English see the "), p.link("glossary", glossaryPath), text("."))
	p.Paragraph(text("Czym są usługi publiczne gmin i powiatów w edukacji i kulturze, na jakim prawie się opierają, jakimi wskaźnikami je mierzymy i z jakimi wagami, skąd są dane i czego te liczby nie mówią. Strony powstają z definicji, z których program liczy, więc nie mogą mówić nic innego niż on."))
	p.List(
		said("Usługi", fmt.Sprint(len(b.newest()))),
		said("Wskaźniki", fmt.Sprint(len(b.in.Catalog.Cards))),
		said("Zmienne", fmt.Sprint(len(b.in.Catalog.Variables))),
	)
	for _, area := range b.areas() {
		p.Heading(2, p.link(b.wording.Of("area", area), areaPath(area)))
		p.services(area)
	}
	p.Heading(2, text("Co jeszcze tu jest"))
	trees := line(nil)
	if len(b.in.Set.Hierarchies) > 0 {
		trees = line{p.link("Hierarchia usług i wagi", treesPath), text(": ile waży każda usługa i każdy wskaźnik w całości")}
	}
	chapters := line(nil)
	if len(b.in.Catalog.Chapters) > 0 {
		chapters = line{p.link("Rozdziały budżetu", chaptersPath), text(": klasyfikacja z latami obowiązywania")}
	}
	p.List(
		line{p.link("Wskaźniki", cardsPath), text(": wszystkie, usługa po usłudze")},
		line{p.link("Zmienne", variablesPath), text(": z czego się je liczy i skąd to jest")},
		line{p.link("Co dają źródła publiczne, a czego nie", dataPath), text(": pokrycie usług danymi, braki, źródła")},
		line{p.link("Źródła i kalendarz publikacji", sourcesPath), text(": co kiedy się ukazuje")},
		trees, chapters,
		line{p.link("Słownik", glossaryPath), text(": kody po polsku i po angielsku")},
	)
	p.Heading(2, text("Jak czytać"))
	p.List(
		line{strong("niesprawdzone"), text(": nikt nie porównał tego miejsca z tekstem źródła. Zanim się na nie powołasz, sprawdź.")},
		line{strong("waga"), text(": punkty ze 100 w usłudze. Wagi są decyzją, a nie wynikiem pomiaru; każda ma zdanie uzasadnienia, a fiszka pokazuje też inne zestawy wag.")},
		line{strong("kontekst"), text(": wskaźnik bez wagi, opisuje warunki i nie wchodzi do oceny.")},
		line{strong("rok t"), text(": rok, którego dotyczy liczba; rok szkolny t/t+1 to rok t.")},
	)
	p.Heading(2, text("Języki i pochodzenie"))
	p.Paragraph(text("Po polsku i po angielsku są nazwy usług, wskaźników, zmiennych, zestawów wag i kodów; pozostałe teksty są tylko po polsku. Stron nie poprawia się ręcznie: powstają na nowo z plików definicji."))
	p.documents()
	return p
}

// documents leads to the documentation of the program, where it is at hand.
func (p *page) documents() {
	var list []line
	for _, d := range []struct{ name, about string }{
		{"docs/metodyka.md", "jak liczy się wskaźniki, luki, oceny, porównania i zmiany"},
		{"docs/methodology.md", "to samo po angielsku"},
		{"docs/catalogue-schema.md", "jak pisze się definicje (po angielsku)"},
		{"docs/checks.md", "co sprawdza miernik check"},
		{"docs/data-dictionary.md", "tabele bazy (po angielsku)"},
	} {
		if p.b.in.File != nil && p.b.in.File(d.name) != "" {
			list = append(list, line{p.fileLink(d.name), text(": " + d.about)})
		}
	}
	p.List(list...)
}

// services is the table of the services of an area.
func (p *page) services(area string) {
	b := p.b
	var rows [][]line
	for _, f := range b.newest() {
		if f.Area != area {
			continue
		}
		monitoring := len(f.MonitoringItems())
		public := "bez oceny"
		if all := f.Coverages(b.in.Catalog); all != nil {
			public = b.points(all[fiches.InRegisters].Points, 1)
			if f.Withheld(all[fiches.InRegisters]) != "" {
				public += ", za mało na ocenę"
			}
		}
		rows = append(rows, []line{
			document.Say(f.Code), {p.link(f.Name.PL, b.fichePath(f))}, document.Say(string(f.Applies.Level)), document.Say(b.task(f.Task)),
			document.Say(fmt.Sprintf("%d + %d", monitoring, len(f.Indicators)-monitoring)), document.Say(public), document.Say(b.wording.Of("fiche_status", f.Status)),
		})
	}
	p.Table([]string{"kod", "usługa", "poziom", "zadanie", "wskaźniki", "dane publiczne", "stan"}, rows...)
	p.Paragraph(text("Wskaźniki: z wagą + kontekstowe. Dane publiczne: ile punktów wagi ze 100 można poznać ze źródeł publicznych, także po zestawieniu rejestrów; próg oceny dotyczy wagi i liczby wskaźników."))
}

// area is the page of an area.
func (b *book) area(area string) *page {
	p := b.page(areaPath(area))
	p.Heading(1, text(b.wording.Of("area", area)))
	p.trail()
	p.services(area)
	p.dimensions(area)
	p.Heading(2, text("Po co są te usługi"))
	var list []line
	for _, f := range b.newest() {
		if f.Area == area {
			list = append(list, line{p.link(f.Name.PL, b.fichePath(f)), text(": " + f.Purpose)})
		}
	}
	p.List(list...)
	return p
}

// dimensions shows where the weight of each service lies.
func (p *page) dimensions(area string) {
	b := p.b
	p.Heading(2, text("Gdzie leży waga"))
	all := []indicators.Dimension{indicators.Quantity, indicators.Quality, indicators.Accessibility, indicators.Effectiveness}
	columns := []string{"usługa"}
	for _, d := range all {
		columns = append(columns, b.wording.Of("dimension", string(d)))
	}
	var rows [][]line
	for _, f := range b.newest() {
		points := b.expert(f)
		if f.Area != area || points == nil {
			continue
		}
		sums := map[indicators.Dimension]*big.Rat{}
		for _, it := range f.MonitoringItems() {
			d := b.in.Catalog.Cards[it.Indicator].Value.Dimension
			if sums[d] == nil {
				sums[d] = new(big.Rat)
			}
			sums[d].Add(sums[d], points[it.Indicator])
		}
		row := []line{{p.link(f.Name.PL, b.fichePath(f))}}
		for _, d := range all {
			cell := "–"
			if sums[d] != nil {
				cell = b.points(sums[d], 1)
			}
			row = append(row, document.Say(cell))
		}
		var parts []line
		for _, s := range b.shares[f.ID] {
			parts = append(parts, line{p.link(b.percent(s.part), treesPath)})
		}
		rows = append(rows, append(row, document.Join("; ", parts...)))
	}
	if len(rows) > 0 {
		p.Table(append(columns, "udział w ocenie zbiorczej"), rows...)
		p.Paragraph(text("Punkty wagi ze 100 w każdym wymiarze. Kreska: usługa nie ma w tym wymiarze wskaźnika z wagą."))
	}
}
