package bdl_test

import (
	"errors"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"miernik/indicators"
	"miernik/pipeline/bdl"
)

func TestPagesBecomeFilesAsReceived(t *testing.T) {
	w := newWorld(t)
	var ans bdl.Answer
	w.with(func(c *bdl.Client) {
		var err error
		if ans, err = c.Fetch(t.Context(), bdl.Request{Kind: bdl.DataByVariable, Variable: 72305, Years: []indicators.Year{2023, 2018, 2019}, Level: bdl.Gmina}); err != nil {
			t.Fatal(err)
		}
	})
	name := "var-72305_level-6_2018-2019+2023"
	want := bdl.Answer{
		Name: name, Files: []string{name + "_p000.json", name + "_p001.json", name + "_p002.json"},
		Total: 250, Records: 250, LastUpdate: w.version, Changed: true, Requests: 3,
	}
	if d := cmp.Diff(want, ans); d != "" {
		t.Error(d)
	}
	if d := cmp.Diff(append([]string{"index/" + name + ".json"}, want.Files...), files(t, w.o.Dir)); d != "" {
		t.Error(d)
	}
	for i, hit := range w.asked() {
		if want := fmt.Sprintf("data/by-variable/72305?format=json&lang=pl&page=%d&page-size=100&unit-level=6&year=2018&year=2019&year=2023", i); hit != want {
			t.Errorf("request %d: %s\nwant %s", i, hit, want)
		}
	}
	r, _ := http.NewRequest(http.MethodGet, w.server.URL+"/api/v1/data/by-variable/72305?format=json&lang=pl&page=1&page-size=100&unit-level=6&year=2018&year=2019&year=2023", nil)
	if want := w.body(72305, 250, 1, 100, r); w.read(ans.Files[1]) != want {
		t.Error("page 1 is not what was received")
	}
	if len(w.keys) != 1 || !w.keys[""] {
		t.Errorf("X-ClientId without a key: %v", w.keys)
	}
	n := 0
	for _, f := range ans.Files {
		for o, err := range bdl.ReadAnswers(strings.NewReader(w.read(f))) {
			if err != nil || o.Unit != fmt.Sprintf("%012d", n) || o.Value != fmt.Sprintf("%d.5", n) || o.Place.Page != n/100 {
				t.Fatalf("value %d: %+v, %v", n, o, err)
			}
			n++
		}
	}
	if n != 250 {
		t.Errorf("%d values", n)
	}
}

func TestUnchangedPagesKeepTheirFiles(t *testing.T) {
	w := newWorld(t)
	first := w.must(72305)
	stat := func() (infos []os.FileInfo) {
		for _, f := range first.Files {
			info, err := os.Stat(filepath.Join(w.o.Dir, f))
			if err != nil {
				t.Fatal(err)
			}
			infos = append(infos, info)
		}
		return infos
	}
	before := stat()
	ans := w.must(72305)
	if ans.Unchanged != 3 || ans.Changed || ans.Requests != 3 || len(ans.Files) != 3 || ans.Total != 250 {
		t.Errorf("second run: %+v", ans)
	}
	for i, info := range stat() {
		if !os.SameFile(info, before[i]) || info.ModTime() != before[i].ModTime() {
			t.Errorf("page %d was written again", i)
		}
	}

	if index := w.read("index/" + ans.Name + ".json"); strings.Contains(index, "reused") || !strings.Contains(index, `"complete"`) {
		t.Errorf("index of a complete answer: %s", index)
	}

	// A revision changes every page; a damaged file is asked for without ETag.
	w.set(func() { w.version = "2025-06-01"; w.units[72305] = 180 })
	if ans = w.must(72305); ans.Unchanged != 0 || !ans.Changed || len(ans.Files) != 2 {
		t.Errorf("revised: %+v", ans)
	}
	if _, err := os.Stat(filepath.Join(w.o.Dir, first.Files[2])); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("page 2 of the longer answer is still there: %v", err)
	}
	if err := os.WriteFile(filepath.Join(w.o.Dir, ans.Files[0]), []byte("{}"), 0o644); err != nil {
		t.Fatal(err)
	}
	if ans = w.must(72305); ans.Unchanged != 1 || ans.Changed || !strings.Contains(w.read(ans.Files[0]), `"totalRecords":180`) {
		t.Errorf("damaged: %+v", ans)
	}

	// Young enough: no request at all, unless a file is gone.
	w.asked()
	w.o.MaxAge = time.Hour
	if ans = w.must(72305); len(w.asked()) != 0 || len(ans.Files) != 2 || ans.Records != 180 {
		t.Errorf("young: %+v", ans)
	}
	if err := os.Remove(filepath.Join(w.o.Dir, ans.Files[1])); err != nil {
		t.Fatal(err)
	}
	if ans = w.must(72305); ans.Requests != 2 || ans.Unchanged != 1 {
		t.Errorf("young but incomplete: %+v", ans)
	}
}

