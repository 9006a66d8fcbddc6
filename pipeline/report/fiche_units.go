package report

import (
	"fmt"
	"math"

	"github.com/xuri/excelize/v2"
)

const weightColumn = 4 // of the sheet of weights: the column the analyst changes

// monitoring are the indicators with a weight, in the order of the fiche.
func (s *service) monitoring() []ficheIndicator {
	var list []ficheIndicator
	for _, i := range s.fiche.indicators {
		if i.monitoring() {
			list = append(list, i)
		}
	}
	return list
}

// writeWeights lists the weights with the reasons, and a column to try others.
func (s *service) writeWeights(p *page) {
	d := s.d
	units := d.sheet("units")
	p.head(d.sheet("weights")+" – "+s.fiche.name,
		"Żółta kolumna jest do zmiany: w arkuszu „"+units+"” przelicza się „"+headerLive+"”. Suma wag powinna wynosić 100; przy innej sumie wagi są przeskalowane. "+
			"Wagi fiszki są oceną zespołu, dlatego obok stoją równe wagi do porównania.")
	titles := []string{
		d.header("indicator"), d.header("dimension"), d.header("weight") + " w fiszce", "Waga do zmiany", "Równe wagi", "Uzasadnienie wagi", "Podstawowy", headerCode,
	}
	head := p.header(titles)
	list := s.monitoring()
	first, last := p.row, p.row+len(list)-1
	total := 0.0
	for _, i := range list {
		s.weight[i.code] = p.row
		total += float64(i.weight)
		p.set(1, p.row, i.name, cellText.with(bold))
		p.set(2, p.row, d.label("dimension", i.dimension), cellCentre)
		p.set(3, p.row, i.weight, figures(fmtWhole))
		input := cellInput
		input.format, input.align = fmtWhole, "right"
		p.set(weightColumn, p.row, i.weight, input)
		p.formula(5, p.row, fmt.Sprintf("100/COUNT($C$%d:$C$%d)", first, last), 100/float64(len(list)), figures("0.00"))
		p.set(6, p.row, i.why, cellText)
		p.set(7, p.row, yesNo(i.core), cellCentre)
		p.set(8, p.row, i.code, cellText.with(muted))
		p.fit(p.row, i.name, "", "", "", "", i.why, "", i.code)
		p.row++
	}
	p.table("Wagi", head, len(titles), 1)
	if len(list) == 0 {
		return
	}
	p.set(1, p.row, "Suma", cellText.with(bold))
	for col, sum := range map[int]float64{3: total, weightColumn: total, 5: 100} {
		p.formula(col, p.row, fmt.Sprintf("SUM(%s:%s)", at(col, first), at(col, last)), sum, figures("#,##0.##").with(bold))
	}
	p.row++
	p.set(1, p.row, "Kontrola: ile brakuje do 100 (powinno być 0)", cellText.with(bold))
	p.formula(weightColumn, p.row, "100-"+at(weightColumn, p.row-1), 100-total, figures(fmtWhole).with(bold))
	p.try(p.f.SetConditionalFormat(p.name, at(weightColumn, p.row), []excelize.ConditionalFormatOptions{
		{Type: "cell", Criteria: "!=", Value: "0", Format: p.colour("F4A6A6")},
	}))
	check := excelize.NewDataValidation(true)
	check.SetSqref(at(weightColumn, first) + ":" + at(weightColumn, last))
	p.try(check.SetRange(0, 100, excelize.DataValidationTypeDecimal, excelize.DataValidationOperatorBetween))
	check.SetError(excelize.DataValidationErrorStyleStop, "Waga", "Waga jest liczbą od 0 do 100.")
	p.try(p.f.AddDataValidation(p.name, check))
	p.row += 2
	p.heading("Wskaźniki kontekstowe (bez wagi)")
	for _, i := range s.fiche.indicators {
		if !i.monitoring() {
			p.set(1, p.row, i.name, cellText)
			p.set(6, p.row, i.why, cellText)
			p.fit(p.row, i.name, "", "", "", "", i.why)
			p.row++
		}
	}
}

const headerLive = "Ocena przy zmienionych wagach"

// Columns of the sheet of units before those of the schemes.
const (
	unitsScore = 6
	unitsFixed = 9
)

