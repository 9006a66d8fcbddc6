package report

import (
	"context"
	"path/filepath"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"miernik/pipeline/warehouse"
)

// card is the workbook of one unit.
type card struct {
	*book
	c        *unitData
	areas    []string
	profiles []profile
	years    map[string]int               // the year reported of each service
	traced   map[yearKey]int              // row of the provenance sheet where a figure begins
	comments map[string]map[string]string // by indicator and column, from the card that is replaced
}

// writeCard writes the card of a unit into dir.
func writeCard(ctx context.Context, db *warehouse.DB, d *data, u *unit, dir string) (File, error) {
	c, err := loadUnit(ctx, db, d, u)
	if err != nil {
		return File{}, err
	}
	name := "karta_" + u.teryt + "_" + slug(u.name)
	k := &card{
		book:  newBook(d, dir, d.label("workbook", KindCard)+": "+u.fullName, firstMention(u), c.anySynthetic),
		c:     c,
		years: map[string]int{},
	}
	if k.comments, err = keptComments(d.header("comment"), filepath.Join(dir, name+".xlsx"), filepath.Join(dir, name+madeUpSuffix+".xlsx")); err != nil {
		return File{}, err
	}
	for _, f := range d.fiches {
		if f.level != u.level {
			continue
		}
		k.years[f.id] = c.serviceYear(f)
		if !slices.Contains(k.areas, f.area) {
			k.areas = append(k.areas, f.area)
		}
	}
	summary := k.page(d.sheet("summary"), 1, k.summaryWidths()...)
	passport := k.page(d.sheet("passport"), 1, 34, 44, 12, 8, 52, 24)
	var areas []*page
	for _, a := range k.areas {
		areas = append(areas, k.page(d.label("area", a), 2, k.areaWidths()...))
	}
	profiles := k.page(d.sheet("profile"), 1, chartGrid()...)
	var peers, ladder, leaders *page
	if len(c.beside.groups) > 0 {
		peers = k.page(d.sheet("neighbours"), 2, k.peerWidths()...)
	}
	if len(c.beside.steps) > 0 {
		ladder = k.page(d.sheet("cost_ladder"), 1, ladderWidths()...)
	}
	if len(c.beside.leaders) > 0 {
		leaders = k.page(d.sheet("leaders"), 1, leaderWidths()...)
	}
	var firm *page
	if len(c.robust.ranges)+len(c.robust.nodes) > 0 {
		firm = k.page(d.sheet("sensitivity"), 1, sensitivityWidths()...)
	}
	trends := k.page(d.sheet("trends"), 1, k.trendWidths()...)
	charts := k.page(d.sheet("trends")+" – wykresy", 1, chartGrid()...)
	gaps := k.page(d.sheet("gaps"), 1, 40, 7, 24, 22, 12, 9, 9, 10, 62, 26, 10, 24)
	method := k.page(d.sheet("method"), 1, 36, 44, 18, 14, 46, 14)
	trace := k.page(d.sheet("provenance"), 2, 36, 7, 11, 34, 9, 8, 14, 14, 40, 13, 9, 20, 12, 8, 14, 30, 26, 24)
	k.writeProvenance(trace)
	k.writeSummary(summary)
	k.writePassport(passport)
	for i, a := range k.areas {
		k.writeArea(areas[i], a)
	}
	k.writeProfiles(profiles)
	if peers != nil {
		k.writePeers(peers)
	}
	if ladder != nil {
		k.writeLadder(ladder)
	}
	if leaders != nil {
		k.writeLeaders(leaders)
	}
	if firm != nil {
		k.writeSensitivity(firm)
	}
	k.writeTrendCharts(charts, trends, k.writeTrends(trends))
	k.writeGaps(gaps)
	k.writeMethod(method)
	return k.save(dir, name, KindCard)
}

// services are the fiches of the unit's level, of one area or of all.
func (k *card) services(area string) []*fiche {
	var list []*fiche
	for _, f := range k.d.fiches {
		if f.level == k.c.level && (area == "" || f.area == area) {
			list = append(list, f)
		}
	}
	return list
}

func (k *card) summaryWidths() []float64 {
	w := []float64{32, 16, 6, 8, 11, 18}
	for range k.d.schemes {
		w = append(w, 12, 12, 12, 17, 12)
	}
	return append(w, 16)
}

