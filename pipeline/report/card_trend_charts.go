package report

import (
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"
)

// The charts stand in a grid of three by three to a printed page.
const (
	trendWidth   = 470
	trendHeight  = 260
	trendAcross  = 3
	trendDown    = 3
	trendPercent = 57 // of the natural size: three charts fit across A4, also with a wider font
)

func chartGrid() []float64 {
	var w []float64
	for range 20 {
		w = append(w, 10)
	}
	return w
}

// writeTrendCharts draws a line chart for each indicator: the unit against
// the median of its group, open at breaks.
func (k *card) writeTrendCharts(p, table *page, charts []trendChart) {
	p.head(table.name+" – wykresy: "+k.c.fullName,
		"Wskaźniki monitoringowe z co najmniej dwoma latami danych. Linia przerywana to mediana grupy. Po przerwie w szeregu zaczyna się nowa linia; jej dwóch stron nie porównuje się.")
	if len(charts) == 0 {
		p.paragraph("Żaden wskaźnik monitoringowy nie ma jeszcze dwóch lat z danymi, więc nie ma wykresów.", style{})
		return
	}
	p.pagesAt(trendPercent)
	for n, c := range charts {
		if n > 0 && n%(trendAcross*trendDown) == 0 {
			p.try(p.f.InsertPageBreak(p.name, at(1, p.row)))
		}
		k.trendChart(p, table, n%trendAcross, c)
		if n%trendAcross == trendAcross-1 {
			p.below(trendHeight)
		}
	}
}

// pagesAt prints the sheet at a fixed size, so that page breaks count.
func (p *page) pagesAt(percent uint) {
	fit := false
	p.try(p.f.SetSheetProps(p.name, &excelize.SheetPropsOptions{FitToPage: &fit}))
	p.try(p.f.SetPageLayout(p.name, &excelize.PageLayoutOptions{AdjustTo: &percent}))
}

// trendChart draws one chart. The names of its lines stand in the cells that
// the chart covers.
func (k *card) trendChart(p, table *page, slot int, c trendChart) {
	years := k.trendSpan()
	parts := segments(c.i.indicator, years)
	col, shift := chartColumn(slot*(trendWidth+14), p.widths)
	title := c.i.name + " (" + c.i.measure + ")"
	var cuts []string
	for _, s := range parts[1:] {
		cuts = append(cuts, strconv.Itoa(years[s.from]))
	}
	if len(cuts) > 0 {
		title += "; przerwa w szeregu: " + strings.Join(cuts, ", ")
	}
	var series []excelize.ChartSeries
	for n, s := range parts {
		names := p.row + 2 + n
		p.set(col+1, names, "jednostka"+s.name, style{font: muted})
		p.set(col+3, names, "mediana"+s.name, style{font: muted})
		from, to := trendYears+s.from, trendYears+s.to
		xs := ref(table.name, from, c.head, to, c.head)
		series = append(series,
			line(ref(p.name, col+1, names, col+1, names), xs, ref(table.name, from, c.row, to, c.row), colourUnit, false),
			line(ref(p.name, col+3, names, col+3, names), xs, ref(table.name, from, c.row+1, to, c.row+1), colourGroup, true))
	}
	p.drawAt(col, p.row, shift, picture{
		kind: excelize.Scatter, title: title, synthetic: c.syn, series: series,
		x: excelize.ChartAxis{
			Minimum: bound(float64(years[0])), Maximum: bound(float64(years[len(years)-1])), MajorUnit: 1,
			NumFmt: excelize.ChartNumFmt{CustomNumFmt: fmtYear},
		},
		y:     excelize.ChartAxis{MajorGridLines: true, NumFmt: excelize.ChartNumFmt{CustomNumFmt: numFmt(c.i.precision)}},
		width: trendWidth, height: trendHeight,
	})
}
