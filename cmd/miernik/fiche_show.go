package main

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"miernik/fiches"
	"miernik/indicators"
	"miernik/indicators/catalog"
)

func (a *app) ficheShowCmd() *cobra.Command {
	var markdown bool
	cmd := &cobra.Command{
		Use: "show ID[@WERSJA]|PLIK.yaml", Args: a.exactly(1),
		Short:   a.t("pokaż fiszkę do czytania", "show a fiche for reading"),
		Example: "  miernik fiche show biblioteki\n  miernik fiche show biblioteki@1 --markdown",
		RunE: func(_ *cobra.Command, args []string) error {
			if a.output != "table" {
				return a.usage("fiche show pisze tekst albo --markdown", "fiche show writes text, or --markdown")
			}
			ws, err := a.open()
			if err != nil {
				return err
			}
			cat, set, found, err := a.definitions(ws)
			if err != nil {
				return err
			}
			l, err := a.chooseFiche(ws, cat, set, found, args[0])
			if err != nil {
				return err
			}
			s := shown{a, cat, newLabels(a.lang), &document{}}
			s.fiche(l.Value)
			return s.write(a.stdout, markdown)
		},
	}
	cmd.Flags().BoolVar(&markdown, "markdown", false, a.t("zapisz jako Markdown", "write Markdown"))
	return cmd
}

// codeLabels are the names of codes in the language of the invocation.
type codeLabels map[string]string

func newLabels(lang string) codeLabels {
	out := codeLabels{}
	for _, l := range catalog.Labels() {
		if out[l.Group+"/"+l.Code] = l.PL; lang == "en" {
			out[l.Group+"/"+l.Code] = l.EN
		}
	}
	return out
}

// of names a code; one without a label names itself.
func (l codeLabels) of(group, code string) string {
	if s := l[group+"/"+code]; s != "" {
		return s
	}
	return code
}

// shown is a fiche on its way to a reader.
type shown struct {
	*app
	cat    *catalog.Catalog
	labels codeLabels
	*document
}

func (s shown) fiche(f *fiches.Fiche) {
	s.heading(1, fmt.Sprintf("%s %s", f.Code, f.Name.In(s.lang)))
	s.list(
		s.t("Identyfikator: ", "Id: ")+f.ID,
		fmt.Sprintf(s.t("Wersja %d, stan: %s, lata %s", "Version %d, status: %s, years %s"), f.Version, s.status(f.Status), years(f.ValidFrom, f.ValidTo)),
		s.t("Poziom: ", "Level: ")+string(f.Applies.Level)+prefixed(" (", strings.Join(f.Applies.Kinds, ", "))+closed(len(f.Applies.Kinds) > 0),
		s.t("Zadanie: ", "Task: ")+s.task(f.Task),
	)
	if w := f.Applies.Where; w != nil {
		s.paragraph(fmt.Sprintf(s.t("Dotyczy jednostek, w których: %s %s %s. Brak tej danej jest luką.", "Applies to units where: %s %s %s. Without that figure there is a gap."),
			s.variable(w.Variable), w.Op, num(&w.Value)))
	}
	for _, part := range []struct{ title, text string }{
		{s.t("Po co", "Purpose"), f.Purpose}, {s.t("Dla kogo", "Recipients"), f.Recipients}, {s.t("Kto prowadzi", "Provider"), f.Provider},
	} {
		s.heading(2, part.title)
		s.paragraph(part.text)
	}
	s.heading(2, s.t("Zakres", "Scope"))
	var scope []string
	for _, x := range f.ScopeIn {
		scope = append(scope, s.t("w zakresie: ", "in: ")+x)
	}
	for _, x := range f.ScopeOut {
		scope = append(scope, s.t("poza zakresem: ", "out: ")+x)
	}
	s.list(scope...)
	s.references(f)
	s.weights(f)
	s.indicators(f)
	s.scoring(f)
	for _, part := range []struct{ title, text string }{
		{s.t("Jak czytać", "How to read"), f.Interpret}, {s.t("Czego fiszka nie mówi", "Limits"), f.Limits}, {s.t("Na czym się opiera", "Basis"), f.Basis},
	} {
		s.heading(2, part.title)
		s.paragraph(part.text)
	}
	s.heading(2, s.t("Autorzy i zmiany", "Authors and changes"))
	s.paragraph(strings.Join(f.Authors, ", "))
	var history []string
	for _, h := range f.History {
		history = append(history, fmt.Sprintf(s.t("wersja %d (%d): %s", "version %d (%d): %s"), h.Version, h.Year, h.Change))
	}
	s.list(history...)
}

