package report

import (
	"fmt"
	"regexp"
	"strings"
)

var isoDay = regexp.MustCompile(`\b(?:19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}\b`)

const unchecked = "NIESPRAWDZONE"

// writeMethod says how scores and comparisons are made, in words, with the
// formulas of the cards and every reference that nobody has checked.
func (k *card) writeMethod(p *page) {
	d := k.d
	p.head(d.sheet("method"))
	p.heading("Jak powstaje ocena")
	for _, text := range d.methodText() {
		p.paragraph(text, style{})
	}
	for _, f := range k.services("") {
		p.paragraph(fmt.Sprintf("„%s”: próg pokrycia %d%% wagi i %d%% liczby wskaźników, co najmniej %s i %d wymiary; status fiszki: %s.",
			f.name, f.threshold, f.threshold, nounOf("wskaźnik").count(f.minIndicators), f.minDimensions, d.label("fiche_status", f.status)), style{})
	}
	p.row++
	p.heading("Odwołania, których nikt nie sprawdził")
	found := 0
	for _, f := range k.services("") {
		for _, r := range f.references {
			if !r.verified {
				p.paragraph(unchecked+": "+f.name+" – "+joined(r.title, r.detail), style{font: warning})
				found++
			}
		}
	}
	if found == 0 {
		p.paragraph("Wszystkie odwołania fiszek sprawdzono.", style{})
	}
	p.row++
	p.heading("Wzory wskaźników")
	titles := []string{d.header("indicator"), "Wzór", d.header("direction"), d.header("precision"), "Przerwy w szeregu", "Definicja sprawdzona"}
	head := p.header(titles)
	for _, f := range k.services("") {
		for _, i := range f.indicators {
			var notes []string
			for _, b := range i.breaks {
				notes = append(notes, fmt.Sprintf("%d: %s", b.year, b.note))
			}
			breaks := strings.Join(notes, " ")
			p.set(1, p.row, i.name, cellText.with(bold))
			p.set(2, p.row, i.formula, cellText)
			p.set(3, p.row, d.directionText(i.indicator), cellCentre)
			p.set(4, p.row, decimalsText(i.precision), cellCentre)
			p.set(5, p.row, breaks, cellText)
			p.verified(6, p.row, i.verified)
			p.fit(p.row, i.name, i.formula, d.directionText(i.indicator), "", breaks)
			p.row++
		}
	}
	p.table("Wzory", head, len(titles), -1)
	p.row++
	p.heading("Słowa używane w skoroszycie")
	for _, grp := range []string{"status", "flag", "class"} {
		for _, code := range d.codes(grp) {
			l := d.labels[[2]string{grp, code}]
			p.set(1, p.row, l.pl, cellText.with(bold))
			p.set(2, p.row, l.explanation, cellText)
			p.fit(p.row, l.pl, l.explanation)
			p.row++
		}
	}
}

// verified marks what was not checked.
func (p *page) verified(col, row int, ok bool) {
	if ok {
		p.set(col, row, "sprawdzone", cellCentre)
		return
	}
	p.set(col, row, unchecked, cellCentre.with(warning))
}

func decimalsText(n int) string {
	if n == 0 {
		return "bez miejsc po przecinku"
	}
	return fmt.Sprintf("%d po przecinku", n)
}

// codes are the codes of a label group, in their order.
func (d *data) codes(grp string) []string {
	switch grp {
	case "status":
		return known(d, grp, "ok", "true_zero", "below_format", "secret", "suppressed_small_n", "no_information", "not_collected", "not_applicable",
			"pending", "structure_change", "source_absent", "parse_error")
	case "flag":
		return known(d, grp, "incomplete", "estimate", "low_precision", "method_break", "joint_scope", "revised", "imputed")
	}
	return known(d, grp, "q4", "q3", "q2", "q1", "none")
}

// known keeps the codes that the database has a name for.
func known(d *data, grp string, codes ...string) []string {
	var list []string
	for _, c := range codes {
		if _, ok := d.labels[[2]string{grp, c}]; ok {
			list = append(list, c)
		}
	}
	return list
}

// methodText is the method of scores and comparisons.
func (d *data) methodText() []string {
	return []string{
		"1. Wartość wskaźnika = mnożnik × licznik ÷ mianownik. Brak choćby jednego składnika to brak wartości z podaną przyczyną; brak nigdy nie jest zerem.",
		"2. Normalizacja (min–max) w roku t, wśród wszystkich jednostek prowadzących usługę: stymulanta 100 × (x − min) ÷ (max − min), destymulanta 100 × (max − x) ÷ (max − min), " +
			"nominanta 100 w przedziale uznanym za właściwy i proporcjonalnie mniej poza nim. Wskaźnik jednakowy u wszystkich nie wchodzi do oceny.",
		"3. Ocena = Σ (wartość znormalizowana × waga) ÷ Σ wag wskaźników znanych. Wagi fiszki sumują się do 100; wskaźniki kontekstowe nie mają wagi.",
		"4. Pokrycie = waga wskaźników znanych ÷ waga oczekiwanych. Wskaźnik, który jednostki nie dotyczy, nie jest oczekiwany. Poniżej progu oceny się nie podaje.",
		"5. Miejsce 1 jest najkorzystniejsze; miejsca liczy się na wartościach opublikowanych, remisy mają to samo miejsce. Jednostka bez wskaźnika podstawowego ma ocenę, lecz stoi poza rankingiem.",
		fmt.Sprintf("6. Mediana i kwartyle (typ 7) w grupach co najmniej %d jednostek. Iloraz sum = mnożnik × suma liczników ÷ suma mianowników grupy. Klasa to ćwiartka rozkładu według kierunku wskaźnika.", d.run.minGrp),
		"7. Zmiany nie podaje się przez przerwę w szeregu ani gdy brakuje wartości wcześniejszej; zmiany wskaźników procentowych są w punktach procentowych.",
	}
}
