package profile

import (
	"flag"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"testing/fstest"

	"miernik/indicators"
	"miernik/indicators/catalog"
	"miernik/internal/diag"
)

var update = flag.Bool("update", false, "rewrite testdata/err/*.out")

// variables is a catalogue that knows a, b and c, and sums of two budget reports.
func variables() *catalog.Catalog {
	c := &catalog.Catalog{Variables: map[string]catalog.Entry[*indicators.Variable]{}}
	for _, v := range []string{"a", "b", "c"} {
		c.Variables[v] = catalog.Entry[*indicators.Variable]{}
	}
	for v, report := range map[string]indicators.BudgetReport{"wydatki": indicators.Rb28S, "dochody": indicators.Rb27S} {
		sum := &indicators.Budget{Report: report, Amount: indicators.AmountExecuted, Chapters: []indicators.DatedChapter{{Code: "80101"}}}
		c.Variables[v] = catalog.Entry[*indicators.Variable]{Value: &indicators.Variable{Code: v, Budget: sum}}
	}
	return c
}

func load(t *testing.T, files map[string]string) ([]*Profile, diag.List) {
	t.Helper()
	fsys := fstest.MapFS{}
	for name, text := range files {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return Load(catalog.Layer{FS: fsys, Prefix: "sources"}, variables())
}

func sources(list []*Profile) string {
	var out []string
	for _, p := range list {
		out = append(out, p.Source)
	}
	return strings.Join(out, " ")
}

func TestOKFolderIsSilent(t *testing.T) {
	list, found := Load(catalog.Layer{FS: os.DirFS("testdata/ok"), Prefix: "sources"}, variables())
	if len(found) > 0 {
		t.Errorf("findings: %v", found)
	}
	if got := sources(list); got != "bezrobotni egzamin ludnosc obiekty teryt wydatki wydatki-kraj" {
		t.Errorf("profiles %q are not all, or not in order", got)
	}
}

// TestErrFolder compares the findings of each file, with their places, and
// what is loaded nevertheless.
func TestErrFolder(t *testing.T) {
	names, _ := filepath.Glob("testdata/err/*.yaml")
	if len(names) < 5 {
		t.Fatalf("only %d files", len(names))
	}
	for _, name := range names {
		t.Run(filepath.Base(name), func(t *testing.T) {
			text, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			var got strings.Builder
			for range 5 { // map order must not show
				list, found := load(t, map[string]string{filepath.Base(name): string(text)})
				var b strings.Builder
				for _, f := range found {
					b.WriteString(f.Line("en") + "\n")
				}
				b.WriteString("loaded: " + sources(list) + "\n")
				if got.Len() > 0 && got.String() != b.String() {
					t.Fatalf("two loads differ:\n%s\n%s", &got, &b)
				}
				got.Reset()
				got.WriteString(b.String())
			}
			out := strings.TrimSuffix(name, ".yaml") + ".out"
			if *update {
				if err := os.WriteFile(out, []byte(got.String()), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(out)
			if err != nil {
				t.Fatal(err)
			}
			if got.String() != string(want) {
				t.Errorf("got\n%s\nwant\n%s", &got, want)
			}
		})
	}
}

func TestFields(t *testing.T) {
	list, _ := Load(catalog.Layer{FS: os.DirFS("testdata/ok"), Prefix: "sources"}, variables())
	by := map[string]*Profile{}
	for _, p := range list {
		by[p.Source] = p
	}
	e := by["egzamin"]
	if u := e.Tables[0].Unit; u.Column != "Kod" || u.Parts != "gmina" || e.Delimiter != '\t' || e.OwnerKind != OwnerLocal || e.File != "sources/table.yaml" {
		t.Errorf("egzamin: %+v", e)
	}
	if m := e.Tables[0].Year.Filename.FindStringSubmatch("e8_(2022).xlsx"); len(m) != 2 || m[1] != "2022" {
		t.Errorf("year from the file name: %v", m)
	}
	if len(e.Cells) != 0 || len(e.Signs) != 0 {
		t.Errorf("a table has no signs of its own: %v %v", e.Signs, e.Cells)
	}
	want := Select{Variable: "b", Level: indicators.LevelGmina, Column: "polski / wynik", Weight: "polski / liczba", Aggregate: "sum", Scale: 0.01, Every: 1, Line: 16}
	if !reflect.DeepEqual(e.Select[1], want) {
		t.Errorf("got %+v, want %+v", e.Select[1], want)
	}
	if e.Select[0].Scale != 1 || e.Select[0].Cells[""] != (Sign{Status: indicators.SuppressedSmallN}) {
		t.Errorf("got %+v", e.Select[0])
	}
	l := by["ludnosc"]
	if len(l.Tables) != 0 || l.OwnerKind != OwnerPublisher || l.Every != 1 || l.Covers != (Years{2010, 2023}) || l.Released.String() != "05-15 of year+1" {
		t.Errorf("ludnosc: %+v", l)
	}
	if l.Select[0].Level != indicators.LevelGmina || l.Select[1].Level != indicators.LevelPowiat || l.Delimiter != 0 {
		t.Errorf("ludnosc: %+v", l.Select)
	}
	b := by["bezrobotni"]
	for mark, want := range map[string]Sign{
		"#": {indicators.Secret, 0}, "s": {indicators.OK, indicators.Estimate}, "q": {indicators.OK, indicators.MethodBreak},
		"x": {indicators.NoInformation, 0}, // those of BDL remain
	} {
		if b.Signs[mark] != want {
			t.Errorf("sign %q is %v, want %v", mark, b.Signs[mark], want)
		}
	}
	if b.Cells["-"].Status != indicators.NoInformation || b.Cells[""].Status != indicators.NoInformation || b.Cells["."].Status != indicators.NoInformation {
		t.Errorf("cells %v", b.Cells)
	}
	o := by["obiekty"]
	if o.Every != 2 || o.Select[0].Every != 2 || o.Select[1].Every != 3 || o.Year != 2020 {
		t.Errorf("obiekty: %+v", o)
	}
	if o.Cells[""].Status != indicators.NoInformation || o.Cells["-"].Status != indicators.StructureChange {
		t.Errorf("without attributes an empty cell does not say why: %v", o.Cells)
	}
}

func TestUnknownVariableCostsItsSelectionOnly(t *testing.T) {
	text, err := os.ReadFile("testdata/err/unknown.yaml")
	if err != nil {
		t.Fatal(err)
	}
	list, found := load(t, map[string]string{"p.yaml": string(text)})
	if len(list) != 2 || len(list[0].Select) != 2 || list[0].Select[1].Variable != "b" || len(list[1].Select) != 0 {
		t.Fatalf("got %q, %+v", sources(list), list)
	}
	dup := found[len(found)-1]
	if dup.Code != diag.DefDuplicate || len(dup.Related) != 1 || dup.Related[0].String() != "sources/p.yaml:1:9" {
		t.Errorf("the second profile of a source: %v with %v", dup.Line("pl"), dup.Related)
	}
}

const hashed = `source: s
title: {pl: a, en: b}
publisher: GUS
origin: real
priority: 1
files: [a.csv]
format: table
released: "05-15 of year+1"
covers: {from: 2010}
header: [Kod]
unit: {column: Kod}
year: {value: 2020}
label: Nazwa
skip: [RAZEM]
cells: {"-": true_zero}
select:
  - {variable: a, column: X, scale: 1}
`

func TestHash(t *testing.T) {
	one := func(text string) string {
		list, found := load(t, map[string]string{"p.yaml": text})
		if len(list) != 1 || len(found) > 0 {
			t.Fatalf("%v in\n%s", found, text)
		}
		return list[0].Hash
	}
	base := one(hashed)
	same := []string{"pl: a=pl: inny", "GUS=MEN", "origin: real=origin: synthetic", "priority: 1=priority: 9", "[a.csv]=[b.csv, c.csv]",
		"05-15=06-30", "from: 2010=from: 2015", "publisher=note: uwaga\npublisher", "publisher=licence: CC0\npublisher", "publisher=owner_kind: local\npublisher"}
	other := []string{"source: s=source: t", "format: table=format: table\nencoding: cp1250", "format: table=format: table\ndelimiter: ','", "[Kod]=[Kod, Gmina]",
		"column: Kod=column: Kod, parts: gmina", "value: 2020=value: 2021", "value: 2020=sheet: true", "Nazwa=Szkoła", "RAZEM=SUMA",
		"true_zero=no_information", "signs=", "column: X=column: Y", "scale: 1=scale: 1000", "variable: a=variable: b",
		"scale: 1=require: Z", "scale: 1=level: powiat", "scale: 1=aggregate: sum", "scale: 1=weight: W", "scale: 1=hidden: H", "scale: 1=where: {T: u}", "header=sheet: DANE\nheader"}
	seen := map[string]string{base: "nothing"}
	for _, change := range same {
		if old, now, _ := strings.Cut(change, "="); one(strings.Replace(hashed, old, now, 1)) != base {
			t.Errorf("%s: the source would be read again for nothing", change)
		}
	}
	for _, change := range other {
		old, now, _ := strings.Cut(change, "=")
		if old == "signs" {
			old, now = "cells:", "signs: {q: secret}\ncells:"
		}
		h := one(strings.Replace(hashed, old, now, 1))
		if by, ok := seen[h]; ok {
			t.Errorf("%s: same hash as after changing %s", change, by)
		}
		seen[h] = change
	}
}

// TestBDLSigns is the table of attributes in the notes on the domain: symbol,
// status, flags, and whether a printed 0 is a number.
func TestBDLSigns(t *testing.T) {
	table := []struct {
		sign, status, flags string
		zero                bool
	}{
		{"k", "ok", "incomplete", true},                           // 3
		{"x", "no_information", "", false},                        // 4, 91
		{"a", "below_format", "low_precision", true},              // 7
		{"s", "ok", "estimate", true},                             // 9
		{"M", "ok", "method_break", true},                         // 11
		{"K", "ok", "incomplete,method_break", true},              // 13
		{"X", "no_information", "method_break", false},            // 14
		{"A", "below_format", "low_precision,method_break", true}, // 17
		{"v", "ok", "low_precision", true},                        // 20, 21
		{"n", "pending", "", false},                               // 50
		{"z", "true_zero", "", true},                              // 94
		{"p", "ok", "joint_scope", true},                          // 97
		{"Z", "true_zero", "method_break", true},                  // 98
	}
	signs := BDLSigns()
	for _, row := range table {
		s, ok := signs[row.sign]
		if !ok || string(s.Status) != row.status || s.Flags.String() != row.flags || s.Status.HasValue() != row.zero {
			t.Errorf("%s: got %s %s, want %s %s", row.sign, s.Status, s.Flags, row.status, row.flags)
		}
	}
	if len(signs) != len(table) {
		t.Errorf("%d signs, %d in the table", len(signs), len(table))
	}
	cells := BDLCells()
	if len(cells) != 2 || cells[""].Status != indicators.StructureChange || cells["-"].Status != indicators.StructureChange { // 15
		t.Errorf("cells %v", cells)
	}
	signs["x"] = Sign{}
	if BDLSigns()["x"].Status != indicators.NoInformation {
		t.Error("one profile can change the signs of another")
	}
}

func TestParseRelease(t *testing.T) {
	for text, want := range map[string]Release{
		"05-15 of year+1": {5, 15, 1}, "12-31 of year+0": {12, 31, 0}, "09-30 of year": {9, 30, 0},
	} {
		r, err := ParseRelease(text)
		if err != nil || *r != want {
			t.Errorf("%q: got %v, %v", text, r, err)
		}
	}
	for _, text := range []string{"", "5-15 of year+1", "00-15 of year+1", "13-01 of year+1", "02-30 of year+1", "02-29 of year", "06-31 of year", "01-00 of year", "05-15 of year+12", "05-15 of year-1", "05-15", " 05-15 of year"} {
		if r, err := ParseRelease(text); err == nil {
			t.Errorf("%q is accepted as %v", text, r)
		}
	}
	if got := (*Release)(nil).String(); got != "" {
		t.Errorf("no rule reads %q", got)
	}
}

func TestYearsContains(t *testing.T) {
	for _, c := range []struct {
		r    Years
		y    indicators.Year
		want bool
	}{{Years{}, 1990, true}, {Years{2010, 2020}, 2010, true}, {Years{2010, 2020}, 2020, true}, {Years{2010, 2020}, 2021, false}, {Years{2010, 0}, 2009, false}, {Years{0, 2020}, 1990, true}} {
		if got := c.r.Contains(c.y); got != c.want {
			t.Errorf("%v contains %d: %v", c.r, c.y, got)
		}
	}
}
