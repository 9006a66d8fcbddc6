package trial

import (
	"cmp"
	"context"
	"maps"
	"math"
	"slices"
	"strings"

	"miernik/fiches"
	"miernik/indicators"
	"miernik/indicators/catalog"
	"miernik/indicators/method"
	"miernik/pipeline/warehouse"
)

// Effect says what changes for whom when one version of a fiche takes the place
// of another, in one year.
type Effect struct {
	Year      int           `json:"year"`
	Synthetic bool          `json:"synthetic"` // some figure behind the scores is made up
	Groups    []GroupEffect `json:"groups"`
	Units     []UnitEffect  `json:"units"` // that differ, the most affected first
}

// GroupEffect is the effect on a comparison group. Medians are of the units
// that have a score; NaN never appears: without one the field is null.
type GroupEffect struct {
	Scheme      string   `json:"scheme"`
	Group       string   `json:"group"`
	Name        string   `json:"name"`
	Units       int      `json:"units"` // that run the service in either version
	ScoredOld   int      `json:"scored_old"`
	ScoredNew   int      `json:"scored_new"`
	Gained      int      `json:"gained"` // a score only in the new version
	Lost        int      `json:"lost"`
	MedianOld   *float64 `json:"median_old"`
	MedianNew   *float64 `json:"median_new"`
	CoverageOld *float64 `json:"coverage_old"` // median per cent of weight
	CoverageNew *float64 `json:"coverage_new"`
	Moved       int      `json:"moved"`     // ranked in both, at another place
	MeanMove    *float64 `json:"mean_move"` // places, over the units ranked in both
	LargestMove int      `json:"largest_move"`
}

// UnitEffect is the effect on a unit; ranks are those of the first scheme.
type UnitEffect struct {
	Unit        string       `json:"unit"`
	Name        string       `json:"name"`
	Group       string       `json:"group"`
	ScoreOld    *float64     `json:"score_old"`
	ScoreNew    *float64     `json:"score_new"`
	StatusOld   string       `json:"status_old"` // ok, not_applicable, or why it is withheld
	StatusNew   string       `json:"status_new"`
	CoverageOld int          `json:"coverage_old"`
	CoverageNew int          `json:"coverage_new"`
	RankOld     *int         `json:"rank_old"`
	RankNew     *int         `json:"rank_new"`
	Reasons     []PartEffect `json:"reasons"` // the largest first
}

// PartEffect is what an indicator adds to a score in both versions.
type PartEffect struct {
	Indicator string  `json:"indicator"`
	Name      string  `json:"name"`
	PointsOld float64 `json:"points_old"`
	PointsNew float64 `json:"points_new"`
	WeightOld float64 `json:"weight_old"` // re-scaled to the known indicators
	WeightNew float64 `json:"weight_new"`
}

// Versions computes two versions of a fiche on the data of the attached file
// with the real stages. Year 0 is the latest with a score in either. first is
// the first year of the oldest version.
func (b *Bench) Versions(ctx context.Context, cat *catalog.Catalog, old, now *fiches.Fiche, first indicators.Year, year int) (*Effect, error) {
	before, err := b.evaluate(ctx, cat, old, first)
	if err != nil {
		return nil, err
	}
	after, err := b.evaluate(ctx, cat, now, first)
	if err != nil {
		return nil, err
	}
	if year == 0 {
		year = max(latest(before), latest(after))
	}
	e := &Effect{Year: year, Groups: []GroupEffect{}, Units: []UnitEffect{}}
	a, n := before[year], after[year]
	if a == nil && n == nil {
		return e, nil
	}
	if a == nil {
		a = &result{}
	}
	if n == nil {
		n = &result{}
	}
	names, groups, err := b.names(ctx)
	if err != nil {
		return nil, err
	}
	e.Synthetic = a.synthetic || n.synthetic
	e.Groups = groupEffects(a, n, groups)
	scheme := ""
	if len(e.Groups) > 0 {
		scheme = e.Groups[0].Scheme
	}
	e.Units = unitEffects(cat, a, n, scheme, names, groups)
	return e, nil
}

// latest is the last year with a score, 0 when there is none.
func latest(results map[int]*result) int {
	last := 0
	for year, r := range results {
		for _, s := range r.scores {
			if s.score != nil {
				last = max(last, year)
			}
		}
	}
	return last
}

// names are the units and groups as people call them.
func (b *Bench) names(ctx context.Context) (units, groups map[string]string, err error) {
	units, groups = map[string]string{}, map[string]string{}
	for query, into := range map[string]map[string]string{
		"SELECT teryt, full_name FROM unit":                        units,
		"SELECT scheme || chr(10) || grp, name_pl FROM peer_group": groups,
	} {
		err := b.db.Each(ctx, query, func(r *warehouse.Rows) error {
			var code, name string
			err := r.Scan(&code, &name)
			into[code] = name
			return err
		})
		if err != nil {
			return nil, nil, err
		}
	}
	return units, groups, nil
}

