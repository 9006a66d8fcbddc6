package pipeline_test

import (
	"math"
	"testing"

	"miernik/indicators/method"
	"miernik/pipeline/warehouse"
)

// near is the promise of bulk SQL against the plain methods.
func near(got, want float64) bool { return math.Abs(got-want) <= 1e-9*max(1, math.Abs(want)) }

// Standard errors and the differences pooled over three years.
func TestErrorsAgreeWithReference(t *testing.T) {
	db := openDB(t, sample(t))
	type key struct {
		unit, indicator string
		year            int
	}
	type figure struct {
		value, denominator, persons, se, reference, difference, pooled, pooledSE float64
		multiplier                                                               float64
		sd                                                                       *float64 // none of a share
		years                                                                    int
	}
	figures := map[key]figure{}
	numerators, denominators := map[[3]any]float64{}, map[[3]any]float64{}
	err := db.Each(t.Context(), `SELECT e.unit, e.indicator, CAST(e.year AS INTEGER), v.value, v.numerator, v.denominator, e.persons, e.sd, e.standard_error, e.reference, e.difference,
			e.pooled_difference, e.pooled_error, e.pooled_years, i.multiplier
		FROM sampling_error e JOIN indicator_value v USING (unit, indicator, year) JOIN indicator i USING (indicator)`, func(r *warehouse.Rows) error {
		var k key
		var f figure
		var numerator float64
		err := r.Scan(&k.unit, &k.indicator, &k.year, &f.value, &numerator, &f.denominator, &f.persons, &f.sd, &f.se, &f.reference, &f.difference, &f.pooled, &f.pooledSE, &f.years, &f.multiplier)
		figures[k] = f
		at := [3]any{k.indicator, k.year, len(k.unit)} // units of a level have codes of one length
		numerators[at] += numerator
		denominators[at] += f.denominator
		return err
	})
	if err != nil || len(figures) < 500 {
		t.Fatal(err, len(figures))
	}
	pooled := 0
	for k, f := range figures {
		at := [3]any{k.indicator, k.year, len(k.unit)}
		reference := f.multiplier * numerators[at] / denominators[at]
		want := f.multiplier * method.ShareError(f.value/f.multiplier, f.persons)
		if f.sd != nil {
			want = method.MeanError(*f.sd, f.persons)
		}
		if !near(f.se, want) || !near(f.reference, reference) || !near(f.difference, f.value-reference) {
			t.Fatalf("%v: %+v, want error %v, reference %v", k, f, want, reference)
		}
		var differences, errors, persons []float64
		for back := range 3 {
			if g, ok := figures[key{k.unit, k.indicator, k.year - back}]; ok {
				differences, errors, persons = append(differences, g.difference), append(errors, g.se), append(persons, g.persons)
			}
		}
		difference, se, years := method.Pooled(differences, errors, persons)
		if years != f.years || !near(f.pooled, difference) || !near(f.pooledSE, se) {
			t.Fatalf("%v: pooled %+v, want %v ± %v over %d years", k, f, difference, se, years)
		}
		if years > 1 {
			pooled++
		}
	}
	if pooled < 200 {
		t.Errorf("only %d figures are pooled over years", pooled)
	}
}

// ladderRow is a unit's row of ladder_value.
type ladderRow struct {
	unit                                    string
	spending, pupils, classes, posts, wages float64
	steps                                   method.Ladder
}

