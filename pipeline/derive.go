package pipeline

import (
	"context"
	"fmt"

	"miernik/internal/diag"
	"miernik/pipeline/compare"
	"miernik/pipeline/gaps"
	"miernik/pipeline/score"
	"miernik/pipeline/values"
	"miernik/pipeline/warehouse"
)

// derivedStage is a stage that makes figures of definitions and observations,
// with the table whose rows it is counted by.
type derivedStage struct {
	name, table string
	run         func() (diag.List, error)
}

// derived lists these stages in their order.
func derived(ctx context.Context, db *warehouse.DB, schemes []string) []derivedStage {
	return []derivedStage{
		{"gaps", "gap", func() (diag.List, error) { return gaps.Run(ctx, db) }},
		{"values", "indicator_value", func() (diag.List, error) { return values.Run(ctx, db) }},
		{"impute", "imputed_value", func() (diag.List, error) { return gaps.Impute(ctx, db) }},
		{"groups", "peer_member", func() (diag.List, error) { return nil, compare.Groups(ctx, db, schemes) }},
		{"score", "score", func() (diag.List, error) { return nil, score.Run(ctx, db) }},
		{"compare", "comparison", func() (diag.List, error) { return nil, compare.Run(ctx, db, schemes) }},
		{"ranks", "score_comparison", func() (diag.List, error) { return nil, score.Rank(ctx, db) }},
		{"assess", "gap_consequence", func() (diag.List, error) { return nil, gaps.Assess(ctx, db) }},
	}
}

// Derive runs the stages behind the observations: gaps, values, filling, groups,
// score, compare, ranks, what the gaps cost.
// The warehouse has its definitions, the row of the run, and observations.
func Derive(ctx context.Context, db *warehouse.DB, schemes []string) error {
	if err := db.Exec(ctx, "CREATE SCHEMA IF NOT EXISTS work"); err != nil {
		return err
	}
	for _, s := range derived(ctx, db, schemes) {
		if _, err := s.run(); err != nil {
			return fmt.Errorf("%s: %w", s.name, err)
		}
	}
	return nil
}
