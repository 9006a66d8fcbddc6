package score

import (
	"context"
	"math"

	"miernik/indicators/method"
	"miernik/pipeline/warehouse"
)

// patterns computes the scores that need a whole reference set at once: Hellwig
// measures the distance to a pattern, TOPSIS to two. It writes work.pattern for
// every weight set, for each dimension and for services without weights of
// dimensions.
func patterns(ctx context.Context, db *warehouse.DB) error {
	sets, err := markSets(ctx, db)
	if err != nil || len(sets) == 0 {
		return err
	}
	weights, err := patternWeights(ctx, db)
	if err != nil {
		return err
	}
	var rows [][]any
	for _, s := range sets {
		for i, ws := range weights[s.service] {
			scores, err := s.score(ws)
			if err != nil {
				return err
			}
			for u, x := range scores {
				if s.members[u].own && !math.IsNaN(x) {
					rows = append(rows, []any{s.members[u].slot, s.part, int32(i + 1), x})
				}
			}
		}
	}
	return db.Append(ctx, "work.pattern", rows)
}

// member is a row of a set: a unit in a year. own: it is scored in this set,
// else it only helps to make the pattern.
type member struct {
	slot int64
	own  bool
}

// markSet is the table of marks of one reference set: units by indicators.
type markSet struct {
	service          int32
	part             any // nil: the whole service
	aggregate        string
	low, high        float64 // of the scale of the marks
	items            []int32
	members          []member
	table, reference [][]float64 // the reference lacks imputed marks
}

// score gives the scores of the units of a set, NaN for none. TOPSIS lies on
// the scale of the marks, Hellwig in per cent of the pattern.
func (s *markSet) score(weights map[int32]float64) ([]float64, error) {
	ws := make([]float64, len(s.items))
	for i, item := range s.items {
		ws[i] = weights[item]
	}
	if s.aggregate == "hellwig" {
		scores, err := method.HellwigOver(s.table, s.reference, ws)
		for u := range scores {
			scores[u] *= 100
		}
		return scores, err
	}
	scores, err := method.TOPSISOver(s.table, s.reference, ws)
	for u := range scores {
		scores[u] = s.low + (s.high-s.low)*scores[u]
	}
	return scores, err
}

// add puts a mark in its row and column; rows come member by member.
func (s *markSet) add(u member, item int32, mark float64, imputed bool) {
	if len(s.members) == 0 || s.members[len(s.members)-1] != u {
		s.members = append(s.members, u)
		s.table, s.reference = append(s.table, s.empty()), append(s.reference, s.empty())
	}
	for i, code := range s.items {
		if code == item {
			s.table[len(s.table)-1][i] = mark
			if !imputed {
				s.reference[len(s.reference)-1][i] = mark
			}
		}
	}
}

func (s *markSet) empty() []float64 {
	row := make([]float64, len(s.items))
	for i := range row {
		row[i] = math.NaN()
	}
	return row
}

// markSets reads the marks of every dimension, and of every service without
// weights of dimensions, that a pattern brings together.
func markSets(ctx context.Context, db *warehouse.DB) ([]*markSet, error) {
	items := map[int32][]int32{} // by dimension; by service with the sign turned
	err := db.Each(ctx, "SELECT item, part, service FROM work.item ORDER BY item", func(r *warehouse.Rows) error {
		var item, part, service int32
		err := r.Scan(&item, &part, &service)
		items[part], items[-service] = append(items[part], item), append(items[-service], item)
		return err
	})
	if err != nil {
		return nil, err
	}
	type key struct{ group, span, g int32 } // group as in items
	var sets []*markSet
	var last key
	err = db.Each(ctx, `
		SELECT "of", service, part, aggregate, scale_low, scale_high, CAST(span AS INTEGER), g, slot, own, item, mark, imputed
		FROM (
			SELECT it.part AS "of", it.service, it.part, it.aggregate, it.scale_low, it.scale_high, CASE it.year_scale WHEN 'pooled' THEN 0 ELSE m.slot % 256 END AS span,
			       m.g, m.slot, m.own, m.item, m.mark, m.imputed
			FROM marked m JOIN work.item it USING (item)
			WHERE it.aggregate IN ('hellwig', 'topsis')
			UNION ALL
			SELECT -it.service, it.service, NULL, it.service_aggregate, it.scale_low, it.scale_high, CASE it.year_scale WHEN 'pooled' THEN 0 ELSE m.slot % 256 END,
			       m.g, m.slot, m.own, m.item, m.mark, m.imputed
			FROM marked m JOIN work.item it USING (item)
			WHERE it.service_aggregate IN ('hellwig', 'topsis') AND NOT it.two_levels
		)
		WHERE mark IS NOT NULL
		ORDER BY "of", span, g, slot, item`, func(r *warehouse.Rows) error {
		var k key
		var s markSet
		var part *int32
		var u member
		var item int32
		var mark float64
		var imputed bool
		if err := r.Scan(&k.group, &s.service, &part, &s.aggregate, &s.low, &s.high, &k.span, &k.g, &u.slot, &u.own, &item, &mark, &imputed); err != nil {
			return err
		}
		if len(sets) == 0 || k != last {
			last, s.items = k, items[k.group]
			if part != nil {
				s.part = *part
			}
			sets = append(sets, &s)
		}
		sets[len(sets)-1].add(u, item, mark, imputed)
		return nil
	})
	return sets, err
}

// patternWeights are the weights of each service by the order of its weight
// sets, then by indicator.
func patternWeights(ctx context.Context, db *warehouse.DB) (map[int32][]map[int32]float64, error) {
	out := map[int32][]map[int32]float64{}
	err := db.Each(ctx, "SELECT service, CAST(ord AS INTEGER), item, CAST(scaled AS DOUBLE) FROM work.weight ORDER BY service, ord, item", func(r *warehouse.Rows) error {
		var service, ord, item int32
		var w float64
		err := r.Scan(&service, &ord, &item, &w)
		if int(ord) > len(out[service]) {
			out[service] = append(out[service], map[int32]float64{})
		}
		out[service][ord-1][item] = w
		return err
	})
	return out, err
}
