package catalog

import (
	"slices"

	"miernik/indicators"
	"miernik/internal/diag"
)

// ruleNoise: what the standard error of a figure is computed from exists and
// is of one kind.
func ruleNoise() diag.Rule[CardSubject] {
	return diag.Rule[CardSubject]{
		Code: diag.DefNoise,
		Why: diag.Phrase{PL: "Średnia z niewielu osób ma błąd; bez liczby osób i rozrzutu nie da się powiedzieć, czy różnica coś znaczy.",
			EN: "A mean over few persons has an error; without persons and deviation nobody can tell whether a difference means anything."},
		Check: checkNoise,
	}
}

func checkNoise(s CardSubject) (found diag.List) {
	n := s.Card.Noise
	if n == nil {
		return nil
	}
	report := func(key, pl, en string) {
		found.Add(diag.DefNoise, s.Doc.At("noise."+key), s.Card.Code, diag.Phrase{PL: pl, EN: en})
	}
	for _, key := range []struct{ name, code string }{{"persons", n.Persons}, {"squares", n.Squares}} {
		v := s.variable(key.code)
		switch {
		case key.code == "":
		case v == nil:
			report(key.name, "nie ma zmiennej "+key.code, "there is no variable "+key.code)
		case slices.ContainsFunc(s.Card.Levels, func(l indicators.Level) bool { return !slices.Contains(v.Levels, l) }):
			report(key.name, "zmiennej "+key.code+" nie ma na poziomie karty", "variable "+key.code+" does not exist at the level of the card")
		case key.name == "persons" && v.Unit != "os.":
			report(key.name, "zmienna "+key.code+" nie liczy osób", "variable "+key.code+" does not count persons")
		}
	}
	switch {
	case n.Share == (n.SD != 0):
		report("sd", "podaje się sd albo share: true", "give either sd or share: true")
	case n.SD < 0:
		report("sd", "odchylenie jest dodatnie", "a deviation is positive")
	case n.Share && n.Squares != "":
		report("squares", "odsetek ma odchylenie sam z siebie", "a share has its deviation of itself")
	case n.Share && len(s.Card.Denominator) == 0:
		report("share", "odsetek ma mianownik", "a share has a denominator")
	}
	if n.Minimum < 1 {
		report("minimum", "liczba osób jest dodatnia", "the number of persons is positive")
	}
	return found
}
