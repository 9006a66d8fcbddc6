package report

import (
	"context"

	"miernik/pipeline/warehouse"
)

// changes is the workbook of what changed since the last publication.
type changes struct {
	*book
	l *loader
}

// maxChanges is how many changed figures of one kind a sheet lists.
const maxChanges = 5000

// writeChanges writes the correction log into dir.
func writeChanges(ctx context.Context, db *warehouse.DB, d *data, dir string) (File, error) {
	c := &changes{book: newBook(d, dir, d.label("workbook", KindChanges), d.run.workspace, d.run.synthetic), l: &loader{ctx: ctx, db: db}}
	c.writeSummary(c.page(d.sheet("summary"), 1, 20, 44, 12, 12, 10, 10, 18))
	for _, k := range []struct{ kind, sheet, code string }{
		{"score", "Zmienione oceny", "score"}, {"indicator", "Zmienione wskaźniki", "indicator"}, {"observation", "Zmienione dane", "variable"},
	} {
		c.writeRows(c.page(k.sheet, 1, 10, 28, 44, 7, 13, 13, 18, 18, 30, 40), k.kind, k.sheet)
	}
	c.writeLog(c.page(d.sheet("changes"), 1, 12, 16, 46, 8, 44, 10, 18))
	c.try(c.l.err)
	return c.save(dir, KindChanges, KindChanges)
}

// changeKind names what changed.
func changeKind(kind string) string {
	return map[string]string{"observation": "dane źródłowe", "indicator": "wskaźnik", "score": "ocena", "rank": "miejsce", "fiche": "fiszka", "hierarchy": "hierarchia", "scheme": "grupa porównania"}[kind]
}

// codeName names a variable, an indicator, a service or another node.
func (d *data) codeName(code string) string {
	if i := d.indicators[code]; i != nil {
		return i.name
	}
	for _, f := range d.fiches {
		if f.id == code {
			return f.name
		}
	}
	if v, ok := d.variables[code]; ok {
		return v.name
	}
	for _, grp := range []string{"node", "scheme"} {
		if name := d.label(grp, code); name != "" && name != code {
			return name
		}
	}
	return code
}

func (c *changes) writeSummary(p *page) {
	d := c.d
	type compared struct {
		run  string
		asOf day
		note string
	}
	note := "Nie porównano z poprzednią publikacją: to pierwsza."
	for _, r := range rows(c.l, "changes_run", func(r *compared) []any { return []any{&r.run, &r.asOf, &r.note} }) {
		switch {
		case r.note == "" && r.asOf.Valid:
			note = "Porównano z publikacją: stan danych na dzień " + shortDate(r.asOf.V) + "."
		case r.note == "other_tables":
			note = "Nie porównano: poprzedni plik zrobiła inna wersja programu. Następne przetworzenie porówna."
		case r.note == "unreadable":
			note = "Nie porównano: poprzedniego pliku nie dało się otworzyć."
		}
	}
	p.head(d.label("workbook", KindChanges), note, "Każda zmiana ma jedną przyczynę. Nowe dane policzono, lecz nie wymieniono: niczego nie poprawiają.")
	titles := []string{"Co", "Przyczyna", "Zmiany", "Pozycje", "Od roku", "Do roku", "Największa różnica"}
	head := p.header(titles)
	type counted struct {
		kind, cause string
		n, codes    int64
		first, last int
		largest     num
	}
	for _, s := range rows(c.l, "changes_summary", func(s *counted) []any {
		return []any{&s.kind, &s.cause, &s.n, &s.codes, &s.first, &s.last, &s.largest}
	}) {
		p.set(1, p.row, changeKind(s.kind), cellText.with(bold))
		p.set(2, p.row, d.label("change", s.cause), cellText)
		p.set(3, p.row, s.n, figures(fmtWhole))
		p.set(4, p.row, s.codes, figures(fmtWhole))
		p.set(5, p.row, s.first, cellCentre)
		p.set(6, p.row, s.last, cellCentre)
		p.set(7, p.row, s.largest, figures(fmtAny))
		p.fit(p.row, "", d.label("change", s.cause))
		p.row++
	}
	p.table("Zmiany", head, len(titles), -1)
	p.row++
	p.heading("Zmienione definicje")
	titles = []string{"Co", "Nazwa", "Zmiana"}
	head = p.header(titles)
	type definition struct{ kind, code, what string }
	for _, s := range rows(c.l, "changes_definitions", func(s *definition) []any { return []any{&s.kind, &s.code, &s.what} }) {
		p.set(1, p.row, changeKind(s.kind), cellText.with(bold))
		p.set(2, p.row, d.codeName(s.code), cellText)
		p.set(3, p.row, d.label("change", s.what), cellText)
		p.fit(p.row, "", d.codeName(s.code), d.label("change", s.what))
		p.row++
	}
	p.table("Zmienione_definicje", head, len(titles), -1)
}

