package bdl_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"miernik/indicators"
	"miernik/pipeline/bdl"
)

func readAll(text string) (obs []bdl.Observation, problems []string) {
	for o, err := range bdl.ReadAnswers(strings.NewReader(text)) {
		if err != nil {
			problems = append(problems, err.Error())
		} else {
			obs = append(obs, o)
		}
	}
	return obs, problems
}

func TestReadAnswers(t *testing.T) {
	obs, problems := readAll(`{"totalRecords":2,"page":4,"variableId":72305,"results":[
		{"id":"011212001011","name":"Bochnia","values":[{"year":"2022","val":0.50,"attrId":1},{"year":"2023","val":0,"attrId":91}]},
		{"id":"011212001022","name":"Bochnia","values":[{"year":"2022","val":null,"attrId":15},{"year":2023,"attrId":50},{"year":"2024","val":1.2e3,"attrId":0}]}]}
		{"unitId":"023000000000","unitName":"WIELKOPOLSKIE","results":[{"id":9,"values":[{"year":"1995","val":12,"attrId":1}]}]}`)
	want := []bdl.Observation{
		{72305, "011212001011", "Bochnia", 2022, "0.50", 1, bdl.Place{Page: 4, Path: "$.results[0].values[0].val"}},
		{72305, "011212001011", "Bochnia", 2023, "0", 91, bdl.Place{Page: 4, Path: "$.results[0].values[1].val"}},
		{72305, "011212001022", "Bochnia", 2022, "", 15, bdl.Place{Page: 4, Path: "$.results[1].values[0].val"}},
		{72305, "011212001022", "Bochnia", 2023, "", 50, bdl.Place{Page: 4, Path: "$.results[1].values[1].val"}},
		{72305, "011212001022", "Bochnia", 2024, "1.2e3", 0, bdl.Place{Page: 4, Path: "$.results[1].values[2].val"}},
		{9, "023000000000", "WIELKOPOLSKIE", 1995, "12", 1, bdl.Place{Page: 1, Path: "$.results[0].values[0].val"}},
	}
	if d := cmp.Diff(want, obs); d != "" || problems != nil {
		t.Error(d, problems)
	}
}

// Every problem of a page is told, with its place, and the rest is read.
func TestReadAnswersProblems(t *testing.T) {
	one := func(value string) string {
		return `{"variableId":6,"page":2,"results":[{"id":"011212001011","name":"B","values":[` + value + `,{"year":"2024","val":1,"attrId":1}]}]}`
	}
	for _, tt := range []struct {
		in, want string
		read     int
	}{
		{one(`{"year":"22","val":1,"attrId":1}`), `page 2 $.results[0].values[0].year: "22" is not a year 1950–2100`, 1},
		{one(`{"val":1,"attrId":1}`), `page 2 $.results[0].values[0].year: "" is not a year 1950–2100`, 1},
		{one(`{"year":"2022","val":"1","attrId":1}`), `page 2 $.results[0].values[0].val: "1" is not a number`, 1},
		{one(`{"year":"2022","val":{"a":1},"attrId":1}`), `page 2 $.results[0].values[0].val: {"a":1} is not a number`, 1},
		{one(`{"year":"2022","val":true,"attrId":1}`), `page 2 $.results[0].values[0].val: true is not a number`, 1},
		{one(`{"year":"2022","val":1}`), `page 2 $.results[0].values[0].attrId: nothing is not a whole number`, 1},
		{one(`{"year":"2022","val":1,"attrId":1.5}`), `page 2 $.results[0].values[0].attrId: 1.5 is not a whole number`, 1},
		{`{"variableId":6,"results":[{"id":"1201011","values":[]},{"id":"011212001011","values":[{"year":"2024","val":1,"attrId":1}]}]}`, `page 0 $.results[0].id: unit id "1201011" is not 12 digits`, 1},
		{`{"variableId":6,"results":[{"id":7,"values":[]}]}`, `page 0 $.results[0].id: unit id 7 is not text`, 0},
		{`{"unitId":"011212001011","results":[{"id":"x","values":[]}]}`, `page 0 $.results[0].id: variable id: "x" is not a whole number`, 0},
		{`{"variableId":6,"totalRecords":0,"results":[]}`, "", 0},
		{`{"totalRecords":1,"results":[]}`, `page 0 $: not an answer of the Local Data Bank with data: no results, or neither variableId nor unitId`, 0},
		{`[]`, `page 0 $: the page is of another type: array|page 0 $: not an answer of the Local Data Bank with data: no results, or neither variableId nor unitId`, 0},
		{``, `page 0 $: not an answer of the Local Data Bank with data: byte 0: unexpected EOF`, 0},
		{`<html>`, `page 0 $: not an answer of the Local Data Bank with data: byte 0: invalid character '<' looking for beginning of value`, 0},
		{one(`{"year":"2022","val":1,"attrId":1}`)[:80], `page 0 $: not an answer of the Local Data Bank with data: byte 0: unexpected EOF`, 0},
		{one(`{"year":"2022","val":1,"attrId":1}`) + `{"results":`, `page 1 $: not an answer of the Local Data Bank with data: byte 151: unexpected EOF`, 2},
	} {
		obs, problems := readAll(tt.in)
		if got := strings.Join(problems, "|"); got != tt.want || len(obs) != tt.read {
			t.Errorf("%s\nread %d, %s\nwant %d, %s", tt.in, len(obs), got, tt.read, tt.want)
		}
	}
	for range bdl.ReadAnswers(strings.NewReader(one(`{"year":"x"}`))) {
		break // stopping early must not panic
	}
	for _, err := range bdl.ReadAnswers(strings.NewReader("")) {
		var at *bdl.ReadError
		if !errors.As(err, &at) || !errors.Is(err, bdl.ErrNotAnswer) || !errors.Is(err, io.ErrUnexpectedEOF) {
			t.Error(err)
		}
	}
}

