package report

import "strings"

// passportVariables are the quantities a town hall is introduced with; those
// that no source gives are shown as missing.
func passportVariables() []string {
	return []string{
		"ludnosc", "ludnosc_3_6", "ludnosc_7_14", "powierzchnia_km2", "pp_placowki", "sp_szkoly", "sp_uczniowie", "bib_placowki", "dk_placowki", "wydatki_biezace",
	}
}

// writePassport introduces the unit: what it is, how large, which services it
// runs, and in which groups it is compared.
func (k *card) writePassport(p *page) {
	d, u := k.d, k.c.unit
	p.head(d.sheet("passport")+" – "+u.fullName, firstMention(u))
	head := p.header([]string{"Cecha", d.header("value"), d.header("unit_of_measure"), d.header("year"), d.header("source"), "Pochodzenie"})
	fact := func(name string, v any) {
		p.set(1, p.row, name, cellText.with(bold))
		p.set(2, p.row, v, cellText)
		for col := 3; col <= 6; col++ {
			p.set(col, p.row, nil, cellText)
		}
		if s, ok := v.(string); ok {
			p.fit(p.row, name, s)
		}
		p.row++
	}
	fact(d.header("unit"), u.fullName)
	fact(d.header("teryt"), u.teryt)
	fact(d.header("kind"), u.level+": "+u.kind)
	fact(d.header("powiat"), u.powiat)
	fact(d.header("voivodeship"), u.voivodeship)
	fact("Miasto na prawach powiatu", yesNo(u.cityPowiat))
	if u.firstRegister.Valid {
		fact("W rejestrze TERYT od wydania z dnia", date(u.firstRegister.V))
	}
	for _, c := range k.c.changes {
		fact("Zmiana w rejestrze TERYT", c)
	}
	for _, code := range passportVariables() {
		k.passportFigure(p, code)
	}
	for _, s := range d.schemes {
		if g, ok := d.groupOf(s.code, u.teryt); ok {
			fact(capital(d.label("scheme", "comparison"))+": "+s.name, g.name+" ("+k.levelNoun().count(g.size)+")")
		}
	}
	for _, f := range k.services("") {
		o, ok := k.c.operations[f.id]
		text := "brak danych"
		switch {
		case ok && o.known:
			text = yesNo(o.runs)
		case ok:
			text = d.label("withheld", "operation_unknown")
		}
		if ok && o.basis != "" {
			text += " (" + k.d.label("obligation", o.basis) + ")"
		}
		fact("Prowadzi usługę „"+f.name+"”", strings.TrimSpace(text))
	}
	p.freeze(head, 1)
}

// passportFigure writes a quantity with its year and source; a missing one
// says so.
func (k *card) passportFigure(p *page, code string) {
	v, ok := k.c.passport[code]
	name, about := k.d.variables[code], cellText
	if name.code == "" {
		return // the catalogue of this database does not have it
	}
	p.set(1, p.row, name.name, about.with(bold))
	p.set(3, p.row, name.measure, cellCentre)
	if !ok {
		p.set(2, p.row, k.d.label("status", "source_absent"), cellMuted.left())
		for col := 4; col <= 6; col++ {
			p.set(col, p.row, nil, about)
		}
		p.fit(p.row, name.name)
		p.row++
		return
	}
	s := figures(termFmt(num{V: v.value, Valid: true})).with(linked)
	s.align = "left"
	p.set(2, p.row, v.value, s)
	if to := k.traced[yearKey{passportPrefix + code, v.year}]; to > 0 {
		p.link(2, p.row, k.d.sheet("provenance"), at(1, to))
	}
	p.set(4, p.row, v.year, cellCentre)
	src := k.d.source(v.source).title
	p.set(5, p.row, src, about)
	p.set(6, p.row, k.d.label("origin", v.origin), cellCentre)
	p.fit(p.row, name.name, "", "", "", src)
	p.row++
}
