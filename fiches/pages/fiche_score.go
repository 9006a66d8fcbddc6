package pages

import (
	"fmt"
	"slices"

	"miernik/fiches"
	"miernik/internal/document"
)

// weightSets shows what each indicator weighs in every set.
func (p *page) weightSets(f *fiches.Fiche) {
	b := p.b
	sets := f.Weights(b.in.Catalog)
	p.Heading(2, text(b.t("Zestawy wag", "Weight sets")))
	columns := []string{b.t("wskaźnik", "indicator")}
	var why []line
	for _, s := range sets {
		columns = append(columns, s.Name.In(b.lang))
		if s.Why != "" {
			why = append(why, said(capital(s.Name.In(b.lang)), s.Why))
		}
	}
	var rows [][]line
	for _, it := range f.MonitoringItems() {
		row := []line{{p.cardLink(it.Indicator)}}
		for _, s := range sets {
			row = append(row, document.Say(b.points(s.Points[it.Indicator], 1)))
		}
		rows = append(rows, row)
	}
	if len(sets) > 0 {
		p.Table(columns, rows...)
		p.List(why...)
	}
}

// scoring says in words how the score is made.
func (p *page) scoring(f *fiches.Fiche) {
	if !f.Scored() {
		return
	}
	b, r := p.b, f.Score
	p.Heading(2, text(b.t("Jak powstaje ocena", "How the score is made")))
	together := b.wording.Of("aggregate", r.Aggregate)
	if r.Combine != "" {
		together += b.t("; wymiary: ", "; dimensions: ") + b.wording.Of("aggregate", r.Combine)
	}
	among := b.wording.Of("reference_set", r.Reference)
	if r.Scheme != "" {
		among += ", " + b.wording.Of("scheme", r.Scheme)
	}
	if r.Unit != "" {
		among += ", " + b.t("jednostka odniesienia ", "reference unit ") + string(r.Unit)
	}
	p.List(slices.Concat([]line{
		said(b.t("Normalizacja", "Normalisation"), b.settings(r.Settings)),
		said(b.t("Odniesienie", "Reference"), among+"; "+b.wording.Of("year_scale", r.Years)),
		said(b.t("Łączenie wskaźników", "Indicators together"), together),
		said(b.t("Oceny się nie podaje", "Withheld"), fmt.Sprintf(b.t("gdy znane wskaźniki mają mniej niż %d%% wagi albo liczby, jest ich mniej niż %d albo opisują mniej niż %d wymiary",
			"when the known indicators have less than %d%% of weight or number, are fewer than %d, or describe fewer than %d dimensions"), r.Coverage, r.MinIndicators, r.MinDimensions)),
	}, b.exceptions(r))...)
}

func (b *book) settings(s fiches.Settings) string {
	return fmt.Sprintf(b.t("%s, skala %s; wartości odstające: %s", "%s, scale %s; outliers: %s"), b.wording.Of("normalise", s.Normalise), b.between(&s.Scale), b.wording.Of("treat", s.Treat))
}

// exceptions are the dimensions with settings of their own.
func (b *book) exceptions(r fiches.ScoreRule) []line {
	var out []line
	for _, d := range r.Dimensions {
		out = append(out, said(b.t("Wymiar ", "Dimension ")+b.wording.Of("dimension", string(d.Dimension)), b.settings(d.Settings)+"; "+b.wording.Of("aggregate", d.Aggregate)))
	}
	return out
}
