package report

import (
	"context"
	"fmt"

	"miernik/pipeline/warehouse"
)

// robustness is the workbook of the test of the method.
type robustness struct {
	*book
	l *loader
}

// writeMethod writes the test of the method into dir.
func writeMethod(ctx context.Context, db *warehouse.DB, d *data, dir string) (File, error) {
	m := &robustness{book: newBook(d, dir, d.label("workbook", KindMethod), d.run.workspace, d.run.synthetic), l: &loader{ctx: ctx, db: db}}
	m.writeSummary(m.page(d.sheet("summary"), 1, 34, 8, 24, 40, 12, 12, 14, 14, 14))
	m.writeVariants(m.page("Warianty", 1, 34, 24, 24, 46, 12, 14, 14, 14, 12))
	m.writeInfluence(m.page("Wpływ wskaźników", 1, 34, 46, 12, 10, 14, 14, 12, 14, 16))
	m.writeCorrelations(m.page(d.sheet("correlations"), 1, 34, 46, 46, 12, 12, 12, 16))
	m.writeRanges(m.page("Najmniej pewne miejsca", 1, 34, 10, 28, 8, 10, 14, 14, 14, 14))
	m.try(m.l.err)
	return m.save(dir, KindMethod, KindMethod)
}

func (m *robustness) service(id string) string { return m.d.codeName(id) }

func (d *data) placeScheme(scheme string) string {
	if scheme == "national" {
		return "wszystkie jednostki"
	}
	return d.label("scheme", scheme)
}

func (m *robustness) writeSummary(p *page) {
	d := m.d
	draws, noise := 0, 0.0
	type settings struct {
		draws  int
		noise  float64
		scheme string
	}
	for _, r := range rows(m.l, "method_run", func(r *settings) []any { return []any{&r.draws, &r.noise, &r.scheme} }) {
		draws, noise = r.draws, r.noise
	}
	what := "Próby metody nie robiono: w miernik.yaml jest „sensitivity: {draws: 0}”."
	if draws > 0 {
		what = fmt.Sprintf("Wagi losowano %s razy, każdą o najwyżej ±%s%%. Jednostka „przesuwa się”, gdy jej przedział miejsc (5–95%% prób) sięga dalej niż ćwierć stawki od miejsca podanego w ocenach.",
			integer(draws), number(100*noise, 0))
	}
	p.head(d.label("workbook", KindMethod), what,
		"Ranking jest tym trwalszy, im mniej jednostek się przesuwa. Przedział jest szczery tylko wtedy, gdy zmienia się wszystko naraz: same wagi zaniżają niepewność.")
	titles := []string{d.header("service"), d.header("year"), "Wśród kogo", "Co zmieniano", "Próby", "Jednostki", "Przesuwa się", "Typowa szerokość przedziału (miejsca)", "Średnie przesunięcie (miejsca)"}
	head := p.header(titles)
	type firmness struct {
		fiche          string
		year           int
		scheme, factor string
		runs, n        int64
		moved, width   float64
		shift          float64
	}
	for _, r := range rows(m.l, "method_summary", func(r *firmness) []any {
		return []any{&r.fiche, &r.year, &r.scheme, &r.factor, &r.runs, &r.n, &r.moved, &r.width, &r.shift}
	}) {
		p.set(1, p.row, m.service(r.fiche), cellText.with(bold))
		p.set(2, p.row, r.year, cellCentre)
		p.set(3, p.row, d.placeScheme(r.scheme), cellText)
		p.set(4, p.row, d.label("factor", r.factor), cellText)
		p.set(5, p.row, r.runs, figures(fmtWhole))
		p.set(6, p.row, r.n, figures(fmtWhole))
		p.set(7, p.row, r.moved, figures(fmtShare))
		p.set(8, p.row, r.width, figures(fmtScore))
		p.set(9, p.row, r.shift, figures(fmtScore))
		p.fit(p.row, m.service(r.fiche), "", d.placeScheme(r.scheme), d.label("factor", r.factor))
		p.row++
	}
	p.table("Trwalosc", head, len(titles), 1)
}

