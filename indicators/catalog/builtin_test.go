package catalog_test

import (
	"io/fs"
	"math/big"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"miernik/indicators"
	"miernik/indicators/catalog"
	"miernik/internal/diag"
)

func builtin(t *testing.T) *catalog.Catalog {
	t.Helper()
	cat, found := catalog.Load(catalog.Builtin())
	if found = append(found, cat.Check()...); len(found) > 0 {
		t.Fatalf("the built-in catalogue is not silent:\n%s", lines(found))
	}
	return cat
}

func TestBuiltinIsComplete(t *testing.T) {
	cat := builtin(t)
	if len(cat.Cards) < 40 || len(cat.Variables) < 40 {
		t.Errorf("%d cards, %d variables", len(cat.Cards), len(cat.Variables))
	}
	used := map[string]bool{}
	for _, code := range cat.CardCodes() {
		c := cat.Cards[code].Value
		for what, s := range map[string]string{
			"name": c.Name.PL, "English name": c.Name.EN, "definition": c.Definition, "unit": c.Unit, "reference": c.Reference,
			"system": c.SourceSystem, "interpretation": c.Interpret, "limits": c.Limits, "basis": c.Basis,
		} {
			if s == "" || s != strings.TrimSpace(s) {
				t.Errorf("%s: %s is %q", code, what, s)
			}
		}
		if len(c.Levels) == 0 || c.FirstYear < 2000 || c.LagDays == 0 || c.LagDays < -366 || c.Multiplier.Sign() <= 0 || len(c.Example.Values) == 0 {
			t.Errorf("%s: levels %v, first year %d, lag %d, multiplier %v, example %v", code, c.Levels, c.FirstYear, c.LagDays, c.Multiplier, c.Example.Values)
		}
		for _, f := range slices.Concat(c.Numerator, c.Denominator) {
			for _, term := range f.Linear {
				used[term.Variable] = true
			}
		}
	}
	for _, code := range cat.VariableCodes() {
		v := cat.Variables[code].Value
		for what, s := range map[string]string{"name": v.Name.PL, "English name": v.Name.EN, "unit": v.Unit, "reference": v.Reference, "system": v.System} {
			if s == "" || s != strings.TrimSpace(s) {
				t.Errorf("%s: %s is %q", code, what, s)
			}
		}
		if len(v.Levels) == 0 {
			t.Errorf("%s has no level", code)
		}
	}
	if len(used) < 30 {
		t.Errorf("only %d variables are used by cards", len(used))
	}
}

// A number of the Local Data Bank is never made up: every one of the built-in
// catalogue is in the list of known numbers.
func TestBuiltinBDLNumbers(t *testing.T) {
	known := catalog.BDLVariables()
	if len(known) < 90 {
		t.Fatalf("%d known numbers", len(known))
	}
	n := 0
	for code, e := range builtin(t).Variables {
		o, ok := e.Value.BDL()
		if !ok || o.ID == 0 {
			continue
		}
		n++
		k, ok := known[o.ID]
		if !ok {
			t.Errorf("%s: %d is not a known number", code, o.ID)
		}
		if o.Code != "" && o.Verified && k.Subject != o.Code {
			t.Errorf("%s: subject %s, the list says %q", code, o.Code, k.Subject)
		}
	}
	if n < 10 {
		t.Errorf("only %d variables have a number", n)
	}
}

// The loader recomputes the example of every built-in card: when any of them
// is changed by one unit of the card's precision, the card is refused.
func TestBuiltinExamplesAreChecked(t *testing.T) {
	sources := map[string][]byte{}
	err := fs.WalkDir(catalog.Builtin().FS, ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		sources[name], err = fs.ReadFile(catalog.Builtin().FS, name)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	cat := builtin(t)
	// One load per wrong example would take long; one with all of them shows
	// the same, as each card is checked alone.
	wrong := fstest.MapFS{}
	for name, text := range sources {
		wrong[name] = &fstest.MapFile{Data: slices.Clone(text)}
	}
	for _, code := range cat.CardCodes() {
		e := cat.Cards[code]
		file := strings.TrimPrefix(e.Doc.File, catalog.Builtin().Prefix+"/")
		place := e.Doc.At("example.value")
		rows := strings.Split(string(wrong[file].Data), "\n")
		row := []rune(rows[place.Row-1])
		end := place.Col - 1
		for end < len(row) && !strings.ContainsRune("},", row[end]) {
			end++
		}
		ulp := new(big.Rat).SetFrac(big.NewInt(1), new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(e.Value.Precision)), nil))
		value := new(big.Rat).Add(e.Value.Example.Value, ulp).FloatString(e.Value.Precision + 3)
		rows[place.Row-1] = string(row[:place.Col-1]) + value + string(row[end:])
		wrong[file].Data = []byte(strings.Join(rows, "\n"))
	}
	after, found := catalog.Load(catalog.Layer{FS: wrong})
	if len(after.Cards) != 0 || len(found) != len(cat.Cards) {
		t.Errorf("%d of %d cards have a finding, cards left: %q", len(found), len(cat.Cards), after.CardCodes())
	}
	for _, f := range found {
		if f.Code != diag.DefExample {
			t.Error(f.Line("en"))
		}
	}
}

