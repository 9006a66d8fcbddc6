package fiches

import "miernik/internal/yamldoc"

// DocumentKeys lists the keys of each kind of document, by its first key.
func DocumentKeys() map[string][]string {
	return map[string][]string{"fiche": yamldoc.Keys(ficheDoc{}), "hierarchy": yamldoc.Keys(hierarchyDoc{}), "tests": yamldoc.Keys(testDoc{})}
}
