package pages

import (
	"fmt"
	"slices"
	"strings"

	"miernik/fiches"
	"miernik/indicators"
	"miernik/internal/document"
)

// dataPage says what public sources can give and what they cannot.
func (b *book) dataPage() *page {
	p := b.page(dataPath)
	p.Heading(1, text("Co dają źródła publiczne, a czego nie"))
	p.trail()
	p.Paragraph(text("Policzone z dostępności zmiennych i wag fiszek: nie z tego, co akurat wczytano, lecz z tego, co w ogóle da się zdobyć. Wskaźnik jest tak dostępny jak najtrudniejszy z jego składników."))
	p.coverageTable()
	p.cannot()
	p.bySource()
	p.unsettled()
	return p
}

// coverageTable shows how much of the weight of each service each circle of
// sources gives.
func (p *page) coverageTable() {
	b := p.b
	p.Heading(2, text("Pokrycie usług danymi publicznymi"))
	var rows [][]line
	possible, least := 0, 0
	for _, f := range b.newest() {
		all := f.Coverages(b.in.Catalog)
		if all == nil {
			continue
		}
		least++
		verdict := "nie (" + b.shortfall(f, all[fiches.InRegisters]) + ")"
		for _, r := range []struct {
			reach fiches.Reach
			text  string
		}{{fiches.InRegisters, "po opracowaniu"}, {fiches.InReports, "tak, ze sprawozdaniami"}, {fiches.InTables, "tak"}} {
			if f.Withheld(all[r.reach]) == "" {
				verdict = r.text
			}
		}
		if f.Withheld(all[fiches.InRegisters]) == "" {
			possible++
			if !all[fiches.InRegisters].Core {
				verdict += ", bez miejsca w rankingu"
			}
		}
		rows = append(rows, []line{
			{p.link(f.Name.PL, b.fichePath(f))}, document.Say(b.points(all[fiches.InTables].Points, 1)), document.Say(b.points(all[fiches.InReports].Points, 1)),
			document.Say(b.points(all[fiches.InRegisters].Points, 1)), document.Say(fmt.Sprintf("%d z %d", all[fiches.InRegisters].Known, all[fiches.InRegisters].Of)), document.Say(fmt.Sprint(f.Score.Coverage)), document.Say(verdict),
		})
	}
	if least > 0 {
		p.Paragraph(text(fmt.Sprintf("Usługi, które można ocenić na samych danych publicznych: %d z %d.", possible, least)))
	}
	p.Table([]string{"usługa", "gotowe tablice", "+ sprawozdania i egzaminy", "+ rejestry i badania", "wskaźniki", "próg", "ocena na danych publicznych"}, rows...)
	if len(rows) > 0 {
		p.List(
			said("Gotowe tablice", "punkty wagi (ze 100) wskaźników, których wszystkie składniki są ogłaszane dla jednostek, zwykle w BDL"),
			said("+ sprawozdania i egzaminy", "razem z tymi, które wymagają zsumowania sprawozdań budżetowych albo wyników egzaminów"),
			said("+ rejestry i badania", "razem z tymi, które wymagają zestawienia SIO, sprawozdań statystycznych, RSPO i podobnych"),
			said("Wskaźniki", "ile wskaźników z wagą można wtedy policzyć"),
			said("Próg", "procent wagi i liczby wskaźników, od którego podaje się ocenę"),
		)
	}
	p.rarely()
}

// rarely names the indicators whose data are not collected every year.
func (p *page) rarely() {
	b := p.b
	var list []line
	for _, id := range b.in.Catalog.CardCodes() {
		if c := b.in.Catalog.Cards[id].Value; c.Frequency > 1 && len(b.uses[id]) > 0 {
			list = append(list, line{p.cardLink(id), text(" (" + every(c.Frequency) + ")")})
		}
	}
	if len(list) > 0 {
		p.Paragraph(append(line{text("Nie co rok zbiera się dane do wskaźników: ")}, document.Join(", ", list...)...)...)
	}
}