func (m *robustness) writeVariants(p *page) {
	d := m.d
	p.head("Warianty", "Jedna inna decyzja naraz, reszta jak w fiszce. Korelacja miejsc 1 znaczy, że decyzja niczego nie zmienia.")
	titles := []string{d.header("service"), "Wśród kogo", "Decyzja", "Wariant", "Jednostki", "Średnie przesunięcie", "Największe przesunięcie", "Przesuwa się", "Korelacja miejsc"}
	head := p.header(titles)
	type variant struct {
		fiche, scheme, choice, setting string
		n                              int64
		shift                          num
		largest                        int64
		moved, correlation             num
	}
	for _, r := range rows(m.l, "method_variants", func(r *variant) []any {
		return []any{&r.fiche, &r.scheme, &r.choice, &r.setting, &r.n, &r.shift, &r.largest, &r.moved, &r.correlation}
	}) {
		setting := d.label(r.choice+"_setting", r.setting)
		switch r.choice {
		case "indicator":
			setting = "bez: " + d.codeName(r.setting)
		case "normalise", "aggregate", "weights":
			setting = d.label(map[string]string{"normalise": "normalise", "aggregate": "aggregate", "weights": "weight_set"}[r.choice], r.setting)
		}
		p.set(1, p.row, m.service(r.fiche), cellText.with(bold))
		p.set(2, p.row, d.placeScheme(r.scheme), cellText)
		p.set(3, p.row, d.label("choice", r.choice), cellText)
		p.set(4, p.row, setting, cellText)
		p.set(5, p.row, r.n, figures(fmtWhole))
		p.set(6, p.row, r.shift, figures(fmtScore))
		p.set(7, p.row, r.largest, figures(fmtWhole))
		p.set(8, p.row, r.moved, figures(fmtShare))
		p.set(9, p.row, r.correlation, figures(fmtCorrelation))
		p.fit(p.row, m.service(r.fiche), d.placeScheme(r.scheme), d.label("choice", r.choice), setting)
		p.row++
	}
	p.table("Warianty", head, len(titles), 1)
}

func (m *robustness) writeInfluence(p *page) {
	d := m.d
	p.head("Wpływ wskaźników", "Udział w zróżnicowaniu ocen mówi, ile wskaźnik naprawdę waży: waga 30 przy udziale 5 znaczy, że jednostki prawie się nim nie różnią. Udział ujemny: wskaźnik działa wbrew pozostałym.",
		"Nie różnicuje: co najmniej dziewięć jednostek na dziesięć ma tę samą notę.")
	titles := []string{d.header("service"), d.header("indicator"), "Jednostki", "Waga", "Średnia waga po rozdzieleniu", "Udział w zróżnicowaniu ocen (%)", "Korelacja z oceną", "Najczęstsza nota: udział jednostek", "Uwaga"}
	head := p.header(titles)
	type influence struct {
		fiche, indicator   string
		n                  int64
		weight, effective  float64
		share, correlation num
		common             float64
		discriminates      bool
	}
	for _, r := range rows(m.l, "method_influence", func(r *influence) []any {
		return []any{&r.fiche, &r.indicator, &r.n, &r.weight, &r.effective, &r.share, &r.correlation, &r.common, &r.discriminates}
	}) {
		note := ""
		switch {
		case r.n == 0:
			note = "nikt nie ma danej"
		case !r.discriminates:
			note = "nie różnicuje"
		}
		p.set(1, p.row, m.service(r.fiche), cellText.with(bold))
		p.set(2, p.row, d.codeName(r.indicator), cellText)
		p.set(3, p.row, r.n, figures(fmtWhole))
		p.set(4, p.row, r.weight, figures(fmtAny))
		p.set(5, p.row, positiveShare(r.effective), figures(fmtScore))
		p.set(6, p.row, r.share, figures(fmtScore))
		p.set(7, p.row, r.correlation, figures(fmtCorrelation))
		p.set(8, p.row, positiveShare(r.common), figures(fmtShare))
		p.set(9, p.row, note, cellText)
		p.fit(p.row, m.service(r.fiche), d.codeName(r.indicator), "", "", "", "", "", "", note)
		p.row++
	}
	p.table("Wplyw", head, len(titles), 2)
}

