package report

import "fmt"

// serviceLeader is a leader in a group.
type serviceLeader struct {
	scheme, group string
	leaderRow
}

const headerPractice = "Dobra praktyka (notatka)"

// writeLeaders names from whom to learn, group by group.
func (s *service) writeLeaders(p *page) {
	d := s.d
	p.head(fmt.Sprintf("%s – %s", d.sheet("leaders"), s.fiche.name),
		"Trzy pierwsze miejsca każdej grupy z trzech pełnych lat, w całej usłudze i w jej wskaźnikach, bo pierwsze miejsce w jednym roku może być przypadkiem. W koszcie liderów się nie wskazuje. "+
			"Wskaźnik z błędem losowym: różnica do średniej wszystkich. Kolumna „"+headerPractice+"” jest do wypełnienia po rozmowie z jednostką; zapisane w practices/ stoją w niej od razu.")
	titles := []string{
		"Sposób porównania", capital(d.label("scheme", "comparison")), d.header("indicator"), "Lata", d.header("rank") + " (z n)", d.header("unit"), d.header("teryt"), d.header("powiat"),
		"Średnia z trzech lat", d.header("unit_of_measure"), "Osoby", headerPractice, "Pochodzenie",
	}
	head := p.header(titles)
	for _, sch := range d.schemes {
		for _, g := range d.groups[sch.code] {
			for _, r := range s.leaders {
				if r.scheme != sch.code || r.group != g.code {
					continue
				}
				s.leader(p, sch, g, r)
			}
		}
	}
	if p.row-1 < head+1 {
		p.paragraph("Żadna jednostka nie ma trzech pełnych lat.", style{})
		return
	}
	p.table("Liderzy", head, len(titles), 0)
}

func (s *service) leader(p *page, sch scheme, g group, r serviceLeader) {
	d, u := s.d, s.d.unit[r.teryt]
	indicator, note := wholeService, r.title
	if i := d.indicators[r.indicator]; i != nil {
		indicator = i.name
	}
	if note != "" {
		note += ". " + r.text + " (" + r.source + ")"
	}
	for col, c := range []struct {
		v any
		s style
	}{
		{sch.name, cellText}, {g.name, cellText}, {indicator, cellText}, {r.span(), cellCentre}, {r.place(), cellCentre}, {u.fullName, cellText.with(bold)}, {u.teryt, cellText}, {u.powiat, cellText},
		{r.mean, figures(numFmt(r.precision))}, {r.measure, cellCentre}, {r.persons, figures(fmtWhole)}, {note, cellInput}, {d.label("origin", r.origin), cellCentre},
	} {
		p.set(col+1, p.row, c.v, c.s)
	}
	p.fit(p.row, sch.name, g.name, indicator, r.span(), r.place(), u.fullName, "", u.powiat, "", r.measure, "", note)
	p.row++
}

const wholeService = "cała usługa (ocena)"

// span are the three years of a leader.
func (r leaderRow) span() string { return fmt.Sprintf("%d–%d", r.year-2, r.year) }

// place is the rank of a leader among those that could be one.
func (r leaderRow) place() string {
	text := fmt.Sprintf("%d z %d", r.rank, r.n)
	if r.ties > 0 {
		text += " ex aequo"
	}
	return text
}
