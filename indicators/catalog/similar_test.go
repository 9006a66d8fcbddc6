package catalog_test

import (
	"slices"
	"testing"

	"miernik/indicators/catalog"
)

func TestSimilarity(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want float64
	}{
		{"Ala", "ala!", 1},
		{"kot Ala", "Ala kot", 1},
		{"kot", "kos", 1.0 / 3}, // "  k", " ko" of "  k", " ko", "kot", "ot ", "kos", "os "
		{"kot", "mysz", 0},
		{"", "", 0},
	} {
		if got := catalog.Similarity(c.a, c.b); got != c.want {
			t.Errorf("%q, %q: %v, want %v", c.a, c.b, got, c.want)
		}
	}
}

// The threshold tells an indicator whose card has its name in other words from
// another indicator of the review of the catalogue.
func TestSimilarNamesOfTheReview(t *testing.T) {
	rows := reference(t, "indicators_review.csv")
	id, name := slices.Index(rows[0], "proposed_id"), slices.Index(rows[0], "indicator_name")
	cat := builtin(t)
	var reworded, found, distinct, taken int
	for i, row := range rows[1:] {
		if card, ok := cat.Cards[row[id]]; ok && card.Value.Name.PL != row[name] {
			reworded++
			if catalog.Similarity(card.Value.Name.PL, row[name]) >= catalog.SimilarNames {
				found++
			}
		}
		for _, other := range rows[1 : i+1] {
			distinct++
			if catalog.Similarity(other[name], row[name]) >= catalog.SimilarNames {
				taken++
			}
		}
	}
	t.Logf("in other words: %d of %d; of different indicators: %d of %d pairs", found, reworded, taken, distinct)
	if reworded == 0 || 2*found < reworded {
		t.Errorf("of %d names in other words %d are seen", reworded, found)
	}
	if distinct == 0 || 1000*taken > distinct {
		t.Errorf("of %d pairs of different indicators %d are taken for one", distinct, taken)
	}
}
