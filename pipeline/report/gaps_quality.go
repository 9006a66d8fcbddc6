package report

// Sheets of the register about all gaps together: what to fill first, how to
// fill, how complete and punctual the sources are.

const perCent = " (%)"

// writeFirst lists what to ask for first.
func (g *register) writeFirst() {
	d := g.d
	p := g.page("Co uzupełnić najpierw", 1, 14, 8, 52, 12, 12, 12, 14, 18, 18, 18, 18)
	p.head("Co uzupełnić najpierw", "Kolejność, w jakiej uzupełnianie najszybciej daje oceny usług, które dziś są wstrzymane. Każda następna pozycja jest najlepsza po poprzednich; "+
		"gdy żadna nie daje od razu oceny, wyprzedza ta, która najbardziej do ocen zbliża. Ocena to jedna usługa w jednej jednostce i w jednym roku.")
	titles := []string{
		"Co", d.header("rank"), "Zmienna albo źródło", "Poziom", "Luki", "Jednostki", "Suma znaczenia", "Oceny: samo wystarczy", "Oceny: dodaje", "w tym za ostatni rok", "Oceny: razem dotąd",
	}
	head := p.header(titles)
	type first struct {
		kind, code, level                   string
		rank                                int
		cells, units, severity              int64
		alone, added, addedLatest, together int64
	}
	for _, f := range rows(g.l, "gaps_first", func(f *first) []any {
		return []any{&f.kind, &f.rank, &f.code, &f.level, &f.cells, &f.units, &f.severity, &f.alone, &f.added, &f.addedLatest, &f.together}
	}) {
		what, name := "zmienna", d.variableName(f.code)
		if f.kind == "source" {
			if what, name = "źródło", d.source(f.code).title; name == "" {
				name = f.code
			}
		}
		p.set(1, p.row, what, cellText)
		p.set(2, p.row, f.rank, cellCentre)
		p.set(3, p.row, name, cellText.with(bold))
		p.set(4, p.row, f.level, cellCentre)
		for i, n := range []int64{f.cells, f.units, f.severity, f.alone, f.added, f.addedLatest, f.together} {
			p.set(5+i, p.row, n, figures(fmtWhole))
		}
		p.fit(p.row, what, "", name)
		p.row++
	}
	p.table("Co_najpierw", head, len(titles), 3)
}

// writeFill writes the advice for each variable and every way with its errors.
func (g *register) writeFill() {
	d := g.d
	p := g.page("Uzupełnianie", 1, 46, 9, 30, 12, 30, 12, 12, 12, 14, 80, 14, 26)
	p.head("Uzupełnianie luk", "Każdy sposób sprawdzono na znanych komórkach: wartość ukryto, odtworzono i porównano. Sposób jest dobry, gdy sprawdzono go na co najmniej 30 komórkach, "+
		"jego błąd średniokwadratowy nie przekracza połowy rozproszenia jednostek, a średni błąd 0,1 rozproszenia. "+
		"Uzupełnia się tylko to, na co pozwala fiszka; taka wartość jest oznaczona i liczy się tylko w ocenie własnej jednostki.")
	p.heading("Najlepszy sposób dla każdej zmiennej")
	titles := []string{
		"Zmienna", "Poziom", "Najlepszy sposób", "Najwyżej o lat", "Na końcu szeregu", "Najwyżej o lat (koniec)", "Sprawdzono na komórkach (n)", d.header("fill_error") + perCent,
		"Błąd w rozproszeniach", "Dlaczego", "Komórki uzupełnione", "Kod zmiennej",
	}
	head := p.header(titles)
	type advice struct {
		variable, level, method, end, reason string
		gaps, years, endYears, n, filled     int
		percentage, error                    num
	}
	for _, a := range rows(g.l, "gaps_fill", func(a *advice) []any {
		return []any{&a.variable, &a.level, &a.gaps, &a.method, &a.years, &a.end, &a.endYears, &a.n, &a.percentage, &a.error, &a.reason, &a.filled}
	}) {
		method := a.method
		if method == "" {
			method = "nie uzupełniać"
		}
		name := d.variableName(a.variable)
		p.set(1, p.row, name, cellText.with(bold))
		p.set(2, p.row, a.level, cellCentre)
		p.set(3, p.row, method, cellText)
		p.set(4, p.row, positive(a.years), figures(fmtWhole))
		p.set(5, p.row, a.end, cellText)
		p.set(6, p.row, positive(a.endYears), figures(fmtWhole))
		p.set(7, p.row, a.n, figures(fmtWhole))
		p.set(8, p.row, a.percentage, figures(fmtScore))
		p.set(9, p.row, a.error, figures("0.00"))
		p.set(10, p.row, a.reason, cellText)
		p.set(11, p.row, a.filled, figures(fmtWhole))
		p.set(12, p.row, a.variable, cellText.with(muted))
		p.fit(p.row, name, "", method, "", a.end, "", "", "", "", a.reason)
		p.row++
	}
	p.table("Uzupelnianie", head, len(titles), -1)
	p.row++
	p.heading("Wszystkie sposoby z ich błędami")
	titles = []string{
		"Zmienna", "Poziom", d.header("fill_option"), "Lata", "Wynik sprawdzenia", "Ukryte komórki", "Odtworzone (n)", d.header("fill_error") + perCent, "Błąd w rozproszeniach",
		"Typowy błąd w jednostkach zmiennej", "Obciążenie w rozproszeniach", "Kod zmiennej",
	}
	head = p.header(titles)
	type option struct {
		variable, level, method, verdict  string
		reach, n, tried                   int
		percentage, absolute, error, bias num
	}
	for _, o := range rows(g.l, "gaps_options", func(o *option) []any {
		return []any{&o.variable, &o.level, &o.method, &o.reach, &o.n, &o.tried, &o.percentage, &o.absolute, &o.error, &o.bias, &o.verdict}
	}) {
		name := d.variableName(o.variable)
		p.set(1, p.row, name, cellText)
		p.set(2, p.row, o.level, cellCentre)
		p.set(3, p.row, o.method, cellText)
		p.set(4, p.row, positive(o.reach), figures(fmtWhole))
		p.set(5, p.row, o.verdict, cellText)
		p.set(6, p.row, o.tried, figures(fmtWhole))
		p.set(7, p.row, o.n, figures(fmtWhole))
		p.set(8, p.row, o.percentage, figures(fmtScore))
		p.set(9, p.row, o.error, figures("0.00"))
		p.set(10, p.row, o.absolute, figures("#,##0.0"))
		p.set(11, p.row, o.bias, figures("0.00"))
		p.set(12, p.row, o.variable, cellText.with(muted))
		p.fit(p.row, name, "", o.method, "", o.verdict)
		p.row++
	}
	p.table("Sposoby", head, len(titles), -1)
}

