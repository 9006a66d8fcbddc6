package catalog

import "miernik/internal/yamldoc"

// DocumentKeys lists the keys of each kind of document, by its first key.
func DocumentKeys() map[string][]string {
	return map[string][]string{"variable": yamldoc.Keys(variableDoc{}), "indicator": yamldoc.Keys(cardDoc{})}
}

// SimilarNames is the threshold of rule def-similar.
const SimilarNames = similarNames

// Similarity compares two names of cards as rule def-similar does.
func Similarity(a, b string) float64 {
	return named{words: trigrams(a)}.similarity(named{words: trigrams(b)})
}
