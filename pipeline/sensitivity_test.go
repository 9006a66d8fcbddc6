package pipeline_test

import (
	"math"
	"strings"
	"testing"

	"miernik/indicators/robust"
	"miernik/pipeline/sensitivity"
	"miernik/pipeline/warehouse"
)

// The test of the method starts from the published places, whatever the
// settings of the fiche; patterns excepted, whose set holds units without a
// score too.
func TestSensitivityStartsFromPublishedPlaces(t *testing.T) {
	checked := 0
	for seed := range uint64(3) {
		db := newWorld(seed+1, 30).score(t)
		if err := sensitivity.Run(t.Context(), db, sensitivity.Options{Options: robust.Options{Draws: 5, Noise: 0.25, Seed: seed}, Scheme: "kind"}); err != nil {
			t.Fatal(err)
		}
		plain := `fiche NOT IN (SELECT fiche FROM fiche_dimension JOIN fiche f USING (fiche) WHERE 'hellwig' IN (fiche_dimension.aggregate, f.aggregate) OR 'topsis' IN (fiche_dimension.aggregate, f.aggregate))`
		n, err := db.Count(t.Context(), "SELECT count(*) FROM rank_range WHERE scheme = 'kind' AND factor = 'weights' AND "+plain)
		if err != nil {
			t.Fatal(err)
		}
		checked += int(n)
		if got := one(t, db, `SELECT count(*) FROM rank_range r LEFT JOIN score_comparison c ON c.unit = r.unit AND c.node = r.fiche AND c.year = r.year AND c.scheme = r.scheme AND c.grp = r.grp AND c.weight_set = 'expert'
			WHERE r.scheme = 'kind' AND r.factor = 'weights' AND `+plain+` AND (r.rank IS DISTINCT FROM c.rank OR r.n IS DISTINCT FROM c.n)`); got != "0" {
			t.Errorf("seed %d: %s places differ from those published, of %d", seed+1, got, n)
		}
	}
	if checked < 100 {
		t.Errorf("only %d places were compared", checked)
	}
}

func TestSampleSensitivity(t *testing.T) {
	db := openDB(t, sample(t))
	for _, c := range []struct{ what, query string }{
		{"scored services of the latest year without a range", `SELECT count(*) FROM (
			SELECT unit, node FROM score_comparison c WHERE kind = 'service' AND weight_set = 'expert' AND scheme = 'kind' AND rank IS NOT NULL
			AND year = (SELECT max(year) FROM score_comparison d WHERE d.node = c.node AND d.rank IS NOT NULL)
			EXCEPT SELECT unit, fiche FROM rank_range WHERE scheme = 'kind' AND factor = 'weights')`},
		{"places that differ from those published", `SELECT count(*) FROM rank_range r JOIN score_comparison c ON c.unit = r.unit AND c.node = r.fiche AND c.year = r.year AND c.scheme = r.scheme AND c.weight_set = 'expert'
			WHERE r.rank IS DISTINCT FROM c.rank OR r.n IS DISTINCT FROM c.n`},
		{"ranges that are none", `SELECT count(*) FROM rank_range WHERE NOT (1 <= rank_low AND rank_low <= rank_middle AND rank_middle <= rank_high AND rank_high <= n)`},
		{"ranges without their mark of made-up data", `SELECT count(*) FROM rank_range WHERE origin <> 'synthetic'`},
	} {
		if got := one(t, db, c.query); got != "0" {
			t.Errorf("%s: %s", c.what, got)
		}
	}
	models, err := sensitivity.Models(t.Context(), db, "kind")
	if err != nil {
		t.Fatal(err)
	}
	exams := 0
	for _, m := range models {
		for _, it := range m.Items {
			if m.Fiche == "szkoly_podstawowe" && strings.HasPrefix(it.Code, "sp_e8_") && it.Errors != nil {
				exams++
			}
		}
	}
	if exams != 3 {
		t.Errorf("%d exam results have sampling errors", exams)
	}
	rows := one(t, db, "SELECT count(DISTINCT fiche) FROM fiche_sensitivity WHERE factor = 'all' AND scheme = 'national'")
	if rows == "0" {
		t.Error("no fiche was tested")
	}
	// Scores of the sample are sums, so shares of the variance are complete.
	if err := db.Each(t.Context(), "SELECT fiche, sum(variance_share) FROM indicator_influence GROUP BY fiche", func(r *warehouse.Rows) error {
		var fiche string
		var sum float64
		err := r.Scan(&fiche, &sum)
		if math.Abs(sum-100) > 1e-6 {
			t.Errorf("%s: shares of the variance sum to %v", fiche, sum)
		}
		return err
	}); err != nil {
		t.Fatal(err)
	}
}
