package pages

import (
	"cmp"
	"slices"
	"strconv"
	"time"

	"miernik/fiches"
	"miernik/indicators"
	"miernik/internal/document"
	"miernik/internal/polish"
)

// reportDay is the day of the report on the state of a gmina about year t.
var reportDay = time.Date(2023, time.May, 31, 0, 0, 0, 0, time.UTC)

// sourceList is the calendar of publication, and the sources of a workspace.
func (b *book) sourceList() *page {
	p := b.page(sourcesPath)
	p.Heading(1, text("Źródła i kalendarz publikacji"))
	p.trail()
	p.calendar()
	p.profiles()
	return p
}

// calendar lists what comes out when, the earliest first.
func (p *page) calendar() {
	b := p.b
	type out struct{ system, form string }
	byLag := map[int]map[out]int{}
	cards := map[int][]*indicators.Card{}
	for _, code := range b.in.Catalog.CardCodes() {
		c := b.in.Catalog.Cards[code].Value
		if byLag[c.LagDays] == nil {
			byLag[c.LagDays] = map[out]int{}
		}
		byLag[c.LagDays][out{c.SourceSystem, c.SourceForm}]++
		cards[c.LagDays] = append(cards[c.LagDays], c)
	}
	var lags []int
	for lag := range byLag {
		lags = append(lags, lag)
	}
	slices.Sort(lags)
	p.Heading(2, text("Kalendarz"))
	p.Paragraph(text("Kiedy znane są dane za rok t (rok szkolny t/t+1 to rok t). Termin wskaźnika wyznacza najpóźniejszy z jego składników. Daty są przybliżone: wynikają z opóźnienia podanego na kartach wskaźników."))
	var rows [][]line
	for _, lag := range lags {
		var list []out
		for o := range byLag[lag] {
			list = append(list, o)
		}
		slices.SortFunc(list, func(x, y out) int { return cmp.Or(cmp.Compare(x.system, y.system), cmp.Compare(x.form, y.form)) })
		before := "nie"
		if !release(lag).After(reportDay) {
			before = "tak"
		}
		for i, o := range list {
			day := releaseDay(lag)
			if i > 0 {
				day = ""
			}
			rows = append(rows, []line{document.Say(day), document.Say(o.system), document.Say(o.form), document.Say(strconv.Itoa(byLag[lag][o])), document.Say(before)})
		}
	}
	p.Table([]string{"kiedy", "system", "formularz lub zbiór", "wskaźniki", "przed 31 maja roku t+1"}, rows...)
	p.Paragraph(text("31 maja roku t+1 to termin raportu o stanie gminy za rok t. Czego do tego dnia nie ma, można podać z własnych egzemplarzy sprawozdań, oznaczonych jako dane własne, i porównać po publikacji."))
	p.Heading(2, text("Wskaźniki według terminu"))
	for _, lag := range lags {
		p.Heading(3, text(capital(releaseDay(lag))))
		p.List(p.byService(cards[lag])...)
	}
}

// byService lists indicators behind the services that use them.
func (p *page) byService(cards []*indicators.Card) []line {
	var out []line
	add := func(title document.Inline, wanted func(*indicators.Card) bool) {
		var list []line
		for _, c := range cards {
			if wanted(c) {
				list = append(list, line{p.cardLink(c.Code)})
			}
		}
		if len(list) > 0 {
			out = append(out, append(line{title, text(": ")}, document.Join(", ", list...)...))
		}
	}
	for _, f := range p.b.newest() {
		add(p.link(f.Name.PL, p.b.fichePath(f)), func(c *indicators.Card) bool {
			return slices.ContainsFunc(f.Indicators, func(it fiches.Item) bool { return it.Indicator == c.Code })
		})
	}
	add(text("poza usługami"), func(c *indicators.Card) bool { return len(p.b.uses[c.Code]) == 0 })
	return out
}

// String writes the rule in words: 15 maja roku t+1; nothing without a rule.
func (r *Release) String() string {
	if r == nil {
		return ""
	}
	return polish.Day(time.Date(2023, r.Month, r.Day, 0, 0, 0, 0, time.UTC)) + " roku " + yearOf(r.Lag)
}

// filledLevels is a variable with the levels a source gives it at.
type filledLevels struct {
	variable string
	levels   []indicators.Level
}

// levels are the variables of a source, each once, in their order.
func (s Source) levels() []filledLevels {
	var out []filledLevels
	for _, f := range s.Variables {
		i := slices.IndexFunc(out, func(x filledLevels) bool { return x.variable == f.Variable })
		if i < 0 {
			out = append(out, filledLevels{variable: f.Variable})
			i = len(out) - 1
		}
		if !slices.Contains(out[i].levels, f.Level) {
			out[i].levels = append(out[i].levels, f.Level)
		}
	}
	return out
}

// profiles lists the sources that a workspace declares.
func (p *page) profiles() {
	b := p.b
	p.Heading(2, text("Źródła obszaru roboczego"))
	var rows [][]line
	for _, s := range b.in.Sources {
		title := document.Say(s.Title)
		if s.Synthetic {
			title = append(title, text(" "), document.Mark("dane zmyślone"))
		}
		often := ""
		if s.Every > 1 {
			often = ", " + every(s.Every)
		}
		rows = append(rows, []line{{code(s.ID)}, title, document.Say(s.Publisher), document.Say(s.Release.String() + often), document.Say(b.years(s.From, s.To)), document.Say(s.Licence), document.Say(strconv.Itoa(len(s.levels())))})
	}
	p.Table([]string{"źródło", "tytuł", "wydawca", "publikacja", "lata", "licencja", "zmienne"}, rows...)
	for _, s := range b.in.Sources {
		if len(s.Variables) == 0 && s.Note == "" {
			continue
		}
		p.Heading(3, text(s.ID))
		p.Paragraph(text(s.Note))
		var list []line
		for _, f := range s.levels() {
			list = append(list, line{p.variable(f.variable), text(" (" + levels(f.levels) + ")")})
		}
		p.List(list...)
	}
}
