package pages

import (
	"fmt"
	"math/big"
	"strconv"

	"miernik/fiches"
	"miernik/internal/document"
)

// verdict says in a few words what public sources can score.
func (b *book) verdict(f *fiches.Fiche) string {
	all := f.Coverages(b.in.Catalog)
	if all == nil {
		return ""
	}
	public := all[fiches.InRegisters]
	sum := fmt.Sprintf(b.t("%s ze 100 punktów wagi", "%s of 100 points of weight"), b.points(public.Points, 1))
	if ready := all[fiches.InReports].Points; ready.Cmp(public.Points) < 0 {
		sum += fmt.Sprintf(b.t(", bez zestawiania rejestrów %s", ", %s without aggregating registers"), b.points(ready, 1))
	}
	return sum + "; " + b.possible(f, all)
}

// possible says on which data a score can be given.
func (b *book) possible(f *fiches.Fiche, all []fiches.Coverage) string {
	for _, r := range []struct {
		reach fiches.Reach
		text  string
	}{
		{fiches.InTables, b.t("ocena możliwa na gotowych tablicach", "a score is possible on ready tables")},
		{fiches.InReports, b.t("ocena możliwa na gotowych tablicach, sprawozdaniach i wynikach egzaminów", "a score is possible on ready tables, reports and exam results")},
		{fiches.InRegisters, b.t("ocena możliwa dopiero po zestawieniu rejestrów i badań", "a score is possible once registers and surveys are aggregated")},
	} {
		if f.Withheld(all[r.reach]) == "" {
			if !all[r.reach].Core {
				return r.text + b.t(", ale poza rankingiem: brakuje wskaźnika, który jest do niego konieczny", ", but outside the ranking: a core indicator is missing")
			}
			return r.text
		}
	}
	return b.t("na samych danych publicznych oceny się nie podaje (", "no score on public data alone (") + b.shortfall(f, all[fiches.InRegisters]) + ")"
}

// shortfall says what a coverage lacks for a score.
func (b *book) shortfall(f *fiches.Fiche, c fiches.Coverage) string {
	reason := f.Withheld(c)
	if reason != "below_coverage" {
		return b.wording.Of("withheld", reason)
	}
	if c.Points.Cmp(big.NewRat(int64(f.Score.Coverage), 1)) < 0 {
		return fmt.Sprintf(b.t("znana waga %s, próg %d", "known weight %s, threshold %d"), b.points(c.Points, 1), f.Score.Coverage)
	}
	return fmt.Sprintf(b.t("znane %d z %d wskaźników, próg %d%%", "%d of %d indicators known, threshold %d%%"), c.Known, c.Of, f.Score.Coverage)
}

// publicData says what public sources give of the fiche and what they do not.
func (p *page) publicData(f *fiches.Fiche) {
	b := p.b
	all := f.Coverages(b.in.Catalog)
	if all == nil {
		return
	}
	p.Heading(2, text(b.t("Co dają źródła publiczne", "What public sources give")))
	var rows [][]line
	for i, c := range all {
		points, known := new(big.Rat).Set(c.Points), c.Known
		if i > 0 {
			points.Sub(points, all[i-1].Points)
			known -= all[i-1].Known
		}
		if known == 0 && i > 0 {
			continue
		}
		rows = append(rows, []line{
			document.Say(b.reachName(c.Reach)), document.Say(strconv.Itoa(known)), document.Say(b.points(points, 1)), document.Say(b.points(c.Points, 1)),
		})
	}
	p.Table([]string{b.t("najdalsze potrzebne źródło", "farthest source needed"), b.t("wskaźniki z wagą", "weighted indicators"), b.t("waga", "weight"), b.t("waga narastająco", "running weight")}, rows...)
	p.Paragraph(text(fmt.Sprintf(b.t("Próg oceny: %d%% wagi i liczby wskaźników. ", "Threshold of the score: %d%% of weight and number of indicators. "), f.Score.Coverage) + capital(b.possible(f, all)) + "."))
	if public := all[fiches.InRegisters]; public.Yearly.Cmp(public.Points) < 0 {
		p.Paragraph(text(fmt.Sprintf(b.t("Nie wszystkie dane są zbierane co rok: w latach bez badania źródła publiczne dają %s punktów.", "Not everything is collected every year: in years without a survey public sources give %s points."), b.points(public.Yearly, 1))))
	}
	if w := f.Applies.Where; w != nil {
		if v := b.in.Catalog.Variables[w.Variable].Value; fiches.ReachOf(v) > fiches.InRegisters {
			p.Paragraph(text(b.t("O tym, kogo fiszka dotyczy, rozstrzyga zmienna spoza źródeł publicznych: ", "What decides about whom the fiche is stands outside public sources: ")), p.variable(w.Variable), text("."))
		}
	}
	p.List(p.missing(f, f.MonitoringItems())...)
}

// missing lists the indicators that need more than public sources, with the
// variables that are not there.
func (p *page) missing(f *fiches.Fiche, items []fiches.Item) []line {
	b := p.b
	points := b.expert(f)
	var out []line
	for _, it := range items {
		c := b.in.Catalog.Cards[it.Indicator].Value
		reach, variables := fiches.CardReach(b.in.Catalog, c)
		if reach <= fiches.InRegisters {
			continue
		}
		item := line{p.cardLink(it.Indicator)}
		if r := points[it.Indicator]; r != nil {
			item = append(item, text(fmt.Sprintf(b.t(" (waga %s)", " (weight %s)"), b.points(r, 1))))
		}
		item = append(item, text(b.t(": brakuje ", ": missing ")))
		for i, v := range variables {
			if i > 0 {
				item = append(item, text(", "))
			}
			item = append(item, text(b.t("„", "“")), p.variable(v.Code), text(b.t("” (", "” (")+b.wording.Of("availability", string(v.Availability))+"; "+v.System+")"))
		}
		out = append(out, item)
	}
	return out
}
