package report

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"
)

// Columns of the trend sheet before the years.
const (
	trendIndicator = 2
	trendSeries    = 4
	trendYears     = 5
)

func (k *card) trendWidths() []float64 {
	w := []float64{20, 36, 11, 15}
	for range k.trendSpan() {
		w = append(w, 11)
	}
	return append(w, 12, 14, 36, 17)
}

// trendSpan are the years the card knows of.
func (k *card) trendSpan() []int {
	var years []int
	for y := k.c.firstYear; y <= k.c.lastYear; y++ {
		years = append(years, y)
	}
	return years
}

// trendChart is a chart to draw when the table is whole.
type trendChart struct {
	i         ficheIndicator
	row, head int
	syn       bool
}

// writeTrends writes all years of each indicator in four rows: value, median,
// place and status. It gives the charts that can be drawn: monitoring
// indicators with two years or more.
func (k *card) writeTrends(p *page) []trendChart {
	d := k.d
	years := k.trendSpan()
	group, _ := d.groupOf(d.mainScheme(), k.c.teryt)
	p.head(d.sheet("trends")+" – "+k.c.fullName,
		"Cztery wiersze na wskaźnik: wartość jednostki, mediana grupy ("+group.name+"), miejsce w grupie i status. Gruba czerwona kreska przed komórką "+
			"oznacza przerwę w szeregu: wartości po obu jej stronach nie porównuje się, a linia wykresu jest w tym miejscu przerwana. Zmianę oceny usługi "+
			"z roku na rok wywołują także inne jednostki, dlatego ocen nie zestawia się w szeregu.")
	titles := []string{d.header("service"), d.header("indicator"), d.header("unit_of_measure"), "Szereg"}
	for _, y := range years {
		titles = append(titles, strconv.Itoa(y))
	}
	titles = append(titles, "Przebieg", d.header("change_1"))
	titles = append(titles, "Przerwy w szeregu", "Pochodzenie")
	head := p.header(titles)
	for i, y := range years { // numbers, for the axis of the charts
		p.set(trendYears+i, head, y, cellHeader)
	}
	var charts []trendChart
	sparks := &excelize.SparklineOptions{Markers: true, SeriesColor: "#" + colourUnit, EmptyCells: "gap"}
	for _, f := range k.services("") {
		for _, i := range f.indicators {
			row, points, syn := p.row, 0, false
			for _, y := range years {
				if v := k.c.values[yearKey{i.code, y}]; v != nil && v.figure.Valid {
					points++
					syn = syn || v.origin == synthetic || d.figure(d.mainScheme(), k.c.teryt, i.code, y).origin == synthetic
				}
			}
			k.trendRows(p, f, i, years, syn, points)
			if points >= 2 {
				sparks.Location = append(sparks.Location, at(trendYears+len(years), row))
				sparks.Range = append(sparks.Range, quoted(p.name)+"!"+at(trendYears, row)+":"+at(trendYears+len(years)-1, row))
			}
			if i.monitoring() && points >= 2 {
				charts = append(charts, trendChart{i, row, head, syn})
			}
		}
	}
	if len(sparks.Location) > 0 { // one call: each reads all of the sheet's extensions
		p.try(p.f.AddSparkline(p.name, sparks))
	}
	p.filter(head, len(titles))
	p.freeze(head, trendSeries)
	return charts
}

// trendRows writes the rows of one indicator.
func (k *card) trendRows(p *page, f *fiche, i ficheIndicator, years []int, syn bool, points int) {
	d, main, first := k.d, k.d.mainScheme(), p.row
	names := []string{d.header("value"), d.header("median"), d.header("rank") + " (z n)", d.header("status")}
	cut := map[int]bool{}
	for _, b := range i.breaks {
		cut[b.year] = b.year > years[0] && b.year <= years[len(years)-1]
	}
	end := trendYears + len(years)
	for n, name := range names {
		row, look, repeated := first+n, cellMuted, cellTight.with(muted)
		if n == 0 {
			look, repeated = cellText.with(bold), cellText.with(bold)
		}
		p.set(1, row, f.name, repeated)
		p.set(trendIndicator, row, i.name, repeated)
		p.set(3, row, i.measure, repeated)
		p.set(trendSeries, row, name, look)
		for col := end; col < end+4; col++ {
			p.set(col, row, nil, cellMuted)
		}
	}
	var newest num
	tall := 1
	for n, y := range years {
		col, key := trendYears+n, yearKey{i.code, y}
		v, c := k.c.values[key], k.c.compared[key][main]
		g := d.figure(main, k.c.teryt, i.code, y)
		number, small := figures(numFmt(i.precision)), cellMuted
		number.cut, small.cut = cut[y], cut[y]
		text := ""
		if v != nil {
			text = k.statusText(v)
			p.set(col, first, v.figure, number.with(linked))
			if to := k.traced[key]; to > 0 && v.figure.Valid {
				p.link(col, first, d.sheet("provenance"), at(1, to))
				newest = c.change1
			}
		} else {
			p.set(col, first, nil, number)
		}
		p.set(col, first+1, g.median, number)
		rank := ""
		if c.rank.Valid {
			rank = fmt.Sprintf("%d z %d", c.rank.V, c.n)
		}
		p.set(col, first+2, rank, small)
		if cut[y] {
			text = joined("przerwa w szeregu", text)
		}
		p.set(col, first+3, text, small)
		tall = max(tall, lines(text, 11))
	}
	p.fit(first, f.name, i.name)
	p.try(p.f.SetRowHeight(p.name, first+3, lineHeight*float64(tall)))
	p.set(end+1, first, newest, figures(changeFmt(i.precision, i.measure)))
	p.set(end+2, first, breakNotes(i.indicator, years), cellText)
	if points > 0 {
		origin := "real"
		if syn {
			origin = synthetic
		}
		p.set(end+3, first, d.label("origin", origin), cellCentre)
	}
	p.row += len(names)
}

// segment is a run of years without a break, as offsets into the years.
type segment struct {
	from, to int
	name     string
}

// segments cuts the years at the breaks of an indicator.
func segments(i *indicator, years []int) []segment {
	starts := []int{0}
	for _, b := range i.breaks {
		if n := b.year - years[0]; n > 0 && n < len(years) && n > starts[len(starts)-1] {
			starts = append(starts, n)
		}
	}
	var list []segment
	for n, from := range starts {
		to := len(years) - 1
		if n+1 < len(starts) {
			to = starts[n+1] - 1
		}
		s := segment{from: from, to: to}
		switch {
		case len(starts) == 1:
		case from == to:
			s.name = fmt.Sprintf(" %d", years[from])
		case n == 0:
			s.name = fmt.Sprintf(" do %d", years[to])
		case n == len(starts)-1:
			s.name = fmt.Sprintf(" od %d", years[from])
		default:
			s.name = fmt.Sprintf(" %d–%d", years[from], years[to])
		}
		list = append(list, s)
	}
	return list
}

// breakNotes names the breaks inside the years.
func breakNotes(i *indicator, years []int) string {
	var notes []string
	for _, b := range i.breaks {
		if b.year > years[0] && b.year <= years[len(years)-1] {
			notes = append(notes, fmt.Sprintf("%d: %s", b.year, b.note))
		}
	}
	return strings.Join(notes, " ")
}