// writeQuality writes completeness and punctuality of the sources, and their
// calendar.
func (g *register) writeQuality() {
	d := g.d
	p := g.page("Jakość źródeł", 1, 46, 12, 12, 12, 12, 14, 10, 12, 12, 10, 10, 12, 12, 10, 14, 12, 12, 12, 12, 12)
	p.head("Jakość źródeł", "Kompletność: komórki z wartością wśród tych, za które źródło odpowiada w latach, w których zbiera dane. Dostarczono: wśród tych, które według kalendarza powinny już być. "+
		"Terminowość: lata z danymi wśród lat, których termin publikacji minął. Aktualność: dni od końca roku danych do publikacji według kalendarza.")
	titles := []string{
		d.header("source"), "Komórki", "Znane", "Kompletność" + perCent, "Należne luki", "Dostarczono" + perCent, "Lata należne", "Lata z danymi", "Terminowość" + perCent,
		"Ostatni rok", "Następny rok", d.header("expected"), d.header("overdue"), "Dni po terminie", "Aktualność (dni)", "Poprawione", "Sporne", "Szacunki", "Niepewne", "Uzupełnione",
	}
	head := p.header(titles)
	type quality struct {
		source                                         string
		cells, known, due, years, delivered, last      int
		next, late, corrected, contested, estimate     int
		weak, imputed                                  int
		completeness, deliveredShare, punctual, timely num
		nextOn                                         day
		overdue                                        bool
	}
	for _, q := range rows(g.l, "gaps_quality", func(q *quality) []any {
		return []any{
			&q.source, &q.cells, &q.known, &q.completeness, &q.due, &q.deliveredShare, &q.years, &q.delivered, &q.punctual, &q.last, &q.next, &q.nextOn, &q.overdue,
			&q.late, &q.timely, &q.corrected, &q.contested, &q.estimate, &q.weak, &q.imputed,
		}
	}) {
		late := cellCentre
		if q.overdue {
			late = late.with(warning)
		}
		title := d.source(q.source).title
		count := figures(fmtWhole)
		for i, c := range []registerCell{
			{title, cellText.with(bold)}, {q.cells, count}, {q.known, count}, {q.completeness, figures(fmtScore)}, {q.due, count}, {q.deliveredShare, figures(fmtScore)},
			{q.years, count}, {q.delivered, count}, {q.punctual, figures(fmtScore)}, {yearOrNone(q.last), cellCentre}, {yearOrNone(q.next), cellCentre},
			{q.nextOn, style{grid: true, format: fmtDate, align: "center"}}, {yesNo(q.overdue), late}, {positive(q.late), count}, {q.timely, count},
			{q.corrected, count}, {q.contested, count}, {q.estimate, count}, {q.weak, count}, {q.imputed, count},
		} {
			p.set(i+1, p.row, c.v, c.s)
		}
		p.fit(p.row, title)
		p.row++
	}
	p.table("Jakosc_zrodel", head, len(titles), -1)
	p.row++
	p.heading("Kalendarz publikacji")
	titles = []string{d.header("source"), d.header("year"), "Stan", "Termin", "Wydane najpóźniej", "Dni po terminie", "Komórki", "Znane", "Należne luki"}
	head = p.header(titles)
	type planned struct {
		source, state     string
		year              int
		scheduled, by     day
		after             num
		cells, known, due int
	}
	for _, y := range rows(g.l, "gaps_calendar", func(y *planned) []any {
		return []any{&y.source, &y.year, &y.scheduled, &y.by, &y.after, &y.cells, &y.known, &y.due, &y.state}
	}) {
		title, date := d.source(y.source).title, style{grid: true, format: fmtDate, align: "center"}
		for i, c := range []registerCell{
			{title, cellText}, {y.year, cellCentre}, {y.state, cellCentre}, {y.scheduled, date}, {y.by, date}, {y.after, figures(fmtWhole)},
			{y.cells, figures(fmtWhole)}, {y.known, figures(fmtWhole)}, {y.due, figures(fmtWhole)},
		} {
			p.set(i+1, p.row, c.v, c.s)
		}
		p.fit(p.row, title)
		p.row++
	}
	p.table("Kalendarz", head, len(titles), -1)
}

// yearOrNone leaves a year that is not there empty.
func yearOrNone(y int) any {
	if y == 0 {
		return nil
	}
	return y
}