func TestNoDataIsNoError(t *testing.T) {
	w := newWorld(t)
	ans := w.must(60)
	if !ans.NoData || ans.Withdrawn || ans.Requests != 2 || len(ans.Files) != 0 {
		t.Errorf("known, no data: %+v", ans)
	}
	if _, err := w.fetch(t.Context(), 999); !errors.Is(err, bdl.ErrUnknownID) || !strings.Contains(err.Error(), "variables/999") {
		t.Errorf("wrong id: %v", err)
	}

	// Data that were there and are not: told, and the files stay.
	had := w.must(6)
	w.set(func() { w.units[6] = 0 })
	if ans = w.must(6); !ans.NoData || !ans.Withdrawn || !ans.Changed || w.read(had.Files[0]) == "" {
		t.Errorf("withdrawn: %+v", ans)
	}
	w.set(func() { w.units[6] = 17 })
	if ans = w.must(6); ans.NoData || ans.Total != 17 || !strings.Contains(w.read(had.Files[0]), `"totalRecords":17`) {
		t.Errorf("back again: %+v", ans)
	}
}

func TestDataThatChangeBetweenPages(t *testing.T) {
	w := newWorld(t)
	w.before = func(n int, _ http.ResponseWriter, _ *http.Request) bool {
		if n == 1 {
			w.units[72305] = 251
		}
		return false
	}
	ans := w.must(72305)
	if ans.Total != 251 || ans.Records != 251 || kinds(w.events)[bdl.Restarting] != 1 {
		t.Errorf("changed once: %+v", ans)
	}

	w.before = func(n int, _ http.ResponseWriter, _ *http.Request) bool {
		w.units[72305]++
		return false
	}
	kept := w.read(ans.Files[0])
	if _, err := w.fetch(t.Context(), 72305); !errors.Is(err, bdl.ErrUnstable) {
		t.Errorf("changing all the time: %v", err)
	}
	if w.read(ans.Files[0]) != kept {
		t.Error("the kept answer was touched")
	}
}

// A 304 for a page that does not belong to the pages after it is not believed
// twice.
func TestStaleETag(t *testing.T) {
	w := newWorld(t)
	w.must(72305)
	w.set(func() { w.units[72305] = 251 })
	w.before = func(_ int, rw http.ResponseWriter, r *http.Request) bool {
		stale := r.Header.Get("If-None-Match") != "" && r.URL.Query().Get("page") == "0"
		if stale {
			rw.WriteHeader(http.StatusNotModified)
		}
		return stale
	}
	if ans := w.must(72305); ans.Total != 251 || kinds(w.events)[bdl.Restarting] != 1 {
		t.Errorf("%+v", ans)
	}
}

func TestLinksThatLeadElsewhere(t *testing.T) {
	other := newAPI(t)
	for name, link := range map[string]string{
		"another host":     strings.Replace(other.server.URL, "127.0.0.1", "localhost", 1) + "/api/v1/data/by-variable/72305?page=1",
		"another endpoint": "/api/v1/data/by-variable/6?page=1",
		"the same page":    "/api/v1/data/by-variable/72305?page=0",
		"no URL":           "http://%zz",
		"a user":           "http://x:y@HOST/api/v1/data/by-variable/72305?page=1",
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			link := strings.Replace(link, "HOST", strings.TrimPrefix(w.server.URL, "http://"), 1)
			w.before = func(_ int, rw http.ResponseWriter, _ *http.Request) bool {
				fmt.Fprintf(rw, `{"totalRecords":250,"page":0,"pageSize":100,"links":{"next":%q},"results":[{}]}`, link)
				return true
			}
			if _, err := w.fetch(t.Context(), 72305); !errors.Is(err, bdl.ErrLink) {
				t.Errorf("%v", err)
			}
			if n := len(w.asked()); n != 1 || len(other.hits) != 0 {
				t.Errorf("%d requests here, %d elsewhere", n, len(other.hits))
			}
		})
	}
}

