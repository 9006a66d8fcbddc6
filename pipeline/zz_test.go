package pipeline_test

import (
	"fmt"
	"os"
	"strings"
	"syscall"
	"testing"
	"time"

	"miernik/pipeline/score"
	"miernik/pipeline/warehouse"
)

func cpu() time.Duration {
	var r syscall.Rusage
	syscall.Getrusage(0, &r)
	return time.Duration(r.Utime.Nano() + r.Stime.Nano())
}
func rss() string {
	b, _ := os.ReadFile("/proc/self/status")
	for _, l := range strings.Split(string(b), "\n") {
		if strings.HasPrefix(l, "VmHWM") {
			return strings.TrimSpace(l[6:])
		}
	}
	return ""
}

func TestNat(t *testing.T) {
	ctx := t.Context()
	s, c := time.Now(), cpu()
	lap := func(n string) { t.Logf("%-12s wall %6.2fs cpu %6.2fs rss %s", n, time.Since(s).Seconds(), (cpu() - c).Seconds(), rss()); s, c = time.Now(), cpu() }
	path := "/tmp/score/nat.duckdb"
	os.Remove(path)
	db, err := warehouse.Create(ctx, path, warehouse.Options{MemoryMB: 1200, Threads: 2, TempDir: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	must := func(q string) {
		if err := db.Exec(ctx, q); err != nil {
			t.Fatal(err)
		}
	}
	must("CREATE SCHEMA work")
	must(`INSERT INTO run (run, workspace, as_of, program, first_year, last_year, min_group, synthetic) VALUES ('random', '', DATE '2025-01-01', '', 2009, 2023, 5, FALSE)`)
	must(`INSERT INTO unit SELECT printf('%07d', 200000 + i * 10 + 1 + i % 3), '', '', 'gmina', ['miejska','wiejska','miejsko-wiejska'][1 + i % 3], '', NULL, NULL, NULL, NULL, FALSE, TRUE, NULL, NULL FROM range(2479) r(i)`)
	must(`INSERT INTO unit SELECT printf('%04d000', 200 + i), '', '', 'powiat', 'powiat', '', NULL, NULL, NULL, NULL, FALSE, TRUE, NULL, NULL FROM range(380) r(i)`)
	must(`INSERT INTO peer_scheme VALUES ('kind', 1, 'partition', '', '', ''), ('voivodeship', 1, 'partition', '', '', '')`)
	must(`INSERT INTO peer_member SELECT 'kind', kind, teryt, TRUE FROM unit UNION ALL SELECT 'voivodeship', level || teryt[1:2], teryt, TRUE FROM unit ORDER BY 1,2,3`)
	settings := os.Getenv("NAT_SETTINGS")
	if settings == "" {
		settings = "minmax none"
	}
	var normalise, treat string
	fmt.Sscan(settings, &normalise, &treat)
	for f := range 22 {
		level := "gmina"
		if f >= 15 {
			level = "powiat"
		}
		must(fmt.Sprintf(`INSERT INTO fiche BY NAME SELECT 'usluga_publiczna_%02d' AS fiche, '' AS code, '' AS name_pl, '' AS name_en, '' AS area, 1 AS version, 2000 AS valid_from, '' AS status, '' AS task_kind, '' AS obligation, '' AS task_note, '%s' AS level, [] AS kinds, '' AS condition, '' AS purpose, [] AS scope_in, [] AS scope_out, '' AS recipients, '' AS provider, '' AS interpretation, '' AS limits, '' AS basis, [] AS authors, [] AS history, 66 AS coverage_threshold, 3 AS min_indicators, 2 AS min_dimensions, 0 AS unverified, 2000 AS applies_from, TRUE AS scored, '' AS unscored_why, '%s' AS normalise, 0 AS scale_low, 100 AS scale_high, '%s' AS treat, 'arithmetic' AS aggregate, '' AS combine, 'national' AS reference, '' AS reference_scheme, '' AS reference_unit, 'each' AS year_scale`, f, level, normalise, treat))
	}
	must(`INSERT INTO fiche_dimension SELECT fiche, d, o, NULL, '', normalise, 0, 100, treat, 'arithmetic' FROM fiche, (VALUES ('ilosc', 1), ('jakosc', 2), ('dostepnosc', 3), ('efektywnosc', 4)) v(d, o)`)
	must(`INSERT INTO indicator BY NAME SELECT fiche[10:] || '_wskaznik_dlugi_' || i AS indicator, '' AS name_pl, '' AS name_en, '' AS definition, ['ilosc','jakosc','dostepnosc','efektywnosc'][1 + i % 4] AS dimension, ['stimulant','destimulant'][1 + i % 2] AS direction, '' AS unit_of_measure, 1 AS precision, '' AS counted, '' AS counted_note, '' AS formula, 1 AS multiplier, TRUE AS is_ratio, '' AS group_figure, 1 AS frequency, 2000 AS first_year, '' AS reference, '' AS source_text, 0 AS lag_days, '' AS known_gaps, '' AS interpretation, '' AS limits, '' AS basis, TRUE AS verified, '' AS unit_note FROM fiche, range(6) r(i)`)
	must(`INSERT INTO fiche_indicator BY NAME SELECT fiche, indicator, row_number() OVER (PARTITION BY fiche ORDER BY indicator) AS ord, 'monitoring' AS role, 10 AS weight, FALSE AS core, '' AS why, [] AS fill_methods FROM fiche JOIN indicator ON starts_with(indicator, fiche[10:] || '_')`)
	must(`INSERT INTO weight_set SELECT fiche, s, o, '', '', '' FROM fiche, (VALUES ('expert', 1), ('equal', 2), ('by_dimension', 3)) v(s, o)`)
	must(`INSERT INTO fiche_weight SELECT fiche, s, indicator, 10 + o, 10 + o, 1 FROM fiche_indicator, (VALUES ('expert', 1), ('equal', 2), ('by_dimension', 3)) v(s, o)`)
	must(`INSERT INTO hierarchy VALUES ('g', '', '', 'gmina', ''), ('p', '', '', 'powiat', '')`)
	must(`INSERT INTO hierarchy_node SELECT level[1], 'ogolem', NULL, 'overall', 1, NULL, '', '', 'arithmetic', 66, '' FROM (SELECT DISTINCT level FROM fiche)`)
	must(`INSERT INTO hierarchy_node SELECT level[1], 'obszar', 'ogolem', 'area', 1, 100, '', '', 'arithmetic', 66, '' FROM (SELECT DISTINCT level FROM fiche)`)
	must(`INSERT INTO hierarchy_node SELECT level[1], fiche, 'obszar', 'service', 1, 10, '', '', '', 66, '' FROM fiche`)
	must(`INSERT INTO service_operation SELECT u.teryt, f.fiche, y, TRUE, '' FROM unit u JOIN fiche f USING (level), range(2009, 2024) r(y) ORDER BY 1, 2, 3`)
	must(`INSERT INTO indicator_value SELECT u.teryt, fi.indicator, y, NULL, NULL, v, round(v, 1), CASE WHEN v IS NULL THEN 'no_information' ELSE 'ok' END, NULL, NULL, NULL, '', 'real'
		FROM unit u JOIN fiche f USING (level) JOIN fiche_indicator fi USING (fiche), range(2009, 2024) r(y), LATERAL (SELECT CASE WHEN hash(u.teryt, fi.indicator, y) % 20 > 0 THEN exp(hash(y, u.teryt, fi.indicator, 7) % 1000000 / 300000.0) END AS v) ORDER BY 1, 2, 3`)
	must("CHECKPOINT")
	n, _ := db.Count(ctx, "SELECT count(*) FROM indicator_value")
	lap(fmt.Sprint("data ", n))
	if os.Getenv("NAT_STEPS") != "" {
		script := func(f string, vars ...string) {
			raw, _ := os.ReadFile("score/" + f)
			var lines []string
			for _, l := range strings.Split(string(raw), "\n") {
				if !strings.HasPrefix(l, "--") {
					lines = append(lines, l)
				}
			}
			text := strings.Join(lines, "\n")
			for _, v := range vars {
				must("SET VARIABLE " + v)
			}
			for i, q := range strings.Split(text, ";\n") {
				if strings.TrimSpace(q) == "" {
					continue
				}
				must(q)
				lap(fmt.Sprintf("%s %d %.60s", f, i, strings.Join(strings.Fields(q), " ")))
			}
		}
		script("cells.sql")
		script("scale.sql")
		script("sums.sql", "ord=1")
		script("contributions.sql")
		script("sums.sql", "ord=2")
		script("nodes.sql", "depth=2")
		script("basis.sql")
		script("ranks.sql", "scheme='kind'")
		return
	}
	if err := score.Run(ctx, db); err != nil {
		t.Fatal(err)
	}
	lap("score")
	if err := score.Rank(ctx, db); err != nil {
		t.Fatal(err)
	}
	lap("rank")
	for _, x := range []string{"score", "contribution", "node_contribution", "score_comparison"} {
		n, _ := db.Count(ctx, "SELECT count(*) FROM "+x)
		t.Log(x, n)
	}
}
