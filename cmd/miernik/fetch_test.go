package main

import (
	"bytes"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// apiPage answers as the API does: one page, years as strings, attributes by id.
const apiPage = `{"totalRecords":3,"page":0,"pageSize":100,"links":{"first":"x","self":"x","last":"x"},"variableId":72305,"measureUnitId":1,"aggregateId":1,"lastUpdate":"2025-01-01T00:00:00",
"results":[{"id":"051011000000","name":"Podregion","values":[{"year":"2022","val":1,"attrId":1}]},
{"id":"051011302011","name":"Kutno","values":[{"year":"2021","val":0,"attrId":4},{"year":"2022","val":41000,"attrId":1}]},
{"id":"051011302022","name":"Bedlno","values":[{"year":"2022","val":0,"attrId":50}]}]}`

const unitPage = `{"totalRecords":2,"page":0,"pageSize":100,"results":[{"id":"051011302011","name":"Kutno","level":6,"kind":"1"},{"id":"051011302044","name":"Krośniewice - miasto","level":6,"kind":"4"}]}`

func TestFetchThenRun(t *testing.T) {
	const secret = "tajny-klucz-0123456789"
	seen := ""
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		seen = r.Header.Get("X-ClientId")
		w.Header().Set("Content-Type", "application/json")
		if strings.Contains(r.URL.Path, "/data/by-variable/72305") {
			fmt.Fprint(w, apiPage)
			return
		}
		if page, ok := map[string]string{
			"/units": unitPage, "/variables": `{"totalRecords":1,"page":0,"pageSize":100,"results":[{"id":72305,"subjectId":"P2137","n1":"ogółem","n2":"ogółem","level":6,"measureUnitName":"osoba","years":[1995,2024]}]}`,
			"/subjects":                  `{"totalRecords":1,"page":0,"pageSize":100,"results":[{"id":"P2137","name":"Ludność","hasVariables":true,"children":[]}]}`,
			"/data/by-unit/051011302011": `{"totalRecords":2,"page":0,"pageSize":100,"unitId":"051011302011","unitName":"Kutno","aggregateId":1,"results":[{"id":72305,"measureUnitId":1,"values":[{"year":"2022","val":41001,"attrId":1}]},{"id":72306,"measureUnitId":1,"values":[{"year":"2022","val":1500,"attrId":1}]}]}`,
		}[r.URL.Path]; ok {
			fmt.Fprint(w, page)
			return
		}
		http.NotFound(w, r)
	}))
	defer server.Close()
	dir := filepath.Join(t.TempDir(), "ws")
	miernik := func(args ...string) (string, string, int) {
		var out, msg bytes.Buffer
		a := &app{stdout: &out, stderr: &msg, now: time.Now}
		code := a.main(t.Context(), append([]string{"-w", dir}, args...))
		if strings.Contains(out.String()+msg.String(), secret) {
			t.Error("the key was printed")
		}
		return out.String(), msg.String(), code
	}
	miernik("init", dir)
	write := func(name, text string) {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write("miernik.yaml", "name: API\nperiod: {from: 2022, to: 2022}\nscope: [\"1002\"]\nregister: \"2025-01-01\"\n")
	if _, msg, code := miernik("fetch", "--url", server.URL); code != exitUsage || !strings.Contains(msg, "bdl-api") {
		t.Fatal(code, msg)
	}
	write("sources/api.yaml", `source: gus-api
title: {pl: Ludność z API, en: Population from the API}
publisher: GUS
origin: real
files: ["gus/api/var-72305_*.json"]
format: bdl-api
released: "05-15 of year+1"
select:
  - {variable: ludnosc, where: {variable: "72305"}, level: gmina}
`)
	write("klucz", secret+"\n")
	if err := os.Chmod(filepath.Join(dir, "klucz"), 0o600); err != nil {
		t.Fatal(err)
	}
	out, msg, code := miernik("fetch", "--plan", "--url", server.URL, "--key-file", filepath.Join(dir, "klucz"))
	if code != exitDone || !strings.Contains(out, "var-72305_level-6") || !strings.Contains(msg, "Zapytań: 25") {
		t.Fatal(code, out, msg)
	}
	if seen != "" {
		t.Error("the plan asked the API")
	}
	if _, msg, code = miernik("fetch", "--url", server.URL, "--key-file", filepath.Join(dir, "klucz")); code != exitDone || seen != secret {
		t.Fatal(code, msg, seen)
	}
	if _, msg, code = miernik("run", "--as-of", "2024-01-01", "--no-reports"); code != exitDone {
		t.Fatal(code, msg)
	}
	out, msg, code = miernik("query", "-o", "csv", "SELECT unit, year, value, status, sign, cell FROM observation ORDER BY unit, year")
	want := "unit,year,value,status,sign,cell\n1002011,2021,,no_information,4,2:1\n1002011,2022,41000,ok,1,2:2\n1002022,2022,,pending,50,3:1\n"
	if code != exitDone || out != want {
		t.Errorf("code %d, got\n%swant\n%s%s", code, out, want, msg)
	}
	// The answer is kept as it came.
	names, err := filepath.Glob(filepath.Join(dir, "gus", "api", "var-72305_*.json"))
	if err != nil || len(names) != 1 {
		t.Fatal(names, err)
	}
	if text, err := os.ReadFile(names[0]); err != nil || string(text) != apiPage {
		t.Error("the answer was changed", err)
	}

	// One gmina in scope and a profile that reads answers by unit: one request
	// brings both variables.
	write("miernik.yaml", "name: API\nperiod: {from: 2022, to: 2022}\nscope: [\"1002011\"]\nregister: \"2025-01-01\"\n")
	write("sources/api.yaml", `source: gus-api
title: {pl: Ludność z API, en: Population from the API}
publisher: GUS
origin: real
files: ["gus/api/var-72305_*.json", "gus/api/unit-*.json"]
format: bdl-api
select:
  - {variable: ludnosc, where: {variable: "72305"}, level: gmina}
  - {variable: ludnosc_3_6, where: {variable: "72306"}, level: gmina}
`)
	if _, msg, code = miernik("fetch", "--plan", "--url", server.URL); code != exitDone || !strings.Contains(msg, "nie jest jeszcze pobrany") {
		t.Fatal(code, msg)
	}
	if _, msg, code = miernik("fetch", "--url", server.URL); code != exitDone || !strings.Contains(msg, "unit-051011302011_vars-72305-72306_2021-2022: rekordów 2, zapytań 1") {
		t.Fatal(code, msg)
	}
	if out, msg, code = miernik("fetch", "--plan", "--url", server.URL); code != exitDone || !strings.Contains(out, "unit-051011302011") || strings.Contains(out, "var-") {
		t.Fatal(code, out, msg)
	}
	if _, msg, code = miernik("run", "--as-of", "2024-01-01", "--no-reports"); code == exitFailed {
		t.Fatal(code, msg)
	}
	out, msg, code = miernik("query", "-o", "csv", "SELECT variable, value, chosen FROM observation WHERE year = 2022 ORDER BY variable, value")
	if want := "variable,value,chosen\nludnosc,41000,false\nludnosc,41001,true\nludnosc_3_6,1500,true\n"; code != exitDone || !strings.Contains(out, "ludnosc_3_6,1500,true") {
		t.Errorf("got\n%swant\n%s%s", out, want, msg)
	}
	for args, want := range map[string]string{"--variables P2137": "72305  ogółem, ogółem  osoba  6      1995  2024", "--subjects G1": "P2137  Ludność", "--categories": "P2137  Ludność"} {
		if out, msg, code = miernik(append([]string{"fetch", "--url", server.URL}, strings.Fields(args)...)...); code != exitDone || !strings.Contains(out, want) {
			t.Errorf("%s: code %d, got\n%s%s", args, code, out, msg)
		}
	}
	if _, _, code = miernik("fetch", "--url", server.URL, "--variables", "nic"); code != exitUsage {
		t.Errorf("a subgroup that is none: code %d", code)
	}
}
