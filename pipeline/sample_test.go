package pipeline_test

import (
	"crypto/sha256"
	"fmt"
	"io/fs"
	"math"
	"math/big"
	"os"
	"path/filepath"
	"slices"
	"sort"
	"strings"
	"testing"

	"miernik/data"
	"miernik/indicators"
	"miernik/indicators/method"
	"miernik/pipeline/explain"
	"miernik/pipeline/warehouse"
)

// sampleDir is the embedded sample laid out and run once for all tests,
// againDir another one for those that compare two runs.
var sampleDir, againDir string

func TestMain(m *testing.M) {
	// This binary is also the second process of publish_test.go.
	if path := os.Getenv("MIERNIK_TEST_WRITER"); path != "" {
		foreignWriter(path)
		return
	}
	if path := os.Getenv("MIERNIK_TEST_READER"); path != "" {
		reader(path)
		return
	}
	if dir := os.Getenv("MIERNIK_TEST_RUN"); dir != "" {
		runUntilKilled(dir)
		return
	}
	if job := os.Getenv("MIERNIK_TEST_PEER"); job != "" {
		peerProcess(job)
		return
	}
	code := m.Run()
	for _, dir := range []string{sampleDir, againDir} {
		if dir != "" {
			os.RemoveAll(dir)
		}
	}
	os.Exit(code)
}

func laySample(t *testing.T, dir string) {
	t.Helper()
	if err := os.CopyFS(dir, data.Files()); err != nil {
		t.Fatal(err)
	}
}

// layPart lays the sample out with two powiats and a city in scope: for tests
// of what does not depend on the number of units.
func layPart(t *testing.T, dir string) {
	t.Helper()
	laySample(t, dir)
	path := filepath.Join(dir, "miernik.yaml")
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	part := strings.Replace(string(text), `scope: ["10", "26"]`, `scope: ["1002", "2604", "1061"]`, 1)
	if part == string(text) {
		t.Fatal("the sample has another scope")
	}
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(part), 0o644); err != nil {
		t.Fatal(err)
	}
}

// again is the workspace of a second run on the sample.
func again(t *testing.T) string {
	t.Helper()
	if againDir == "" {
		dir, err := os.MkdirTemp("", "miernik-again-")
		if err != nil {
			t.Fatal(err)
		}
		laySample(t, dir)
		run(t, dir, "2025-06-30")
		againDir = dir
	}
	return againDir
}

// sample returns the workspace of the sample after one run.
func sample(t *testing.T) string {
	t.Helper()
	if sampleDir == "" {
		dir, err := os.MkdirTemp("", "miernik-sample-")
		if err != nil {
			t.Fatal(err)
		}
		laySample(t, dir)
		run(t, dir, "2025-06-30")
		sampleDir = dir
	}
	return sampleDir
}

