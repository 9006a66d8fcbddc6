package catalog

import (
	"strings"

	"miernik/indicators"
	"miernik/internal/diag"
	"miernik/internal/yamldoc"
)

// TextsWhy says why a text that says nothing is reported.
var TextsWhy = diag.Phrase{PL: "Nazwa przepisana zamiast tłumaczenia albo definicja powtarzająca nazwę nic nie mówi czytelnikowi.",
	EN: "A name copied in place of a translation, or a definition that repeats the name, tells a reader nothing."}

// NotTranslated reports a name whose English text is the Polish one.
func NotTranslated(doc *yamldoc.Document, code string, name indicators.Text) (found diag.List) {
	if name.PL == name.EN {
		found.Add(diag.DefText, doc.At("name.en"), code, diag.Phrase{PL: "nazwa angielska powtarza polską", EN: "the English name repeats the Polish one"})
	}
	return found
}

func ruleVariableTexts() diag.Rule[VariableSubject] {
	return diag.Rule[VariableSubject]{Code: diag.DefText, Why: TextsWhy,
		Check: func(s VariableSubject) diag.List { return NotTranslated(s.Doc, s.Variable.Code, s.Variable.Name) }}
}

func ruleCardTexts() diag.Rule[CardSubject] {
	return diag.Rule[CardSubject]{Code: diag.DefText, Why: TextsWhy,
		Check: func(s CardSubject) diag.List {
			found := NotTranslated(s.Doc, s.Card.Code, s.Card.Name)
			if strings.TrimRight(s.Card.Definition, ".") == strings.TrimRight(s.Card.Name.PL, ".") {
				found.Add(diag.DefText, s.Doc.At("definition"), s.Card.Code, diag.Phrase{PL: "definicja powtarza nazwę", EN: "the definition repeats the name"})
			}
			return found
		}}
}