// cannot lists, by service, the indicators that public sources cannot give.
func (p *page) cannot() {
	b := p.b
	p.Heading(2, text("Czego źródła publiczne nie dają"))
	for _, f := range b.newest() {
		p.Heading(3, p.link(f.Name.PL, b.fichePath(f)))
		if w := f.Applies.Where; w != nil && fiches.ReachOf(b.in.Catalog.Variables[w.Variable].Value) > fiches.InRegisters {
			p.Paragraph(text("Kogo usługa dotyczy, rozstrzyga: "), p.variable(w.Variable), text("."))
		}
		p.List(p.missing(f, f.Indicators)...)
	}
}

// channel is a source system as a reader names it.
type channel struct {
	name      string
	reach     fiches.Reach
	variables []*indicators.Variable
}

// channels sorts variables by the systems they stand in; one may stand in several.
func (b *book) channels() []channel {
	var out []channel
	add := func(name string, v *indicators.Variable) {
		reach := fiches.ReachOf(v)
		i := slices.IndexFunc(out, func(c channel) bool { return c.name == name && c.reach == reach })
		if i < 0 {
			out = append(out, channel{name: name, reach: reach})
			i = len(out) - 1
		}
		out[i].variables = append(out[i].variables, v)
	}
	for _, id := range b.in.Catalog.VariableCodes() {
		v := b.in.Catalog.Variables[id].Value
		for _, name := range channelNames(v) {
			add(name, v)
		}
	}
	slices.SortStableFunc(out, func(x, y channel) int {
		if x.reach != y.reach {
			return int(x.reach) - int(y.reach)
		}
		return strings.Compare(x.name, y.name)
	})
	return out
}

// channelNames names the systems that publish or hold a variable. What is
// published ready is in the Local Data Bank when the catalogue says so, be it
// without a number: the form behind it is not where a reader finds it.
func channelNames(v *indicators.Variable) []string {
	if v.Budget != nil {
		return []string{"Sprawozdanie " + string(v.Budget.Report)}
	}
	if _, ok := v.BDL(); ok || v.Availability == indicators.Public && strings.Contains(v.System, "BDL") {
		return []string{"GUS, Bank Danych Lokalnych"}
	}
	if v.Availability != indicators.Public && v.Availability != indicators.Processing {
		return []string{v.System}
	}
	var out []string
	for _, o := range v.Origins {
		name := o.Label()
		switch o.Kind {
		case indicators.OriginForm:
			name = o.Code
		case indicators.OriginRegister:
			name = "Rejestr " + o.Code
		}
		if !slices.Contains(out, name) {
			out = append(out, name)
		}
	}
	if len(out) == 0 {
		out = []string{v.System}
	}
	return out
}

// bySource lists, by source and service, the variables that it gives.
func (p *page) bySource() {
	b := p.b
	p.Heading(2, text("Które źródło co daje"))
	last := fiches.Reach(-1)
	for _, c := range b.channels() {
		if c.reach != last {
			p.Heading(3, text(capital(b.reachName(c.reach))))
			last = c.reach
		}
		p.Heading(4, text(fmt.Sprintf("%s: %d", c.name, len(c.variables))))
		var items []line
		for _, g := range b.groups {
			var list []line
			for _, v := range c.variables {
				if b.groupOf[v.Code] == g {
					list = append(list, append(line{p.variable(v.Code)}, b.unchecked(v.Verified)...))
				}
			}
			if len(list) > 0 {
				items = append(items, append(line{strong(g.title + ":"), text(" ")}, document.Join("; ", list...)...))
			}
		}
		p.List(items...)
	}
}

// unsettled lists what is known to be published and has no number yet.
func (p *page) unsettled() {
	b := p.b
	p.Heading(2, text("Do ustalenia"))
	var list []line
	for _, id := range b.in.Catalog.VariableCodes() {
		v := b.in.Catalog.Variables[id].Value
		if o, _ := v.BDL(); o.ID == 0 && v.Availability == indicators.Public && strings.Contains(v.System, "BDL") {
			list = append(list, line{p.variable(id)})
		}
	}
	if len(list) > 0 {
		p.Paragraph(append(line{strong("Są w BDL, a nie znamy numeru zmiennej:"), text(" ")}, document.Join("; ", list...)...)...)
	}
}