func closed(yes bool) string {
	if yes {
		return ")"
	}
	return ""
}

func years(from, to indicators.Year) string {
	if to == 0 {
		return fmt.Sprintf("%d–", from)
	}
	return fmt.Sprintf("%d–%d", from, to)
}

func (s shown) status(code string) string {
	return map[string]string{"draft": s.t("projekt", "draft"), "agreed": s.t("uzgodniona", "agreed"), "tested": s.t("sprawdzona", "tested"), "in_force": s.t("obowiązująca", "in force")}[code]
}

func (s shown) task(t fiches.Task) string {
	kind := map[string]string{"own": s.t("własne", "own"), "delegated": s.t("zlecone", "delegated")}[t.Kind]
	obligation := map[string]string{"obligatory": s.t("obowiązkowe", "obligatory"), "optional": s.t("fakultatywne", "optional"), "mixed": s.t("częściowo obowiązkowe", "partly obligatory")}[t.Obligation]
	return kind + ", " + obligation + prefixed(". ", t.Note)
}

// unverified marks what nobody has checked.
func (s shown) unverified(verified bool) string {
	if verified {
		return ""
	}
	return s.t(" [niesprawdzone]", " [not verified]")
}

func (s shown) variable(code string) string {
	if e, ok := s.cat.Variables[code]; ok {
		return e.Value.Name.In(s.lang)
	}
	return code
}

func (s shown) references(f *fiches.Fiche) {
	var laws, chapters, standards []string
	for _, l := range f.LegalBasis {
		laws = append(laws, l.Act+prefixed(", ", l.Journal)+", "+l.Article+": "+l.Text+prefixed(" ("+s.t("stan: ", "as of: "), l.AsOf)+closed(l.AsOf != "")+s.unverified(l.Verified))
	}
	for _, c := range f.Chapters {
		span := ""
		if c.From != 0 || c.To != 0 {
			span = " (" + yearOr(c.From) + "–" + yearOr(c.To) + ")"
		}
		chapters = append(chapters, c.Code+" "+c.Name+span+prefixed(". ", c.Note)+s.unverified(c.Verified))
	}
	for _, st := range f.Standards {
		standards = append(standards, st.Text+" ("+st.Source+")"+s.unverified(st.Verified))
	}
	for _, part := range []struct {
		title string
		items []string
	}{{s.t("Podstawa prawna", "Legal basis"), laws}, {s.t("Rozdziały budżetu", "Budget chapters"), chapters}, {s.t("Normy", "Standards"), standards}} {
		if len(part.items) > 0 {
			s.heading(2, part.title)
			s.list(part.items...)
		}
	}
}

func yearOr(y indicators.Year) string {
	if y == 0 {
		return "…"
	}
	return strconv.Itoa(int(y))
}

// better says in words which values are favourable.
func (s shown) better(d indicators.Direction) string {
	return map[indicators.Direction]string{
		indicators.Stimulant: s.t("więcej = korzystniej", "higher is better"), indicators.Destimulant: s.t("mniej = korzystniej", "lower is better"),
		indicators.Nominant: s.t("najlepiej w przedziale", "best within a range"), indicators.Neutral: s.t("bez oceny", "not judged"),
	}[d]
}

// decimal writes a number with the sign of the language.
func (a *app) decimal(s string) string {
	if a.lang == "en" {
		return s
	}
	return strings.ReplaceAll(s, ".", ",")
}

