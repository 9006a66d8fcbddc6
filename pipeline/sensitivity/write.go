package sensitivity

import (
	"context"
	"errors"
	"math"

	"miernik/indicators/method"
	"miernik/indicators/robust"
	"miernik/pipeline/warehouse"
)

// write appends the rows of all fiches to their tables.
func write(ctx context.Context, db *warehouse.DB, results []*robust.Result) error {
	var ranges, summaries, variants, influences, correlations [][]any
	for _, r := range results {
		for _, x := range r.Ranges {
			ranges = append(ranges, []any{x.Unit, r.Fiche, r.Year, x.Scheme, x.Group, x.Factor, x.Rank, x.Of, x.Low, x.Middle, x.High, x.Moved, r.Origin})
		}
		for _, x := range r.Summaries {
			summaries = append(summaries, []any{r.Fiche, r.Year, x.Scheme, x.Factor, x.Runs, x.N, x.ShareMoved, x.MedianWidth, steady(x.MeanShift), r.Origin})
		}
		for _, x := range r.Variants {
			variants = append(variants, []any{r.Fiche, r.Year, x.Scheme, x.Factor, x.Choice, x.Setting, x.N, steady(x.MeanShift), x.LargestShift, steady(x.ShareMoved), steady(x.Correlation), r.Origin})
		}
		for _, x := range r.Influences {
			influences = append(influences, []any{r.Fiche, x.Indicator, r.Year, x.N, x.Weight, steady(x.MeanEffective), steady(x.Correlation), steady(x.VarianceShare), steady(x.CommonShare), x.Discriminates, r.Origin})
		}
		for _, x := range r.Correlations {
			correlations = append(correlations, []any{r.Fiche, x.Indicator, x.Other, r.Year, x.N, steady(x.Pearson), steady(x.Spearman), x.Duplicates, r.Origin})
		}
	}
	return errors.Join(
		db.Append(ctx, "rank_range", ranges),
		db.Append(ctx, "fiche_sensitivity", summaries),
		db.Append(ctx, "sensitivity_variant", variants),
		db.Append(ctx, "indicator_influence", influences),
		db.Append(ctx, "indicator_correlation", correlations))
}

// steady rounds to 12 digits, so that the last bits do not depend on the
// machine; NaN, of figures nothing is known for, becomes NULL.
func steady(x float64) any {
	if math.IsNaN(x) {
		return nil
	}
	return method.RoundSignificant(x, 12)
}
