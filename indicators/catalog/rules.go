package catalog

import (
	"miernik/indicators"
	"miernik/internal/diag"
	"miernik/internal/yamldoc"
)

// VariableSubject is what a rule of variables looks at.
type VariableSubject struct {
	Variable *indicators.Variable
	Doc      *yamldoc.Document
}

// CardSubject is what a rule of cards looks at: a card, its document and the
// catalogue its formulas refer to.
type CardSubject struct {
	Card    *indicators.Card
	Doc     *yamldoc.Document
	Catalog *Catalog
}

// variableRules are checked before the cards: a variable with an error is left
// out, and with it the cards that need it.
func variableRules() []diag.Rule[VariableSubject] {
	return []diag.Rule[VariableSubject]{ruleOrigin(), ruleVariableRange(), ruleVariableUnfinished(), ruleVariableTexts()}
}

func cardRules() []diag.Rule[CardSubject] {
	return []diag.Rule[CardSubject]{
		ruleVariables(), ruleExample(), ruleNominant(), ruleYears(), ruleLevels(), ruleUnits(), ruleCounted(),
		ruleGroupFigure(), ruleNoise(), ruleTwice(), ruleCardRange(), ruleCardUnfinished(), ruleCardTexts(),
	}
}

// catalogRules look at all definitions together.
func catalogRules() []diag.Rule[*Catalog] {
	return []diag.Rule[*Catalog]{ruleBDL(), ruleParts(), ruleSimilar(), ruleUnlike()}
}

// Reasons lists every code the catalogue reports, with the sentence why.
func Reasons() []diag.Reason {
	out := loaderReasons()
	out = append(out, diag.Reasons(variableRules())...)
	out = append(out, diag.Reasons(cardRules())...)
	return append(out, diag.Reasons(catalogRules())...)
}

// loaderReasons are the codes of what cannot be read at all.
func loaderReasons() []diag.Reason {
	return []diag.Reason{
		{Code: diag.YAMLSyntax, Why: diag.Phrase{PL: "Pliku z błędem składni nie da się odczytać od tego miejsca.", EN: "A file with a syntax error cannot be read from there on."}},
		{Code: diag.YAMLType, Why: diag.Phrase{PL: "Tekst zamiast liczby albo lista zamiast wartości zmieniłyby sens definicji po cichu.", EN: "A text in place of a number, or a list in place of a value, would change the meaning silently."}},
		{Code: diag.YAMLUnknownKey, Why: diag.Phrase{PL: "Klucz z literówką byłby pominięty, a definicja znaczyłaby co innego, niż napisano.", EN: "A misspelt key would be passed over and the definition would mean something else than written."}},
		{Code: diag.YAMLMissingKey, Why: diag.Phrase{PL: "Bez tej treści karta albo fiszka jest niepełna: czytelnik nie wie, co i po co się liczy.", EN: "Without it the card or fiche is incomplete: a reader cannot tell what is computed and why."}},
		{Code: diag.YAMLRepeatedKey, Why: diag.Phrase{PL: "Z dwóch wpisów obowiązywałby jeden i nie byłoby widać, który.", EN: "Of two entries one would hold, and nobody would see which."}},
		{Code: diag.DefValue, Why: diag.Phrase{PL: "Kod spoza listy nie ma znaczenia dla żadnego etapu przetwarzania.", EN: "A code outside its list means nothing to any stage."}},
		{Code: diag.DefDuplicate, Why: diag.Phrase{PL: "Pod jednym kodem może stać jedna definicja.", EN: "One code stands for one definition."}},
		{Code: diag.DefOverride, Why: diag.Phrase{PL: "Obszar roboczy może zastąpić definicję wbudowaną; ma być to widać.", EN: "A workspace may replace a built-in definition; it must show."}},
		{Code: diag.DefFormula, Why: diag.Phrase{PL: "Wzór jest sumą zmiennych ze stałymi współczynnikami: tylko taki daje iloraz sum dla grupy i jedną przyczynę luki.", EN: "A formula is a sum of variables with constant coefficients: only that gives a group's ratio of sums and one cause of a gap."}},
		{Code: diag.ChapterUnknown, Why: diag.Phrase{PL: "Numer z literówką nie zebrałby żadnej kwoty, a suma wyglądałaby na pełną.", EN: "A misspelt number would collect no amount, and the sum would look complete."}},
		{Code: diag.ChapterValidity, Why: diag.Phrase{PL: "Rozdziały zmieniają numery: w roku, w którym rozdziału nie ma, kwota stoi pod innym.", EN: "Chapters change their numbers: in a year without the chapter the amount stands under another."}},
		{Code: diag.DefValidity, Why: diag.Phrase{PL: "W każdym roku obowiązuje najwyżej jedna definicja.", EN: "At most one definition is in force in a year."}},
	}
}
