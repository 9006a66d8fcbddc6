package define

import (
	"slices"

	"miernik/indicators"
	"miernik/indicators/catalog"
	"miernik/pipeline/peers"
	"miernik/pipeline/practice"
)

// peerIndicators are the context indicators that like units are found by, at
// each level of their cards: the grid expects them of every unit.
func peerIndicators(cat *catalog.Catalog, list []peers.Likeness) [][]any {
	var rows [][]any
	for i, l := range list {
		for _, level := range []indicators.Level{indicators.LevelGmina, indicators.LevelPowiat} {
			if slices.Contains(cat.Cards[l.Indicator].Value.Levels, level) {
				rows = append(rows, []any{peers.Nearest, string(level), l.Indicator, int32(i + 1), l.Weight, l.Log, l.Why, nil, nil, nil, nil})
			}
		}
	}
	return rows
}

func practices(list []practice.Practice) [][]any {
	var rows [][]any
	for _, p := range list {
		rows = append(rows, []any{string(p.Unit), p.Fiche, int16(p.Year), p.Title, p.Text, p.Source, p.Place.String()})
	}
	return rows
}

// noise are the cards whose figures have a standard error.
func noise(cat *catalog.Catalog) [][]any {
	var rows [][]any
	for _, code := range cat.CardCodes() {
		n := cat.Cards[code].Value.Noise
		if n == nil {
			continue
		}
		var sd any
		if !n.Share {
			sd = n.SD
		}
		rows = append(rows, []any{code, n.Persons, orNull(n.Squares), sd, n.Share, int32(n.Minimum)})
	}
	return rows
}
