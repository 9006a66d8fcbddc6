package catalog

import (
	"strings"

	"miernik/internal/diag"
	"miernik/internal/yamldoc"
)

// Unfinished is the mark that a scaffold leaves where a person has to write.
const Unfinished = "UZUPEŁNIJ"

// UnfinishedTexts reports every value of a document that still has the mark.
func UnfinishedTexts(doc *yamldoc.Document) (found diag.List) {
	for _, s := range doc.Scalars() {
		if strings.Contains(s.Value, Unfinished) {
			found.Add(diag.DefUnfinished, s.Place, s.Path)
		}
	}
	return found
}

// UnfinishedWhy says why an unfinished text is an error.
var UnfinishedWhy = diag.Phrase{PL: "Tekst szkieletu („" + Unfinished + "”) nie jest treścią; definicji w takim stanie się nie używa.",
	EN: "The text of a scaffold (\"" + Unfinished + "\") is no content; a definition in this state is not used."}

func ruleVariableUnfinished() diag.Rule[VariableSubject] {
	return diag.Rule[VariableSubject]{Code: diag.DefUnfinished, Why: UnfinishedWhy,
		Check: func(s VariableSubject) diag.List { return UnfinishedTexts(s.Doc) }}
}

func ruleCardUnfinished() diag.Rule[CardSubject] {
	return diag.Rule[CardSubject]{Code: diag.DefUnfinished, Why: UnfinishedWhy,
		Check: func(s CardSubject) diag.List { return UnfinishedTexts(s.Doc) }}
}
