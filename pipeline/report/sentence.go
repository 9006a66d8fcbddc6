package report

import (
	"fmt"
	"strings"
	"time"
)

// The sentences follow the templates of the catalogue's notes: no inflected
// proper names, no verbs that must agree with a number.

// place is a rank in a group.
type place struct {
	rank, ties int
	n          int
	group      string
	level      string
	span       string // range of places under other methods and weights; empty: none
}

func (p place) noun() noun {
	if p.level == "gmina" || p.level == "powiat" {
		return nounOf(p.level)
	}
	return nounOf("jednostka")
}

// sentence: „12. miejsce wśród 48 gmin (gminy miejskie)”, ties „ex aequo z …”.
func (p place) sentence() string {
	s := fmt.Sprintf("%s. miejsce", integer(p.rank))
	if p.ties > 0 {
		s += " ex aequo z " + p.noun().otherCount(p.ties)
	}
	s += " wśród " + p.noun().genitiveCount(p.n) + " (" + p.group + ")"
	if p.span != "" {
		s += ", przedział " + p.span + " przy innych wagach i metodzie"
	}
	return s
}

// unranked stands where there is no rank.
func unranked(n, of int) string {
	return fmt.Sprintf("Bez miejsca; jednostki z danymi: %s z %s.", integer(n), integer(of))
}

// scoreSentence says the score of a service with its coverage and places.
func scoreSentence(service string, year int, score float64, coverage int, places []place) string {
	s := fmt.Sprintf("Ocena usługi „%s” za %d r.: %s na 100; pokrycie wagami %d%%", service, year, number(score, 1), coverage)
	for _, p := range places {
		s += "; " + p.sentence()
	}
	return s + "."
}

// withheldSentence says why there is no score.
func withheldSentence(service string, year, coverage, threshold int, reason string, missing []string) string {
	s := fmt.Sprintf("Oceny usługi „%s” za %d r. nie podano: ", service, year)
	switch reason {
	case "few_indicators":
		s += "znanych jest za mało wskaźników."
	case "few_dimensions":
		s += "znane wskaźniki obejmują za mało wymiarów."
	case "no_difference":
		s += "znane wskaźniki nie różnicują jednostek."
	case "operation_unknown":
		s += "nie wiadomo, czy jednostka prowadzi usługę."
	default:
		if coverage >= threshold { // the count of indicators is what is thin
			s += fmt.Sprintf("znane wskaźniki mają %d%% wagi, lecz jest ich za mało (próg %d%% liczby).", coverage, threshold)
		} else {
			s += fmt.Sprintf("znane wskaźniki mają %d%% wagi (próg %d%%).", coverage, threshold)
		}
	}
	if len(missing) > 0 {
		s += stop(" Brakuje: " + strings.Join(missing, "; "))
	}
	return s
}

// notRunSentence says that a service is not the unit's.
func notRunSentence(unit, service string) string {
	return fmt.Sprintf("%s nie prowadzi usługi „%s”; nie ocenia się.", capital(unit), service)
}

// leadSentence and lagSentence name up to three indicators.
func leadSentence(names []string) string {
	return stop("Najkorzystniej na tle grupy: " + strings.Join(names, "; "))
}

func lagSentence(names []string) string {
	return stop("Najmniej korzystnie: " + strings.Join(names, "; "))
}

// stop ends a sentence, once: an abbreviation has its full stop already.
func stop(s string) string { return strings.TrimSuffix(s, ".") + "." }

// missing counts what a unit lacks of a service in a year.
type missing struct {
	values, of                   int
	pending, local, unobtainable int
}

func (m missing) sentence() string {
	if m.values == 0 {
		return fmt.Sprintf("Nie brakuje żadnej z %s.", nounOf("wartość").genitiveCount(m.of))
	}
	return fmt.Sprintf("Brakuje %s z %s; w tym %s z terminem publikacji, %s do uzupełnienia lokalnie, %s bez źródła.",
		nounOf("wartość").genitiveCount(m.values), integer(m.of), integer(m.pending), integer(m.local), integer(m.unobtainable))
}

// medianSentence compares a value with the median of its group. The direction
// of the indicator decides whether more is favourable.
func medianSentence(i *indicator, value, median float64) string {
	text := quantity(value, i.precision, i.measure)
	gap := value - median
	if number(gap, i.precision) == number(0, i.precision) {
		return text + ", na poziomie mediany grupy (różnica mniejsza niż dokładność danych)"
	}
	word, more := "mniej", gap > 0
	if more {
		word = "więcej"
	} else {
		gap = -gap
	}
	s := fmt.Sprintf("%s, o %s %s niż mediana grupy", text, difference(gap, i.precision, i.measure), word)
	switch i.direction {
	case "stimulant":
		if more {
			return s + " (korzystnie)"
		}
		return s + " (niekorzystnie: im więcej, tym lepiej)"
	case "destimulant":
		if more {
			return s + " (niekorzystnie: im mniej, tym lepiej)"
		}
		return s + " (korzystnie)"
	case "nominant":
		return s + " (" + i.inRange(value) + ")"
	}
	return s
}

// inRange says where a value lies against the target range of a nominant.
func (i *indicator) inRange(value float64) string {
	if !i.low.Valid || !i.high.Valid {
		return "bez przedziału uznanego za właściwy"
	}
	where := "w przedziale uznanym za właściwy"
	switch {
	case value < i.low.V:
		where = "poniżej przedziału uznanego za właściwy"
	case value > i.high.V:
		where = "powyżej przedziału uznanego za właściwy"
	}
	return where + " " + i.targetRange()
}

// targetRange writes the bounds: 15,0–25,0.
func (i *indicator) targetRange() string {
	return number(i.low.V, i.precision) + "–" + number(i.high.V, i.precision)
}

// firstMention names a unit beyond doubt: names of gminas repeat.
func firstMention(u *unit) string {
	if u.level != "gmina" || u.cityPowiat || u.powiat == "" {
		return fmt.Sprintf("%s (TERYT %s)", capital(u.fullName), u.teryt)
	}
	return fmt.Sprintf("%s (powiat %s, TERYT %s)", capital(u.fullName), u.powiat, u.teryt)
}

// gapSentence: what is missing, why, who can mend it, until when.
func gapSentence(name string, year int, cause, owner string, expected day) string {
	if owner == "" {
		owner = "nikt"
	}
	until := "bez terminu"
	if expected.Valid {
		until = date(expected.V)
	}
	return fmt.Sprintf("%s, %d: %s; może uzupełnić: %s; termin: %s", name, year, cause, owner, strings.TrimSuffix(until, "."))
}

func asOfSentence(asOf time.Time) string {
	return "Stan danych na dzień " + date(asOf)
}
