package fiches

import (
	"miernik/internal/diag"
)

// ruleNotSupported refuses what the schema knows and the stages of this version
// do not compute yet: a fiche scored by other settings than it asks for would
// be a lie. The rule goes when the stages can.
func ruleNotSupported() diag.Rule[Subject] {
	return diag.Rule[Subject]{
		Code: diag.FicheNotSupported,
		Why: diag.Phrase{PL: "Tej metody ta wersja programu jeszcze nie liczy; policzenie inną byłoby ocenianiem po cichu według innych zasad.",
			EN: "This version does not compute the method yet; using another would score silently by other rules."},
		Check: checkNotSupported,
	}
}

func checkNotSupported(s Subject) (found diag.List) {
	r := s.Fiche.Score
	if !s.Fiche.Scored() {
		return nil
	}
	report := func(path, what string) {
		found.Add(diag.FicheNotSupported, s.Doc.At(path), s.Fiche.ID, what)
	}
	for _, c := range []struct {
		path, got, supported string
	}{
		{"score.normalise", r.Normalise, "minmax"}, {"score.treat", r.Treat, "none"}, {"score.aggregate", r.Aggregate, "arithmetic"},
		{"score.reference", r.Reference, "national"}, {"score.years", r.Years, "each"},
	} {
		if c.got != c.supported {
			report(c.path, c.path+": "+c.got)
		}
	}
	if r.Scale != [2]float64{0, 100} {
		report("score.scale", "score.scale")
	}
	if len(r.Dimensions) > 0 {
		report("score.dimensions", "score.dimensions")
	}
	if len(s.Fiche.Dimensions) > 0 {
		report("dimensions", "dimensions")
	}
	return found
}
