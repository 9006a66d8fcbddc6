package fiches

import (
	"miernik/indicators/catalog"
	"miernik/internal/diag"
)

func ruleUnfinished() diag.Rule[Subject] {
	return diag.Rule[Subject]{Code: diag.DefUnfinished, Why: catalog.UnfinishedWhy,
		Check: func(s Subject) diag.List { return UnfinishedTexts(s.Doc) }}
}
