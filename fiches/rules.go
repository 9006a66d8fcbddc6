package fiches

import (
	"miernik/indicators/catalog"
	"miernik/internal/diag"
	"miernik/internal/yamldoc"
)

// Subject is what a rule looks at: a decoded fiche, the document it came from
// and the catalogue it refers to.
type Subject struct {
	Fiche   *Fiche
	Doc     *yamldoc.Document
	Catalog *catalog.Catalog
}

// Rule is one check of a fiche; each lives in a file of its own.
type Rule func(Subject) diag.List

func rules() []Rule {
	return []Rule{ruleKnownIndicators, ruleWeights, ruleRoles, ruleLevel, ruleCondition, ruleScoreable, ruleVerified}
}

func check(s Subject) diag.List {
	var found diag.List
	for _, rule := range rules() {
		found = append(found, rule(s)...)
	}
	return found
}
