package pipeline_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"miernik/fiches"
	"miernik/indicators"
	"miernik/indicators/catalog"
	"miernik/pipeline/warehouse"
)

// Every service of the catalogue has its figures in the sample; those that are
// to have a score have one, in the newest year of which everything is out.
func TestEveryServiceOfTheSample(t *testing.T) {
	db := openDB(t, sample(t))
	cat, set := builtinFiches(t)
	for _, l := range set.Fiches {
		f := l.Value
		newest := "2023"
		for _, it := range f.MonitoringItems() {
			if cat.Cards[it.Indicator].Value.Frequency > 1 {
				newest = "2022" // the last year of the surveys that are not yearly
			}
		}
		scored := one(t, db, `SELECT count(*) FROM score WHERE node = ? AND year = ? AND status = 'ok' AND weight_set = 'expert'`, f.ID, newest)
		switch {
		case !f.Scored() && one(t, db, `SELECT count(*) FROM score WHERE node = ?`, f.ID) != "0":
			t.Errorf("%s has no score, and got one", f.ID)
		case f.Scored() && scored == "0":
			t.Errorf("%s has no score in %s", f.ID, newest)
		}
		if n := one(t, db, `SELECT count(*) FROM fiche_indicator JOIN indicator_value USING (indicator) JOIN unit u ON u.teryt = unit WHERE fiche = ? AND u.level = ? AND year = ? AND value IS NOT NULL`,
			f.ID, string(f.Applies.Level), newest); n == "0" {
			t.Errorf("%s has no figures in %s", f.ID, newest)
		}
	}
}

// What nobody publishes or collects stays a gap that says so.
func TestWhatNobodyPublishesIsAGap(t *testing.T) {
	db := openDB(t, sample(t))
	cat, _ := builtinFiches(t)
	gaps := 0
	for code, e := range cat.Variables {
		cause := ""
		switch e.Value.Availability {
		case indicators.Unpublished:
			cause = string(indicators.NotPublishedAtLevel)
		case indicators.Uncollected:
			cause = string(indicators.NotCollected)
		default:
			continue
		}
		if n := one(t, db, `SELECT count(*) FROM observation WHERE variable = ?`, code); n != "0" {
			t.Errorf("%s: %s observations of what nobody publishes", code, n)
		}
		n, err := strconv.Atoi(one(t, db, `SELECT count(*) FROM gap WHERE variable = ?`, code))
		if other := one(t, db, `SELECT count(*) FROM gap WHERE variable = ? AND cause NOT IN (?, 'pending')`, code, cause); err != nil || other != "0" {
			t.Errorf("%s: %s gaps have another cause than %s", code, other, cause)
		}
		gaps += n
	}
	if gaps < 1000 {
		t.Errorf("only %d gaps", gaps)
	}
}

var selectedVariable = regexp.MustCompile(`^\s*- \{variable: ([a-z0-9_]+)`)

// laySources lays the sample out with only the variables that a circle of
// sources holds; a profile that selects none of them is left out.
func laySources(t *testing.T, dir string, cat *catalog.Catalog, reach fiches.Reach) {
	t.Helper()
	laySample(t, dir)
	names, err := filepath.Glob(filepath.Join(dir, "sources", "*.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	dropped := 0
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		var kept []string
		selections, left := 0, 0
		for _, line := range strings.SplitAfter(string(text), "\n") {
			if m := selectedVariable.FindStringSubmatch(line); m != nil {
				if selections++; fiches.ReachOf(cat.Variables[m[1]].Value) > reach {
					continue
				}
				left++
			}
			kept = append(kept, line)
		}
		dropped += selections - left
		if err := os.Remove(name); err != nil {
			t.Fatal(err)
		}
		if selections == 0 || left > 0 {
			if err := os.WriteFile(name, []byte(strings.Join(kept, "")), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
	if dropped == 0 {
		t.Fatal("every selection was kept")
	}
}

// On public sources alone some services cannot be assessed. Which, the
// catalogue says of itself (fiches.Withheld): a run must come to the same.
func TestPublicSourcesAlone(t *testing.T) {
	cat, set := builtinFiches(t)
	for _, c := range []struct {
		reach    fiches.Reach
		withheld []string // known from the study of sources, whatever the code says
	}{
		{fiches.InTables, []string{"biblioteki", "wychowanie_przedszkolne", "szkoly_podstawowe"}},
		{fiches.InRegisters, []string{"dowoz_uczniow", "stolowki", "swietlice", "poradnie", "muzea", "teatry"}},
	} {
		dir := t.TempDir()
		laySources(t, dir, cat, c.reach)
		run(t, dir, "2025-06-30")
		db := openDB(t, dir)
		withheld := map[string]bool{}
		for _, l := range set.Fiches {
			f := l.Value
			if !f.Scored() {
				continue
			}
			want := f.Withheld(f.Coverages(cat)[c.reach])
			withheld[f.ID] = want != ""
			err := db.Each(t.Context(), `SELECT count(*) FILTER (WHERE status = 'ok'), coalesce(mode(nullif(withheld_reason, '')), '') FROM score WHERE node = ? AND year = 2022 AND weight_set = 'expert'`, func(r *warehouse.Rows) error {
				var scored int
				var reason string
				err := r.Scan(&scored, &reason)
				switch {
				case want == "" && scored == 0:
					t.Errorf("%v, %s: no unit has a score, the catalogue says it can: %s", c.reach, f.ID, reason)
				case want != "" && (scored > 0 || reason != want):
					t.Errorf("%v, %s: %d units have a score, the others: %s; the catalogue says %s", c.reach, f.ID, scored, reason, want)
				}
				return err
			}, f.ID)
			if err != nil {
				t.Fatal(err)
			}
		}
		for _, code := range c.withheld {
			if !withheld[code] {
				t.Errorf("%v: the catalogue no longer says that %s is withheld", c.reach, code)
			}
		}
	}
}
