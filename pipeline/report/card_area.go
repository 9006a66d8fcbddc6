package report

import (
	"fmt"
	"strings"
)

// Columns of an area sheet that other code refers to.
const (
	areaIndicator = 2
	areaValue     = 4
	areaClass     = 7
)

const (
	headerTarget   = "Cel ze strategii"
	headerCode     = "Kod wskaźnika"
	headerStanding = "Wobec mediany"
	headerConstant = "Zmiana w ciągu 5 lat, ceny stałe"
)

// areaColumn is a column of an area sheet: its heading and width, and how a
// row fills it.
type areaColumn struct {
	title string
	width float64
	fill  func(r *areaRow) (any, style)
}

// areaRow is an indicator of a service in the newest year with data.
type areaRow struct {
	f     *fiche
	i     ficheIndicator
	v     *value
	c     map[string]comparison
	score *score // of the same year as v, or nil
	note  string
}

func (k *card) areaWidths() []float64 {
	var w []float64
	for _, c := range k.areaColumns() {
		w = append(w, c.width)
	}
	return w
}

func (k *card) areaColumns() []areaColumn {
	d := k.d
	main := d.mainScheme()
	group := func(r *areaRow) figure { return d.figure(main, k.c.teryt, r.i.code, r.v.year) }
	own := func(r *areaRow) string { return numFmt(r.i.precision) }
	cols := []areaColumn{
		{d.header("service"), 20, func(r *areaRow) (any, style) { return r.f.name, cellText }},
		{d.header("indicator"), 36, func(r *areaRow) (any, style) { return r.i.name, cellText.with(bold) }},
		{d.header("year"), 6, func(r *areaRow) (any, style) { return r.v.year, cellCentre }},
		{d.header("value"), 11, func(r *areaRow) (any, style) { return r.v.figure, figures(own(r)).with(linked) }},
		{d.header("unit_of_measure"), 11, func(r *areaRow) (any, style) { return r.i.measure, cellCentre }},
		{d.header("status"), 16, func(r *areaRow) (any, style) { return k.statusText(r.v), cellCentre }},
		{d.header("class"), 17, func(r *areaRow) (any, style) { return k.classText(r, main), cellCentre }},
		{headerStanding, 15, func(r *areaRow) (any, style) { return d.standingText(r.c[main].standing), cellCentre }},
		{d.header("rank"), 8, func(r *areaRow) (any, style) { return r.c[main].rank, figures(fmtWhole) }},
		{d.header("n"), 9, func(r *areaRow) (any, style) { return positive(group(r).n), figures(fmtWhole) }},
		{d.header("N"), 9, func(r *areaRow) (any, style) { return positive(group(r).nGroup), figures(fmtWhole) }},
		{d.header("percentile"), 13, func(r *areaRow) (any, style) { return r.c[main].percentile, figures(fmtShare) }},
		{d.header("median"), 10, func(r *areaRow) (any, style) { return group(r).median, figures(own(r)) }},
		{d.header("q1"), 10, func(r *areaRow) (any, style) { return group(r).q1, figures(own(r)) }},
		{d.header("q3"), 10, func(r *areaRow) (any, style) { return group(r).q3, figures(own(r)) }},
		{d.header("ratio_of_sums"), 11, func(r *areaRow) (any, style) { return group(r).ratio, figures(own(r)) }},
		{d.header("change_1"), 15, func(r *areaRow) (any, style) {
			return r.c[main].change1, figures(changeFmt(r.i.precision, r.i.measure))
		}},
		{d.header("change_5"), 15, func(r *areaRow) (any, style) {
			return r.c[main].change5, figures(changeFmt(r.i.precision, r.i.measure))
		}},
		{headerConstant, 15, func(r *areaRow) (any, style) {
			return r.c[main].constant5, figures(changeFmt(r.i.precision, r.i.measure))
		}},
		{"Uwaga o zmianie", 24, func(r *areaRow) (any, style) { return k.changeNote(r.c[main]), cellText }},
	}
	if len(d.schemes) > 0 {
		for _, s := range d.schemes[1:] {
			cols = append(cols,
				areaColumn{d.header("rank") + " – " + s.name, 12, func(r *areaRow) (any, style) { return r.c[s.code].rank, figures(fmtWhole) }},
				areaColumn{d.header("n") + " – " + s.name, 12, func(r *areaRow) (any, style) {
					return positive(d.figure(s.code, k.c.teryt, r.i.code, r.v.year).n), figures(fmtWhole)
				}},
				areaColumn{d.header("median") + " – " + s.name, 12, func(r *areaRow) (any, style) {
					return d.figure(s.code, k.c.teryt, r.i.code, r.v.year).median, figures(own(r))
				}})
		}
	}
	return append(cols, k.areaDetails()...)
}