// weights shows the indicators with their weights in every set.
func (s shown) weights(f *fiches.Fiche) {
	s.heading(2, s.t("Wskaźniki i wagi", "Indicators and weights"))
	if !f.Scored() {
		s.paragraph(s.t("Fiszka nie ma oceny: ", "The fiche has no score: ") + f.Score.None)
	}
	sets := f.Weights(s.cat)
	t := &table{columns: []string{s.t("wskaźnik", "indicator"), s.t("wymiar", "dimension"), s.t("kierunek", "direction"), s.t("jednostka", "unit")}}
	for _, w := range sets {
		t.columns = append(t.columns, w.Name.In(s.lang))
	}
	for _, it := range f.Indicators {
		c := s.cat.Cards[it.Indicator].Value
		name := c.Name.In(s.lang)
		if it.Core {
			name += " *"
		}
		row := []any{name, s.labels.of("dimension", string(c.Dimension)), s.better(c.Direction), c.Unit}
		for _, w := range sets {
			points := ""
			if p, ok := w.Points[it.Indicator]; ok {
				points = s.decimal(strings.TrimSuffix(p.FloatString(1), ".0"))
			}
			row = append(row, points)
		}
		t.add(row)
	}
	s.rows(t)
	if slices.ContainsFunc(f.Indicators, func(it fiches.Item) bool { return it.Core }) {
		s.paragraph(s.t("* bez tego wskaźnika jednostka jest poza rankingiem. Puste pole: wskaźnik kontekstowy, bez wagi.",
			"* without this indicator a unit is outside the ranking. An empty field: context, without weight."))
	}
	var why []string
	for _, d := range f.Dimensions {
		why = append(why, fmt.Sprintf("%s: %d. %s", s.labels.of("dimension", string(d.Dimension)), d.Weight, d.Why))
	}
	for _, w := range f.WeightSets {
		why = append(why, w.Name.In(s.lang)+": "+w.Why)
	}
	s.list(why...)
}

func (s shown) indicators(f *fiches.Fiche) {
	for _, it := range f.Indicators {
		e := s.cat.Cards[it.Indicator]
		c := e.Value
		s.heading(3, c.Name.In(s.lang)+s.unverified(c.Verified))
		s.paragraph(c.Definition)
		items := []string{
			s.t("wzór: ", "formula: ") + s.cat.Words(c),
			s.t("kogo liczy: ", "who is counted: ") + s.labels.of("counted", c.Counted) + prefixed(". ", c.CountedNote),
			s.t("stan na: ", "reference: ") + c.Reference + "; " + s.t("źródło: ", "source: ") + strings.Join(slices.DeleteFunc([]string{c.SourceSystem, c.SourceForm, c.SourcePart}, func(x string) bool { return x == "" }), ", "),
		}
		if c.Target != nil {
			items = append(items, fmt.Sprintf(s.t("najkorzystniej: od %s do %s", "most favourable: from %s to %s"), num(&c.Target[0]), num(&c.Target[1])))
		}
		if c.Cap != nil {
			items = append(items, fmt.Sprintf(s.t("do oceny cięty do %s", "cut to %s for the score"), num(c.Cap)))
		}
		if it.Role == fiches.Monitoring {
			items = append(items, fmt.Sprintf(s.t("waga %d: %s", "weight %d: %s"), it.Weight, it.Why))
		} else {
			items = append(items, s.t("kontekst: ", "context: ")+it.Why)
		}
		if fill := f.FillOf(it); fill != nil {
			items = append(items, fmt.Sprintf(s.t("lukę wolno uzupełnić: %s", "a gap may be filled: %s"), strings.Join(fill.Methods, ", ")))
		}
		s.list(append(items, s.t("granice: ", "limits: ")+c.Limits)...)
	}
}

// scoring says in words how the score is made.
func (s shown) scoring(f *fiches.Fiche) {
	if !f.Scored() {
		return
	}
	r := f.Score
	s.heading(2, s.t("Ocena", "Score"))
	s.list(
		fmt.Sprintf(s.t("normalizacja %s na skali %s–%s, wartości odstające: %s", "normalised by %s onto %s–%s, outliers: %s"), r.Normalise, num(&r.Scale[0]), num(&r.Scale[1]), r.Treat),
		fmt.Sprintf(s.t("łączenie wskaźników: %s%s; odniesienie: %s%s; lata: %s", "indicators together: %s%s; reference: %s%s; years: %s"),
			r.Aggregate, prefixed(s.t(", wymiarów: ", ", dimensions: "), r.Combine), r.Reference, prefixed(" ", r.Scheme), r.Years),
		fmt.Sprintf(s.t("oceny nie podaje się, gdy znane wskaźniki mają mniej niż %d%% wagi albo liczby, jest ich mniej niż %d albo są w mniej niż %d wymiarach",
			"withheld when the known indicators have less than %d%% of weight or number, are fewer than %d, or in fewer than %d dimensions"), r.Coverage, r.MinIndicators, r.MinDimensions),
	)
}
