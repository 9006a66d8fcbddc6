package report

import "sort"

// writeProvenance lists the cells behind every figure of the card and fills
// traced, which the other sheets link to.
func (k *card) writeProvenance(p *page) {
	d := k.d
	p.head(d.sheet("provenance")+" – "+k.c.fullName,
		"Każda wartość karty ma tu swoje składniki z dokładnością do komórki pliku. Wartości zsumowane z wierszy placówek mają po jednym wierszu na komórkę, z udziałem. "+
			"Miary grup (mediana, kwartyle, iloraz sum) policzono z wartości wszystkich jednostek grupy; ich składniki są w kartach tych jednostek.")
	titles := []string{
		d.header("indicator"), d.header("year"), "Strona wzoru", "Zmienna", "Współczynnik", "Rok danej", d.header("value"), "Wartość komórki", d.header("file"),
		d.header("sheet"), d.header("cell"), "Wiersz źródła", "Mnożnik", "Udział", d.header("status"), d.header("source"), d.header("hash"), "Pochodzenie",
	}
	head := p.header(titles)
	k.traced = map[yearKey]int{}
	order := map[string]int{}
	for _, f := range k.services("") {
		for _, i := range f.indicators {
			if _, ok := order[i.code]; !ok {
				order[i.code] = len(order)
			}
		}
	}
	list := k.c.provenance
	sort.SliceStable(list, func(a, b int) bool { return order[list[a].indicator] < order[list[b].indicator] })
	for n := range list {
		r := &list[n]
		key := yearKey{r.indicator, r.year}
		if k.traced[key] == 0 {
			k.traced[key] = p.row
		}
		name := r.indicator
		if i := d.indicators[r.indicator]; i != nil {
			name = i.name
		}
		k.traceRow(p, name, r)
	}
	for _, code := range passportVariables() {
		if v, ok := k.c.passport[code]; ok {
			k.traced[yearKey{passportPrefix + code, v.year}] = p.row
			k.traceRow(p, d.sheet("passport"), &provenance{
				year: v.year, variable: code, coeff: "1", termYear: v.year, value: num{V: v.value, Valid: true}, status: "ok", cell: v.cell,
			})
		}
	}
	p.table("Pochodzenie", head, len(titles), 2)
}

// passportPrefix keeps variables of the passport apart from indicators.
const passportPrefix = "metryczka:"

func (k *card) traceRow(p *page, name string, r *provenance) {
	d := k.d
	side := map[string]string{"numerator": d.header("numerator"), "denominator": d.header("denominator")}[r.side]
	file := r.file
	if r.member != "" {
		file += " › " + r.member
	}
	origin := ""
	if r.origin != "" {
		origin = d.label("origin", r.origin)
	}
	for i, c := range []struct {
		v any
		s style
	}{
		{name, cellTight}, {r.year, cellTight}, {side, cellTight}, {d.variableName(r.variable), cellTight}, {r.coeff, cellTight},
		{r.termYear, cellTight}, {r.value, figures(termFmt(r.value))}, {r.cellValue, figures(termFmt(r.cellValue))}, {file, cellTight},
		{r.sheet, cellTight}, {r.cell.cell, cellTight}, {r.label, cellTight}, {r.weight, figures(termFmt(r.weight))}, {r.part, figures("0.0%")},
		{d.label("status", r.status), cellTight}, {d.source(r.source).title, cellTight}, {r.snapshot, cellTight.with(muted)}, {origin, cellTight},
	} {
		p.set(i+1, p.row, c.v, c.s)
	}
	p.row++
}

// cellTight is for long lists of codes and paths: one line a row.
var cellTight = style{grid: true}

// variableName is the name of a variable, or its code.
func (d *data) variableName(code string) string {
	if v, ok := d.variables[code]; ok {
		return v.name
	}
	return code
}
