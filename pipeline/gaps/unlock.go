package gaps

import (
	"cmp"
	"context"
	"slices"

	"miernik/pipeline/warehouse"
)

// The most useful supplies first: a greedy list of the variables, and of the
// sources, whose missing cells would make the most withheld scores publishable.

// part is an indicator that a withheld score lacks, or the variable that
// decides whether the service is run at all.
type part struct {
	points    float64 // of the 100 of the fiche
	scaled    int64   // the same in whole numbers
	dimension int     // as a bit
	decides   bool
	needs     []int // supplies that hold its missing cells
	hopeless  bool  // a cell nobody can fill
}

// pattern is a group of withheld scores that lack the same.
type pattern struct {
	threshold, leastN, leastDimensions int
	weight, expectedWeight             int64
	n, expectedN, dimensionSet         int
	parts                              []part
	scores, latest                     int
	open                               bool // its scores are publishable by now
}

// supply is a variable of a level, or a source.
type supply struct {
	code, level  string // level "": of all levels
	cells, units int
	severity     int64
	patterns     []int // that need it
	alone        int   // scores that it alone would make publishable
	added        int   // after those before it in the list
	latest       int   // of these, of the last year
	total, at    int   // cumulated, place in the list
	taken        bool
}

// enough reports whether the scores of a pattern can be published when the
// supplies of has are filled: the conditions of the score stage that gaps decide.
func (p *pattern) enough(has func(supply int) bool) bool {
	weight, n, dimensions := p.weight, p.n, p.dimensionSet
	for _, it := range p.parts {
		complete := !it.hopeless
		for _, s := range it.needs {
			complete = complete && has(s)
		}
		switch {
		case it.decides && !complete:
			return false
		case complete && !it.decides:
			weight, n, dimensions = weight+it.scaled, n+1, dimensions|it.dimension
		}
	}
	return p.expectedWeight > 0 && 100*weight >= int64(p.threshold)*p.expectedWeight && 100*n >= p.threshold*p.expectedN &&
		n >= p.leastN && bits(dimensions) >= p.leastDimensions
}

func bits(set int) int {
	n := 0
	for ; set > 0; set &= set - 1 {
		n++
	}
	return n
}

// progress is the weight of a pattern's indicators that a supply brings nearer,
// shared among what they still miss.
func (p *pattern) progress(s int, has func(int) bool) float64 {
	sum := 0.0
	for _, it := range p.parts {
		if it.hopeless || !slices.Contains(it.needs, s) {
			continue
		}
		left := 0
		for _, need := range it.needs {
			if !has(need) {
				left++
			}
		}
		points := it.points
		if it.decides {
			points = 100
		}
		sum += points / float64(left)
	}
	return sum
}

// rank orders supplies greedily: each next is the one that makes the most
// scores publishable given those before it; where none does, the one that
// brings the most weight nearer.
func rank(patterns []pattern, supplies []supply) []supply {
	for i := range patterns {
		p := &patterns[i]
		for _, it := range p.parts {
			for _, s := range it.needs {
				if !slices.Contains(supplies[s].patterns, i) {
					supplies[s].patterns = append(supplies[s].patterns, i)
				}
			}
		}
	}
	for s := range supplies {
		for _, i := range supplies[s].patterns {
			if patterns[i].enough(func(x int) bool { return x == s }) {
				supplies[s].alone += patterns[i].scores
			}
		}
	}
	has := func(s int) bool { return supplies[s].taken }
	var out []supply
	total := 0
	for range supplies {
		best, gain, near := -1, 0, 0.0
		for s := range supplies {
			if supplies[s].taken {
				continue
			}
			with := func(x int) bool { return x == s || supplies[x].taken }
			g, n := 0, 0.0
			for _, i := range supplies[s].patterns {
				p := &patterns[i]
				if p.open {
					continue
				}
				if p.enough(with) {
					g += p.scores
				}
				n += float64(p.scores) * p.progress(s, has)
			}
			if best < 0 || cmp.Or(cmp.Compare(g, gain), cmp.Compare(n, near), cmp.Compare(supplies[s].severity, supplies[best].severity)) > 0 {
				best, gain, near = s, g, n
			}
		}
		b := &supplies[best]
		b.taken = true
		for _, i := range b.patterns {
			if p := &patterns[i]; !p.open && p.enough(has) {
				p.open = true
				b.added, b.latest = b.added+p.scores, b.latest+p.latest
			}
		}
		total += b.added
		b.total, b.at = total, len(out)+1
		out = append(out, *b)
	}
	return out
}

