package main

import (
	"context"
	"math"

	"github.com/spf13/cobra"

	"miernik/indicators/robust"
	"miernik/pipeline/sensitivity"
	"miernik/pipeline/warehouse"
	"miernik/pipeline/workspace"
)

func (a *app) sensitivityCmd() *cobra.Command {
	var fiche, unit, scheme, show string
	o := robust.Defaults()
	noise := 100 * o.Noise
	cmd := &cobra.Command{
		Use: "sensitivity", Args: a.exactly(0),
		Short: a.t("próba metody: jak miejsca zależą od wag, normalizacji, agregacji i pojedynczych wskaźników", "test of the method: how places depend on weights, normalisation, aggregation and single indicators"),
		Long: a.t(`Pokazuje próbę metody zapisaną przez ostatnie przetworzenie: --show summary (jak trwały jest ranking każdej usługi),
ranges (przedział miejsc jednostki), variants (co zmienia jeden inny wybór), influence (ile wskaźnik naprawdę waży),
correlations (które wskaźniki mówią to samo). Z --draws, --noise albo --seed liczy próbę od nowa, bez zapisu.`,
			`Shows the test of the method that the last run wrote: --show summary (how firm the ranking of each service is),
ranges (places of a unit), variants (what one other choice changes), influence (what an indicator really weighs),
correlations (which indicators say the same). With --draws, --noise or --seed it is computed again, without writing.`),
		Example: "  miernik sensitivity --show ranges --unit 1002011\n  miernik sensitivity --fiche biblioteki --show variants\n  miernik sensitivity --draws 5000 --noise 50",
		RunE: func(cmd *cobra.Command, _ []string) error {
			f := cmd.Flags()
			again := f.Changed("draws") || f.Changed("noise") || f.Changed("seed")
			query, ok := sensitivityQueries[show]
			if !ok {
				return a.usage("--show %s: jest summary, ranges, variants, influence, correlations", "--show %s: there are summary, ranges, variants, influence, correlations", show)
			}
			if o.Noise = noise / 100; !(o.Noise >= 0 && o.Noise <= 1) || o.Draws < 0 {
				return a.usage("--noise: od 0 do 100, --draws: od 0", "--noise: 0 to 100, --draws: from 0")
			}
			if again && show != "summary" && show != "ranges" {
				return a.usage("losowania zmieniają tylko --show summary i ranges", "draws change only --show summary and ranges")
			}
			if unit != "" && show != "ranges" {
				return a.usage("--unit działa z --show ranges", "--unit works with --show ranges")
			}
			return a.read(func(ws *workspace.Workspace, db *warehouse.DB) error {
				if again {
					return a.drawn(cmd.Context(), ws, db, o, show, fiche, unit, scheme)
				}
				return a.printQuery(cmd, db, query, fiche, unit, scheme)
			})
		},
	}
	f := cmd.Flags()
	f.StringVar(&show, "show", "summary", a.t("co pokazać", "what to show"))
	f.StringVar(&fiche, "fiche", "", a.t("tylko ta fiszka", "only this fiche"))
	f.StringVar(&unit, "unit", "", a.t("tylko ta jednostka (kod TERYT)", "only this unit (TERYT code)"))
	f.StringVar(&scheme, "scheme", "", a.t("tylko ten schemat grup; national: wszystkie jednostki", "only this peer scheme; national: all units"))
	f.IntVar(&o.Draws, "draws", o.Draws, a.t("liczba losowań", "number of draws"))
	f.Float64Var(&noise, "noise", noise, a.t("o ile procent zmienia się każda waga", "per cent by which every weight is changed"))
	f.Uint64Var(&o.Seed, "seed", o.Seed, a.t("ziarno losowań", "seed of the draws"))
	return cmd
}