// writeSummary writes the table of services, the chart against the group and
// the sentences.
func (k *card) writeSummary(p *page) {
	d := k.d
	p.head(k.title, firstMention(k.c.unit)+". "+k.groupsNote())
	titles := []string{d.header("service"), d.header("area"), d.header("year"), d.header("score"), d.header("coverage_w") + " (%)", d.header("status")}
	for _, s := range d.schemes {
		titles = append(titles, d.header("rank")+" – "+s.name, d.header("n")+" – "+s.name, d.header("N")+" – "+s.name,
			d.header("class")+" – "+s.name, d.header("median")+" – "+s.name)
	}
	titles = append(titles, "Pochodzenie")
	head := p.header(titles)
	list := k.services("")
	slices.SortStableFunc(list, func(a, b *fiche) int { // services without a score at the end, out of the chart
		switch {
		case a.scored == b.scored:
			return 0
		case a.scored:
			return -1
		}
		return 1
	})
	charted := head
	for _, f := range list {
		if f.scored {
			charted = p.row
		}
		k.summaryRow(p, f)
	}
	last := p.row - 1
	p.table("Uslugi", head, len(titles), 1)
	p.bars(4, head+1, last, 100)
	for i := range d.schemes {
		p.classRules(10+5*i, head+1, last, 10+5*i)
	}
	p.row++
	if len(d.schemes) > 0 && k.scored() {
		k.scoreChart(p, head+1, charted)
	}
	p.heading("Najważniejsze")
	for _, f := range k.services("") {
		k.sentences(p, f)
	}
}

func (k *card) groupsNote() string {
	var names []string
	for _, s := range k.d.schemes {
		if g, ok := k.d.groupOf(s.code, k.c.teryt); ok {
			names = append(names, s.name+": "+g.name+" ("+k.levelNoun().count(g.size)+")")
		}
	}
	if len(names) == 0 {
		return ""
	}
	return "Grupy porównania: " + strings.Join(names, "; ") + "."
}

func (k *card) levelNoun() noun { return place{level: k.c.level}.noun() }

func (k *card) summaryRow(p *page, f *fiche) {
	d, year := k.d, k.years[f.id]
	s := k.c.scores[yearKey{f.id, year}]
	p.set(1, p.row, f.name, cellText.with(linked))
	p.link(1, p.row, d.label("area", f.area), "A1")
	p.set(2, p.row, d.label("area", f.area), cellText)
	p.set(3, p.row, year, cellCentre)
	for col := 4; col <= 6+5*len(d.schemes)+1; col++ {
		p.set(col, p.row, nil, cellCentre)
	}
	status := "usługi nie ocenia się w tym roku"
	if !f.scored {
		status = "fiszka bez oceny"
	}
	if s != nil {
		p.set(4, p.row, s.score, figures(fmtScore))
		if s.status != "not_applicable" {
			p.set(5, p.row, s.coverage, figures(fmtPercent))
		}
		status = d.label("score_status", s.status)
		if s.reason != "" {
			status += ": " + d.label("withheld", s.reason)
		} else if s.score.Valid && !s.hasCore {
			status += "; poza rankingiem: brak wskaźnika podstawowego"
		}
		for i, sch := range d.schemes {
			r, ok := s.ranks[sch.code]
			if !ok {
				continue
			}
			col := 7 + 5*i
			p.set(col, p.row, r.rank, figures(fmtWhole))
			p.set(col+1, p.row, r.n, figures(fmtWhole))
			p.set(col+2, p.row, r.nGroup, figures(fmtWhole))
			p.set(col+3, p.row, d.className(r.class, r.n, r.rank.Valid), cellCentre)
			p.set(col+4, p.row, r.median, figures(fmtScore))
		}
		if s.known > 0 {
			p.set(7+5*len(d.schemes), p.row, d.label("origin", k.scoreOrigin(f, s)), cellCentre)
		}
	}
	p.set(6, p.row, status, cellCentre)
	p.fit(p.row, f.name, d.label("area", f.area), "", "", "", status, "", "", "", d.label("class", "q1"))
	p.row++
}

// scored tells whether any service has a score.
func (k *card) scored() bool {
	return slices.ContainsFunc(k.services(""), func(f *fiche) bool {
		s := k.c.scores[yearKey{f.id, k.years[f.id]}]
		return s != nil && s.score.Valid
	})
}

// scoreOrigin is made up as soon as anything it is compared with is.
func (k *card) scoreOrigin(f *fiche, s *score) string {
	if s.origin == synthetic {
		return synthetic
	}
	for _, i := range f.indicators {
		if k.d.figure(k.d.mainScheme(), k.c.teryt, i.code, s.year).origin == synthetic && i.monitoring() {
			return synthetic
		}
	}
	return s.origin
}

// scoreChart sets the scores against the medians of the group.
func (k *card) scoreChart(p *page, first, last int) {
	const height = 260
	categories := ref(p.name, 1, first, 1, last)
	head := first - 1
	p.draw(1, p.row, picture{
		kind: excelize.Bar, title: "Oceny usług na tle mediany grupy (" + k.d.schemes[0].name + "), skala 0–100", synthetic: k.synthetic,
		series: []excelize.ChartSeries{
			bar(ref(p.name, 4, head, 4, head), categories, ref(p.name, 4, first, 4, last), colourUnit),
			bar(ref(p.name, 11, head, 11, head), categories, ref(p.name, 11, first, 11, last), colourGroup),
		},
		x:     excelize.ChartAxis{ReverseOrder: true},
		y:     excelize.ChartAxis{Minimum: bound(0), Maximum: bound(100), MajorGridLines: true},
		width: 900, height: height, gap: 60,
	})
	p.below(height)
}
