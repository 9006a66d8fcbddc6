package report

import (
	"fmt"
	"strings"

	"github.com/xuri/excelize/v2"
)

// Columns of an area sheet that other code refers to.
const (
	areaIndicator = 2
	areaValue     = 4
	areaClass     = 7
)

const (
	headerTarget = "Cel ze strategii"
	headerCode   = "Kod wskaźnika"
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

// classText is the class in words; an indicator without a direction has none.
func (k *card) classText(r *areaRow, scheme string) string {
	c, ok := r.c[scheme]
	switch {
	case r.i.direction == "neutral":
		return "nie ocenia się"
	case !ok:
		return ""
	case c.class == "none" && c.n >= k.d.run.minGrp:
		return "bez klasy: równe wartości w grupie"
	}
	return k.d.label("class", c.class)
}

// statusText is the status of a value, and why a missing one is missing.
func (k *card) statusText(v *value) string {
	if v.cause != "" && v.cause != v.status {
		return k.d.label("cause", v.cause)
	}
	return k.d.label("status", v.status)
}

func (k *card) changeNote(c comparison) string {
	name := func(span, note string) string {
		switch note {
		case "":
			return ""
		case "kind":
			return span + ": zmiana rodzaju gminy"
		}
		return span + ": " + k.d.label("change_note", note)
	}
	if c.note1 == c.note5 {
		return name("rok i 5 lat", c.note1)
	}
	return joined(name("rok", c.note1), name("5 lat", c.note5))
}

func (k *card) rowOrigin(r *areaRow) string {
	g := k.d.figure(k.d.mainScheme(), k.c.teryt, r.i.code, r.v.year)
	switch {
	case !r.v.figure.Valid:
		return ""
	case r.v.origin != synthetic && g.origin == synthetic:
		return k.d.label("origin", r.v.origin) + "; w grupie " + k.d.label("origin", synthetic)
	}
	return k.d.label("origin", r.v.origin)
}

// flagNames writes flags in words.
func (d *data) flagNames(flags string) string {
	if flags == "" {
		return ""
	}
	var names []string
	for _, f := range strings.Split(flags, ",") {
		names = append(names, d.label("flag", f))
	}
	return strings.Join(names, "; ")
}

// directionText is the direction, with the range of a nominant.
func (d *data) directionText(i *indicator) string {
	if i.direction == "nominant" && i.low.Valid && i.high.Valid {
		return d.label("direction", i.direction) + " (" + i.targetRange() + ")"
	}
	return d.label("direction", i.direction)
}

// writeArea writes the indicators of an area's services and a profile chart
// for each service.
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
			p.fit(p.row, r.f.name, r.i.name, "", "", r.i.measure, k.statusText(r.v), k.classText(r, k.d.mainScheme()), "", "", "", "", "", "", "", "", "", "", k.changeNote(r.c[k.d.mainScheme()]))
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
	p.row++
	n, tall := 0, 0
	for _, f := range k.services(area) {
		if at, ok := span[f.id]; ok {
			if height := k.profileChart(p, f, n%2, head, at[0], at[1], titles); height > 0 {
				n, tall = n+1, max(tall, height)
				if n%2 == 0 {
					p.row, tall = p.row+rowsFor(uint(tall)), 0
				}
			}
		}
	}
}

func (k *card) areaRow(f *fiche, i ficheIndicator) *areaRow {
	v := k.c.latest(i.code)
	if v == nil {
		return nil
	}
	r := &areaRow{f: f, i: i, v: v, c: k.c.compared[yearKey{i.code, v.year}]}
	year := k.years[f.id]
	if v.year == year {
		r.score = k.c.scores[yearKey{f.id, year}]
	}
	if newer := k.c.values[yearKey{i.code, year}]; v.figure.Valid && v.year < year && newer != nil {
		r.note = fmt.Sprintf("starsze dane: za %d r. – %s", year, k.statusText(newer))
	}
	return r
}

// chartLeft keeps the charts clear of the columns that every page repeats.
const chartLeft = 420

// profileChart shows the normalised values of a service beside the medians,
// two charts in a row; it gives the height of the chart, 0 for none.
func (k *card) profileChart(p *page, f *fiche, slot, head, first, last int, titles []string) int {
	s := k.c.scores[yearKey{f.id, k.years[f.id]}]
	if s == nil || len(s.normalised) == 0 {
		return 0
	}
	unitCol, groupCol := 0, 0
	for i, t := range titles {
		switch t {
		case headerNorm:
			unitCol = i + 1
		case headerNormMedian:
			groupCol = i + 1
		}
	}
	const width = 840
	height := uint(120 + 34*(last-first+1))
	col, shift := chartColumn(chartLeft+slot*(width+14), p.widths)
	categories := ref(p.name, areaIndicator, first, areaIndicator, last)
	p.drawAt(col, p.row, shift, picture{
		kind:      excelize.Bar,
		title:     fmt.Sprintf("%s, %d: profil na tle mediany grupy (0 – najmniej, 100 – najbardziej korzystnie)", f.name, k.years[f.id]),
		synthetic: k.scoreOrigin(f, s) == synthetic,
		series: []excelize.ChartSeries{
			bar(ref(p.name, unitCol, head, unitCol, head), categories, ref(p.name, unitCol, first, unitCol, last), colourUnit),
			bar(ref(p.name, groupCol, head, groupCol, head), categories, ref(p.name, groupCol, first, groupCol, last), colourGroup),
		},
		x:     excelize.ChartAxis{ReverseOrder: true},
		y:     excelize.ChartAxis{Minimum: bound(0), Maximum: bound(100), MajorGridLines: true},
		width: width, height: height, gap: 50,
	})
	return int(height)
}