// groupEffects sums up every group in which somebody runs the service.
func groupEffects(a, n *result, names map[string]string) []GroupEffect {
	type key struct{ scheme, group string }
	members := map[key][]string{}
	for _, at := range slices.Sorted(maps.Keys(union(a.places, n.places))) {
		scheme, unit, _ := strings.Cut(at, "\n")
		p, ok := n.places[at]
		if !ok {
			p = a.places[at]
		}
		if a.scores[unit].runs() || n.scores[unit].runs() {
			members[key{scheme, p.grp}] = append(members[key{scheme, p.grp}], unit)
		}
	}
	var out []GroupEffect
	for k, units := range members {
		g := GroupEffect{Scheme: k.scheme, Group: k.group, Name: names[k.scheme+"\n"+k.group], Units: len(units)}
		var scoresOld, scoresNew, coverageOld, coverageNew, moves []float64
		for _, unit := range units {
			x, y := a.scores[unit], n.scores[unit]
			if x.runs() {
				coverageOld = append(coverageOld, float64(x.coverage))
			}
			if y.runs() {
				coverageNew = append(coverageNew, float64(y.coverage))
			}
			if x.score != nil {
				scoresOld = append(scoresOld, *x.score)
			}
			if y.score != nil {
				scoresNew = append(scoresNew, *y.score)
			}
			switch {
			case x.score == nil && y.score != nil:
				g.Gained++
			case x.score != nil && y.score == nil:
				g.Lost++
			}
			if from, to := a.places[k.scheme+"\n"+unit].rank, n.places[k.scheme+"\n"+unit].rank; from != nil && to != nil {
				move := abs(*to - *from)
				moves = append(moves, float64(move))
				g.LargestMove = max(g.LargestMove, move)
				if move > 0 {
					g.Moved++
				}
			}
		}
		g.ScoredOld, g.ScoredNew = len(scoresOld), len(scoresNew)
		g.MedianOld, g.MedianNew = median(scoresOld), median(scoresNew)
		g.CoverageOld, g.CoverageNew = median(coverageOld), median(coverageNew)
		if len(moves) > 0 {
			mean := method.Mean(moves)
			g.MeanMove = &mean
		}
		out = append(out, g)
	}
	slices.SortFunc(out, func(x, y GroupEffect) int {
		return cmp.Or(cmp.Compare(x.Scheme, y.Scheme), cmp.Compare(x.Group, y.Group))
	})
	return out
}

// unitEffects lists the units that differ: those that gain or lose a score,
// then by the change of place, then of score.
func unitEffects(cat *catalog.Catalog, a, n *result, scheme string, names, groups map[string]string) []UnitEffect {
	out := []UnitEffect{}
	for _, unit := range slices.Sorted(maps.Keys(union(a.scores, n.scores))) {
		x, y := a.scores[unit], n.scores[unit]
		from, to := a.places[scheme+"\n"+unit], n.places[scheme+"\n"+unit]
		u := UnitEffect{Unit: unit, Name: names[unit], Group: groups[scheme+"\n"+cmp.Or(to.grp, from.grp)], ScoreOld: x.score, ScoreNew: y.score,
			StatusOld: x.said(), StatusNew: y.said(), CoverageOld: x.coverage, CoverageNew: y.coverage, RankOld: from.rank, RankNew: to.rank, Reasons: partEffects(cat, x, y)}
		if u.StatusOld != u.StatusNew || u.change() > 1e-9 || u.move() != 0 || (from.rank == nil) != (to.rank == nil) || x.coverage != y.coverage {
			out = append(out, u)
		}
	}
	slices.SortStableFunc(out, func(x, y UnitEffect) int {
		return cmp.Or(cmp.Compare(y.gap(), x.gap()), cmp.Compare(y.move(), x.move()), cmp.Compare(y.change(), x.change()))
	})
	return out
}

// gap is 1 for a unit that has a score in one version only.
func (u UnitEffect) gap() int {
	if (u.ScoreOld == nil) != (u.ScoreNew == nil) {
		return 1
	}
	return 0
}

func (u UnitEffect) move() int {
	if u.RankOld == nil || u.RankNew == nil {
		return 0
	}
	return abs(*u.RankNew - *u.RankOld)
}

func (u UnitEffect) change() float64 {
	if u.ScoreOld == nil || u.ScoreNew == nil {
		return 0
	}
	return math.Abs(*u.ScoreNew - *u.ScoreOld)
}

// partEffects compares what the indicators add, the largest difference first.
func partEffects(cat *catalog.Catalog, x, y scored) []PartEffect {
	out := []PartEffect{}
	for _, code := range slices.Sorted(maps.Keys(union(x.parts, y.parts))) {
		p := PartEffect{Indicator: code, Name: cat.Cards[code].Value.Name.PL, PointsOld: x.parts[code].points, PointsNew: y.parts[code].points,
			WeightOld: x.parts[code].weight, WeightNew: y.parts[code].weight}
		if math.Abs(p.PointsNew-p.PointsOld) > 1e-9 || math.Abs(p.WeightNew-p.WeightOld) > 1e-9 {
			out = append(out, p)
		}
	}
	slices.SortStableFunc(out, func(a, b PartEffect) int {
		return cmp.Compare(math.Abs(b.PointsNew-b.PointsOld), math.Abs(a.PointsNew-a.PointsOld))
	})
	return out
}

// runs reports whether the unit runs the service, as far as is known.
func (s scored) runs() bool { return s.status != "" && s.status != "not_applicable" }

// said is the status, or the reason of a withheld score.
func (s scored) said() string {
	switch s.status {
	case "withheld":
		return s.reason
	case "":
		return "none"
	}
	return s.status
}

func union[V any](a, b map[string]V) map[string]bool {
	out := map[string]bool{}
	for k := range a {
		out[k] = true
	}
	for k := range b {
		out[k] = true
	}
	return out
}

func abs(n int) int { return max(n, -n) }

// median is nil without values.
func median(xs []float64) *float64 {
	if len(xs) == 0 {
		return nil
	}
	m := method.Median(xs)
	return &m
}