func (s *service) unitWidths() []float64 {
	w := []float64{10, 30, 18, 16, 15, 9, 11, 24, 24}
	for range s.book.d.schemes {
		w = append(w, 12, 12, 26)
	}
	w = append(w, 13, 12, 13)
	for range s.fiche.indicators {
		w = append(w, 15, 26)
	}
	for range s.monitoring() {
		w = append(w, 15)
	}
	return w
}

// writeUnits writes all units with scores, places, indicators and the score
// at the weights of the analyst.
func (s *service) writeUnits(p *page) {
	d := s.d
	p.head(fmt.Sprintf("%s – %s, %d", d.sheet("units"), s.fiche.name, s.year),
		"Klasa i kolor według grupy: "+d.label("scheme", d.mainScheme())+". Puste pole to brak wartości; przyczyna stoi w kolumnie klasy. Kolumny „Znorm.” (0–100) są podstawą oceny; wagi zmienia się w arkuszu „"+d.sheet("weights")+"”.")
	titles := []string{
		d.header("teryt"), d.header("unit"), d.header("powiat"), d.header("voivodeship"), d.header("kind"), d.header("score"), d.header("coverage_w") + " (%)",
		d.header("status"), "Pochodzenie",
	}
	for _, sch := range d.schemes {
		titles = append(titles, d.header("rank")+" – "+sch.name, d.header("n")+" – "+sch.name, d.header("class")+" – "+sch.name)
	}
	live := len(titles) + 1
	titles = append(titles, headerLive, "Różnica wobec oceny", "Miejsce przy zmienionych wagach")
	firstValue := len(titles) + 1
	for _, i := range s.fiche.indicators {
		titles = append(titles, i.name+" ["+i.measure+"]", d.header("class")+": "+i.name)
	}
	firstNorm := len(titles) + 1
	for _, i := range s.monitoring() {
		titles = append(titles, "Znorm.: "+i.name)
	}
	weights := p.row
	s.weightRow(p, firstNorm)
	head := p.header(titles)
	last := head + len(s.units)
	lives := s.liveScores()
	for _, u := range s.units {
		s.unitRow(p, u)
		s.liveCells(p, u, live, firstNorm, weights, head+1, last, lives)
		s.valueCells(p, u, firstValue)
		p.fit(p.row, "", u.fullName, u.powiat, u.voivodeship, "", "", "", s.statusText(s.scores[u.teryt]))
		p.row++
	}
	p.table("Jednostki", head, len(titles), 2)
	p.bars(unitsScore, head+1, last, 100)
	if len(s.monitoring()) > 0 {
		p.bars(live, head+1, last, 100)
	}
	for n := range d.schemes {
		p.classRules(unitsFixed+3+3*n, head+1, last, unitsFixed+3+3*n)
	}
	for n := range s.fiche.indicators {
		p.classRules(firstValue+2*n, head+1, last, firstValue+2*n+1)
		p.classRules(firstValue+2*n+1, head+1, last, firstValue+2*n+1)
	}
}

// weightRow shows the weights in force above the normalised columns.
func (s *service) weightRow(p *page, firstNorm int) {
	if len(s.monitoring()) == 0 {
		return
	}
	p.set(firstNorm-1, p.row, "Waga w użyciu:", style{font: bold, align: "right"})
	for n, i := range s.monitoring() {
		p.formula(firstNorm+n, p.row, ref(s.d.sheet("weights"), weightColumn, s.weight[i.code], weightColumn, s.weight[i.code]), float64(i.weight),
			figures("#,##0.##").filled(colourInput))
	}
	p.row++
}

func (s *service) unitRow(p *page, u *unit) {
	d, sc := s.d, s.scores[u.teryt]
	p.set(1, p.row, u.teryt, cellText)
	p.set(2, p.row, u.fullName, cellText.with(bold))
	p.set(3, p.row, u.powiat, cellText)
	p.set(4, p.row, u.voivodeship, cellText)
	p.set(5, p.row, u.kind, cellText)
	p.set(unitsScore, p.row, sc.score, figures(fmtScore))
	covered := whole{V: int64(sc.coverage), Valid: sc.status != "not_applicable"}
	p.set(7, p.row, covered, figures(fmtPercent))
	p.set(8, p.row, s.statusText(sc), cellText)
	p.set(9, p.row, d.label("origin", s.unitOrigin(u, sc)), cellTight)
	for n, sch := range d.schemes {
		r, ok := sc.ranks[sch.code]
		col := unitsFixed + 1 + 3*n
		p.set(col, p.row, r.rank, figures(fmtWhole))
		p.set(col+1, p.row, positive(r.n), figures(fmtWhole))
		class := ""
		if ok {
			class = d.className(r.class, r.n, r.rank.Valid)
		}
		p.set(col+2, p.row, class, cellTight)
	}
}

