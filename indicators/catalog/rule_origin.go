package catalog

import (
	"miernik/indicators"
	"miernik/internal/diag"
)

// ruleOrigin: a variable says where it comes from, by a label or a block.
func ruleOrigin() diag.Rule[VariableSubject] {
	return diag.Rule[VariableSubject]{
		Code: diag.DefOrigin,
		Why: diag.Phrase{PL: "Kto ma uzupełnić lukę, musi wiedzieć, z jakiego systemu i formularza pochodzi zmienna.",
			EN: "Whoever is to fill a gap must know which system and form the variable comes from."},
		Check: func(s VariableSubject) (found diag.List) {
			if s.Variable.System == "" {
				found.Add(diag.DefOrigin, s.Doc.At(""), s.Variable.Code, diag.Phrase{PL: "brak system albo bloku źródła", EN: "system or a source block is missing"})
			}
			for _, o := range s.Variable.Origins {
				if o.Kind == indicators.OriginBDL && o.ID == 0 && o.Code == "" {
					found.Add(diag.DefOrigin, s.Doc.At("bdl"), s.Variable.Code, diag.Phrase{PL: "bdl bez id i bez subject", EN: "bdl with neither id nor subject"})
				}
			}
			return found
		},
	}
}
