package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"miernik/fiches"
	"miernik/indicators/catalog"
	"miernik/internal/document"
	"miernik/pipeline/trial"
	"miernik/pipeline/workspace"
)

// ficheDiff is what fiche diff prints: the definitions, then the effect.
type ficheDiff struct {
	Old         string              `json:"old"`
	New         string              `json:"new"`
	Differences []fiches.Difference `json:"differences"`
	Effect      *trial.Effect       `json:"effect"` // null without a published file
}

func (a *app) ficheDiffCmd() *cobra.Command {
	var markdown bool
	var year, limit int
	cmd := &cobra.Command{
		Use: "diff A B", Args: a.exactly(2),
		Short: a.t("co i dla kogo zmienia druga wersja fiszki", "what the second version of a fiche changes, and for whom"),
		Long: a.t("A i B to ID, ID@WERSJA albo plik. Najpierw różnice definicji, potem skutek: obie wersje liczą się tymi samymi etapami na danych opublikowanej bazy.",
			"A and B are an ID, ID@VERSION or a file. First the definitions, then the effect: both versions are computed by the same stages on the data of the published file."),
		Example: "  miernik fiche diff biblioteki moja_biblioteki.yaml\n  miernik fiche diff biblioteki@1 biblioteki@2 --markdown",
		RunE: func(cmd *cobra.Command, args []string) error {
			ws, err := a.open()
			if err != nil {
				return err
			}
			cat, set, found, err := a.definitions(ws)
			if err != nil {
				return err
			}
			var pair [2]fiches.Loaded
			for i, arg := range args {
				if pair[i], err = a.chooseFiche(ws, cat, set, found, arg); err != nil {
					return err
				}
			}
			old, now := pair[0].Value, pair[1].Value
			d := ficheDiff{Old: named(old), New: named(now), Differences: fiches.Differences(old, now)}
			if d.Effect, err = a.effect(cmd, ws, cat, set, old, now, year); err != nil {
				return err
			}
			return a.printFicheDiff(d, markdown, limit)
		},
	}
	f := cmd.Flags()
	f.BoolVar(&markdown, "markdown", false, a.t("zapisz jako Markdown", "write Markdown"))
	f.IntVar(&year, "year", 0, a.t("rok skutku (domyślnie ostatni z ocenami)", "year of the effect (default the last with scores)"))
	f.IntVar(&limit, "limit", 10, a.t("ile najbardziej dotkniętych jednostek pokazać; 0: wszystkie", "how many of the most affected units to show; 0: all"))
	return cmd
}

func named(f *fiches.Fiche) string { return fmt.Sprintf("%s@%d", f.ID, f.Version) }

// effect computes both versions on the published data; nil where nothing is
// published yet.
func (a *app) effect(cmd *cobra.Command, ws *workspace.Workspace, cat *catalog.Catalog, set *fiches.Set, old, now *fiches.Fiche, year int) (*trial.Effect, error) {
	if _, err := os.Stat(ws.Database()); errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	b, err := trial.Open(cmd.Context(), bench(ws))
	if err != nil {
		return nil, err
	}
	defer b.Close()
	if err := b.Attach(cmd.Context(), ws.Database()); err != nil {
		return nil, err
	}
	first := old.ValidFrom
	for _, id := range []string{old.ID, now.ID} {
		if y := set.FirstYear(id); y != 0 {
			first = min(first, y)
		}
	}
	return b.Versions(cmd.Context(), cat, old, now, first, year)
}

func (a *app) printFicheDiff(d ficheDiff, markdown bool, limit int) error {
	if d.Effect != nil && limit > 0 && len(d.Effect.Units) > limit && a.output != "json" {
		d.Effect.Units = d.Effect.Units[:limit]
	}
	switch a.output {
	case "json":
		enc := json.NewEncoder(a.stdout)
		enc.SetIndent("", "  ")
		return enc.Encode(d)
	case "csv":
		if d.Effect == nil {
			return a.usage("nie ma jeszcze bazy: wykonaj najpierw miernik run", "there is no database yet: execute miernik run first")
		}
		return a.unitTable(d.Effect).write(a.stdout, "csv")
	}
	doc := &document.Document{}
	doc.Heading(1, document.Text(d.Old+" → "+d.New))
	doc.Heading(2, document.Text(a.t("Różnice definicji", "Differences of the definitions")))
	t := &table{columns: []string{a.t("część", "part"), a.t("było", "old"), a.t("jest", "new")}}
	for _, x := range d.Differences {
		t.add([]any{clip(x.Part, markdown), clip(x.Old, markdown), clip(x.New, markdown)})
	}
	doc.Table(t.columns, t.lines()...)
	if len(d.Differences) == 0 {
		doc.Paragraph(document.Text(a.t("Definicje są takie same.", "The definitions are the same.")))
	}
	switch {
	case d.Effect == nil:
		doc.Paragraph(document.Text(a.t("Skutku nie policzono: nie ma jeszcze opublikowanej bazy (miernik run).", "The effect was not computed: there is no published database yet (miernik run).")))
	case d.Effect.Year == 0:
		doc.Paragraph(document.Text(a.t("W żadnym roku żadna jednostka nie ma oceny w żadnej z wersji.", "No unit has a score in any year in either version.")))
	default:
		a.printEffect(doc, d.Effect)
	}
	return a.print(doc, markdown)
}

