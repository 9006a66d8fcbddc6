package catalog

import "miernik/internal/yamldoc"

// DocumentKeys lists the keys of each kind of document, by its first key.
func DocumentKeys() map[string][]string {
	return map[string][]string{"variable": yamldoc.Keys(variableDoc{}), "indicator": yamldoc.Keys(cardDoc{})}
}