// positiveShare is a share, missing where nobody has the indicator.
func positiveShare(x float64) num { return num{V: x, Valid: x > 0} }

func (m *robustness) writeCorrelations(p *page) {
	d := m.d
	p.head(d.sheet("correlations"), "Korelacja not dwóch wskaźników jednej usługi. Powyżej 0,9 (lub poniżej −0,9) wskaźniki mówią prawie to samo.")
	titles := []string{d.header("service"), d.header("indicator"), "Drugi wskaźnik", "Jednostki", "Pearson", "Spearman", "Uwaga"}
	head := p.header(titles)
	type pair struct {
		fiche, a, b       string
		n                 int64
		pearson, spearman num
		duplicates        bool
	}
	for _, r := range rows(m.l, "method_correlations", func(r *pair) []any {
		return []any{&r.fiche, &r.a, &r.b, &r.n, &r.pearson, &r.spearman, &r.duplicates}
	}) {
		note := ""
		if r.duplicates {
			note = "powtarza drugi"
		}
		p.set(1, p.row, m.service(r.fiche), cellText.with(bold))
		p.set(2, p.row, d.codeName(r.a), cellText)
		p.set(3, p.row, d.codeName(r.b), cellText)
		p.set(4, p.row, r.n, figures(fmtWhole))
		p.set(5, p.row, r.pearson, figures(fmtCorrelation))
		p.set(6, p.row, r.spearman, figures(fmtCorrelation))
		p.set(7, p.row, note, cellText)
		p.fit(p.row, m.service(r.fiche), d.codeName(r.a), d.codeName(r.b))
		p.row++
	}
	p.table("Korelacje", head, len(titles), 1)
}

func (m *robustness) writeRanges(p *page) {
	d := m.d
	p.head("Najmniej pewne miejsca", "Miejsca w grupie porównania, które najbardziej zależą od decyzji o metodzie. Przedziały wszystkich jednostek są w bazie, w tabeli rank_range.")
	titles := []string{d.header("service"), d.header("teryt"), d.header("unit"), "Miejsce", "Wśród", "Przy zmianie wag – od", "Przy zmianie wag – do", "Przy zmianie wszystkiego – od", "Przy zmianie wszystkiego – do"}
	head := p.header(titles)
	type ranged struct {
		fiche, unit string
		rank, n     int64
		w, a        [2]float64
	}
	for _, r := range rows(m.l, "method_ranges", func(r *ranged) []any {
		return []any{&r.fiche, &r.unit, &r.rank, &r.n, &r.w[0], &r.w[1], &r.a[0], &r.a[1]}
	}) {
		name := r.unit
		if u := d.unit[r.unit]; u != nil {
			name = u.name
		}
		p.set(1, p.row, m.service(r.fiche), cellText.with(bold))
		p.set(2, p.row, r.unit, cellText)
		p.set(3, p.row, name, cellText)
		p.set(4, p.row, r.rank, figures(fmtWhole))
		p.set(5, p.row, r.n, figures(fmtWhole))
		for i, x := range []float64{r.w[0], r.w[1], r.a[0], r.a[1]} {
			p.set(6+i, p.row, x, figures(fmtWhole))
		}
		p.fit(p.row, m.service(r.fiche), "", name)
		p.row++
	}
	p.table("Miejsca", head, len(titles), 1)
}
