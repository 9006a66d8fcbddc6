package report

func leaderWidths() []float64 { return []float64{32, 44, 10, 12, 34, 14, 12, 9, 10, 30, 50, 30, 20} }

// writeLeaders names from whom to learn in the comparison group.
func (k *card) writeLeaders(p *page) {
	d := k.d
	group, _ := d.groupOf(d.mainScheme(), k.c.teryt)
	p.head(d.sheet("leaders")+" – "+k.c.fullName,
		"Trzy pierwsze miejsca grupy ("+group.name+") z trzech pełnych lat, w całej usłudze i w jej wskaźnikach. W koszcie liderów się nie wskazuje: niski koszt bywa skutkiem ubóstwa albo gęstości zaludnienia. "+
			"Wskaźnik z błędem losowym: różnica do średniej wszystkich z trzech lat, przy wystarczającej liczbie osób. Notatki dobrych praktyk prowadzi się w practices/.")
	titles := []string{d.header("service"), d.header("indicator"), "Lata", d.header("rank") + " (z n)", d.header("unit"), "Średnia z trzech lat", d.header("unit_of_measure"), "Osoby", "Kto", "Dobra praktyka", "Opis", "Źródło opisu", "Pochodzenie"}
	head := p.header(titles)
	for _, r := range k.c.beside.leaders {
		service, indicator := k.ficheName(r.fiche), wholeService
		if i := d.indicators[r.indicator]; i != nil {
			indicator = i.name
		}
		place, who := r.place(), ""
		if r.teryt == k.c.teryt {
			who = "ta jednostka"
		}
		for col, c := range []struct {
			v any
			s style
		}{
			{service, cellText}, {indicator, cellText.with(bold)}, {r.span(), cellCentre}, {place, cellCentre}, {r.unit, cellText},
			{r.mean, figures(numFmt(r.precision))}, {r.measure, cellCentre}, {r.persons, figures(fmtWhole)}, {who, cellCentre}, {r.title, cellText}, {r.text, cellText}, {r.source, cellText},
			{d.label("origin", r.origin), cellCentre},
		} {
			p.set(col+1, p.row, c.v, c.s)
		}
		p.fit(p.row, service, indicator, "", place, r.unit, "", r.measure, "", who, r.title, r.text, r.source)
		p.row++
	}
	p.table("Liderzy", head, len(titles), 2)
}