type changedRow struct {
	unit, code        string
	year              int
	old, now          num
	oldStatus, status string
	cause, detail     string
}

func (c *changes) writeRows(p *page, kind, title string) {
	d := c.d
	list := rows(c.l, "changes_rows", func(r *changedRow) []any {
		return []any{&r.unit, &r.code, &r.year, &r.old, &r.now, &r.oldStatus, &r.status, &r.cause, &r.detail}
	}, kind, maxChanges)
	var notes []string
	if len(list) == maxChanges {
		notes = append(notes, "Największych zmian: "+integer(maxChanges)+"; pozostałe są w bazie, w tabeli revision.")
	}
	p.head(title, notes...)
	titles := []string{d.header("teryt"), d.header("unit"), "Pozycja", d.header("year"), d.header("old"), d.header("new"), "Status – było", "Status – jest", d.header("reason"), "Co zdecydowało"}
	head := p.header(titles)
	for _, r := range list {
		name := r.unit
		if u := d.unit[r.unit]; u != nil {
			name = u.name
		}
		p.set(1, p.row, r.unit, cellText)
		p.set(2, p.row, name, cellText.with(bold))
		p.set(3, p.row, d.codeName(r.code), cellText)
		p.set(4, p.row, r.year, cellCentre)
		p.set(5, p.row, r.old, figures(fmtAny))
		p.set(6, p.row, r.now, figures(fmtAny))
		p.set(7, p.row, d.label("status", r.oldStatus), cellText)
		p.set(8, p.row, d.label("status", r.status), cellText)
		p.set(9, p.row, d.label("change", r.cause), cellText)
		p.set(10, p.row, d.codeName(r.detail), cellText)
		p.fit(p.row, "", name, d.codeName(r.code), "", "", "", d.label("status", r.oldStatus), d.label("status", r.status), d.label("change", r.cause), d.codeName(r.detail))
		p.row++
	}
	p.table("Zmiany_"+kind, head, len(titles), 2)
}

func (c *changes) writeLog(p *page) {
	d := c.d
	p.head(d.sheet("changes"), "Zmiany ogłoszonych liczb, przetworzenie po przetworzeniu, najnowsze u góry.")
	titles := []string{d.header("as_of"), "Co", "Pozycja", d.header("year"), d.header("reason"), "Zmiany", "Największa różnica"}
	head := p.header(titles)
	type logged struct {
		asOf       day
		kind, code string
		year       int
		cause      string
		n          int64
		largest    num
	}
	for _, r := range rows(c.l, "changes_log", func(r *logged) []any {
		return []any{&r.asOf, &r.kind, &r.code, &r.year, &r.cause, &r.n, &r.largest}
	}, maxChanges) {
		p.set(1, p.row, r.asOf, style{grid: true, format: fmtDate, align: "center"})
		p.set(2, p.row, changeKind(r.kind), cellText)
		p.set(3, p.row, d.codeName(r.code), cellText.with(bold))
		p.set(4, p.row, r.year, cellCentre)
		p.set(5, p.row, d.label("change", r.cause), cellText)
		p.set(6, p.row, r.n, figures(fmtWhole))
		p.set(7, p.row, r.largest, figures(fmtAny))
		p.fit(p.row, "", "", d.codeName(r.code), "", d.label("change", r.cause))
		p.row++
	}
	p.table("Dziennik_zmian", head, len(titles), 0)
}
