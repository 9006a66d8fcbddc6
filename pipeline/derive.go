package pipeline

import (
	"context"
	"fmt"

	"miernik/internal/diag"
	"miernik/pipeline/compare"
	"miernik/pipeline/gaps"
	"miernik/pipeline/peers"
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

// derived lists these stages in their order. Groups are formed before scores,
// which may be taken within them; without a plan they are there already.
func derived(ctx context.Context, db *warehouse.DB, plan *peers.Plan) []derivedStage {
	return []derivedStage{
		{"gaps", "gap", func() (diag.List, error) { return gaps.Run(ctx, db) }},
		{"values", "indicator_value", func() (diag.List, error) { return values.Run(ctx, db) }},
		{"impute", "imputed_value", func() (diag.List, error) { return gaps.Impute(ctx, db) }},
		{"peers", "peer_member", func() (diag.List, error) {
			if plan == nil {
				return nil, nil
			}
			return compare.Form(ctx, db, *plan)
		}},
		{"score", "score", func() (diag.List, error) { return nil, score.Run(ctx, db) }},
		{"compare", "comparison", func() (diag.List, error) { return nil, compare.Run(ctx, db) }},
		{"ranks", "score_comparison", func() (diag.List, error) { return nil, score.Rank(ctx, db) }},
		{"assess", "gap_consequence", func() (diag.List, error) { return nil, gaps.Assess(ctx, db) }},
	}
}

// Derive runs the stages behind the observations: gaps, values, filling, peers,
// score, compare, ranks, what the gaps cost. The warehouse has its definitions,
// the row of the run, and observations; where plan is nil, the comparison groups
// too.
func Derive(ctx context.Context, db *warehouse.DB, plan *peers.Plan) error {
	if err := db.Exec(ctx, "CREATE SCHEMA IF NOT EXISTS work"); err != nil {
		return err
	}
	for _, s := range derived(ctx, db, plan) {
		if _, err := s.run(); err != nil {
			return fmt.Errorf("%s: %w", s.name, err)
		}
	}
	return nil
}
