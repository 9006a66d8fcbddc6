package synth

import (
	"miernik/indicators"
)

// admissions are children registered and not admitted in the main round. A
// gmina without applications keeps both at zero.
func (m *model) admissions(u Unit) panel {
	p := m.newPanel("pp_zgloszone", "pp_nieprzyjete")
	if m.picked(pickNoApplications, u) {
		return p
	}
	r := m.residents(u)
	asked := m.course(u, "pp_zgloszone", 0.12, 0.03)
	refused := m.course(u, "pp_nieprzyjete", 0.6, 0.25)
	crowded := m.chance(byKind{0.75, 0.25, 0.45}.of(u), u, "crowded")
	for i := range r.total {
		y := m.year(i)
		p["pp_zgloszone"][i] = count(r.aged3to6[i] * clamp(0.29*enrolment(y)*asked.at(y), 0.1, 0.5))
		if crowded {
			part := clamp(0.045*grown(1, -0.06, y)*refused.at(y), 0, 0.3)
			p["pp_nieprzyjete"][i] = count(p["pp_zgloszone"][i] * part)
		}
	}
	return p
}

// writeAdmissions writes the answers of town halls: one table of all years
// that starts at B9, with title lines above, a total below and notes under it.
func writeAdmissions(m *model) error {
	p := profile{
		id: "synt-nabor", titlePL: "Nabór do przedszkoli", titleEN: "Admission to pre-school", local: true,
		files: "local/nabor_SYNT_*.xlsx", format: "table", released: "04-15 of year+1",
		extra: []string{
			`header: ["Kod TERYT", "Gmina", "Rok", "Dzieci zgłoszone"]`,
			`unit: {column: "Kod TERYT"}`,
			`year: {column: "Rok"}`,
			`skip: ["RAZEM", "Uwaga", "#", "<3"]`,
			`cells: {"#": secret, "<3": suppressed_small_n}`,
		},
	}
	err := m.build(p.fileName(), p.titlePL, func(b *workbook) error {
		if err := b.sheet("Nabór", m.admissionTable); err != nil {
			return err
		}
		return b.sheet("OPIS", m.localNote)
	})
	if err != nil {
		return err
	}
	return m.writeProfile(p, []string{
		`{variable: pp_zgloszone, level: gmina, column: "Dzieci zgłoszone"}`,
		`{variable: pp_nieprzyjete, level: gmina, column: "Dzieci nieprzyjęte"}`,
	})
}

func (m *model) admissionTable(g *grid) error {
	const left, right, top = 2, 6, 9 // the table is B9:F…
	for i, width := range []float64{3, 12, 30, 8, 18, 18} {
		if err := g.sw.SetColWidth(i+1, i+1, width); err != nil {
			return err
		}
	}
	for i, title := range []string{
		"Nabór do przedszkoli i oddziałów przedszkolnych: rekrutacja podstawowa", "Zestawienie odpowiedzi urzędów gmin",
		"DANE ZMYŚLONE (PRZYKŁADOWE)", "Stan na dzień ogłoszenia list przyjętych",
	} {
		row := 2 + i
		if err := g.merge(left, row, right, row); err != nil {
			return err
		}
		if err := g.heading(left, row, title); err != nil {
			return err
		}
	}
	if err := g.heading(left, top, "Kod TERYT", "Gmina", "Rok", "Dzieci zgłoszone", "Dzieci nieprzyjęte"); err != nil {
		return err
	}
	row, asked, refused := top, 0.0, 0.0
	for _, u := range m.gminas {
		if err := m.ctx.Err(); err != nil {
			return err
		}
		years := int(m.o.To-m.o.From) + 1
		m.summary.Cells += 2 * years
		if m.silent(u) {
			m.gap(indicators.LocalMissing, 2*years)
			continue
		}
		p := m.admissions(u)
		for y := m.o.From; y <= m.o.To; y++ {
			i := m.index(y)
			var hidden any = p["pp_nieprzyjete"][i]
			if m.secret(u, y, p["pp_nieprzyjete"][i]) {
				mark, cause := "#", indicators.Secret
				if n := p["pp_nieprzyjete"][i]; n > 0 && n < 3 && !m.picked(pickSecret, u) {
					mark, cause = "<3", indicators.SuppressedSmallN
				}
				hidden = mark
				m.gap(indicators.Cause(cause), 1)
			} else {
				refused += p["pp_nieprzyjete"][i]
			}
			if p["pp_zgloszone"][i] == 0 && m.o.Gaps > 0 {
				m.gap(indicators.DenominatorZero, 1)
			}
			asked += p["pp_zgloszone"][i]
			row++
			if err := g.row(left, row, string(u.TERYT), u.Name, int(y), p["pp_zgloszone"][i], hidden); err != nil {
				return err
			}
		}
	}
	if err := g.heading(left, row+1, "RAZEM", nil, nil, asked, refused); err != nil {
		return err
	}
	for i, text := range []string{
		"<3 liczba ukryta: nieprzyjętych było jedno lub dwoje dzieci",
		"# dane niejawne: gmina nie zgodziła się na publikację",
		"Uwaga: dziecko liczy się raz, bez względu na liczbę wskazanych placówek. Dane zmyślone (przykładowe).",
	} {
		if err := g.row(left, row+3+i, text); err != nil {
			return err
		}
	}
	return nil
}

// silent tells gminas that did not answer at all. The gminas whose answers
// show another kind of gap did answer.
func (m *model) silent(u Unit) bool {
	if m.picked(pickLocalMissing, u) {
		return true
	}
	return m.chance(2*m.o.Gaps, u, "silent admissions") && !m.picked(pickNoApplications, u) && !m.picked(pickSecret, u)
}

// secret tells cells hidden by their gmina: small counts, as a rule.
func (m *model) secret(u Unit, y indicators.Year, refused float64) bool {
	switch {
	case m.o.Gaps == 0:
		return false
	case m.picked(pickSecret, u) && y == m.o.To:
		return true
	}
	k := mix(m.key("secret", string(u.TERYT)), uint64(y))
	return refused >= 1 && refused <= 2 && share(k) < 0.5 || refused > 2 && share(k) < m.o.Gaps/2
}

// localNote is the sheet that says what a local workbook is.
func (m *model) localNote(g *grid) error {
	if err := g.row(1, 1, "Pochodzenie:", note); err != nil {
		return err
	}
	if err := g.row(1, 2, nil, warning); err != nil {
		return err
	}
	return g.row(1, 3, "Data przygotowania:", m.updated)
}