// clipped is the most a terminal shows of a text.
const clipped = 60

func clip(s string, whole bool) string {
	r := []rune(s)
	if whole || len(r) <= clipped {
		return s
	}
	return string(r[:clipped-1]) + "…"
}

func (a *app) printEffect(doc *document.Document, e *trial.Effect) {
	doc.Heading(2, document.Text(fmt.Sprintf(a.t("Skutek w roku %d, grupami", "Effect in %d, by group"), e.Year)))
	if e.Synthetic {
		doc.Paragraph(document.Text(a.t("Dane zmyślone (przykładowe).", "Made-up data (sample).")))
	}
	t := &table{columns: []string{a.t("grupa", "group"), a.t("jednostki", "units"), a.t("z oceną", "scored"), a.t("zyskały ocenę", "gained"), a.t("straciły", "lost"),
		a.t("mediana oceny", "median score"), a.t("pokrycie", "coverage"), a.t("zmieniło miejsce", "moved"), a.t("średnio o", "by on average"), a.t("najwięcej o", "at most")}}
	for _, g := range e.Groups {
		t.add([]any{g.Name, g.Units, fmt.Sprintf("%d → %d", g.ScoredOld, g.ScoredNew), g.Gained, g.Lost,
			a.arrow(g.MedianOld, g.MedianNew, 1), a.arrow(g.CoverageOld, g.CoverageNew, 0), g.Moved, a.rounded(g.MeanMove, 1), g.LargestMove})
	}
	doc.Table(t.columns, t.lines()...)
	doc.Heading(2, document.Text(a.t("Najbardziej dotknięte jednostki", "Units affected most")))
	if len(e.Units) == 0 {
		doc.Paragraph(document.Text(a.t("Żadnej jednostce nic się nie zmienia.", "Nothing changes for any unit.")))
		return
	}
	units := a.unitTable(e)
	doc.Table(units.columns, units.lines()...)
}

// unitTable is the units with their reasons on one line each.
func (a *app) unitTable(e *trial.Effect) *table {
	t := &table{columns: []string{a.t("jednostka", "unit"), a.t("kod", "code"), a.t("ocena", "score"), a.t("pokrycie", "coverage"), a.t("miejsce", "rank"), a.t("dlaczego", "why")}}
	for _, u := range e.Units {
		t.add([]any{u.Name, u.Unit, a.arrow(u.ScoreOld, u.ScoreNew, 1), fmt.Sprintf("%d → %d", u.CoverageOld, u.CoverageNew),
			ranked(u.RankOld) + " → " + ranked(u.RankNew), a.why(u)})
	}
	return t
}

func ranked(n *int) string {
	if n == nil {
		return "–"
	}
	return strconv.Itoa(*n)
}

func (a *app) rounded(v *float64, decimals int) string {
	if v == nil {
		return "–"
	}
	return a.decimal(strconv.FormatFloat(*v, 'f', decimals, 64))
}

func (a *app) arrow(old, now *float64, decimals int) string {
	return a.rounded(old, decimals) + " → " + a.rounded(now, decimals)
}

// reasonsShown bounds the indicators named beside a unit.
const reasonsShown = 3

// why names what made the difference: the reason of a withheld score, then the
// indicators whose share in the score changed most.
func (a *app) why(u trial.UnitEffect) string {
	labels := catalog.WordingIn(a.lang)
	var parts []string
	if u.StatusOld != u.StatusNew {
		parts = append(parts, scoreReason(labels, u.StatusOld)+" → "+scoreReason(labels, u.StatusNew))
	}
	if u.ScoreOld != nil && u.ScoreNew != nil {
		for _, p := range u.Reasons[:min(reasonsShown, len(u.Reasons))] {
			change := a.decimal(fmt.Sprintf("%+.1f", p.PointsNew-p.PointsOld))
			old, now := a.decimal(fmt.Sprintf("%.1f", p.WeightOld)), a.decimal(fmt.Sprintf("%.1f", p.WeightNew))
			if old != now {
				change += fmt.Sprintf(a.t(" (waga %s → %s)", " (weight %s → %s)"), old, now)
			}
			parts = append(parts, p.Name+" "+change)
		}
	}
	return strings.Join(parts, "; ")
}

// scoreReason names a status of a score or why it is withheld.
func scoreReason(labels catalog.Wording, code string) string {
	if s := labels.Of("withheld", code); s != code {
		return s
	}
	return labels.Of("score_status", code)
}

// decimal writes a number with the sign of the language.
func (a *app) decimal(s string) string {
	if a.lang == "en" {
		return s
	}
	return strings.ReplaceAll(s, ".", ",")
}