// The filters, each empty for none: fiche, unit, scheme.
var sensitivityQueries = map[string]string{
	"summary": `SELECT fiche, year, scheme, factor, runs, n, round(100 * share_moved, 1) AS moved_percent, round(median_width, 1) AS median_width, round(mean_shift, 1) AS mean_shift, origin
		FROM fiche_sensitivity WHERE ? IN ('', fiche) AND ? = '' AND ? IN ('', scheme) ORDER BY fiche, scheme, factor`,
	"ranges": `SELECT fiche, year, r.unit, u.name, scheme, grp, factor, rank, n, rank_low, rank_middle, rank_high, moved, r.origin
		FROM rank_range r JOIN unit u ON u.teryt = r.unit WHERE ? IN ('', fiche) AND ? IN ('', r.unit) AND ? IN ('', scheme) ORDER BY fiche, scheme, grp, rank, r.unit, factor`,
	"variants": `SELECT fiche, year, scheme, choice, setting, n, round(mean_shift, 1) AS mean_shift, largest_shift, round(100 * share_moved, 1) AS moved_percent, round(correlation, 3) AS correlation, origin
		FROM sensitivity_variant WHERE ? IN ('', fiche) AND ? = '' AND ? IN ('', scheme) ORDER BY fiche, scheme, mean_shift DESC, choice, setting`,
	"influence": `SELECT fiche, year, indicator, n, weight, round(mean_effective_weight, 1) AS mean_effective_weight, round(variance_share, 1) AS variance_share, round(correlation, 3) AS correlation, discriminates, origin
		FROM indicator_influence WHERE ? IN ('', fiche) AND ? = '' AND ? = '' ORDER BY fiche, weight DESC, indicator`,
	"correlations": `SELECT fiche, year, indicator, other, n, round(pearson, 3) AS pearson, round(spearman, 3) AS spearman, duplicates, origin
		FROM indicator_correlation WHERE ? IN ('', fiche) AND ? = '' AND ? = '' ORDER BY fiche, abs(pearson) DESC NULLS LAST, indicator, other`,
}

// drawn computes the test again and prints the rows that the filters leave.
func (a *app) drawn(ctx context.Context, ws *workspace.Workspace, db *warehouse.DB, o robust.Options, show, fiche, unit, scheme string) error {
	groups, err := db.Count(ctx, "SELECT count(*) FROM sensitivity_run")
	if err != nil {
		return err
	}
	settings := sensitivity.Options{Options: o, Threads: ws.Config.Threads}
	if groups > 0 {
		if err := db.Each(ctx, "SELECT scheme FROM sensitivity_run", func(r *warehouse.Rows) error { return r.Scan(&settings.Scheme) }); err != nil {
			return err
		}
	}
	results, err := sensitivity.Test(ctx, db, settings)
	if err != nil {
		return err
	}
	kept := func(filter, value string) bool { return filter == "" || filter == value }
	tenth := func(x float64) any { return math.Round(10*x) / 10 }
	t := &table{columns: []string{"fiche", "year", "scheme", "factor", "runs", "n", "moved_percent", "median_width", "mean_shift", "origin"}}
	if show == "ranges" {
		t.columns = []string{"fiche", "year", "unit", "scheme", "grp", "factor", "rank", "n", "rank_low", "rank_middle", "rank_high", "moved", "origin"}
	}
	for _, r := range results {
		if !kept(fiche, r.Fiche) {
			continue
		}
		if show == "ranges" {
			for _, x := range r.Ranges {
				if kept(unit, x.Unit) && kept(scheme, x.Scheme) {
					t.add([]any{r.Fiche, r.Year, x.Unit, x.Scheme, x.Group, x.Factor, x.Rank, x.Of, x.Low, x.Middle, x.High, x.Moved, r.Origin})
				}
			}
			continue
		}
		for _, x := range r.Summaries {
			if kept(scheme, x.Scheme) {
				t.add([]any{r.Fiche, r.Year, x.Scheme, x.Factor, x.Runs, x.N, tenth(100 * x.ShareMoved), tenth(x.MedianWidth), tenth(x.MeanShift), r.Origin})
			}
		}
	}
	return t.write(a.stdout, a.output)
}
