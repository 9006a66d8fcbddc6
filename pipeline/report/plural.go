package report

import "strings"

// noun is a Polish noun with the forms that sentences need. The form after a
// number follows the number: 1 gmina, 2 gminy, 5 gmin, 1,5 gminy.
type noun struct {
	one, few, many, frac string
	genitive             string // singular after „wśród”: 1 gminy
	instrumental         string // singular and plural after „z”
	instrumentals        string
	locative             string // singular and plural after „na”
	locatives            string
	feminine             bool // „inną gminą”, „innym powiatem”
}

// nounOf gives a noun by its name in the glossary; an unknown name stays
// itself in every form.
func nounOf(name string) noun {
	switch name {
	case "gmina":
		return noun{"gmina", "gminy", "gmin", "gminy", "gminy", "gminą", "gminami", "gminie", "gminach", true}
	case "powiat":
		return noun{"powiat", "powiaty", "powiatów", "powiatu", "powiatu", "powiatem", "powiatami", "powiecie", "powiatach", false}
	case "jednostka":
		return noun{"jednostka", "jednostki", "jednostek", "jednostki", "jednostki", "jednostką", "jednostkami", "jednostce", "jednostkach", true}
	case "wskaźnik":
		return noun{"wskaźnik", "wskaźniki", "wskaźników", "wskaźnika", "wskaźnika", "wskaźnikiem", "wskaźnikami", "wskaźniku", "wskaźnikach", false}
	case "wartość":
		return noun{"wartość", "wartości", "wartości", "wartości", "wartości", "wartością", "wartościami", "wartości", "wartościach", true}
	case "luka":
		return noun{"luka", "luki", "luk", "luki", "luki", "luką", "lukami", "luce", "lukach", true}
	case "usługa":
		return noun{"usługa", "usługi", "usług", "usługi", "usługi", "usługą", "usługami", "usłudze", "usługach", true}
	case "punkt":
		return noun{"punkt", "punkty", "punktów", "punktu", "punktu", "punktem", "punktami", "punkcie", "punktach", false}
	case "przypadek":
		return noun{"przypadek", "przypadki", "przypadków", "przypadku", "przypadku", "przypadkiem", "przypadkami", "przypadku", "przypadkach", false}
	case "uczeń": // personal masculine: 2 uczniów
		return noun{"uczeń", "uczniów", "uczniów", "ucznia", "ucznia", "uczniem", "uczniami", "uczniu", "uczniach", false}
	case "odwołanie": // of a fiche to law, chapters and standards
		return noun{"odwołanie", "odwołania", "odwołań", "odwołania", "odwołania", "odwołaniem", "odwołaniami", "odwołaniu", "odwołaniach", false}
	}
	return noun{one: name, few: name, many: name, frac: name, genitive: name, instrumental: name, instrumentals: name, locative: name, locatives: name}
}

// form is the form of the noun after a whole number, nominative.
func (w noun) form(n int) string {
	switch {
	case n == 1:
		return w.one
	case n%10 >= 2 && n%10 <= 4 && (n%100 < 12 || n%100 > 14):
		return w.few
	}
	return w.many
}

// count writes a number with its noun: 22 gminy.
func (w noun) count(n int) string { return integer(n) + nbsp + w.form(n) }

// decimal writes a number with decimals and its noun: 1,5 punktu.
func (w noun) decimal(x float64, decimals int) string {
	text := number(x, decimals)
	if !strings.Contains(text, ",") {
		return text + nbsp + w.form(int(x))
	}
	return text + nbsp + w.frac
}

// genitiveCount follows „wśród” and „brakuje”: 1 gminy, 22 gmin, 5 gmin.
func (w noun) genitiveCount(n int) string {
	if n == 1 {
		return "1" + nbsp + w.genitive
	}
	return integer(n) + nbsp + w.many
}

// otherCount follows „ex aequo z”: 1 inną gminą, 2 innymi gminami.
func (w noun) otherCount(n int) string {
	switch {
	case n != 1:
		return integer(n) + nbsp + "innymi " + w.instrumentals
	case w.feminine:
		return "1" + nbsp + "inną " + w.instrumental
	}
	return "1" + nbsp + "innym " + w.instrumental
}

// locativeCount follows „na”: 1 przypadku, 214 przypadkach.
func (w noun) locativeCount(n int) string {
	if n == 1 {
		return "1" + nbsp + w.locative
	}
	return integer(n) + nbsp + w.locatives
}
