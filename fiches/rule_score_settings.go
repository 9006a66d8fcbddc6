package fiches

import (
	"fmt"
	"slices"
	"strings"

	"miernik/indicators"
	"miernik/indicators/method"
	"miernik/internal/diag"
)

// ruleScoreSettings: the settings of the score go together.
func ruleScoreSettings() diag.Rule[Subject] {
	return diag.Rule[Subject]{
		Code: diag.FicheScore,
		Why: diag.Phrase{PL: "Nie każda metoda pasuje do każdej: średnia geometryczna wymaga wartości dodatnich, Hellwig i Perkal standaryzacji, a punkty odniesienia trzeba podać.",
			EN: "Not every method goes with every other: a geometric mean needs positive values, Hellwig and Perkal standardised ones, and posts must be given."},
		Check: checkScoreSettings,
	}
}

// positive are the aggregations that need values above 0.
var positive = []string{"geometric", "harmonic"}

// bounded are the normalisations whose results stay within the scale.
var bounded = []string{"minmax", "percentile", "goalposts", "target", "reference"}

// treatable are the normalisations that outliers spoil: the others look at
// places only, or at fixed points.
var treatable = []string{"minmax", "zscore", "reference"}

// needs are the normalisations that pattern methods stand on.
var needs = map[string]string{"hellwig": "zscore", "perkal": "zscore", "topsis": "minmax"}

func checkScoreSettings(s Subject) (found diag.List) {
	r := s.Fiche.Score
	if !s.Fiche.Scored() {
		return nil
	}
	report := func(path, pl, en string) {
		found.Add(diag.FicheScore, s.Doc.At(path), s.Fiche.ID, diag.Phrase{PL: pl, EN: en})
	}
	checkSettings := func(path string, set Settings) {
		if slices.Contains(positive, set.Aggregate) && (set.Scale[0] <= 0 || !slices.Contains(bounded, set.Normalise)) {
			report(path+".aggregate", fmt.Sprintf("średnia %s wymaga wartości dodatnich: scale od liczby większej od 0 i normalise %s", set.Aggregate, strings.Join(bounded, ", ")),
				fmt.Sprintf("a %s mean needs positive values: a scale that starts above 0 and normalise %s", set.Aggregate, strings.Join(bounded, ", ")))
		}
		if set.Treat != "none" && !slices.Contains(treatable, set.Normalise) {
			report(path+".treat", "wartości odstające przycina się tylko przy normalise "+strings.Join(treatable, ", "), "outliers are treated only with normalise "+strings.Join(treatable, ", "))
		}
		if places := set.ScoreScale().Of; (places == "places" || places == "points") && set.Scale != defaultScale(set.Normalise) {
			report(path+".scale", "normalise "+set.Normalise+" nie ma skali: wynikiem są miejsca albo punkty", "normalise "+set.Normalise+" has no scale: it gives places or points")
		}
		if want, ok := needs[set.Aggregate]; ok && set.Normalise != want {
			report(path+".normalise", set.Aggregate+" wymaga normalise: "+want, set.Aggregate+" needs normalise: "+want)
		}
	}
	checkSettings("score", r.Settings)
	for i, d := range r.Dimensions {
		path := fmt.Sprintf("score.dimensions[%d]", i)
		checkSettings(path, d.Settings)
		if here, whole := d.ScoreScale(), r.ScoreScale(); here != whole {
			report(path, fmt.Sprintf("wymiar jest na skali %s, a ocena na skali %s", here, whole), fmt.Sprintf("the dimension is on scale %s, the score on %s", here, whole))
		}
		if d.Aggregate != r.Aggregate && len(s.Fiche.Dimensions) == 0 {
			report(path+".aggregate", "aggregate wymiaru wymaga wag wymiarów (dimensions)", "aggregate of a dimension needs weights of dimensions")
		}
		if !slices.Contains(s.dimensionsOf(), d.Dimension) {
			report(path+".dimension", "wymiar nie ma wskaźników monitoringowych", "the dimension has no monitoring indicator")
		}
		if slices.ContainsFunc(r.Dimensions[:i], func(o DimensionSettings) bool { return o.Dimension == d.Dimension }) {
			report(path+".dimension", "wymiar ma ustawienia dwa razy", "the dimension has settings twice")
		}
	}
	switch {
	case r.Combine != "" && len(s.Fiche.Dimensions) == 0:
		report("score.combine", "combine wymaga wag wymiarów (dimensions)", "combine needs weights of dimensions")
	case slices.Contains(positive, r.Combine) && !r.ScoreScale().Positive():
		report("score.combine", "średnia "+r.Combine+" wymaga scale od liczby większej od 0", "a "+r.Combine+" mean needs a scale that starts above 0")
	}
	if (r.Reference == "peer") != (r.Scheme != "") {
		report("score.reference", "scheme podaje się wtedy i tylko wtedy, gdy reference: peer", "scheme goes with reference: peer, and only with it")
	}
	if (r.Normalise == "reference") != (r.Unit != "") {
		report("score.unit", "unit podaje się wtedy i tylko wtedy, gdy normalise: reference", "unit goes with normalise: reference, and only with it")
	}
	if r.Unit != "" && (r.Reference == "peer" || r.Years == "pooled") {
		report("score.unit", "normalise: reference wymaga reference: national i years: each, bo jednostka odniesienia jest jedna i w każdym roku inna", "normalise: reference needs reference: national and years: each: there is one reference unit, another in every year")
	}
	return append(found, checkPosts(s)...)
}

