// Package gaps is the gap register. It lays out the expected grid of the
// fiches; gives every cell of it that has no value one cause, an owner and an
// expected date; tests the ways of filling a gap on known cells; fills where a
// fiche allows it; and says what the gaps cost and what to fill first.
//
// It runs in three steps, because the last two need what other stages make:
// [Run] before the indicators are evaluated, [Impute] behind them, [Assess]
// behind the scores.
package gaps

import (
	"context"
	"embed"

	"miernik/indicators"
	"miernik/internal/diag"
	"miernik/pipeline/warehouse"
)

//go:embed *.sql
var scripts embed.FS

// execute runs scripts one after another.
func execute(ctx context.Context, db *warehouse.DB, names ...string) error {
	for _, name := range names {
		text, err := scripts.ReadFile(name)
		if err != nil {
			return err
		}
		if err := db.Exec(ctx, string(text)); err != nil {
			return err
		}
	}
	return nil
}

// drop removes temporary tables that no later step reads.
func drop(ctx context.Context, db *warehouse.DB, tables ...string) error {
	for _, name := range tables {
		if err := db.Exec(ctx, "DROP TABLE "+name); err != nil {
			return err
		}
	}
	return nil
}

// Run fills service_operation, gap, fill_option, fill_advice and
// fill_candidate, and leaves the grid for the stages after it; package values
// drops what it alone still needs of it (seen, caused). Units that a
// delivered file passes over become findings.
func Run(ctx context.Context, db *warehouse.DB) (diag.List, error) {
	if err := db.Exec(ctx, "SET VARIABLE price_index = "+warehouse.Quote(indicators.PriceIndex)); err != nil {
		return nil, err
	}
	if err := execute(ctx, db, "grid.sql", "cells.sql", "register.sql"); err != nil {
		return nil, err
	}
	if err := drop(ctx, db, "cell", "missing", "delivered", "responsible", "chapterless", "closed", "severity", "owned"); err != nil {
		return nil, err
	}
	if err := execute(ctx, db, "panel.sql", "backtest.sql", "candidates.sql"); err != nil {
		return nil, err
	}
	if err := drop(ctx, db, "source_number", "sized", "panel", "broken", "peer_rate", "alike_rate", "siblings", "level_rate", "peer_growth", "alike_growth",
		"tested", "growing", "error", "result", "reached", "advised", "target", "near", "across", "grown_group"); err != nil {
		return nil, err
	}
	return unitsAbsent(ctx, db)
}

func unitsAbsent(ctx context.Context, db *warehouse.DB) (diag.List, error) {
	var found diag.List
	err := db.Each(ctx, `
		SELECT source, file, array_to_string(list_sort(list(DISTINCT variable)), ', '), CAST(min(year) AS INTEGER), CAST(max(year) AS INTEGER), count(DISTINCT unit)
		FROM gap WHERE cause = 'source_absent' AND file IS NOT NULL
		GROUP BY source, file ORDER BY source, file`,
		func(r *warehouse.Rows) error {
			var source, file, variables string
			var from, to, n int
			if err := r.Scan(&source, &file, &variables, &from, &to, &n); err != nil {
				return err
			}
			found.Add(diag.UnitsAbsent, diag.Place{File: file}, source, n, variables, from, to)
			return nil
		})
	return found, err
}

// Impute fills imputed_value and imputed_term: the missing indicators that a
// fiche allows to be filled. Ways that failed their test, and were used because
// the fiche says so, become findings.
func Impute(ctx context.Context, db *warehouse.DB) (diag.List, error) {
	if err := execute(ctx, db, "impute.sql"); err != nil {
		return nil, err
	}
	var found diag.List
	err := db.Each(ctx, `
		SELECT t.fiche, t.indicator, t.variable, l.pl, l.en, v.pl, v.en, count(*)
		FROM imputed_term t
		JOIN label l ON l.grp = 'fill' AND l.code = t.method
		JOIN label v ON v.grp = 'fill_verdict' AND v.code = t.verdict
		WHERE t.verdict <> 'good'
		GROUP BY ALL ORDER BY ALL`,
		func(r *warehouse.Rows) error {
			var fiche, indicator, variable string
			var method, verdict diag.Phrase
			var n int
			if err := r.Scan(&fiche, &indicator, &variable, &method.PL, &method.EN, &verdict.PL, &verdict.EN, &n); err != nil {
				return err
			}
			found.Add(diag.FillDoubtful, diag.Place{}, fiche, indicator, n, variable, method, verdict)
			return nil
		})
	return found, err
}

// Assess fills gap_consequence, source_value and the tables of quality.
func Assess(ctx context.Context, db *warehouse.DB) error {
	if err := execute(ctx, db, "consequence.sql"); err != nil {
		return err
	}
	if err := unlock(ctx, db); err != nil {
		return err
	}
	if err := execute(ctx, db, "quality.sql"); err != nil {
		return err
	}
	return drop(ctx, db, "fiche_number", "two_level", "graded", "aside", "filled", "missed", "standing", "cost", "short", "pattern", "pattern_part", "supply", "contested", "stood_in")
}
