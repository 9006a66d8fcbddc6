package pages

import (
	"slices"

	"miernik/indicators/catalog"
	"miernik/internal/document"
)

// glossaryTitles names the groups of codes, in the order of the page. A group
// that is not here comes after them under its own code.
var glossaryTitles = []struct{ group, pl, en string }{
	{"area", "Obszary", "areas"},
	{"dimension", "Wymiary", "dimensions"},
	{"role", "Rola wskaźnika w fiszce", "role of an indicator"},
	{"direction", "Kierunek", "direction"},
	{"counted", "Kogo się liczy", "who is counted"},
	{"availability", "Dostępność zmiennej", "availability of a variable"},
	{"variable_kind", "Rodzaj zmiennej", "kind of a variable"},
	{"group_figure", "Liczba dla grupy", "figure of a group"},
	{"task", "Rodzaj zadania", "kind of task"},
	{"obligation", "Obowiązek", "obligation"},
	{"fiche_status", "Stan fiszki", "status of a fiche"},
	{"status", "Status wartości", "status of a value"},
	{"flag", "Flagi wartości", "flags of a value"},
	{"cause", "Przyczyny luk", "causes of gaps"},
	{"owner", "Kto może uzupełnić lukę", "who can mend a gap"},
	{"extent", "Kogo dotyczy luka", "whose matter a gap is"},
	{"effect", "Co luka kosztuje ocenę", "what a gap costs a score"},
	{"fill", "Sposoby uzupełnienia", "ways to fill a gap"},
	{"fill_verdict", "Wynik sprawdzenia sposobu", "verdict on a way to fill"},
	{"source_state", "Stan źródła w roku", "state of a source in a year"},
	{"score_status", "Stan oceny", "status of a score"},
	{"withheld", "Dlaczego oceny nie podano", "why a score is withheld"},
	{"normalise", "Normalizacja", "normalisation"},
	{"treat", "Wartości odstające", "outliers"},
	{"aggregate", "Łączenie", "aggregation"},
	{"reference_set", "Zbiór odniesienia", "reference set"},
	{"year_scale", "Skala w latach", "scale over years"},
	{"scheme", "Grupy porównania", "comparison groups"},
	{"class", "Klasy", "classes"},
	{"change", "Przyczyny zmian", "causes of change"},
	{"change_note", "Dlaczego nie podano zmiany", "why there is no change"},
	{"origin", "Pochodzenie danych", "origin of data"},
	{"workbook", "Skoroszyty", "workbooks"},
	{"sheet", "Arkusze skoroszytów", "sheets of workbooks"},
	{"header", "Nagłówki skoroszytów", "headers of workbooks"},
}

// glossary is every code with its Polish and English names, and the names of
// services.
func (b *book) glossary() *page {
	p := b.page(glossaryPath)
	p.Heading(1, text("Słownik"))
	p.trail()
	p.Paragraph(emph("Glossary"))
	p.Paragraph(text("Nazwy kodów, które stoją w bazie, skoroszytach i eksportach, po polsku i po angielsku. Skrót to znak w tablicach; SDMX to status obserwacji w eksportach. "),
		emph("Names of the codes in the database, workbooks and exports, in Polish and English. Explanations are in Polish."))
	groups := map[string][]catalog.Label{}
	var order []string
	for _, l := range catalog.Labels() {
		if groups[l.Group] == nil {
			order = append(order, l.Group)
		}
		groups[l.Group] = append(groups[l.Group], l)
	}
	for _, title := range glossaryTitles {
		p.Heading(2, text(title.pl+" ("+title.en+")"))
		p.labels(groups[title.group])
		order = slices.DeleteFunc(order, func(g string) bool { return g == title.group })
	}
	for _, g := range order {
		p.Heading(2, code(g))
		p.labels(groups[g])
	}
	p.Heading(2, text("Usługi (services)"))
	var rows [][]line
	for _, f := range b.newest() {
		rows = append(rows, []line{document.Say(f.Code), {p.link(f.Name.PL, b.fichePath(f))}, document.Say(f.Name.EN)})
	}
	p.Table([]string{"kod", "polski", "English"}, rows...)
	p.Heading(2, text("Wskaźniki (indicators)"))
	rows = nil
	for _, id := range b.in.Catalog.CardCodes() {
		c := b.in.Catalog.Cards[id].Value
		rows = append(rows, []line{{code(id)}, {p.cardLink(id)}, document.Say(c.Name.EN)})
	}
	p.Table([]string{"kod", "polski", "English"}, rows...)
	return p
}

func (p *page) labels(list []catalog.Label) {
	var rows [][]line
	for _, l := range list {
		rows = append(rows, []line{{code(l.Code)}, document.Say(l.PL), document.Say(l.EN), document.Say(l.Shorthand), document.Say(l.SDMX), document.Say(l.ExplanationPL)})
	}
	p.Table([]string{"kod", "polski", "English", "skrót", "SDMX", "objaśnienie"}, rows...)
}