// sample is a real answer published by others, never part of the repository.
func sample(t *testing.T, name string) map[string]json.RawMessage {
	t.Helper()
	root := os.Getenv("MIERNIK_REFERENCE")
	if root == "" {
		root = filepath.Join("..", "..", "..", "shared")
	}
	text, err := os.ReadFile(filepath.Join(root, "real", "gus-bdl-api", name))
	if err != nil {
		t.Skipf("reference data not here (%v); set MIERNIK_REFERENCE", err)
	}
	var members map[string]json.RawMessage
	if err := json.Unmarshal(text, &members); err != nil {
		t.Fatal(err)
	}
	return members
}

func TestReadRealAnswers(t *testing.T) {
	data := sample(t, "samples_raw_data.json")
	// The sample by variable is reduced to its results.
	obs, problems := readAll(fmt.Sprintf(`{"variableId":1,"results":%s}`, data["get_data_by_variable"]))
	if problems != nil || len(obs) != 90 || obs[0].Unit != "000000000000" || obs[0].Name != "POLSKA" || obs[0].Value != "168" || obs[0].Year != 1995 {
		t.Errorf("by variable: %d values, %v", len(obs), problems)
	}
	obs, problems = readAll(string(data["get_data_by_unit"]))
	if problems != nil || len(obs) != 30 || obs[0].Unit != "023000000000" || obs[0].Variable != 9 || obs[0].Value != "12" {
		t.Errorf("by unit: %d values, %v", len(obs), problems)
	}

	list := func(name, member string) io.Reader {
		return strings.NewReader(fmt.Sprintf(`{"totalRecords":1,"results":%s}`, sample(t, name)[member]))
	}
	n := 0
	for u, err := range bdl.ReadUnits(list("samples_raw_units.json", "list_units")) {
		if n++; err != nil || u.ID == "011212001022" && (u.Name != "Bochnia" || u.Kind != "2" || u.Level != 6) {
			t.Errorf("unit %+v, %v", u, err)
		}
	}
	for v, err := range bdl.ReadVariables(list("samples_raw_variables.json", "list_variables")) {
		if n++; err != nil || v.ID == 10 && (v.SubjectID != "P1313" || v.N2 != "25-29" || v.MeasureUnitName != "osoba") {
			t.Errorf("variable %+v, %v", v, err)
		}
	}
	for s, err := range bdl.ReadSubjects(list("samples_raw_subjects.json", "list_subjects")) {
		if n++; err != nil || s.ID == "K15" && (s.Name != "CENY" || len(s.Children) != 5) {
			t.Errorf("subject %+v, %v", s, err)
		}
	}
	for a, err := range bdl.ReadAttributes(list("samples_raw_attributes.json", "list_attributes")) {
		if n++; err != nil || a.ID == 91 && a.Symbol != "x" {
			t.Errorf("attribute %+v, %v", a, err)
		}
	}
	if n < 40 {
		t.Errorf("only %d records", n)
	}
}

func TestReadListProblems(t *testing.T) {
	var got []string
	for u, err := range bdl.ReadUnits(strings.NewReader(`{"page":3,"results":[{"id":7},{"id":"011212001011"}]}{"results":[`)) {
		got = append(got, fmt.Sprintf("%s %v", u.ID, err))
	}
	if len(got) != 3 || !strings.Contains(got[0], "page 3 $.results[0]") || got[1] != "011212001011 <nil>" || !strings.Contains(got[2], "unexpected EOF") {
		t.Errorf("%q", got)
	}
}

// Whatever the bytes, what is read is well formed and has a place in them.
func FuzzReadAnswers(f *testing.F) {
	f.Add(`{"page":1,"variableId":6,"results":[{"id":"011212001011","name":"B","values":[{"year":"2022","val":1.5,"attrId":1}]}]}`)
	f.Add(`{"unitId":"011212001011","results":[{"id":6,"values":[{"year":2022,"val":null,"attrId":50}]}]}{}`)
	f.Add(`{"variableId":6,"results":[{"id":null,"values":[null]}]}`)
	f.Add(`{"variableId":6,"results":{}}`)
	f.Fuzz(func(t *testing.T, text string) {
		for o, err := range bdl.ReadAnswers(strings.NewReader(text)) {
			if err != nil {
				var at *bdl.ReadError
				if !errors.As(err, &at) {
					t.Errorf("an error without a place: %v", err)
				}
				continue
			}
			if _, err := strconv.ParseFloat(o.Value, 64); o.Value != "" && errors.Is(err, strconv.ErrSyntax) {
				t.Errorf("value %q", o.Value)
			}
			if len(o.Unit) != 12 || o.Year < indicators.MinYear || o.Year > indicators.MaxYear || o.Attr < 0 || o.Place.Path == "" {
				t.Errorf("%+v", o)
			}
			if !strings.Contains(text, o.Value) {
				t.Errorf("%q is not in the input", o.Value)
			}
		}
	})
}
