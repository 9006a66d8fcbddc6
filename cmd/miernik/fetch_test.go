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
}
