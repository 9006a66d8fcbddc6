package fiches

import (
	"fmt"
	"slices"

	"miernik/internal/diag"
)

// ruleTestNames: a test is about a fiche that is there, and names its
// variables, indicators and weight sets.
func ruleTestNames() diag.Rule[TestSubject] {
	return diag.Rule[TestSubject]{
		Code: diag.TestNames,
		Why: diag.Phrase{PL: "Oczekiwanie dotyczące wskaźnika, którego fiszka nie ma, nigdy by nie zawiodło.",
			EN: "An expectation about an indicator the fiche does not have could never fail."},
		Check: checkTestNames,
	}
}

func checkTestNames(s TestSubject) (found diag.List) {
	report := func(place diag.Place, pl, en string) {
		found.Add(diag.TestNames, place, s.Test.Fiche, diag.Phrase{PL: pl, EN: en})
	}
	fiche := s.fiche()
	switch {
	case !s.Known:
		report(s.Doc.At("tests"), "nie ma takiej fiszki", "there is no such fiche")
		return found
	case fiche == nil && len(s.Set.Versions(s.Test.Fiche)) > 0:
		report(s.Doc.At("version"), fmt.Sprintf("nie ma wersji na te lata (%d–%d)", s.Test.From, s.Test.To), fmt.Sprintf("no version for these years (%d–%d)", s.Test.From, s.Test.To))
		return found
	case fiche == nil:
		return nil // the fiche is broken and has its own findings
	}
	cells := slices.Clone(s.Test.Cells)
	for _, k := range s.Test.Cases {
		cells = append(cells, k.Cells...)
	}
	given := map[string]bool{}
	for i, src := range s.Test.Sources {
		for j, v := range src.Variables {
			given[v] = true
			if _, ok := s.Catalog.Variables[v]; !ok {
				report(s.Doc.At(fmt.Sprintf("sources[%d].variables[%d]", i, j)), "nieznana zmienna "+v, "unknown variable "+v)
			}
		}
	}
	for _, c := range cells {
		if _, ok := s.Catalog.Variables[c.Variable]; !ok {
			report(c.Place, "nieznana zmienna "+c.Variable, "unknown variable "+c.Variable)
		} else if len(given) > 0 && !given[c.Variable] {
			report(c.Place, "zmiennej "+c.Variable+" nie podaje żadne źródło testu", "no source of the test gives variable "+c.Variable)
		}
	}
	for _, k := range s.Test.Cases {
		for _, e := range k.Expect {
			s.checkExpectation(fiche, e, report)
		}
	}
	return found
}

func (s TestSubject) checkExpectation(f *Fiche, e Expectation, report func(diag.Place, string, string)) {
	indicator := func(code string) {
		if !slices.ContainsFunc(f.Indicators, func(it Item) bool { return it.Indicator == code }) {
			report(e.Place, "fiszka nie ma wskaźnika "+code, "the fiche has no indicator "+code)
		}
	}
	switch e.Kind {
	case ExpectValue:
		indicator(e.Subject)
	case ExpectWeight:
		indicator(e.Item)
		if !slices.ContainsFunc(f.Weights(s.Catalog), func(w Weighted) bool { return w.ID == e.Subject }) {
			report(e.Place, "fiszka nie ma zestawu wag "+e.Subject, "the fiche has no weight set "+e.Subject)
		}
	case ExpectGap:
		if _, ok := s.Catalog.Variables[e.Subject]; !ok {
			report(e.Place, "nieznana zmienna "+e.Subject, "unknown variable "+e.Subject)
		}
	}
}

// fiche is the version a test is about.
func (s TestSubject) fiche() *Fiche { return s.Set.Tested(s.Test) }

// Tested is the version a test is about: the one it names, else the one in
// force in its years; nil when there is none.
func (s *Set) Tested(t *TestFile) *Fiche {
	if t.Version != 0 {
		for _, l := range s.Versions(t.Fiche) {
			if l.Value.Version == t.Version {
				return l.Value
			}
		}
		return nil
	}
	for _, l := range s.InForce(t.From, t.To) {
		if l.Value.ID == t.Fiche {
			return l.Value
		}
	}
	return nil
}
