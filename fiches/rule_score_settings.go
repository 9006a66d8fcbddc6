package fiches

import (
	"fmt"
	"slices"

	"miernik/indicators"
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
var bounded = []string{"minmax", "percentile", "goalposts"}

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
			report(path+".aggregate", fmt.Sprintf("średnia %s wymaga wartości dodatnich: scale od liczby większej od 0 i normalise minmax, percentile albo goalposts", set.Aggregate),
				fmt.Sprintf("a %s mean needs positive values: a scale that starts above 0 and normalise minmax, percentile or goalposts", set.Aggregate))
		}
		if want, ok := needs[set.Aggregate]; ok && set.Normalise != want {
			report(path+".normalise", set.Aggregate+" wymaga normalise: "+want, set.Aggregate+" needs normalise: "+want)
		}
	}
	checkSettings("score", r.Settings)
	for i, d := range r.Dimensions {
		path := fmt.Sprintf("score.dimensions[%d]", i)
		checkSettings(path, d.Settings)
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
	case slices.Contains(positive, r.Combine) && r.Scale[0] <= 0:
		report("score.combine", "średnia "+r.Combine+" wymaga scale od liczby większej od 0", "a "+r.Combine+" mean needs a scale that starts above 0")
	}
	if (r.Reference == "peer") != (r.Scheme != "") {
		report("score.reference", "scheme podaje się wtedy i tylko wtedy, gdy reference: peer", "scheme goes with reference: peer, and only with it")
	}
	if (r.Normalise == "reference") != (r.Unit != "") {
		report("score.unit", "unit podaje się wtedy i tylko wtedy, gdy normalise: reference", "unit goes with normalise: reference, and only with it")
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
		}
	}
	return found
}
