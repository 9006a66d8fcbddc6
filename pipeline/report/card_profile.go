package report

import (
	"fmt"

	"github.com/xuri/excelize/v2"
)

// profile is the place of a service's monitoring indicators on an area sheet.
type profile struct {
	f                 *fiche
	table             *page
	head, first, last int
}

const (
	profileWidth   = 690
	profilePercent = 57 // of the natural size: two charts fit across A4
	profilesAPage  = 4
)

// writeProfiles draws a chart for each service: its normalised values beside
// the medians of the group, two in a row.
func (k *card) writeProfiles(p *page) {
	group, _ := k.d.groupOf(k.d.mainScheme(), k.c.teryt)
	p.head(k.d.sheet("profile")+" – "+k.c.fullName,
		"Wartości znormalizowane wskaźników: 0 najmniej, 100 najbardziej korzystnie wśród wszystkich jednostek. Grupa: "+group.name+".")
	n, tall := 0, 0
	for _, one := range k.profiles {
		height := k.profileChart(p, one, n%2)
		if height == 0 {
			continue
		}
		n, tall = n+1, max(tall, height)
		if n%2 == 0 {
			p.below(uint(tall))
			tall = 0
		}
		if n%profilesAPage == 0 {
			p.try(p.f.InsertPageBreak(p.name, at(1, p.row)))
		}
	}
	if tall > 0 {
		p.below(uint(tall))
	}
	if n == 0 {
		p.paragraph("Żadna usługa nie ma oceny, więc nie ma profili.", style{})
		return
	}
	p.pagesAt(profilePercent)
}

// profileChart draws the chart of one service; it gives its height, 0 when
// the service has no score.
func (k *card) profileChart(p *page, at profile, slot int) int {
	s := k.c.scores[yearKey{at.f.id, k.years[at.f.id]}]
	if s == nil || len(s.normalised) == 0 {
		return 0
	}
	unitCol, groupCol := 0, 0
	for i, c := range k.areaColumns() {
		switch c.title {
		case headerNorm:
			unitCol = i + 1
		case headerNormMedian:
			groupCol = i + 1
		}
	}
	height := uint(120 + 34*(at.last-at.first+1))
	col, shift := chartColumn(slot*(profileWidth+14), p.widths)
	name := at.table.name
	categories := ref(name, areaIndicator, at.first, areaIndicator, at.last)
	p.drawAt(col, p.row, shift, picture{
		kind:      excelize.Bar,
		title:     fmt.Sprintf("%s, %d: profil na tle mediany grupy", at.f.name, k.years[at.f.id]),
		synthetic: k.scoreOrigin(at.f, s) == synthetic,
		series: []excelize.ChartSeries{
			bar(ref(name, unitCol, at.head, unitCol, at.head), categories, ref(name, unitCol, at.first, unitCol, at.last), colourUnit),
			bar(ref(name, groupCol, at.head, groupCol, at.head), categories, ref(name, groupCol, at.first, groupCol, at.last), colourGroup),
		},
		x:     excelize.ChartAxis{ReverseOrder: true},
		y:     excelize.ChartAxis{Minimum: bound(0), Maximum: bound(100), MajorGridLines: true},
		width: profileWidth, height: height, gap: 50,
	})
	return int(height)
}
