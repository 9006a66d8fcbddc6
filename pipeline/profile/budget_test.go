package profile

import (
	"os"
	"reflect"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"miernik/indicators"
	"miernik/indicators/catalog"
)

const hashedBudget = `source: s
title: {pl: a, en: b}
publisher: MF
origin: real
files: [a.dbf]
format: rb
budget: {report: Rb-28S}
select:
  - {variable: wydatki}
`

// TestBudgetHash: what a variable is the sum of decides how a file is read, and
// so does the layout.
func TestBudgetHash(t *testing.T) {
	hashOf := func(text string, change func(*indicators.Budget)) string {
		cat := variables()
		change(cat.Variables["wydatki"].Value.Budget)
		list, found := Load(catalog.Layer{FS: fstest.MapFS{"p.yaml": {Data: []byte(text)}}}, cat)
		if len(list) != 1 || len(found) > 0 {
			t.Fatalf("%v in\n%s", found, text)
		}
		return list[0].Hash
	}
	none := func(*indicators.Budget) {}
	seen := map[string]string{hashOf(hashedBudget, none): "nothing"}
	note := func(what, hash string) {
		if by, ok := seen[hash]; ok {
			t.Errorf("%s: same hash as after changing %s", what, by)
		}
		seen[hash] = what
	}
	note("the amount", hashOf(hashedBudget, func(b *indicators.Budget) { b.Amount = indicators.AmountPlan }))
	note("a chapter's years", hashOf(hashedBudget, func(b *indicators.Budget) { b.Chapters[0].To = 2021 }))
	note("the paragraphs", hashOf(hashedBudget, func(b *indicators.Budget) { b.Without = []string{"6??"} }))
	for _, key := range []string{"period: 3", "period_type: Kwartal", "complete: false", "columns: {wk: W}", "amounts: {Rb-28S: {executed: R5}}", "units: [{ignore: x, where: {gt: Z}}]"} {
		note(key, hashOf(strings.Replace(hashedBudget, "report: Rb-28S", "report: Rb-28S, "+key, 1), none))
	}
	if hashOf(strings.Replace(hashedBudget, "MF", "GUS", 1), none) != hashOf(hashedBudget, none) {
		t.Error("the source would be read again for nothing")
	}
}

// TestBudgetLayout: a profile changes what it names and keeps the rest.
func TestBudgetLayout(t *testing.T) {
	list, _ := Load(catalog.Layer{FS: os.DirFS("testdata/ok")}, variables())
	by := map[string]*Profile{}
	for _, p := range list {
		by[p.Source] = p
	}
	if by["egzamin"].Budget != nil || by["egzamin"].Record() != "" {
		t.Errorf("a table has the layout of a report: %+v", by["egzamin"].Budget)
	}
	x := by["wydatki"]
	if x.Record() != "Pozycja" || x.Budget.Period != "4" || x.Budget.PeriodType != "Kwartal" || x.Budget.Complete || len(x.Signs)+len(x.Cells) > 0 {
		t.Errorf("besti: %+v", x.Budget)
	}
	if x.Budget.Columns["wk"] != "{report}/Jednostka/WK" || x.Budget.Amounts[indicators.Rb27S][indicators.AmountExecuted] != "DW" || x.Select[1].Budget.Report != indicators.Rb27S {
		t.Errorf("besti: %+v", x.Budget)
	}
	d := by["wydatki-kraj"].Budget
	if d.Report != indicators.Rb28S || d.Period != "2" || d.PeriodType != "Kwartal" || d.Complete || d.Record != "" {
		t.Errorf("rb: %+v", d)
	}
	for role, want := range map[string]string{"chapter": "ROZDZ", "year": "", "name": "NAZWA", "paragraph": "PAR", "gt": "GT"} {
		if got := d.Columns[role]; got != want {
			t.Errorf("column of %s is %q, want %q", role, got, want)
		}
	}
	amounts := map[indicators.BudgetAmount]string{indicators.AmountPlan: "R1", indicators.AmountExecuted: "R4A", indicators.AmountCommitments: "R10", indicators.AmountLiabilities: "R11"}
	if !reflect.DeepEqual(d.Amounts[indicators.Rb28S], amounts) {
		t.Errorf("amounts %v", d.Amounts)
	}
	units := []UnitRule{
		{Where: map[string][]string{"PT": {"8", "9"}}, Ignore: "związki"},
		{Where: map[string][]string{"gt": {"1", "2"}, "RODZAJ": {"gmina"}}, Level: indicators.LevelGmina, Code: []CodePart{{Role: "wk"}, {Role: "pk"}, {Role: "gk"}, {Role: "gt"}}},
		{Where: map[string][]string{"pt": {"2"}}, Level: indicators.LevelPowiat, Code: []CodePart{{Role: "wk"}, {Role: "pk"}, {Digits: "000"}}},
	}
	if !reflect.DeepEqual(d.Units, units) {
		t.Errorf("units %+v", d.Units)
	}
	for f, want := range map[Format]string{Besti: "4 false", Rb: "4 true"} { // the defaults are not those that a profile changed
		if doc := defaultBudget(f); doc.Period+" "+strconv.FormatBool(*doc.Complete) != want || doc.Columns["chapter"] == "ROZDZ" {
			t.Errorf("%s: %+v", f, doc)
		}
	}
}