func TestPagingThatEndsEarly(t *testing.T) {
	w := newWorld(t)
	w.before = func(_ int, rw http.ResponseWriter, _ *http.Request) bool {
		fmt.Fprint(rw, `{"totalRecords":250,"page":0,"pageSize":100,"results":[{}]}`)
		return true
	}
	if _, err := w.fetch(t.Context(), 72305); !errors.Is(err, bdl.ErrUnstable) {
		t.Errorf("one page of three: %v", err)
	}
}

func TestListsAndWrongRequests(t *testing.T) {
	w := newWorld(t)
	w.with(func(c *bdl.Client) {
		ans, err := c.Fetch(t.Context(), bdl.Request{Kind: bdl.AttributeList})
		if err != nil || ans.Name != "attributes" {
			t.Fatalf("%+v, %v", ans, err)
		}
		for a, err := range bdl.ReadAttributes(strings.NewReader(w.read(ans.Files[0]))) {
			if err != nil || a.ID != 1 || a.Symbol != " " {
				t.Errorf("%+v, %v", a, err)
			}
		}
		w.asked()
		wrong := map[string]error{}
		_, wrong["variable"] = c.Fetch(t.Context(), bdl.Request{Kind: bdl.DataByVariable, Variable: 0, Level: bdl.Gmina})
		_, wrong["year"] = c.Fetch(t.Context(), bdl.Request{Kind: bdl.DataByVariable, Variable: 6, Years: []indicators.Year{22}, Level: bdl.Gmina})
		_, wrong["unit"] = c.Fetch(t.Context(), bdl.Request{Kind: bdl.DataByUnit, Unit: "../../etc", Variables: []int{6}})
		_, wrong["variables"] = c.Fetch(t.Context(), bdl.Request{Kind: bdl.DataByUnit, Unit: "011212001011"})
		_, wrong["parent"] = c.Fetch(t.Context(), bdl.Request{Kind: bdl.UnitList, Level: bdl.Powiat, Parent: "1201"})
		_, wrong["subject"] = c.Fetch(t.Context(), bdl.Request{Kind: bdl.VariableList})
		_, wrong["parent subject"] = c.Fetch(t.Context(), bdl.Request{Kind: bdl.SubjectList, Parent: "X1"})
		_, wrong["years of a list"] = c.Fetch(t.Context(), bdl.Request{Kind: bdl.UnitList, Years: []indicators.Year{2020}})
		_, wrong["kind"] = c.Fetch(t.Context(), bdl.Request{Kind: "levels"})
		for what, err := range wrong {
			if !errors.Is(err, bdl.ErrRequest) {
				t.Errorf("%s: %v", what, err)
			}
		}
		if hits := w.asked(); len(hits) != 0 {
			t.Errorf("wrong requests were sent: %v", hits)
		}
	})
}

func TestNames(t *testing.T) {
	var many []int
	for i := range 60 {
		many = append(many, 1000+3*i)
	}
	for want, r := range map[string]bdl.Request{
		"var-6_all":          {Kind: bdl.DataByVariable, Variable: 6},
		"var-6_level-0_2020": {Kind: bdl.DataByVariable, Variable: 6, Level: bdl.Country, Years: []indicators.Year{2020, 2020}},
		"var-6_level-6_parent-011200000000_agg-2_2018-2020+2022": {Kind: bdl.DataByVariable, Variable: 6, Level: bdl.Gmina, Parent: "011200000000", Aggregate: 2, Years: []indicators.Year{2022, 2019, 2018, 2020}},
		"unit-011212001011_vars-6-8_all":                         {Kind: bdl.DataByUnit, Unit: "011212001011", Variables: []int{8, 7, 6}},
		"units_level-5":                                          {Kind: bdl.UnitList, Level: bdl.Powiat},
		"variables_subject-P2425":                                {Kind: bdl.VariableList, Subject: "P2425"},
		"subjects_parent-K40":                                    {Kind: bdl.SubjectList, Parent: "K40"},
	} {
		if got := r.Name(); got != want {
			t.Errorf("%s, want %s", got, want)
		}
		if err := r.Check(); err != nil {
			t.Error(err)
		}
	}
	long := bdl.Request{Kind: bdl.DataByUnit, Unit: "011212001011", Variables: many}
	short := long
	short.Variables = many[1:]
	if got := long.Name(); len(got) > 100 || !strings.Contains(got, "_vars-60-of-") || got == short.Name() {
		t.Errorf("name of a long list: %s", got)
	}
	if l, err := bdl.ParseLevel("6"); err != nil || l != bdl.Gmina {
		t.Error(l, err)
	}
	for _, s := range []string{"7", "-1", "06", "gmina"} {
		if _, err := bdl.ParseLevel(s); err == nil {
			t.Errorf("level %q", s)
		}
	}
}
