// Package values evaluates indicator cards: value = multiplier × numerator /
// denominator, both linear, over the expected grid. What cannot be computed
// gets the status and cause of its worst term.
package values

import (
	"context"
	_ "embed"
	"strconv"

	"miernik/indicators"
	"miernik/internal/diag"
	"miernik/pipeline/warehouse"
)

//go:embed values.sql
var valuesSQL string

// Run fills indicator_value. Values outside the plausible range of their card
// become findings, one an indicator.
func Run(ctx context.Context, db *warehouse.DB) (diag.List, error) {
	if err := db.Exec(ctx, `CREATE TABLE work.cause_order (cause VARCHAR, ord INTEGER)`); err != nil {
		return nil, err
	}
	for i, c := range indicators.Causes() {
		if err := db.Exec(ctx, `INSERT INTO work.cause_order VALUES (?, ?)`, string(c), i); err != nil {
			return nil, err
		}
	}
	if err := db.Exec(ctx, valuesSQL); err != nil {
		return nil, err
	}
	var found diag.List
	err := db.Each(ctx, `
		SELECT v.indicator, arg_min(v.value_published, v.unit || v.year), arg_min(v.unit, v.unit || v.year), CAST(arg_min(v.year, v.unit || v.year) AS INTEGER),
		       any_value(i.range_min), any_value(i.range_max), count(*)
		FROM indicator_value v JOIN indicator i USING (indicator)
		WHERE v.value < i.range_min OR v.value > i.range_max
		GROUP BY v.indicator ORDER BY v.indicator`,
		func(r *warehouse.Rows) error {
			var indicator, unit string
			var value, lo, hi float64
			var year, n int
			if err := r.Scan(&indicator, &value, &unit, &year, &lo, &hi, &n); err != nil {
				return err
			}
			found.Add(diag.IndicatorRange, diag.Place{}, indicator, plain(value), unit, year, plain(lo), plain(hi), n)
			return nil
		})
	return found, err
}

func plain(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }
