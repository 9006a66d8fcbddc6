package report

import "github.com/xuri/excelize/v2"

// pixels of a column one character wide and of a row of 15 points, as excelize
// counts them.
const (
	charPixels = 7
	rowPixels  = 18
)

// picture is a chart to place at a cell; sizes in pixels.
type picture struct {
	kind          excelize.ChartType
	title         string
	synthetic     bool
	series        []excelize.ChartSeries
	x, y          excelize.ChartAxis
	width, height uint
	legend        string
	gap           uint
}

// draw adds a native chart. The title of a chart with made-up figures says so.
func (p *page) draw(col, row int, c picture) { p.drawAt(col, row, 0, c) }

// drawAt shifts the chart by some pixels from the cell.
func (p *page) drawAt(col, row, shift int, c picture) {
	name := c.title
	if c.synthetic {
		name += " (dane zmyślone)"
	}
	legend := c.legend
	if legend == "" {
		legend = "bottom"
	}
	c.x.Font, c.y.Font = excelize.Font{Size: 8, Color: "404040"}, excelize.Font{Size: 8, Color: "404040"}
	chart := &excelize.Chart{
		Type: c.kind, Series: c.series, XAxis: c.x, YAxis: c.y, ShowBlanksAs: "gap",
		Title:     []excelize.RichTextRun{{Text: name, Font: &excelize.Font{Bold: true, Size: 10, Color: colourText, Family: fontName}}},
		Legend:    excelize.ChartLegend{Position: legend, Font: &excelize.Font{Size: 8, Color: "404040"}},
		Dimension: excelize.ChartDimension{Width: c.width, Height: c.height},
		Format:    excelize.GraphicOptions{AltText: name, OffsetX: 4 + shift, OffsetY: 4},
	}
	if c.gap > 0 {
		chart.GapWidth = &c.gap
	}
	p.try(p.f.AddChart(p.name, at(col, row), chart))
}

func solid(colour string) excelize.Fill {
	return excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{colour}}
}

// bar is a series of a bar or column chart.
func bar(name, categories, values, colour string) excelize.ChartSeries {
	return excelize.ChartSeries{Name: name, Categories: categories, Values: values, Fill: solid(colour)}
}

// line is a series of a scatter chart drawn as a line with markers: only a
// scatter chart can leave the line open at a break.
func line(name, xs, ys, colour string, dash bool) excelize.ChartSeries {
	s := excelize.ChartSeries{
		Name: name, Categories: xs, Values: ys, Fill: solid(colour),
		Line:   excelize.ChartLine{Type: excelize.ChartLineSolid, Width: 2, Fill: solid(colour)},
		Marker: excelize.ChartMarker{Symbol: "circle", Size: 5, Fill: solid(colour), Border: excelize.ChartLine{Fill: solid(colour)}},
	}
	if dash {
		s.Line.Dash = excelize.ChartDashDash
		s.Marker.Symbol = "diamond"
	}
	return s
}

// below goes on under a chart of a height. The rows it covers get their
// height, so that programs with another font do not let charts overlap.
func (p *page) below(height uint) {
	for range int(height)/rowPixels + 2 {
		p.try(p.f.SetRowHeight(p.name, p.row, 15))
		p.row++
	}
}

func bound(x float64) *float64 { return &x }

// chartColumn is the column that begins at or before a distance in pixels,
// with what is left of the distance.
func chartColumn(pixels int, widths []float64) (col, offset int) {
	for i, w := range widths {
		size := int(w*charPixels) + 5
		if pixels < size {
			return i + 1, pixels
		}
		pixels -= size
	}
	return len(widths) + 1, pixels
}
