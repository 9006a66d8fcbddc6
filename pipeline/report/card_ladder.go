package report

import (
	"fmt"
	"math"
	"slices"
	"strings"
)

func ladderWidths() []float64 { return []float64{36, 7, 44, 30, 9, 14, 14, 14, 14, 14, 14, 14, 20} }

// writeLadder answers why a pupil costs more or less than elsewhere.
func (k *card) writeLadder(p *page) {
	d := k.d
	p.head(d.sheet("cost_ladder")+" – "+k.c.fullName,
		"Koszt ucznia = (etaty na oddział × płaca na etat + pozostałe wydatki na oddział) ÷ uczniowie na oddział. Różnicę kosztu rozdzielono między cztery szczeble: ile zmienia każdy z nich, "+
			"średnio po wszystkich 24 kolejnościach, w jakich można je zmieniać. Części sumują się do różnicy. Dodatnia część podnosi koszt tej jednostki. „Pozostałe” zawierają też różnice w księgowaniu.")
	for _, f := range k.services("") {
		k.ladderSentence(p, f)
	}
	p.row++
	titles := []string{d.header("service"), d.header("year"), "Porównanie z grupą", "Jednostka środkowa", d.header("n"), "Koszt ucznia (zł)", "Koszt porównywany (zł)", "Różnica (zł)",
		"Wielkość oddziału (zł)", "Etaty na oddział (zł)", "Płaca na etat (zł)", "Pozostałe (zł)", "Pochodzenie"}
	head := p.header(titles)
	for _, r := range k.c.beside.ladder {
		name := k.ficheName(r.fiche)
		p.set(1, p.row, name, cellText)
		p.set(2, p.row, r.year, cellCentre)
		p.set(3, p.row, r.against, cellText)
		unit := r.unit
		if unit == "" {
			unit = "razem (" + strings.ToLower(d.header("ratio_of_sums")) + ")"
		}
		p.set(4, p.row, unit, cellText)
		p.set(5, p.row, r.n, figures(fmtWhole))
		p.set(6, p.row, r.cost, figures(fmtWhole))
		p.set(7, p.row, r.reference, figures(fmtWhole))
		for n, x := range []float64{r.difference, r.classSize, r.staffing, r.pay, r.rest} {
			p.set(8+n, p.row, x, figures(changeFmt(0, "zł")))
		}
		p.set(13, p.row, d.label("origin", r.origin), cellCentre)
		p.fit(p.row, name, "", r.against, unit)
		p.row++
	}
	p.table("Drabina", head, len(titles), -1)
	p.row++
	p.heading("Szczeble kosztu tej jednostki")
	titles = []string{d.header("service"), d.header("year"), "", "", "", "Koszt ucznia (zł)", "Uczniowie na oddział", "Etaty na oddział", "Płace na etat (zł)", "Pozostałe na oddział (zł)"}
	p.header(titles)
	for _, s := range k.c.beside.steps {
		p.set(1, p.row, k.ficheName(s.fiche), cellText)
		p.set(2, p.row, s.year, cellCentre)
		for col := 3; col <= 5; col++ {
			p.set(col, p.row, nil, cellText)
		}
		p.set(6, p.row, s.cost, figures(fmtWhole))
		p.set(7, p.row, s.classSize, figures("0.0"))
		p.set(8, p.row, s.staffing, figures("0.00"))
		p.set(9, p.row, s.pay, figures(fmtWhole))
		p.set(10, p.row, s.rest, figures(fmtWhole))
		p.fit(p.row, k.ficheName(s.fiche))
		p.row++
	}
}

func (k *card) ficheName(id string) string {
	for _, f := range k.d.fiches {
		if f.id == id {
			return f.name
		}
	}
	return id
}

// ladderSentence says the newest difference to the comparison group.
func (k *card) ladderSentence(p *page, f *fiche) {
	at := slices.IndexFunc(k.c.beside.ladder, func(r ladderRow) bool { return r.fiche == f.id && r.unit == "" })
	if at < 0 {
		return
	}
	r := k.c.beside.ladder[at]
	p.paragraph(costSentence(f.name, r), style{})
	if r.origin == synthetic {
		p.paragraph(capital(k.d.label("origin", synthetic))+".", style{font: muted})
	}
}

// costSentence: what a pupil costs, and what makes the difference.
func costSentence(service string, r ladderRow) string {
	s := fmt.Sprintf("%s, %d: %s na ucznia", service, r.year, quantity(r.cost, 0, "zł"))
	if number(r.difference, 0) == number(0, 0) {
		return s + fmt.Sprintf(", tyle samo co w grupie (%s).", r.against)
	}
	word := "więcej"
	if r.difference < 0 {
		word = "mniej"
	}
	s += fmt.Sprintf(", o %s %s niż w grupie (%s: %s, n = %d)", quantity(math.Abs(r.difference), 0, "zł"), word, r.against, quantity(r.reference, 0, "zł"), r.n)
	var parts []string
	for _, part := range []struct {
		name string
		x    float64
	}{{"wielkość oddziału", r.classSize}, {"etaty na oddział", r.staffing}, {"płaca na etat", r.pay}, {"pozostałe wydatki", r.rest}} {
		sign := "+"
		if part.x < 0 {
			sign = ""
		}
		parts = append(parts, part.name+" "+sign+quantity(part.x, 0, "zł"))
	}
	return s + "; z tego: " + strings.Join(parts, ", ") + "."
}
