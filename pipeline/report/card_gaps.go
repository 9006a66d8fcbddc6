package report

import "strings"

// writeGaps lists every gap of the unit with its cause, its owner and when to
// expect the value.
func (k *card) writeGaps(p *page) {
	d := k.d
	overdue, local := 0, 0
	for _, g := range k.c.gaps {
		if g.overdue {
			overdue++
		}
		if g.ownerKind == "local" {
			local++
		}
	}
	notes := []string{
		"Liczba luk: " + integer(len(k.c.gaps)) + "; w tym po terminie publikacji: " + integer(overdue) + ", do uzupełnienia przez jednostkę: " + integer(local) +
			". Znaczenie luki to suma wag wskaźników, którym brakuje tej danej.",
	}
	if len(k.c.gaps) > 0 {
		g := k.c.gaps[0]
		notes = append(notes, "Najważniejsza luka: "+gapSentence(d.variableName(g.variable), g.year, d.label("cause", g.cause), g.owner, g.expected)+".")
	}
	if len(k.c.filled) > 0 {
		notes = append(notes, "Wartości uzupełnione według fiszek: "+integer(len(k.c.filled))+". Liczą się tylko w ocenie jednostki; luka pozostaje.")
	}
	p.head(d.sheet("gaps")+" – "+k.c.fullName, notes...)
	titles := []string{
		"Zmienna", d.header("year"), d.header("cause"), d.header("owner"), d.header("expected"), d.header("overdue"), d.header("severity"),
		"Liczba wskaźników bez danej", "Objaśnienie", d.header("fill_option"), d.header("fill_error") + " (%)", "Kod zmiennej",
	}
	head := p.header(titles)
	for _, g := range k.c.gaps {
		name, owner := d.variableName(g.variable), g.owner
		if owner == "" {
			owner = d.label("owner", "nobody")
		}
		why := polishDates(g.explanation)
		var until any = g.expected
		look := style{grid: true, wrap: true, align: "center", format: fmtDate}
		if !g.expected.Valid {
			until, look = "bez terminu", cellMuted
		}
		late := cellCentre
		if g.overdue {
			late = late.with(warning)
		}
		p.set(1, p.row, name, cellText)
		p.set(2, p.row, g.year, cellCentre)
		p.set(3, p.row, d.label("cause", g.cause), cellText)
		p.set(4, p.row, owner, cellText)
		p.set(5, p.row, until, look)
		p.set(6, p.row, yesNo(g.overdue), late)
		p.set(7, p.row, g.severity, figures(fmtWhole))
		p.set(8, p.row, g.indicators, figures(fmtWhole))
		p.set(9, p.row, why, cellText)
		p.set(10, p.row, g.fill.method, cellText)
		p.set(11, p.row, g.fill.error, figures(fmtScore))
		p.set(12, p.row, g.variable, cellText.with(muted))
		p.fit(p.row, name, "", d.label("cause", g.cause), owner, "", "", "", "", why, g.fill.method, "", g.variable)
		p.row++
	}
	last := p.row - 1
	p.table("Luki", head, len(titles), 1)
	p.bars(7, head+1, last, 100)
}

// polishDates writes the days of an explanation as a reader expects them:
// 2024-06-15 becomes 15.06.2024.
func polishDates(s string) string {
	return isoDay.ReplaceAllStringFunc(s, func(day string) string {
		part := strings.Split(day, "-")
		return part[2] + "." + part[1] + "." + part[0]
	})
}