// The cost ladder against the sums of the group and its unit in the middle.
func TestLadderAgreesWithReference(t *testing.T) {
	db := openDB(t, sample(t))
	groups := map[string][]ladderRow{}
	err := db.Each(t.Context(), `SELECT m.scheme || ' ' || m.grp || ' ' || v.year, v.unit, spending, pupils, classes, posts, wages FROM ladder_value v JOIN peer_member m USING (unit)
		JOIN peer_scheme s ON s.scheme = m.scheme AND s.form = 'partition' ORDER BY ALL`, func(r *warehouse.Rows) error {
		var group string
		var l ladderRow
		err := r.Scan(&group, &l.unit, &l.spending, &l.pupils, &l.classes, &l.posts, &l.wages)
		l.steps, _ = method.LadderOf(l.spending, l.pupils, l.classes, l.posts, l.wages)
		groups[group] = append(groups[group], l)
		return err
	})
	if err != nil || len(groups) < 10 {
		t.Fatal(err, len(groups))
	}
	seen := 0
	err = db.Each(t.Context(), `SELECT scheme || ' ' || grp || ' ' || year, unit, reference, coalesce(reference_unit, ''), difference, class_size, staffing, pay, rest FROM cost_ladder`, func(r *warehouse.Rows) error {
		var group, unit, reference, middle string
		var difference float64
		var got method.LadderSteps
		if err := r.Scan(&group, &unit, &reference, &middle, &difference, &got.ClassSize, &got.Staffing, &got.Pay, &got.Rest); err != nil {
			return err
		}
		var sum ladderRow
		var costs []float64
		var own method.Ladder
		for _, l := range groups[group] {
			sum.spending, sum.pupils, sum.classes, sum.posts, sum.wages = sum.spending+l.spending, sum.pupils+l.pupils, sum.classes+l.classes, sum.posts+l.posts, sum.wages+l.wages
			costs = append(costs, l.steps.Cost())
			if l.unit == unit {
				own = l.steps
			}
		}
		against, _ := method.LadderOf(sum.spending, sum.pupils, sum.classes, sum.posts, sum.wages)
		if reference == "median_unit" {
			m := groups[group][method.MedianUnit(costs)]
			if against = m.steps; m.unit != middle {
				t.Errorf("%s: unit in the middle %s, want %s", group, middle, m.unit)
			}
		}
		want := method.LadderDifference(own, against)
		for _, p := range [][2]float64{{got.ClassSize, want.ClassSize}, {got.Staffing, want.Staffing}, {got.Pay, want.Pay}, {got.Rest, want.Rest},
			{difference, got.ClassSize + got.Staffing + got.Pay + got.Rest}} {
			if math.Abs(p[0]-p[1]) > 1e-9*own.Cost() {
				t.Errorf("%s %s against %s: %+v of %v, want %+v", group, unit, reference, got, difference, want)
				break
			}
		}
		seen++
		return nil
	})
	if err != nil || seen < 500 {
		t.Fatal(err, seen)
	}
}

// Distances are what their parts say, and nobody nearer was passed over.
func TestNearestAreTheNearest(t *testing.T) {
	db := openDB(t, sample(t))
	for _, c := range []struct{ what, query string }{
		{"parts sum to the square of the distance", `
			SELECT count(*) FROM peer_distance d JOIN (SELECT unit, peer, sum(part) AS square, sum(share) AS share FROM peer_distance_part GROUP BY ALL) p USING (unit, peer)
			WHERE abs(d.distance * d.distance - p.square) > 1e-9 * greatest(1, p.square) OR abs(p.share - 1) > 1e-9`},
		{"a part is the weighted square of the difference of z-scores, re-scaled to all weight", `
			SELECT count(*) FROM peer_distance_part p JOIN peer_distance d USING (unit, peer) JOIN unit u ON u.teryt = p.unit JOIN peer_indicator i ON i.indicator = p.indicator AND i.level = u.level
			CROSS JOIN LATERAL (SELECT CASE WHEN i.log THEN ln(p.unit_value) - ln(p.peer_value) ELSE p.unit_value - p.peer_value END / i.deviation AS z) z
			WHERE p.part IS NOT NULL AND abs(p.part - i.weight * z.z * z.z / d.known) > 1e-8 * greatest(1, p.part)`},
		{"nobody nearer of the same kind was passed over", `
			WITH z AS (
				SELECT v.unit, u.kind, u.level, i.indicator, i.weight, (CASE WHEN i.log THEN ln(v.value) ELSE v.value END - i.mean) / i.deviation AS z
				FROM peer_indicator i JOIN unit u ON u.level = i.level AND u.in_scope JOIN indicator_value v ON v.unit = u.teryt AND v.indicator = i.indicator AND v.year = i.year AND v.value > 0
			), pair AS (
				SELECT a.unit, b.unit AS peer, sqrt(sum(a.weight * (a.z - b.z) * (a.z - b.z)) * (SELECT sum(weight) FROM peer_indicator i WHERE i.level = any_value(a.level)) / sum(a.weight)) AS distance,
				       sum(a.weight) / (SELECT sum(weight) FROM peer_indicator i WHERE i.level = any_value(a.level)) AS known
				FROM z a JOIN z b ON b.kind = a.kind AND b.level = a.level AND b.indicator = a.indicator AND b.unit <> a.unit GROUP BY a.unit, b.unit
			)
			SELECT count(*) FROM pair p JOIN (SELECT unit, max(distance) AS farthest, count(*) AS n FROM peer_distance GROUP BY unit) d USING (unit)
			WHERE p.known >= 0.6 AND p.peer NOT IN (SELECT peer FROM peer_distance x WHERE x.unit = p.unit) AND (p.distance < d.farthest - 1e-9 OR d.n < 10)`},
	} {
		if got := one(t, db, c.query); got != "0" {
			t.Errorf("%s: %s exceptions", c.what, got)
		}
	}
	if got := one(t, db, `SELECT count(*) > 2000 AND max(rank) = 10 FROM peer_distance`); got != "true" {
		t.Errorf("distances: %s", got)
	}
}

