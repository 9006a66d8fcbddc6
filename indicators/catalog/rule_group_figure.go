package catalog

import (
	"miernik/indicators"
	"miernik/internal/diag"
)

// ruleGroupFigure: a group is summarised in a way the card allows.
func ruleGroupFigure() diag.Rule[CardSubject] {
	return diag.Rule[CardSubject]{
		Code: diag.DefGroupFigure,
		Why: diag.Phrase{PL: "Iloraz sum wymaga licznika i mianownika; gotowych ilorazów nie wolno sumować.",
			EN: "A ratio of sums needs numerator and denominator; ready-made ratios must not be added."},
		Check: checkGroupFigure,
	}
}

func checkGroupFigure(s CardSubject) (found diag.List) {
	report := func(pl, en string) {
		found.Add(diag.DefGroupFigure, s.Doc.At("group_figure"), s.Card.Code, s.Card.GroupFigure, diag.Phrase{PL: pl, EN: en})
	}
	for t := range s.terms() {
		if v := s.variable(t.Variable); v != nil && v.Kind == "ratio" && s.Card.GroupFigure != indicators.MedianOnly {
			report("zmienna "+t.Variable+" jest gotowym ilorazem: tylko median_only", "variable "+t.Variable+" is a ready-made ratio: median_only alone")
			return found
		}
	}
	switch {
	case s.Card.GroupFigure == indicators.RatioOfSums && len(s.Card.Denominator) == 0:
		report("karta nie ma mianownika", "the card has no denominator")
	case s.Card.GroupFigure == indicators.SumOnly && len(s.Card.Denominator) > 0:
		report("ilorazów nie sumuje się", "ratios are not added")
	}
	return found
}