// areaDetails are the columns of the second printed page.
func (k *card) areaDetails() []areaColumn {
	d := k.d
	return []areaColumn{
		{d.header("numerator"), 14, func(r *areaRow) (any, style) { return r.v.numerator, figures(termFmt(r.v.numerator)) }},
		{d.header("denominator"), 14, func(r *areaRow) (any, style) { return r.v.denominator, figures(termFmt(r.v.denominator)) }},
		{d.header("flags"), 22, func(r *areaRow) (any, style) { return joined(d.flagNames(r.v.flags), r.note), cellText }},
		{d.header("dimension"), 13, func(r *areaRow) (any, style) { return d.label("dimension", r.i.dimension), cellCentre }},
		{d.header("role"), 15, func(r *areaRow) (any, style) { return d.label("role", r.i.role), cellCentre }},
		{d.header("weight"), 7, func(r *areaRow) (any, style) { return positive(r.i.weight), figures(fmtWhole) }},
		{d.header("direction"), 14, func(r *areaRow) (any, style) { return d.directionText(r.i.indicator), cellCentre }},
		{headerNorm, 14, func(r *areaRow) (any, style) { return r.part((*score).norm), figures(fmtScore) }},
		{headerNormMedian, 14, func(r *areaRow) (any, style) {
			m, ok := d.norms[normKey{d.member[[2]string{d.mainScheme(), k.c.teryt}], r.f.id, r.i.code, r.v.year}]
			return num{V: m, Valid: ok && r.score != nil}, figures(fmtScore)
		}},
		{d.header("contribution"), 10, func(r *areaRow) (any, style) { return r.part((*score).adds), figures(fmtScore) }},
		{"Pochodzenie", 18, func(r *areaRow) (any, style) { return k.rowOrigin(r), cellCentre }},
		{headerTarget, 16, func(r *areaRow) (any, style) { return k.comments[r.i.code][headerTarget], cellInput }},
		{d.header("comment"), 30, func(r *areaRow) (any, style) { return k.comments[r.i.code][d.header("comment")], cellInput }},
		{headerCode, 26, func(r *areaRow) (any, style) { return r.i.code, cellText.with(muted) }},
	}
}

const (
	headerNorm       = "Wartość znormalizowana (0–100)"
	headerNormMedian = "Mediana grupy znormalizowana (0–100)"
)

func (s *score) norm(indicator string) (float64, bool) {
	v, ok := s.normalised[indicator]
	return v, ok
}

func (s *score) adds(indicator string) (float64, bool) {
	v, ok := s.contribution[indicator]
	return v, ok
}

func (r *areaRow) part(of func(*score, string) (float64, bool)) num {
	if r.score == nil {
		return num{}
	}
	v, ok := of(r.score, r.i.code)
	return num{V: v, Valid: ok}
}

// positive leaves a count that does not exist empty.
func positive(n int) whole { return whole{V: int64(n), Valid: n > 0} }

func joined(parts ...string) string {
	var list []string
	for _, p := range parts {
		if p != "" {
			list = append(list, p)
		}
	}
	return strings.Join(list, "; ")
}

// writeArea writes the indicators of an area's services.
func (k *card) writeArea(p *page, area string) {
	cols := k.areaColumns()
	main, _ := k.d.groupOf(k.d.mainScheme(), k.c.teryt)
	p.head(k.d.label("area", area)+" – "+k.c.fullName,
		"Dla każdego wskaźnika najnowszy rok z danymi. Grupa porównania: "+main.name+". Wartość prowadzi do komórek źródła w arkuszu „"+
			k.d.sheet("provenance")+"”. Kolumny „"+headerTarget+"” i „"+k.d.header("comment")+"” wypełnia jednostka; następny przebieg zachowuje ich treść.")
	var titles []string
	for _, c := range cols {
		titles = append(titles, c.title)
	}
	head := p.header(titles)
	span := map[string][2]int{} // rows of the monitoring indicators of a service
	for _, f := range k.services(area) {
		first := p.row
		for _, i := range f.indicators {
			r := k.areaRow(f, i)
			if r == nil {
				continue
			}
			for col, c := range cols {
				v, s := c.fill(r)
				p.set(col+1, p.row, v, s)
			}
			if to := k.traced[yearKey{i.code, r.v.year}]; to > 0 && r.v.figure.Valid {
				p.link(areaValue, p.row, k.d.sheet("provenance"), at(1, to))
			}
			p.fit(p.row, r.f.name, r.i.name, "", "", r.i.measure, k.statusText(r.v), k.classText(r, k.d.mainScheme()), k.d.standingText(r.c[k.d.mainScheme()].standing), "", "", "", "", "", "", "", "", "", "", "", k.changeNote(r.c[k.d.mainScheme()]))
			p.row++
			if i.monitoring() {
				span[f.id] = [2]int{first, p.row - 1}
			}
		}
	}
	last := p.row - 1
	p.table("Wskazniki_"+slug(area), head, len(cols), 2)
	p.classRules(areaValue, head+1, last, areaClass)
	p.classRules(areaClass, head+1, last, areaClass)
	for _, f := range k.services(area) {
		if at, ok := span[f.id]; ok {
			k.profiles = append(k.profiles, profile{f, p, head, at[0], at[1]})
		}
	}
}

func (k *card) areaRow(f *fiche, i ficheIndicator) *areaRow {
	year := k.years[f.id]
	if v := k.c.filled[fillKey{f.id, i.code, year}]; v != nil {
		return &areaRow{f: f, i: i, v: v, score: k.c.scores[yearKey{f.id, year}], note: v.filled}
	}
	v := k.c.latest(i.code)
	if v == nil {
		return nil
	}
	r := &areaRow{f: f, i: i, v: v, c: k.c.compared[yearKey{i.code, v.year}]}
	if v.year == year {
		r.score = k.c.scores[yearKey{f.id, year}]
	}
	if newer := k.c.values[yearKey{i.code, year}]; v.figure.Valid && v.year < year && newer != nil {
		r.note = fmt.Sprintf("starsze dane: za %d r. – %s", year, k.statusText(newer))
	}
	return r
}