// The macros that put a unit beside any group give in a partition what its
// tables hold.
func TestPeerMacrosAgreeWithTables(t *testing.T) {
	db := openDB(t, sample(t))
	for _, scheme := range []string{"kind", "size", "kind_voivodeship"} {
		for _, unit := range []string{"1002011", "2661011", "2604083"} {
			for what, query := range map[string]string{
				"figures": `SELECT count(*) FROM peer_figure($1, $2) f FULL JOIN (SELECT g.* FROM group_figure g JOIN peer_member m USING (scheme, grp) WHERE m.scheme = $1 AND m.unit = $2 AND m.compared) g USING (indicator, year)
					WHERE (f.n, f.n_group, f.ratio_of_sums, f.total, f.q1, f.median, f.q3, f.mean, f.minimum, f.maximum, f.origin) IS DISTINCT FROM
					      (g.n, g.n_group, g.ratio_of_sums, g.total, g.q1, g.median, g.q3, g.mean, g.minimum, g.maximum, g.origin)`,
				"places": `SELECT count(*) FROM peer_comparison($1, $2, $2) p FULL JOIN (SELECT * FROM comparison WHERE scheme = $1 AND unit = $2) c USING (indicator, year)
					WHERE (p.value, p.distance, p.standing, p.n_peers) IS DISTINCT FROM (c.value, c.distance, c.standing, c.n) OR c.n >= 3 AND p.rank IS NOT NULL AND (p.rank, p.ties) IS DISTINCT FROM (c.rank, c.ties)`,
			} {
				if got := one(t, db, query, scheme, unit); got != "0" {
					t.Errorf("%s of %s in %s: %s differences", what, unit, scheme, got)
				}
			}
		}
	}
	if got := one(t, db, `SELECT count(*) FROM cost_ladder_peers('kind', '1002011', '1002011') p JOIN cost_ladder c USING (fiche, year)
		WHERE c.scheme = 'kind' AND c.unit = '1002011' AND c.reference = 'ratio_of_sums' AND p.n = c.n AND abs(p.difference - c.difference) < 1e-6 AND abs(p.pay - c.pay) < 1e-6`); got == "0" {
		t.Error("the ladder against a group is not in its table")
	}
	if got := one(t, db, `SELECT count(*) FROM peer_comparison('neighbours', '1002011', '1002011') WHERE median IS NOT NULL OR rank IS NOT NULL AND n < 3 OR standing <> ''`); got != "0" {
		t.Errorf("%s figures of neighbours have a median, or a rank among two", got)
	}
}