func TestSampleHasEveryCause(t *testing.T) {
	db := openDB(t, sample(t))
	causes := map[string]int{}
	collect := func(query string) {
		err := db.Each(t.Context(), query, func(r *warehouse.Rows) error {
			var c string
			var n int
			err := r.Scan(&c, &n)
			causes[c] += n
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	collect(`SELECT cause, count(*) FROM gap GROUP BY cause`)
	collect(`SELECT cause, count(*) FROM indicator_value WHERE cause IN ('denominator_zero', 'not_applicable') GROUP BY cause`)
	collect(`SELECT withheld_reason, count(*) FROM score WHERE kind = 'service' AND weight_set = 'expert' AND status = 'withheld' GROUP BY withheld_reason`)
	for _, c := range indicators.Causes() {
		if c == indicators.TermMissing {
			continue // said of an indicator by naming the term, not by a row of its own
		}
		if causes[string(c)] == 0 {
			t.Errorf("no gap of cause %s in the sample", c)
		}
	}
}

func TestInvariants(t *testing.T) {
	db := openDB(t, sample(t))
	for _, c := range []struct{ what, query string }{
		{"a missing value has no number", `SELECT count(*) FROM observation WHERE (value IS NULL) <> (status NOT IN ('ok', 'true_zero', 'below_format'))`},
		{"one chosen observation a cell", `SELECT count(*) FROM (SELECT unit, variable, year FROM observation WHERE chosen GROUP BY ALL HAVING count(*) > 1)`},
		{"every cell of the grid without a value has its cause", `SELECT count(*) FROM indicator_value WHERE value IS NULL AND cause IS NULL`},
		{"every missing term is in the gap register", `
			SELECT count(*) FROM indicator_value v JOIN indicator_term t ON t.indicator = v.indicator AND v.year BETWEEN coalesce(t.valid_from, 0) AND coalesce(t.valid_to, 9999)
			LEFT JOIN observation o ON o.chosen AND o.unit = v.unit AND o.variable = t.variable AND o.year = v.year + t.year_offset
			LEFT JOIN gap g ON g.unit = v.unit AND g.variable = t.variable AND g.year = v.year + t.year_offset
			WHERE v.cause IS DISTINCT FROM 'not_applicable' AND (v.value IS NOT NULL OR v.cause = 'denominator_zero' OR v.cause_variable IS NOT NULL) AND (o.value IS NULL) <> (g.unit IS NOT NULL)`},
		{"one cause a gap", `SELECT count(*) FROM (SELECT unit, variable, year FROM gap GROUP BY ALL HAVING count(*) > 1)`},
		{"a known cause", `SELECT count(*) FROM gap WHERE cause NOT IN (SELECT code FROM label WHERE grp = 'cause')`},
		{"an owner unless nobody can mend it", `SELECT count(*) FROM gap WHERE (owner = '') <> (owner_kind = 'nobody')`},
		{"weights sum to 100, or to nothing without a score", `
			SELECT count(*) FROM (SELECT fiche FROM fiche_indicator JOIN fiche f USING (fiche) GROUP BY fiche, f.scored HAVING sum(weight) <> CASE WHEN f.scored THEN 100 ELSE 0 END)`},
		{"weight sets sum to 100", `SELECT count(*) FROM (SELECT fiche, weight_set FROM fiche_weight GROUP BY ALL HAVING abs(sum(weight) - 100) > 1e-9)`},
		{"the fiche's own weights are the expert set", `SELECT count(*) FROM fiche_weight w JOIN fiche_indicator i USING (fiche, indicator) WHERE w.weight_set = 'expert' AND w.weight <> i.weight`},
		{"weights are whole numbers over a divisor", `SELECT count(*) FROM fiche_weight WHERE abs(weight - scaled / divisor) > 1e-12`},
		{"one score a node, year and weight set", `SELECT count(*) FROM (SELECT unit, node, year, weight_set FROM score GROUP BY ALL HAVING count(*) > 1)`},
		{"effective shares sum to 1, but for sets that some fiches alone have", `
			SELECT count(*) FROM (SELECT weight_set, hierarchy, top FROM effective_weight GROUP BY ALL HAVING abs(sum(effective_share) - 1) > 1e-9)
			WHERE weight_set NOT IN (SELECT weight_set FROM fiche_weight GROUP BY weight_set HAVING count(DISTINCT fiche) < (SELECT count(DISTINCT fiche) FROM fiche_weight))`},
		{"children of a node sum to 100", `SELECT count(*) FROM (SELECT hierarchy, parent FROM hierarchy_node WHERE parent IS NOT NULL GROUP BY ALL HAVING sum(weight) <> 100)`},
		{"nothing missing is scored, unless it was filled and says so", `
			SELECT count(*) FROM contribution c JOIN indicator_value v USING (unit, indicator, year) JOIN score s USING (unit, fiche, year)
			WHERE s.kind = 'service' AND s.weight_set = 'expert' AND v.value IS NULL AND s.imputed = 0`},
		{"contributions sum to the score", `
			SELECT count(*) FROM score s LEFT JOIN (SELECT unit, fiche, year, sum(contribution) AS c, sum(effective_weight) AS w FROM contribution GROUP BY ALL) c USING (unit, fiche, year)
			WHERE s.kind = 'service' AND s.weight_set = 'expert' AND s.status = 'ok' AND (c.w IS NULL OR abs(s.score - c.c) > 1e-9 OR abs(c.w - 100) > 1e-9)`},
		{"children sum to the score of their node", `
			SELECT count(*) FROM score s LEFT JOIN (SELECT unit, node, year, sum(contribution) AS c, sum(effective_weight) AS w FROM node_contribution GROUP BY ALL) c USING (unit, node, year)
			WHERE s.kind IN ('area', 'overall') AND s.weight_set = 'expert' AND s.status = 'ok' AND (c.w IS NULL OR abs(s.score - c.c) > 1e-9 OR abs(c.w - 100) > 1e-9)`},
		{"a score needs its coverage", `SELECT count(*) FROM score WHERE status = 'ok' AND (coverage_weight < 66 OR coverage_percent_count < 66 OR kind = 'service' AND (coverage_count < 3 OR dimensions < 2))`},
		{"withheld scores have a reason and no number", `SELECT count(*) FROM score WHERE (status = 'withheld') <> (withheld_reason <> '') OR (status = 'ok') <> (score IS NOT NULL)`},
		{"scores within 0–100", `SELECT count(*) FROM score WHERE score < 0 OR score > 100`},
		{"made-up figures are marked", `SELECT count(*) FROM observation o JOIN source s USING (source) WHERE o.origin <> s.origin OR (contains(o.file, 'SYNT')) <> (o.origin = 'synthetic')`},
		{"a value with a made-up term is made up", `
			SELECT count(*) FROM indicator_value v WHERE v.value IS NOT NULL AND v.origin = 'real' AND EXISTS (
				FROM indicator_term t JOIN observation o ON o.chosen AND o.unit = v.unit AND o.variable = t.variable AND o.year = v.year + t.year_offset
				WHERE t.indicator = v.indicator AND o.origin = 'synthetic')`},
		{"only real figures stay real", `SELECT count(*) FROM indicator_value WHERE value IS NOT NULL AND origin = 'real' AND indicator NOT LIKE 'sp_e8_%' AND NOT (indicator = 'kon_ludnosc' AND year = 2020)`},
		{"no quartiles in small groups", `SELECT count(*) FROM group_figure WHERE n < 5 AND median IS NOT NULL`},
		{"n and N", `SELECT count(*) FROM group_figure WHERE n > n_group OR n = 0`},
		{"ranks without all core indicators, or with filled ones", `SELECT count(*) FROM score_comparison c JOIN score s USING (unit, node, year, weight_set) WHERE (c.rank IS NOT NULL) <> (s.has_core AND s.imputed = 0)`},
		{"neutral indicators have neither rank nor class", `SELECT count(*) FROM comparison c JOIN indicator i USING (indicator) WHERE i.direction = 'neutral' AND (c.rank IS NOT NULL OR c.class <> 'none')`},
		{"no change across a break", `SELECT count(*) FROM indicator_change c JOIN indicator_break b USING (indicator) WHERE b.year = c.year AND c.change_1 IS NOT NULL OR b.year BETWEEN c.year - 4 AND c.year AND c.change_5 IS NOT NULL`},
		{"one comparison group a unit in each partition", `
			SELECT count(*) FROM (SELECT m.scheme, m.unit FROM peer_member m JOIN peer_scheme s USING (scheme) WHERE s.form = 'partition' GROUP BY ALL HAVING count(*) FILTER (WHERE m.compared) <> 1 AND count(*) > 0)
			WHERE (scheme, unit) NOT IN (SELECT (scheme, unit) FROM peer_unassigned)`},
		{"no group of two levels", `SELECT count(*) FROM peer_member m JOIN peer_group g USING (scheme, grp) JOIN unit u ON u.teryt = m.unit WHERE u.level <> g.level`},
		{"sizes of groups", `SELECT count(*) FROM peer_group g WHERE g.size <> (SELECT count(*) FROM peer_member m WHERE m.scheme = g.scheme AND m.grp = g.grp)`},
		{"neighbours are neighbours of each other", `
			SELECT count(*) FROM peer_member a JOIN unit u ON u.teryt = a.unit AND u.in_scope
			WHERE a.scheme = 'neighbours' AND NOT EXISTS (FROM peer_member b WHERE b.scheme = 'neighbours' AND b.grp = a.unit AND b.unit = a.grp)`},
		{"a unit is not among its own neighbours and nearest", `SELECT count(*) FROM peer_member m JOIN peer_scheme s USING (scheme) WHERE s.form = 'own' AND m.grp = m.unit`},
		{"nothing is better below the precision", `
			SELECT count(*) FROM comparison c JOIN indicator i USING (indicator) WHERE c.standing IN ('better', 'worse', 'higher', 'lower') AND abs(c.distance) < power(10, -i.precision) - 1e-9`},
		{"a standing where there is a median", `SELECT count(*) FROM comparison c JOIN group_figure g USING (scheme, grp, indicator, year) WHERE g.median IS NULL AND c.standing <> ''`},
		{"nobody leads in cost", `SELECT count(*) FROM leader l JOIN indicator i USING (indicator) WHERE i.dimension = 'efektywnosc'`},
		{"a change or why there is none", `
			SELECT count(*) FROM indicator_change WHERE (change_1 IS NULL) <> (note_1 <> '') OR (change_5 IS NULL) <> (note_5 <> '') OR (constant_5 IS NULL) <> (constant_note <> '')`},
		{"every table is described", `SELECT count(*) FROM duckdb_tables() WHERE NOT internal AND schema_name = 'main' AND comment IS NULL`},
		{"every column is described", `SELECT count(*) FROM duckdb_columns() c JOIN duckdb_tables() t USING (schema_name, table_name) WHERE c.schema_name = 'main' AND c.comment IS NULL`},
		{"no work tables left", `SELECT count(*) FROM duckdb_tables() WHERE schema_name <> 'main'`},
	} {
		if got := one(t, db, c.query); got != "0" {
			t.Errorf("%s: %s exceptions", c.what, got)
		}
	}
}

// Group figures: the ratio of sums is computed from the sums, not from ratios.
func TestRatioOfSums(t *testing.T) {
	db := openDB(t, sample(t))
	got := one(t, db, `SELECT printf('%.6f', ratio_of_sums) FROM group_figure WHERE scheme = 'kind' AND grp = 'gmina/wiejska' AND indicator = 'sp_e8_polski' AND year = 2023`)
	want := one(t, db, `SELECT printf('%.6f', sum(numerator) / sum(denominator)) FROM indicator_value v JOIN unit u ON u.teryt = v.unit WHERE u.kind = 'wiejska' AND indicator = 'sp_e8_polski' AND year = 2023`)
	if got != want {
		t.Errorf("ratio of sums %s, want %s", got, want)
	}
}

// The bulk SQL and the plain Go reference must agree to 1e-9.
func TestScoresAgreeWithReference(t *testing.T) {
	db := openDB(t, sample(t))
	type cell struct {
		unit, indicator, direction string
		x, lo, hi, got             float64
		weight                     int
	}
	for _, fiche := range []string{"biblioteki", "wychowanie_przedszkolne", "szkoly_podstawowe", "domy_kultury"} {
		byIndicator := map[string][]cell{}
		err := db.Each(t.Context(), `
			SELECT so.unit, fi.indicator, i.direction, CASE WHEN i.cap IS NULL THEN v.value ELSE least(v.value, i.cap) END, coalesce(i.target_low, 0), coalesce(i.target_high, 0), fi.weight, coalesce(c.normalised, -1)
			FROM service_operation so JOIN fiche_indicator fi ON fi.fiche = so.fiche AND fi.role = 'monitoring' JOIN indicator i USING (indicator)
			JOIN indicator_value v ON v.unit = so.unit AND v.indicator = fi.indicator AND v.year = so.year
			LEFT JOIN contribution c ON c.unit = so.unit AND c.fiche = so.fiche AND c.indicator = fi.indicator AND c.year = so.year
			WHERE so.fiche = ? AND so.year = 2022 AND so.operates AND v.value IS NOT NULL ORDER BY ALL`, func(r *warehouse.Rows) error {
			var c cell
			err := r.Scan(&c.unit, &c.indicator, &c.direction, &c.x, &c.lo, &c.hi, &c.weight, &c.got)
			byIndicator[c.indicator] = append(byIndicator[c.indicator], c)
			return err
		}, fiche)
		if err != nil {
			t.Fatal(err)
		}
		values, weights := map[string][]float64{}, map[string][]float64{}
		for ind, cells := range byIndicator {
			xs := make([]float64, len(cells))
			for i, c := range cells {
				xs[i] = c.x
			}
			var norm []float64
			ok := true
			switch cells[0].direction {
			case "nominant":
				norm, ok = method.NominantMinMax(xs, cells[0].lo, cells[0].hi)
			case "destimulant":
				norm, ok = method.MinMax(negated(xs), 0, 1)
			default:
				norm, ok = method.MinMax(xs, 0, 1)
			}
			if !ok {
				continue
			}
			for i, c := range cells {
				if c.got >= 0 && math.Abs(c.got-100*norm[i]) > 1e-9*100 {
					t.Errorf("%s %s %s: SQL %v, reference %v", fiche, ind, c.unit, c.got, 100*norm[i])
				}
				values[c.unit] = append(values[c.unit], 100*norm[i])
				weights[c.unit] = append(weights[c.unit], float64(c.weight))
			}
		}
		n := 0
		err = db.Each(t.Context(), `SELECT unit, score FROM score WHERE node = ? AND kind = 'service' AND weight_set = 'expert' AND year = 2022 AND status = 'ok'`, func(r *warehouse.Rows) error {
			var unit string
			var got float64
			if err := r.Scan(&unit, &got); err != nil {
				return err
			}
			want, err := method.Arithmetic(values[unit], weights[unit])
			if err != nil || math.Abs(got-want) > 1e-8 {
				t.Errorf("%s %s: SQL %v, reference %v", fiche, unit, got, want)
			}
			n++
			return nil
		}, fiche)
		if err != nil || n < 200 {
			t.Fatal(err, n)
		}
	}
}

func negated(xs []float64) []float64 {
	out := make([]float64, len(xs))
	for i, x := range xs {
		out[i] = -x
	}
	return out
}

// Ranks, classes and percentiles of the SQL against the reference.
func TestComparisonsAgreeWithReference(t *testing.T) {
	db := openDB(t, sample(t))
	type row struct {
		x, percentile float64
		rank          int
		class         string
	}
	groups := map[string][]row{}
	precision := map[string]int{}
	err := db.Each(t.Context(), `SELECT c.grp || ' ' || c.indicator, CASE WHEN c.value > i.cap THEN i.cap ELSE c.value END, CASE i.direction WHEN 'destimulant' THEN -1 ELSE 1 END, i.precision, c.rank, c.percentile, c.class
		FROM comparison c JOIN indicator i USING (indicator) WHERE c.scheme = 'kind' AND c.year = 2022 AND i.direction IN ('stimulant', 'destimulant') AND c.n > 1 ORDER BY ALL`, func(r *warehouse.Rows) error {
		var key, class string
		var v, pct float64
		var sign, digits, rank int
		if err := r.Scan(&key, &v, &sign, &digits, &rank, &pct, &class); err != nil {
			return err
		}
		groups[key] = append(groups[key], row{v * float64(sign), pct, rank, class})
		precision[key] = digits
		return nil
	})
	if err != nil || len(groups) < 80 {
		t.Fatal(err, len(groups))
	}
	for key, rows := range groups {
		xs := make([]float64, len(rows))
		for i, r := range rows {
			xs[i] = r.x
		}
		places := method.Competition(xs, precision[key])
		percentiles, _ := method.PercentileRank(method.RoundAll(xs, precision[key]), method.TiesMin)
		classes := method.QuartileClass(xs, precision[key])
		for i, r := range rows {
			if places[i].Rank != r.rank || math.Abs(percentiles[i]-r.percentile) > 1e-12 || classes[i].String() != r.class {
				t.Fatalf("%s: SQL says rank %d, percentile %v, class %s; reference %v, %v, %v", key, r.rank, r.percentile, r.class, places[i], percentiles[i], classes[i])
			}
		}
	}
}

// Every figure of a unit is found again by explain: recomputed from the cells
// it names, it gives the value in the database.
func TestExplainRecomputesEveryFigure(t *testing.T) {
	db := openDB(t, sample(t))
	type key struct {
		indicator string
		year      int
	}
	var keys []key
	err := db.Each(t.Context(), `SELECT indicator, CAST(year AS INTEGER) FROM indicator_value WHERE unit = '1002011' ORDER BY ALL`, func(r *warehouse.Rows) error {
		var k key
		err := r.Scan(&k.indicator, &k.year)
		keys = append(keys, k)
		return err
	})
	if err != nil || len(keys) < 250 {
		t.Fatal(err, len(keys))
	}
	recomputed := 0
	for _, k := range keys {
		f, err := explain.Explain(t.Context(), db, "1002011", k.indicator, k.year)
		if err != nil {
			t.Fatal(k, err)
		}
		if f.Value == nil {
			named := f.Cause != ""
			for _, term := range f.Terms {
				named = named && (term.Value != nil || term.Gap != nil || f.Cause == "not_applicable")
			}
			if !named {
				t.Errorf("%v: missing without a cause", k)
			}
			continue
		}
		if got := recompute(t, f); math.Abs(got-*f.Value) > 1e-6*math.Max(1, math.Abs(got)) {
			t.Errorf("%v: cells give %v, database says %v", k, got, *f.Value)
		}
		recomputed++
	}
	if recomputed < 200 {
		t.Errorf("recomputed %d figures only", recomputed)
	}
}

// recompute evaluates a figure from its cells alone.
func recompute(t *testing.T, f *explain.Figure) float64 {
	t.Helper()
	sides := map[string]float64{}
	for _, term := range f.Terms {
		sum := 0.0
		for _, c := range term.Cells {
			if c.File == "" || len(c.Snapshot) != 64 || c.Cell == "" {
				t.Errorf("%s: a cell without a place: %+v", f.Indicator, c)
			}
			sum += *c.Value * c.Weight
		}
		coef, ok := new(big.Rat).SetString(term.Coefficient)
		if !ok {
			t.Fatal(term.Coefficient)
		}
		factor, _ := coef.Float64()
		sides[term.Side] += factor * sum
	}
	if d, ok := sides["denominator"]; ok {
		return f.Multiplier * sides["numerator"] / d
	}
	return f.Multiplier * sides["numerator"]
}

// Two runs on the same input give the same Parquet and the same tables.
func TestRunsAreRepeatable(t *testing.T) {
	first, second := sample(t), again(t)
	a, b := tables(t, first), tables(t, second)
	if len(a) < 25 {
		t.Fatalf("only %d tables", len(a))
	}
	for name := range a {
		if a[name] != b[name] {
			t.Errorf("table %s differs between two runs", name)
		}
	}
	pa, pb := parquetHashes(t, first), parquetHashes(t, second)
	if len(pa) < 20 || !slices.Equal(pa, pb) {
		t.Errorf("staged Parquet differs: %d and %d files", len(pa), len(pb))
	}
}

// tables hashes the content of every table, in physical order.
func tables(t *testing.T, dir string) map[string]string {
	t.Helper()
	db := openDB(t, dir)
	var names []string
	err := db.Each(t.Context(), `SELECT table_name FROM duckdb_tables() WHERE schema_name = 'main'`, func(r *warehouse.Rows) error {
		var n string
		err := r.Scan(&n)
		names = append(names, n)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for _, name := range names {
		h := sha256.New()
		err := db.Each(t.Context(), "FROM "+name, func(r *warehouse.Rows) error {
			v, err := r.Values()
			fmt.Fprintln(h, v...)
			return err
		})
		if err != nil {
			t.Fatal(name, err)
		}
		out[name] = fmt.Sprintf("%x", h.Sum(nil))
	}
	return out
}

func parquetHashes(t *testing.T, dir string) []string {
	t.Helper()
	var out []string
	err := filepath.WalkDir(filepath.Join(dir, "state", "staged"), func(path string, e fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(path) != ".parquet" {
			return err
		}
		text, err := os.ReadFile(path)
		out = append(out, fmt.Sprintf("%s %x", filepath.Base(filepath.Dir(path)), sha256.Sum256(text)))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	sort.Strings(out)
	return out
}

// Unchanged input is recognised; a changed file alone is read again.
func TestOnlyChangesAreRead(t *testing.T) {
	dir := t.TempDir()
	layPart(t, dir)
	first := run(t, dir, "2025-06-30")
	if first.FilesRead < 12 || first.FilesKept != 0 {
		t.Fatalf("first run read %d, kept %d", first.FilesRead, first.FilesKept)
	}
	if again := run(t, dir, "2025-06-30"); !again.Unchanged || again.FilesRead != 0 || again.FilesKept != first.FilesRead {
		t.Errorf("unchanged input: unchanged %v, read %d, kept %d", again.Unchanged, again.FilesRead, again.FilesKept)
	}
	path := filepath.Join(dir, "oke", "e8_gminy_lodzkie_swietokrzyskie.csv")
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(path, 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, append(text, '\n'), 0o644); err != nil {
		t.Fatal(err)
	}
	if changed := run(t, dir, "2025-06-30"); changed.Unchanged || changed.FilesRead != 1 || changed.FilesKept != first.FilesRead-1 {
		t.Errorf("one changed file: unchanged %v, read %d, kept %d", changed.Unchanged, changed.FilesRead, changed.FilesKept)
	}
	if other := run(t, dir, "2025-07-31"); other.Unchanged || other.FilesRead != 0 {
		t.Errorf("another day: unchanged %v, read %d", other.Unchanged, other.FilesRead)
	}
}