// unlock fills source_value.
func unlock(ctx context.Context, db *warehouse.DB) error {
	if err := execute(ctx, db, "pattern.sql"); err != nil {
		return err
	}
	var rows [][]any
	for _, kind := range []string{"variable", "source"} {
		supplies, err := readSupplies(ctx, db, kind)
		if err != nil {
			return err
		}
		patterns, err := readPatterns(ctx, db, kind)
		if err != nil {
			return err
		}
		for _, s := range rank(patterns, supplies) {
			rows = append(rows, []any{kind, int32(s.at), s.code, s.level, int32(s.cells), int32(s.units), s.severity, int32(s.alone), int32(s.added), int32(s.latest), int32(s.total)})
		}
	}
	return db.Append(ctx, "source_value", rows)
}

// readSupplies reads the supplies of a kind in the order of their numbers.
func readSupplies(ctx context.Context, db *warehouse.DB, kind string) ([]supply, error) {
	var out []supply
	err := db.Each(ctx, `SELECT code, level, CAST(sum(cells) AS INTEGER), CAST(max(units) AS INTEGER), CAST(sum(severity) AS BIGINT)
		FROM supply WHERE kind = ? GROUP BY number, code, level ORDER BY number`, func(r *warehouse.Rows) error {
		var s supply
		err := r.Scan(&s.code, &s.level, &s.cells, &s.units, &s.severity)
		out = append(out, s)
		return err
	}, kind)
	return out, err
}

// readPatterns reads the withheld scores by what they lack.
func readPatterns(ctx context.Context, db *warehouse.DB, kind string) ([]pattern, error) {
	var out []pattern
	err := db.Each(ctx, `SELECT f.coverage_threshold, f.min_indicators, f.min_dimensions, p.weight, p.n, p.expected_weight, p.expected_n, p.dimensions, p.scores, p.scores_latest
		FROM pattern p JOIN fiche_number x USING (f) JOIN fiche f USING (fiche) ORDER BY p.pattern`, func(r *warehouse.Rows) error {
		var p pattern
		err := r.Scan(&p.threshold, &p.leastN, &p.leastDimensions, &p.weight, &p.n, &p.expectedWeight, &p.expectedN, &p.dimensionSet, &p.scores, &p.latest)
		out = append(out, p)
		return err
	})
	if err != nil {
		return nil, err
	}
	var at [2]int
	err = db.Each(ctx, `SELECT q.pattern, CAST(q.item AS INTEGER), CASE WHEN q.fillable THEN s.number END, x.weight, x.scaled, x.indicator IS NULL, coalesce(dimension_bit(x.dimension), 0)
		FROM pattern_part q JOIN work.use_item x USING (item) JOIN fiche f USING (fiche)
		LEFT JOIN supply s ON s.kind = ? AND s.v = q.v AND s.unit_level = f.level ORDER BY q.pattern, q.item, q.v`, func(r *warehouse.Rows) error {
		var n, item int
		var need *int
		var it part
		if err := r.Scan(&n, &item, &need, &it.points, &it.scaled, &it.decides, &it.dimension); err != nil {
			return err
		}
		p := &out[n-1]
		if key := [2]int{n, item}; key != at {
			at = key
			p.parts = append(p.parts, it)
		}
		last := &p.parts[len(p.parts)-1]
		switch {
		case need == nil:
			last.hopeless = true
		case !slices.Contains(last.needs, *need):
			last.needs = append(last.needs, *need)
		}
		return nil
	}, kind)
	return out, err
}