// unitOrigin is made up when any value of the row is.
func (s *service) unitOrigin(u *unit, sc *serviceScore) string {
	for _, i := range s.fiche.indicators {
		if v := s.values[[2]string{u.teryt, i.code}]; v.value.Valid && v.origin == synthetic {
			return synthetic
		}
	}
	return sc.origin
}

func (s *service) statusText(sc *serviceScore) string {
	text := s.d.label("score_status", sc.status)
	switch {
	case sc.reason != "":
		text += ": " + s.d.label("withheld", sc.reason)
	case sc.score.Valid && !sc.hasCore:
		text += "; poza rankingiem"
	}
	return text
}

// liveScores are the scores at the weights of the fiche, to one decimal.
func (s *service) liveScores() map[string]float64 {
	list := map[string]float64{}
	for _, u := range s.units {
		sum, weights := 0.0, 0.0
		for _, i := range s.monitoring() {
			if x, ok := s.scores[u.teryt].normalised[i.code]; ok {
				sum, weights = sum+x*float64(i.weight), weights+float64(i.weight)
			}
		}
		if weights > 0 {
			list[u.teryt] = math.Round(sum/weights*10) / 10
		}
	}
	return list
}

// liveCells writes the normalised values and the formulas over them. A unit
// without a score has neither.
func (s *service) liveCells(p *page, u *unit, live, firstNorm, weights, first, last int, lives map[string]float64) {
	sc := s.scores[u.teryt]
	list := s.monitoring()
	for n, i := range list {
		x, ok := sc.normalised[i.code]
		p.set(firstNorm+n, p.row, num{V: x, Valid: ok}, figures(fmtScore))
	}
	value, ok := lives[u.teryt]
	if !ok {
		for col := live; col < live+3; col++ {
			p.set(col, p.row, nil, figures(fmtScore))
		}
		return
	}
	lastNorm := column(firstNorm + len(list) - 1)
	w := fmt.Sprintf("$%s$%d:$%s$%d", column(firstNorm), weights, lastNorm, weights)
	x := fmt.Sprintf("$%s%d:$%s%d", column(firstNorm), p.row, lastNorm, p.row)
	p.formula(live, p.row, fmt.Sprintf("ROUND(SUMPRODUCT(%s,%s)/SUMIF(%s,\">=0\",%s),1)", w, x, x, w), value, figures(fmtScore).with(bold))
	if sc.score.Valid {
		p.formula(live+1, p.row, fmt.Sprintf("ROUND(%s-%s,1)", at(live, p.row), at(unitsScore, p.row)), math.Round((value-sc.score.V)*10)/10, figures("+0.0;"+minus+"0.0;0.0"))
	} else {
		p.set(live+1, p.row, nil, figures(fmtScore))
	}
	rank := 1
	for _, other := range lives {
		if other > value {
			rank++
		}
	}
	c := column(live)
	p.formula(live+2, p.row, fmt.Sprintf("RANK(%s%d,$%s$%d:$%s$%d)", c, p.row, c, first, c, last), float64(rank), figures(fmtWhole))
}

// valueCells writes each indicator with its class, or why it is missing.
func (s *service) valueCells(p *page, u *unit, first int) {
	d := s.d
	for n, i := range s.fiche.indicators {
		v, ok := s.values[[2]string{u.teryt, i.code}]
		p.set(first+2*n, p.row, v.value, figures(numFmt(i.precision)))
		text := ""
		switch {
		case !ok:
			text = d.label("status", "not_applicable")
		case !v.value.Valid && v.cause != "":
			text = d.label("cause", v.cause)
		case !v.value.Valid:
			text = d.label("status", v.status)
		case i.direction == "neutral":
			text = "nie ocenia się"
		default:
			text = d.className(v.class, d.figure(d.mainScheme(), u.teryt, i.code, s.year).n, true)
		}
		p.set(first+2*n+1, p.row, text, cellTight)
	}
}
