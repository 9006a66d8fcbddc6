package fiches

import (
	"miernik/indicators/catalog"
	"miernik/internal/diag"
)

func ruleTexts() diag.Rule[Subject] {
	return diag.Rule[Subject]{Code: diag.DefText, Why: catalog.TextsWhy,
		Check: func(s Subject) diag.List { return catalog.NotTranslated(s.Doc, s.Fiche.ID, s.Fiche.Name) }}
}