// labelled is what the program writes into tables as a code.
func labelled(cat *catalog.Catalog) map[string][]string {
	out := map[string][]string{
		"flag":      indicators.FlagNames(),
		"dimension": {string(indicators.Quantity), string(indicators.Quality), string(indicators.Accessibility), string(indicators.Effectiveness)},
		"direction": {string(indicators.Stimulant), string(indicators.Destimulant), string(indicators.Nominant), string(indicators.Neutral)},
	}
	for _, s := range indicators.Statuses() {
		out["status"] = append(out["status"], string(s))
	}
	for _, c := range indicators.Causes() {
		out["cause"] = append(out["cause"], string(c))
	}
	for _, e := range cat.Cards {
		out["counted"] = append(out["counted"], e.Value.Counted)
	}
	return out
}

func TestLabels(t *testing.T) {
	labels := catalog.Labels()
	seen := map[string]bool{}
	for _, l := range labels {
		key := l.Group + "/" + l.Code
		if seen[key] {
			t.Errorf("%s appears twice", key)
		}
		seen[key] = true
		if l.Group == "" || l.Code == "" || l.PL == "" || l.EN == "" || (l.ExplanationPL == "") != (l.ExplanationEN == "") {
			t.Errorf("%+v has a gap", l)
		}
	}
	for group, codes := range labelled(builtin(t)) {
		for _, code := range codes {
			if !seen[group+"/"+code] {
				t.Errorf("%s/%s has no label", group, code)
			}
		}
		for key := range seen {
			if g, code, _ := strings.Cut(key, "/"); g == group && group != "counted" && !slices.Contains(codes, code) {
				t.Errorf("the label %s has no code", key)
			}
		}
	}
	labels[0].PL = "changed"
	if catalog.Labels()[0].PL == "changed" {
		t.Error("Labels hands out its own table")
	}
}

// Every amount of a budget report says which positions it is made of, and the
// classification knows them.
func TestBuiltinBudgets(t *testing.T) {
	cat := builtin(t)
	n := 0
	for _, code := range cat.VariableCodes() {
		v := cat.Variables[code].Value
		if isReport := strings.Contains(v.System, "Rb-2"); isReport != (v.Budget != nil) {
			t.Errorf("%s of %q: budget %v", code, v.System, v.Budget)
		}
		if v.Budget == nil {
			continue
		}
		n++
		if !v.Budget.InForce(2022) {
			t.Errorf("%s is not in force in 2022", code)
		}
		// Current spending leaves out capital paragraphs; a grant is one of its own.
		current := !strings.Contains(v.Name.PL, "ogółem") && !strings.Contains(v.Name.PL, "majątkowe") || strings.Contains(v.Name.PL, "bieżące")
		if capital := (indicators.Position{Chapter: v.Budget.Chapters[0].Code, Paragraph: "605", P4: "0"}); v.Budget.Counts(capital, 2022) == current {
			t.Errorf("%s counts paragraph 605: %v", code, !current)
		}
	}
	if n < 14 {
		t.Errorf("%d variables with a budget", n)
	}
	for _, code := range cat.ChapterCodes() {
		c := cat.Chapters[code]
		if !c.Verified && c.Note == "" {
			t.Errorf("chapter %s was not checked and does not say why", code)
		}
		if _, ok := cat.Chapters[code[:3]]; len(code) == 5 && !ok && strings.Contains("801 854 921 926", code[:3]) {
			t.Errorf("chapter %s has no division", code)
		}
	}
	for old, next := range map[string]string{"85401": "80107"} {
		if cat.Chapters[old].To+1 != cat.Chapters[next].From {
			t.Errorf("%s ends in %d, %s begins in %d", old, cat.Chapters[old].To, next, cat.Chapters[next].From)
		}
	}
}
