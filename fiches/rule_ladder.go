package fiches

import (
	"errors"
	"slices"

	"miernik/indicators"
	"miernik/internal/diag"
)

// ruleLadder: the parts of a cost ladder are sums of variables that exist at
// the level of the fiche and measure what the part is.
func ruleLadder() diag.Rule[Subject] {
	return diag.Rule[Subject]{
		Code: diag.FicheLadder,
		Why: diag.Phrase{PL: "Drabina sumuje się do kosztu tylko wtedy, gdy każda część jest tym, za co uchodzi.",
			EN: "The ladder adds up to the cost only if each part is what it passes for."},
		Check: func(s Subject) (found diag.List) {
			for i, p := range s.Fiche.Ladder {
				at := s.Doc.At("ladder." + p.Part)
				report := func(pl, en string) {
					found.Add(diag.FicheLadder, at, s.Fiche.ID, p.Part, diag.Phrase{PL: pl, EN: en})
				}
				if p.Part == "class_pupils" && !s.Doc.Has("ladder.class_pupils") {
					continue // the pupils again
				}
				if _, err := indicators.ParseFormula(p.Text); err != nil {
					var fe *indicators.FormulaError
					if errors.As(err, &fe) {
						report(fe.Reason.PL, fe.Reason.EN)
					}
					continue
				}
				want, _ := indicators.ParseUnit(ladderUnits[i].unit)
				for _, t := range p.Linear {
					v := s.Catalog.Variables[t.Variable].Value
					if v == nil {
						report("nie ma zmiennej "+t.Variable, "there is no variable "+t.Variable)
						continue
					}
					if !slices.Contains(v.Levels, s.Fiche.Applies.Level) {
						report("zmiennej "+t.Variable+" nie ma na tym poziomie", "variable "+t.Variable+" does not exist at this level")
					}
					if unit, err := indicators.ParseUnit(v.Unit); err != nil || !unit.Equal(want) {
						report("zmienna "+t.Variable+" ma jednostkę „"+v.Unit+"”, a nie „"+ladderUnits[i].unit+"”", "variable "+t.Variable+" is in \""+v.Unit+"\", not \""+ladderUnits[i].unit+"\"")
					}
				}
			}
			return found
		},
	}
}