// checkPosts: goalposts and targets stand where the normalisation needs them.
func checkPosts(s Subject) (found diag.List) {
	for i, it := range s.Fiche.Indicators {
		var d indicators.Dimension
		if card, ok := s.Catalog.Cards[it.Indicator]; ok {
			d = card.Value.Dimension
		}
		normalise := ""
		if it.Role == Monitoring {
			normalise = s.Fiche.Score.SettingsOf(d).Normalise
		}
		path := fmt.Sprintf("indicators[%d]", i)
		report := func(pl, en string) {
			found.Add(diag.FicheScore, s.Doc.At(path), s.Fiche.ID, diag.Phrase{PL: it.Indicator + ": " + pl, EN: it.Indicator + ": " + en})
		}
		switch {
		case (normalise == "goalposts") != (it.Posts != nil):
			report("posts podaje się wtedy i tylko wtedy, gdy normalise: goalposts", "posts go with normalise: goalposts, and only with it")
		case (normalise == "target") != (it.Target != nil):
			report("target podaje się wtedy i tylko wtedy, gdy normalise: target", "target goes with normalise: target, and only with it")
		case it.Posts != nil && it.Posts[0] == it.Posts[1]:
			report("posts są równe", "the posts are equal")
		case it.Posts != nil && !rising(s, it):
			report("posts stoją w odwrotnej kolejności niż kierunek wskaźnika: najpierw wartość bez punktów, potem wartość pełnych punktów",
				"the posts go against the direction of the indicator: first the value of no marks, then the value of full marks")
		}
	}
	return found
}

// rising reports whether the second post of an indicator is more favourable
// than the first.
func rising(s Subject, it Item) bool {
	card, ok := s.Catalog.Cards[it.Indicator]
	if !ok {
		return true // ruleKnownIndicators
	}
	c := card.Value
	direction, ok := directions[c.Direction]
	if !ok || direction == method.Nominant && c.Target == nil {
		return true // ruleRoles, the rules of cards
	}
	var lo, hi float64
	if c.Target != nil {
		lo, hi = c.Target[0], c.Target[1]
	}
	return method.Directed(it.Posts[0], direction, lo, hi) < method.Directed(it.Posts[1], direction, lo, hi)
}

var directions = map[indicators.Direction]method.Direction{
	indicators.Stimulant: method.Stimulant, indicators.Destimulant: method.Destimulant, indicators.Nominant: method.Nominant,
}
